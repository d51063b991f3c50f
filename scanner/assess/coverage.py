"""What is known and what is not: the counts that every report opens with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from scanner.assess.doubts import Cause
from scanner.assess.parties import Standing
from scanner.model import Coverage, Decision, Document, Finding, ItemKind, Question, Truth


def coverage(documents: Sequence[Document], findings: Sequence[Finding], standings: Mapping[str, Standing]) -> Coverage:
    """Count over all documents; ``process_known`` and ``access_known`` count items, not findings."""
    items = [item for document in documents for item in document.items]
    found = Counter(_decision(standings[item.id]) for item in items)
    known = Counter(
        answer.question
        for finding in findings
        for answer in finding.answers
        if answer.truth is not Truth.UNKNOWN
        for _ in finding.items
    )
    unverified = {
        evidence.text
        for finding in findings
        for answer in finding.answers
        for evidence in answer.evidence
        if evidence.source is not None and not evidence.source.verified
    }
    return Coverage(
        files=len(documents),
        files_refused=sum(any(s.whole_file for s in d.skipped) for d in documents),
        records=sum(d.records for d in documents),
        items=len(items),
        skipped=sum(s.lost for d in documents for s in d.skipped),
        assets=sum(item.kind is ItemKind.ASSET for item in items),
        components=sum(item.kind is not ItemKind.ASSET for item in items),
        maker_matched=found[Decision.MATCHED],
        maker_review=found[Decision.REVIEW],
        maker_unknown=found[Decision.UNKNOWN],
        process_known=known[Question.S],
        access_known=known[Question.Q3A],
        facts_unverified=len(unverified),
    )


def _decision(standing: Standing) -> Decision:
    """Whether the maker is settled, suspected, or nobody."""
    if standing.cause in {Cause.SETTLED, Cause.OWNER_UNKNOWN}:
        return Decision.MATCHED
    return Decision.REVIEW if standing.suspect else Decision.UNKNOWN
