"""The story in one function: ingest, resolve, graph, assess. Writing reports is up to the face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from scanner import assess as assessing
from scanner import ingest, reference
from scanner.assess import Assessment, Setting
from scanner.assess.coverage import coverage
from scanner.collector import collector_paused
from scanner.errors import InputError, UsageError
from scanner.graph.build import Owners, build
from scanner.graph.join import join_sboms
from scanner.ingest.interface import InputFile
from scanner.model import (
    ClaimKind,
    DependencyGraph,
    Document,
    Item,
    Link,
    Match,
    Notice,
    Policy,
    ReferenceData,
    ScanResult,
    Skipped,
    SourceRef,
    Versions,
    say,
)
from scanner.options import ScanOptions
from scanner.progress import Progress, Silent
from scanner.resolve import Resolver
from scanner.version import PROGRAM_VERSION

Facts = tuple[ReferenceData, Policy]


def scan(
    inputs: Sequence[Path | str | InputFile],
    options: ScanOptions,
    *,
    facts: Facts | None = None,
    progress: Progress | None = None,
) -> ScanResult:
    """Scan inventories and SBOMs (any mix; folders are searched) at one date.

    ``facts`` is what ``scanner.reference.load`` returns; the bundled reference data by default. A file that cannot be
    used is a reported failure and the rest goes on, unless ``options.strict``.

    Raises:
        UsageError: nothing to read, or a path that does not exist.
        InputError: with ``options.strict``, the first file or row that cannot be used.
        ReferenceDataError: the reference data are unusable.
    """
    with collector_paused():
        return _scan(_files(inputs), options, facts or reference.load(), progress or Silent())


def _scan(files: Sequence[InputFile], options: ScanOptions, facts: Facts, progress: Progress) -> ScanResult:
    known, policy = facts
    documents = read_all(files, options, progress)
    items = [item for document in documents for item in document.items]
    joined, notices = join_sboms(documents)
    links = [link for document in documents for link in document.links] + list(joined)
    progress.stage("stage.resolve", len(items))
    resolver = Resolver(known, policy)
    matches = resolver.claims(claim for item in items for claim in item.claims)
    placeholders = {value: resolver.is_placeholder(value) for _, value in matches}
    progress.advance(len(items))
    progress.stage("stage.assess", len(items))
    setting = Setting(known, policy, options.scan_date, options.default_process)
    assessment = assessing.assess(items, links, matches, placeholders, setting)
    progress.advance(len(items))
    progress.stage("stage.graph", len(items))
    graph = _graph(items, links, assessment, known)
    progress.advance(len(items))
    return _result(_with_notices(documents, notices), matches, assessment, graph, (known, policy, options))


def read_all(
    files: Sequence[InputFile], options: ScanOptions, progress: Progress | None = None
) -> tuple[Document, ...]:
    """Every file as a document; one that is refused becomes a document that says so.

    Raises:
        InputError: with ``options.strict``, at the first thing that cannot be read.
    """
    progress = progress or Silent()
    progress.stage("stage.ingest", len(files))
    documents = []
    for file in files:
        try:
            document = ingest.read(file, options.limits)
        except InputError as fault:
            if options.strict:
                raise
            where = fault.where or SourceRef(file.name)
            document = Document(file.name, "", skipped=(Skipped(where, fault.reason, fault.hint, whole_file=True),))
        lost = [s for s in document.skipped if s.lost]
        if options.strict and lost:
            first = lost[0]
            raise InputError(first.reason, first.hint, first.where)
        documents.append(document)
        progress.advance()
    return tuple(documents)


def _files(inputs: Sequence[Path | str | InputFile]) -> list[InputFile]:
    given = [i for i in inputs if isinstance(i, InputFile)]
    files = given + ingest.collect([Path(i) for i in inputs if not isinstance(i, InputFile)])
    if not files:
        raise UsageError(say("error.no_input"), say("hint.no_input"))
    return files


def _graph(
    items: Sequence[Item], links: Iterable[Link], assessment: Assessment, known: ReferenceData
) -> DependencyGraph:
    processes = {
        item_id: (place.process, place.process_label)
        for item_id, place in assessment.places.items()
        if place.process_label
    }
    parties = {item_id: standing.parties for item_id, standing in assessment.standings.items()}
    return build(items, links, parties, processes, Owners(known.entities, assessment.book.ownership))


def _with_notices(documents: tuple[Document, ...], notices: Sequence[Notice]) -> tuple[Document, ...]:
    if not notices:
        return documents
    extra: dict[str, tuple[Notice, ...]] = {}
    for notice in notices:
        extra[notice.where.file] = (*extra.get(notice.where.file, ()), notice)
    return tuple(replace(d, notices=(*d.notices, *extra[d.file])) if d.file in extra else d for d in documents)


def _result(
    documents: tuple[Document, ...],
    matches: Mapping[tuple[ClaimKind, str], tuple[Match, ...]],
    assessment: Assessment,
    graph: DependencyGraph,
    made_with: tuple[ReferenceData, Policy, ScanOptions],
) -> ScanResult:
    known, policy, options = made_with
    entities = {n.id for n in graph.nodes if n.kind == "entity"}
    entities |= {c.entity for ms in matches.values() for m in ms for c in m.runners_up}
    entities |= {e for f in assessment.findings for e in (f.entity, f.suspect) if e}
    countries = {known.entities[e].country for e in entities}
    controls = {c for f in assessment.findings for c in f.controls}
    return ScanResult(
        versions=Versions(PROGRAM_VERSION, policy.digest, known.digest, options.scan_date),
        coverage=coverage(documents, assessment.findings, assessment.standings),
        documents=documents,
        findings=assessment.findings,
        entities={e: known.entities[e] for e in sorted(entities)},
        countries={c: known.profiles[c] for c in sorted(countries) if c in known.profiles},
        controls={c.id: c for c in known.controls if c.id in controls},
        graph=graph,
        notices=(say("assess.reference_built", date=known.built),),
    )
