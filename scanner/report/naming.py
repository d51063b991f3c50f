"""Which of the names in the input to show for a finding, and how: a name before an address, a reseller as reseller."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from scanner.i18n import Translator
from scanner.model import Claim, ClaimKind, Decision, Finding, Party, Role
from scanner.report.clean import visible

_STRENGTH = (Decision.MATCHED, Decision.REVIEW, Decision.UNKNOWN)
# Points at somebody without naming an organisation.
_NO_NAME = (ClaimKind.GROUP, ClaimKind.PURL, ClaimKind.CPE, ClaimKind.REPOSITORY, ClaimKind.MAC)
_MAC = re.compile(r"(?:[0-9A-F]{2}:){5}[0-9A-F]{2}")
_MAKER_NAMES = frozenset({ClaimKind.MANUFACTURER, ClaimKind.BRAND, ClaimKind.PROVIDER})


def shown_party(finding: Finding) -> Party | None:
    """The party to show: the one that the certain maker was found through, else the best-known name of a maker.

    A reseller or a maintenance firm comes after whoever may be the maker, an address after every name. None where
    nobody is named, and for a group of items of which each points elsewhere.
    """
    best = min(finding.parties, key=lambda party: _order(party, finding), default=None)
    if best and len(finding.items) > 1 and best.claim.kind in _NO_NAME and not _found(best, finding.entity):
        return None
    return best


def party_of(parties: Iterable[Party], entity: str) -> Party | None:
    """The party through which an entity was found."""
    return next((party for party in parties if _found(party, entity)), None)


def unlisted(finding: Finding) -> Party | None:
    """The party that is named as maker, or supplies the software, and is not in the registry."""
    strangers = [
        p
        for p in finding.parties
        if p.match.decision is Decision.UNKNOWN and p.claim.kind not in _NO_NAME and p.role is not Role.DISTRIBUTOR
    ]
    return min(strangers, key=lambda party: party.claim.kind not in _MAKER_NAMES, default=None)


def reseller(finding: Finding) -> Party | None:
    """The first party that only sold the item."""
    return next((party for party in finding.parties if party.role is Role.DISTRIBUTOR), None)


def claimed(value: str) -> str:
    """A value of the input as people read it: the percent signs of a package URL are decoded."""
    return visible(unquote(value) if value.startswith("pkg:") else value)


def pointed(value: str, t: Translator) -> str:
    """The name of a party as a drawing shows it: an address says that it is one."""
    return f"{t('claim.mac')} {value}" if _MAC.fullmatch(value) else claimed(value)


def labelled(claim: Claim, role: Role | None, t: Translator) -> str:
    """A claim with what it is where that is no maker: a reseller, a MAC address."""
    if claim.kind is ClaimKind.MAC:
        return f"{t(f'claim.{claim.kind}')} {claimed(claim.value)}"
    if role is Role.DISTRIBUTOR:
        return f"{claimed(claim.value)} ({t(f'role.{role}')})"
    return claimed(claim.value)


def _found(party: Party, entity: str) -> bool:
    return bool(entity and party.match.best and party.match.best.entity == entity)


def _order(party: Party, finding: Finding) -> tuple[bool, bool, bool, int, int]:
    kind = party.claim.kind
    nameless = _NO_NAME.index(kind) + 1 if kind in _NO_NAME else 0
    aside = party.role in {Role.DISTRIBUTOR, Role.MAINTAINER}
    return not _found(party, finding.entity), nameless > 0, aside, nameless, _STRENGTH.index(party.match.decision)
