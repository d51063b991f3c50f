"""What a report says, as plain ordered data in one language: the writers only lay it out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from scanner.model import Finding, Outcome, Question, Truth


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the coverage. ``share`` is 0 to 1, or None for a plain count.

    ``gap`` marks a count of what is missing; ``note`` says so, or that something is not known of everything.
    """

    key: str
    label: str
    value: int
    total: int | None
    shown: str
    gap: bool
    note: str

    @property
    def share(self) -> float | None:
        """The known part, 0 to 1; None where there is nothing to take a part of."""
        return None if not self.total else self.value / self.total


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the ladder with how many findings and items stand on it."""

    outcome: Outcome
    label: str
    meaning: str
    findings: int
    items: int


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding in one row. ``entity`` and ``country`` are those of the certain maker, ``suspect`` is kept apart.

    ``limbs`` holds the answer to each question; ``finding`` is the value behind it.
    """

    id: str
    level: str
    title: str
    asset: str
    process: str
    party: str
    entity: str
    country: str
    suspect: str
    link: Truth
    limbs: Mapping[Question, Truth]
    score: int
    why: str
    open_questions: int
    items: int
    place: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence. ``verified`` is empty where no outside source is involved."""

    finding: str
    title: str
    question: str
    answer: str
    sentence: str
    cell: str
    source_url: str
    source_date: str
    verified: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of the input with the best-known party behind it."""

    item: str
    name: str
    asset_id: str
    function: str
    model: str
    version: str
    kind: str
    asset: str
    process: str
    party: str
    named_as: str
    recognised: str
    entity: str
    country: str
    suspect: str
    level: str
    finding: str
    place: str


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """Something left out, or worth knowing: what it is, where, why, and what to do next."""

    kind: str
    place: str
    reason: str
    hint: str


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """An open question of one finding."""

    finding: str
    level: str
    title: str
    question: str
    about: str
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. Rows stand in the order in which they should be read: coverage, ladder, worst finding first."""

    language: str
    title: str
    scan_date: str
    headline: tuple[str, ...]
    versions: tuple[tuple[str, str], ...]
    coverage: tuple[Line, ...]
    ladder: tuple[Level, ...]
    findings: tuple[FindingRow, ...]
    items: tuple[ItemRow, ...]
    skipped: tuple[SkippedRow, ...]
    questions: tuple[QuestionRow, ...]


def column_names(row: type) -> tuple[str, ...]:
    """The field names of a row class, in order."""
    return tuple(field.name for field in fields(row))
