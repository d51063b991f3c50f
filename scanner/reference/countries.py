"""Country profiles: the laws that oblige cooperation, and whether Dutch services named an offensive programme."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from scanner.model import CountryProfile, Law, Source, Truth
from scanner.reference import cells
from scanner.reference.problems import Problems
from scanner.reference.schema import PROFILES_FILE
from scanner.reference.yaml_file import Mapping, Reader, read_yaml

# general_cooperation is what the first consideration of the Dutch framework speaks of (Kamerstukken II 2025/26, 36 764,
# nr. 8). The policy chooses which kinds count; docs/data.md says what each kind means.
LAW_KINDS = (
    "general_cooperation",
    "targeted_interception",
    "technical_assistance",
    "data_access",
    "vulnerability_reporting",
    "mobilisation",
    "technical_control",
    "governance",
    "state_ownership",
    "regulatory_access",
    "defensive",
    "offence_framework",
    "state_collection",
)
_PROFILE_KEYS = ("name_nl", "name_en", "laws_researched", "programme")
_LAW_KEYS = ("name", "kind", "obliges", "source_url", "verified")
_LAW_OPTIONAL = ("original_name", "year", "articles", "extraterritorial", "judicial_review", "source_date")
_NOTES = ("verified_note", "note")


def read_profiles(folder: Path, problems: Problems) -> dict[str, CountryProfile]:
    """All profiles by ISO 3166-1 alpha-2 code, with the programme of a state passed on to its territories.

    A territory that inherits (``programme.inherits_from``) gets the answer and the sources of that state, and names it
    in ``programme_from``, so that the inheritance can be shown.
    """
    found = read_yaml(folder / PROFILES_FILE, problems)
    if found is None:
        return {}
    profiles = {}
    for code, value in found.items():
        # YAML 1.1 takes the bare code of Norway for the boolean false.
        code = "NO" if code == "no" else code  # noqa: PLW2901
        outer = Reader(found, PROFILES_FILE, problems)
        if cells.country(code):
            outer.add(code, "bad_country", value=code, column=code)
        elif not isinstance(value, Mapping):
            outer.add(code, "not_a_mapping")
        else:
            profiles[code] = _profile(code, Reader(value, PROFILES_FILE, problems))
    return _inherit(profiles, found, problems)


def _profile(code: str, reader: Reader) -> CountryProfile:
    """One profile from its mapping."""
    reader.expect(_PROFILE_KEYS, ("laws", "context", "notes"))
    programme = reader.reader("programme")
    programme.expect(("named", "basis"), ("inherits_from", "sources"))
    named = programme.flag("named")
    sources = tuple(_claim(claim) for claim in programme.readers("sources"))
    if named and not sources:
        programme.add("sources", "programme_without_source")
    laws = tuple(_law(law) for law in reader.readers("laws"))
    researched = reader.flag("laws_researched")
    if laws and not researched:
        reader.add("laws_researched", "laws_not_researched")
    return CountryProfile(
        code=code,
        name_nl=reader.text("name_nl"),
        name_en=reader.text("name_en"),
        laws=laws,
        laws_researched=researched,
        programme=Truth.YES if named else Truth.NO,
        programme_sources=sources,
        programme_from=programme.text("inherits_from"),
        programme_basis=programme.text("basis"),
        note=reader.text("notes"),
    )


def _claim(reader: Reader) -> Source:
    """A source in which the programme was named."""
    reader.expect(("claim", "url", "verified"), ("date", *_NOTES))
    return _source(reader, "url", "date")


def _source(reader: Reader, url_key: str, date_key: str) -> Source:
    """The source of a mapping; a verified one without a place to look it up is a problem."""
    url, date, verified = reader.text(url_key), reader.text(date_key), reader.flag("verified")
    if fault := cells.source(url):
        reader.add(url_key, fault, value=url, column=url_key)
    if fault := cells.date(date):
        reader.add(date_key, fault, value=date, column=date_key)
    if verified and not url:
        reader.add(url_key, "verified_without_source")
    return Source(url, date, verified)


def _law(reader: Reader) -> Law:
    """One law."""
    reader.expect(_LAW_KEYS, _LAW_OPTIONAL + _NOTES)
    kind = reader.text("kind")
    if kind not in LAW_KINDS:
        reader.add("kind", "not_allowed", value=kind, column="kind", allowed=", ".join(LAW_KINDS))
    return Law(
        name=reader.text("name"),
        original_name=reader.text("original_name"),
        year=reader.text("year"),
        articles=reader.texts("articles"),
        kind=kind,
        obliges=reader.text("obliges"),
        judicial_review=reader.text("judicial_review"),
        source=_source(reader, "source_url", "source_date"),
        extraterritorial=reader.flag("extraterritorial"),
        note=reader.text("note"),
    )


def _inherit(profiles: dict[str, CountryProfile], found: Mapping, problems: Problems) -> dict[str, CountryProfile]:
    """Pass a named state's programme on to the territories that inherit from it, one step only."""
    passed = dict(profiles)
    for code, profile in profiles.items():
        origin = profile.programme_from
        if not origin:
            continue
        parent = profiles.get(origin)
        if parent is None or parent.programme_from:
            Reader(found[code], PROFILES_FILE, problems).add("inherits_from", "bad_inheritance", value=origin)
            continue
        passed[code] = replace(
            profile,
            programme=profile.programme | parent.programme,
            programme_sources=profile.programme_sources + parent.programme_sources,
        )
    return passed
