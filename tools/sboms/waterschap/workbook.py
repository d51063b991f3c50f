"""The workbook as a Dutch water board keeps it: cover, merged titles, header in row 5, sections, total, hidden bits."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from assets import HEADER, Asset, Cell
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

ORGANISATION = "Waterschap De Lage Landen (denkbeeldig)"
MOMENT = dt.datetime(2026, 11, 1, 9, 0, 0)  # noqa: DTZ001 - a workbook knows no time zones
HEADER_ROW = 5
SECTIONS = {
    "G1": "A. Gemalen", "S1": "B. Stuwen", "L1": "C. Sluizen", "H1": "D. Telecontrole", "D1": "E. Waterveiligheid",
    "R1": "F. Rioolwaterzuivering", "Z1": "G. Energie", "T1": "H. Laboratorium", "X1": "I. Nog uit te zoeken",
    "K1": "A. Kantoorautomatisering",
}  # fmt: skip
GROUPS = (("Object", 1, 6), ("Techniek", 7, 12), ("Netwerk", 14, 18), ("Toegang", 19, 21), ("Beheer", 22, 28))
COVER = (
    (ORGANISATION, ""),
    ("Inventarisatie OT en IT", ""),
    ("", ""),
    ("Dit waterschap bestaat niet.", "Alle objecten, nummers en adressen zijn bedacht. Merken en makers bestaan echt."),
    ("Waarvoor", "Voorbeeld en proefbestand voor de zelfscan van de keten."),
    ("Peildatum", "1 november 2026"),
    ("Installateurs", "Alle namen met 'Voorbeeld' zijn bedacht."),
    ("IP-adressen", "Uit reeksen voor intern gebruik."),
    ("MAC-adressen", "Het begin is van de echte maker, de rest is bedacht."),
    ("Rood", "Vervangen binnen een jaar."),
    ("BIV", "Beschikbaarheid, integriteit, vertrouwelijkheid: 1 laag, 3 hoog."),
)
BOLD = Font(bold=True)
GREY = PatternFill("solid", fgColor="D9E2EC")
RED = PatternFill("solid", fgColor="F4B6B6")


def write_workbook(path: Path, all_assets: Sequence[Asset]) -> dict[tuple[str, int], Asset]:
    """Write the workbook to ``path``; returns which asset stands in which sheet and row."""
    book = Workbook()
    book.properties.creator = ORGANISATION
    book.properties.created = MOMENT
    cover = book.active
    cover.title = "Toelichting"
    for line in COVER:
        cover.append(line)
    cover["A1"].font = Font(bold=True, size=16)
    cover.column_dimensions["A"].width = 32
    cover.column_dimensions["B"].width = 80
    office = [a for a in all_assets if a.code == "K1"]
    field = [a for a in all_assets if a.code != "K1"]
    places = _sheet(book.create_sheet("Objecten"), "Objecten en besturing", field, repeat="Camera krooshek")
    places |= _sheet(book.create_sheet("Kantoorautomatisering"), "Kantoorautomatisering", office)
    lists = book.create_sheet("lijsten")
    lists.sheet_state = "hidden"
    for line in (("Zone", "BIV"), ("Procesnetwerk", "3-3-1"), ("OT-DMZ", "3-3-2"), ("Kantoornetwerk", "2-2-3")):
        lists.append(line)
    _save(book, path)
    return places


def _sheet(sheet: Worksheet, title: str, rows: Iterable[Asset], repeat: str = "") -> dict[tuple[str, int], Asset]:
    _head(sheet, title)
    places: dict[tuple[str, int], Asset] = {}
    again: Asset | None = None
    for asset in rows:
        if asset.code in SECTIONS and not any(a.code == asset.code for a in places.values()):
            sheet.append([SECTIONS[asset.code]])
            sheet.cell(sheet.max_row, 1).font = BOLD
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=6)
        _row(sheet, asset.cells)
        places[sheet.title, sheet.max_row] = asset
        again = asset if asset.source["omschrijving"] == repeat else again
        if asset.source["functie"] == "Antivirus" or asset.source["merk"] == "Quectel":
            for cell in sheet[sheet.max_row]:
                cell.fill = RED
    if again:  # somebody pasted the same row a second time
        _row(sheet, again.cells)
        places[sheet.title, sheet.max_row] = again
    sheet.append([])
    _row(sheet, ("Totaal", f"{len(places)} regels"))
    sheet.cell(sheet.max_row, 1).font = BOLD
    sheet.auto_filter.ref = f"A{HEADER_ROW}:AB{sheet.max_row - 2}"
    return places


def _head(sheet: Worksheet, title: str) -> None:
    last = len(HEADER)
    for row, text in ((1, ORGANISATION), (2, f"{title}, peildatum 1 november 2026")):
        sheet.cell(row, 1, text).font = Font(bold=True, size=16 - 2 * row)
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
    for text, first, end in GROUPS:
        sheet.cell(HEADER_ROW - 1, first, text).alignment = Alignment(horizontal="center")
        sheet.merge_cells(start_row=HEADER_ROW - 1, end_row=HEADER_ROW - 1, start_column=first, end_column=end)
    for column, text in enumerate(HEADER, start=1):
        cell = sheet.cell(HEADER_ROW, column, text or None)
        cell.font, cell.fill = BOLD, GREY
    sheet.freeze_panes = f"B{HEADER_ROW + 1}"
    sheet.column_dimensions["M"].width = 2
    sheet.column_dimensions["X"].hidden = True


def _row(sheet: Worksheet, cells: Sequence[Cell]) -> None:
    sheet.append(list(cells))
    for column, value in enumerate(cells, start=1):
        if isinstance(value, dt.date):
            sheet.cell(sheet.max_row, column).number_format = "dd-mm-yyyy"


def _save(book: Workbook, path: Path) -> None:
    """Save with fixed times and without compression, so that every machine writes the same bytes."""
    buffer = io.BytesIO()
    book.save(buffer)
    moment = MOMENT.strftime("%Y-%m-%dT%H:%M:%SZ")
    with zipfile.ZipFile(buffer) as saved, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as fixed:
        for entry in saved.infolist():
            content = saved.read(entry)
            if entry.filename == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment.encode(), content)
            member = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            member.create_system = 3  # otherwise the system of the machine is written into the file
            fixed.writestr(member, content)
