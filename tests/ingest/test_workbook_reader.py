"""Workbooks: every sheet, cover pages, hidden and merged parts, and packages made to do harm."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import PasswordError

from scanner.errors import InputError, LimitError
from scanner.i18n import translator
from scanner.ingest import InputFile, read
from scanner.ingest.workbook import Cell, _guarded, cell_text
from scanner.model import Document, SourceRef
from scanner.options import Limits

HEADER = ["Naam", "Fabrikant", "Type", "Zone"]


def _bytes(fill: Callable[[Workbook, Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    fill(book, sheet)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _read(content: bytes, limits: Limits | None = None, name: str = "inv.xlsx") -> Document:
    return read(InputFile(name, content=content), limits or Limits())


def _refused(content: bytes, limits: Limits | None = None) -> InputError:
    with pytest.raises(InputError) as caught:
        _read(content, limits)
    return caught.value


def _plain(_: Workbook, sheet: Worksheet) -> None:
    sheet.append(HEADER)
    sheet.append(["PLC", "Siemens", 1500.0, dt.date(2026, 1, 2)])


@pytest.mark.parametrize("at", [0x400, (1 << 20) - 8, 3 << 20])
def test_a_workbook_with_a_password_is_no_damaged_one(at: int) -> None:
    """The directory of the container may stand anywhere, also across two pieces of reading."""
    content = bytearray(at + 4096)
    content[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    content[at : at + 32] = "EncryptedPackage".encode("utf-16-le")
    fault = _refused(bytes(content))
    assert translator("nl")(fault.reason) == "Deze werkmap is beveiligd met een wachtwoord."
    assert translator("nl")(fault.hint) == "Haal het wachtwoord weg in Excel en sla opnieuw op."


def test_an_old_container_without_that_stream_is_damaged() -> None:
    assert _refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)).reason.key == "ingest.damaged_workbook"


def test_a_workbook_called_csv_just_works() -> None:
    document = _read(_bytes(_plain), name="inv.csv")
    assert document.format == "XLSX"
    (item,) = document.items
    assert item.id == "inv.csv#Sheet:2"
    assert item.attributes["model"].value == "1500"
    assert item.attributes["zone"].value == "2026-01-02"
    assert str(item.claims[0].where) == "inv.csv:Sheet:2:Fabrikant"


def test_cells_read_as_a_person_reads_them() -> None:
    midnight = dt.datetime(2026, 1, 2)  # noqa: DTZ001 - a spreadsheet knows no time zone
    values: list[Cell] = [12.0, 0.1, True, False, 3, midnight.date(), midnight, midnight.replace(hour=3), dt.time(5, 6)]
    assert [cell_text(v) for v in values] == [
        *("12", "0.1", "true", "false", "3", "2026-01-02", "2026-01-02", "2026-01-02 03:00:00", "05:06:00"),
    ]


def test_all_sheets_count_and_a_cover_is_told() -> None:
    def fill(book: Workbook, cover: Worksheet) -> None:
        cover.title = "Toelichting"
        cover["A1"] = "Dit is de inventaris van het waterschap"
        for number in (1, 2):
            sheet = book.create_sheet(f"Gemaal {number}")
            sheet["B3"] = "Installaties"
            sheet.merge_cells("B3:E3")
            for column, text in enumerate(HEADER, 2):
                sheet.cell(5, column, text)
            sheet.cell(7, 2, f"PLC {number}")
            sheet.cell(7, 3, "Moxa")
        book.create_sheet("Leeg")
        hidden = book.create_sheet("Oud")
        hidden.append(HEADER)
        hidden.append(["Camera", "Dahua"])
        hidden.sheet_state = "hidden"
        book.create_chartsheet("Grafiek")

    document = _read(_bytes(fill))
    places = [(i.name, i.where.sheet, i.where.row) for i in document.items]
    assert places == [("PLC 1", "Gemaal 1", 7), ("PLC 2", "Gemaal 2", 7), ("Camera", "Oud", 2)]
    told = [(n.text.key, n.where.sheet) for n in document.notices]
    assert told == [("ingest.hidden_sheet", "Oud"), ("ingest.sheet_without_table", "Toelichting")]
    assert document.columns["manufacturer"] == "Fabrikant"
    assert document.records == 3


def test_merged_cells_count_for_every_row_they_span() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        for row in (HEADER, ["a", "Moxa", "", "Zone 1"], ["b", "Moxa"], ["c", "Moxa"], ["d", "Moxa"]):
            sheet.append(row)
        sheet.merge_cells("D2:D4")

    zones = [i.attributes.get("zone") for i in _read(_bytes(fill)).items]
    assert [z and z.value for z in zones] == ["Zone 1", "Zone 1", "Zone 1", None]


def test_excel_errors_count_as_empty() -> None:
    def fill(_: Workbook, sheet: Worksheet) -> None:
        sheet.append(HEADER)
        sheet.append(["PLC", "#N/B", "S7"])

    document = _read(_bytes(fill))
    assert document.items[0].claims == ()
    assert [n.text.key for n in document.notices] == ["ingest.excel_error"]


def test_a_book_without_a_table_says_which_sheet_came_nearest() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        sheet.append(["Uitleg"])
        other = book.create_sheet("Lijst")
        other.append(["Naam", "Locatie"])

    fault = _refused(_bytes(fill))
    assert fault.reason.key == "ingest.no_vendor_column"
    assert str(fault.where) == "inv.xlsx:Lijst:1"
    assert _refused(_bytes(lambda _b, _s: None)).reason.key == "ingest.empty_file"


def test_limits_hold_for_sheets() -> None:
    assert _refused(_bytes(_plain), Limits(rows=1)).reason.key == "ingest.too_many_rows"


@pytest.mark.parametrize("cell", ["XFD1048576", "XFD10000"])
def test_one_cell_far_away_does_not_fill_the_memory(cell: str) -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        _plain(book, sheet)
        sheet[cell] = "x"

    fault = _refused(_bytes(fill))
    assert isinstance(fault, LimitError)
    assert fault.reason.key == "ingest.sheet_too_wide"
    assert dict(fault.reason.params)["columns"] == "16384"


def test_bare_formatting_far_away_is_harmless() -> None:
    def fill(book: Workbook, sheet: Worksheet) -> None:
        _plain(book, sheet)
        sheet["XFD10000"].font = Font(bold=True)

    assert _read(_bytes(fill)).records == 1


def test_a_password_is_said_and_an_interrupt_goes_through() -> None:
    def locked() -> None:
        raise PasswordError

    def stopped() -> None:
        raise KeyboardInterrupt

    with pytest.raises(InputError) as caught:
        _guarded(locked, SourceRef("a.xlsx"))
    assert caught.value.reason.key == "ingest.workbook_password"
    with pytest.raises(KeyboardInterrupt):
        _guarded(stopped, SourceRef("a.xlsx"))


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def test_zip_bombs_are_refused_before_opening() -> None:
    bomb = _zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"0" * (40 << 20)})
    assert len(bomb) < 100_000
    assert _refused(bomb).reason.key == "ingest.zip_bomb"
    assert _refused(bomb, Limits(unpacked_bytes=1 << 20)).reason.key == "ingest.unpacked_too_large"


def test_a_zip_that_lies_about_its_sizes_is_measured() -> None:
    bomb = bytearray(_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"0" * (40 << 20)}))
    size, lie = struct.pack("<I", 40 << 20), struct.pack("<I", 1000)
    assert bomb.count(size) == 2
    assert _refused(bytes(bomb).replace(size, lie)).reason.key == "ingest.zip_bomb"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "ingest.foreign.other_zip"),
        (_zip({"a.txt": b"x"}), "ingest.foreign.other_zip"),
        (_zip({"[Content_Types].xml": b"<x/>", "custom/a.xml": b"<x/>"}), "ingest.foreign.other_zip"),
        (_zip({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x"}), "ingest.damaged_workbook"),
        (b"PK\x03\x04xl/ and then nothing", "ingest.damaged_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "ingest.damaged_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "ingest.foreign.other_office"),
    ],
)
def test_what_is_no_workbook_is_named(content: bytes, key: str) -> None:
    assert _refused(content).reason.key == key
