"""Who controls an entity at a date: the ownership rows followed upwards.

Control passes along a chain of majorities, as in the beneficial-ownership and OFAC 50 % practice; below it there is
only influence. A joint venture gives control to nobody by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.model import Ownership, Policy, Relation

_FIRST, _LAST = "-01-01", "-12-31"
_YEAR, _MONTH = 4, 7


@dataclass(frozen=True, slots=True)
class Holding:
    """``holder`` stands above an entity through ``chain``, nearest row first.

    ``controls`` is false where the chain holds a link below control: then it is influence.
    """

    holder: str
    chain: tuple[Ownership, ...]
    controls: bool


def earliest(date: str) -> str:
    """The first day that a partial ISO date (``2018``, ``2018-05``) can mean."""
    if len(date) == _YEAR:
        return date + _FIRST
    return f"{date}-01" if len(date) == _MONTH else date


def latest(date: str) -> str:
    """The last day that a partial ISO date can mean (day 31 sorts after every real day of its month)."""
    if len(date) == _YEAR:
        return date + _LAST
    return f"{date}-31" if len(date) == _MONTH else date


def valid_at(row: Ownership, date: str) -> bool:
    """Whether the row held on ``date`` (ISO). A former ownership without an end date is over."""
    if row.relation is Relation.FORMERLY_OWNED and not row.valid_to:
        return False
    started = not row.valid_from or earliest(row.valid_from) <= date
    return started and (not row.valid_to or date <= latest(row.valid_to))


class OwnershipView:
    """The ownership rows as they stood on one date."""

    def __init__(self, rows: Iterable[Ownership], date: str, policy: Policy) -> None:
        self._policy = policy
        self._parents: dict[str, list[Ownership]] = {}
        for row in rows:
            if valid_at(row, date):
                self._parents.setdefault(row.child, []).append(row)

    @property
    def parents(self) -> Mapping[str, list[Ownership]]:
        """Rows by child."""
        return self._parents

    def gives_control(self, row: Ownership) -> bool:
        """Whether one row alone gives its parent control of its child."""
        if row.relation is Relation.CONTROLS:
            return True
        if row.percent_min is None:
            return row.relation is not Relation.JOINT_VENTURE
        return row.percent_min > self._policy.control_percent

    def _gives_influence(self, row: Ownership) -> bool:
        return row.percent_max is None or row.percent_max >= self._policy.influence_percent

    def holdings(self, entity: str) -> tuple[Holding, ...]:
        """Everybody above ``entity``, nearest first, each once and by control where any chain gives it."""
        found: dict[str, Holding] = {}
        front = [Holding(entity, (), controls=True)]
        seen: set[tuple[str, bool]] = {(entity, True)}
        while front:
            following: list[Holding] = []
            for below in front:
                for row in self._parents.get(below.holder, ()):
                    controls = below.controls and self.gives_control(row)
                    if (row.parent, controls) in seen or not (controls or self._gives_influence(row)):
                        continue
                    seen.add((row.parent, controls))
                    holding = Holding(row.parent, (*below.chain, row), controls)
                    if row.parent != entity and (row.parent not in found or controls > found[row.parent].controls):
                        found[row.parent] = holding
                    following.append(holding)
            front = following
        return tuple(found.values())
