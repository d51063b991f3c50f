"""The parties behind one item, what each counts for, and whether together they give a link with a risk country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from scanner.assess.entities import EntityBook, EntityView
from scanner.model import Claim, ClaimKind, Decision, Evidence, Item, ItemKind, Match, Party, Role, Truth, say

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
_NAMED_MAKER = frozenset({ClaimKind.MANUFACTURER, ClaimKind.BRAND, ClaimKind.PROVIDER})
_NAMES_SOMEBODY = _STRONG - {ClaimKind.PURL}
# A reseller or a maintenance firm from a risk country is a link; one from elsewhere says nothing of the maker.
_YES_ONLY = frozenset({Role.DISTRIBUTOR, Role.MAINTAINER})
# A white-label hint holds for a kind of product, never for a whole brand.
_PRODUCT_OF = {
    "video": "camera",
    "pv-inverter": "inverter",
    "battery": "battery",
    "network": "network",
    "drone": "vehicle",
}


class Cause(StrEnum):
    """Why a link is not settled, or what settles it; chooses the question to ask."""

    SETTLED = "settled"
    NOBODY_NAMED = "nobody-named"
    NO_ORGANISATION = "no-organisation"
    NOT_IN_REGISTRY = "not-in-registry"
    REVIEW = "review"
    OWNER_UNKNOWN = "owner-unknown"
    MAC_DIFFERS = "mac-differs"
    WHITE_LABEL = "white-label"
    CONTRADICTION = "contradiction"
    COMMUNITY = "community"


@dataclass(frozen=True, slots=True)
class Standing:
    """What the parties of one item come to. ``entity`` is the one that decides, empty where none does."""

    parties: tuple[Party, ...]
    link: Truth
    entity: str
    cause: Cause
    remarks: tuple[Evidence, ...]


_Doubt = tuple[Cause, Evidence, str]


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
        return Role.DISTRIBUTOR if item.kind is ItemKind.ASSET else Role.PUBLISHER
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
    doubts = list(_doubts(parties, deciders, matched, book, functions))
    link, entity, cause = _settle(parties, deciders, doubts)
    return Standing(tuple(parties), link, entity, cause, tuple(evidence for _, evidence, _ in doubts))


def _settle(
    parties: Sequence[Party], deciders: Sequence[tuple[Party, EntityView]], doubts: Sequence[_Doubt]
) -> tuple[Truth, str, Cause]:
    for _, view in deciders:
        if view.link is Truth.YES:
            return Truth.YES, view.entity.id, Cause.SETTLED
    if doubts:
        cause, _, entity = doubts[0]
        return Truth.UNKNOWN, entity, cause
    makers = [view for party, view in deciders if party.role not in _YES_ONLY]
    if not makers:
        return Truth.UNKNOWN, "", _why_nobody(parties)
    for view in makers:
        if view.link is Truth.UNKNOWN:
            return Truth.UNKNOWN, view.entity.id, Cause.OWNER_UNKNOWN
    return Truth.NO, makers[0].entity.id, Cause.SETTLED


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


def _doubts(
    parties: Sequence[Party],
    deciders: Sequence[tuple[Party, EntityView]],
    matched: Sequence[tuple[Party, EntityView]],
    book: EntityBook,
    functions: tuple[str, ...],
) -> Iterable[_Doubt]:
    """Everything that keeps a no from being said, worst suspicion first."""
    known = {view.entity.id for _, view in deciders}
    for party, view in matched:
        if view.entity.id not in known and view.link is Truth.YES:
            text = say("assess.contradiction", name=view.entity.name, claim=party.claim.value)
            yield Cause.CONTRADICTION, Evidence(text, party.claim.where), view.entity.id
    sure = {id(party) for party, _ in matched}
    names = [_words(party.match.raw) for party, _ in deciders]
    for party in parties:
        if id(party) in sure or party.role is Role.NETWORK_INTERFACE:
            continue
        if party.match.decision is Decision.REVIEW and party.match.best:
            view = book.view(party.match.best.entity)
            if _borne_out(party.match, known, book):
                continue
            if view.link is not Truth.NO or party.claim.kind in _NAMED_MAKER or not deciders:
                text = say("assess.review", raw=party.match.raw, name=view.entity.name, country=view.entity.country)
                yield Cause.REVIEW, Evidence(text, party.claim.where), view.entity.id
    for party in parties:
        unknown = party.claim.kind in _NAMED_MAKER and party.match.decision is Decision.UNKNOWN
        if unknown and not any(_words(party.match.raw) <= name for name in names):
            text = say("assess.not_in_registry", raw=party.match.raw)
            yield Cause.NOT_IN_REGISTRY, Evidence(text, party.claim.where), ""
    yield from _mac_doubts(parties, known, book)
    yield from _white_label_doubts(deciders, book, functions)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _borne_out(match: Match, known: set[str], book: EntityBook) -> bool:
    """Whether an uncertain name points at a party that another name of the item already settles, or at its group."""
    pointed = {c.entity for c in (match.best, *match.runners_up) if c}
    return bool(pointed & known) or any(_related(one, other, book) for one in known for other in pointed)


def _mac_doubts(parties: Sequence[Party], known: set[str], book: EntityBook) -> Iterable[_Doubt]:
    for party in parties:
        best = party.match.best
        if party.role is not Role.NETWORK_INTERFACE or best is None or best.entity in known:
            continue
        view = book.view(best.entity)
        if view.link is not Truth.NO and not any(_related(entity, best.entity, book) for entity in known):
            text = say("assess.mac_differs", mac=party.claim.value, name=view.entity.name, country=view.entity.country)
            yield Cause.MAC_DIFFERS, Evidence(text, party.claim.where), view.entity.id


def _related(one: str, other: str, book: EntityBook) -> bool:
    """Whether one of two entities stands above the other."""
    above = {h.holder for h in book.ownership.holdings(one)} | {one}
    return other in above or one in {h.holder for h in book.ownership.holdings(other)}


def _white_label_doubts(
    deciders: Sequence[tuple[Party, EntityView]], book: EntityBook, functions: tuple[str, ...]
) -> Iterable[_Doubt]:
    if any(p.role is Role.MAKER for p, _ in deciders):
        return
    for party, view in deciders:
        for row in view.white_labels:
            maker = book.view(row.maker)
            product = _PRODUCT_OF.get(maker.entity.category, "")
            if maker.link is not Truth.NO and product and product in functions:
                text = say(
                    "assess.white_label", brand=view.entity.name, maker=maker.entity.name, scope=row.scope or "?"
                )
                yield Cause.WHITE_LABEL, Evidence(text, party.claim.where, row.source), row.maker


def _why_nobody(parties: Sequence[Party]) -> Cause:
    """Why nobody decides: a community stands behind it, a name is not in the registry, or no name is given."""
    if any(p.match.note and p.match.note.key == "resolve.governance_community" for p in parties):
        return Cause.COMMUNITY
    if any(p.claim.kind in _NAMES_SOMEBODY and p.role not in _YES_ONLY for p in parties):
        return Cause.NOT_IN_REGISTRY
    return Cause.NO_ORGANISATION if any(p.claim.kind is ClaimKind.PURL for p in parties) else Cause.NOBODY_NAMED
