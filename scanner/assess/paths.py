"""The path of a finding, hop by hop: process, asset, component, party, organisation, owners, country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scanner.assess.entities import EntityView
from scanner.assess.questions import Limb, Route
from scanner.model import Entity, Hop, Item, Party, Relation


def path(
    process: tuple[str, str],
    chain: Sequence[Item],
    party: Party | None,
    view: EntityView | None,
    route: Route | None,
    entities: Mapping[str, Entity],
) -> tuple[Hop, ...]:
    """From the process served (id and label, empty where unknown) to the country of the route.

    ``chain`` runs from the asset down to the item. The path stops where knowledge stops.
    """
    hops = [Hop("", "process", process[0], process[1])] if process[1] else []
    for i, item in enumerate(chain):
        relation = "supported-by" if not i else "contains"
        kind = "asset" if not i else "component"
        hops.append(Hop(relation if hops else "", kind, item.id, item.name, item.where))
    if party is not None:
        hops.append(Hop("made-by", "party", party.claim.value, party.match.raw, party.claim.where))
    if view is not None:
        entity = view.entity
        hops.append(Hop("identified-as", "entity", entity.id, entity.name, source=entity.source))
        hops += _up(route, entities) if route else []
    return tuple(hops)


def _up(route: Route, entities: Mapping[str, Entity]) -> list[Hop]:
    hops = []
    for row in route.chain:
        relation = "influenced-by" if route.limb is Limb.INFLUENCE else "controlled-by"
        if relation == "controlled-by" and row.relation is Relation.OWNS:
            relation = "owned-by"
        hops.append(Hop(relation, "entity", row.parent, entities[row.parent].name, source=row.source))
    if route.country:
        hops.append(Hop("seated-in", "country", route.country, route.country, source=entities[route.holder].source))
    return hops
