"""The workbook, opened again: no formula, nothing missing, nothing that only colour tells."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile

import factory
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from scanner.i18n import translator
from scanner.model import Outcome, Question, ScanResult
from scanner.report.palette import SHADES
from scanner.report.workbook import MAX_CHARS, XlsxWriter, fit

DUTCH = translator("nl")
SHEETS = ["Samenvatting", "Bevindingen", "Bewijs", "Systemen", "Overgeslagen", "Open vragen"]


def opened(result: ScanResult, writer: XlsxWriter | None = None, language: str = "nl") -> Workbook:
    return openpyxl.load_workbook(io.BytesIO((writer or XlsxWriter()).write(result, translator(language))))


def column(book: Workbook, sheet: str, header: str) -> list[object]:
    rows = list(book[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(header)] for row in rows[1:]]


def test_sheets_stand_in_reading_order() -> None:
    assert opened(factory.water_board()).sheetnames == SHEETS
    assert opened(factory.water_board(), language="en").sheetnames[0] == "Summary"


def test_every_finding_is_there_worst_first() -> None:
    result = factory.water_board()
    ids = column(opened(result), "Bevindingen", "Nummer")
    assert sorted(ids) == sorted(finding.id for finding in result.findings)
    assert ids[:3] == ["F-exclude", "F-open", "F-linked"]


def test_questions_are_answered_in_words() -> None:
    book = opened(factory.water_board())
    row = column(book, "Bevindingen", "Nummer").index("F-open")
    words = {question: column(book, "Bevindingen", DUTCH(f"report.question.{question}"))[row] for question in Question}
    assert (words[Question.S], words[Question.Q0], words[Question.Q3B]) == ("ja", "nee", "onbekend")
    assert column(book, "Bevindingen", "Waarom")[row].startswith("Band met China via Hangzhou Hikvision")


def test_evidence_names_cell_source_and_whether_it_was_verified() -> None:
    book = opened(factory.water_board())
    rows = [row for row in book["Bewijs"].iter_rows(min_row=2, values_only=True) if row[0] == "F-exclude"]
    assert any(row[5] == "waterschap/assets.xlsx, blad Assets, rij 7, kolom Proces" for row in rows)
    assert {row[8] for row in rows if row[6]} == {"geverifieerd", "niet geverifieerd"}
    unanswered = [row for row in book["Bewijs"].iter_rows(min_row=2, values_only=True) if row[0] == "F-unknown"]
    assert len(unanswered) == len(Question)
    assert {row[4] for row in unanswered} == {"Er is geen bewijs vastgelegd bij dit antwoord."}


def test_every_item_is_listed_with_its_party() -> None:
    book = opened(factory.water_board())
    names = column(book, "Systemen", "Naam")
    assert len(names) == 437
    siemens = names.index("PLC gemaal Oost")
    assert column(book, "Systemen", "Organisatie")[siemens] == "Siemens"
    assert column(book, "Systemen", "Land")[siemens] == "Duitsland"
    assert column(book, "Systemen", "Uitkomst")[names.index("SCADA-server")] == "niet beoordeeld"


def test_skipped_input_has_a_next_step() -> None:
    book = opened(factory.water_board())
    assert column(book, "Overgeslagen", "Soort")[0] == "bestand niet gelezen"
    assert column(book, "Overgeslagen", "Wat u kunt doen")[:2] == ["Lever het opnieuw aan.", "Vul de naam in."]
    assert len(column(book, "Overgeslagen", "Soort")) == 4


@pytest.mark.parametrize("make", [factory.water_board, factory.hostile, factory.empty])
def test_nothing_is_a_formula_or_a_link(make: type) -> None:
    content = XlsxWriter().write(make(), DUTCH)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert not [
        cell for page in book for row in page.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for name in parts.namelist():
            text = parts.read(name).decode("utf-8")
            assert not re.search(r"<f[ >]|<hyperlink|TargetMode=.External", text), name


def test_bytes_carry_no_clock() -> None:
    content = XlsxWriter().write(factory.water_board(), DUTCH)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {info.date_time[0] for info in parts.infolist()} == {1980}
    assert openpyxl.load_workbook(io.BytesIO(content)).properties.created == dt.datetime(2026, 11, 23)  # noqa: DTZ001


def test_a_date_that_is_none_does_not_stop_the_report() -> None:
    old = factory.Versions("0", "0", "0", "ergens in 2026")
    assert opened(factory.result(versions=old)).properties.created.year == 1980


def test_long_texts_are_cut_with_a_sentence() -> None:
    names = column(opened(factory.hostile()), "Bevindingen", "Onderwerp")
    longest = max((name for name in names if isinstance(name, str)), key=len)
    assert len(longest) == MAX_CHARS
    assert longest.endswith("[ingekort: de hele tekst staat in scan.json]")


def test_cutting_counts_as_excel_does() -> None:
    wide = "\U0001f4f9" * 20_000
    made = fit(wide, " cut")
    assert len(made.encode("utf-16-le")) // 2 <= MAX_CHARS
    assert made.endswith("\U0001f4f9 cut")
    assert fit("\U0001f4f9" * 16_383, " cut") == "\U0001f4f9" * 16_383
    assert fit("é" * MAX_CHARS, " cut") == "é" * MAX_CHARS


def test_rows_over_the_limit_are_counted_in_a_sentence() -> None:
    book = opened(factory.many(30), XlsxWriter(max_rows=12, max_evidence=15))
    assert book["Bevindingen"].max_row == 12
    assert column(book, "Bevindingen", "Nummer")[-1].startswith("Dit blad toont 10 van de 30 regels.")
    assert column(book, "Bewijs", "Bevinding")[-1].startswith("Dit blad toont 10 van de 300 regels.")
    assert book["Bevindingen"].tables["Ketenscan_findings"].ref.endswith("11")


def test_evidence_is_cut_earlier_than_the_sheet() -> None:
    book = opened(factory.many(3), XlsxWriter(max_evidence=15))
    assert column(book, "Bewijs", "Bevinding")[-1] == "Dit blad toont 15 van de 30 regels. De rest staat in scan.json."


@pytest.mark.parametrize("make", [factory.water_board, factory.empty])
def test_tables_print_and_scroll_well(make: type) -> None:
    book = opened(make())
    for title in SHEETS[1:]:
        page = book[title]
        assert page.freeze_panes is not None
        assert page.freeze_panes.endswith("2")
        assert page.page_setup.orientation == "landscape"
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0  # as many pages down as it takes, one across
        assert page.print_title_rows == "$1:$1"
        assert len(page.tables) == 1


def test_summary_has_a_native_chart_and_every_level() -> None:
    content = XlsxWriter().write(factory.water_board(), DUTCH)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert "xl/charts/chart1.xml" in parts.namelist()
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content))["Samenvatting"].iter_rows(values_only=True)]
    assert cells[0] == "Zelfscan van de digitale toeleveringsketen"
    first = {outcome: cells.index(DUTCH(f"outcome.{outcome}")) for outcome in Outcome}
    assert cells.index("Wat weten wij, en wat niet?") < min(first.values())
    assert sorted(first.values(), reverse=True) == list(first.values())


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_colours_have_contrast_and_stand_beside_words(outcome: Outcome) -> None:
    shade = SHADES[outcome]
    light, dark = sorted((luminance(shade.paper), luminance(shade.ink)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
    finding = factory.finding("F", outcome, "titel", [])
    cell = opened(factory.result([finding]))["Bevindingen"]["B2"]
    assert cell.value == DUTCH(f"outcome.{outcome}")
    assert cell.fill.fgColor.rgb == "FF" + shade.paper[1:]
