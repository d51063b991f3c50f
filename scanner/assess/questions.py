"""The questions as rules: each a small pure function whose docstring is its documentation.

``ENTITY_RULES`` answer what hangs on a party (Q0 to Q2b), ``ITEM_RULES`` what hangs on the place of an item (S, Q3A,
Q3B). A *route* is one way in which a country may bear on an entity: its seat, a party that controls it, its being a
state enterprise, a party with influence. Q1 and Q2 must hold for the same country, so they are put together route by
route; the limbs stay visible as answers of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from scanner.assess.access import Place
from scanner.assess.attributes import controls_answer
from scanner.assess.country import CountryView, Said
from scanner.model import Answer, Entity, Evidence, Item, Listing, Ownership, Policy, Question, Source, Truth, say


class Limb(StrEnum):
    """By which limb a route reaches its country."""

    SEAT = "seat"
    CONTROL = "control"
    STATE = "state"
    INFLUENCE = "influence"


@dataclass(frozen=True, slots=True)
class Route:
    """One way from an entity to a country: through ``chain`` to ``holder`` (the entity itself for its seat).

    ``beside`` are other blocks of the same holder, where only their sum gives influence.
    """

    limb: Limb
    holder: str
    country: str
    chain: tuple[Ownership, ...]
    truth: Truth
    link: Truth
    beside: tuple[Ownership, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What the entity rules may look at."""

    entity: Entity
    routes: tuple[Route, ...]
    listings: tuple[Listing, ...]
    entities: Mapping[str, Entity]
    countries: CountryView
    policy: Policy


@dataclass(frozen=True, slots=True)
class Situation:
    """What the item rules may look at: the item itself and its place."""

    item: Item
    place: Place


_Subject = TypeVar("_Subject")


@dataclass(frozen=True, slots=True)
class Rule(Generic[_Subject]):
    """One question and the function that answers it with evidence."""

    question: Question
    check: Callable[[_Subject], Said]

    @property
    def doc(self) -> str:
        """What the rule does, for the documentation."""
        return self.check.__doc__ or ""

    def ask(self, subject: _Subject) -> Answer:
        """The answer for one subject."""
        truth, evidence = self.check(subject)
        return Answer(self.question, truth, evidence)


def own_intent(facts: Facts) -> Said:
    """Q0: yes where a listing that rests on the supplier's own acts names it (policy ``own_intent_lists``)."""
    proof = [row for row in facts.listings if row.list in facts.policy.own_intent_lists]
    if not proof:
        return Truth.NO, (Evidence(say("assess.q0_none")),)
    return Truth.YES, tuple(
        Evidence(say("assess.q0_listed", list=row.list, date=row.date or "?"), source=row.source) for row in proof
    )


def seat(facts: Facts) -> Said:
    """Q1a: yes where the law of the seat obliges private parties to cooperate (Cbb art. 18, first consideration)."""
    route, entity = facts.routes[0], facts.entity
    seated = Evidence(say("assess.seat", name=entity.name, country=entity.country or "?"), source=entity.source)
    return route.truth, (seated, *facts.countries.law(route.country)[1])


def control(facts: Facts) -> Said:
    """Q1b: yes where a party from such a country has control; influence is the weaker limb and is told apart."""
    truth = Truth.NO
    evidence: list[Evidence] = []
    for route in facts.routes:
        if route.limb in (Limb.CONTROL, Limb.INFLUENCE):
            truth = truth | route.truth
            evidence += _steps(route, facts)
            evidence += facts.countries.law(route.country)[1][:1]
    if not any(route.limb is Limb.CONTROL for route in facts.routes):
        absent = absent_owner(facts.entity)
        truth = truth | absent
        # Nobody recorded an owner: that is not the same as a source that says there is none.
        text = say(f"assess.owner_absent_{absent}", name=facts.entity.name)
        evidence.append(Evidence(text, source=Source("", facts.entity.source.date)))
    return truth, tuple(dict.fromkeys(evidence))


def absent_owner(entity: Entity) -> Truth:
    """What it means that the registry records no controlling owner: no, unless the row itself is weak.

    See ``docs/decisions/0004-no-owner-recorded.md``.
    """
    return Truth.UNKNOWN if entity.confidence == "low" else Truth.NO


def _steps(route: Route, facts: Facts) -> Iterable[Evidence]:
    """Each link of a chain by its own relation and source, then what the whole chain comes to."""
    for row in (*route.chain, *route.beside):
        key = f"assess.relation_{row.relation.replace('-', '_')}"
        names = {"child": facts.entities[row.child].name, "parent": facts.entities[row.parent].name}
        share = "" if row.percent_min is None else say("assess.share", share=f"{row.percent_min:g}")
        since = say("assess.since", date=row.valid_from) if row.valid_from else ""
        yield Evidence(say(key, **names, share=share, since=since), source=row.source)
    holder = facts.entities[route.holder]
    whole = say(f"assess.{route.limb}", parent=holder.name, country=holder.country or "?", child=facts.entity.name)
    yield Evidence(whole)


def state(facts: Facts) -> Said:
    """Q1c: yes for a state enterprise of a country for which the second consideration (Q2) is not answered no."""
    truth = Truth.NO
    evidence: list[Evidence] = []
    for route in facts.routes:
        hostile = facts.countries.programme(route.country)[0] | facts.countries.tension(route.country)[0]
        if route.limb is Limb.STATE and hostile is not Truth.NO:
            truth = truth | route.truth
            holder = facts.entities[route.holder]
            text = say(f"assess.state_{route.truth}", name=holder.name, country=holder.country or "?")
            # The source of a registry row vouches for the seat, not for who holds the shares.
            evidence.append(Evidence(text, source=Source("", holder.source.date)))
    return truth, tuple(evidence) or (Evidence(say("assess.state_not_relevant")),)


def programme(facts: Facts) -> Said:
    """Q2a: yes where Dutch services name an offensive programme of a country that a Q1 limb does not rule out."""
    return _over_countries(facts, facts.countries.programme)


def tension(facts: Facts) -> Said:
    """Q2b: what the policy file says of relations with those countries."""
    return _over_countries(facts, facts.countries.tension)


def _over_countries(facts: Facts, ask: Callable[[str], Said]) -> Said:
    truth = Truth.NO
    evidence: list[Evidence] = []
    open_routes = [route for route in facts.routes if route.truth is not Truth.NO]
    possible = {route.country for route in open_routes}
    for country in dict.fromkeys((facts.routes[0].country, *(route.country for route in open_routes))):
        said, why = ask(country)
        truth = truth | (said if country in possible else Truth.NO)
        evidence += why
    return truth, tuple(evidence)


def serves(situation: Situation) -> Said:
    """S: yes where the item serves a process of the NCTV list or an interest to be protected (TBB)."""
    return situation.place.serves, situation.place.serves_evidence


def access(situation: Situation) -> Said:
    """Q3A: by the access table of the policy file (function, zone or Purdue level, remote access, update, cloud)."""
    return situation.place.access, situation.place.access_evidence


def controls(situation: Situation) -> Said:
    """Q3B: as recorded; a no counts only with its reason."""
    return controls_answer(situation.item)


ENTITY_RULES: tuple[Rule[Facts], ...] = (
    Rule(Question.Q0, own_intent),
    Rule(Question.Q1A, seat),
    Rule(Question.Q1B, control),
    Rule(Question.Q1C, state),
    Rule(Question.Q2A, programme),
    Rule(Question.Q2B, tension),
)
ITEM_RULES: tuple[Rule[Situation], ...] = (
    Rule(Question.S, serves),
    Rule(Question.Q3A, access),
    Rule(Question.Q3B, controls),
)
