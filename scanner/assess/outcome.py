"""The outcome ladder and which questions can still move it: two pure functions over Kleene values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import product

from scanner.model import Outcome, Truth

_DECIDED = (Truth.YES, Truth.NO)


def outcome(link: Truth, serves: Truth, access: Truth, controls: Truth) -> Outcome:
    """The rung for one item.

    Exclusion candidate = link and S and Q3A and not Q3B, where link = Q0 or ((Q1a or Q1b or Q1c) and (Q2a or Q2b));
    Cyberbeveiligingsbesluit art. 18 as restated in Kamerstukken II 2025/26, 36 764, nr. 8. Whatever is unknown keeps
    an item from both ends: it is neither cleared nor a candidate.
    """
    if link is not Truth.YES:
        return Outcome.NO_INDICATION if link is Truth.NO else Outcome.UNKNOWN_ORIGIN
    sensitive = serves & access
    if sensitive is not Truth.YES:
        return Outcome.LINKED if sensitive is Truth.NO else Outcome.RAISED_RISK
    return {
        Truth.YES: Outcome.MITIGATE,
        Truth.UNKNOWN: Outcome.CANDIDATE_OPEN,
        Truth.NO: Outcome.EXCLUSION_CANDIDATE,
    }[controls]


@cache
def could_change(link: Truth, serves: Truth, access: Truth, controls: Truth) -> tuple[bool, bool, bool, bool]:
    """For each of the four: whether it is unknown and its answer can move the outcome, whatever the others become."""
    values = (link, serves, access, controls)
    return (_matters(values, 0), _matters(values, 1), _matters(values, 2), _matters(values, 3))


def _matters(values: tuple[Truth, Truth, Truth, Truth], index: int) -> bool:
    if values[index] is not Truth.UNKNOWN:
        return False
    for others in product(*(_possible(value) for i, value in enumerate(values) if i != index)):
        reached = set()
        for answer in _DECIDED:
            full = [*others[:index], answer, *others[index:]]
            reached.add(outcome(full[0], full[1], full[2], full[3]))
        if len(reached) > 1:
            return True
    return False


def _possible(value: Truth) -> Iterable[Truth]:
    return _DECIDED if value is Truth.UNKNOWN else (value,)
