"""What the registry says of one entity at one date: the routes from it to a country, and the answers Q0 to Q2b."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from scanner.assess.country import CountryView
from scanner.assess.questions import ENTITY_RULES, Facts, Limb, Route, absent_owner
from scanner.graph.ownership import Holding, OwnershipView
from scanner.model import Answer, Entity, Listing, Ownership, Policy, ReferenceData, Truth, WhiteLabel

# More than a reader follows; scan.json's graph holds them all.
MOST_ROUTES = 3
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class EntityView:
    """What the registry says of one entity at one date; ``decisive`` the routes that settle its link."""

    entity: Entity
    routes: tuple[Route, ...]
    answers: tuple[Answer, ...]
    link: Truth
    listings: tuple[Listing, ...]
    white_labels: tuple[WhiteLabel, ...]
    decisive: tuple[Route, ...]


class EntityBook:
    """Makes an ``EntityView`` per entity, once."""

    def __init__(self, reference: ReferenceData, policy: Policy, scan_date: str) -> None:
        self.reference = reference
        self.ownership = OwnershipView(reference.ownership, scan_date, policy)
        self._policy = policy
        self._countries = CountryView(reference.profiles, policy, scan_date)
        self._listings = _by(reference.listings, "entity")
        self._white_labels = _by(reference.white_labels, "brand")
        self._views: dict[str, EntityView] = {}

    def view(self, entity_id: str) -> EntityView:
        """The view of one registry entity."""
        if entity_id not in self._views:
            self._views[entity_id] = self._make(self.reference.entities[entity_id])
        return self._views[entity_id]

    def _make(self, entity: Entity) -> EntityView:
        holdings = self.ownership.holdings(entity.id)
        routes = tuple(self._routes(entity, holdings))
        listings = self._listings.get(entity.id, ())
        facts = Facts(entity, routes, listings, self.reference.entities, self._countries, self._policy)
        answers = tuple(rule.ask(facts) for rule in ENTITY_RULES)
        link = answers[0].truth
        for route in routes:
            link = link | route.link
        if not any(r.limb is Limb.CONTROL for r in routes):
            link = link | absent_owner(entity)
        white_labels = self._white_labels.get(entity.id, ())
        return EntityView(entity, routes, answers, link, listings, white_labels, _decisive(routes))

    def _routes(self, entity: Entity, holdings: tuple[Holding, ...]) -> Iterable[Route]:
        yield self._route(Limb.SEAT, entity, (), self._countries.law(entity.country)[0])
        yield self._route(Limb.STATE, entity, (), _state(entity))
        for holding in holdings:
            holder = self.reference.entities[holding.holder]
            law = self._countries.law(holder.country)[0]
            if holding.controls:
                yield self._route(Limb.CONTROL, holder, holding.chain, law)
                yield self._route(Limb.STATE, holder, holding.chain, _state(holder))
            else:
                weak = law & self._policy.influence_counts_as
                yield replace(self._route(Limb.INFLUENCE, holder, holding.chain, weak), beside=holding.beside)

    def _route(self, limb: Limb, holder: Entity, chain: tuple[Ownership, ...], truth: Truth) -> Route:
        hostile = self._countries.programme(holder.country)[0] | self._countries.tension(holder.country)[0]
        return Route(limb, holder.id, holder.country, chain, truth, truth & hostile)


def _decisive(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    """The routes that settle the link: those that fire, else those undecided, else the seat; one to each holder."""
    for wanted in (Truth.YES, Truth.UNKNOWN):
        found = {route.holder: route for route in reversed(routes) if route.link is wanted}
        if found:
            return tuple(reversed(found.values()))[:MOST_ROUTES]
    return routes[:1]


def _state(entity: Entity) -> Truth:
    return {"yes": Truth.YES, "no": Truth.NO}.get(entity.state_owned, Truth.UNKNOWN)


def _by(rows: Iterable[_Row], field: str) -> dict[str, tuple[_Row, ...]]:
    table: dict[str, list[_Row]] = {}
    for row in rows:
        table.setdefault(getattr(row, field), []).append(row)
    return {key: tuple(held) for key, held in table.items()}
