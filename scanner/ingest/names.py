"""Vendor names from any file: one a row, in order. For looking names up without an inventory around them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from scanner.errors import InputError
from scanner.ingest import READERS, foreign, read
from scanner.ingest.columns import fold_header, header_key, map_columns
from scanner.ingest.delimited import DELIMITERS, DelimitedReader
from scanner.ingest.interface import InputFile
from scanner.ingest.text import decoded_head, prescan
from scanner.model import ClaimKind, Item, SourceRef, say
from scanner.options import Limits

# Headers that lists of names have and inventories have not.
_NAME_HEADERS = ("rawvendor", "vendorraw", "raw", "vendor", "vendorname", "name", "naam", "string", "leverancier")
_FIELDS = ("manufacturer", "brand", "supplier")
_PARTIES = (
    ClaimKind.MANUFACTURER,
    ClaimKind.BRAND,
    ClaimKind.SUPPLIER,
    ClaimKind.PUBLISHER,
    ClaimKind.PROVIDER,
)
# A list may begin with a placeholder such as "[onbekend]" or "<leeg>": only what goes on like JSON or XML is that.
_LOOKS_LIKE = {
    "json": re.compile(r"[\[{]\s*[\"\[{\]}\d]"),
    "xml": re.compile(r"<\?xml|<[^>]*>.*</|<[^>]*/>", re.DOTALL),
}
Name = tuple[int, str]


def read_names(file: InputFile, limits: Limits, column: str = "") -> Iterator[Name]:
    """The names of a file with their row numbers (from 1), empty ones included.

    A workbook, SBOM or network scan gives the party of each of its items. A text table gives its ``column``, or the
    one that names a vendor by its header; any other text one name a line.

    Raises:
        InputError: ``column`` is not in the header, the file is empty, or of a format that is not read.
    """
    place = SourceRef(file.name)
    if not file.size:
        raise InputError(say("ingest.empty_file"), say("ingest.empty_file.hint"), place)
    head = file.head()
    if any(reader.sniff(head) for reader in READERS if not isinstance(reader, DelimitedReader)):
        yield from _of_items(file, limits, column)
        return
    kind = foreign.identify(head)
    if kind and (kind not in _LOOKS_LIKE or _LOOKS_LIKE[kind].match(decoded_head(head))):
        raise foreign.refusal(head, file.name)
    yield from _of_text(file, limits, column)


def _of_items(file: InputFile, limits: Limits, column: str) -> Iterator[Name]:
    """The party of each item; rows keep their number, items without one are counted."""
    document = read(file, limits)
    if not document.items and document.skipped:
        first = document.skipped[0]
        raise InputError(first.reason, first.hint, first.where)
    known = list(document.columns.values()) or list(map(str, _PARTIES))
    if column and column not in known:
        raise _no_such_column(column, known, SourceRef(file.name))
    for number, item in enumerate(document.items, 1):
        yield item.where.row or number, _party(item, column)


def _party(item: Item, column: str) -> str:
    """What the item says of its maker or supplier, strongest first; with ``column``, what that column or kind says."""
    if column:
        said = [c for c in item.claims if column in (c.where.column, c.kind)]
        facts = (a.value for a in item.attributes.values() if a.where.column == column)
        return said[0].value if said else next(facts, "")
    return next((c.value for kind in _PARTIES for c in item.claims if c.kind is kind), "")


def _no_such_column(column: str, known: list[str], place: SourceRef) -> InputError:
    hint = say("cli.no_such_column_hint", columns=", ".join(known))
    return InputError(say("cli.no_such_column", column=column), hint, place)


def _of_text(file: InputFile, limits: Limits, column: str) -> Iterator[Name]:
    scanned = prescan(file)
    with file.open() as raw, io.TextIOWrapper(raw, scanned.encoding, "replace", newline="") as text:
        first = text.readline()
        header, delimiter = _header(first, column)
        wanted = _wanted(header, column)
        if wanted is None and column:
            raise _no_such_column(column, [c for c in header if c], SourceRef(file.name))
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
