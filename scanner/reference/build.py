"""Turns checked rows into the nouns of ``scanner.model``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from scanner import model
from scanner.reference import schema
from scanner.reference.cells import parts
from scanner.reference.macs import IeeeMacs
from scanner.reference.ownership import earliest
from scanner.reference.tables import Row, Rows, Table


def _source(row: Row) -> model.Source:
    """The source of a fact row; ``partial`` does not count as verified."""
    return _shared(row["source_url"], row["source_date"], row["verified"] == "yes")


@lru_cache(maxsize=16384)
def _shared(url: str, date: str, verified: bool) -> model.Source:  # noqa: FBT001 - the fields of the noun
    """One object for all rows of one source: a result that names it often stays small."""
    return model.Source(url, date, verified)


def entity(row: Row) -> model.Entity:
    """A row of ``vendor_registry.csv``."""
    return model.Entity(
        id=row["entity_id"],
        name=row["name"],
        name_native=row["name_native"],
        country=row["country"],
        category=row["category"],
        state_owned=row["state_owned"],
        confidence=row["confidence"],
        source=_source(row),
        note=row["note"],
    )


def alias(row: Row) -> model.Alias:
    """A row of ``aliases.csv``."""
    return model.Alias(row["entity_id"], row["alias"], row["kind"], row["exact_only"] == "yes", _source(row))


def ownership(row: Row) -> model.Ownership:
    """A row of ``ownership.csv``; an empty percentage is None."""
    return model.Ownership(
        child=row["child_id"],
        parent=row["parent_id"],
        relation=model.Relation(row["relation"]),
        source=_source(row),
        percent_min=float(row["percent_min"]) if row["percent_min"] else None,
        percent_max=float(row["percent_max"]) if row["percent_max"] else None,
        valid_from=row["valid_from"],
        valid_to=row["valid_to"],
        note=row["note"],
    )


def white_label(row: Row) -> model.WhiteLabel:
    """A row of ``white_labels.csv``."""
    return model.WhiteLabel(row["brand_id"], row["maker_id"], row["scope"], _source(row))


def listing(row: Row) -> model.Listing:
    """A row of ``listings.csv``."""
    return model.Listing(row["entity_id"], row["list"], row["date"], _source(row), row["note"])


def namespace(row: Row) -> model.Namespace:
    """A row of ``namespaces.csv``."""
    return model.Namespace(
        entity=row["entity_id"],
        ecosystem=row["ecosystem"],
        pattern=row["pattern"],
        governance=model.Governance(row["governance"]),
        source=_source(row),
        note=row["note"],
    )


def process(row: Row) -> model.VitalProcess:
    """A row of ``vital_processes.csv``."""
    return model.VitalProcess(
        id=row["process_id"],
        name=row["name"],
        category=row["category"],
        sector=row["sector"],
        ministry=row["ministry"],
        synonyms=parts(row["synonyms"]),
        source=_source(row),
    )


def sector(row: Row) -> model.Sector:
    """A row of ``sectors.csv``."""
    return model.Sector(
        id=row["sector_id"],
        annex=row["annex"],
        name=row["sector"],
        subsector=row["subsector"],
        ministry=row["ministry"],
        csirt=row["csirt"],
        supervisor=row["supervisor"],
        source=_source(row),
    )


def control(row: Row) -> model.Control:
    """A row of ``controls.csv``."""
    return model.Control(
        id=row["control_id"],
        name_nl=row["name_nl"],
        name_en=row["name_en"],
        protects_against=row["protects_against"],
        cuts=parts(row["cuts"]),
        effort=row["effort"],
        source=_source(row),
    )


def measure(row: Row) -> model.Measure:
    """A row of ``measures.csv``."""
    return model.Measure(
        id=row["measure_id"],
        entity=row["entity_id"],
        supplier=row["supplier"],
        countries=parts(row["country"]),
        text=row["measure"],
        jurisdiction=row["jurisdiction"],
        instrument=row["instrument"],
        date=row["date"],
        source=_source(row),
        note=row["note"],
    )


def country_measure(row: Row) -> model.Measure:
    """A row of ``country_measures.csv``; its id begins with the jurisdiction."""
    return model.Measure(
        id=row["measure_id"],
        entity="",
        supplier="",
        countries=parts(row["country"]),
        text=row["scope"],
        jurisdiction=row["measure_id"].partition("-")[0],
        instrument="",
        date=row["date"],
        source=_source(row),
        note=row["note"],
    )


def newest_date(tables: Iterable[Rows]) -> str:
    """The newest ``source_date`` of all rows as a whole ISO date; "" when no row has one.

    A year or a month stands for its first day: better too old than too new.
    """
    found = (earliest(row["source_date"]) for rows in tables for row in rows.sound if row.cells.get("source_date"))
    return max(found, default="")


def reference_data(
    tables: Mapping[str, Rows], profiles: Mapping[str, model.CountryProfile], digest: str
) -> model.ReferenceData:
    """All nouns, from tables without a problem."""

    def rows(table: Table) -> list[Row]:
        return tables[table.file].sound

    def words(*kinds: str) -> tuple[str, ...]:
        return tuple(row["word"] for row in rows(schema.GENERIC_WORDS) if row["kind"] in kinds)

    return model.ReferenceData(
        entities={row["entity_id"]: entity(row) for row in rows(schema.ENTITIES)},
        aliases=tuple(alias(row) for row in rows(schema.ALIASES)),
        ownership=tuple(ownership(row) for row in rows(schema.OWNERSHIP)),
        white_labels=tuple(white_label(row) for row in rows(schema.WHITE_LABELS)),
        listings=tuple(listing(row) for row in rows(schema.LISTINGS)),
        namespaces=tuple(namespace(row) for row in rows(schema.NAMESPACES)),
        profiles=profiles,
        processes=tuple(process(row) for row in rows(schema.PROCESSES)),
        controls=tuple(control(row) for row in rows(schema.CONTROLS)),
        legal_forms=tuple(dict.fromkeys(row["form"] for row in rows(schema.LEGAL_FORMS))),
        corporate_words=words("geographic", "corporate"),
        industry_words=words("industry"),
        placeholders=tuple(row["text"] for row in rows(schema.PLACEHOLDERS)),
        macs=IeeeMacs(),
        built=newest_date(tables.values()),
        digest=digest,
        sectors=tuple(sector(row) for row in rows(schema.SECTORS)),
        measures=tuple(measure(row) for row in rows(schema.MEASURES))
        + tuple(country_measure(row) for row in rows(schema.COUNTRY_MEASURES)),
    )
