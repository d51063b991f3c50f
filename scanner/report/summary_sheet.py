"""The first sheet of the workbook: coverage, the ladder with a chart, what the words mean, versions."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from scanner.i18n import Translator
from scanner.report.palette import SHADES
from scanner.report.rows import Report

METHOD = ("decide", "unknown", "both", "law", "people", "sensitive")
_HEAD = "#22343F"
_GAP = "#FBEBD0"
_PIXELS_HIGH = 300
_WIDTHS = (64, 22, 16, 34)  # characters
_LINE = 15  # points, which are 20 pixels
_HEADING = 20


class _Page:
    """Writes downwards and remembers the row."""

    def __init__(self, book: Workbook, report: Report, t: Translator) -> None:
        self.report = report
        self.t = t
        self.sheet: Worksheet = book.add_worksheet(t("report.sheet.summary"))
        self.row = 0
        wrap = {"text_wrap": True, "valign": "top"}
        self.plain: Format = book.add_format(wrap)
        self.number: Format = book.add_format({**wrap, "align": "right"})
        self.title: Format = book.add_format({"bold": True, "font_size": 18})
        self.heading: Format = book.add_format({"bold": True, "font_size": 13, "bottom": 2, "bottom_color": _HEAD})
        self.header: Format = book.add_format({**wrap, "bold": True, "bg_color": _HEAD, "font_color": "#FFFFFF"})
        self.strong: Format = book.add_format({**wrap, "bold": True})
        self.gap: Format = book.add_format({**wrap, "bg_color": _GAP})
        self.gap_number: Format = book.add_format({**wrap, "bg_color": _GAP, "align": "right", "bold": True})
        shades = [SHADES[level.outcome] for level in report.ladder]
        self.levels: list[Format] = [
            book.add_format({**wrap, "bold": True, "bg_color": shade.paper, "font_color": shade.ink})
            for shade in shades
        ]

    def line(self, cells: tuple[str | int, ...], formats: tuple[Format, ...], height: int = 0) -> None:
        """One row of cells; ``height`` in points, where 0 is as high as the longest cell needs.

        Programs differ in the height of a row that has none, and then a chart stands over text.
        """
        lines = max(_lines(str(cell), width) for cell, width in zip(cells, _WIDTHS, strict=False))
        self.sheet.set_row(self.row, height or _LINE * lines)
        for column, (cell, look) in enumerate(zip(cells, formats, strict=True)):
            if isinstance(cell, int):
                self.sheet.write_number(self.row, column, cell, look)
            else:
                self.sheet.write_string(self.row, column, cell, look)
        self.row += 1

    def head(self, key: str) -> None:
        """A heading over the width of the page, with a blank row above."""
        self.row += 1
        self.line((self.t(key), "", "", ""), (self.heading,) * 4, _HEADING)

    def sentence(self, text: str, look: Format) -> None:
        """A sentence over the width of the page; Excel does not fit merged rows, so the height is worked out."""
        self.sheet.merge_range(self.row, 0, self.row, 3, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        self.sheet.set_row(self.row, _LINE * _lines(text, sum(_WIDTHS)))
        self.row += 1


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in cells of ``width`` characters; words do not fill a line, and bold is wider."""
    return max(1, -(-len(text) * 6 // (width * 5)))


def write_summary(book: Workbook, report: Report, t: Translator) -> None:
    """Add the sheet to ``book``."""
    page = _Page(book, report, t)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.sheet.hide_gridlines(2)
    page.line((report.title,), (page.title,), 28)
    page.line((t.date(report.scan_date),), (page.plain,))
    _coverage(page)
    _ladder(book, page)
    _words(page)
    page.sheet.set_paper(9)
    page.sheet.fit_to_pages(1, 1)
    page.sheet.set_footer("&L&8Ketenscan&R&8&P / &N")


def _coverage(page: _Page) -> None:
    page.head("report.coverage")
    for sentence in page.report.headline:
        page.sentence(sentence, page.strong)
    page.row += 1
    for line in page.report.coverage:
        plain, number = (page.gap, page.gap_number) if line.gap else (page.plain, page.number)
        shown: str | int = line.value if line.total is None else line.shown
        page.line((line.label, shown, "", line.note), (plain, number, plain, plain))


def _ladder(book: Workbook, page: _Page) -> None:
    t = page.t
    page.head("report.ladder")
    headers = (t("report.column.level"), t("report.column.count"), t("report.column.items"), "")
    page.line(headers, (page.header,) * 4)
    first = page.row
    for level, look in zip(page.report.ladder, page.levels, strict=True):
        page.line((level.label, level.findings, level.items, ""), (look, page.number, page.number, page.plain))
    chart = book.add_chart({"type": "bar"})
    name = page.sheet.get_name()
    last = page.row - 1
    chart.add_series(
        {
            "name": t("report.chart"),
            "categories": [name, first, 0, last, 0],
            "values": [name, first, 1, last, 1],
            "data_labels": {"value": True},
            "gap": 40,
            "points": [
                {"fill": {"color": SHADES[level.outcome].paper}, "border": {"color": "#404040"}}
                for level in page.report.ladder
            ],
        }
    )
    chart.set_title({"name": t("report.chart"), "name_font": {"size": 12}})
    chart.set_legend({"none": True})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"major_gridlines": {"visible": False}, "visible": False, "min": 0})
    chart.set_size({"width": 900, "height": _PIXELS_HIGH})
    page.row += 1
    page.sheet.insert_chart(page.row, 0, chart, {"description": t("report.chart")})
    for _ in range(_PIXELS_HIGH // 20 + 2):
        page.sheet.set_row(page.row, _LINE)
        page.row += 1


def _words(page: _Page) -> None:
    t = page.t
    page.head("report.ladder.meaning")
    for level, look in zip(page.report.ladder, page.levels, strict=True):
        page.sheet.merge_range(page.row, 1, page.row, 3, "", page.plain)
        page.line((level.label, level.meaning), (look, page.plain), _LINE * _lines(level.meaning, sum(_WIDTHS[1:])))
    page.head("report.method")
    for key in METHOD:
        page.sentence(t(f"report.method.{key}"), page.plain)
    page.row += 1
    for label, value in page.report.versions:
        page.line((label, value), (page.strong, page.plain))
