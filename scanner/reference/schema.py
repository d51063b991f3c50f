"""The tables of ``data/``: their files, columns and keys. ``data/datapackage.json`` says the same to other programs."""

from __future__ import annotations

from scanner.model import Governance, Relation
from scanner.reference.cells import country, date, filled, identifier, list_of, one_of, percent
from scanner.reference.tables import Column, Table

YES_NO = one_of(("yes", "no"))
ALIAS_KINDS = (
    "brand",
    "legal",
    "native",
    "former",
    "abbreviation",
    "oui",
    "cpe",
    "cip",
    "bacnet",
    "ics-advisory",
    "kev",
)
# The purl types (package-url specification) that the table uses, and two that a user's own rows are likely to.
ECOSYSTEMS = (
    "cargo",
    "composer",
    "domain",
    "gem",
    "github",
    "golang",
    "maven",
    "npm",
    "nuget",
    "pypi",
)
ACCESS = ("remote", "update", "cloud", "network", "data", "physical", "supply")
WORD_KINDS = ("geographic", "corporate", "industry")


def _free(*names: str) -> tuple[Column, ...]:
    """Columns in which anything may stand."""
    return tuple(Column(name) for name in names)


ENTITIES = Table(
    "vendor_registry.csv",
    (
        Column("entity_id", identifier),
        Column("name", filled),
        Column("name_native"),
        Column("country", country),
        Column("category", identifier),
        Column("state_owned", one_of(("yes", "partial", "no", "unknown"))),
        Column("note"),
    ),
    key=("entity_id",),
)
ALIASES = Table(
    "aliases.csv",
    (
        Column("entity_id", identifier),
        Column("alias", filled),
        Column("kind", one_of(ALIAS_KINDS)),
        Column("exact_only", YES_NO),
        Column("note"),
    ),
    key=("entity_id", "alias", "kind"),
)
OWNERSHIP = Table(
    "ownership.csv",
    (
        Column("child_id", identifier),
        Column("parent_id", identifier),
        Column("relation", one_of(Relation)),
        Column("percent_min", percent),
        Column("percent_max", percent),
        Column("valid_from", date),
        Column("valid_to", date),
        Column("note"),
    ),
    key=("child_id", "parent_id", "relation", "valid_from"),
)
WHITE_LABELS = Table(
    "white_labels.csv",
    (Column("brand_id", identifier), Column("maker_id", identifier), Column("scope", filled), Column("note")),
    key=("brand_id", "maker_id", "scope"),
)
LISTINGS = Table(
    "listings.csv",
    (Column("entity_id", identifier), Column("list", filled), Column("date", date), Column("note")),
    key=("entity_id", "list", "date"),
)
NAMESPACES = Table(
    "namespaces.csv",
    (
        Column("entity_id", identifier),
        Column("ecosystem", one_of(ECOSYSTEMS)),
        Column("pattern", filled),
        Column("governance", one_of(Governance)),
        Column("note"),
    ),
    key=("ecosystem", "pattern"),
)
MEASURES = Table(
    "measures.csv",
    (
        Column("measure_id", filled),
        Column("supplier", filled),
        *_free("entity_id", "country"),
        Column("measure", filled),
        Column("jurisdiction", filled),
        Column("instrument"),
        Column("date", date),
        Column("note"),
    ),
    key=("measure_id",),
)
COUNTRY_MEASURES = Table(
    "country_measures.csv",
    (
        Column("measure_id", filled),
        Column("country", filled),
        Column("date", date),
        Column("scope", filled),
        Column("note"),
    ),
    key=("measure_id",),
)
PROCESSES = Table(
    "vital_processes.csv",
    (
        Column("process_id", filled),
        Column("name", filled),
        Column("category", one_of(("A", "B", ""))),
        Column("sector", filled),
        Column("ministry", filled),
        Column("synonyms"),
        Column("note"),
    ),
    key=("process_id",),
)
SECTORS = Table(
    "sectors.csv",
    (
        Column("sector_id", identifier),
        Column("annex", one_of(("1", "2"))),
        Column("sector", filled),
        *_free("subsector", "ministry", "csirt", "supervisor", "note"),
    ),
    key=("sector_id",),
)
CONTROLS = Table(
    "controls.csv",
    (
        Column("control_id", identifier),
        Column("name_nl", filled),
        Column("name_en", filled),
        Column("protects_against", filled),
        Column("cuts", list_of(ACCESS)),
        Column("effort", one_of(("low", "medium", "high"))),
        Column("note"),
    ),
    key=("control_id",),
)
LEGAL_FORMS = Table(
    "legal_forms.csv",
    (Column("form", filled), Column("country", country), Column("long_form", filled)),
    key=("form", "country"),
    facts=False,
)
GENERIC_WORDS = Table(
    "generic_words.csv", (Column("word", filled), Column("kind", one_of(WORD_KINDS))), key=("word",), facts=False
)
PLACEHOLDERS = Table("placeholders.csv", (Column("text", filled),), key=("text",), facts=False)

TABLES = (
    ENTITIES,
    ALIASES,
    OWNERSHIP,
    WHITE_LABELS,
    LISTINGS,
    NAMESPACES,
    MEASURES,
    COUNTRY_MEASURES,
    PROCESSES,
    SECTORS,
    CONTROLS,
    LEGAL_FORMS,
    GENERIC_WORDS,
    PLACEHOLDERS,
)
PROFILES_FILE = "country_profiles.yaml"
POLICY_FILE = "policy.yaml"
