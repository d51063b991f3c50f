"""What keeps a *no* from being said about an item: uncertain names, contradictions, addresses, white labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from scanner.assess.entities import EntityBook, EntityView
from scanner.model import ClaimKind, Decision, Evidence, Match, Party, Role, Truth, say


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


Doubt = tuple[Cause, Evidence, str]
"""A cause, what is said of it, and the entity that is suspected (empty where it is nobody in particular)."""
Settled = Sequence[tuple[Party, EntityView]]

_NAMED_MAKER = frozenset({ClaimKind.MANUFACTURER, ClaimKind.BRAND, ClaimKind.PROVIDER})
# A white-label hint holds for a kind of product, never for a whole brand: the maker's category to function classes.
PRODUCTS_OF: Mapping[str, frozenset[str]] = {
    "video": frozenset({"camera"}),
    "pv-inverter": frozenset({"inverter", "battery"}),
    "battery": frozenset({"battery", "inverter"}),
    "network": frozenset({"network"}),
    "drone": frozenset({"vehicle"}),
    "iot-platform": frozenset({"camera", "sensor", "meter", "charger", "inverter", "access_control"}),
}


def doubts_of(
    parties: Sequence[Party], deciders: Settled, matched: Settled, book: EntityBook, functions: tuple[str, ...]
) -> Iterable[Doubt]:
    """The doubts about one item, worst suspicion first.

    ``matched`` holds the parties whose name is certain, ``deciders`` those of them that count; ``functions`` is what
    the item does, where known.
    """
    known = {view.entity.id for _, view in deciders}
    for party, view in matched:
        if view.entity.id not in known and view.link is Truth.YES:
            text = say("assess.contradiction", name=view.entity.name, claim=party.claim.value)
            yield Cause.CONTRADICTION, Evidence(text, party.claim.where), view.entity.id
    sure = {id(party) for party, _ in matched}
    open_parties = [p for p in parties if id(p) not in sure and p.role is not Role.NETWORK_INTERFACE]
    yield from _uncertain(open_parties, deciders, known, book)
    yield from _unknown(open_parties, deciders)
    yield from _addresses(parties, known, book)
    yield from _white_labels(deciders, book, functions)


def _uncertain(parties: Sequence[Party], deciders: Settled, known: set[str], book: EntityBook) -> Iterable[Doubt]:
    for party in parties:
        if party.match.decision is not Decision.REVIEW or party.match.best is None:
            continue
        view = book.view(party.match.best.entity)
        aside = party.match.note is not None and party.match.note.key == "resolve.aside"
        named = party.claim.kind in _NAMED_MAKER and not aside
        if _borne_out(party.match, known, book):
            continue
        if view.link is not Truth.NO or named or not deciders:
            text = say("assess.review", raw=party.match.raw, name=view.entity.name, country=view.entity.country)
            yield Cause.REVIEW, Evidence(text, party.claim.where), view.entity.id


def _unknown(parties: Sequence[Party], deciders: Settled) -> Iterable[Doubt]:
    """Makers, and suppliers of software, who are named but not in the registry."""
    names = [_words(party.match.raw) for party, _ in deciders]
    for party in parties:
        supplies = party.claim.kind is ClaimKind.SUPPLIER and party.role is not Role.DISTRIBUTOR
        named = party.claim.kind in _NAMED_MAKER or supplies
        if named and party.match.decision is Decision.UNKNOWN:
            if any(_words(party.match.raw) <= name for name in names):
                continue  # "Phoenix" beside "Phoenix Contact"
            text = say("assess.not_in_registry", raw=party.match.raw)
            yield Cause.NOT_IN_REGISTRY, Evidence(text, party.claim.where), ""


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold()))


def _borne_out(match: Match, known: set[str], book: EntityBook) -> bool:
    """Whether an uncertain name points at a party that another name of the item already settles, or at its group."""
    pointed = {c.entity for c in (match.best, *match.runners_up) if c}
    return bool(pointed & known) or any(_excused(other, one, book) for one in known for other in pointed)


def _addresses(parties: Sequence[Party], known: set[str], book: EntityBook) -> Iterable[Doubt]:
    """A network card of a linked maker in a device with another name on it."""
    for party in parties:
        best = party.match.best
        if party.role is not Role.NETWORK_INTERFACE or best is None or best.entity in known:
            continue
        view = book.view(best.entity)
        if view.link is not Truth.NO and not any(_excused(best.entity, one, book) for one in known):
            text = say("assess.mac_differs", mac=party.claim.value, name=view.entity.name, country=view.entity.country)
            yield Cause.MAC_DIFFERS, Evidence(text, party.claim.where), view.entity.id


def _excused(pointed: str, known: str, book: EntityBook) -> bool:
    """Whether a second entity adds nothing to a known one: it controls it, or is a clean company of its group.

    A linked daughter of a clean mother does add something: her devices carry the mother's brand.
    """
    if pointed in {h.holder for h in book.ownership.holdings(known) if h.controls}:
        return True
    below = known in {h.holder for h in book.ownership.holdings(pointed) if h.controls}
    return below and book.view(pointed).link is Truth.NO


def _white_labels(deciders: Settled, book: EntityBook, functions: tuple[str, ...]) -> Iterable[Doubt]:
    """The brand is known to sell this kind of product for a linked maker, and nobody else is named as its maker."""
    for party, view in deciders:
        others = {v.entity.id for p, v in deciders if p.role is Role.MAKER} - {view.entity.id}
        if others:
            continue
        for row in view.white_labels:
            maker = book.view(row.maker)
            products = PRODUCTS_OF.get(maker.entity.category, frozenset())
            fits = products & set(functions) if functions else maker.entity.category == view.entity.category
            if maker.link is not Truth.NO and fits:
                text = say(
                    "assess.white_label", brand=view.entity.name, maker=maker.entity.name, scope=row.scope or "?"
                )
                yield Cause.WHITE_LABEL, Evidence(text, party.claim.where, row.source), row.maker
