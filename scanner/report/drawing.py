"""Where the words go in a drawing: lines that fit a box, bars that fit a row."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

BOX_CHARS = 25
BOX_LINES = 2
_LEAST_BAR = 1.5  # percent: one finding of thousands must still show


@dataclass(frozen=True, slots=True)
class Step:
    """One box of a path. ``relation`` stands at the arrow that leads to it and is empty for the first."""

    relation: str
    kind: str
    name: str
    lines: tuple[str, ...]


def step(relation: str, kind: str, name: str) -> Step:
    """A box with its name broken into lines."""
    return Step(relation, kind, name, lines_of(name))


def lines_of(text: str, width: int = BOX_CHARS, most: int = BOX_LINES) -> tuple[str, ...]:
    """``text`` broken at spaces, or inside a word that is too long, into lines of ``width`` columns.

    A wide character (Chinese, Japanese, Korean, most emoji) counts for two columns. What does not fit in ``most``
    lines ends in an ellipsis.
    """
    lines = [""]
    for word in text[: width * (most + 1)].split():
        pieces = _pieces(word, width)
        for piece in pieces:
            glued = f"{lines[-1]} {piece}".strip()
            if columns(glued) <= width:
                lines[-1] = glued
            else:
                lines.append(piece)
    if len(lines) > most or len(text) > width * (most + 1):
        last = lines[most - 1] if len(lines) >= most else lines[-1]
        while columns(last) >= width:
            last = last[:-1]
        return (*lines[: min(most, len(lines)) - 1], last + "…")
    return tuple(line for line in lines if line)


def columns(text: str) -> int:
    """The width of ``text`` in columns of a fixed-width grid (Unicode Standard Annex 11)."""
    return sum(_columns(char) for char in text)


def bar(count: int, most: int) -> float:
    """The length of a bar in percent of the longest, 0 only for nothing."""
    return 0.0 if count == 0 else round(max(_LEAST_BAR, 100 * count / most), 1)


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _pieces(word: str, width: int) -> list[str]:
    """A word cut into pieces that each fit a line; a word that fits stays whole."""
    pieces = [""]
    for char in word:
        if columns(pieces[-1]) + _columns(char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces
