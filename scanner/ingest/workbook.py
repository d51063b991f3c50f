"""Spreadsheets: XLSX, XLS, XLSB and ODS, every sheet, through calamine."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator
from typing import TypeVar

from python_calamine import CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from scanner.collector import collector_paused
from scanner.errors import InputError, LimitError
from scanner.ingest.interface import InputFile
from scanner.ingest.notices import Notices
from scanner.ingest.package import ZIP_MAGIC, check_package
from scanner.ingest.tables import EXCEL_ERRORS, Row, Table, read_table
from scanner.model import Document, SourceRef, say
from scanner.options import Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_OTHER_OFFICE = (b"word/", b"ppt/", b"visio/")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_CHUNK = 1 << 20
_T = TypeVar("_T")
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


class WorkbookReader:
    """Reads workbooks. Each sheet with a table counts; a cover sheet is told, not refused."""

    name = "XLSX"

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes start a workbook: a zip with sheets in it, or Excel's older container."""
        if head.startswith(_OLE):
            return b"W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0" not in head
        if not head.startswith(ZIP_MAGIC):
            return False
        office = b"[Content_Types].xml" in head and not any(part in head for part in _OTHER_OFFICE)
        return office or b"xl/" in head or _ODS in head

    def counts(self, place: SourceRef) -> bool:
        """Every row of a sheet is a record."""
        return place.row > 0

    def read(self, file: InputFile, limits: Limits) -> Document:
        """See ``scanner.ingest.interface.Reader``."""
        place, notices = SourceRef(file.name), Notices(file.name)
        if is_encrypted(file):
            raise InputError(say("ingest.workbook_password"), say("ingest.workbook_password.hint"), place)
        check_package(file, limits)
        with collector_paused():
            tables = _tables(file, place, notices, limits)
        columns: dict[str, str] = {}
        for table in tables:
            for name, header in table.columns.items():
                columns.setdefault(name, header)
        return Document(
            file.name,
            self.name,
            spec=f"{len(tables)}",
            digest=file.digest(),
            records=sum(table.records for table in tables),
            items=tuple(item for table in tables for item in table.items),
            skipped=tuple(skip for table in tables for skip in table.skipped),
            notices=notices.done(),
            columns=columns,
        )


def is_encrypted(file: InputFile) -> bool:
    """Whether this is an XLSX with a password: Excel wraps it in its older container, as one encrypted stream.

    The name of that stream stands in the container's directory, which may be anywhere in the file.
    Source: [MS-OFFCRYPTO] 2.3.4.4.
    """
    with file.open() as stream:
        if stream.read(len(_OLE)) != _OLE:
            return False
        tail = b""
        while chunk := stream.read(_CHUNK):
            if _ENCRYPTED in tail + chunk:
                return True
            tail = chunk[-len(_ENCRYPTED) :]
    return False


def _guarded(work: Callable[[], _T], place: SourceRef) -> _T:
    """Call into calamine; whatever a damaged workbook makes of it becomes our error.

    A panic inside its Rust code arrives as an exception that is no ``Exception``.
    """
    try:
        return work()
    except PasswordError as fault:
        raise InputError(say("ingest.workbook_password"), say("ingest.workbook_password.hint"), place) from fault
    except BaseException as fault:
        if isinstance(fault, Exception) or type(fault).__name__ == "PanicException":
            raise InputError(say("ingest.damaged_workbook"), say("ingest.damaged_workbook.hint"), place) from fault
        raise


def _tables(file: InputFile, place: SourceRef, notices: Notices, limits: Limits) -> list[Table]:
    """The table of every sheet that has one.

    Raises:
        InputError: none has; the sentence is that of the sheet that came nearest.
    """
    with file.open() as stream:
        packed = stream if file.path else io.BytesIO(stream.read())
        book = _guarded(lambda: CalamineWorkbook.from_filelike(packed), place)
        found: list[Table] = []
        refused: list[InputError] = []
        for index, meta in enumerate(book.sheets_metadata):
            here = SourceRef(file.name, meta.name)
            if meta.typ is not SheetTypeEnum.WorkSheet:
                continue
            if meta.visible is not SheetVisibleEnum.Visible:
                notices.add(here, say("ingest.hidden_sheet", sheet=meta.name))
            sheet = _guarded(lambda index=index: book.get_sheet_by_index(index), here)  # type: ignore[misc]
            try:
                if sheet.start is not None:
                    found.append(read_table(_rows(sheet, here, notices), here, notices, limits))
            except LimitError:
                raise
            except InputError as fault:
                refused.append(fault)
        if not found:
            raise _nearest(refused, place)
        for refusal in refused:
            notices.add(refusal.where or place, say("ingest.sheet_without_table", reason=refusal.reason))
        return found


def _nearest(refused: list[InputError], place: SourceRef) -> InputError:
    """The refusal that says most: one that found a header before one that did not."""
    if not refused:
        return InputError(say("ingest.empty_file"), say("ingest.empty_file.hint"), place)
    return max(refused, key=lambda fault: fault.reason.key == "ingest.no_vendor_column")


def _rows(sheet: CalamineSheet, place: SourceRef, notices: Notices) -> Iterator[Row]:
    """The rows of a sheet as text, numbered as the spreadsheet shows them; merged cells filled downwards."""
    merged: dict[int, list[tuple[int, int]]] = {}
    for (top, left), (bottom, _) in _guarded(lambda: sheet.merged_cell_ranges, place) or ():
        if bottom > top:
            merged.setdefault(top, []).append((left, bottom))
    open_ranges: dict[int, tuple[str, int]] = {}
    for at, raw in enumerate(sheet.iter_rows()):
        row = [cell if cell.__class__ is str else cell_text(cell) for cell in raw]
        for i, value in enumerate(row):
            if value[:1] == "#" and value.strip() in EXCEL_ERRORS:
                where = SourceRef(place.file, place.sheet, at + 1)
                notices.add(where, say("ingest.excel_error", value=value.strip()))
                row[i] = ""
        for left, (value, bottom) in list(open_ranges.items()):
            if at > bottom:
                del open_ranges[left]
            elif left < len(row) and not row[left]:
                row[left] = value
        for left, bottom in merged.get(at, ()):
            if left < len(row):
                open_ranges[left] = (row[left], bottom)
        yield at + 1, row


def cell_text(cell: Cell) -> str:
    """A cell as a person would read it: 12.0 as 12, dates in ISO 8601, a date without its midnight."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)
