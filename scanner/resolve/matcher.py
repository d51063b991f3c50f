"""Names to entities, by a ladder of rungs from literal to fuzzy. Every rung has a score and says why.

The score is a rank of certainty, not yet a probability. A rung can only *match* what it can tell apart for certain;
everything weaker ends as ``review`` or ``unknown``, so that a likeness never accuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from scanner.model import Alias, Candidate, Decision, Match, Policy, ReferenceData, Text, say
from scanner.resolve import index as names
from scanner.resolve.normalise import asides, fold, has_cjk, several, spellings, tightly_several

BLOCK = 1_000
RUNNERS_UP = 3
EXACT, FORMLESS, GLUED, CORPORATE, CJK_PART, CORE, CONTAINED = 1.0, 0.99, 0.98, 0.95, 0.9, 0.85, 0.82
MOST_WORDS, MOST_NAME_WORDS = 40, 5
SPELLING_COST = 0.01


class NameMatcher:
    """Resolves vendor names against one registry. Holds only look-ups; the same name always gives the same match."""

    def __init__(self, reference: ReferenceData, policy: Policy) -> None:
        self._policy = policy
        self._index = names.build(reference)
        self._placeholders = frozenset(fold(text) for text in reference.placeholders) | {""}

    def is_placeholder(self, raw: str) -> bool:
        """Whether a cell says that nobody knows (``onbekend``, ``n.v.t.``, ``-``): never a vendor."""
        return fold(raw) in self._placeholders

    def match_all(self, cells: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Every distinct cell to its matches, one for each vendor that the cell names (usually one)."""
        distinct = sorted(set(cells))
        settled = {cell: self._literal(cell) for cell in distinct}
        open_parts = sorted(
            {m.raw for ms in settled.values() for m in ms if m.decision is Decision.UNKNOWN and not m.note}
        )
        fuzzy = dict(zip(open_parts, self._fuzzy(open_parts), strict=True))
        return {cell: tuple(fuzzy.get(m.raw, m) for m in ms) for cell, ms in settled.items()}

    def match(self, cell: str) -> tuple[Match, ...]:
        """One cell; see ``match_all``."""
        return self.match_all((cell,))[cell]

    def match_exactly(self, name: str) -> Match:
        """By exact key or legal form only: for weak witnesses such as an author or a group, which may be anybody."""
        key = fold(name)
        for table, score, why in (
            (self._index.exact, EXACT, "resolve.exact"),
            (self._index.formless, FORMLESS, "resolve.formless"),
        ):
            if held := table.get(key):
                return self._decide(name, held, score, why)
        return Match(name, Decision.UNKNOWN)

    def match_cpe_vendor(self, vendor: str) -> Match:
        """By the vendor part of a CPE name, through aliases recorded as such; a mere name like it only suggests."""
        held = self._index.cpe.get(vendor.casefold())
        if held:
            return self._decide(vendor, held, EXACT, "resolve.cpe")
        found = self.match_exactly(vendor.replace("_", " "))
        common = found.best is not None and fold(vendor.replace("_", " ")) in self._index.short
        return replace(found, decision=Decision.REVIEW) if common else found

    def match_stated(self, name: str) -> tuple[Match, ...]:
        """For a witness who may state anything (a publisher): what is not literally a name is for a person to judge."""
        return tuple(
            replace(m, decision=Decision.REVIEW)
            if m.best and m.decision is Decision.MATCHED and m.best.score < GLUED
            else m
            for m in self._literal(name)
        )

    def _literal(self, cell: str) -> tuple[Match, ...]:
        """All rungs but the fuzzy one. A cell that names several vendors is cut before anything is left out of it."""
        if self.is_placeholder(cell):
            return (Match(cell, Decision.UNKNOWN, note=say("resolve.placeholder")),)
        whole = self._rungs(cell, cell, 0.0, literally=True)
        if whole is not None:
            return (whole,)
        parts = [p for p in several(cell) if tuple(fold(p).split()) not in self._index.vocabulary.forms]
        if len(parts) == 1:
            return self._part(cell)
        found = [m for part in parts for m in self._part(part) if not self.is_placeholder(part)]
        if all(m.best is None for m in found):
            found = list(self._part(cell, cut=False))  # "Foo Co., Ltd." is one name with a comma
        return tuple(found) or (Match(cell, Decision.UNKNOWN, note=say("resolve.placeholder")),)

    def _part(self, part: str, *, cut: bool = True) -> tuple[Match, ...]:
        """The vendor that one part names, and whoever the text beside it names (brackets, *via*, *gemaakt door*)."""
        tight = tightly_several(part)
        if cut and len(tight) > 1 and self._rungs(part, part, 0.0, literally=True) is None:
            pieces = [self._ladder(piece) for piece in tight]
            if all(m.decision is Decision.MATCHED for m in pieces):
                return tuple(pieces)
        named = self._ladder(part)
        beside = []
        for text, is_maker in asides(part):
            aside = self._ladder(text)
            if aside.best and (named.best is None or aside.best.entity != named.best.entity):
                decision = aside.decision if is_maker else Decision.REVIEW
                beside.append(replace(aside, decision=decision, note=say("resolve.aside", text=text)))
        return (named, *beside)

    def _ladder(self, raw: str) -> Match:
        for step, spelling in enumerate(spellings(raw)):
            match = self._rungs(raw, spelling, step * SPELLING_COST)
            if match is not None:
                return match
        return self._contained(raw) or Match(raw, Decision.UNKNOWN)

    def _rungs(self, raw: str, spelling: str, cost: float, *, literally: bool = False) -> Match | None:
        """The rungs from literal to suggestive; with ``literally`` only those that leave no word out."""
        vocabulary = self._index.vocabulary
        key = fold(spelling)
        if key in self._placeholders:
            return None
        formless = vocabulary.without_forms(tuple(key.split()))
        plain = " ".join(formless)
        rungs: list[tuple[dict[str, list[Alias]], str, float, str]] = [
            (self._index.exact, key, EXACT, "resolve.exact"),
            (self._index.formless, plain, FORMLESS, "resolve.formless"),
            (self._index.glued, "".join(formless), GLUED, "resolve.glued"),
        ]
        if not literally:
            trimmed = [" ".join(tokens) for tokens in vocabulary.trimmed(formless)]
            rungs += [(self._index.fuller, text, CORPORATE, "resolve.corporate") for text in trimmed]
            short = " ".join(vocabulary.without_corporate(formless))
            rungs += [(self._index.short, text, CORE, "resolve.core") for text in (plain, *trimmed)]
            rungs += [(self._index.corporate, short, CORE, "resolve.core")]
            rungs += [(self._index.core, " ".join(vocabulary.core(formless)), CORE, "resolve.core")]
        for table, wanted, score, why in rungs:
            if wanted and (held := table.get(wanted)):
                return self._decide(raw, held, score - cost, why)
        return self._part_of_cjk(raw, key, cost) if has_cjk(key) and not literally else None

    def _contained(self, raw: str) -> Match | None:
        """A known name among other words (``Hikvision camera``): for a person to judge, never certain."""
        words = fold(raw).split()[:MOST_WORDS]
        for size in range(min(len(words), MOST_NAME_WORDS), 0, -1):
            for start in range(len(words) - size + 1):
                text = " ".join(words[start : start + size])
                held = self._index.fuller.get(text) if self._tells_apart(text) else None
                if held:
                    return self._decide(raw, held, CONTAINED, "resolve.contained")
        return None

    def _tells_apart(self, text: str) -> bool:
        vocabulary = self._index.vocabulary
        return any(word not in vocabulary.corporate and word not in vocabulary.industry for word in text.split())

    def _part_of_cjk(self, raw: str, key: str, cost: float) -> Match | None:
        """A Chinese, Japanese or Korean legal name holds the brand between place and trade: look for it inside."""
        glued = key.replace(" ", "")
        size = len(glued)
        for length in range(size, names.MIN_CJK_CHARS - 1, -1):
            for start in range(size - length + 1):
                if held := self._index.cjk.get(glued[start : start + length]):
                    score = EXACT if length == size else CJK_PART
                    return self._decide(raw, held, score - cost, "resolve.cjk")
        return None

    def _decide(self, raw: str, held: Sequence[Alias], score: float, why: str) -> Match:
        candidates = tuple(
            Candidate(a.entity, round(score, 4), (say(why, alias=a.name),))
            for a in sorted(held, key=lambda a: a.entity)
        )
        note: Text | None = None
        decision = self._by_threshold(score)
        if len(candidates) > 1 and decision is Decision.MATCHED:
            decision, note = Decision.REVIEW, say("resolve.shared", count=len(candidates))
        return Match(raw, decision, candidates[0], candidates[1 : 1 + RUNNERS_UP], note)

    def _by_threshold(self, score: float) -> Decision:
        if score >= self._policy.matched_from:
            return Decision.MATCHED
        return Decision.REVIEW if score >= self._policy.review_from else Decision.UNKNOWN

    def _fuzzy(self, raws: Sequence[str]) -> list[Match]:
        """Exhaustive comparison of distinctive words, in blocks so that memory stays flat."""
        cores = [names.core_key(self._index.vocabulary, spellings(raw)[-1]) if raw.strip() else "" for raw in raws]
        matches: list[Match] = []
        for start in range(0, len(raws), BLOCK):
            block = cores[start : start + BLOCK]
            scores = process.cdist(block, self._index.cores, scorer=fuzz.ratio, dtype=np.uint8)
            top = np.argsort(-scores.astype(np.int16), axis=1, kind="stable")[:, : 4 * RUNNERS_UP]
            matches += [
                self._closest(raws[start + i], block[i], [(int(j), int(scores[i, j])) for j in top[i]])
                for i in range(len(block))
            ]
        return matches

    def _closest(self, raw: str, core: str, hits: Sequence[tuple[int, int]]) -> Match:
        """The best of the near hits: by distinctive words first, by the whole name where those are equally near.

        A likeness is never certain: on the names of the IEEE registry, nine near spellings in ten are another company.
        """
        if len(core) < names.MIN_FUZZY_CHARS:
            return Match(raw, Decision.UNKNOWN)
        whole = fold(raw)
        near = sorted(
            (
                -percent,
                -fuzz.ratio(whole, fold(self._index.core_aliases[j].name)),
                self._index.core_aliases[j].entity,
                j,
            )
            for j, percent in hits
            if percent / 100 >= self._policy.review_from
        )
        seen: dict[str, Candidate] = {}
        for percent, _, entity, j in near:
            if entity not in seen:
                reason = say("resolve.fuzzy", alias=self._index.core_aliases[j].name, percent=-percent)
                seen[entity] = Candidate(entity, -percent / 100, (reason,))
        if not seen:
            return Match(raw, Decision.UNKNOWN)
        best, *others = seen.values()
        return Match(raw, Decision.REVIEW, best, tuple(others[:RUNNERS_UP]))
