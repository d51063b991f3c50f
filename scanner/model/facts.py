"""The reference data as nouns: entities, ownership, countries, laws, policy. Made by ``reference``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from scanner.model.base import Source, Truth


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal person or organisation of the registry. ``country`` is the ISO 3166-1 alpha-2 code of its seat."""

    id: str
    name: str
    name_native: str
    country: str
    category: str
    state_owned: str
    confidence: str
    source: Source
    note: str = ""


class Relation(StrEnum):
    """How a parent stands to a child. Only ``owns`` and ``controls`` can give control."""

    OWNS = "owns"
    CONTROLS = "controls"
    JOINT_VENTURE = "joint-venture"
    FORMERLY_OWNED = "formerly-owned"


@dataclass(frozen=True, slots=True)
class Ownership:
    """``parent`` holds ``percent_min`` to ``percent_max`` of ``child`` from ``valid_from`` up to ``valid_to``.

    Percentages are 0 to 100 or None when no source gives one. Dates are ISO, may be a year or a month only, and are
    empty where unknown.
    """

    child: str
    parent: str
    relation: Relation
    source: Source
    percent_min: float | None = None
    percent_max: float | None = None
    valid_from: str = ""
    valid_to: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A public measure against an entity (sanction, ban, listing). Context, except where it proves own intent (Q0)."""

    entity: str
    list: str
    date: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Law:
    """A law of a country that may oblige a company to cooperate; ``kind`` as in ``docs/data.md``."""

    name: str
    original_name: str
    year: str
    articles: tuple[str, ...]
    kind: str
    obliges: str
    judicial_review: str
    source: Source
    extraterritorial: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class CountryProfile:
    """What is known of a country. ``programme`` answers Q2a: a Dutch service named it in public.

    ``laws_researched`` is false where nobody looked: then the absence of a law is unknown, not no.
    """

    code: str
    name_nl: str
    name_en: str
    laws: tuple[Law, ...] = ()
    laws_researched: bool = False
    programme: Truth = Truth.NO
    programme_sources: tuple[Source, ...] = ()
    programme_from: str = ""
    programme_basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name of an entity. ``exact_only`` marks short or common names that may never match fuzzily.

    ``kind``: brand, legal, native, former, abbreviation, oui, cpe, cip, bacnet, ics-advisory, kev.
    """

    entity: str
    name: str
    kind: str
    exact_only: bool
    source: Source


@dataclass(frozen=True, slots=True)
class WhiteLabel:
    """``maker`` makes hardware that ``brand`` sells under its own name; ``scope`` says which line, where known."""

    brand: str
    maker: str
    scope: str
    source: Source


class Governance(StrEnum):
    """Who stands behind a software namespace. ``hosting``: the entity runs the place; what is kept there is others'."""

    VENDOR = "vendor"
    FORMER_VENDOR = "former-vendor"
    FOUNDATION_PROJECT = "foundation-project"
    COMMUNITY = "community"
    HOSTING = "hosting"


@dataclass(frozen=True, slots=True)
class Namespace:
    """A software namespace that points at an entity.

    ``ecosystem`` is a purl type or ``domain``; ``pattern`` is a namespace prefix, ``*`` a wildcard at its end.
    """

    entity: str
    ecosystem: str
    pattern: str
    governance: Governance
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class VitalProcess:
    """A vital process of the NCTV list. ``synonyms`` are the words by which inventories name it."""

    id: str
    name: str
    category: str
    sector: str
    ministry: str
    synonyms: tuple[str, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Sector:
    """A (sub)sector of the Cyberbeveiligingswet with its minister, CSIRT and supervisor; "" where not yet decided."""

    id: str
    annex: str
    name: str
    subsector: str
    ministry: str
    csirt: str
    supervisor: str
    source: Source


@dataclass(frozen=True, slots=True)
class Measure:
    """What a state restricted: context, never a criterion. ``entity`` may be empty; "*" means any foreign country."""

    id: str
    entity: str
    supplier: str
    countries: tuple[str, ...]
    text: str
    jurisdiction: str
    instrument: str
    date: str
    source: Source
    note: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """A lighter measure (beheersmaatregel). ``cuts`` lists the access that it takes away: remote, update, cloud,
    network, data, physical, supply. ``effort`` is low, medium or high.
    """

    id: str
    name_nl: str
    name_en: str
    protects_against: str
    cuts: tuple[str, ...]
    effort: str
    source: Source


@dataclass(frozen=True, slots=True)
class AccessRule:
    """One row of the access table (Q3A): if all conditions hold, the answer is ``answer``.

    ``when`` maps an attribute to the values that satisfy it; a missing attribute leaves the rule undecided.
    ``access`` names the way in, in the words of ``Control.cuts``.
    """

    id: str
    answer: Truth
    when: Mapping[str, tuple[str, ...]]
    why_nl: str
    why_en: str
    access: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TenseRelation:
    """The policy's answer to Q2b for a country, with its reason (the reader's own judgement, not a fact)."""

    country: str
    answer: Truth
    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """The switches of the method. Scores run from 0 to 1, percentages from 0 to 100, ages are days.

    ``own_intent_lists`` are the listings that answer Q0 (shown to intend harm); ``obliging_law_kinds`` the kinds of
    law that answer Q1a; ``control_percent`` is the share above which ownership gives control, ``influence_percent``
    the share from which influence is reported.
    """

    matched_from: float
    review_from: float
    control_percent: float
    influence_percent: float
    influence_counts_as: Truth
    own_intent_lists: tuple[str, ...]
    obliging_law_kinds: tuple[str, ...]
    tense_relations: Mapping[str, TenseRelation]
    access_rules: tuple[AccessRule, ...]
    function_words: Mapping[str, tuple[str, ...]]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class MacOrganisation:
    """The holder of a MAC prefix in the IEEE registry: ``country`` is that of the registered address."""

    prefix: str
    name: str
    country: str


class MacRegistry(Protocol):
    """Looks up who holds a MAC prefix; None where nobody does or the address is locally administered."""

    def organisation(self, mac: str) -> MacOrganisation | None:
        """The holder of the prefix of ``mac`` (``AA:BB:CC:DD:EE:FF``)."""
        ...


@dataclass(frozen=True, slots=True)
class ReferenceData:
    """Everything the core knows about the world, checked and immutable, as of ``built`` (ISO date).

    ``corporate_words`` (holding, Nederland) never identify a company; ``industry_words`` (systems, energy) hardly do.
    ``digest`` is the SHA-256 over the tables; a result names it, so that a later reader knows the facts used.
    """

    entities: Mapping[str, Entity]
    aliases: tuple[Alias, ...]
    ownership: tuple[Ownership, ...]
    white_labels: tuple[WhiteLabel, ...]
    listings: tuple[Listing, ...]
    namespaces: tuple[Namespace, ...]
    profiles: Mapping[str, CountryProfile]
    processes: tuple[VitalProcess, ...]
    controls: tuple[Control, ...]
    legal_forms: tuple[str, ...]
    corporate_words: tuple[str, ...]
    industry_words: tuple[str, ...]
    placeholders: tuple[str, ...]
    macs: MacRegistry
    built: str
    digest: str
    sectors: tuple[Sector, ...] = ()
    measures: tuple[Measure, ...] = ()
