"""Names against the bundled registry: who must be found, and who must never be."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.model import Decision, Match, Policy, ReferenceData
from scanner.resolve import Resolver

Facts = tuple[ReferenceData, Policy]


@pytest.fixture(scope="module")
def resolver(facts: Facts) -> Resolver:
    """One resolver for all cases."""
    return Resolver(*facts)


def match(resolver: Resolver, name: str) -> Match:
    """The first match of a name."""
    return resolver.names([name])[name][0]


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Hikvision", "hikvision"),
        ("HIKVISION (via Bosch installateur)", "hikvision"),
        ("Hangzhou Hikvision Digital Technology Co., Ltd.", "hikvision"),
        ("杭州海康威视数字技术股份有限公司", "hikvision"),
        ("ООО «Лаборатория Касперского»", "kaspersky"),
        ("Siemens AG", "siemens"),
        ("Huawei Technologies Netherlands B.V.", "huawei"),
        ("Leverancier: Siemens", "siemens"),
    ],
)
def test_found_for_certain(resolver: Resolver, name: str, entity: str) -> None:
    found = match(resolver, name)
    assert (found.decision, found.best and found.best.entity) == (Decision.MATCHED, entity)
    assert found.best
    assert found.best.reasons


@pytest.mark.parametrize(
    "name",
    ["Simens", "Hikvison", "Scheider Electric", "Danhua", "Great Wall", "Positive", "Hikvision camera"],
)
def test_a_likeness_is_for_a_person_to_judge(resolver: Resolver, name: str) -> None:
    assert match(resolver, name).decision is Decision.REVIEW


@pytest.mark.parametrize(
    "name",
    [
        "Dahua Scale Factory",
        "Technische Unie",
        "Foobar",
        "Van der Meer Installatietechniek",
        "Kontur Bouw",
        "ZT Elektro",
    ],
)
def test_an_innocent_name_is_never_matched(resolver: Resolver, name: str) -> None:
    assert match(resolver, name).decision is not Decision.MATCHED


@pytest.mark.parametrize("name", ["onbekend", "n.v.t.", "-", "Unknown", "N/A", "div.", "", "  ", "?", "#N/B"])
def test_a_placeholder_is_nobody(resolver: Resolver, name: str) -> None:
    found = match(resolver, name)
    assert (found.decision, found.best) == (Decision.UNKNOWN, None)


def test_each_vendor_in_a_cell_is_resolved(resolver: Resolver) -> None:
    found = resolver.names(["Siemens / Hikvision"])["Siemens / Hikvision"]
    assert [m.best.entity for m in found if m.best] == ["siemens", "hikvision"]


def test_every_own_name_of_the_registry_is_found(resolver: Resolver, facts: Facts) -> None:
    """No entity may be lost behind another: its name is matched to it, or it shares the name and goes to review."""
    names = {entity.name: entity.id for entity in facts[0].entities.values()}
    found = resolver.names(names)
    lost = [
        name
        for name, entity in names.items()
        if entity not in {c.entity for m in found[name] for c in (*([m.best] if m.best else []), *m.runners_up)}
    ]
    assert lost == []


def test_the_order_and_the_company_of_names_change_nothing(resolver: Resolver, facts: Facts) -> None:
    names = [a.name for a in facts[0].aliases[::40]] + ["Simens", "Hikvison", "Schnieder", "Rokwell Automation"]
    whole = resolver.names(names)
    shuffled = names[:]
    random.Random(1).shuffle(shuffled)
    assert resolver.names(shuffled) == whole
    assert all(resolver.names([name])[name] == whole[name] for name in names[-4:])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=5))
def test_no_text_breaks_it_or_is_matched_by_accident(names: list[str]) -> None:
    resolver = test_no_text_breaks_it_or_is_matched_by_accident.resolver  # type: ignore[attr-defined]
    for matches in resolver.names(names).values():
        for found in matches:
            assert (found.best is not None) or found.decision is Decision.UNKNOWN
            assert found.best is None or 0 < found.best.score <= 1


@pytest.fixture(autouse=True)
def _lend_resolver(resolver: Resolver) -> None:
    """Hypothesis may not take a fixture; it borrows the resolver from here."""
    test_no_text_breaks_it_or_is_matched_by_accident.resolver = resolver  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["H\u0456kvision", "\ud800Siemens", "\x00\x01\x02", "!!!", "\u202e", "a" * 1_000_000])
def test_hostile_names_get_an_answer(resolver: Resolver, name: str) -> None:
    assert match(resolver, name).decision in set(Decision)


@pytest.mark.parametrize(
    ("cell", "hidden"),
    [
        ("Siemens S7-1500 / Huawei AR1220", "huawei"),
        ("ABB ACS580 en Hikvision DS-2CD", "hikvision"),
        ("Siemens 3x, Dahua 2x", "dahua"),
        ("Cisco 9300; ZTE ZXR10", "zte"),
        ("Cisco 2960\nHuawei S5700", "huawei"),
        ("Siemens - Hikvision", "hikvision"),
        ("Cisco/Huawei/HP", "huawei"),
        ("Siemens,Hikvision", "hikvision"),
        ("Bosch (gemaakt door Dahua)", "dahua"),
        ("ABB (Hikvision OEM)", "hikvision"),
    ],
)
def test_a_second_vendor_in_a_cell_is_never_lost(resolver: Resolver, cell: str, hidden: str) -> None:
    found = {m.best.entity: m.decision for m in resolver.names([cell])[cell] if m.best}
    assert found[hidden] is Decision.MATCHED


@pytest.mark.parametrize(
    ("cell", "hidden"),
    [("HPE (H3C)", "h3c"), ("KPN (Huawei)", "huawei"), ("Siemens door Huawei", "huawei"),
     ("Onbekend (Hikvision)", "hikvision"), ("Vermoedelijk Hikvision", "hikvision"), ("Huawei omvormer", "huawei")],
)  # fmt: skip
def test_what_stands_beside_a_name_is_at_least_for_review(resolver: Resolver, cell: str, hidden: str) -> None:
    found = {m.best.entity: m.decision for m in resolver.names([cell])[cell] if m.best}
    assert found[hidden] is not Decision.UNKNOWN


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("Alcatel-Lucent Enterprise Nederland B.V.", "nokia"), ("Arm China Nederland B.V.", "arm"), ("SMA China", "sma"),
     ("Nokia Shanghai Bell (Europe)", "nokia")],
)  # fmt: skip
def test_a_daughter_in_a_risk_country_is_not_taken_for_her_mother(resolver: Resolver, name: str, wrong: str) -> None:
    sure = {m.best.entity for m in resolver.names([name])[name] if m.best and m.decision is Decision.MATCHED}
    assert wrong not in sure


def test_a_name_with_a_comma_stays_one_name(resolver: Resolver) -> None:
    assert [m.raw for m in resolver.names(["Foo Bar Co., Ltd."])["Foo Bar Co., Ltd."]] == ["Foo Bar Co., Ltd."]
    assert match(resolver, "Hangzhou Hikvision Digital Technology Co., Ltd.").decision is Decision.MATCHED
