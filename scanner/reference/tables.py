"""Reads one CSV table of the reference data and checks every cell against its column."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scanner.model import SourceRef
from scanner.reference import cells
from scanner.reference.problems import Problems

# What every row that states a fact ends with. ``partial``: the fact was seen, a detail of it was not.
FACT_COLUMNS = ("source_url", "source_date", "verified", "confidence")
VERIFIED = ("yes", "partial", "no")
CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its name and what may stand in it; no check means that anything may."""

    name: str
    check: cells.Check | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its file name, columns and key; rows of one key are the same row twice."""

    file: str
    own: tuple[Column, ...]
    key: tuple[str, ...]
    facts: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, those of the source last."""
        return self.own + (_FACTS if self.facts else ())


_FACTS = (
    Column("source_url", cells.source),
    Column("source_date", cells.date),
    Column("verified", cells.one_of(VERIFIED)),
    Column("confidence", cells.one_of(CONFIDENCE)),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column name and the line of the file where it ends."""

    file: str
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def at(self, column: str = "") -> SourceRef:
        """The place of this row, or of one of its cells."""
        return SourceRef(self.file, row=self.line, column=column)


@dataclass(slots=True)
class Rows:
    """The sound rows of a table, and the keys of all: a row with a bad cell still exists for those that name it."""

    sound: list[Row] = field(default_factory=list)
    keys: set[tuple[str, ...]] = field(default_factory=set)

    def ids(self) -> frozenset[str]:
        """The first part of every key."""
        return frozenset(key[0] for key in self.keys)


def read_text(path: Path, problems: Problems) -> str | None:
    """The text of a UTF-8 file (a byte-order mark is allowed), or None with the problem noted."""
    try:
        data = path.read_bytes()
    except OSError:
        problems.add(SourceRef(path.name), "missing_file", file=path.name)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        problems.add(SourceRef(path.name, row=line), "not_utf8")
        return None


def read_table(folder: Path, table: Table, problems: Problems) -> Rows:
    """All rows of ``table`` in ``folder``; what is wrong goes to ``problems`` and the row is left out."""
    rows = Rows()
    text = read_text(folder / table.file, problems)
    if text is None:
        return rows
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    read = 0
    try:
        header = next(reader, [])
        if not _header_is_sound(table, header, problems):
            return rows
        checks = [(column.name, column.check) for column in table.columns if column.check]
        read = reader.line_num
        for values in reader:
            read = reader.line_num
            if not values:
                continue
            if len(values) != len(header):
                where = SourceRef(table.file, row=reader.line_num)
                problems.add(where, "cell_count", found=len(values), expected=len(header))
                continue
            row = Row(table.file, reader.line_num, dict(zip(header, values, strict=True)))
            _take(rows, row, table, checks, problems)
    except csv.Error as fault:
        # A row that runs on over lines, or to the end, has a quotation mark too many: its first line holds the cause.
        is_open = reader.line_num > read + 1 or "end of data" in str(fault)
        problems.add(SourceRef(table.file, row=read + 1), "unclosed_quote" if is_open else "not_csv")
    return rows


def _header_is_sound(table: Table, header: Sequence[str], problems: Problems) -> bool:
    """Whether every column of the table is there once and no other."""
    where = SourceRef(table.file, row=1)
    expected = [column.name for column in table.columns]
    for name in expected:
        if header.count(name) != 1:
            problems.add(where.at(name), "missing_column" if name not in header else "double_column", column=name)
    for name in dict.fromkeys(header):
        if name not in expected:
            problems.add(where.at(name), "unknown_column", column=name)
    return sorted(header) == sorted(expected)


def _take(rows: Rows, row: Row, table: Table, checks: Sequence[tuple[str, cells.Check]], problems: Problems) -> None:
    """Check one row and keep it when nothing is wrong with it."""
    before = len(problems.found)
    for name, check in checks:
        value = row.cells[name]
        fault = check(value)
        if fault:
            allowed = getattr(check, "allowed", "")
            problems.add(row.at(name), fault, value=value, column=name, allowed=allowed)
    if table.facts and not row["source_url"] and row["verified"] in {"yes", "partial"}:
        problems.add(row.at("source_url"), "verified_without_source")
    key = tuple(row.cells[name] for name in table.key)
    if key in rows.keys:
        problems.add(row.at(table.key[0]), "duplicate_key", name=" / ".join(part for part in key if part))
    rows.keys.add(key)
    if len(problems.found) == before:
        rows.sound.append(row)
