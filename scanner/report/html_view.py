"""What the page shows of one finding, ready for the template: no logic is left for there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from scanner.model import Answer, Evidence, Finding, Hop, Listing, Outcome, Party, Source, Truth
from scanner.report.build import verified
from scanner.report.clean import shorten, visible
from scanner.report.drawing import Step, step
from scanner.report.lookup import Lookup
from scanner.report.naming import claimed
from scanner.report.rows import FindingRow

MOST_PATHS = 9  # one for each limb, of the maker and of the suspect
MOST_PARTIES = 20  # as many as the assessment keeps
MOST_MEMBERS = 100
MOST_CHARS = 2_000
MOST_TITLE = 300


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source; ``link`` only where a click is safe (http or https), else the address stays plain text."""

    address: str
    link: bool
    date: str
    verified: bool
    word: str


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A sentence with its place in the input and all sources that bear it out; ``aside`` is worth less attention."""

    sentence: str
    cell: str
    sources: tuple[SourceView, ...]
    aside: str = ""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question, the answer as a class name and as a word, and the evidence."""

    short: str
    full: str
    truth: Truth
    word: str
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class PathView:
    """A path as boxes and as sentences with their evidence; a suspicion is drawn otherwise than what is certain."""

    suspicion: bool
    steps: tuple[Step, ...]
    lines: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A party: its role, the name as it stands in the input and where, whom it is taken for, and who else it may be."""

    role: str
    name: str
    cell: str
    decision: str
    best: str
    reasons: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in full. ``anchor`` is unique on the page; a finding with a link is ``printed`` in full."""

    anchor: str
    row: FindingRow
    title: str
    printed: bool
    facts: tuple[tuple[str, str], ...]
    paths: tuple[PathView, ...]
    answers: tuple[AnswerView, ...]
    parties: tuple[PartyView, ...]
    more_parties: int
    questions: tuple[str, ...]
    controls: tuple[tuple[str, str], ...]
    measures: tuple[EvidenceView, ...]
    remarks: tuple[EvidenceView, ...]
    factors: tuple[tuple[str, int], ...]
    members: tuple[str, ...]
    more_members: int


def finding_view(row: FindingRow, number: int, lookup: Lookup) -> FindingView:
    """Everything about one finding."""
    finding = row.finding
    members = [lookup.items[item] for item in finding.items[:MOST_MEMBERS] if item in lookup.items]
    return FindingView(
        anchor=f"f{number}",
        row=row,
        title=shorten(row.title, MOST_TITLE),
        printed=finding.outcome.rank >= Outcome.LINKED.rank,
        facts=tuple(_facts(row, lookup)),
        paths=tuple(_path(finding, path, lookup) for path in finding.paths[:MOST_PATHS]),
        answers=tuple(_answer(answer, lookup) for answer in finding.answers),
        parties=tuple(_party(party, lookup) for party in finding.parties),
        more_parties=_more_parties(finding, lookup),
        questions=tuple(_short(lookup.say(question.text)) for question in finding.open_questions),
        controls=tuple(_controls(finding, lookup)),
        measures=_merged(_measure(measure, lookup) for measure in finding.measures),
        remarks=_merged(_evidence(remark, lookup) for remark in finding.remarks),
        factors=tuple((lookup.say(factor.text), factor.points) for factor in finding.score_factors),
        members=tuple(_short(visible(f"{item.name} {item.version}".strip())) for item in members)
        if row.items > 1
        else (),
        more_members=max(0, row.items - MOST_MEMBERS),
    )


def source_view(source: Source | None, lookup: Lookup) -> SourceView | None:
    """A source as the page shows it; a fact of which nobody saw a source says so."""
    if source is None:
        return None
    address = visible(source.url) or lookup.t("report.evidence.no_source")
    link = address == source.url and address.startswith(("https://", "http://"))
    return SourceView(
        address, link, visible(source.date) if source.url else "", source.verified, verified(source, lookup.t)
    )


def _facts(row: FindingRow, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Label and value of what is known in short; unknown is written out."""
    t = lookup.t
    unknown = t("truth.unknown")
    yield t("report.column.asset"), _short(row.asset) or unknown
    yield t("report.column.process"), _short(row.process) or unknown
    yield t("report.column.party"), _short(row.party) or unknown
    yield t("report.column.entity"), lookup.entity_full(row.finding.entity) or unknown
    yield t("report.column.country"), row.country or unknown
    if row.suspect:
        yield t("report.column.suspect"), row.suspect
    yield t("report.column.link"), lookup.truth(row.link)
    yield t("report.column.place"), _short(row.place) or unknown


def _path(finding: Finding, path: tuple[Hop, ...], lookup: Lookup) -> PathView:
    steps = tuple(step(relation, kind, _short(name)) for relation, kind, name in lookup.steps(path))
    lines = tuple(
        EvidenceView(
            f"{drawn.relation} {drawn.name} ({drawn.kind})".strip(),
            _short(lookup.place(hop.where)),
            _sources(hop.source, lookup),
        )
        for drawn, hop in zip(steps, path, strict=True)
    )
    return PathView(lookup.is_suspicion(finding, path), steps, lines)


def _answer(answer: Answer, lookup: Lookup) -> AnswerView:
    return AnswerView(
        lookup.question(answer.question),
        lookup.t(f"question.{answer.question}"),
        answer.truth,
        lookup.truth(answer.truth),
        _merged(_evidence(evidence, lookup) for evidence in answer.evidence),
    )


def _evidence(evidence: Evidence, lookup: Lookup) -> EvidenceView:
    sentence, cell = _short(lookup.say(evidence.text)), _short(lookup.place(evidence.where))
    aside = ""
    if evidence.text.key == "assess.access_rule" and sentence.endswith(")"):
        sentence, _, rule = sentence.rpartition(" (")
        aside = f"({rule}"
    return EvidenceView(sentence, cell, _sources(evidence.source, lookup), aside)


def _merged(views: Iterable[EvidenceView]) -> tuple[EvidenceView, ...]:
    """The same sentence from the same place once, with all its sources."""
    seen: dict[tuple[str, str], EvidenceView] = {}
    for view in views:
        key = (view.sentence, view.cell)
        known = seen.get(key)
        sources = tuple(dict.fromkeys((*known.sources, *view.sources))) if known else view.sources
        seen[key] = replace(view, sources=sources)
    return tuple(seen.values())


def _sources(source: Source | None, lookup: Lookup) -> tuple[SourceView, ...]:
    view = source_view(source, lookup)
    return (view,) if view else ()


def _more_parties(finding: Finding, lookup: Lookup) -> int:
    """How many other names the input gives for the items, where the assessment kept the first ones only."""
    if len(finding.parties) < MOST_PARTIES:
        return 0
    listed = {(party.claim.kind, party.claim.value) for party in finding.parties}
    items = (lookup.items[item] for item in finding.items if item in lookup.items)
    return len({(claim.kind, claim.value) for item in items for claim in item.claims} - listed)


def _party(party: Party, lookup: Lookup) -> PartyView:
    t, match = lookup.t, party.match
    notes = [lookup.say(match.note)] if match.note else []
    reasons = [lookup.say(reason) for reason in match.best.reasons] if match.best else []
    return PartyView(
        t(f"role.{party.role}"),
        _short(claimed(party.claim.value)),
        _short(lookup.place(party.claim.where)),
        t(f"decision.{match.decision}"),
        _candidate(match.best.entity, match.best.score, lookup) if match.best else "",
        tuple(said.rstrip(".") for said in (*reasons, *notes)),
        tuple(_candidate(other.entity, other.score, lookup) for other in match.runners_up),
    )


def _candidate(entity: str, score: float, lookup: Lookup) -> str:
    return lookup.say("report.candidate", entity=lookup.entity_full(entity), percent=lookup.t.percent(score))


def _controls(finding: Finding, lookup: Lookup) -> Iterator[tuple[str, str]]:
    """Name and effort of the lighter measures, in the order that the assessment gave."""
    for control_id in finding.controls:
        control = lookup.result.controls.get(control_id)
        if control is None:
            yield visible(control_id), ""
        else:
            name = control.name_nl if lookup.t.language == "nl" else control.name_en
            yield visible(name), lookup.effort(control.effort)


def _measure(measure: Listing, lookup: Lookup) -> EvidenceView:
    return EvidenceView(_short(lookup.measure(measure)), "", _sources(measure.source, lookup))


def _short(text: str) -> str:
    """A page is no place for a name of 40,000 characters; the workbook and ``scan.json`` have it."""
    return shorten(text, MOST_CHARS)
