"""What the ownership table may not say: more than the whole of a company, or a company that owns itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter

from scanner.model import Relation
from scanner.reference.problems import Problems
from scanner.reference.tables import Row

_HOLDING = frozenset({Relation.OWNS, Relation.CONTROLS, Relation.JOINT_VENTURE})
_WHOLE = 100.0
# Shares are published with one or two decimals; their sum may miss 100 by that much.
_ROUNDING = 0.1
_MAJORITY = 50.0


def check_ownership(rows: Iterable[Row], problems: Problems) -> None:
    """Note shares and dates the wrong way round, overlapping shares over 100 %, and circles of majority ownership."""
    rows = [row for row in rows if _is_in_order(row, problems)]
    _check_sums(rows, problems)
    _check_circles(rows, problems)


def _is_in_order(row: Row, problems: Problems) -> bool:
    """Whether the lower bounds of a row are not above its upper ones."""
    low, high = row["percent_min"], row["percent_max"]
    if low and high and float(low) > float(high):
        problems.add(row.at("percent_min"), "min_over_max", low=low, high=high)
        return False
    begin, end = row["valid_from"], row["valid_to"]
    if begin and end and earliest(begin) > latest(end):
        problems.add(row.at("valid_from"), "from_after_to", begin=begin, end=end)
        return False
    if row["child_id"] == row["parent_id"]:
        problems.add(row.at("parent_id"), "owns_itself", entity=row["child_id"])
        return False
    return True


def earliest(date: str) -> str:
    """The first day of a year, month or day; the beginning of time when it is not given."""
    return (date + "-01-01"[len(date) - 4 :])[:10] if date else "0000-00-00"


def latest(date: str) -> str:
    """A day that no day of the year or month comes after; the end of time when it is not given."""
    return (date + "-99-99"[len(date) - 4 :])[:10] if date else "9999-99-99"


def _check_sums(rows: Iterable[Row], problems: Problems) -> None:
    """Note children of which more than the whole is held on one day.

    Only what is certain counts: the lower bound of each share, from the last day on which a holding can have begun to
    the first on which it can have ended. A sum can only rise on a day when a holding begins, so those days suffice.
    """
    shares: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["relation"] in _HOLDING and row["percent_min"]:
            shares[row["child_id"]].append(row)
    for child, held in shares.items():
        for row in held:
            day = latest(row["valid_from"]) if row["valid_from"] else earliest("")
            on_day = [other for other in held if _holds_on(other, day)]
            total = sum(float(other["percent_min"]) for other in on_day)
            if total > _WHOLE + _ROUNDING:
                problems.add(row.at("percent_min"), "over_hundred", entity=child, total=f"{total:g}")
                break


def _holds_on(row: Row, day: str) -> bool:
    """Whether a holding certainly runs on ``day``; ``valid_to`` is the first day on which it no longer does."""
    begin = latest(row["valid_from"]) if row["valid_from"] else earliest("")
    end = earliest(row["valid_to"]) if row["valid_to"] else latest("")
    return begin <= day < end


def _check_circles(rows: Iterable[Row], problems: Problems) -> None:
    """Note every circle of companies that each own the next one for more than half, today.

    Cross-holdings of small shares exist and are no fault; a circle of majorities cannot exist.
    """
    owners: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        small = bool(row["percent_max"]) and float(row["percent_max"]) <= _MAJORITY
        if row["relation"] == Relation.OWNS and not row["valid_to"] and not small:
            owners[row["child_id"]][row["parent_id"]] = row
    while True:
        try:
            TopologicalSorter({child: list(parents) for child, parents in owners.items()}).prepare()
        except CycleError as fault:
            circle: list[str] = fault.args[1]
            # graphlib lists each node before the one that depends on it: parent first, child second.
            row = owners[circle[1]].pop(circle[0])
            problems.add(row.at("parent_id"), "owner_circle", path=" > ".join(circle))
        else:
            return
