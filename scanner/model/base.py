"""What every other noun is made of: truth values, places, sentences, sources."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Truth(StrEnum):
    """Three-valued (Kleene) truth. Unknown is never rounded to yes or no."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __and__(self, other: Truth) -> Truth:
        """Kleene conjunction: one no settles it, two yeses are needed for yes."""
        if Truth.NO in (self, other):
            return Truth.NO
        return Truth.YES if self is other is Truth.YES else Truth.UNKNOWN

    def __or__(self, other: Truth) -> Truth:
        """Kleene disjunction: one yes settles it, two noes are needed for no."""
        if Truth.YES in (self, other):
            return Truth.YES
        return Truth.NO if self is other is Truth.NO else Truth.UNKNOWN

    def __invert__(self) -> Truth:
        """Kleene negation: unknown stays unknown."""
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)


@dataclass(frozen=True, slots=True)
class SourceRef:
    """The place in an input file where something was read.

    ``row`` counts from 1 as a spreadsheet shows it; ``column`` is the header or the column letter; ``pointer`` is an
    RFC 6901 JSON Pointer for JSON documents and a slash path (``/nmaprun/host[3]``) for XML.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    pointer: str = ""

    def at(self, column: str) -> SourceRef:
        """The same row, narrowed to one column."""
        return SourceRef(self.file, self.sheet, self.row, column, self.pointer)

    def __str__(self) -> str:
        """One short line, the same in every report: ``file, sheet, row, column`` or ``file#pointer``."""
        parts = [self.file + (f"#{self.pointer}" if self.pointer else "")]
        parts += [self.sheet] if self.sheet else []
        parts += [f"{self.row}"] if self.row else []
        parts += [self.column] if self.column else []
        return ":".join(parts)


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence that is not yet in any language: a catalogue key and its values.

    The core speaks in these, so that a result is the same bytes whatever the language; ``scanner.i18n`` turns them
    into Dutch or English. Keys are listed in ``scanner/locale/<language>/LC_MESSAGES/<domain>.po``.
    """

    key: str
    params: tuple[tuple[str, str | Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact of the reference data comes from. ``verified`` means: the fact was seen in that source."""

    url: str
    date: str = ""
    verified: bool = False


def say(key: str, **params: object) -> Text:
    """A ``Text`` from a catalogue key and its values, in the order given; a value may be a ``Text`` itself."""
    return Text(key, tuple((name, v if isinstance(v, Text) else str(v)) for name, v in params.items()))
