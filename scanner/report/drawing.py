"""Where the words go in a drawing: lines that fit a box, bars that fit a row."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

BOX_PIXELS = 206  # what a box has inside its margins
BOX_LINES = 4
_LEAST_BAR = 1.5  # percent: one finding of thousands must still show
# Widths in pixels of letters of 13.5 px and weight 600, as Chromium measures them in DejaVu Sans: the widest of the
# usual interface fonts, so that a text fits in any of them.
_NARROW, _SLIM, _USUAL, _CAPITAL, _WIDE = 5.6, 6.8, 9.7, 11.5, 14.9
_NARROW_CHARS = frozenset("iIjJl.,:;'|/- ")
_SLIM_CHARS = frozenset("ftr()[]{}_")
_WIDE_CHARS = frozenset("mwMW@%&…")


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


def lines_of(text: str, width: float = BOX_PIXELS, most: int = BOX_LINES) -> tuple[str, ...]:
    """``text`` broken at spaces, or inside a word that is too long, into lines of at most ``width`` pixels.

    What does not fit in ``most`` lines ends in an ellipsis.
    """
    room = int(width / _NARROW + 1) * (most + 1)
    lines = [""]
    for word in text[:room].split():
        for piece in _pieces(word, width):
            glued = f"{lines[-1]} {piece}".strip()
            if pixels(glued) <= width:
                lines[-1] = glued
            else:
                lines.append(piece)
    if len(lines) > most or len(text) > room:
        kept, last = lines[: most - 1], lines[:most][-1]
        while last and pixels(last + "…") > width:
            last = last[:-1]
        return (*kept[: len(lines) - 1], last.rstrip() + "…")
    return tuple(line for line in lines if line)


def pixels(text: str) -> float:
    """How wide ``text`` is drawn at most, in pixels."""
    return sum(_pixels(char) for char in text)


def bar(count: int, most: int) -> float:
    """The length of a bar in percent of the longest, 0 only for nothing."""
    return 0.0 if count == 0 else round(max(_LEAST_BAR, 100 * count / most), 1)


def _pixels(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if char in _WIDE_CHARS or unicodedata.east_asian_width(char) in "WF":
        return _WIDE
    if char in _NARROW_CHARS:
        return _NARROW
    if char in _SLIM_CHARS:
        return _SLIM
    return _USUAL if char.islower() or char.isdigit() else _CAPITAL


def _pieces(word: str, width: float) -> list[str]:
    """A word cut into pieces that each fit a line; a word that fits stays whole."""
    pieces = [""]
    for char in word:
        if pieces[-1] and pixels(pieces[-1]) + _pixels(char) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces
