"""Where the header of a table is: below a cover, a title, blank rows, or under merged group titles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scanner.ingest.columns import VENDOR_FIELDS, header_key, map_columns, meant
from scanner.model import SourceRef, Text, say

SEARCHED_ROWS = 40
_SHOWN_HEADERS = 12
_SHOWN_CHARS = 40


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: its row number, its cells as they stand, the field of each column."""

    row: int
    cells: tuple[str, ...]
    fields: tuple[str, ...]

    @property
    def recognised(self) -> int:
        """How many columns mean something."""
        return sum(map(bool, self.fields))

    @property
    def has_vendor(self) -> bool:
        """Whether any column says who made or supplied a thing."""
        return not VENDOR_FIELDS.isdisjoint(self.fields)

    @property
    def score(self) -> tuple[bool, int]:
        """Sorts candidates: one with a vendor first, then by columns recognised."""
        return self.has_vendor and (self.recognised > 1 or self.filled == 1), self.recognised

    @property
    def filled(self) -> int:
        """How many cells are not empty."""
        return sum(1 for cell in self.cells if cell)


def find_header(rows: Sequence[tuple[int, Sequence[str]]]) -> Header:
    """The best header among the first rows of a sheet, given as (row number, cells); the earliest of equals.

    The result may recognise nothing (``recognised`` is 0): then there is no table. An empty cell takes the text of
    the cell above it, because a title merged over two rows stands in the upper one.
    """
    best = Header(0, (), ())
    above: Sequence[str] = ()
    for number, raw in rows[:SEARCHED_ROWS]:
        cells = [" ".join(c.split()) for c in raw]
        if any(map(header_key, cells)):
            full = [c or (above[i] if i < len(above) and header_key(above[i]) else "") for i, c in enumerate(cells)]
            candidate = Header(number, tuple(full), tuple(map_columns(full)))
            if candidate.score > best.score:
                best = candidate
        above = cells
    return best


def refusal(header: Header, place: SourceRef) -> tuple[Text, Text, SourceRef]:
    """Why these rows are no usable table: the sentence, the next step and the place."""
    if not header.recognised:
        return say("ingest.no_header", rows=SEARCHED_ROWS), say("ingest.no_header.hint"), place
    seen = [h[:_SHOWN_CHARS] for h in header.cells if h]
    shown = ", ".join(seen[:_SHOWN_HEADERS]) + (" ..." if len(seen) > _SHOWN_HEADERS else "")
    where = SourceRef(place.file, place.sheet, header.row)
    near = meant(seen)
    if near:
        hint = say("ingest.no_vendor_column.meant", header=near[0][0], meant=near[0][1])
    else:
        hint = say("ingest.no_vendor_column.hint")
    return say("ingest.no_vendor_column", headers=shown), hint, where
