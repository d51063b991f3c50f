"""The rows of a report as tables with headers: what the workbook, the CSV file and the data frames share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from scanner.i18n import Translator
from scanner.model import Question, ScanResult
from scanner.report.build import evidence_rows
from scanner.report.lookup import Lookup
from scanner.report.rows import EvidenceRow, FindingRow, ItemRow, QuestionRow, Report, SkippedRow, column_names

Cell = str | int
_NOT_SHOWN = {"limbs", "finding"}
_AFTER_LINK = "link"
_WIDTHS = {
    "id": 12, "level": 24, "title": 32, "asset": 22, "process": 20, "party": 22, "entity": 26, "country": 12,
    "suspect": 20, "asset_id": 20, "function": 16, "model": 20,
    "link": 10, "score": 8, "why": 48, "open_questions": 9, "items": 11, "place": 26, "finding": 12, "question": 22,
    "answer": 11, "sentence": 62, "cell": 28, "source_url": 40, "source_date": 12, "verified": 15, "item": 18,
    "name": 32, "version": 12, "kind": 18, "named_as": 16, "recognised": 13, "reason": 56, "hint": 48, "about": 48,
    "text": 62,
}  # fmt: skip
_LIMB_WIDTH = 13


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table. ``columns`` are stable English names, ``headers`` the words of the reader, ``widths`` characters."""

    key: str
    title: str
    columns: tuple[str, ...]
    headers: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[Cell, ...]]


def findings_sheet(report: Report, t: Translator) -> Sheet:
    """One row a finding, worst first, with the answer to each question in a column of its own."""
    names = [name for name in column_names(FindingRow) if name not in _NOT_SHOWN]
    split = names.index(_AFTER_LINK) + 1
    limbs = [question.value for question in Question]
    truths = {truth: t(f"truth.{truth}") for truth in ("yes", "no", "unknown")}

    def cells(row: FindingRow) -> tuple[Cell, ...]:
        before = [getattr(row, name) for name in names[:split]]
        before[-1] = truths[row.link]
        answers = [truths[row.limbs[question]] if question in row.limbs else "" for question in Question]
        return (*before, *answers, *(getattr(row, name) for name in names[split:]))

    return Sheet(
        "findings",
        t("report.sheet.findings"),
        (*names[:split], *limbs, *names[split:]),
        (
            *(t(f"report.column.{name}") for name in names[:split]),
            *(t(f"report.question.{question}") for question in limbs),
            *(t(f"report.column.{name}") for name in names[split:]),
        ),
        (*(_WIDTHS[n] for n in names[:split]), *([_LIMB_WIDTH] * len(limbs)), *(_WIDTHS[n] for n in names[split:])),
        [cells(row) for row in report.findings],
    )


def evidence_sheet(report: Report, result: ScanResult, t: Translator, limit: int) -> tuple[Sheet, int]:
    """One row per piece of evidence, at most ``limit`` of them, and how many there are in all."""
    lookup = Lookup(result, t)
    rows: list[EvidenceRow] = []
    total = 0
    for row in report.findings:
        if len(rows) < limit:
            found = list(evidence_rows(row.finding, lookup))
            rows += found[: limit - len(rows)]
            total += len(found)
        else:
            total += count_evidence(row)
    return _sheet("evidence", EvidenceRow, rows, t), total


def count_evidence(row: FindingRow) -> int:
    """How many rows ``evidence_rows`` gives for a finding, without making them."""
    finding = row.finding
    answers = sum(max(1, len(answer.evidence)) for answer in finding.answers)
    return answers + len(finding.remarks) + len(finding.measures)


def items_sheet(report: Report, t: Translator) -> Sheet:
    """One row an item, in input order."""
    return _sheet("items", ItemRow, report.items, t)


def skipped_sheet(report: Report, t: Translator) -> Sheet:
    """Everything left out, and the notices."""
    return _sheet("skipped", SkippedRow, report.skipped, t)


def questions_sheet(report: Report, t: Translator) -> Sheet:
    """One row per open question of a finding."""
    return _sheet("questions", QuestionRow, report.questions, t)


def _sheet(key: str, row: type, rows: Iterable[object], t: Translator) -> Sheet:
    names = column_names(row)
    cells = _reader(names)
    return Sheet(
        key,
        t(f"report.sheet.{key}"),
        names,
        tuple(t(f"report.column.{name}") for name in names),
        tuple(_WIDTHS[name] for name in names),
        [cells(each) for each in rows],
    )


def _reader(names: tuple[str, ...]) -> Callable[[object], tuple[Cell, ...]]:
    """A function that reads these fields off a row."""
    return lambda row: tuple(getattr(row, name) for name in names)
