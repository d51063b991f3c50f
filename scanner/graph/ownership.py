"""Who controls an entity at a date: the ownership rows followed upwards.

Control passes along a chain of majorities, as in the beneficial-ownership and OFAC 50 % practice; below it there is
only influence. A joint venture gives control to nobody by itself.

Small blocks that lead to one holder add up: where companies that it controls hold 20 % each, together they give it
influence although none does alone. Only the lowest shares that the sources allow are added, one row for each company,
and their sum never gives control: that needs the cross-holdings solved as a system of equations, which this does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from scanner.model import Ownership, Policy, Relation

_FIRST, _LAST = "-01-01", "-12-31"
_YEAR, _MONTH = 4, 7


@dataclass(frozen=True, slots=True)
class Holding:
    """``holder`` stands above an entity through ``chain``, nearest row first.

    ``controls`` is false where the chain holds a link below control: then it is influence. ``beside`` are the other
    blocks in the same company that the holder has through others, where only their sum gives influence.
    """

    holder: str
    chain: tuple[Ownership, ...]
    controls: bool
    beside: tuple[Ownership, ...] = ()


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
        self._above: dict[str, dict[str, tuple[Ownership, ...]]] = {}
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
        if row.percent_min is not None:
            return row.percent_min > self._policy.control_percent
        if row.percent_max is not None and row.percent_max <= self._policy.control_percent:
            return False
        return row.relation is not Relation.JOINT_VENTURE

    def _gives_influence(self, row: Ownership) -> bool:
        """Whether one row alone gives its parent influence or more. A row of control does, however small its share."""
        if self.gives_control(row):
            return True
        return row.percent_max is None or row.percent_max >= self._policy.influence_percent

    def _controllers(self, entity: str) -> dict[str, tuple[Ownership, ...]]:
        """Everybody who controls ``entity``, itself included, with the rows from it up to them."""
        if entity not in self._above:
            paths: dict[str, tuple[Ownership, ...]] = {entity: ()}
            front = [entity]
            for below in front:
                for row in self._parents.get(below, ()):
                    if row.parent not in paths and self.gives_control(row):
                        paths[row.parent] = (*paths[below], row)
                        front.append(row.parent)
            self._above[entity] = paths
        return self._above[entity]

    def _by_sum(self, below: Holding) -> Iterator[Holding]:
        """Holders whose blocks in ``below.holder`` are too small one by one and reach influence together."""
        blocks: dict[str, Ownership] = {}
        for row in self._parents.get(below.holder, ()):
            known = blocks.get(row.parent)
            if not self._gives_influence(row) and (known is None or _surely(row) > _surely(known)):
                blocks[row.parent] = row
        held: dict[str, list[Ownership]] = {}
        for parent, row in blocks.items():
            for holder in self._controllers(parent):
                held.setdefault(holder, []).append(row)
        for holder, rows in held.items():
            if holder != below.holder and round(sum(map(_surely, rows)), 6) >= self._policy.influence_percent:
                largest, *others = sorted(rows, key=lambda row: (-_surely(row), row.parent))
                chain = (*below.chain, largest, *self._controllers(largest.parent)[holder])
                yield Holding(holder, chain, controls=False, beside=tuple(others))

    def _one_up(self, below: Holding) -> Iterator[Holding]:
        for row in self._parents.get(below.holder, ()):
            if self._gives_influence(row):
                controls = below.controls and self.gives_control(row)
                yield Holding(row.parent, (*below.chain, row), controls, below.beside)
        yield from self._by_sum(below)

    def holdings(self, entity: str) -> tuple[Holding, ...]:
        """Everybody above ``entity``, nearest first, each once and by control where any chain gives it."""
        found: dict[str, Holding] = {}
        front = [Holding(entity, (), controls=True)]
        seen: set[tuple[str, bool]] = {(entity, True)}
        while front:
            following: list[Holding] = []
            for holding in (up for below in front for up in self._one_up(below)):
                holder, controls = holding.holder, holding.controls
                if (holder, controls) in seen:
                    continue
                seen.add((holder, controls))
                if holder != entity and (holder not in found or controls > found[holder].controls):
                    found[holder] = holding
                following.append(holding)
            front = following
        return tuple(found.values())


def _surely(row: Ownership) -> float:
    """The lowest share that the sources allow, 0 where none gives one."""
    return row.percent_min or 0.0
