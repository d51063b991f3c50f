"""Cells to values: what people write about zones, levels and access, and what is left open."""

from __future__ import annotations

import pytest

from scanner.assess.attributes import AttributeReader, controls_answer, yes_or_no
from scanner.model import Attribute, Item, ItemKind, Policy, ReferenceData, SourceRef, Truth

HERE = SourceRef("a.csv", row=2)


def item(name: str = "x", **cells: str) -> Item:
    """An asset with these cells."""
    return Item("i", ItemKind.ASSET, name, HERE, attributes={k: Attribute(v, HERE.at(k)) for k, v in cells.items()})


@pytest.fixture(scope="module")
def reader(facts: tuple[ReferenceData, Policy]) -> AttributeReader:
    """The reader with the bundled words."""
    return AttributeReader(facts[1].function_words)


@pytest.mark.parametrize("text", ["ja", "Ja, via VPN", "J", "yes", "true", "1", "x", " aan "])
def test_yes(text: str) -> None:
    assert yes_or_no(text) == "yes"


@pytest.mark.parametrize("text", ["nee", "Nee.", "no", "geen", "0", "niet aangesloten", "uit"])
def test_no(text: str) -> None:
    assert yes_or_no(text) == "no"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "misschien",
        "onbekend",
        "zie bijlage",
        "janken",
        "nooit",
        "n.v.t.",
        "n.t.b.",
        "n.b.",
        "niet bekend",
        "geen idee",
        "no data",
        "not known",
        "niet van toepassing",
        "no information",
        "v.l.n.r.",
        "1-2",
    ],
)
def test_neither(text: str) -> None:
    assert yes_or_no(text) == ""


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
        ({"purdue_level": "17"}, None, None),
        ({}, None, None),
    ],
)
def test_level_and_zone_complete_each_other(
    reader: AttributeReader, cells: dict[str, str], level: str | None, zone: str | None
) -> None:
    values = reader.values(item(**cells))
    assert values.get("purdue_level") == ((level,) if level else None)
    assert values.get("zone_type") == ((zone,) if zone else None)


@pytest.mark.parametrize(
    ("cell", "value"), [("VPN leverancier", "yes"), ("eWON", "yes"), ("nee", "no"), ("n.t.b.", None), ("", None)]
)
def test_remote_access_by_its_means(reader: AttributeReader, cell: str, value: str | None) -> None:
    assert reader.values(item(remote_access=cell)).get("remote_access") == ((value,) if value else None)


@pytest.mark.parametrize(
    ("cell", "value"),
    [("automatisch door leverancier", "supplier"), ("eigen beheer", "own"), ("geen", "none"), ("?", None)],
)
def test_update_channel(reader: AttributeReader, cell: str, value: str | None) -> None:
    assert reader.values(item(update_channel=cell)).get("update_channel") == ((value,) if value else None)


def test_function_by_its_cell_and_else_by_the_name(reader: AttributeReader) -> None:
    assert "controller" in reader.values(item(function="PLC"))["function"]
    assert "camera" in reader.values(item("IP-camera poort"))["function"]
    assert "function" not in reader.values(item("ding"))
    assert "camera" in reader.values(item("plc-1", function="camera"))["function"]


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
