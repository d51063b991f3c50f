"""Names to entities, by a ladder of rungs from literal to fuzzy. Every rung has a score and says why.

The score is a rank of certainty, not yet a probability. A rung can only *match* what it can tell apart for certain;
everything weaker ends as ``review`` or ``unknown``, so that a likeness never accuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from scanner.model import Alias, Candidate, Decision, Match, Policy, ReferenceData, Text, say
from scanner.resolve import index as names
from scanner.resolve.normalise import fold, has_cjk, several, spellings

BLOCK = 1_000
RUNNERS_UP = 3
MATCH_MIN_CHARS = 7
EXACT, GLUED, FORMLESS, CORPORATE, CJK_PART, CORE = 1.0, 0.98, 0.99, 0.95, 0.9, 0.85
SPELLING_COST = 0.01
# Two names equally near by their distinctive words are told apart when the whole names differ this much (percent).
RIVAL_MARGIN = 8.0


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
        """By the vendor part of a CPE name, through aliases recorded as such, then by exact key."""
        held = self._index.cpe.get(vendor.casefold())
        if held:
            return self._decide(vendor, held, EXACT, "resolve.cpe")
        return self.match_exactly(vendor.replace("_", " "))

    def _literal(self, cell: str) -> tuple[Match, ...]:
        """All rungs but the fuzzy one; a cell that names several vendors is split only when it fails as a whole."""
        if self.is_placeholder(cell):
            return (Match(cell, Decision.UNKNOWN, note=say("resolve.placeholder")),)
        whole = self._ladder(cell)
        parts = several(cell)
        if whole.decision is not Decision.UNKNOWN or len(parts) == 1:
            return (whole,)
        matches = [self._ladder(part) for part in parts if not self.is_placeholder(part)]
        if any(m.decision is not Decision.UNKNOWN for m in matches):
            return tuple(matches)
        return (whole,)

    def _ladder(self, raw: str) -> Match:
        for step, spelling in enumerate(spellings(raw)):
            match = self._rungs(raw, spelling, step * SPELLING_COST)
            if match is not None:
                return match
        return Match(raw, Decision.UNKNOWN)

    def _rungs(self, raw: str, spelling: str, cost: float) -> Match | None:
        vocabulary = self._index.vocabulary
        key = fold(spelling)
        if key in self._placeholders:
            return None
        formless = vocabulary.without_forms(tuple(key.split()))
        corporate = vocabulary.without_corporate(formless)
        plain, short = " ".join(formless), " ".join(corporate)
        rungs: tuple[tuple[dict[str, list[Alias]], str, float, str], ...] = (
            (self._index.exact, key, EXACT, "resolve.exact"),
            (self._index.formless, plain, FORMLESS, "resolve.formless"),
            (self._index.glued, "".join(formless), GLUED, "resolve.glued"),
            (self._index.fuller, short if short != plain else "", CORPORATE, "resolve.corporate"),
            (self._index.corporate, short, CORE, "resolve.core"),
            (self._index.core, " ".join(vocabulary.core(formless)), CORE, "resolve.core"),
        )
        for table, wanted, score, why in rungs:
            if wanted and (held := table.get(wanted)):
                return self._decide(raw, held, score - cost, why)
        return self._part_of_cjk(raw, key, cost) if has_cjk(key) else None

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
        """The best of the near hits: by distinctive words first, by the whole name where those are equally near."""
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
        likeness: dict[str, float] = {}
        for percent, whole_percent, entity, j in near:
            if entity not in seen:
                reason = say("resolve.fuzzy", alias=self._index.core_aliases[j].name, percent=-percent)
                seen[entity] = Candidate(entity, -percent / 100, (reason,))
                likeness[entity] = -whole_percent
        if not seen:
            return Match(raw, Decision.UNKNOWN)
        best, *others = seen.values()
        certain = best.score >= self._policy.matched_from and len(core) >= MATCH_MIN_CHARS
        rivals = [
            o for o in others if o.score >= best.score and likeness[o.entity] > likeness[best.entity] - RIVAL_MARGIN
        ]
        decision = Decision.MATCHED if certain and not rivals else Decision.REVIEW
        return Match(raw, decision, best, tuple(others[:RUNNERS_UP]))
