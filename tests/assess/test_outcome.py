"""The ladder against the formula of the framework, over every combination of answers."""

from __future__ import annotations

from itertools import product

import pytest

from scanner.assess.outcome import could_change, outcome
from scanner.model import Outcome, Truth

ALL = list(product(Truth, repeat=4))
DECIDED = [Truth.YES, Truth.NO]


@pytest.mark.parametrize(("link", "serves", "access", "controls"), ALL)
def test_exclusion_candidate_is_exactly_the_formula(link: Truth, serves: Truth, access: Truth, controls: Truth) -> None:
    formula = link & serves & access & ~controls
    assert (outcome(link, serves, access, controls) is Outcome.EXCLUSION_CANDIDATE) is (formula is Truth.YES)


@pytest.mark.parametrize(("link", "serves", "access", "controls"), ALL)
def test_unknown_is_never_clean(link: Truth, serves: Truth, access: Truth, controls: Truth) -> None:
    reached = outcome(link, serves, access, controls)
    assert (reached is Outcome.NO_INDICATION) is (link is Truth.NO)
    assert (reached is Outcome.UNKNOWN_ORIGIN) is (link is Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("serves", "access", "controls", "expected"),
    [
        (Truth.NO, Truth.YES, Truth.NO, Outcome.LINKED),
        (Truth.UNKNOWN, Truth.NO, Truth.NO, Outcome.LINKED),
        (Truth.UNKNOWN, Truth.YES, Truth.NO, Outcome.RAISED_RISK),
        (Truth.UNKNOWN, Truth.UNKNOWN, Truth.NO, Outcome.RAISED_RISK),
        (Truth.YES, Truth.YES, Truth.YES, Outcome.MITIGATE),
        (Truth.YES, Truth.YES, Truth.UNKNOWN, Outcome.CANDIDATE_OPEN),
        (Truth.YES, Truth.YES, Truth.NO, Outcome.EXCLUSION_CANDIDATE),
    ],
)
def test_the_ladder_of_a_linked_item(serves: Truth, access: Truth, controls: Truth, expected: Outcome) -> None:
    assert outcome(Truth.YES, serves, access, controls) is expected


@pytest.mark.parametrize("values", ALL)
def test_a_question_is_asked_exactly_when_some_future_depends_on_it(values: tuple[Truth, ...]) -> None:
    """The oracle: fill in every unknown in every way; ask if two fillings that differ only here differ in outcome."""
    fillings = list(product(*(DECIDED if v is Truth.UNKNOWN else [v] for v in values)))
    for i, asked in enumerate(could_change(*values)):
        pairs = [
            (a, b)
            for a in fillings
            for b in fillings
            if all((x == y) is (j != i) for j, (x, y) in enumerate(zip(a, b, strict=True)))
        ]
        assert asked is any(outcome(*a) is not outcome(*b) for a, b in pairs)


def test_the_rungs_stand_in_the_order_of_the_method() -> None:
    assert [o.rank for o in Outcome] == list(range(8))
    assert Outcome.NO_INDICATION.rank < Outcome.UNKNOWN_ORIGIN.rank < Outcome.EXCLUSION_CANDIDATE.rank
