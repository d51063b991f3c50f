"""Names become entities: matched, review or unknown, always with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scanner.model import Claim, ClaimKind, Decision, MacOrganisation, Match, Policy, ReferenceData, say
from scanner.resolve.clues import NamespaceIndex, cpe_vendor, namespace_match
from scanner.resolve.matcher import NameMatcher

__all__ = ["Resolver"]

_NAMES = frozenset(
    {ClaimKind.MANUFACTURER, ClaimKind.BRAND, ClaimKind.SUPPLIER, ClaimKind.PROVIDER, ClaimKind.MAINTAINER}
)


class Resolver:
    """Resolves claims against one registry and one policy. Reusable: build once, ask often."""

    def __init__(self, reference: ReferenceData, policy: Policy) -> None:
        self._names = NameMatcher(reference, policy)
        self._namespaces = NamespaceIndex(reference)
        self._macs = reference.macs

    def names(self, cells: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Distinct vendor cells to their matches; a cell may name several vendors."""
        return self._names.match_all(cells)

    def claims(self, claims: Iterable[Claim]) -> dict[tuple[ClaimKind, str], tuple[Match, ...]]:
        """Every distinct (kind, value) of the claims to its matches."""
        distinct = sorted({(claim.kind, claim.value) for claim in claims})
        named = self._names.match_all(value for kind, value in distinct if kind in _NAMES)
        owners = {value: self._macs.organisation(value) for kind, value in distinct if kind is ClaimKind.MAC}
        holders = self._names.match_all(o.name for o in owners.values() if o)
        found: dict[tuple[ClaimKind, str], tuple[Match, ...]] = {}
        for kind, value in distinct:
            if kind in _NAMES:
                found[kind, value] = named[value]
            elif kind is ClaimKind.PUBLISHER:
                found[kind, value] = self._names.match_stated(value)
            elif kind is ClaimKind.MAC:
                found[kind, value] = (_of_mac(value, owners[value], holders),)
            else:
                found[kind, value] = (self._clue(kind, value),)
        return found

    def is_placeholder(self, cell: str) -> bool:
        """Whether a cell says that nobody knows."""
        return self._names.is_placeholder(cell)

    def _clue(self, kind: ClaimKind, value: str) -> Match:
        if kind is ClaimKind.AUTHOR:
            return _no_more_than_review(self._names.match_exactly(value))
        if kind is ClaimKind.CPE:
            vendor = cpe_vendor(value)
            return self._names.match_cpe_vendor(vendor) if vendor else Match(value, Decision.UNKNOWN)
        if kind is ClaimKind.GROUP:
            row = self._namespaces.of_group(value) if "." in value else None
            return namespace_match(value, row, row.source) if row else self._names.match_exactly(value)
        row = self._namespaces.of_purl(value) if kind is ClaimKind.PURL else self._namespaces.of_url(value)
        return namespace_match(value, row, row.source) if row else Match(value, Decision.UNKNOWN)


def _no_more_than_review(match: Match) -> Match:
    """Anybody may be an author, and a person may be called like a company: a human decides."""
    return replace(match, decision=Decision.REVIEW) if match.decision is Decision.MATCHED else match


def _of_mac(value: str, owner: MacOrganisation | None, holders: dict[str, tuple[Match, ...]]) -> Match:
    """The registry entity behind a MAC prefix; the IEEE name and country stay visible where it knows none."""
    if owner is None:
        return Match(value, Decision.UNKNOWN, note=say("resolve.mac_unassigned"))
    first = holders[owner.name][0]
    note = say("resolve.mac", prefix=owner.prefix, name=owner.name, country=owner.country or "?")
    return Match(value, first.decision, first.best, first.runners_up, note)
