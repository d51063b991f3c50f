"""``ScanResult`` to the shape of ``scan.json``: equal values become one row of a table and an index."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from scanner.i18n import Translator
from scanner.model import (
    Answer,
    Candidate,
    Claim,
    DependencyGraph,
    Document,
    Evidence,
    Finding,
    Hop,
    Item,
    Listing,
    Match,
    ScanResult,
    Source,
    SourceRef,
    Text,
)
from scanner.report import wire

Value = TypeVar("Value", bound=Hashable)
Row = TypeVar("Row")


class Table(Generic[Value, Row]):
    """Rows in order of first appearance. Looks a value up by identity before hashing it, which is what is slow."""

    def __init__(self, make: Callable[[Value], Row]) -> None:
        self.rows: list[Row] = []
        self._make = make
        self._by_identity: dict[int, int] = {}
        self._by_value: dict[Value, int] = {}

    def index(self, value: Value) -> int:
        """The index of the row of ``value``, which is made at its first appearance.

        ``value`` must outlive the table (all are parts of one scan), or its identity could be taken by another.
        """
        found = self._by_identity.get(id(value))
        if found is not None:
            return found
        found = self._by_value.get(value)
        if found is None:
            row = self._make(value)  # may add rows to this very table: take the index afterwards
            found = len(self.rows)
            self.rows.append(row)
            self._by_value[value] = found
        self._by_identity[id(value)] = found
        return found


class Packer:
    """Packs one scan. ``t`` only adds how each sentence reads; nothing else depends on the language."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self.texts: Table[Text, wire.TextRow] = Table(self._text)
        self.sources: Table[Source, Source] = Table(lambda source: source)
        self.answers: Table[Answer, wire.AnswerRow] = Table(self._answer)
        self.matches: Table[Match, wire.MatchRow] = Table(self._match)
        self.hops: Table[Hop, wire.HopRow] = Table(self._hop)
        self.measures: Table[Listing, wire.MeasureRow] = Table(self._measure)

    def scan(self, result: ScanResult) -> wire.ScanFile:
        """The whole file. The tables are complete once everything that refers to them is packed."""
        findings = tuple(self._finding(finding) for finding in result.findings)
        documents = tuple(self._document(document) for document in result.documents)
        notices = tuple(self.texts.index(text) for text in result.notices)
        return wire.ScanFile(
            schema=wire.SCHEMA,
            version=wire.VERSION,
            language=self._t.language,
            versions=result.versions,
            coverage=result.coverage,
            findings=findings,
            texts=tuple(self.texts.rows),
            sources=tuple(self.sources.rows),
            answers=tuple(self.answers.rows),
            matches=tuple(self.matches.rows),
            hops=tuple(self.hops.rows),
            measures=tuple(self.measures.rows),
            entities=dict(result.entities),
            countries=dict(result.countries),
            controls=dict(result.controls),
            documents=documents,
            graph=_graph(result.graph),
            notices=notices,
        )

    def _text(self, text: Text) -> wire.TextRow:
        params = {name: self.texts.index(v) if isinstance(v, Text) else v for name, v in text.params}
        return wire.TextRow(text.key, params, self._t(text))

    def _source(self, source: Source | None) -> int | None:
        return None if source is None else self.sources.index(source)

    def _evidence(self, evidence: Evidence) -> wire.EvidenceRow:
        return wire.EvidenceRow(self.texts.index(evidence.text), _place(evidence.where), self._source(evidence.source))

    def _answer(self, answer: Answer) -> wire.AnswerRow:
        return wire.AnswerRow(answer.question, answer.truth, tuple(self._evidence(e) for e in answer.evidence))

    def _candidate(self, candidate: Candidate) -> wire.CandidateRow:
        reasons = tuple(self.texts.index(reason) for reason in candidate.reasons)
        return wire.CandidateRow(candidate.entity, candidate.score, reasons)

    def _match(self, match: Match) -> wire.MatchRow:
        return wire.MatchRow(
            match.raw,
            match.decision,
            None if match.best is None else self._candidate(match.best),
            tuple(self._candidate(candidate) for candidate in match.runners_up),
            None if match.note is None else self.texts.index(match.note),
        )

    def _hop(self, hop: Hop) -> wire.HopRow:
        source = self._source(hop.source)
        return wire.HopRow(hop.relation, hop.node_kind, hop.node, hop.label, _place(hop.where), source)

    def _measure(self, measure: Listing) -> wire.MeasureRow:
        source = self.sources.index(measure.source)
        return wire.MeasureRow(measure.entity, measure.list, measure.date, source, measure.note)

    def _finding(self, finding: Finding) -> wire.FindingRow:
        return wire.FindingRow(
            id=finding.id,
            outcome=finding.outcome,
            title=finding.title,
            items=finding.items,
            link=finding.link,
            answers=tuple(self.answers.index(answer) for answer in finding.answers),
            parties=tuple(
                wire.PartyRow(party.role, _claim(party.claim, None), self.matches.index(party.match))
                for party in finding.parties
            ),
            entity=finding.entity,
            suspect=finding.suspect,
            cause=finding.cause,
            paths=tuple(tuple(self.hops.index(hop) for hop in path) for path in finding.paths),
            remarks=tuple(self._evidence(remark) for remark in finding.remarks),
            measures=tuple(self.measures.index(measure) for measure in finding.measures),
            open_questions=tuple(
                wire.OpenQuestionRow(q.question, self.texts.index(q.text)) for q in finding.open_questions
            ),
            controls=finding.controls,
            score=finding.score,
            score_factors=tuple(
                wire.FactorRow(self.texts.index(factor.text), factor.points) for factor in finding.score_factors
            ),
        )

    def _document(self, document: Document) -> wire.DocumentRow:
        return wire.DocumentRow(
            file=document.file,
            format=document.format,
            spec=document.spec,
            digest=document.digest,
            records=document.records,
            items=tuple(_item(item) for item in document.items),
            links=tuple(
                wire.LinkRow(link.source, link.target, link.kind, place(link.where)) for link in document.links
            ),
            skipped=tuple(
                wire.SkippedRow(
                    place(s.where), self.texts.index(s.reason), self.texts.index(s.hint), s.whole_file, s.lost
                )
                for s in document.skipped
            ),
            notices=tuple(wire.NoticeRow(place(n.where), self.texts.index(n.text)) for n in document.notices),
            columns=dict(document.columns),
            has_dependencies=document.has_dependencies,
        )


def place(where: SourceRef) -> wire.Place:
    """A place of the model as it stands in the file."""
    return wire.Place(where.file, where.sheet, where.row, where.column, where.pointer)


def _place(where: SourceRef | None) -> wire.Place | None:
    return None if where is None else place(where)


def _near(where: SourceRef, item: SourceRef | None) -> tuple[str, wire.Place | None]:
    """The column alone when ``where`` lies in the item's own row, else the whole place."""
    if item is not None and where == item.at(where.column):
        return where.column, None
    return "", place(where)


def _claim(claim: Claim, item: SourceRef | None) -> wire.ClaimRow:
    return wire.ClaimRow(claim.kind, claim.value, *_near(claim.where, item))


def _item(item: Item) -> wire.ItemRow:
    return wire.ItemRow(
        id=item.id,
        kind=item.kind,
        name=item.name,
        where=place(item.where),
        version=item.version,
        parent=item.parent,
        ecosystem=item.ecosystem,
        claims=tuple(_claim(claim, item.where) for claim in item.claims),
        attributes={
            name: wire.AttributeRow(attribute.value, *_near(attribute.where, item.where))
            for name, attribute in item.attributes.items()
        },
    )


def _graph(graph: DependencyGraph) -> wire.GraphRow:
    return wire.GraphRow(
        graph.nodes, graph.sources.tolist(), graph.targets.tolist(), graph.kinds.tolist(), graph.edge_kinds
    )
