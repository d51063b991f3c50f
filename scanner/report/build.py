"""``ScanResult`` to ``Report``: what to say and in which order. How it looks is up to the writers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from scanner.i18n import Translator
from scanner.model import Evidence, Finding, Item, Outcome, ScanResult, Source
from scanner.report.clean import visible
from scanner.report.lookup import Lookup
from scanner.report.naming import labelled, shown_party
from scanner.report.rows import EvidenceRow, FindingRow, ItemRow, Level, Line, QuestionRow, Report, SkippedRow
from scanner.report.why import why

CANDIDATES = (Outcome.EXCLUSION_CANDIDATE, Outcome.CANDIDATE_OPEN)
_MISSING = frozenset({"files_refused", "skipped", "maker_review", "maker_unknown", "facts_unverified"})
_PARTLY = frozenset({"process_known", "access_known"})
_COVERAGE = (
    "files",
    "files_refused",
    "records",
    "skipped",
    "assets",
    "components",
    "maker_matched",
    "maker_review",
    "maker_unknown",
    "process_known",
    "access_known",
    "facts_unverified",
)


def worst_first(findings: tuple[Finding, ...]) -> list[Finding]:
    """The order of every report: level, then score, both descending, then title, then id."""
    return sorted(findings, key=lambda f: (-f.outcome.rank, -f.score, f.title, f.id))


def worst_of_items(findings: list[Finding]) -> dict[str, Finding]:
    """The worst finding of each item id; ``findings`` stand worst first."""
    worst: dict[str, Finding] = {}
    for finding in findings:
        for item_id in finding.items:
            worst.setdefault(item_id, finding)
    return worst


def day(iso: str) -> dt.date:
    """The scan date; for text that is no ISO date the first day that a ZIP file can hold."""
    try:
        return dt.date.fromisoformat(iso)
    except ValueError:
        return dt.date(1980, 1, 1)


def build(result: ScanResult, t: Translator) -> Report:
    """The report of a scan in the language of ``t``."""
    lookup = Lookup(result, t)
    findings = worst_first(result.findings)
    return Report(
        language=t.language,
        title=t("report.title"),
        scan_date=result.versions.scan_date,
        headline=tuple(_headline(result, lookup)),
        versions=tuple(_versions(result, t)),
        coverage=tuple(_coverage(result, t)),
        ladder=tuple(_ladder(result, t)),
        findings=tuple(_finding(finding, lookup) for finding in findings),
        items=tuple(_items(findings, lookup)),
        skipped=tuple(_skipped(lookup)),
        questions=tuple(_questions(findings, lookup)),
    )


def evidence_rows(finding: Finding, lookup: Lookup) -> Iterator[EvidenceRow]:
    """Every piece of evidence of one finding: per question, then remarks, then measures elsewhere as context.

    An answer without evidence gets a row that says so, because a missing reason is worth seeing.
    """
    t = lookup.t
    for answer in finding.answers:
        question, word = lookup.question(answer.question), lookup.truth(answer.truth)
        for evidence in answer.evidence:
            yield _evidence(finding, lookup, question, word, evidence)
        if not answer.evidence:
            sentence = t("report.no_evidence")
            yield EvidenceRow(finding.id, visible(finding.title), question, word, sentence, "", "", "", "")
    for remark in finding.remarks:
        yield _evidence(finding, lookup, t("report.remark"), "", remark)
    for measure in finding.measures:
        row = (finding.id, visible(finding.title), t("report.measure"), "")
        yield EvidenceRow(*row, lookup.measure(measure), "", *source_cells(measure.source, lookup))


def source_cells(source: Source | None, lookup: Lookup) -> tuple[str, str, str]:
    """Address, date and ``verified`` word of a source; three empty texts for none."""
    if source is None:
        return "", "", ""
    return visible(source.url), visible(source.date), verified(source, lookup.t)


def share(part: int, total: int, t: Translator) -> str:
    """``part`` of ``total`` in whole percents. Only all is 100 % and only none is 0 %: a gap is never rounded away."""
    if 0 < part < total / 100:
        return t("report.less_than", percent=t.percent(0.01))
    if total * 99 / 100 < part < total:
        return t("report.more_than", percent=t.percent(0.99))
    return t.percent(part / total)


def verified(source: Source, t: Translator) -> str:
    """Whether somebody saw the fact in its source."""
    return t("report.verified") if source.verified else t("report.not_verified")


def _evidence(finding: Finding, lookup: Lookup, question: str, answer: str, evidence: Evidence) -> EvidenceRow:
    sentence, cell = lookup.say(evidence.text), lookup.place(evidence.where)
    cells = source_cells(evidence.source, lookup)
    return EvidenceRow(finding.id, visible(finding.title), question, answer, sentence, cell, *cells)


def _headline(result: ScanResult, lookup: Lookup) -> Iterator[str]:
    """What is not known comes first, then what was found."""
    t = lookup.t
    cover = result.coverage
    total = cover.maker_matched + cover.maker_review + cover.maker_unknown
    unsure = cover.maker_review + cover.maker_unknown
    if not cover.items:
        yield t("report.headline.nothing")
    elif unsure == total == 1:
        yield t("report.headline.unsure_only")
    elif unsure:
        yield lookup.counted("report.headline.unsure", unsure, total=t.number(total))
    else:
        yield lookup.counted("report.headline.all_known", total)
    if cover.files_refused:
        yield t("report.headline.refused", files=t.number(cover.files_refused))
    counts = {outcome: sum(f.outcome is outcome for f in result.findings) for outcome in CANDIDATES}
    for outcome, count in counts.items():
        if count:
            yield t(f"report.headline.{outcome}", findings=t.number(count))
    if not any(counts.values()):
        yield t("report.headline.no_candidate")


def _versions(result: ScanResult, t: Translator) -> Iterator[tuple[str, str]]:
    versions = result.versions
    yield t("report.version.scan_date"), t.date(versions.scan_date)
    yield t("report.version.program"), versions.program
    yield t("report.version.policy"), versions.policy
    yield t("report.version.reference"), versions.reference


def _coverage(result: ScanResult, t: Translator) -> Iterator[Line]:
    """Counts in a fixed order: what came in, what was lost, whose maker is known, what else is known."""
    cover = result.coverage
    makers = cover.maker_matched + cover.maker_review + cover.maker_unknown
    for key in _COVERAGE:
        whole = makers if key.startswith("maker_") else cover.items if key in _PARTLY else None
        yield _line(key, getattr(cover, key), whole, t)


def _line(key: str, value: int, total: int | None, t: Translator) -> Line:
    """One line. A count of what is missing is a gap as soon as it counts any."""
    gap = key in _MISSING and value > 0
    shown = t.number(value)
    if total:
        shown = t("report.part_of", part=shown, total=t.number(total), percent=share(value, total, t))
    note = t("report.coverage.gap") if gap else ""
    if key in _PARTLY and total is not None and value < total:
        note = t("report.coverage.partial")
    return Line(key, t(f"report.coverage.{key}"), value, total, shown, gap, note)


def _ladder(result: ScanResult, t: Translator) -> Iterator[Level]:
    for outcome in reversed(Outcome):
        found = [finding for finding in result.findings if finding.outcome is outcome]
        items = sum(len(finding.items) for finding in found)
        yield Level(outcome, t(f"outcome.{outcome}"), t(f"outcome.{outcome}.meaning"), len(found), items)


def _finding(finding: Finding, lookup: Lookup) -> FindingRow:
    party = shown_party(finding)
    first = next((lookup.items[item] for item in finding.items if item in lookup.items), None)
    return FindingRow(
        id=finding.id,
        level=lookup.level(finding.outcome),
        title=visible(finding.title),
        asset=lookup.assets(finding),
        process=lookup.processes(finding),
        party=labelled(party.claim, party.role, lookup.t) if party else "",
        entity=lookup.entity(finding.entity),
        country=lookup.lands(finding),
        suspect=lookup.suspect(finding),
        link=finding.link,
        limbs={answer.question: answer.truth for answer in finding.answers},
        score=finding.score,
        why=why(finding, lookup),
        open_questions=len(finding.open_questions),
        items=len(finding.items),
        place=lookup.place(first.where if first else None),
        finding=finding,
    )


def _items(findings: list[Finding], lookup: Lookup) -> Iterator[ItemRow]:
    """Every item in input order, with its worst finding; an item in no finding is shown as not assessed."""
    worst = worst_of_items(findings)
    for item in lookup.items.values():
        yield _item(item, worst.get(item.id), lookup)


def _item(item: Item, finding: Finding | None, lookup: Lookup) -> ItemRow:
    t = lookup.t
    asset = lookup.asset_of(item.id)
    party = shown_party(finding) if finding else None
    own = item.claims[0] if item.claims else None
    # a group speaks of many items: then the name on the item itself says more than the party of the group
    shared = party is None or finding is None or (len(finding.items) > 1 and own is not None)
    claim, role = (own, None) if shared or party is None else (party.claim, party.role)
    number, function, model = (
        visible(item.attributes[name].value) if name in item.attributes else ""
        for name in ("asset_id", "function", "model")
    )
    return ItemRow(
        item=visible(item.id),
        name=visible(item.name),
        asset_id=number,
        function=function,
        model=model,
        version=visible(item.version),
        kind=t(f"report.item_kind.{item.kind}"),
        asset=visible(asset.name) if asset else "",
        process=lookup.process_of(item.id),
        party=labelled(claim, role, t) if claim else "",
        named_as=t(f"claim.{claim.kind}") if claim else "",
        recognised=t(f"decision.{party.match.decision}") if party else t("decision.unknown"),
        entity=lookup.entity(finding.entity) if finding else "",
        country=lookup.lands(finding) if finding else "",
        suspect=lookup.suspect(finding) if finding else "",
        level=lookup.level(finding.outcome) if finding else t("report.not_assessed"),
        finding=finding.id if finding else "",
        place=lookup.place(item.where),
    )


def _skipped(lookup: Lookup) -> Iterator[SkippedRow]:
    """Refused files first, then rows that were left out, then notices."""
    t = lookup.t
    skipped = [skip for document in lookup.result.documents for skip in document.skipped]
    for skip in sorted(skipped, key=lambda skip: (not skip.whole_file, not skip.lost)):
        kind = t(
            "report.skipped.file"
            if skip.whole_file
            else "report.skipped.row"
            if skip.lost
            else "report.skipped.no_asset"
        )
        yield SkippedRow(kind, lookup.place(skip.where), lookup.say(skip.reason), lookup.say(skip.hint))
    for document in lookup.result.documents:
        for notice in document.notices:
            yield SkippedRow(t("report.skipped.notice"), lookup.place(notice.where), lookup.say(notice.text), "")
    for text in lookup.result.notices:
        yield SkippedRow(t("report.skipped.notice"), "", lookup.say(text), "")


def _questions(findings: list[Finding], lookup: Lookup) -> Iterator[QuestionRow]:
    for finding in findings:
        for question in finding.open_questions:
            about = f"question.{question.question}"
            yield QuestionRow(
                finding.id,
                lookup.level(finding.outcome),
                visible(finding.title),
                lookup.question(question.question),
                lookup.t(about),
                lookup.say(question.text),
            )
