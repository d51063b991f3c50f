"""Rows of cells become items: what is an asset, what is a total, a section or a repeated header. For CSV and sheets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from scanner.errors import InputError, LimitError
from scanner.ingest.columns import fold_header, is_secret
from scanner.ingest.header import SEARCHED_ROWS, Header, find_header, refusal
from scanner.ingest.notices import Notices
from scanner.ingest.rows import Layout
from scanner.model import Item, Skipped, SourceRef, say
from scanner.options import Limits

Row = tuple[int, list[str]]

NO_ASSET = frozenset({"repeated_header", "total_row", "section_row"})
"""Rows that stand in a sheet for its reader; leaving them out loses nothing."""

EXCEL_ERRORS = frozenset(
    (
        *("#N/B", "#VERW!", "#WAARDE!", "#DEEL/0!", "#NAAM?", "#GETAL!", "#LEEG!", "#OVERLOOP!"),
        *(
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#NUM!",
            "#NULL!",
            "#SPILL!",
            "#CALC!",
            "#NV",
            "#BEZUG!",
            "#WERT!",
            "#ZAHL!",
        ),
    )
)
"""What Excel shows for a formula that failed, in Dutch, English and German."""

_TOTAL = re.compile(r"(?:sub|eind|grand\s*)?(?:totaal|total|totalen|totals|summe|gesamt|som)\b", re.IGNORECASE)
_SECTION = re.compile(r"^(?:[A-Z]|[0-9]{1,2}|[IVX]{1,4})[.)]\s+\S|:$")
_SECTION_COLUMNS = 3
_NUMBER = re.compile(r"[\d.,\s%€$£+-]+[A-Za-z]{0,12}\.?")
_SHOWN_HEADERS = 30
# A row with so many claims, the first of them not the header's own word, is an asset without a closer look.
_TELLING = 2


@dataclass(slots=True)
class Table:
    """What one table of rows gave; ``header.recognised`` is 0 where there was no table."""

    header: Header
    items: list[Item] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    records: int = 0

    @property
    def columns(self) -> dict[str, str]:
        """The header that was taken for each field, in the order of the columns; the first of two."""
        pairs = zip(self.header.fields, self.header.cells, strict=True)
        found: dict[str, str] = {}
        for name, cell in pairs:
            if name:
                found.setdefault(name, cell)
        return found


def read_table(rows: Iterable[Row], place: SourceRef, notices: Notices, limits: Limits) -> Table:
    """Read a table whose rows come as (row number from 1, cells), in order.

    Every row that is not blank and not part of the title is one record: an item or a skipped row with the reason.

    Raises:
        InputError: no header, or none of its columns tells a vendor.
        LimitError: more rows or columns than allowed.
    """
    stream = iter(rows)
    head = list(islice(stream, SEARCHED_ROWS))
    header = find_header(head)
    if not header.has_vendor:
        raise InputError(*refusal(header, place))
    if len(header.cells) > limits.columns:
        where = SourceRef(place.file, place.sheet, header.row)
        raise LimitError(say("ingest.too_many_columns", limit=limits.columns), say("ingest.limit.hint"), where)
    reader = _TableReader(header, place, notices, limits)
    reader.run(chain((row for row in head if row[0] > header.row), stream))
    return reader.table


class _TableReader:
    """Walks the rows below a header. Most rows take the short way: as wide as the header and with a vendor."""

    def __init__(self, header: Header, place: SourceRef, notices: Notices, limits: Limits) -> None:
        self.table = Table(header)
        self.layout = Layout(header, place.file, place.sheet)
        self.place, self.notices, self.limits = place, notices, limits
        self.keys = [fold_header(c) for c in header.cells]
        self.short: list[int] = []
        self.seen: dict[str, int] = {}
        self._tell_unused()

    def run(self, rows: Iterator[Row]) -> None:
        """Read all rows."""
        make, items, width, most = self.layout.item, self.table.items, self.layout.width, self.limits.rows
        key, seen = self.layout.key, self.seen
        for number, raw in rows:
            if number > most:
                where = SourceRef(self.place.file, self.place.sheet, number)
                raise LimitError(say("ingest.too_many_rows", limit=most), say("ingest.too_many_rows.hint"), where)
            row = raw if len(raw) == width else self._fit(number, raw)
            if not row:
                continue
            item = make(number, row)
            claims = item.claims
            doubtful = len(claims) < _TELLING or claims[0].value == claims[0].where.column
            if doubtful and (not any(map(str.strip, row)) or self._is_left_out(number, row, item)):
                continue
            items.append(item)
            if key >= 0 and seen.setdefault(row[key], number) != number and row[key].strip():
                self._tell_twice(number, row[key].strip(), seen[row[key]])
        self.table.records = len(items) + len(self.table.skipped)
        if self.short:
            where = SourceRef(self.place.file, self.place.sheet, self.short[0])
            self.notices.add(where, say("ingest.short_rows", number=len(self.short)))

    def _fit(self, number: int, row: list[str]) -> list[str]:
        """The row with exactly the header's width; empty when it is blank or was left out."""
        width = self.layout.width
        if len(row) > width:
            if any(map(str.strip, row[width:])):
                self._skip(number, "too_many_cells", cells=len(row), columns=width)
                return []
            return row[:width]
        if not any(map(str.strip, row)):
            return []
        self.short.append(number)
        return row + [""] * (width - len(row))

    def _is_left_out(self, number: int, row: Sequence[str], item: Item) -> bool:
        """Whether a row that says little is no asset (a total, a section title, the header again); says so if it is.

        A vendor may be called Total, so a total row has nothing but numbers after its first cell.
        """
        filled = [c.strip() for c in row if c.strip()]
        if [fold_header(c) for c in row] == self.keys:
            return self._skip(number, "repeated_header")
        if _TOTAL.match(filled[0]) and all(map(_NUMBER.fullmatch, filled[1:])) and (len(filled) > 1 or not item.claims):
            return self._skip(number, "total_row")
        if item.claims:
            return False
        if len(filled) == 1 and self.layout.width >= _SECTION_COLUMNS and _SECTION.search(filled[0]):
            return self._skip(number, "section_row")
        return not item.attributes and self._skip(number, "row_without_data")

    def _skip(self, number: int, key: str, **params: object) -> bool:
        where = SourceRef(self.place.file, self.place.sheet, number)
        lost = key not in NO_ASSET
        self.table.skipped.append(Skipped(where, say(f"ingest.{key}", **params), say(f"ingest.{key}.hint"), lost=lost))
        return True

    def _tell_unused(self) -> None:
        header = self.table.header
        pairs = [(c, f) for c, f in zip(header.cells, header.fields, strict=True) if c]
        where = SourceRef(self.place.file, self.place.sheet, header.row)
        unused = [c for c, f in pairs if not f and not is_secret(c)]
        if unused:
            self.notices.add(where, say("ingest.unused_columns", headers=", ".join(unused[:_SHOWN_HEADERS])))
        for column in (c for c, f in pairs if is_secret(c)):
            self.notices.add(where.at(column), say("ingest.secret_column", header=column))

    def _tell_twice(self, number: int, asset: str, first: int) -> None:
        where = SourceRef(self.place.file, self.place.sheet, number)
        self.notices.add(where, say("ingest.duplicate_asset_id", id=asset, row=first))
