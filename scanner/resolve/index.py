"""The registry's names as look-up tables: from a key to the entities that bear it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from scanner.model import Alias, ReferenceData
from scanner.resolve.normalise import Vocabulary, fold, has_cjk

# Shorter cores are never compared fuzzily: one edit in four letters is another company.
MIN_FUZZY_CHARS = 5
MIN_CJK_CHARS = 3
# One word of this length is hardly ever another company's as well.
TELLING_CHARS = 9


@dataclass(slots=True)
class NameIndex:
    """Look-ups from a name's key to aliases, one table a rung of the ladder in ``scanner.resolve.matcher``.

    ``short`` holds names that are too short or common once their legal form is off: they only suggest. ``fuller`` is
    ``formless`` without the names that must match exactly: a name may lose its place words (*Nederland*)
    to equal one of these. ``corporate`` and ``core`` hold registry names that lost words themselves: they only suggest.
    ``cores`` and ``core_aliases`` are parallel: the sorted, joined distinctive words of every alias that may match
    fuzzily, and the alias itself.
    """

    vocabulary: Vocabulary
    exact: dict[str, list[Alias]] = field(default_factory=dict)
    glued: dict[str, list[Alias]] = field(default_factory=dict)
    formless: dict[str, list[Alias]] = field(default_factory=dict)
    short: dict[str, list[Alias]] = field(default_factory=dict)
    fuller: dict[str, list[Alias]] = field(default_factory=dict)
    corporate: dict[str, list[Alias]] = field(default_factory=dict)
    core: dict[str, list[Alias]] = field(default_factory=dict)
    cjk: dict[str, list[Alias]] = field(default_factory=dict)
    cpe: dict[str, list[Alias]] = field(default_factory=dict)
    cores: list[str] = field(default_factory=list)
    core_aliases: list[Alias] = field(default_factory=list)


def build(reference: ReferenceData) -> NameIndex:
    """The index over every alias of the registry, each entity's own names included."""
    index = NameIndex(Vocabulary.build(reference.legal_forms, reference.corporate_words, reference.industry_words))
    for alias in _all_names(reference):
        _add(index, alias)
    fuzzy = sorted({(core_key(index.vocabulary, a.name), a.entity, a.name): a for a in _fuzzy_names(reference)}.items())
    for (key, _, _), alias in fuzzy:
        if len(key) >= MIN_FUZZY_CHARS:
            index.cores.append(key)
            index.core_aliases.append(alias)
    return index


def _all_names(reference: ReferenceData) -> Iterable[Alias]:
    """Every alias, and each entity's own names; a name that must match exactly somewhere must do so everywhere."""
    exact = {fold(a.name) for a in reference.aliases if a.exact_only}
    for entity in reference.entities.values():
        for name in dict.fromkeys((entity.name, entity.name_native)):
            if name:
                yield Alias(entity.id, name, "name", exact_only=fold(name) in exact, source=entity.source)
    for alias in reference.aliases:
        yield replace(alias, exact_only=True) if fold(alias.name) in exact else alias


def _fuzzy_names(reference: ReferenceData) -> Iterable[Alias]:
    return (alias for alias in _all_names(reference) if not alias.exact_only and alias.kind != "cpe")


def _add(index: NameIndex, alias: Alias) -> None:
    key = fold(alias.name)
    if not key:
        return
    tokens = tuple(key.split())
    formless = index.vocabulary.without_forms(tokens)
    plain = " ".join(formless)
    _put(index.exact, key, alias)
    if alias.kind == "cpe":
        _put(index.cpe, alias.name.casefold(), alias)
    if has_cjk(key):
        _put(index.cjk, index.vocabulary.without_cjk_form(key.replace(" ", "")), alias)
    if alias.exact_only or (formless != tokens and not _tells(formless)):
        _put(index.short, plain, alias)
        return
    _put(index.formless, plain, alias)
    _put(index.glued, "".join(formless), alias)
    if len(plain) >= MIN_FUZZY_CHARS or has_cjk(plain):
        _put(index.fuller, plain, alias)
    _put(index.corporate, " ".join(index.vocabulary.without_corporate(formless)), alias)
    core = index.vocabulary.core(formless)
    if core and len("".join(core)) >= MIN_FUZZY_CHARS:
        _put(index.core, " ".join(core), alias)


def _tells(formless: tuple[str, ...]) -> bool:
    """Whether a name still tells a company apart when its legal form is off: two words, or one long one."""
    return len(formless) > 1 or len(formless[0]) >= TELLING_CHARS or has_cjk(formless[0])


def _put(table: dict[str, list[Alias]], key: str, alias: Alias) -> None:
    held = table.setdefault(key, [])
    for other in held:
        if other.entity == alias.entity:
            return
    held.append(alias)


def core_key(vocabulary: Vocabulary, name: str) -> str:
    """The distinctive words of a name, sorted and joined: what fuzzy comparison looks at."""
    formless = vocabulary.without_forms(tuple(fold(name).split()))
    return " ".join(sorted(vocabulary.core(formless)))
