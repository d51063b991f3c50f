"""The zip around a workbook, checked before anything opens it: true sizes, and how far its cells lie apart."""

from __future__ import annotations

import copy
import re
import zipfile
import zlib
from collections.abc import Iterator

from scanner.errors import InputError, LimitError
from scanner.ingest.interface import InputFile
from scanner.model import SourceRef, say
from scanner.options import Limits

ZIP_MAGIC = b"PK\x03\x04"
_CHUNK = 1 << 20
_OVERLAP = 256
# A ratio says nothing about a small part: the styles of an empty workbook shrink fifty times.
_RATIO_FROM_BYTES = 1 << 24
# The library holds a sheet as a rectangle around its cells, 32 bytes each; one cell at XFD1048576 asks for 550 GB and
# ends the process. With the default limit of rows this allows 1.6 GB; wider sheets on average are refused.
_CELLS_PER_ROW = 200
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$")
_COLUMNS = re.compile(rb"\sr\s*=\s*[\"']\s*([A-Za-z]{1,3})")
_ROWS = re.compile(rb"\sr\s*=\s*[\"']\s*[A-Za-z]{0,3}(\d{1,9})")
# A cell that is not closed at once, so that it holds something; bare formatting takes no room.
_FILLED = re.compile(
    rb"<(?:\w+:)?c\s(?:[^<>]*?\s)?r\s*=\s*[\"']\s*([A-Za-z]{1,3})(\d{1,9})[\"'](?:[^<>]*[^/<>])?>(?!\s*</)"
)
_FAULTS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError, zlib.error)


def check_package(file: InputFile, limits: Limits) -> None:
    """Unpack every part of a zip once without keeping it, because the sizes that a zip states may be false.

    A file that is no zip (XLS) passes.

    Raises:
        LimitError: larger, packed tighter, or with cells further apart than allowed.
        InputError: a damaged zip, or one without sheets.
    """
    with file.open() as stream:
        if stream.read(len(ZIP_MAGIC)) != ZIP_MAGIC:
            return
        place, total = SourceRef(file.name), 0
        try:
            with zipfile.ZipFile(stream) as archive:
                for info in archive.infolist():
                    total += _size(archive, info, limits, place, total)
                names = archive.namelist()
        except _FAULTS as fault:
            raise InputError(say("ingest.damaged_workbook"), say("ingest.damaged_workbook.hint"), place) from fault
    if not any(name.startswith("xl/") or name == "content.xml" for name in names):
        raise InputError(say("ingest.foreign.other_zip"), say("ingest.foreign.other_zip.hint"), place)


def _chunks(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The unpacked bytes of a part to the true end of its data."""
    honest = copy.copy(info)
    honest.file_size = 1 << 62
    with archive.open(honest) as part:
        while chunk := part.read(_CHUNK):
            yield chunk


def _size(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, place: SourceRef, before: int) -> int:
    """The true size of one part in bytes."""
    size, tail, sheet = 0, b"", _SHEET.match(info.filename) is not None
    columns: set[bytes] = set()
    rows: set[bytes] = set()
    for chunk in _chunks(archive, info):
        size += len(chunk)
        if before + size > limits.unpacked_bytes:
            reason = say("ingest.unpacked_too_large", limit=limits.unpacked_bytes)
            raise LimitError(reason, say("ingest.limit.hint"), place)
        if size > _RATIO_FROM_BYTES and size > limits.unpacked_ratio * max(info.compress_size, 1):
            raise LimitError(say("ingest.zip_bomb", limit=limits.unpacked_ratio), say("ingest.zip_bomb.hint"), place)
        if sheet:
            columns.update(_COLUMNS.findall(tail + chunk))
            rows.add(max(_ROWS.findall(tail + chunk), key=int, default=b"0"))
            tail = chunk[-_OVERLAP:]
    most = limits.rows * _CELLS_PER_ROW
    if max(map(_column, columns), default=0) * max(map(int, rows), default=0) > most:
        _check_spread(_chunks(archive, info), most, place)
    return size


def _check_spread(chunks: Iterator[bytes], most: int, place: SourceRef) -> None:
    """The closer look at a sheet that may be too wide: only cells that hold something count."""
    tail, right, bottom = b"", 0, 0
    for chunk in chunks:
        for column, row in _FILLED.findall(tail + chunk):
            right, bottom = max(right, _column(column)), max(bottom, int(row))
        tail = chunk[-_OVERLAP:]
    if right * bottom > most:
        reason = say("ingest.sheet_too_wide", columns=right, rows=bottom)
        raise LimitError(reason, say("ingest.sheet_too_wide.hint"), place)


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
