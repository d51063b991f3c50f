"""Vendor names from any file: one a row, in order. For looking names up without an inventory around them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from scanner.errors import InputError
from scanner.ingest.columns import fold_header, header_key, map_columns
from scanner.ingest.interface import InputFile
from scanner.ingest.text import prescan
from scanner.model import SourceRef, say
from scanner.options import Limits

DELIMITERS = (";", ",", "\t", "|")
# Headers that lists of names have and inventories have not.
_NAME_HEADERS = ("rawvendor", "vendorraw", "raw", "vendor", "vendorname", "name", "naam", "string", "leverancier")
_FIELDS = ("manufacturer", "brand", "supplier")
Name = tuple[int, str]


def read_names(file: InputFile, limits: Limits, column: str = "") -> Iterator[Name]:
    """The names of a text file with their line numbers (from 1), empty ones included.

    A table gives its ``column``, or the one that names a vendor by its header; any other text one name a line.

    Raises:
        InputError: ``column`` is not in the header, or the file is empty.
    """
    scanned = prescan(file)
    place = SourceRef(file.name)
    if not file.size:
        raise InputError(say("ingest.empty_file"), say("ingest.empty_file.hint"), place)
    with file.open() as raw, io.TextIOWrapper(raw, scanned.encoding, "replace", newline="") as text:
        first = text.readline()
        header, delimiter = _header(first, column)
        wanted = _wanted(header, column)
        if wanted is None and column:
            raise InputError(
                say("cli.no_such_column", column=column),
                say("cli.no_such_column_hint", columns=", ".join(c for c in header if c)),
                place,
            )
        if wanted is None:
            yield 1, first.strip()
            yield from ((i, line.strip()) for i, line in enumerate(text, 2))
            return
        csv.field_size_limit(max(limits.file_bytes, csv.field_size_limit()))
        rows = csv.reader(text, delimiter=delimiter)
        yield from ((rows.line_num + 1, row[wanted].strip() if len(row) > wanted else "") for row in rows if row)


def _header(line: str, column: str) -> tuple[list[str], str]:
    """The first line cut by the delimiter that makes most of it."""
    cuts = [(next(csv.reader([line], delimiter=d), []), d) for d in DELIMITERS]
    return max(cuts, key=lambda cut: (column in cut[0], sum(map(_means_something, cut[0])), len(cut[0])))


def _means_something(cell: str) -> bool:
    return bool(header_key(cell)) or fold_header(cell) in _NAME_HEADERS


def _wanted(header: list[str], column: str) -> int | None:
    if column:
        return header.index(column) if column in header else None
    fields = map_columns(header)
    for field in _FIELDS:
        if field in fields:
            return fields.index(field)
    folded = [fold_header(cell) for cell in header]
    return next((folded.index(name) for name in _NAME_HEADERS if name in folded), None)
