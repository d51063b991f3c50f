"""The parties behind one item, what each counts for, and whether together they give a link with a risk country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scanner.assess.doubts import Cause, Doubt, doubts_of
from scanner.assess.entities import EntityBook, EntityView
from scanner.model import Claim, ClaimKind, Decision, Evidence, Item, ItemKind, Match, Party, Role, Truth

Matches = Mapping[tuple[ClaimKind, str], tuple[Match, ...]]

_ROLES = {
    ClaimKind.MANUFACTURER: Role.MAKER,
    ClaimKind.BRAND: Role.BRAND,
    ClaimKind.PROVIDER: Role.PROVIDER,
    ClaimKind.MAINTAINER: Role.MAINTAINER,
    ClaimKind.MAC: Role.NETWORK_INTERFACE,
}
# Who is named as maker in so many words. Weaker witnesses decide only where none of these does.
_STRONG = frozenset(
    {
        ClaimKind.MANUFACTURER,
        ClaimKind.BRAND,
        ClaimKind.SUPPLIER,
        ClaimKind.PUBLISHER,
        ClaimKind.PROVIDER,
        ClaimKind.PURL,
    }
)
_NAMES_SOMEBODY = _STRONG - {ClaimKind.PURL}
# A reseller or a maintenance firm from a risk country is a link; one from elsewhere says nothing of the maker.
_YES_ONLY = frozenset({Role.DISTRIBUTOR, Role.MAINTAINER})


# Who supplies hardware is often not who made it; who supplies software usually stands for it.
_HARDWARE = frozenset({ItemKind.ASSET, ItemKind.DEVICE, ItemKind.FIRMWARE})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the parties of one item come to: the maker that is certain and the one that is suspected, where any."""

    parties: tuple[Party, ...]
    link: Truth
    entity: str
    suspect: str
    cause: Cause
    remarks: tuple[Evidence, ...]


def parties_of(item: Item, matches: Matches, placeholder: Mapping[str, bool]) -> tuple[Party, ...]:
    """Every party that the item's claims name, strongest claim first; placeholders name nobody."""
    order = list(ClaimKind)
    claims = sorted(item.claims, key=lambda c: order.index(c.kind))
    return tuple(
        Party(_role(claim, item), claim, match)
        for claim in claims
        if not placeholder.get(claim.value, False)
        for match in matches.get((claim.kind, claim.value), ())
    )


def _role(claim: Claim, item: Item) -> Role:
    if claim.kind is ClaimKind.SUPPLIER:
        return Role.DISTRIBUTOR if item.kind in _HARDWARE else Role.PUBLISHER
    return _ROLES.get(claim.kind, Role.PUBLISHER)


def stand(parties: Sequence[Party], book: EntityBook, functions: tuple[str, ...]) -> Standing:
    """Weigh the parties of one item.

    A yes needs one confirmed party. A no needs a confirmed maker and nobody named beside it who is not confirmed.
    Everything else is unknown, with its cause. Names that bear each other out count as one. A MAC address or a
    white-label hint alone never gives a yes or a no.
    """
    addresses = {
        p.match.best.entity
        for p in parties
        if p.role is Role.NETWORK_INTERFACE and p.match.best and p.match.decision is Decision.MATCHED
    }
    matched = [(p, book.view(p.match.best.entity)) for p in parties if p.match.best and _confirmed(p, addresses)]
    deciders = _deciders(matched)
    doubts = list(doubts_of(parties, deciders, matched, book, functions))
    link, entity, suspect, cause = _settle(parties, deciders, doubts)
    remarks = {evidence.text: evidence for _, evidence, _ in reversed(doubts)}  # the same said of two cells: once
    return Standing(tuple(parties), link, entity, suspect, cause, tuple(reversed(remarks.values())))


def _settle(
    parties: Sequence[Party], deciders: Sequence[tuple[Party, EntityView]], doubts: Sequence[Doubt]
) -> tuple[Truth, str, str, Cause]:
    """Link, certain maker, suspected one, and the cause."""
    for _, view in deciders:
        if view.link is Truth.YES:
            return Truth.YES, view.entity.id, "", Cause.SETTLED
    makers = [view for party, view in deciders if party.role not in _YES_ONLY]
    certain = makers[0].entity.id if makers else ""
    if doubts:
        cause, _, suspect = doubts[0]
        return Truth.UNKNOWN, certain, suspect, cause
    if not makers:
        return Truth.UNKNOWN, "", "", _why_nobody(parties)
    for view in makers:
        if view.link is Truth.UNKNOWN:
            return Truth.UNKNOWN, view.entity.id, "", Cause.OWNER_UNKNOWN
    return Truth.NO, certain, "", Cause.SETTLED


def _confirmed(party: Party, addresses: set[str]) -> bool:
    """Whether a party's name is certain: by itself, or uncertain but borne out by the item's MAC address."""
    if party.role is Role.NETWORK_INTERFACE or party.match.best is None:
        return False
    if party.match.decision is Decision.MATCHED:
        return True
    return party.match.decision is Decision.REVIEW and party.match.best.entity in addresses


def _deciders(matched: Sequence[tuple[Party, EntityView]]) -> list[tuple[Party, EntityView]]:
    """The confirmed parties that count: strong witnesses, or the first weak one where there is no strong one."""
    strong = [(p, v) for p, v in matched if p.claim.kind in _STRONG or p.role is Role.MAINTAINER]
    if any(p.role not in _YES_ONLY for p, _ in strong):
        return strong
    weak = [(p, v) for p, v in matched if (p, v) not in strong]
    return strong + weak[:1]


def _why_nobody(parties: Sequence[Party]) -> Cause:
    """Why nobody decides: a community stands behind it, a name is not in the registry, or no name is given."""
    if any(p.match.note and p.match.note.key == "resolve.governance_community" for p in parties):
        return Cause.COMMUNITY
    if any(p.claim.kind in _NAMES_SOMEBODY and p.role not in _YES_ONLY for p in parties):
        return Cause.NOT_IN_REGISTRY
    return Cause.NO_ORGANISATION if any(p.claim.kind is ClaimKind.PURL for p in parties) else Cause.NOBODY_NAMED
