"""The shape of ``scan.json``: msgspec structs, one per JSON object; ``scan.schema.json`` is generated from them.

Sentences, sources, answers, matches, path steps and measures stand once in a table at the top level and are referred
to by their index (an integer), because a scan of 100,000 items repeats the same few hundred of them. Fields that hold
their default (empty text, empty list, no place) are left out. A reader must ignore fields that it does not know.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from scanner.model import (
    ClaimKind,
    Control,
    CountryProfile,
    Coverage,
    Decision,
    Entity,
    ItemKind,
    LinkKind,
    Node,
    Outcome,
    Question,
    Role,
    Source,
    Truth,
    Versions,
)

SCHEMA = "ketenscan.scan"
VERSION = 1

Index = Annotated[int, msgspec.Meta(ge=0, description="Index into a table at the top level.")]
Key = Annotated[str, msgspec.Meta(pattern="^[^{}]*$", description="A catalogue key: never a pattern of its own.")]


class Wire(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Base of all objects in the file."""


class Place(Wire, frozen=True):
    """Where something was read: ``row`` counts from 1, ``pointer`` is an RFC 6901 JSON Pointer or an XML path."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    pointer: str = ""


class TextRow(Wire, frozen=True):
    """A sentence: its catalogue key, its values (text, or the index of another sentence), and how it reads.

    ``text`` is in the language of the file; programs should use ``key`` and ``params``.
    """

    key: Key
    params: dict[str, str | Index] = {}
    text: str = ""


class ClaimRow(Wire, frozen=True):
    """A statement that names a party. Without ``where`` it stands in ``column`` of the item's own row."""

    kind: ClaimKind
    value: str
    column: str = ""
    where: Place | None = None


class AttributeRow(Wire, frozen=True):
    """A fact about an item. Without ``where`` it stands in ``column`` of the item's own row."""

    value: str
    column: str = ""
    where: Place | None = None


class ItemRow(Wire, frozen=True):
    """An asset or a component as the input gave it."""

    id: str
    kind: ItemKind
    name: str
    where: Place
    version: str = ""
    parent: str = ""
    ecosystem: str = ""
    claims: tuple[ClaimRow, ...] = ()
    attributes: dict[str, AttributeRow] = {}


class LinkRow(Wire, frozen=True):
    """A relation between two items; ``source`` and ``target`` are item ids."""

    source: str
    target: str
    kind: LinkKind
    where: Place


class SkippedRow(Wire, frozen=True):
    """Input that was left out; ``reason`` and ``hint`` are indices into ``texts``."""

    where: Place
    reason: Index
    hint: Index
    whole_file: bool = False
    lost: bool = True


class NoticeRow(Wire, frozen=True):
    """A remark on an input; ``text`` is an index into ``texts``."""

    where: Place
    text: Index


class DocumentRow(Wire, frozen=True):
    """One input file with all that it gave."""

    file: str
    format: str
    spec: str = ""
    digest: str = ""
    records: int = 0
    items: tuple[ItemRow, ...] = ()
    links: tuple[LinkRow, ...] = ()
    skipped: tuple[SkippedRow, ...] = ()
    notices: tuple[NoticeRow, ...] = ()
    columns: dict[str, str] = {}
    has_dependencies: bool = False


class EvidenceRow(Wire, frozen=True):
    """``text`` is an index into ``texts``, ``source`` one into ``sources``."""

    text: Index
    where: Place | None = None
    source: Index | None = None


class AnswerRow(Wire, frozen=True):
    """The answer to one question."""

    question: Question
    truth: Truth
    evidence: tuple[EvidenceRow, ...] = ()


class CandidateRow(Wire, frozen=True):
    """An entity that a name might mean; ``reasons`` are indices into ``texts``."""

    entity: str
    score: float
    reasons: tuple[Index, ...] = ()


class MatchRow(Wire, frozen=True):
    """What a name was resolved to; ``note`` is an index into ``texts``."""

    raw: str
    decision: Decision
    best: CandidateRow | None = None
    runners_up: tuple[CandidateRow, ...] = ()
    note: Index | None = None


class PartyRow(Wire, frozen=True):
    """A party behind an item; ``match`` is an index into ``matches``."""

    role: Role
    claim: ClaimRow
    match: Index


class HopRow(Wire, frozen=True):
    """A step of a path; ``source`` is an index into ``sources``."""

    relation: str
    node_kind: str
    node: str
    label: str
    where: Place | None = None
    source: Index | None = None


class MeasureRow(Wire, frozen=True):
    """A public measure against an entity; ``source`` is an index into ``sources``."""

    entity: str
    list: str
    date: str
    source: Index
    note: str = ""


class OpenQuestionRow(Wire, frozen=True):
    """A question that is still open; ``text`` is an index into ``texts``."""

    question: Question
    text: Index


class FactorRow(Wire, frozen=True):
    """An addend of the score; ``text`` is an index into ``texts``."""

    text: Index
    points: int


class FindingRow(Wire, frozen=True):
    """The result for an item or a group; ``answers``, ``measures`` and the steps of ``paths`` are indices."""

    id: str
    outcome: Outcome
    title: str
    items: tuple[str, ...]
    link: Truth
    answers: tuple[Index, ...]
    parties: tuple[PartyRow, ...] = ()
    entity: str = ""
    suspect: str = ""
    cause: str = ""
    paths: tuple[tuple[Index, ...], ...] = ()
    remarks: tuple[EvidenceRow, ...] = ()
    measures: tuple[Index, ...] = ()
    open_questions: tuple[OpenQuestionRow, ...] = ()
    controls: tuple[str, ...] = ()
    score: int = 0
    score_factors: tuple[FactorRow, ...] = ()


class GraphRow(Wire, frozen=True):
    """Edge i runs from ``nodes[sources[i]]`` to ``nodes[targets[i]]`` and is of ``edge_kinds[kinds[i]]``."""

    nodes: tuple[Node, ...] = ()
    sources: list[Index] = []
    targets: list[Index] = []
    kinds: list[Index] = []
    edge_kinds: tuple[str, ...] = ()


class Head(msgspec.Struct, frozen=True):
    """The first two fields, by which a reader knows the file."""

    schema: str
    version: int


class ScanFile(Wire, frozen=True):
    """A whole scan. ``schema`` is ``ketenscan.scan``; ``version`` goes up when an older reader would misread it."""

    schema: str
    version: int
    language: str
    versions: Versions
    coverage: Coverage
    findings: tuple[FindingRow, ...]
    texts: tuple[TextRow, ...]
    sources: tuple[Source, ...]
    answers: tuple[AnswerRow, ...]
    matches: tuple[MatchRow, ...]
    hops: tuple[HopRow, ...]
    measures: tuple[MeasureRow, ...]
    entities: dict[str, Entity]
    countries: dict[str, CountryProfile]
    controls: dict[str, Control]
    documents: tuple[DocumentRow, ...]
    graph: GraphRow
    notices: tuple[Index, ...] = ()
