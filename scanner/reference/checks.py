"""Checks over more than one row: ids that lead nowhere, names of two entities, words that mean two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from scanner.reference import schema
from scanner.reference.cells import parts
from scanner.reference.ownership import check_ownership
from scanner.reference.problems import Problems
from scanner.reference.tables import Row, Rows, Table

Tables = Mapping[str, Rows]

# Which columns name an entity of the registry; an empty cell names none.
_REFERENCES: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (schema.ALIASES, ("entity_id",)),
    (schema.OWNERSHIP, ("child_id", "parent_id")),
    (schema.WHITE_LABELS, ("brand_id", "maker_id")),
    (schema.LISTINGS, ("entity_id",)),
    (schema.NAMESPACES, ("entity_id",)),
    (schema.MEASURES, ("entity_id",)),
)
_COUNTRY_COLUMNS = (schema.ENTITIES, schema.MEASURES, schema.COUNTRY_MEASURES)
_ANY_COUNTRY = "*"


def check_tables(tables: Tables, countries: Collection[str], problems: Problems) -> None:
    """Note every fault between the rows of the tables. ``countries`` are the codes that have a profile."""
    _check_references(tables, problems)
    if countries:
        _check_countries(tables, countries, problems)
    _check_aliases(tables[schema.ALIASES.file].sound, tables[schema.ENTITIES.file].sound, problems)
    check_ownership(tables[schema.OWNERSHIP.file].sound, problems)
    _check_patterns(tables[schema.NAMESPACES.file].sound, problems)
    _check_synonyms(tables[schema.PROCESSES.file].sound, problems)


def folded(name: str) -> str:
    """A name as it is compared: without case and with single blanks."""
    return " ".join(name.casefold().split())


def _check_references(tables: Tables, problems: Problems) -> None:
    """Note ids that the registry does not know. A registry that could not be read at all would make all of them so."""
    known = tables[schema.ENTITIES.file].ids()
    if not known:
        return
    for table, columns in _REFERENCES:
        for row in tables[table.file].sound:
            for column in columns:
                if row[column] and row[column] not in known:
                    problems.add(row.at(column), "unknown_entity", entity=row[column], column=column)


def _check_countries(tables: Tables, countries: Collection[str], problems: Problems) -> None:
    """Note country codes without a profile."""
    for table in _COUNTRY_COLUMNS:
        for row in tables[table.file].sound:
            for code in parts(row["country"]):
                if code != _ANY_COUNTRY and code not in countries:
                    problems.add(row.at("country"), "unknown_country", value=code)


def _check_aliases(aliases: list[Row], entities: list[Row], problems: Problems) -> None:
    """Note names that two entities bear without a note that says so (``shared-with:<entity>`` on the alias)."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in entities:
        bearers[folded(row["name"])].add(row["entity_id"])
        if row["name_native"]:
            bearers[folded(row["name_native"])].add(row["entity_id"])
    for row in aliases:
        bearers[folded(row["alias"])].add(row["entity_id"])
    for row in aliases:
        others = bearers[folded(row["alias"])] - {row["entity_id"]}
        told = {part.removeprefix("shared-with:") for part in parts(row["note"]) if part.startswith("shared-with:")}
        for other in sorted(others - told):
            problems.add(row.at("alias"), "shared_alias", alias=row["alias"], other=other)


def _check_patterns(namespaces: list[Row], problems: Problems) -> None:
    """Note a wildcard that does not stand at the end of its pattern."""
    for row in namespaces:
        if "*" in row["pattern"][:-1]:
            problems.add(row.at("pattern"), "bad_pattern", value=row["pattern"])


def _check_synonyms(processes: list[Row], problems: Problems) -> None:
    """Note words that stand for two vital processes; a word may be the name or the id of its own process only."""
    owners: dict[str, str] = {}
    for row in processes:
        for word in {folded(text) for text in (row["process_id"], row["name"], *parts(row["synonyms"]))}:
            owner = owners.setdefault(word, row["process_id"])
            if owner != row["process_id"]:
                problems.add(row.at("synonyms"), "shared_synonym", word=word, other=owner)
