"""``scan.json`` back to the ``ScanResult`` that it was written from."""

from __future__ import annotations

import re
from array import array

import msgspec

from scanner.collector import collector_paused
from scanner.errors import InputError
from scanner.model import (
    Answer,
    Attribute,
    Candidate,
    Claim,
    DependencyGraph,
    Document,
    Evidence,
    Finding,
    Hop,
    Item,
    Link,
    Listing,
    Match,
    Notice,
    OpenQuestion,
    Party,
    ScanResult,
    ScoreFactor,
    Skipped,
    Source,
    SourceRef,
    Text,
    say,
)
from scanner.report import wire

_PATH = re.compile(r"at `\$([^`]*)`")


def load_scan(content: bytes, name: str = "scan.json") -> ScanResult:
    """The scan that ``content`` holds, equal to the one that was written; ``name`` is what an error calls the file.

    Raises:
        InputError: no scan of this program, a damaged or shortened one, or one of a newer version.
    """
    where = SourceRef(name)
    try:
        head = msgspec.json.decode(content, type=wire.Head)
    except (msgspec.ValidationError, RecursionError) as fault:
        raise InputError(say("report.load.foreign"), say("report.load.foreign.hint"), where) from fault
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise InputError(say("report.load.damaged"), say("report.load.damaged.hint"), where) from fault
    if head.schema != wire.SCHEMA:
        raise InputError(say("report.load.foreign"), say("report.load.foreign.hint"), where)
    if head.version != wire.VERSION:
        reason = say("report.load.version", found=head.version, known=wire.VERSION)
        raise InputError(reason, say("report.load.version.hint"), where)
    try:
        with collector_paused():
            return _Unpacker(msgspec.json.decode(content, type=wire.ScanFile)).scan()
    except (msgspec.DecodeError, IndexError, RecursionError) as fault:
        raise InputError(say("report.load.broken"), say("report.load.damaged.hint"), _pointed(name, fault)) from fault


def _pointed(name: str, fault: Exception) -> SourceRef:
    """The field that msgspec names (``... - at `$.findings[3].link```), as a JSON Pointer."""
    found = _PATH.search(str(fault))
    return SourceRef(name, pointer=re.sub(r"[.\[]", "/", found[1]).replace("]", "") if found else "")


class _Unpacker:
    """Makes each table row once; findings then share the values."""

    def __init__(self, file: wire.ScanFile) -> None:
        self._file = file
        self._texts: list[Text] = []
        for row in file.texts:
            # a sentence refers to earlier ones only, so an index at or beyond its own fails as it must
            params = tuple((n, v if isinstance(v, str) else self._texts[v]) for n, v in row.params.items())
            self._texts.append(Text(row.key, params))
        self._sources = file.sources
        self._answers = [
            Answer(row.question, row.truth, tuple(self._evidence(e) for e in row.evidence)) for row in file.answers
        ]
        self._matches = [self._match(row) for row in file.matches]
        self._hops = [
            Hop(row.relation, row.node_kind, row.node, row.label, _where(row.where), self._source(row.source))
            for row in file.hops
        ]
        self._measures = [
            Listing(row.entity, row.list, row.date, self._sources[row.source], row.note) for row in file.measures
        ]

    def scan(self) -> ScanResult:
        """The whole scan."""
        file = self._file
        return ScanResult(
            versions=file.versions,
            coverage=file.coverage,
            documents=tuple(self._document(row) for row in file.documents),
            findings=tuple(self._finding(row) for row in file.findings),
            entities=file.entities,
            countries=file.countries,
            controls=file.controls,
            graph=_graph(file.graph),
            notices=tuple(self._texts[index] for index in file.notices),
        )

    def _source(self, index: int | None) -> Source | None:
        return None if index is None else self._sources[index]

    def _evidence(self, row: wire.EvidenceRow) -> Evidence:
        return Evidence(self._texts[row.text], _where(row.where), self._source(row.source))

    def _candidate(self, row: wire.CandidateRow) -> Candidate:
        return Candidate(row.entity, row.score, tuple(self._texts[index] for index in row.reasons))

    def _match(self, row: wire.MatchRow) -> Match:
        return Match(
            row.raw,
            row.decision,
            None if row.best is None else self._candidate(row.best),
            tuple(self._candidate(candidate) for candidate in row.runners_up),
            None if row.note is None else self._texts[row.note],
        )

    def _finding(self, row: wire.FindingRow) -> Finding:
        return Finding(
            id=row.id,
            outcome=row.outcome,
            items=row.items,
            title=row.title,
            link=row.link,
            answers=tuple(self._answers[index] for index in row.answers),
            parties=tuple(
                Party(party.role, _claim(party.claim, None), self._matches[party.match]) for party in row.parties
            ),
            entity=row.entity,
            suspect=row.suspect,
            cause=row.cause,
            paths=tuple(tuple(self._hops[index] for index in path) for path in row.paths),
            remarks=tuple(self._evidence(remark) for remark in row.remarks),
            measures=tuple(self._measures[index] for index in row.measures),
            open_questions=tuple(OpenQuestion(q.question, self._texts[q.text]) for q in row.open_questions),
            controls=row.controls,
            score=row.score,
            score_factors=tuple(ScoreFactor(self._texts[f.text], f.points) for f in row.score_factors),
        )

    def _document(self, row: wire.DocumentRow) -> Document:
        return Document(
            file=row.file,
            format=row.format,
            spec=row.spec,
            digest=row.digest,
            records=row.records,
            items=tuple(_item(item) for item in row.items),
            links=tuple(Link(link.source, link.target, link.kind, _ref(link.where)) for link in row.links),
            skipped=tuple(
                Skipped(_ref(s.where), self._texts[s.reason], self._texts[s.hint], s.whole_file, s.lost)
                for s in row.skipped
            ),
            notices=tuple(Notice(_ref(n.where), self._texts[n.text]) for n in row.notices),
            columns=row.columns,
            has_dependencies=row.has_dependencies,
        )


def _ref(place: wire.Place) -> SourceRef:
    return SourceRef(place.file, place.sheet, place.row, place.column, place.pointer)


def _where(place: wire.Place | None) -> SourceRef | None:
    return None if place is None else _ref(place)


def _near(row: wire.ClaimRow | wire.AttributeRow, item: SourceRef | None) -> SourceRef:
    """The whole place where the row gives one, else that column of the item's own row."""
    if row.where is not None:
        return _ref(row.where)
    if item is None:
        raise IndexError(row.column)
    return item.at(row.column)


def _claim(row: wire.ClaimRow, item: SourceRef | None) -> Claim:
    return Claim(row.kind, row.value, _near(row, item))


def _item(row: wire.ItemRow) -> Item:
    where = _ref(row.where)
    return Item(
        id=row.id,
        kind=row.kind,
        name=row.name,
        where=where,
        version=row.version,
        parent=row.parent,
        ecosystem=row.ecosystem,
        claims=tuple(_claim(claim, where) for claim in row.claims),
        attributes={name: Attribute(attr.value, _near(attr, where)) for name, attr in row.attributes.items()},
    )


def _graph(row: wire.GraphRow) -> DependencyGraph:
    """The graph; an edge that points outside the nodes is a fault of the file.

    Raises:
        IndexError: the edges do not fit the nodes or each other.
    """
    ends = max((*row.sources, *row.targets), default=-1)
    fits = len(row.sources) == len(row.targets) == len(row.kinds)
    if not fits or ends >= len(row.nodes) or max(row.kinds, default=-1) >= len(row.edge_kinds):
        raise IndexError(ends)
    return DependencyGraph(
        row.nodes, array("q", row.sources), array("q", row.targets), array("q", row.kinds), row.edge_kinds
    )
