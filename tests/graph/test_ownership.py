"""Who stands above an entity at a date: chains, cycles, joint ventures, dates, and networkx as the oracle."""

from __future__ import annotations

import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.graph.ownership import Holding, OwnershipView, earliest, latest, valid_at
from scanner.model import Ownership, Policy, ReferenceData, Relation, Source

NOWHERE = Source("")
DATE = "2020-06-15"


def row(
    child: str, parent: str, share: float | None = None, relation: Relation = Relation.OWNS, **dates: str
) -> Ownership:
    """One ownership row."""
    return Ownership(child, parent, relation, NOWHERE, share, share, **dates)


@pytest.fixture(scope="module")
def policy(facts: tuple[ReferenceData, Policy]) -> Policy:
    """The bundled policy: control above 50 %, influence from 25 %."""
    return facts[1]


def above(policy: Policy, *rows: Ownership, entity: str = "a", date: str = DATE) -> dict[str, bool]:
    """Everybody above an entity, with whether they control it."""
    return {h.holder: h.controls for h in OwnershipView(rows, date, policy).holdings(entity)}


def test_control_passes_along_majorities(policy: Policy) -> None:
    assert above(policy, row("a", "b", 60), row("b", "c", 100)) == {"b": True, "c": True}


def test_below_a_majority_there_is_influence_only(policy: Policy) -> None:
    assert above(policy, row("a", "b", 50), row("b", "c", 100)) == {"b": False, "c": False}
    assert above(policy, row("a", "b", 24.9)) == {}


def test_control_by_another_chain_wins_over_influence(policy: Policy) -> None:
    rows = [row("a", "top", 30), row("a", "mid", 70), row("mid", "top", 100)]
    assert above(policy, *rows)["top"] is True


def test_a_joint_venture_controls_by_a_majority_only(policy: Policy) -> None:
    assert above(policy, row("a", "b", None, Relation.JOINT_VENTURE)) == {"b": False}
    assert above(policy, row("a", "b", 51, Relation.JOINT_VENTURE)) == {"b": True}


def test_control_without_shares_is_control(policy: Policy) -> None:
    assert above(policy, row("a", "b", 0, Relation.CONTROLS)) == {"b": True}


def test_a_small_share_does_not_weaken_control_above_influence(policy: Policy) -> None:
    rows = [row("a", "b", 30), row("b", "c", 10, Relation.CONTROLS)]
    assert above(policy, *rows) == {"b": False, "c": False}


@pytest.mark.parametrize(("highest", "expected"), [(10, {}), (40, {"b": False}), (50, {"b": False}), (51, {"b": True})])
def test_a_highest_share_alone_bounds_what_is_claimed(
    policy: Policy, highest: float, expected: dict[str, bool]
) -> None:
    assert above(policy, Ownership("a", "b", Relation.OWNS, NOWHERE, None, highest)) == expected


def blocks(policy: Policy, *shares: float, entity: str = "a") -> dict[str, Holding]:
    """Blocks in ``a``, each held by a company of its own that ``top`` owns."""
    rows = [row("a", f"b{i}", share) for i, share in enumerate(shares)]
    rows += [row(f"b{i}", "top", 100) for i in range(len(shares))]
    rows.append(row("c", "a", 100))
    return {h.holder: h for h in OwnershipView(rows, DATE, policy).holdings(entity)}


def test_blocks_that_lead_to_one_holder_add_up(policy: Policy) -> None:
    found = blocks(policy, 20, 20, 20)
    assert set(found) == {"top"}
    assert not found["top"].controls, "a sum never gives control here"
    assert [r.parent for r in found["top"].chain] == ["b0", "top"]
    assert [r.parent for r in found["top"].beside] == ["b1", "b2"]
    assert set(blocks(policy, 20, 20, entity="c")) == {"a", "top"}
    assert blocks(policy, 12, 12) == {}
    assert set(blocks(policy, 8.3, 8.3, 8.4)) == {"top"}, "25 as a float sum"


def test_a_block_counts_once_and_by_what_is_sure(policy: Policy) -> None:
    twice = [row("a", "b", 20), row("a", "b", 20, Relation.JOINT_VENTURE), row("b", "top", 100)]
    assert above(policy, *twice) == {}
    unsure = [Ownership("a", x, Relation.OWNS, NOWHERE, None, 20) for x in "bc"]
    assert above(policy, *unsure, row("b", "top", 100), row("c", "top", 100)) == {}


def test_blocks_under_influence_only_do_not_add_up(policy: Policy) -> None:
    rows = [row("a", "b", 20), row("a", "c", 20), row("b", "top", 30), row("c", "top", 100)]
    assert above(policy, *rows) == {}


def test_a_cycle_ends(policy: Policy) -> None:
    assert above(policy, row("a", "b"), row("b", "c"), row("c", "a")) == {"b": True, "c": True}


@pytest.mark.parametrize(
    ("date", "owned"), [("2019-12-31", False), ("2020-01-01", True), ("2021-12-31", True), ("2022-01-01", False)]
)
def test_a_row_holds_from_its_first_to_its_last_day(policy: Policy, date: str, owned: bool) -> None:
    held = row("a", "b", valid_from="2020", valid_to="2021")
    assert bool(above(policy, held, date=date)) is owned


def test_a_former_owner_without_an_end_date_is_over() -> None:
    assert not valid_at(row("a", "b", relation=Relation.FORMERLY_OWNED), DATE)
    assert valid_at(row("a", "b", relation=Relation.FORMERLY_OWNED, valid_to="2021-02"), DATE)


def test_partial_dates_span_their_whole_period() -> None:
    assert (earliest("2020"), latest("2020")) == ("2020-01-01", "2020-12-31")
    assert (earliest("2020-02"), latest("2020-02")) == ("2020-02-01", "2020-02-31")
    assert (earliest("2020-02-03"), latest("2020-02-03")) == ("2020-02-03", "2020-02-03")


NAME_LIST = "abcdef"
NAMES = st.sampled_from(NAME_LIST)
SHARES = st.sampled_from([13.0, 20.0, 30.0, 50.0, 51.0, 100.0])


@given(st.lists(st.tuples(NAMES, NAMES, SHARES), max_size=16, unique_by=lambda edge: edge[:2]))
def test_control_is_reachability_over_majorities(edges: list[tuple[str, str, float]]) -> None:
    policy = test_control_is_reachability_over_majorities.policy  # type: ignore[attr-defined]
    rows = [row(child, parent, share) for child, parent, share in edges]
    majority: nx.DiGraph[str] = nx.DiGraph([(c, p) for c, p, share in edges if share > 50])
    influence: nx.DiGraph[str] = nx.DiGraph([(c, p) for c, p, share in edges if share >= 25])
    majority.add_nodes_from(NAME_LIST)
    influence.add_nodes_from(NAME_LIST)
    for child, holder in itertools.permutations(NAME_LIST, 2):
        through = nx.ancestors(majority, holder) | {holder}
        small = {parent: share for c, parent, share in edges if c == child and share < 25 and parent in through}
        if sum(small.values()) >= 25:
            influence.add_edge(child, holder)
    found = above(policy, *rows)
    assert {name for name, controls in found.items() if controls} == nx.descendants(majority, "a")
    assert set(found) == nx.descendants(influence, "a")


@pytest.fixture(autouse=True)
def _lend_policy(policy: Policy) -> None:
    """Hypothesis may not take a fixture; it borrows the policy from here."""
    test_control_is_reachability_over_majorities.policy = policy  # type: ignore[attr-defined]
