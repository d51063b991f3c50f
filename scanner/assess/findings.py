"""Items to findings: one for each asset, one for each group of like components of an asset."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from scanner.assess.access import Place
from scanner.assess.asking import ask, lighter_measures, score
from scanner.assess.doubts import Cause
from scanner.assess.entities import EntityBook, EntityView
from scanner.assess.outcome import outcome
from scanner.assess.parties import Standing
from scanner.assess.paths import path
from scanner.assess.questions import ITEM_RULES, Situation
from scanner.model import (
    Answer,
    Control,
    Evidence,
    Finding,
    Hop,
    Item,
    Outcome,
    Party,
    Question,
    Truth,
    say,
)

MAX_PARTIES = 20
_TITLE_FIELDS = ("function", "model", "asset_id")
_NO_SUPPLIER = frozenset({Cause.COMMUNITY})


@dataclass(frozen=True, slots=True)
class Rated:
    """One item with what was made of it. ``bearers`` are the assets whose place it shares (itself for an asset)."""

    item: Item
    root: str
    bearers: tuple[Item, ...]
    standing: Standing


class FindingMaker:
    """Makes findings from rated items. ``places`` holds the place of every bearer, by item id."""

    def __init__(
        self, book: EntityBook, places: Mapping[str, Place], names: Mapping[str, Item], controls: Iterable[Control]
    ) -> None:
        self._book = book
        self._places = places
        self._items = names
        self._controls = tuple(controls)
        self._measures: dict[tuple[str, ...], tuple[str, ...]] = {}

    def of_one(self, rated: Rated) -> Finding:
        """The finding of one asset, or of one device or firmware of an SBOM."""
        chain = dict.fromkeys(i for i in (rated.bearers[0].id, rated.root, rated.item.id) if i in self._items)
        return self._make(rated.item.id, asset_title(rated.item), [rated], tuple(self._items[i] for i in chain))

    def of_group(self, members: Sequence[Rated]) -> Finding:
        """The finding of components that share asset, ecosystem, deciding entity and cause."""
        first = members[0]
        view = self._view(first.standing)
        root = self._items[first.root] if first.root != first.item.id else None
        title = first.item.name
        if len(members) > 1:
            title = f"{view.entity.name if view else first.item.ecosystem or first.item.kind} ({len(members)})"
        if len(members) > 1 or root:
            title = f"{root.name if root else first.item.where.file} / {title}"
        bearer = first.bearers[0]
        chain = dict.fromkeys(item.id for item in (bearer, root, first.item) if item is not None)
        return self._make(first.item.id, title, members, tuple(self._items[i] for i in chain))

    def _paths(
        self, process: tuple[str, str], chain: tuple[Item, ...], standing: Standing
    ) -> tuple[tuple[Hop, ...], ...]:
        """A path for each limb that fired, or to the certain maker's seat; then one for the suspicion."""
        found = [
            path(process, chain, _through(standing, entity), view, route, self._book.reference.entities)
            for entity in dict.fromkeys((standing.entity, standing.suspect))
            if entity
            for view in (self._book.view(entity),)
            for route in view.decisive
        ]
        nobody = path(process, chain, _through(standing, ""), None, None, self._book.reference.entities)
        return tuple(dict.fromkeys(found)) or (nobody,)

    def _lighter(self, ways: tuple[str, ...]) -> tuple[str, ...]:
        if ways not in self._measures:
            self._measures[ways] = lighter_measures(self._controls, ways)
        return self._measures[ways]

    def _view(self, standing: Standing) -> EntityView | None:
        """The view of the maker that is certain, else of the one suspected."""
        decided = standing.entity or standing.suspect
        return self._book.view(decided) if decided else None

    def _make(self, finding_id: str, title: str, members: Sequence[Rated], chain: tuple[Item, ...]) -> Finding:
        first = members[0]
        view = self._view(first.standing)
        places = [self._places[b.id] for b in first.bearers]
        item_answers = _combined(first.bearers, places)
        suspect = self._book.view(first.standing.suspect) if first.standing.suspect else None
        answers = _in_order(item_answers, suspect or view, first.standing)
        link = first.standing.link
        serves, access, controls = (item_answers[q].truth for q in (Question.S, Question.Q3A, Question.Q3B))
        reached = outcome(link, serves, access, controls)
        if reached is Outcome.UNKNOWN_ORIGIN and first.standing.cause in _NO_SUPPLIER:
            reached = Outcome.NO_SUPPLIER
        place = next((p for p in places if p.process_label), places[0])
        ways = tuple(dict.fromkeys(way for p in places for way in p.ways_in))
        measures = self._lighter(ways) if link is Truth.YES else ()
        factors = score(view, places, len(members))
        return Finding(
            id=finding_id,
            outcome=reached,
            items=tuple(m.item.id for m in members),
            title=title,
            link=link,
            answers=answers,
            parties=_distinct(members),
            entity=first.standing.entity,
            suspect=first.standing.suspect,
            cause=first.standing.cause,
            paths=self._paths((place.process, place.process_label), chain, first.standing),
            remarks=_remarks(members),
            measures=view.listings if view else (),
            open_questions=ask(reached, item_answers, first.standing, places, measures, len(members)),
            controls=measures,
            score=sum(f.points for f in factors),
            score_factors=factors,
        )


def asset_title(item: Item) -> str:
    """What tells one asset from another to a reader: its name, what it is, its model and its number, where given."""
    said = [item.name]
    for field in _TITLE_FIELDS:
        value = item.attributes[field].value if field in item.attributes else ""
        if value and not any(value.casefold() in other.casefold() for other in said):
            said.append(value)
    return ", ".join(said)


def _combined(bearers: Sequence[Item], places: Sequence[Place]) -> dict[Question, Answer]:
    """The item questions over all bearers: a component is as exposed as the most exposed asset that runs it."""
    if len(bearers) == 1:
        only = Situation(bearers[0], places[0])
        return {rule.question: rule.ask(only) for rule in ITEM_RULES}
    combined = {}
    for rule in ITEM_RULES:
        each = [rule.ask(Situation(b, p)) for b, p in zip(bearers, places, strict=True)]
        if rule.question is Question.Q3B:  # enough for all bearers, or not enough
            truth = reduce(lambda a, b: a & b, (a.truth for a in each))
        else:
            truth = reduce(lambda a, b: a | b, (a.truth for a in each))
        told = [a for a in each if a.truth is truth] or each
        combined[rule.question] = Answer(
            rule.question, truth, tuple(dict.fromkeys(e for a in told for e in a.evidence))
        )
    return combined


def _in_order(
    item_answers: Mapping[Question, Answer], view: EntityView | None, standing: Standing
) -> tuple[Answer, ...]:
    """Every question once, in the order of ``Question``. Without a settled party the party questions are unknown."""
    held = dict(item_answers)
    settled = view is not None and standing.cause in {Cause.SETTLED, Cause.OWNER_UNKNOWN}
    if view is not None:
        for answer in view.answers:
            held[answer.question] = answer if settled else Answer(answer.question, Truth.UNKNOWN, answer.evidence)
    nobody = (Evidence(say(f"assess.cause_{standing.cause.replace('-', '_')}")),)
    return tuple(held.get(q) or Answer(q, Truth.UNKNOWN, nobody) for q in Question)


def _through(standing: Standing, entity: str) -> Party | None:
    """The party through which an entity was found; the first one named where no entity is asked for."""
    if not entity:
        return standing.parties[0] if standing.parties else None
    return next((p for p in standing.parties if p.match.best and p.match.best.entity == entity), None)


def _remarks(members: Sequence[Rated]) -> tuple[Evidence, ...]:
    """The remarks of all members, each text once, and not more than a reader can use."""
    seen = {remark.text: remark for member in members for remark in reversed(member.standing.remarks)}
    if len(members) == 1:
        return members[0].standing.remarks
    return tuple(list(seen.values())[:MAX_PARTIES])


def _distinct(members: Sequence[Rated]) -> tuple[Party, ...]:
    """The parties of the members, each (role, kind, entity, name) once and not more than a reader can use."""
    seen: dict[tuple[str, str, str], Party] = {}
    for member in members:
        for party in member.standing.parties:
            entity = party.match.best.entity if party.match.best else ""
            seen.setdefault((party.role, party.claim.kind, entity or party.match.raw), party)
        if len(seen) >= MAX_PARTIES:
            break
    return tuple(list(seen.values())[:MAX_PARTIES])
