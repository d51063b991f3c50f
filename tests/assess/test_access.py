"""The access table: any yes-rule suffices, a no holds only when no yes can still fire."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from scanner.assess.access import PlaceBook
from scanner.model import AccessRule, Attribute, Item, ItemKind, Policy, ReferenceData, SourceRef, Truth

HERE = SourceRef("a.csv", row=2)
Facts = tuple[ReferenceData, Policy]


def item(**cells: str) -> Item:
    """An asset with these cells."""
    return Item("i", ItemKind.ASSET, "x", HERE, attributes={k: Attribute(v, HERE.at(k)) for k, v in cells.items() if v})


def book(facts: Facts, *rules: AccessRule, process: str = "") -> PlaceBook:
    """A place book with rules of its own."""
    policy = facts[1]
    fields = {name: getattr(policy, name) for name in policy.__dataclass_fields__}
    return PlaceBook(Policy(**{**fields, "access_rules": rules}), facts[0].processes, process)


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
    ("cells", "name", "where"),
    [
        ({"function": "plc", "purdue_level": "1"}, "x", HERE.at("function")),
        ({"function": "ding", "purdue_level": "1"}, "plc-1", HERE),
        ({"purdue_level": "1"}, "plc-1", HERE),
    ],
)
def test_evidence_points_at_what_told_the_function(
    facts: Facts, cells: dict[str, str], name: str, where: SourceRef
) -> None:
    place = PlaceBook(facts[1], facts[0].processes, "").place(replace(item(**cells), name=name))
    assert place.access is Truth.YES
    assert {evidence.where for evidence in place.access_evidence} == {where}


@pytest.mark.parametrize(
    ("when", "cells", "where"),
    [
        ({"zone_type": ("control",)}, {"zone": "Meetnet", "purdue_level": "1"}, HERE.at("purdue_level")),
        ({"purdue_level": ("4",)}, {"zone": "kantoor"}, HERE.at("zone")),
        ({"vital_process": ("yes",)}, {"process": "gemaal"}, HERE.at("process")),
        ({"vital_process": ("yes",)}, {"process": "gemaal", "tbb": "TBB-2"}, HERE.at("tbb")),
        ({"vital_process": ("no",)}, {"process": "gemaal", "vital": "nee"}, HERE.at("vital")),
    ],
)
def test_evidence_points_at_the_cell_of_a_derived_value(
    facts: Facts, when: dict[str, tuple[str, ...]], cells: dict[str, str], where: SourceRef
) -> None:
    place = book(facts, AccessRule("y", Truth.YES, when, "j", "y", ("remote",))).place(item(**cells))
    assert place.access_evidence[0].where == where


def test_a_process_of_the_whole_scan_points_at_the_row(facts: Facts) -> None:
    rule = AccessRule("y", Truth.YES, {"vital_process": ("yes",)}, "j", "y", ("remote",))
    assert book(facts, rule, process="gemaal").place(item(zone="x")).access_evidence[0].where == HERE


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
        ("Gemalen", "WA-01"),
        ("Peilbeheer polder 3", "WA-01"),
        ("Peilbeheer no. 3", "WA-01"),
        ("beheer gemalen", "WA-01"),
        ("Haven", "TR-02"),
        ("verkeerstunnel", "TR-04"),
        ("laagspanningsnet", "EN-02"),
        ("112-meldkamer", "OO-01"),
    ],
)
def test_a_vital_process_by_id_name_or_synonym(facts: Facts, text: str, process: str | None) -> None:
    found = PlaceBook(facts[1], facts[0].processes, "").vital_process(text)
    assert (found.id if found else None) == process


@pytest.mark.parametrize(
    "process",
    [
        "geen drinkwater",
        "haven (niet vitaal)",
        "lokaal 112",
        "GPS voertuigen wagenpark",
        "SMS-marketing",
        "laagspanning kantoor",
        "olie verversen",
        "VPN tunnel",
        "Effecten op milieu",
        "gemalen koffie",
        "warmte onderstation",
        "interne meldkamer",
        "Gasten-wifi internettoegang",
        "voormalig gemaal",
        "drinkwater?",
        "chemie lokaal 3",
    ],
)
def test_a_process_that_only_sounds_vital_is_left_open(facts: Facts, process: str) -> None:
    assert PlaceBook(facts[1], facts[0].processes, "").place(item(process=process)).serves is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("tbb", "expected"),
    [
        ("TBB 1", Truth.YES),
        ("tbb-2", Truth.YES),
        ("3", Truth.YES),
        ("geen TBB 1", Truth.UNKNOWN),
        ("niet TBB-2", Truth.UNKNOWN),
        ("TBB 1?", Truth.UNKNOWN),
        ("TBB", Truth.UNKNOWN),
        ("17", Truth.UNKNOWN),
    ],
)
def test_an_interest_to_be_protected(facts: Facts, tbb: str, expected: Truth) -> None:
    assert PlaceBook(facts[1], facts[0].processes, "").place(item(tbb=tbb)).serves is expected


def test_a_policy_of_words_alone_has_patterns_without_whole_cells(facts: Facts) -> None:
    process = next(p for p in facts[0].processes if p.id == "WA-01")
    bare = PlaceBook(facts[1], [replace(process, synonyms=("stuw",))], "")
    assert bare.vital_process("stuw 3") is not None
    assert bare.vital_process("") is None
