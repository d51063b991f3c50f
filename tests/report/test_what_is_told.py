"""What a reader is told of doubts, names, places and counts: who is certain, who is only suspected, and why."""

from __future__ import annotations

import factory
import pytest

from scanner.i18n import translator
from scanner.model import (
    Attribute,
    Candidate,
    ClaimKind,
    Decision,
    Evidence,
    Hop,
    Match,
    Outcome,
    ScanResult,
    SourceRef,
    say,
)
from scanner.report.build import build
from scanner.report.frames import to_frames
from scanner.report.html_view import finding_view
from scanner.report.lookup import Lookup
from scanner.report.rows import FindingRow

DUTCH, ENGLISH = translator("nl"), translator("en")


def row(finding_id: str, result: ScanResult) -> FindingRow:
    return next(row for row in build(result, DUTCH).findings if row.id == finding_id)


def doubtful(cause: str, outcome: Outcome = Outcome.UNKNOWN_ORIGIN, **more: object) -> str:
    """The reason that is given for a doubt about a Siemens device, or about nobody's."""
    return row("D", factory.result([factory.finding("D", outcome, "x", ["a"], cause=cause, **more)])).why


SOLD = factory.Party(
    factory.Role.DISTRIBUTOR, factory.claim("Winkel", kind=ClaimKind.SUPPLIER), Match("Winkel", Decision.UNKNOWN)
)
STRANGER = factory.party("SPI", decision=Decision.UNKNOWN)


@pytest.mark.parametrize(
    ("cause", "more", "said"),
    [
        ("mac-differs", {"suspect": "hikvision"}, "Alleen het MAC-adres wijst naar Hangzhou"),
        (
            "mac-differs",
            {"suspect": "hikvision", "entity": "siemens"},
            "De maker is volgens het bestand Siemens. Het MAC",
        ),
        ("white-label", {"suspect": "hikvision", "entity": "siemens"}, "Siemens verkoopt ook producten van Hangzhou"),
        (
            "contradiction",
            {"suspect": "hikvision", "entity": "siemens"},
            "De maker is volgens het bestand Siemens. Een",
        ),
        ("contradiction", {"suspect": "hikvision"}, "De sporen in het bestand spreken elkaar tegen."),
        ("review", {"suspect": "weg"}, "De naam ‘onbekend’ lijkt op weg (onbekend land)"),
        (
            "not-in-registry",
            {"parties": (SOLD, STRANGER), "entity": "siemens"},
            "‘SPI’ staat niet in het register. Siemens",
        ),
        ("nobody-named", {"parties": (SOLD,)}, "Het bestand noemt alleen een leverancier of wederverkoper: ‘Winkel’."),
        ("nobody-named", {}, "Het bestand noemt geen maker."),
        ("no-organisation", {}, "1 pakket noemt geen organisatie."),
    ],
)
def test_every_doubt_has_its_own_reason(cause: str, more: dict[str, object], said: str) -> None:
    assert doubtful(cause, **more).startswith(said)


def test_a_suspect_never_stands_as_maker_or_country() -> None:
    suspicion = (*factory.camera_path()[:3], *factory.camera_path()[3:4], factory.camera_path()[-1])
    finding = factory.finding(
        "D",
        Outcome.UNKNOWN_ORIGIN,
        "x",
        ["a"],
        cause="mac-differs",
        entity="siemens",
        suspect="hikvision",
        paths=(suspicion,),
    )
    items = (factory.item("a", "Camera"),)
    result = factory.result([finding], [factory.Document("a", "csv", items=items)])
    report = build(result, DUTCH)
    for shown in (report.findings[0], report.items[0]):
        assert (shown.entity, shown.country) == ("Siemens", "Duitsland")
        assert shown.suspect == "Hangzhou Hikvision Digital Technology, China"
    view = finding_view(report.findings[0], 1, Lookup(result, DUTCH))
    assert [path.suspicion for path in view.paths] == [True]


def test_a_name_is_shown_before_an_address_and_a_reseller_as_one() -> None:
    mac = factory.Party(
        factory.Role.NETWORK_INTERFACE,
        factory.claim("54:8C:81:65:B7:AA", kind=ClaimKind.MAC),
        Match("54:8C:81:65:B7:AA", Decision.MATCHED, Candidate("hikvision", 1, ())),
    )
    purl = factory.Party(
        factory.Role.PUBLISHER, factory.claim("pkg:npm/%40a/b@1", kind=ClaimKind.PURL), Match("x", Decision.UNKNOWN)
    )
    shown = []
    for parties in ((mac, STRANGER), (mac, SOLD), (mac,), (purl,)):
        finding = factory.finding("D", Outcome.UNKNOWN_ORIGIN, "x", ["a"], parties=parties)
        shown.append(row("D", factory.result([finding])).party)
    assert shown == ["SPI", "Winkel (leverancier of wederverkoper)", "MAC-adres 54:8C:81:65:B7:AA", "pkg:npm/@a/b@1"]
    group = factory.finding("D", Outcome.UNKNOWN_ORIGIN, "x", ["a", "b"], parties=(purl,))
    assert row("D", factory.result([group])).party == ""


def test_sentences_name_countries_and_say_unknown() -> None:
    lookup = Lookup(factory.result(), DUTCH)
    assert lookup.say(say("assess.seat", name="X", country="CN")) == "X zit in China"
    assert lookup.say(say("assess.seat", name="?", country="DE")) == "onbekend zit in Duitsland"
    origin = lookup.say(say("assess.stated_origin", stated="China", country="CN"))
    assert "China (CN)" in origin
    assert lookup.say(say("assess.programme_inherited", country="HK", other="CN")).count("China") >= 1


def test_places_are_said_in_words() -> None:
    where = SourceRef("a.xlsx", "Objecten", 13, "Proces")
    assert Lookup(factory.empty(), DUTCH).place(where) == "a.xlsx, blad Objecten, rij 13, kolom Proces"
    assert Lookup(factory.empty(), ENGLISH).place(where) == "a.xlsx, sheet Objecten, row 13, column Proces"


def test_one_sentence_with_many_sources_is_one_line() -> None:
    text = say("assess.programme_named", country="CN")
    remarks = tuple(
        Evidence(text, None, factory.Source(f"https://example.org/{n}", "2024", verified=True)) for n in range(7)
    )
    rule = Evidence(say("assess.access_rule", why_nl="Van buiten bereikbaar", why_en="Open", rule="cloud-camera"))
    finding = factory.finding("F", Outcome.LINKED, "x", [], remarks=(*remarks, rule))
    result = factory.result([finding])
    view = finding_view(build(result, DUTCH).findings[0], 1, Lookup(result, DUTCH))
    assert [len(remark.sources) for remark in view.remarks] == [7, 0]
    assert (view.remarks[1].sentence, view.remarks[1].aside) == ("Van buiten bereikbaar", "(regel cloud-camera)")
    assert len(to_frames(result)["evidence"].query("question == 'opmerking'")) == 8


def test_names_beyond_those_that_were_kept_are_counted() -> None:
    claims = [factory.claim(f"Naam {n}") for n in range(30)]
    parties = tuple(factory.Party(factory.Role.MAKER, c, Match(c.value, Decision.UNKNOWN)) for c in claims[:20])
    finding = factory.finding("F", Outcome.UNKNOWN_ORIGIN, "x", ["a"], parties=parties)
    result = factory.result(
        [finding], [factory.Document("a", "csv", items=(factory.item("a", "A", claims=tuple(claims)),))]
    )
    assert finding_view(build(result, DUTCH).findings[0], 1, Lookup(result, DUTCH)).more_parties == 10


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"items": 1, "maker_matched": 1}, "Van het enige onderdeel is de maker herkend."),
        ({"items": 1, "maker_unknown": 1}, "Wij weten niet zeker wie de maker is van het enige onderdeel."),
        ({"items": 2, "maker_unknown": 1, "maker_matched": 1}, "Van 1 van de 2 onderdelen weten wij niet zeker"),
    ],
)
def test_one_is_not_said_as_many(counts: dict[str, int], said: str) -> None:
    assert build(factory.result(coverage=factory.coverage(**counts)), DUTCH).headline[0].startswith(said)


def test_assets_of_one_name_can_be_told_apart() -> None:
    cells = {name: Attribute(name.upper(), factory.place(2)) for name in ("asset_id", "function", "model")}
    asset = factory.item("a", "Gemaal", attributes=cells)
    result = factory.result([], [factory.Document("a", "csv", items=(asset,))])
    shown = build(result, DUTCH).items[0]
    assert (shown.asset_id, shown.function, shown.model) == ("ASSET_ID", "FUNCTION", "MODEL")
    assert Lookup(result, DUTCH).hop(Hop("", "asset", "a", "Gemaal")) == "Gemaal, FUNCTION, MODEL, ASSET_ID"


def test_a_suspect_that_the_scan_does_not_hold_keeps_its_country() -> None:
    path = (Hop("", "entity", "weg", "Weg"), factory.camera_path()[-1])
    finding = factory.finding("D", Outcome.UNKNOWN_ORIGIN, "x", ["a"], cause="review", suspect="weg", paths=(path,))
    assert row("D", factory.result([finding])).suspect == "weg, China"
