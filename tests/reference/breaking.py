"""Ways to break a copy of the reference data, for the tests that see what is said about it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.errors import ReferenceDataError
from scanner.i18n import translator
from scanner.reference import load

Change = Callable[[Path], None]


def problems(folder: Path) -> list[tuple[str, int, str, str]]:
    """File, line, column and English sentence of every problem."""
    with pytest.raises(ReferenceDataError) as raised:
        load(folder)
    say = translator("en")
    assert str(len(raised.value.problems)) in say(raised.value.reason)
    assert "docs/data.md" in say(raised.value.hint)
    assert raised.value.where == raised.value.problems[0][0]
    return [(where.file, where.row, where.column, say(text)) for where, text in raised.value.problems]


def append(name: str, *lines: str) -> Change:
    """Add lines at the end of a table."""

    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8", newline="") as stream:
            stream.writelines(f"{line}\n" for line in lines)

    return change


def replace(name: str, old: str, new: str) -> Change:
    """Replace the first occurrence of a text."""

    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")

    return change
