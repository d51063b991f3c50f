"""Building, cleaning, drawing, CSV, data frames, console: what each says."""

from __future__ import annotations

import csv
import io
import re

import factory
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from scanner.i18n import DOMAINS, LANGUAGES, catalogue_keys, translator
from scanner.model import (
    Attribute,
    Control,
    Decision,
    Evidence,
    Hop,
    Outcome,
    Question,
    ScanResult,
    Text,
)
from scanner.report import console
from scanner.report.build import build, share, worst_first
from scanner.report.clean import inert, shorten, visible
from scanner.report.drawing import bar, lines_of, pixels
from scanner.report.findings_csv import CsvWriter
from scanner.report.frames import to_frames
from scanner.report.html_view import finding_view
from scanner.report.lookup import Lookup
from scanner.report.rows import FindingRow

DUTCH, ENGLISH = translator("nl"), translator("en")


def row(finding_id: str, result: ScanResult | None = None, language: str = "nl") -> FindingRow:
    report = build(result or factory.water_board(), translator(language))
    return next(row for row in report.findings if row.id == finding_id)


def test_both_languages_know_the_same_keys_with_the_same_values() -> None:
    dutch, english = (catalogue_keys("report", language) for language in LANGUAGES)
    assert dutch.keys() == english.keys()
    for key in dutch:
        assert set(re.findall(r"{\w+}", dutch[key])) == set(re.findall(r"{\w+}", english[key])), key
    others = {key for domain in DOMAINS if domain != "report" for key in catalogue_keys(domain, "nl")}
    assert not others & dutch.keys()


def test_order_is_level_then_score_then_title_then_id() -> None:
    made = [
        factory.finding("4", Outcome.LINKED, "a", []),
        factory.finding("3", Outcome.MITIGATE, "b", [], score=1),
        factory.finding("2", Outcome.MITIGATE, "a", [], score=1),
        factory.finding("1", Outcome.MITIGATE, "a", [], score=1),
        factory.finding("0", Outcome.MITIGATE, "z", [], score=9),
    ]
    assert [finding.id for finding in worst_first(tuple(made))] == ["0", "1", "2", "3", "4"]


def test_headline_tells_what_is_unknown_before_what_was_found() -> None:
    said = build(factory.water_board(), DUTCH).headline
    assert said[0].startswith("Van 433 van de 437 onderdelen weten wij niet zeker wie de maker is.")
    assert said[1].startswith("Bestanden die wij niet konden lezen: 1.")
    assert "uiterste redmiddel: 1. Een mens beslist." in said[2]


def test_no_candidate_is_no_promise() -> None:
    known = factory.result(coverage=factory.coverage(items=3, maker_matched=3))
    assert build(known, ENGLISH).headline == (
        "The maker of all 3 parts was recognised.",
        "No candidate for exclusion was found. That does not prove that all is safe.",
    )


@pytest.mark.parametrize(
    ("part", "total", "said"),
    [(0, 437, "0%"), (1, 437, "less than 1%"), (436, 437, "more than 99%"), (437, 437, "100%"), (1, 2, "50%")],
)
def test_a_gap_is_never_rounded_away(part: int, total: int, said: str) -> None:
    assert share(part, total, ENGLISH) == said


def test_coverage_marks_gaps() -> None:
    lines = {line.key: line for line in build(factory.water_board(), DUTCH).coverage}
    assert lines["files_refused"].gap
    assert lines["maker_unknown"].share == pytest.approx(432 / 437)
    assert not lines["records"].gap
    assert lines["records"].share is None


@pytest.mark.parametrize(
    ("finding_id", "said"),
    [
        ("F-siemens", "De herkomst is bekend: Siemens, Duitsland."),
        ("F-unknown", "‘Shenzhen Goodlink’ staat niet in het register."),
        ("F-review", "De naam ‘Kasperski Lab’ lijkt op Kaspersky (Rusland), maar dat is niet zeker."),
        ("F-packages", "430 pakketten noemen geen organisatie."),
        (
            "F-exclude",
            (
                "Band met China via Hangzhou Hikvision Digital Technology. Gevoelig proces: ja. Ruime toegang: ja. "
                "Genoeg maatregelen: nee."
            ),
        ),
    ],
)
def test_the_reason_fits_the_outcome(finding_id: str, said: str) -> None:
    assert row(finding_id).why.startswith(said)


def test_more_reasons() -> None:
    owner = factory.finding("O", Outcome.UNKNOWN_ORIGIN, "x", [], entity="siemens", cause="owner-unknown")
    nobody = factory.finding("N", Outcome.NO_SUPPLIER, "x", [])
    bare = factory.finding("B", Outcome.LINKED, "x", [], "nnnnnnnnn")
    result = factory.result([owner, nobody, bare])
    assert row("O", result).why == "Siemens is herkend. Wie de zeggenschap heeft, is niet bekend. Zoek het uit."
    assert "open source zonder organisatie" in row("N", result).why
    assert row("B", result).why.startswith("Band met onbekend land via onbekende partij.")


def test_assets_and_processes_of_a_group() -> None:
    cell = factory.place(3, "Proces")
    items = (
        factory.item("a", "Alfa", attributes={"process": Attribute("Schutten", cell)}),
        factory.item("b", "Bravo", 3),
        factory.item("c", "Charlie", 4, parent="a"),
    )
    finding = factory.finding("G", Outcome.LINKED, "groep", ["b", "c", "weg"])
    result = factory.result([finding], [factory.Document("a", "csv", items=items)])
    assert (row("G", result).asset, row("G", result).process) == ("Bravo (en nog 1)", "Schutten")


def test_items_that_hold_each_other_do_not_hang() -> None:
    items = (factory.item("a", "Alfa", parent="b"), factory.item("b", "Bravo", parent="a"))
    lookup = Lookup(factory.result([], [factory.Document("a", "csv", items=items)]), DUTCH)
    assert lookup.asset_of("a") is not None


def test_country_names_follow_the_language() -> None:
    assert row("F-open").country == "China"
    assert row("F-siemens", language="en").country == "Germany"
    hop = Hop("", "country", "country:RU", "RU")
    assert (Lookup(factory.empty(), DUTCH).hop(hop), Lookup(factory.empty(), ENGLISH).hop(hop)) == ("Rusland", "Russia")
    assert Lookup(factory.result(), DUTCH).country("RU") == "Rusland"


def test_words_that_no_catalogue_has_stay() -> None:
    lookup = Lookup(factory.result(), DUTCH)
    steps = list(lookup.steps((Hop("", "planet", "p", "P"), Hop("orbits", "planet", "q", ""))))
    assert steps == [("", "planet", "P"), ("orbits", "planet", "q")]
    assert (lookup.effort("low"), lookup.effort("heroic"), lookup.effort("")) == ("weinig moeite", "heroic", "")


def test_the_page_view_of_odd_findings() -> None:
    control = Control("c", "Naam", "Name", "", (), "low", factory.LAW_SOURCE)
    note = factory.Match("x", Decision.UNKNOWN, None, (), factory.say("Te kort om te vergelijken."))
    party = factory.Party(factory.Role.MAKER, factory.claim("x"), note)
    bare = Evidence(Text("zonder bron"), None, factory.Source(""))
    finding = factory.finding(
        "F", Outcome.LINKED, "x", ["weg"], controls=("c", "gone"), parties=(party,), remarks=(bare,)
    )  # fmt: skip
    result = factory.result([finding], controls={"c": control})
    view = finding_view(build(result, ENGLISH).findings[0], 1, Lookup(result, ENGLISH))
    assert view.controls == (("Name", "little effort"), ("gone", ""))
    assert view.parties[0].reasons == ("Te kort om te vergelijken",)
    (source,) = view.remarks[0].sources
    assert (source.address, source.verified) == ("no source seen", False)


@given(st.text())
def test_visible_text_has_nothing_unseen(text: str) -> None:
    assert not re.search(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]", visible(text)
    )


def test_visible_text_keeps_what_people_write() -> None:
    for kept in ("Лаборатория", "海康威视", "\U0001f469\u200d\U0001f527", "می‌خواهم", "a\tb\nc", "café"):
        assert visible(kept) == kept
    assert visible("a\r\nb") == "a\nb"
    assert visible("\ud800") == "[U+D800]"


@given(st.text(alphabet="=+-@\t\r\n '\"a1", max_size=5))
def test_inert_cells_never_start_a_formula(cell: str) -> None:
    assert not re.match(r" *[=+\-@\t\r\n]", inert(cell))
    assert inert(cell).endswith(cell)


def test_shorten() -> None:
    assert (shorten("abc", 3), shorten("abcd", 3)) == ("abc", "ab…")


@given(st.text(st.characters(codec="utf-8"), max_size=200))
def test_lines_fit_their_box(text: str) -> None:
    lines = lines_of(text, 80, 2)
    assert len(lines) <= 2
    assert all(pixels(line) <= 80 for line in lines)


def test_lines_show_that_something_is_missing() -> None:
    assert lines_of("Hangzhou Hikvision Digital Technology") == ("Hangzhou Hikvision", "Digital Technology")
    assert lines_of("a" * 80, 98, 2) == ("a" * 10, "a" * 8 + "…")
    assert lines_of("杭州海康威视", 45) == ("杭州海", "康威视")
    assert lines_of("Boezemgemaal Lage Vaart, Camera, TVIP62560, WLL-GEM-003-CAM-06")[-1].endswith("CAM-06")
    assert pixels("e\u0301") == pixels("e")


def test_a_bar_shows_one_of_many() -> None:
    assert (bar(0, 100_000), bar(1, 100_000), bar(50, 100), bar(7, 7)) == (0.0, 1.5, 50.0, 100.0)


def test_csv_reads_back_without_formulas() -> None:
    content = CsvWriter().write(factory.hostile(), DUTCH)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["Nummer", "Uitkomst", "Onderwerp"]
    assert len(rows) == 1 + len(factory.HOSTILE_NAMES)
    assert {len(each) for each in rows} == {len(rows[0])}
    assert not [cell for each in rows for cell in each if re.match(r" *[=+\-@\t\r\n]", cell)]


def test_frames_hold_everything() -> None:
    frames = to_frames(factory.water_board(), "en")
    assert list(frames) == ["coverage", "ladder", "findings", "evidence", "items", "skipped", "questions", "edges"]
    assert len(frames["findings"]) == 7
    assert len(frames["items"]) == 437
    assert frames["findings"].set_index("id").loc["F-open", "Q3B"] == "unknown"
    assert frames["ladder"]["findings"].sum() == 7
    assert list(frames["edges"].iloc[0]) == ["process:drinkwater", "a1", "supported-by"]
    assert all(frame.empty or not frame.columns.empty for frame in to_frames(factory.empty()).values())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [factory.empty, factory.water_board, factory.hostile])
def test_console_fits_eighty_columns(make: type, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    target = Console(file=io.StringIO(), width=200, force_terminal=True)
    target.print(console.render(make(), translator(language), 80))
    text = re.sub(r"\x1b\[[0-9;]*m", "", target.file.getvalue())  # type: ignore[attr-defined]
    assert max(cell_len(line.rstrip()) for line in text.splitlines()) <= 80
    assert not re.search(r"\x1b\[[0-9;]*(3[0-7]|4[0-7]|9[0-7])m", target.file.getvalue())  # type: ignore[attr-defined]


def test_console_shows_the_ten_worst_and_where_reports_are() -> None:
    target = Console(file=io.StringIO(), width=80)
    target.print(console.render(factory.many(60), ENGLISH, 80, ["out/scan.json"]))
    text = target.file.getvalue()  # type: ignore[attr-defined]
    assert text.count("HIKVISION  link with") == 10
    assert "out/scan.json" in text
    assert text.index("What do we know") < text.index("outcome in numbers") < text.index("10 most serious")


def test_every_question_has_a_short_name() -> None:
    for language in LANGUAGES:
        lookup = Lookup(factory.empty(), translator(language))
        assert all(lookup.question(question).startswith(f"{question} ") for question in Question)


def test_the_country_is_the_seat_of_the_certain_maker() -> None:
    away = (*factory.camera_path()[:2], Hop("identified-as", "entity", "siemens", "Siemens"), factory.camera_path()[-1])
    findings = (
        factory.finding("L", Outcome.LINKED, "x", [], "nnynnynnu", entity="siemens", paths=(away,)),
        factory.finding("U", Outcome.UNKNOWN_ORIGIN, "x", [], entity="siemens", paths=(away,)),
        factory.finding("N", Outcome.UNKNOWN_ORIGIN, "x", [], paths=(factory.camera_path(),)),
    )
    lookup = Lookup(factory.result(), DUTCH)
    assert [lookup.lands(each) for each in findings] == ["Duitsland (band met China)", "Duitsland", ""]
    assert [lookup.link_country(each) for each in findings] == ["CN", "DE", ""]
