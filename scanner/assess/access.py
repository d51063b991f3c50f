"""The two questions about the place of an item: S (what does it serve) and Q3A (what can be reached through it)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scanner.assess.attributes import AttributeReader, Values
from scanner.assess.words import denied
from scanner.model import AccessRule, Evidence, Item, Policy, SourceRef, Truth, VitalProcess, say

_TBB = re.compile(r"\btbb\W{0,3}[1-4]\b|^[1-4]$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """The answers to S and Q3A for one item, the process served, the ways in, and what is missing to answer."""

    serves: Truth
    serves_evidence: tuple[Evidence, ...]
    process: str
    process_label: str
    access: Truth
    access_evidence: tuple[Evidence, ...]
    ways_in: tuple[str, ...]
    missing: tuple[str, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the access table says of a set of values: the rules that decided, the ways in, what is missing."""

    truth: Truth
    rules: tuple[AccessRule, ...]
    ways_in: tuple[str, ...]
    missing: tuple[str, ...]


class PlaceBook:
    """Answers S and Q3A per item."""

    def __init__(self, policy: Policy, processes: Iterable[VitalProcess], default_process: str) -> None:
        self._rules = policy.access_rules
        self._reader = AttributeReader(policy.function_words)
        self._default = default_process
        self._processes = tuple(processes)
        self._patterns = tuple((process, _pattern(process)) for process in self._processes)
        self._process_of: dict[str, VitalProcess | None] = {}
        self._verdicts: dict[tuple[tuple[str, tuple[str, ...]], ...], Verdict] = {}

    def place(self, item: Item) -> Place:
        """The place of one item by its own attributes."""
        reading = self._reader.read(item)
        values, cells = reading.values, reading.cells
        process, label, serves, why = self._serves(item, values)
        if serves is not Truth.UNKNOWN:
            reading.put("vital_process", (str(serves),), why[0].where or item.where)
        verdict = self._verdict(values)
        reasons = _because(verdict, cells)
        return Place(serves, why, process, label, verdict.truth, reasons, verdict.ways_in, verdict.missing, values)

    def vital_process(self, text: str) -> VitalProcess | None:
        """The vital process that a text names by id, name or synonym (NCTV list); none where the text denies one."""
        if text not in self._process_of:
            found = (process for process, pattern in self._patterns if pattern.search(text))
            self._process_of[text] = None if denied(text) else next(found, None)
        return self._process_of[text]

    def _serves(self, item: Item, values: Values) -> tuple[str, str, Truth, tuple[Evidence, ...]]:
        """S: a vital process, or an interest to be protected (TBB), as the inventory says."""
        held = item.attributes
        stated = held.get("process")
        label = stated.value if stated else self._default
        where = stated.where if stated else None
        vital = self.vital_process(label) if label else None
        process, shown = (vital.id, vital.name) if vital else (label, label)
        tbb = held.get("tbb")
        if tbb and _TBB.search(tbb.value.strip()) and not denied(tbb.value):
            return process, shown, Truth.YES, (Evidence(say("assess.s_tbb", tbb=tbb.value), tbb.where),)
        if "vital" in values:
            answer = Truth(values["vital"][0])
            return process, shown, answer, (Evidence(say(f"assess.s_stated_{answer}"), held["vital"].where),)
        if vital:
            text = say("assess.s_vital", process=vital.name, id=vital.id, stated=label)
            return process, shown, Truth.YES, (Evidence(text, where, vital.source),)
        if label:
            return process, shown, Truth.UNKNOWN, (Evidence(say("assess.s_not_on_list", process=label), where),)
        return "", "", Truth.UNKNOWN, (Evidence(say("assess.s_no_process")),)

    def _verdict(self, values: Values) -> Verdict:
        """Q3A by the policy's table: any yes-rule suffices; a no-rule holds only when no yes-rule can still fire."""
        key = tuple(sorted(values.items()))
        if key not in self._verdicts:
            self._verdicts[key] = _judge(self._rules, values)
        return self._verdicts[key]


def _judge(rules: Iterable[AccessRule], values: Values) -> Verdict:
    firing: list[AccessRule] = []
    denying: list[AccessRule] = []
    undecided = False
    missing: dict[str, None] = {}
    for rule in rules:
        truth = _holds(rule, values)
        if truth is Truth.YES:
            (firing if rule.answer is Truth.YES else denying).append(rule)
        elif truth is Truth.UNKNOWN:
            undecided = undecided or rule.answer is Truth.YES
            missing.update(dict.fromkeys(name for name in rule.when if name not in values))
    if firing:
        return Verdict(
            Truth.YES, tuple(firing), tuple(dict.fromkeys(way for rule in firing for way in rule.access)), ()
        )
    if denying and not undecided:
        return Verdict(Truth.NO, tuple(denying), (), ())
    return Verdict(Truth.UNKNOWN, (), (), tuple(missing))


def _holds(rule: AccessRule, values: Values) -> Truth:
    """Whether all conditions of a rule hold; a missing attribute leaves it undecided, a contrary one settles it."""
    truth = Truth.YES
    for name, wanted in rule.when.items():
        given = values.get(name)
        if given is None:
            truth = truth & Truth.UNKNOWN
        elif not set(given) & set(wanted):
            return Truth.NO
    return truth


def _because(verdict: Verdict, cells: Mapping[str, SourceRef]) -> tuple[Evidence, ...]:
    """The rules that decided, each with the cell that its first condition was read from; or what is not said."""
    if verdict.rules:
        return tuple(_ruled(rule, cells) for rule in verdict.rules)
    if not verdict.missing:
        return (Evidence(say("assess.access_no_rule")),)
    return tuple(Evidence(say("assess.access_missing", what=say(f"assess.attribute_{n}"))) for n in verdict.missing)


def _ruled(rule: AccessRule, cells: Mapping[str, SourceRef]) -> Evidence:
    # A rule that decided has all its conditions met, so each of them was read somewhere.
    return Evidence(
        say("assess.access_rule", rule=rule.id, why_nl=rule.why_nl, why_en=rule.why_en), cells[next(iter(rule.when))]
    )


def _pattern(process: VitalProcess) -> re.Pattern[str]:
    """How a text names the process: by a word inside it, or, for a synonym with ``=`` before it, by the word alone."""
    inside = [process.id, process.name, *(word for word in process.synonyms if not word.startswith("="))]
    alone = [word.removeprefix("=") for word in process.synonyms if word.startswith("=")]
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, inside))})(?!\w)"
    return re.compile(pattern + rf"|^\s*(?:{'|'.join(map(re.escape, alone))})\s*$" * bool(alone), re.IGNORECASE)
