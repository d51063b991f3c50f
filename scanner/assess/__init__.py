"""The questions, the outcome ladder, coverage and open questions.

``assess`` is the whole stage: documents and matches in, findings and coverage out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scanner.assess.access import Place, PlaceBook
from scanner.assess.entities import EntityBook
from scanner.assess.findings import FindingMaker, Rated
from scanner.assess.origin import OriginReader
from scanner.assess.parties import Matches, Standing, parties_of, stand
from scanner.assess.questions import ENTITY_RULES, ITEM_RULES
from scanner.model import Finding, Item, ItemKind, Link, LinkKind, Policy, ReferenceData

__all__ = ["ENTITY_RULES", "ITEM_RULES", "Assessment", "assess"]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Findings, worst first; what was made of each item; and the entities as they were seen."""

    findings: tuple[Finding, ...]
    standings: Mapping[str, Standing]
    places: Mapping[str, Place]
    book: EntityBook


@dataclass(frozen=True, slots=True)
class Setting:
    """What an assessment needs beside the items: the facts, the rules and the date."""

    reference: ReferenceData
    policy: Policy
    scan_date: str
    default_process: str = ""


# What stands somewhere and does something by itself is rated by itself, also when an SBOM lists it.
_BY_ITSELF = frozenset({ItemKind.ASSET, ItemKind.DEVICE, ItemKind.FIRMWARE})


def assess(
    items: Sequence[Item], links: Sequence[Link], matches: Matches, placeholders: Mapping[str, bool], setting: Setting
) -> Assessment:
    """Answer every question for every item and place it on the ladder.

    ``matches`` holds what each claim was resolved to; ``placeholders`` which claim values name nobody.
    """
    book = EntityBook(setting.reference, setting.policy, setting.scan_date)
    place_book = PlaceBook(setting.policy, setting.reference.processes, setting.default_process)
    origin = OriginReader(setting.reference.profiles)
    by_id = {item.id: item for item in items}
    runners = _runners(links, by_id)
    places: dict[str, Place] = {}
    standings: dict[str, Standing] = {}
    assets: list[Rated] = []
    groups: dict[tuple[str, str, str, str], list[Rated]] = {}
    for item in items:
        root = _root(item, by_id)
        bearers = (item,) if item.kind is ItemKind.ASSET else runners.get(root.id) or (root,)
        for bearer in bearers:
            if bearer.id not in places:
                places[bearer.id] = place_book.place(bearer)
        parties = parties_of(item, matches, placeholders)
        standing = stand(parties, book, places[bearers[0].id].values.get("function", ()))
        if stated := origin.remarks(item):
            standing = replace(standing, remarks=(*standing.remarks, *stated))
        standings[item.id] = standing
        rated = Rated(item, root.id, bearers, standing)
        if item.kind in _BY_ITSELF:
            assets.append(rated)
        else:
            home = root.id if root is not item or item.id in runners else item.where.file
            same = (home, item.ecosystem, f"{standing.entity} {standing.suspect}", str(standing.cause))
            groups.setdefault(same, []).append(rated)
    maker = FindingMaker(book, places, by_id, setting.reference.controls)
    findings = [maker.of_one(rated) for rated in assets] + [maker.of_group(group) for group in groups.values()]
    findings.sort(key=lambda f: (-f.outcome.rank, -f.score, f.title, f.id))
    return Assessment(tuple(findings), standings, places, book)


def _root(item: Item, by_id: Mapping[str, Item]) -> Item:
    """The outermost item that holds this one; a cycle of parents (a broken file) ends where it closes."""
    seen = {item.id}
    while item.parent and item.parent in by_id and item.parent not in seen:
        seen.add(item.parent)
        item = by_id[item.parent]
    return item


def _runners(links: Sequence[Link], by_id: Mapping[str, Item]) -> dict[str, tuple[Item, ...]]:
    """The assets that run what a document describes, by the id of the document's root item."""
    found: dict[str, list[Item]] = {}
    for link in links:
        if link.kind is LinkKind.RUNS and link.source in by_id:
            found.setdefault(link.target, []).append(by_id[link.source])
    return {target: tuple(runners) for target, runners in found.items()}
