"""The tables that come with the program: they load, they are complete, and they are kept tidy."""

from __future__ import annotations

import csv
import pickle
import re

import pytest
from babel import Locale

from scanner.model import Governance, Policy, ReferenceData, Relation, Truth
from scanner.reference import default_data_dir, load, schema

DATA = default_data_dir()
# Two-letter codes of the CLDR that are no country of ISO 3166-1: islands, groups of countries, test codes.
NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"}
ISO_COUNTRIES = {code for code in Locale("en").territories if re.fullmatch("[A-Z]{2}", code)} - NO_COUNTRIES


@pytest.fixture(scope="module")
def loaded() -> tuple[ReferenceData, Policy]:
    """The shipped data, once."""
    return load()


@pytest.fixture(scope="module")
def reference(loaded: tuple[ReferenceData, Policy]) -> ReferenceData:
    """The shipped reference data."""
    return loaded[0]


@pytest.fixture(scope="module")
def policy(loaded: tuple[ReferenceData, Policy]) -> Policy:
    """The shipped policy."""
    return loaded[1]


def rows(name: str) -> list[dict[str, str]]:
    """A shipped table as the csv module reads it, without our own reader."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_fact_got_lost(reference: ReferenceData) -> None:
    assert len(reference.entities) >= 1374
    assert len(reference.aliases) >= 7190
    assert len(reference.ownership) >= 349
    assert len(reference.white_labels) >= 28
    assert len(reference.listings) >= 253
    assert len(reference.namespaces) >= 497
    assert len(reference.measures) >= 126
    assert len(reference.processes) == 28
    assert len(reference.sectors) == 42
    assert 16 <= len(reference.controls) <= 20


def test_every_iso_country_has_a_profile(reference: ReferenceData) -> None:
    assert len(ISO_COUNTRIES) == 249
    assert set(reference.profiles) >= ISO_COUNTRIES
    assert all(profile.name_nl and profile.name_en for profile in reference.profiles.values())


def test_norway_is_a_country_and_not_a_boolean(reference: ReferenceData) -> None:
    assert reference.profiles["NO"].name_nl == "Noorwegen"


def test_only_the_countries_named_in_public_have_a_programme(reference: ReferenceData) -> None:
    named = {code for code, profile in reference.profiles.items() if profile.programme is Truth.YES}
    assert named == {"CN", "RU", "IR", "KP", "HK", "MO"}


@pytest.mark.parametrize("code", ["HK", "MO"])
def test_territories_inherit_the_programme_and_show_it(reference: ReferenceData, code: str) -> None:
    profile = reference.profiles[code]
    assert profile.programme_from == "CN"
    assert profile.programme_sources == reference.profiles["CN"].programme_sources
    assert profile.laws != reference.profiles["CN"].laws


def test_taiwan_inherits_nothing(reference: ReferenceData) -> None:
    taiwan = reference.profiles["TW"]
    assert (taiwan.programme, taiwan.programme_from, taiwan.programme_sources) == (Truth.NO, "", ())


def test_allies_have_obliging_laws_too_and_no_programme(reference: ReferenceData, policy: Policy) -> None:
    """A law alone flags nobody: the data must be able to show that."""
    for code in ("IN", "SG"):
        kinds = {law.kind for law in reference.profiles[code].laws}
        assert reference.profiles[code].programme is Truth.NO
        assert kinds
    assert any(
        law.kind in policy.obliging_law_kinds and profile.programme is Truth.NO
        for profile in reference.profiles.values()
        for law in profile.laws
    )


def test_named_countries_have_an_obliging_law_on_record(reference: ReferenceData, policy: Policy) -> None:
    for code in ("CN", "RU", "IR", "KP", "HK", "MO"):
        assert any(law.kind in policy.obliging_law_kinds for law in reference.profiles[code].laws), code


def test_verified_is_never_claimed_without_a_source(reference: ReferenceData) -> None:
    facts = [*reference.entities.values(), *reference.aliases, *reference.ownership, *reference.listings]
    sources = [fact.source for fact in facts] + [law.source for p in reference.profiles.values() for law in p.laws]
    assert all(source.url for source in sources if source.verified)
    assert any(not source.verified for source in sources)


def test_a_match_by_name_alone_is_never_verified(reference: ReferenceData) -> None:
    by_name = [listing for listing in reference.listings if "name match only" in listing.note]
    assert by_name
    assert not any(listing.source.verified for listing in by_name)


def test_own_intent_lists_are_few_and_listed(reference: ReferenceData, policy: Policy) -> None:
    listed = {listing.entity for listing in reference.listings if listing.list in policy.own_intent_lists}
    assert {"integrity-tech", "i-soon", "kp-chosun-expo"} <= listed
    assert "huawei" not in listed
    assert len(listed) <= 10


def test_collections_are_not_cited_as_sources() -> None:
    """A reader must be able to look a fact up in the document that states it."""
    for table in schema.TABLES:
        if table.facts:
            for row in rows(table.file):
                assert not re.search(r"opensanctions|github:|unsourced|from memory", row["source_url"])


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.file)
def test_tables_are_tidy(table: schema.Table) -> None:
    raw = (DATA / table.file).read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    first = [row[table.columns[0].name] for row in rows(table.file)]
    assert first == sorted(first)
    for row in rows(table.file):
        assert all(cell == cell.strip() for cell in row.values())


def test_the_owner_that_a_reader_expects(reference: ReferenceData) -> None:
    """Well-known holdings, with the marks that their sources deserve."""
    held = {(row.child, row.parent): row for row in reference.ownership}
    nexperia = held["nexperia", "wingtech"]
    assert (nexperia.relation, nexperia.percent_min, nexperia.source.verified) == (Relation.OWNS, 100.0, True)
    assert held["lexmark", "ninestar"].relation is Relation.FORMERLY_OWNED
    assert held["lexmark", "ninestar"].valid_to == "2025-07-01"
    assert held["2n", "axis"].percent_min is None
    assert ("sunsynk", "deye") not in held
    assert any((label.brand, label.maker) == ("sunsynk", "deye") for label in reference.white_labels)
    assert all(row.relation in set(Relation) for row in reference.ownership)


def test_short_names_match_exactly_only(reference: ReferenceData) -> None:
    exact = {alias.name for alias in reference.aliases if alias.exact_only}
    assert "1C Company" in exact
    assert len(exact) >= 100


def test_donated_projects_are_not_their_donors(reference: ReferenceData) -> None:
    governed = {(row.ecosystem, row.pattern): row.governance for row in reference.namespaces}
    assert Governance.FOUNDATION_PROJECT in governed.values()
    assert governed["domain", "1c.ru"] is Governance.VENDOR


def bearers(reference: ReferenceData, name: str) -> set[str]:
    """The entities that bear exactly this name."""
    aliases = {a.entity for a in reference.aliases if a.name.casefold() == name.casefold()}
    return aliases | {e.id for e in reference.entities.values() if e.name.casefold() == name.casefold()}


@pytest.mark.parametrize("name", ["TP-Link", "TP Link", "TPLINK"])
def test_a_name_of_two_companies_after_a_split_belongs_to_both(reference: ReferenceData, name: str) -> None:
    assert bearers(reference, name) == {"tp-link-systems", "tp-link-cn"}


@pytest.mark.parametrize(
    ("name", "innocent", "country"),
    [
        ("PSI", "psi-software", "DE"),
        ("Navis", "kaleris", "US"),
        ("Echelon", "echelon-us", "US"),
        ("GSK", "glaxosmithkline", "GB"),
        ("TCI", "tci-de", "DE"),
        ("MTS", "mts-systems", "US"),
        ("Mercury", "mercury-systems", "US"),
        ("Solar", "solar-as", "DK"),
        ("DEC", "digital-equipment", "US"),
        ("Lotus", "ibm", "US"),
        ("Mikron", "mikron-ch", "CH"),
    ],
)
def test_an_innocent_namesake_is_known(reference: ReferenceData, name: str, innocent: str, country: str) -> None:
    assert innocent in bearers(reference, name)
    assert len(bearers(reference, name)) > 1
    assert reference.entities[innocent].country == country


def test_no_common_word_or_artefact_is_a_name(reference: ReferenceData) -> None:
    """Words that accused innocent companies, and texts that a table's extraction left behind."""
    words = {"Rainbow", "Stellar", "Druid", "Apollo", "Kratos", "Three", "Continent", "OVEN", "STEP", "xray", "MACS"}
    words |= {"Fast", "Weaver", "MCC", "SEC", "STC", "CEC", "Chinese:", "Text of image"}
    assert {word for word in words if bearers(reference, word)} == set()


def test_a_place_that_hosts_others_is_marked(reference: ReferenceData) -> None:
    hosts = {row.pattern for row in reference.namespaces if row.governance is Governance.HOSTING}
    assert {"gitee.com", "vk.com", "yandex.ru", "mail.ru", "npmmirror.com", "mirrors.aliyun.com"} <= hosts
    assert "huaweicloud.com" not in hosts


def test_control_below_half_is_claimed_with_a_reason_only(reference: ReferenceData) -> None:
    below = [
        row
        for row in reference.ownership
        if row.relation is Relation.CONTROLS and row.percent_max is not None and row.percent_max <= 50
    ]
    assert {row.child for row in below} >= {"hikvision", "kion", "ferretti"}
    assert all(row.note for row in below)


def test_the_owner_of_a_year_ago_is_not_the_owner_of_today(reference: ReferenceData) -> None:
    rows = [row for row in reference.ownership if (row.child, row.parent) == ("pirelli", "sinochem")]
    assert {(row.relation, row.valid_to) for row in rows} == {
        (Relation.CONTROLS, "2025-04-28"),
        (Relation.OWNS, ""),
    }


def test_sewage_treatment_is_no_vital_process(reference: ReferenceData) -> None:
    words = {word.casefold() for process in reference.processes for word in (process.name, *process.synonyms)}
    assert "gemaal" in words
    assert not any(re.search("rwzi|afvalwater|riool", word) for word in words)


def test_words_and_placeholders_cover_what_files_hold(reference: ReferenceData) -> None:
    russian = "\N{CYRILLIC CAPITAL LETTER O}" * 3
    assert {"B.V.", "GmbH", "Co., Ltd.", "有限公司", russian, "K.K.", "A.Ş.", "s.r.o."} <= set(reference.legal_forms)
    assert len(reference.legal_forms) == len(set(reference.legal_forms))
    assert {"nederland", "holding"} <= set(reference.corporate_words)
    assert {"technology", "systems"} <= set(reference.industry_words)
    assert not set(reference.corporate_words) & set(reference.industry_words)
    assert {"onbekend", "n.v.t.", "-", "#n/b", "noassertion", "to be filled by o.e.m."} <= set(reference.placeholders)


def test_no_name_of_an_entity_is_a_placeholder(reference: ReferenceData) -> None:
    """A vendor whose name counts as unknown would be missed for ever."""
    names = {entity.name.casefold() for entity in reference.entities.values()}
    names |= {alias.name.casefold() for alias in reference.aliases}
    assert not names & set(reference.placeholders)


def test_every_control_says_what_it_cuts(reference: ReferenceData) -> None:
    cut = {way for control in reference.controls for way in control.cuts}
    assert cut == set(schema.ACCESS)
    assert all(control.name_nl and control.name_en and control.effort for control in reference.controls)


def test_reference_travels_to_a_worker(reference: ReferenceData) -> None:
    there = pickle.loads(pickle.dumps(reference))  # noqa: S301 - our own bytes
    assert there.digest == reference.digest
    assert there.entities == reference.entities
    assert there.macs.organisation("44:19:B6:00:00:01") == reference.macs.organisation("44:19:B6:00:00:01")


def test_built_is_the_newest_source_date(reference: ReferenceData) -> None:
    dates = [row["source_date"] for table in schema.TABLES if table.facts for row in rows(table.file)]
    assert reference.built == max(date for date in dates if len(date) == 10)
