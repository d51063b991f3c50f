"""Vendor names brought to comparable keys. Pure text work: nothing here knows an entity."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

# Longer cells are cut before any work: no vendor's name is longer, and time must stay linear (a 10 MB cell exists).
MAX_NAME_CHARS = 400
_BOUNDARY = re.compile(r"[^\w]+|_", re.UNICODE)
_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_LABEL = re.compile(
    r"^\s*(?:leverancier|fabrikant|merk|maker|vendor|manufacturer|supplier|hersteller|producent)\s*[:=]\s*",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"\s+(?:via|door|t\.?b\.?v\.?|namens|i\.?o\.?v\.?|geleverd door|supplied by|distributed by|c/o)\s+.*$",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:[;|\n\r+]|\s/\s|\s-\s|,\s+|\s(?:en|and|und)\s|\s&\s)\s*", re.IGNORECASE)
# Without blanks around them these also stand inside one name (Croonwolter&Dros): they part only names that are known.
_TIGHT = re.compile(r"[/,&]")
# Words that say that what follows, or stands beside, is the maker.
_MADE_BY = re.compile(
    r"\b(?:oem|gemaakt door|made by|geproduceerd door|fabrikant|hergestellt von|rebrand\w*)\b", re.IGNORECASE
)
_THROUGH_WORD = re.compile(
    r"^\W*(?:via|door|t\.?b\.?v\.?|namens|i\.?o\.?v\.?|geleverd door|supplied by|distributed by|c/o)\s+", re.IGNORECASE
)
_COUNT = re.compile(r"^\s*\d+\s*[x\u00d7]\s+", re.IGNORECASE)
# A subsidiary there is governed from there: these words tell companies apart, they are never dropped in silence.
TELLING_PLACES = frozenset(
    {"china", "shanghai", "beijing", "shenzhen", "hangzhou", "guangdong", "zhejiang", "hong", "kong", "russia", "rus"}
    | {"russian", "moscow", "belarus", "iran", "中国", "上海", "北京", "深圳", "杭州", "广州", "россия"}
)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case, compatibility forms folded, accents and invisible characters gone, punctuation to single blanks.

    Applies NFKC, then drops format characters (zero-width, direction marks) and combining marks (Unicode categories
    Cf and Mn after NFKD for Latin letters), so ``Schnéider™`` and ``schneider`` compare. Idempotent.
    """
    cut = unicodedata.normalize("NFKC", text[:MAX_NAME_CHARS].translate(_MARKS)).casefold()
    if not cut.isascii():
        spread = unicodedata.normalize("NFKD", cut)
        cut = unicodedata.normalize("NFKC", "".join(c for c in spread if unicodedata.category(c) not in _DROPPED))
        cut = cut.casefold()
    return " ".join(_BOUNDARY.sub(" ", cut).split())


_DROPPED = frozenset({"Cf", "Mn", "Cc", "Cs"})
# Trade mark signs are no letters; NFKC would make letters of them.
_MARKS = {ord(sign): " " for sign in "\u2122\u00ae\u00a9\u2120"}


def has_cjk(text: str) -> bool:
    """Whether the text holds a Hanzi, kana or hangul character."""
    return _CJK.search(text) is not None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that do not tell one company from another, folded.

    ``forms`` holds legal forms as token tuples, ``form_sizes`` their lengths, longest first; ``corporate`` geographic
    and group words, ``industry`` words such as *technology*: dropping the former is safe, dropping the latter only
    suggests.
    """

    forms: frozenset[tuple[str, ...]]
    form_sizes: tuple[int, ...]
    cjk_forms: tuple[str, ...]
    corporate: frozenset[str]
    industry: frozenset[str]

    @classmethod
    def build(cls, forms: Iterable[str], corporate: Iterable[str], industry: Iterable[str]) -> Vocabulary:
        """From spellings as the reference data has them."""
        folded = {tuple(fold(form).split()) for form in forms}
        latin = frozenset(f for f in folded if f and not has_cjk(f[0]))
        cjk = sorted({"".join(f) for f in folded if f and has_cjk(f[0])}, key=lambda f: (-len(f), f))
        sizes = tuple(sorted({len(f) for f in latin}, reverse=True))
        return cls(latin, sizes, tuple(cjk), frozenset(map(fold, corporate)), frozenset(map(fold, industry)))

    def without_forms(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens without legal forms at either end, longest form first; never empties a name."""
        while True:
            for size in self.form_sizes:
                if size < len(tokens) and tokens[-size:] in self.forms:
                    tokens = tokens[:-size]
                    break
                if size < len(tokens) and tokens[:size] in self.forms:
                    tokens = tokens[size:]
                    break
            else:
                return tokens

    def without_corporate(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens without geographic and group words (``Nederland``, ``Europe``, ``Group``); never empties it."""
        kept = tuple(t for t in tokens if t not in self.corporate)
        return kept or tokens

    def trimmed(self, tokens: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        """The tokens with ever more corporate words off their ends, longest first, the whole itself left out.

        A place in a risk country stays: ``Arm China`` is another company than ``Arm``.
        """
        seen = {tokens}
        front = [tokens]
        while front:
            following: list[tuple[str, ...]] = []
            for held in front:
                for gone, rest in ((held[-1], held[:-1]), (held[0], held[1:])):
                    if rest and rest not in seen and gone in self.corporate and gone not in TELLING_PLACES:
                        seen.add(rest)
                        following.append(rest)
            yield from following
            front = following

    def core(self, tokens: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens that tell a company apart: neither corporate nor industry words; may be empty."""
        return tuple(t for t in tokens if t not in self.corporate and t not in self.industry)

    def without_cjk_form(self, name: str) -> str:
        """A Chinese, Japanese or Korean name without its legal form at the end or the front."""
        for form in self.cjk_forms:
            if name.endswith(form) and len(name) > len(form):
                return name[: -len(form)]
            if name.startswith(form) and len(name) > len(form):
                return name[len(form) :]
        return name


def spellings(raw: str) -> tuple[str, ...]:
    """Ways to read one vendor's name, most literal first: as it is, without label, brackets, count, reseller, model."""
    text = raw[:MAX_NAME_CHARS].strip()
    ways = [text]
    for clean in (
        lambda s: _LABEL.sub("", s),
        lambda s: _BRACKETS.sub(" ", s),
        lambda s: _THROUGH.sub("", s),
        lambda s: _COUNT.sub("", s),
        _without_model,
    ):
        ways.append(clean(ways[-1]).strip())
    return tuple(dict.fromkeys(way for way in ways if way))


def _without_model(text: str) -> str:
    """The words before the first one with a digit: ``Siemens S7-1500`` is ``Siemens``; ``3Com`` stays."""
    words = text.split()
    for i, word in enumerate(words):
        if i and any(c.isdigit() for c in word):
            return " ".join(words[:i])
    return text


def several(raw: str) -> tuple[str, ...]:
    """The parts of a cell that names several vendors (``Siemens / Hikvision``); one part when it names one."""
    parts = tuple(p for p in (part.strip() for part in _SEVERAL.split(raw[:MAX_NAME_CHARS])) if p)
    return parts or (raw[:MAX_NAME_CHARS].strip(),)


def tightly_several(part: str) -> tuple[str, ...]:
    """The parts between separators without blanks (``Cisco/Huawei``): they count only where all are known."""
    return tuple(p for p in (piece.strip() for piece in _TIGHT.split(part[:MAX_NAME_CHARS])) if p)


def asides(part: str) -> tuple[tuple[str, bool], ...]:
    """What a reading of the name leaves out: texts in brackets and after *via* or *door*.

    Each with whether it is said to be the maker (``gemaakt door``, ``OEM``).
    """
    text = part[:MAX_NAME_CHARS]
    left = [found.group(0)[1:-1] for found in _BRACKETS.finditer(text)]
    left += [found.group(0) for found in _THROUGH.finditer(_BRACKETS.sub(" ", text))]
    return tuple(
        (cleaned, _MADE_BY.search(aside) is not None)
        for aside in left
        if (cleaned := _THROUGH_WORD.sub("", _MADE_BY.sub(" ", aside)).strip(" :,;"))
    )
