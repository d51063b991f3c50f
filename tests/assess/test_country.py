"""The country half of the questions, on profiles made for the purpose: every branch of known and not known."""

from __future__ import annotations

import pytest

from scanner.assess.country import CountryView
from scanner.model import CountryProfile, Law, Policy, ReferenceData, Source, TenseRelation, Truth

LAW = Law("Wet", "Wet", "2017", ("7",), "general_cooperation", "alles", "no", Source("", "2017"))
OTHER = Law("Wet", "Wet", "2017", ("7",), "data_access", "iets", "yes", Source("", "2017"))
SEEN = Source("https://example.org", "2024", verified=True)
PROFILES = {
    "AA": CountryProfile(
        "AA", "A", "A", laws=(LAW, OTHER), laws_researched=True, programme=Truth.YES, programme_sources=(SEEN,)
    ),
    "BB": CountryProfile("BB", "B", "B", laws=(OTHER,), laws_researched=True),
    "CC": CountryProfile("CC", "C", "C", programme=Truth.YES, programme_from="AA"),
    "DD": CountryProfile("DD", "D", "D", programme=Truth.UNKNOWN),
}


@pytest.fixture(scope="module")
def view(facts: tuple[ReferenceData, Policy]) -> CountryView:
    """The view with one tense relation."""
    fields = {name: getattr(facts[1], name) for name in facts[1].__dataclass_fields__}
    fields["tense_relations"] = {"BB": TenseRelation("BB", Truth.UNKNOWN, "omdat")}
    return CountryView(PROFILES, Policy(**fields), "2026-11-23")


@pytest.mark.parametrize(
    ("country", "law", "programme", "tension"),
    [
        ("AA", Truth.YES, Truth.YES, Truth.NO),
        ("BB", Truth.NO, Truth.NO, Truth.UNKNOWN),
        ("CC", Truth.UNKNOWN, Truth.YES, Truth.NO),
        ("DD", Truth.UNKNOWN, Truth.UNKNOWN, Truth.NO),
        ("ZZ", Truth.UNKNOWN, Truth.UNKNOWN, Truth.NO),
        ("", Truth.UNKNOWN, Truth.UNKNOWN, Truth.NO),
    ],
)
def test_every_answer_has_its_reason(
    view: CountryView, country: str, law: Truth, programme: Truth, tension: Truth
) -> None:
    for said, expected in (
        (view.law(country), law),
        (view.programme(country), programme),
        (view.tension(country), tension),
    ):
        assert said[0] is expected
        assert said[1]


def test_an_inherited_programme_says_from_whom(view: CountryView) -> None:
    assert view.programme("CC")[1][0].text.key == "assess.programme_inherited"
    assert dict(view.programme("CC")[1][0].text.params)["other"] == "AA"


def test_a_law_and_a_naming_count_from_their_own_date_on(facts: tuple[ReferenceData, Policy]) -> None:
    before, after = (CountryView(PROFILES, facts[1], date) for date in ("2016-12-31", "2025-01-01"))
    assert (before.law("AA")[0], after.law("AA")[0]) == (Truth.NO, Truth.YES)
    assert (before.programme("AA")[0], after.programme("AA")[0]) == (Truth.UNKNOWN, Truth.YES)
