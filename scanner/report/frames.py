"""A scan as pandas tables, for notebooks."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from scanner.i18n import translator
from scanner.model import ScanResult
from scanner.report.build import build
from scanner.report.tables import evidence_sheet, findings_sheet, items_sheet, questions_sheet, skipped_sheet

if TYPE_CHECKING:
    import pandas as pd


def to_frames(result: ScanResult, language: str = "nl") -> dict[str, pd.DataFrame]:
    """Tables by name: coverage, ladder, findings, evidence, items, skipped, questions, edges.

    Column names are English and stable; the words in the cells are Dutch (``nl``) or English (``en``). ``share`` runs
    from 0 to 1. Nothing is cut.
    """
    import pandas as pd  # noqa: PLC0415 - takes half a second that the other writers need not pay

    t = translator(language)
    report = build(result, t)
    evidence, _ = evidence_sheet(report, result, t, sys.maxsize)
    sheets = (
        findings_sheet(report, t),
        evidence,
        items_sheet(report, t),
        skipped_sheet(report, t),
        questions_sheet(report, t),
    )
    graph = result.graph
    edges = [
        (graph.nodes[source].id, graph.nodes[target].id, graph.edge_kinds[kind])
        for source, target, kind in zip(graph.sources, graph.targets, graph.kinds, strict=True)
    ]
    return {
        "coverage": pd.DataFrame(
            [(line.key, line.label, line.value, line.total, line.share) for line in report.coverage],
            columns=["key", "label", "value", "total", "share"],
        ),
        "ladder": pd.DataFrame([asdict(level) for level in report.ladder]),
        **{sheet.key: pd.DataFrame(sheet.rows, columns=list(sheet.columns)) for sheet in sheets},
        "edges": pd.DataFrame(edges, columns=["source", "target", "kind"]),
    }
