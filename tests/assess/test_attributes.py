"""Cells to values: what people write about zones, levels and access, and what is left open."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies

from scanner.assess.attributes import AttributeReader, controls_answer
from scanner.assess.words import yes_or_no
from scanner.model import Attribute, Item, ItemKind, Policy, ReferenceData, SourceRef, Truth

HERE = SourceRef("a.csv", row=2)


def item(name: str = "x", **cells: str) -> Item:
    """An asset with these cells."""
    return Item("i", ItemKind.ASSET, name, HERE, attributes={k: Attribute(v, HERE.at(k)) for k, v in cells.items()})


@pytest.fixture(scope="module")
def reader(facts: tuple[ReferenceData, Policy]) -> AttributeReader:
    """The reader with the bundled words."""
    return AttributeReader(facts[1].function_words)


YES = ["ja", "Ja, via VPN", "J", "yes", "true", "1", "x", " aan ", "ja (leverancier)", "wel", "ja - op verzoek", "WAAR"]
NO = ["nee", "Nee.", "no", "geen", "0", "niet aangesloten", "uit", "false", "N", "nee, niet aangesloten", "nee (geen)"]
NEITHER_NO = """nee, wel via 4G|niet uitgesloten|niet uit te sluiten|uit te zoeken|niet te achterhalen|niet na te gaan
niet meer bekend|geen beperking|geen firewall|niet zonder VPN|niet direct, via VPN|geen opgave|geen antwoord|no limits
no restriction|nee?|uit voorzorg aan|niet bepaald|niet beoordeeld|n.v.t.|n.t.b.|niet bekend|n.b.|geen idee|no data
not known|niet van toepassing|no information|nooit|nee, ja|geïsoleerd|v.l.n.r.|1-2|No. 3|off the record"""
NEITHER_YES = """on-premise|on hold|aan te vragen|aan leverancier gevraagd|ja/nee|wel of niet|ja, maar uitgeschakeld
wel aanwezig, niet actief|ja?|ja, niet meer|ja (vroeger)|J/N|janken|misschien|onbekend|zie bijlage|xx
ja, internet uit"""
FIELDS = ["", "remote_access", "internet", "cloud", "vital", "physical_access", "controls_sufficient"]


def phrases(text: str) -> list[str]:
    """The phrases of a list with bars and line ends."""
    return [phrase for line in text.splitlines() for phrase in line.split("|")]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", YES)
def test_yes(text: str, field: str) -> None:
    assert yes_or_no(text, field) == "yes"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", NO)
def test_no(text: str, field: str) -> None:
    assert yes_or_no(text, field) == "no"


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("text", ["", " ", *phrases(NEITHER_NO), *phrases(NEITHER_YES)])
def test_neither(text: str, field: str) -> None:
    assert yes_or_no(text, field) == ""


@pytest.mark.parametrize("text", [*phrases(NEITHER_NO), *phrases(NEITHER_YES)])
def test_a_cell_that_says_neither_gives_no_value_in_any_column(reader: AttributeReader, text: str) -> None:
    values = reader.read(item(internet=text, cloud=text, vital=text, physical_access=text)).values
    assert not values


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        ("internet", "geen internet", "no"),
        ("cloud", "Geen cloud.", "no"),
        ("remote_access", "geen toegang", "no"),
        ("remote_access", "nee, alleen lokaal", "no"),
        ("physical_access", "geen toegang", "no"),
        ("vital", "niet vitaal", "no"),
        ("vital", "Vitaal", "yes"),
        ("controls_sufficient", "onvoldoende", "no"),
        ("controls_sufficient", "voldoende", "yes"),
        ("cloud", "geen internet", ""),
        ("internet", "geen toegang", ""),
        ("internet", "geen cloud", ""),
        ("remote_access", "voldoende", ""),
        ("", "geen toegang", ""),
    ],
)
def test_some_phrases_answer_in_their_own_column_only(field: str, text: str, value: str) -> None:
    assert yes_or_no(text, field) == value


@given(strategies.text(), strategies.sampled_from(FIELDS))
def test_any_text_at_all_can_be_read(reader: AttributeReader, text: str, field: str) -> None:
    cells = dict.fromkeys(("function", "zone", "purdue_level", "remote_access", "update_channel", "vital"), text)
    reading = reader.read(item(text, **cells))
    assert set(reading.cells) == set(reading.values)
    assert yes_or_no(text, field) in {"yes", "no", ""}


@pytest.mark.parametrize(
    ("cells", "level", "zone"),
    [
        ({"purdue_level": "Level 2"}, "2", "control"),
        ({"purdue_level": "L3,5"}, "3.5", "dmz"),
        ({"purdue_level": "3.5"}, "3.5", "dmz"),
        ({"purdue_level": "4"}, "4", "office"),
        ({"purdue_level": "5"}, "5", "external"),
        ({"zone": "Kantoorautomatisering"}, "4", "office"),
        ({"zone": "DMZ"}, "3.5", "dmz"),
        ({"zone": "PA-netwerk gemaal"}, None, "control"),
        ({"zone": "OT cel 3", "purdue_level": "1"}, "1", "control"),
        ({"zone": "blauw"}, None, None),
        ({"zone": "Procesnetwerk gemalen"}, None, "control"),
        ({"zone": "OT-DMZ"}, "3.5", "dmz"),
        ({"zone": "IT/OT DMZ"}, "3.5", "dmz"),
        ({"zone": "Kantoornetwerk (KA)", "purdue_level": "L5"}, "5", "office"),
        ({"zone": "Meetnet", "purdue_level": "2"}, "2", "control"),
        ({"zone": "Veldhoven"}, None, None),
        ({}, None, None),
    ],
)
def test_level_and_zone_complete_each_other(
    reader: AttributeReader, cells: dict[str, str], level: str | None, zone: str | None
) -> None:
    values = reader.read(item(**cells)).values
    assert values.get("purdue_level") == ((level,) if level else None)
    assert values.get("zone_type") == ((zone,) if zone else None)


@pytest.mark.parametrize(
    "cell",
    phrases("""OT/IT|IT-beheerd OT netwerk|OT (geen koppeling met IT)|afgeschermd van kantoor|niet OT|geen internet
OT/DMZ|buiten het procesnetwerk|kantoor?|OT of kantoor|vroeger kantoor|zonder internet"""),
)
@pytest.mark.parametrize("level", ["", "1", "4"])
def test_a_zone_cell_that_denies_or_names_two_is_no_zone(reader: AttributeReader, cell: str, level: str) -> None:
    values = reader.read(item(zone=cell, purdue_level=level)).values
    assert "zone_type" not in values
    assert values.get("purdue_level") == ((level,) if level else None)


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("2", "2"),
        ("L2", "2"),
        ("Level 2", "2"),
        ("niveau 3,5", "3.5"),
        ("Purdue 1", "1"),
        ("Purdue-niveau 0", "0"),
        ("2.0", "2"),
        (" l3.5 ", "3.5"),
    ],
)
def test_a_cell_that_is_a_level(reader: AttributeReader, cell: str, level: str) -> None:
    assert reader.read(item(purdue_level=cell)).values["purdue_level"] == (level,)


@pytest.mark.parametrize(
    "cell", ["1e verdieping", "62443-3-3", "1.5", "0.5", "17", "6", "2/3", "niet 2", "2?", "IEC 62443 SL 2", "4.5", ""]
)
def test_a_cell_that_only_holds_a_number_is_no_level(reader: AttributeReader, cell: str) -> None:
    assert not reader.read(item(purdue_level=cell)).values


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("VPN leverancier", "yes"),
        ("eWON", "yes"),
        ("alleen via VPN", "yes"),
        ("4G-modem KPN", "yes"),
        ("nee", "no"),
        ("geen toegang", "no"),
        ("alleen lokaal", "no"),
        ("n.t.b.", None),
        ("", None),
        ("zonder modem", None),
        ("4G uitgeschakeld", None),
        ("modem verwijderd", None),
        ("vroeger via modem", None),
        ("alleen lokaal; VPN verboden", None),
        ("uitsluitend lokaal, geen remote", None),
        ("nee, wel via 4G", None),
        ("niet zonder VPN", None),
        ("niet direct, via VPN", None),
        ("VPN?", None),
        ("VPN aangevraagd", None),
        ("remote onbekend", None),
    ],
)
def test_remote_access_by_its_means(reader: AttributeReader, cell: str, value: str | None) -> None:
    assert reader.read(item(remote_access=cell)).values.get("remote_access") == ((value,) if value else None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("automatisch door leverancier", "supplier"),
        ("vendor cloud", "supplier"),
        ("eigen beheer", "own"),
        ("WSUS", "own"),
        ("geen", "none"),
        ("Nooit.", "none"),
        ("geen updates", "none"),
        ("?", None),
        ("geen leverancier", None),
        ("nooit automatisch", None),
        ("niet via leverancier", None),
        ("leverancier of eigen beheer", None),
        ("leverancier?", None),
    ],
)
def test_update_channel(reader: AttributeReader, cell: str, value: str | None) -> None:
    assert reader.read(item(update_channel=cell)).values.get("update_channel") == ((value,) if value else None)


def classes(reader: AttributeReader, name: str = "x", function: str = "") -> tuple[str, ...]:
    """The function classes that were read."""
    return reader.read(item(name, function=function)).values.get("function", ())


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("PLC", ("controller",)),
        ("frequentie-omvormer", ("drive",)),
        ("Frequentieomvormers", ("drive",)),
        ("Omvormer", ("inverter",)),
        ("AC/DC omvormer", ("power",)),
        ("netwerkcamera", ("camera",)),
        ("bewakingscamerasysteem", ("camera",)),
        ("verkeersregelinstallatie", ("controller",)),
        ("domain controller", ("directory",)),
        ("PLC en HMI", ("controller", "hmi")),
        ("PLC zonder modem", ("controller",)),
        ("geen camera", ()),
        ("ding", ()),
    ],
)
def test_function_by_its_cell(reader: AttributeReader, function: str, expected: tuple[str, ...]) -> None:
    assert classes(reader, function=function) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("IP-camera poort", ("camera",)),
        ("plc-1", ("controller",)),
        ("gem-plc-01", ("controller",)),
        ("Polder Noord PLC", ("controller",)),
        ("2x PLC + modem", ("controller", "network")),
        ("kast met plc 3 en kabels", ("controller",)),
        ("kast met plc en kabels", ()),
        ("Gemaal De Muis", ()),
        ("Gemaal Kraan", ()),
        ("Gemaal Camera Obscura", ()),
        ("Boezemgemaal Kraan 2", ()),
        ("RWZI De Klok", ()),
        ("Hotel Radar", ()),
        ("Polder de Kraan", ()),
        ("ding", ()),
    ],
)
def test_function_by_an_assets_name(reader: AttributeReader, name: str, expected: tuple[str, ...]) -> None:
    assert classes(reader, name) == expected


def test_the_function_cell_comes_before_the_name(reader: AttributeReader) -> None:
    assert classes(reader, "plc-1", "camera") == ("camera",)
    assert classes(reader, "plc-1", "onbekend") == ("controller",)


def test_the_name_of_a_component_tells_no_function(reader: AttributeReader) -> None:
    assert not reader.read(Item("i", ItemKind.LIBRARY, "backup", HERE)).values


def test_a_policy_without_words_names_no_function() -> None:
    assert not AttributeReader({}).read(item("plc", function="plc")).values


def test_each_value_knows_its_cell(reader: AttributeReader) -> None:
    cells = reader.read(item("plc-1", zone="DMZ", remote_access="via VPN", update_channel="eigen")).cells
    assert cells == {
        "function": HERE,
        "zone_type": HERE.at("zone"),
        "purdue_level": HERE.at("zone"),
        "remote_access": HERE.at("remote_access"),
        "update_channel": HERE.at("update_channel"),
    }
    assert reader.read(item(purdue_level="1", function="plc")).cells == {
        "function": HERE.at("function"),
        "zone_type": HERE.at("purdue_level"),
        "purdue_level": HERE.at("purdue_level"),
    }


@pytest.mark.parametrize(
    ("cells", "truth", "key"),
    [
        ({}, Truth.UNKNOWN, "assess.q3b_not_answered"),
        ({"controls_sufficient": "misschien"}, Truth.UNKNOWN, "assess.q3b_not_answered"),
        ({"controls_sufficient": "nee"}, Truth.UNKNOWN, "assess.q3b_no_reason"),
        ({"controls_sufficient": "nee", "controls_reason": " "}, Truth.UNKNOWN, "assess.q3b_no_reason"),
        ({"controls_sufficient": "nee", "controls_reason": "geen alternatief"}, Truth.NO, "assess.q3b_no"),
        ({"controls_sufficient": "ja"}, Truth.YES, "assess.q3b_yes"),
    ],
)
def test_a_no_on_measures_needs_a_reason(cells: dict[str, str], truth: Truth, key: str) -> None:
    answer, evidence = controls_answer(item(**cells))
    assert (answer, evidence[0].text.key) == (truth, key)
