"""What the reports look like, frozen. ``KETENSCAN_REGENERATE=1 pytest tests/report`` writes the files anew."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import factory
import openpyxl
import pytest
from rich.console import Console

from scanner.i18n import LANGUAGES, Translator, translator
from scanner.model import Finding, ScanResult
from scanner.report import WRITERS, Writer, console

GOLDEN = Path(__file__).parents[1] / "golden" / "report"


def small() -> ScanResult:
    """The water board with a group of four packages instead of 430, so that a difference is easy to read."""
    whole = factory.water_board()
    documents = tuple(
        factory.Document(d.file, d.format, d.spec, d.digest, d.records, d.items[:7], d.links[:3], d.skipped, d.notices)
        for d in whole.documents
    )
    kept = {item.id for document in documents for item in document.items}
    findings = [_only(finding, kept) for finding in whole.findings]
    return factory.result(findings, documents, coverage=whole.coverage, graph=whole.graph, notices=whole.notices)


def _only(finding: Finding, kept: set[str]) -> Finding:
    fields = {name: getattr(finding, name) for name in Finding.__dataclass_fields__}
    return Finding(**{**fields, "items": tuple(item for item in finding.items if item in kept)})


def compare(name: str, made: str) -> None:
    path = GOLDEN / name
    if os.environ.get("KETENSCAN_REGENERATE") == "1":
        path.write_text(made, encoding="utf-8", newline="")
    with path.open(encoding="utf-8", newline="") as golden:
        assert golden.read() == made, f"{name} changed; if that is right, run with KETENSCAN_REGENERATE=1"


def cells(workbook: bytes) -> str:
    """All cells of a workbook, a row a line: the file itself depends on the version of the library."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    sheets = {page.title: [list(row) for row in page.iter_rows(values_only=True)] for page in book}
    lines = [f"{title}\t{json.dumps(row, ensure_ascii=False)}" for title, rows in sheets.items() for row in rows]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("each", WRITERS, ids=lambda each: each.name)
def test_report(each: Writer, language: str) -> None:
    made = each.write(small(), translator(language))
    stem, _, ending = each.filename.partition(".")
    if each.name == "xlsx":
        compare(f"{stem}.{language}.cells.txt", cells(made))
    else:
        compare(f"{stem}.{language}.{ending}", made.decode("utf-8"))


def shown(result: ScanResult, t: Translator, width: int = 80) -> str:
    target = Console(file=io.StringIO(), width=width, force_terminal=False, color_system=None)
    target.print(console.render(result, t, width, ["uit/ketenscan.html", "uit/ketenscan.xlsx"]))
    text = target.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
def test_console(language: str) -> None:
    compare(f"console.{language}.txt", shown(small(), translator(language)))
