"""The access table of the shipped policy (Q3A) answers as the design asks."""

from __future__ import annotations

import pytest

from scanner.model import Policy, Truth
from scanner.reference import load


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The shipped policy."""
    return load()[1]


def test_access_rules_cover_every_way_in(policy: Policy) -> None:
    rules = {rule.id: rule for rule in policy.access_rules}
    assert rules["process-control"].answer is Truth.YES
    assert rules["camera-in-office"].answer is Truth.NO
    assert {way for rule in rules.values() for way in rule.access} >= {"remote", "update", "cloud", "network", "data"}
    assert all(rule.why_nl and rule.why_en for rule in rules.values())
    first_no = [rule.answer for rule in policy.access_rules].index(Truth.NO)
    assert all(rule.answer is Truth.NO for rule in policy.access_rules[first_no:])


def test_words_of_many_meanings_name_no_function(policy: Policy) -> None:
    """An unknown function is asked for; a wrong one accuses or acquits."""
    words = {word for known in policy.function_words.values() for word in known}
    assert not words & {"network", "netwerk", "monitor", "scanner", "storage", "opslag", "bus", "auto", "directory"}
    assert "controller" not in policy.function_words["controller"]
    assert {"plc", "rtu", "onderpost"} <= set(policy.function_words["controller"])


def fires(rule_when: dict[str, tuple[str, ...]], known: dict[str, str]) -> Truth:
    """Whether a rule's conditions hold for what is known of a device; Kleene conjunction."""
    result = Truth.YES
    for attribute, values in rule_when.items():
        if attribute not in known:
            result = result & Truth.UNKNOWN
        else:
            result = result & (Truth.YES if known[attribute] in values else Truth.NO)
    return result


def q3a(policy: Policy, **known: str) -> Truth:
    """The answer of the table as docs/data.md defines it."""
    yes = [fires(dict(rule.when), known) for rule in policy.access_rules if rule.answer is Truth.YES]
    if Truth.YES in yes:
        return Truth.YES
    noes = [fires(dict(rule.when), known) for rule in policy.access_rules if rule.answer is Truth.NO]
    return Truth.NO if Truth.YES in noes and Truth.UNKNOWN not in yes else Truth.UNKNOWN


CASES = [
    ({"function": "controller", "purdue_level": "1"}, Truth.YES),
    ({"function": "hmi", "zone_type": "control"}, Truth.YES),
    ({"function": "controller", "vital_process": "yes"}, Truth.YES),
    ({"function": "device_controller", "zone_type": "control"}, Truth.YES),
    ({"function": "device_controller", "vital_process": "yes"}, Truth.UNKNOWN),
    ({"function": "network", "purdue_level": "3.5"}, Truth.YES),
    ({"function": "security", "zone_type": "dmz"}, Truth.YES),
    ({"function": "server", "remote_access": "yes"}, Truth.YES),
    ({"function": "inverter", "cloud": "yes"}, Truth.YES),
    ({"function": "charger", "cloud": "yes", "zone_type": "external"}, Truth.YES),
    ({"function": "antivirus"}, Truth.YES),
    ({"function": "directory", "zone_type": "office"}, Truth.YES),
    (
        {"function": "camera", "zone_type": "office", "remote_access": "no", "internet": "no", "cloud": "no"},
        Truth.NO,
    ),
    ({"function": "printer", "zone_type": "office", "internet": "no"}, Truth.NO),
    ({"function": "camera", "zone_type": "office"}, Truth.UNKNOWN),
    ({"function": "camera", "zone_type": "office", "remote_access": "no", "internet": "no"}, Truth.UNKNOWN),
    ({"function": "printer"}, Truth.UNKNOWN),
    ({"function": "controller"}, Truth.UNKNOWN),
    ({}, Truth.UNKNOWN),
]


@pytest.mark.parametrize(("known", "expected"), CASES)
def test_access_table_answers_as_the_design_asks(policy: Policy, known: dict[str, str], expected: Truth) -> None:
    assert q3a(policy, **known) is expected
