"""``ketenscan.xlsx``: the workbook. Strings stay strings: nothing in it is a formula or a live link."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scanner.i18n import Translator
from scanner.model import Outcome, ScanResult
from scanner.report.build import build, day
from scanner.report.palette import SHADES
from scanner.report.summary_sheet import write_summary
from scanner.report.tables import (
    Cell,
    Sheet,
    evidence_sheet,
    findings_sheet,
    items_sheet,
    questions_sheet,
    skipped_sheet,
)

MAX_ROWS = 1_048_576  # Excel's limit, the header row included
MAX_EVIDENCE = 100_000  # more only makes a workbook that no one can open; scan.json holds all
MAX_CHARS = 32_767  # Excel's limit for a cell, in UTF-16 units
_PAPER_A4 = 9
_PAPER_A3 = 8
_A4_WIDTH = 240  # characters that still read well on one A4
_LINE_HEIGHT = 15  # points
_HEADER_LINES = 3
_MOST_LINES = 12  # a longer text is read in the cell itself


class XlsxWriter:
    """Writes one workbook for people; ``max_rows`` and ``max_evidence`` are there for tests."""

    name = "xlsx"
    filename = "ketenscan.xlsx"

    def __init__(self, max_rows: int = MAX_ROWS, max_evidence: int = MAX_EVIDENCE) -> None:
        self._max_rows = max_rows
        self._max_evidence = max_evidence

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """Summary, findings, evidence, items, what was left out, open questions; bytes depend on the scan alone."""
        report = build(result, t)
        evidence, total = evidence_sheet(report, result, t, min(self._max_evidence, self._max_rows - 2))
        sheets = [
            (findings_sheet(report, t), len(report.findings)),
            (evidence, total),
            (items_sheet(report, t), len(report.items)),
            (skipped_sheet(report, t), len(report.skipped)),
            (questions_sheet(report, t), len(report.questions)),
        ]
        stream = io.BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        with xlsxwriter.Workbook(stream, options) as book:
            created = dt.datetime.combine(day(report.scan_date), dt.time(), dt.UTC).replace(tzinfo=None)
            book.set_properties({"title": report.title, "author": "Ketenscan", "created": created})
            write_summary(book, report, t)
            paint = Paint(book, t)
            for sheet, rows in sheets:
                self._sheet(book, sheet, rows, paint)
        return stream.getvalue()

    def _sheet(self, book: Workbook, sheet: Sheet, total: int, paint: Paint) -> None:
        page = book.add_worksheet(sheet.title)
        shown = min(len(sheet.rows), self._max_rows - 2)  # the header above, the note below
        last = max(shown, 1)
        page.add_table(
            0,
            0,
            last,
            len(sheet.columns) - 1,
            {
                "name": f"Ketenscan_{sheet.key}",
                "style": "Table Style Light 1",
                "banded_rows": False,
                "columns": [{"header": header, "header_format": paint.header} for header in sheet.headers],
            },
        )
        page.set_row(0, _HEADER_LINES * _LINE_HEIGHT)
        for column, width in enumerate(sheet.widths):
            page.set_column(column, column, width, paint.plain)
        for number in range(shown):
            _row(page, number + 1, sheet, paint)
        if not sheet.rows:
            page.write_string(1, 0, paint.t("report.none"), paint.plain)
        if shown < total:
            t = paint.t
            page.write_string(
                last + 1, 0, t("report.cut.rows", shown=t.number(shown), total=t.number(total)), paint.bold
            )
        page.freeze_panes(1, 3 if sheet.key == "findings" else 1)
        _set_up_print(page, sheet)


class Paint:
    """The cell formats of one workbook and the language it is in."""

    def __init__(self, book: Workbook, t: Translator) -> None:
        self.t = t
        cell = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": "#C9CED3"}
        self.plain: Format = book.add_format(cell)
        self.number: Format = book.add_format({**cell, "align": "center"})
        self.bold: Format = book.add_format({"bold": True})
        self.header: Format = book.add_format(
            {**cell, "bold": True, "bg_color": "#22343F", "font_color": "#FFFFFF", "border": 1}
        )
        self.levels: dict[str, Format] = {
            t(f"outcome.{outcome}"): book.add_format(
                {**cell, "bold": True, "bg_color": SHADES[outcome].paper, "font_color": SHADES[outcome].ink}
            )
            for outcome in Outcome
        }
        self.cut = t("report.cut.cell")


def _set_up_print(page: Worksheet, sheet: Sheet) -> None:
    """Landscape, as wide as the paper, headers on every page, with the sheet's name and page numbers below."""
    page.set_landscape()
    page.set_paper(_PAPER_A3 if sum(sheet.widths) > _A4_WIDTH else _PAPER_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L&8Ketenscan: {sheet.title}&R&8&P / &N")
    page.repeat_rows(0)


def fit(text: str, cut: str) -> str:
    """``text`` as it fits in a cell (32,767 UTF-16 units), ending in the sentence ``cut`` where it did not fit."""
    if len(text) * 2 <= MAX_CHARS or len(text.encode("utf-16-le")) // 2 <= MAX_CHARS:
        return text
    room = (MAX_CHARS - len(cut)) * 2
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + cut


def _row(page: Worksheet, number: int, sheet: Sheet, paint: Paint) -> None:
    lines = 1
    for column, (name, cell) in enumerate(zip(sheet.columns, sheet.rows[number - 1], strict=True)):
        look = paint.levels[str(cell)] if name == "level" and cell in paint.levels else paint.plain
        _cell(page, (number, column), cell, look, paint)
        if isinstance(cell, str) and len(cell) > sheet.widths[column]:
            lines = max(lines, -(-len(cell) * 21 // (sheet.widths[column] * 20)))  # words do not fill a line
    if lines > 1:  # LibreOffice does not fit wrapped rows by itself
        page.set_row(number, _LINE_HEIGHT * min(lines, _MOST_LINES))


def _cell(page: Worksheet, at: tuple[int, int], cell: Cell, look: Format, paint: Paint) -> None:
    if isinstance(cell, int):
        page.write_number(*at, cell, paint.number)
    elif cell:
        page.write_string(*at, fit(cell, paint.cut), look)
