"""Names for ids: what the scan calls an entity, a country, an asset, a place, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from scanner.i18n import Translator
from scanner.model import (
    Finding,
    Hop,
    Item,
    Listing,
    Outcome,
    Question,
    ScanResult,
    SourceRef,
    Text,
    Truth,
)
from scanner.report.clean import visible
from scanner.report.naming import claimed, pointed

_TITLE_FIELDS = ("function", "model", "asset_id")
_COUNTRY_PARAMS = ("country", "other")


class Lookup:
    """Says things about one scan. Every text that comes out is safe to show (``clean.visible``)."""

    def __init__(self, result: ScanResult, t: Translator) -> None:
        self.result = result
        self.t = t
        self.items: dict[str, Item] = {item.id: item for document in result.documents for item in document.items}
        self._territories = Locale.parse(t.language).territories
        self._truths = {truth: t(f"truth.{truth}") for truth in Truth}
        self._levels = {outcome: t(f"outcome.{outcome}") for outcome in Outcome}
        self._sentences: dict[Text, str] = {}
        self._roots: dict[str, Item | None] = {}

    def say(self, text: Text | str, **params: object) -> str:
        """A sentence. Sentences of the scan are kept, because thousands of findings share them."""
        if not isinstance(text, Text):
            return visible(self.t(text, **params))
        if text not in self._sentences:
            self._sentences[text] = visible(self.t(self._readable(text)))
        return self._sentences[text]

    def _readable(self, text: Text) -> Text:
        """The values of a sentence in words: countries by name, package URLs decoded, a question mark as unknown.

        A country code stays where its name already stands in the same sentence.
        """
        said = [value for _, value in text.params]
        params: list[tuple[str, str | Text]] = []
        for name, value in text.params:
            shown: str | Text = self._readable(value) if isinstance(value, Text) else claimed(value)
            if value == "?":
                shown = self.t("truth.unknown")
            elif name in _COUNTRY_PARAMS and isinstance(value, str) and self.country(value) not in said:
                shown = self.country(value)
            params.append((name, shown))
        return Text(text.key, tuple(params))

    def truth(self, truth: Truth) -> str:
        """Yes, no or unknown."""
        return self._truths[truth]

    def level(self, outcome: Outcome) -> str:
        """The name of a step of the ladder."""
        return self._levels[outcome]

    def question(self, question: Question) -> str:
        """The short name of a question, such as ``Q1a zetel``."""
        return self.t(f"report.question.{question}")

    def entity(self, entity_id: str) -> str:
        """The name of an entity; its id where the scan does not hold it."""
        entity = self.result.entities.get(entity_id)
        return visible(entity.name if entity else entity_id)

    def entity_full(self, entity_id: str) -> str:
        """The name of an entity with its own-script name after it."""
        entity = self.result.entities.get(entity_id)
        native = visible(entity.name_native) if entity else ""
        name = self.entity(entity_id)
        return f"{name} ({native})" if native and native != name else name

    def counted(self, key: str, count: int, **params: object) -> str:
        """A sentence for one or for many: the entry ``key.one`` or ``key.many``; ``count`` is one of its values."""
        said = f"{key}.one" if count == 1 else f"{key}.many"
        return self.say(said, count=self.t.number(count), **params)

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-2 code."""
        profile = self.result.countries.get(code)
        if profile:
            return visible(profile.name_nl if self.t.language == "nl" else profile.name_en)
        return visible(self._territories.get(code, code))

    def place(self, where: SourceRef | None) -> str:
        """A place in the input as people say it: ``assets.xlsx, sheet Sites, row 13``; empty for none."""
        return visible(self.t.place(where)) if where else ""

    def asset_of(self, item_id: str) -> Item | None:
        """The top-level item that holds ``item_id``: itself, when nothing holds it. None for an id of no item."""
        if item_id not in self._roots:
            seen: list[str] = []
            item = self.items.get(item_id)
            while item and item.parent in self.items and item.id not in seen:  # a cycle ends where it began
                seen.append(item.id)
                item = self.items[item.parent]
            self._roots[item_id] = item
        return self._roots[item_id]

    def assets(self, finding: Finding) -> str:
        """The asset of a finding; with several, the first and how many more."""
        names = dict.fromkeys(asset.name for item in finding.items if (asset := self.asset_of(item)))
        return self._first_of([visible(name) for name in names])

    def processes(self, finding: Finding) -> str:
        """The processes that a finding touches: those of its paths, else those that the inventory names."""
        names = dict.fromkeys(hop.label for path in finding.paths for hop in path if hop.node_kind == "process")
        if not names:
            names = dict.fromkeys(name for item in finding.items if (name := self.process_of(item)))
        return self._first_of([visible(name) for name in names])

    def process_of(self, item_id: str) -> str:
        """The process that the inventory names for an item or for the asset that holds it; empty for none."""
        for item in (self.items.get(item_id), self.asset_of(item_id)):
            if item and "process" in item.attributes:
                return visible(item.attributes["process"].value)
        return ""

    def country_of(self, finding: Finding) -> str:
        """The code of the seat of the certain maker; empty where nobody is certain. Never that of a suspect."""
        return self.seat(finding.entity)

    def link_country(self, finding: Finding) -> str:
        """The code of the country that the link of the certain maker leads to, else that of its seat."""
        return (finding.link is Truth.YES and self._end(finding, finding.entity)) or self.seat(finding.entity)

    def seat(self, entity_id: str) -> str:
        """The code of the country where an entity has its seat; empty for an entity that the scan does not hold."""
        entity = self.result.entities.get(entity_id)
        return entity.country if entity else ""

    def lands(self, finding: Finding) -> str:
        """The country of the certain maker, with the country of its link where that is another one."""
        return self._lands(self.seat(finding.entity), self.link_country(finding))

    def suspect(self, finding: Finding) -> str:
        """Name and country of the entity that a doubt points at; empty for none."""
        suspect = finding.suspect
        if not suspect:
            return ""
        lands = self._lands(self.seat(suspect), self._end(finding, suspect) or self.seat(suspect))
        return ", ".join(part for part in (self.entity(suspect), lands) if part)

    def is_suspicion(self, finding: Finding, path: tuple[Hop, ...]) -> bool:
        """Whether a path is one of the suspicion: it leads to the suspect and not to the certain maker."""
        first = next((hop.node for hop in path if hop.node_kind == "entity"), "")
        return bool(first) and first == finding.suspect != finding.entity

    def _lands(self, seat: str, link: str) -> str:
        if link in ("", seat):
            return self.country(seat)
        if not seat:
            return self.country(link)
        return self.say("report.seat_and_link", seat=self.country(seat), link=self.country(link))

    def _end(self, finding: Finding, entity_id: str) -> str:
        """The code of the country where the first path through an entity ends; empty for none."""
        for path in finding.paths:
            if path and path[-1].node_kind == "country" and any(hop.node == entity_id for hop in path):
                return _code(path[-1])
        return ""

    def asset_title(self, item: Item) -> str:
        """What tells one asset from another: its name, what it does, its model and its number, where given."""
        said = [item.name]
        for name in _TITLE_FIELDS:
            value = item.attributes[name].value if name in item.attributes else ""
            if value and not any(value.casefold() in other.casefold() for other in said):
                said.append(value)
        return visible(", ".join(said))

    def hop(self, hop: Hop) -> str:
        """What a reader sees of a step: a country in the reader's language, an asset by all that tells it apart."""
        if hop.node_kind == "country":
            return self.country(_code(hop))
        if hop.node_kind == "asset" and hop.node in self.items:
            return self.asset_title(self.items[hop.node])
        return pointed(hop.label or hop.node, self.t)

    def steps(self, path: tuple[Hop, ...]) -> Iterator[tuple[str, str, str]]:
        """Each step as (relation word, kind of node, name); the first has no relation."""
        for place, hop in enumerate(path):
            relation = self._known(f"relation.{hop.relation}", hop.relation) if place and hop.relation else ""
            yield relation, self._known(f"kind.{hop.node_kind}", hop.node_kind), self.hop(hop)

    def effort(self, effort: str) -> str:
        """How much work a control is; a word that no catalogue has stays as it is."""
        return visible(self._known(f"report.control.effort.{effort}", effort)) if effort else ""

    def measure(self, measure: Listing) -> str:
        """A measure elsewhere in one sentence."""
        said = ": ".join(part for part in (measure.list, measure.note) if part)
        return self.say("report.measure.line", entity=self.entity(measure.entity), list=said, date=measure.date)

    def _known(self, key: str, word: str) -> str:
        said = self.t(key)
        return word if said == key else said

    def _first_of(self, names: list[str]) -> str:
        if len(names) < 2:  # noqa: PLR2004 - one name, or none
            return "".join(names)
        return self.t("report.and_more", first=names[0], more=self.t.number(len(names) - 1))


def _code(hop: Hop) -> str:
    """The country code of a hop to a country: node ids may carry a prefix (``country:CN``)."""
    return hop.node.rpartition(":")[2]
