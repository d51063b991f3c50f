"""The access table: any yes-rule suffices, a no holds only when no yes can still fire."""

from __future__ import annotations

from itertools import product

import pytest

from scanner.assess.access import PlaceBook
from scanner.model import AccessRule, Attribute, Item, ItemKind, Policy, ReferenceData, SourceRef, Truth

HERE = SourceRef("a.csv", row=2)
Facts = tuple[ReferenceData, Policy]


def item(**cells: str) -> Item:
    """An asset with these cells."""
    return Item("i", ItemKind.ASSET, "x", HERE, attributes={k: Attribute(v, HERE.at(k)) for k, v in cells.items() if v})


def book(facts: Facts, *rules: AccessRule) -> PlaceBook:
    """A place book with rules of its own."""
    policy = facts[1]
    fields = {name: getattr(policy, name) for name in policy.__dataclass_fields__}
    return PlaceBook(Policy(**{**fields, "access_rules": rules}), facts[0].processes, "")


YES_RULE = AccessRule("y", Truth.YES, {"remote_access": ("yes",), "internet": ("yes",)}, "j", "y", ("remote",))
NO_RULE = AccessRule("n", Truth.NO, {"cloud": ("no",)}, "n", "n")


@pytest.mark.parametrize(("remote", "internet", "cloud"), list(product(["ja", "nee", ""], repeat=3)))
def test_every_combination_against_the_definition(facts: Facts, remote: str, internet: str, cloud: str) -> None:
    def worlds(cell: str) -> list[bool]:
        return {"ja": [True], "nee": [False], "": [True, False]}[cell]

    yes_possible = {r and i for r, i in product(worlds(remote), worlds(internet))}
    expected = Truth.UNKNOWN
    if yes_possible == {True}:
        expected = Truth.YES
    elif yes_possible == {False} and cloud == "nee":
        expected = Truth.NO
    place = book(facts, YES_RULE, NO_RULE).place(item(remote_access=remote, internet=internet, cloud=cloud))
    assert place.access is expected
    assert place.access_evidence
    assert place.ways_in == (("remote",) if expected is Truth.YES else ())
    if expected is Truth.UNKNOWN:
        assert set(place.missing) <= {"remote_access", "internet", "cloud"}


def test_an_answer_points_at_the_cell_that_gave_it(facts: Facts) -> None:
    place = book(facts, YES_RULE).place(item(remote_access="ja", internet="ja"))
    assert place.access_evidence[0].where == HERE.at("remote_access")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"function": "PLC", "purdue_level": "1"}, Truth.YES),
        ({"function": "firewall", "zone": "DMZ"}, Truth.YES),
        ({"function": "omvormer", "cloud": "ja"}, Truth.YES),
        ({"function": "antivirus"}, Truth.YES),
        (
            {"function": "printer", "zone": "kantoor", "internet": "nee", "remote_access": "nee", "cloud": "nee"},
            Truth.NO,
        ),
        (
            {"function": "camera", "zone": "kantoor", "internet": "nee", "remote_access": "nee", "cloud": "nee"},
            Truth.NO,
        ),
        ({"function": "camera"}, Truth.UNKNOWN),
        ({}, Truth.UNKNOWN),
    ],
)
def test_the_bundled_table_on_plain_cases(facts: Facts, cells: dict[str, str], expected: Truth) -> None:
    place = PlaceBook(facts[1], facts[0].processes, "").place(item(**cells))
    assert place.access is expected, place.access_evidence


@pytest.mark.parametrize(
    ("text", "process"),
    [
        ("gemaal", "WA-01"),
        ("WA-01", "WA-01"),
        ("Drinkwatervoorziening", "DW-01"),
        ("rioolwaterzuivering", None),
        ("kantoor", None),
    ],
)
def test_a_vital_process_by_id_name_or_synonym(facts: Facts, text: str, process: str | None) -> None:
    found = PlaceBook(facts[1], facts[0].processes, "").vital_process(text)
    assert (found.id if found else None) == process
