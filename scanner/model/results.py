"""What was concluded: matches, answers, findings, the graph, the whole scan."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from scanner.model.base import Source, SourceRef, Text, Truth
from scanner.model.facts import Control, CountryProfile, Entity, Listing
from scanner.model.inputs import Claim, Document


class Decision(StrEnum):
    """What the matcher makes of a name: three outcomes that are never merged."""

    MATCHED = "matched"
    REVIEW = "review"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that a name might mean, with a score from 0 to 1 and the reasons for it."""

    entity: str
    score: float
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """What one claim's value was resolved to. ``best`` is None when nothing came near; ``runners_up`` best first."""

    raw: str
    decision: Decision
    best: Candidate | None = None
    runners_up: tuple[Candidate, ...] = ()
    note: Text | None = None


class Question(StrEnum):
    """The questions of the Dutch framework (Cyberbeveiligingsbesluit art. 18; see ``docs/method.md``)."""

    S = "S"
    Q0 = "Q0"
    Q1A = "Q1a"
    Q1B = "Q1b"
    Q1C = "Q1c"
    Q2A = "Q2a"
    Q2B = "Q2b"
    Q3A = "Q3A"
    Q3B = "Q3B"


class Outcome(StrEnum):
    """The outcome ladder, mildest first. The tool says candidate, never excluded."""

    NO_INDICATION = "no_indication"
    NO_SUPPLIER = "no_supplier"
    UNKNOWN_ORIGIN = "unknown_origin"
    LINKED = "linked"
    RAISED_RISK = "raised_risk"
    MITIGATE = "mitigate"
    CANDIDATE_OPEN = "candidate_open"
    EXCLUSION_CANDIDATE = "exclusion_candidate"

    @property
    def rank(self) -> int:
        """Place on the ladder, 0 for the mildest."""
        return list(Outcome).index(self)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why an answer is what it is: a sentence, with the cell it was read from or the source of the fact, or both."""

    text: Text
    where: SourceRef | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question for one subject, with everything it rests on."""

    question: Question
    truth: Truth
    evidence: tuple[Evidence, ...] = ()


class Role(StrEnum):
    """What a party does for an item. Brand and maker are different parties; a reseller is neither."""

    MAKER = "maker"
    BRAND = "brand"
    DISTRIBUTOR = "distributor"
    PUBLISHER = "publisher"
    MAINTAINER = "maintainer"
    PROVIDER = "provider"
    NETWORK_INTERFACE = "network-interface"


@dataclass(frozen=True, slots=True)
class Party:
    """A party behind an item as the input names it, and whom the registry takes it for."""

    role: Role
    claim: Claim
    match: Match


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of the path from a process to a country: the kind and id of the node it leads to, and why.

    ``relation`` is an edge kind of ``scanner.graph``; ``label`` is what a reader sees.
    """

    relation: str
    node_kind: str
    node: str
    label: str
    where: SourceRef | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question whose answer could still change the outcome, with what would settle it."""

    question: Question
    text: Text


@dataclass(frozen=True, slots=True)
class ScoreFactor:
    """One addend of the score that orders findings inside one level."""

    text: Text
    points: int


@dataclass(frozen=True, slots=True)
class Finding:
    """The result for one item, or for a group of like components of one asset.

    ``items`` holds the ids it speaks of: one, or all members of a group. ``answers`` holds every question once, in
    the order of ``Question``. ``entity`` is the maker that is certain (empty where none is), ``suspect`` the one that a
    doubt points at, ``cause`` why the link is or is not settled. There is a path for each limb that fired, and for a
    suspicion one of its own. ``link`` is Q0 or ((Q1a or Q1b or Q1c) and (Q2a or Q2b)).
    """

    id: str
    outcome: Outcome
    items: tuple[str, ...]
    title: str
    link: Truth
    answers: tuple[Answer, ...]
    parties: tuple[Party, ...] = ()
    entity: str = ""
    suspect: str = ""
    cause: str = ""
    paths: tuple[tuple[Hop, ...], ...] = ()
    remarks: tuple[Evidence, ...] = ()
    measures: tuple[Listing, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    controls: tuple[str, ...] = ()
    score: int = 0
    score_factors: tuple[ScoreFactor, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known and what is not; every report opens with it. All counts."""

    files: int
    files_refused: int
    records: int
    items: int
    skipped: int
    assets: int
    components: int
    maker_matched: int
    maker_review: int
    maker_unknown: int
    process_known: int
    access_known: int
    facts_unverified: int


@dataclass(frozen=True, slots=True)
class Versions:
    """What the result was made with. Same input and same versions give the same bytes."""

    program: str
    policy: str
    reference: str
    scan_date: str


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the dependency graph. ``kind``: process, asset, component, party, entity, country."""

    kind: str
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class DependencyGraph:
    """Nodes and typed edges; an edge points from what depends to what it depends on.

    ``sources[i]`` and ``targets[i]`` are indices into ``nodes``; ``kinds[i]`` is an index into ``edge_kinds``.
    """

    nodes: tuple[Node, ...]
    sources: array[int]
    targets: array[int]
    kinds: array[int]
    edge_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScanResult:
    """A whole scan: one value, written as ``scan.json``, read by every later command.

    ``entities``, ``countries`` and ``controls`` hold only what the findings refer to.
    """

    versions: Versions
    coverage: Coverage
    documents: tuple[Document, ...]
    findings: tuple[Finding, ...]
    entities: Mapping[str, Entity]
    countries: Mapping[str, CountryProfile]
    controls: Mapping[str, Control]
    graph: DependencyGraph
    notices: tuple[Text, ...] = ()
