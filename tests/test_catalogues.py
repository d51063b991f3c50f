"""The sentences: both languages say the same things, no key is missing, none is dead, and the compiled files agree.

The source is read as a syntax tree. A string of the shape of a key must be one; a key put together (``f"outcome.{x}"``)
must lead to entries; and an entry counts as used only when its key stands in the source, whole or piece by piece.
"""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from pathlib import Path
from string import Formatter

import click
import pytest
import yaml
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from scanner.assess.parties import Cause
from scanner.assess.questions import Limb
from scanner.cli.group import COMMANDS
from scanner.i18n import DOMAINS, LANGUAGES, LOCALE_DIR
from scanner.model import (
    ClaimKind,
    Decision,
    Governance,
    ItemKind,
    Outcome,
    Policy,
    Question,
    ReferenceData,
    Role,
    Truth,
)

SCANNER = LOCALE_DIR.parent
CATALOGUES = [(domain, language) for domain in DOMAINS for language in LANGUAGES]
SPEAKERS = {"say", "t", "_t"}
KEY = re.compile(r"[a-z]+(\.[A-Za-z0-9_-]+)+")
FILE_NAME = re.compile(r".*\.(html|j2|css|js|json|yaml|csv|xlsx)")
TEMPLATE_KEY = re.compile(r"""\bt\(\s*["']([^"']+)["']\s*(~?)""")


def entries(domain: str, language: str) -> list[Message]:
    """The entries of one source catalogue."""
    with (LOCALE_DIR / language / "LC_MESSAGES" / f"{domain}.po").open("rb") as stream:
        return [message for message in read_po(stream, abort_invalid=True) if message.id]


@cache
def every_key() -> dict[str, str]:
    """All Dutch keys with their patterns; that English has the same ones is a test of its own."""
    return {str(m.id): str(m.string) for domain in DOMAINS for m in entries(domain, "nl")}


def placeholders(pattern: str, language: str = "") -> set[str]:
    """The names between braces; ``why_nl`` in a Dutch sentence and ``why_en`` in an English one are the same."""
    names = {name for _, name, _, _ in Formatter().parse(pattern) if name}
    return {name.removesuffix(f"_{language}") for name in names} if language else names


@cache
def trees() -> list[tuple[str, ast.Module]]:
    """Every module of the program as a tree, by its path below ``scanner``."""
    return [(p.relative_to(SCANNER).as_posix(), ast.parse(p.read_text("utf-8"))) for p in sorted(SCANNER.rglob("*.py"))]


def literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Every string with its line; docstrings are too long to look like a key."""
    pieces = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in pieces:
            yield node.lineno, node.value


def composed(tree: ast.AST) -> Iterator[tuple[int, re.Pattern[str]]]:
    """Every f-string that begins like a key (``f"report.column.{name}"``), as a pattern with a group for each hole."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            head = str(node.values[0].value)
            if re.fullmatch(r"[a-z]+\.[a-z0-9_.]*", head) and head.split(".", maxsplit=1)[0] in roots():
                parts = (re.escape(str(v.value)) if isinstance(v, ast.Constant) else "(.+)" for v in node.values)
                yield node.lineno, re.compile("".join(parts))


def added(tree: ast.AST) -> Iterator[str]:
    """What is put after a key that is at hand: ``.hint`` of ``f"{key}.hint"``."""
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(ending))]):
                if re.fullmatch(r"\.[a-z_]+", ending):
                    yield ending


@cache
def roots() -> frozenset[str]:
    """The first words of keys: ``report``, ``outcome``, ``stage`` ..."""
    return frozenset(key.split(".")[0] for key in every_key())


def looks_like_key(text: str) -> bool:
    """Whether a string can only be meant as a key."""
    return bool(KEY.fullmatch(text)) and text.split(".", maxsplit=1)[0] in roots() and not FILE_NAME.fullmatch(text)


def begins_keys(text: str) -> bool:
    """Whether a string is itself no key but all of one up to its last word (``report.control.effort``)."""
    return text not in every_key() and any(key.rpartition(".")[0] == text for key in every_key())


def in_templates() -> Iterator[tuple[str, str, bool]]:
    """Template, key, and whether something is still added to the key."""
    for path in sorted(SCANNER.rglob("*.j2")):
        for found in TEMPLATE_KEY.finditer(path.read_text("utf-8")):
            yield path.name, found[1], bool(found[2])


@pytest.mark.parametrize("domain", DOMAINS)
def test_both_languages_have_the_same_keys_and_the_same_placeholders(domain: str) -> None:
    dutch, english = ({m.id: m for m in entries(domain, language)} for language in ("nl", "en"))
    assert list(dutch) == list(english), "the same keys in the same order"
    for key, message in dutch.items():
        held = placeholders(str(message.string), "nl"), placeholders(str(english[key].string), "en")
        assert held[0] == held[1], f"{key}: {held}"


@pytest.mark.parametrize(("domain", "language"), CATALOGUES)
def test_no_entry_is_empty_or_doubtful(domain: str, language: str) -> None:
    for message in entries(domain, language):
        assert str(message.string).strip(), f"{message.id} says nothing in {language}"
        assert not message.fuzzy, f"{message.id} is marked fuzzy in {language}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_catalogues(language: str) -> None:
    keys = [m.id for domain in DOMAINS for m in entries(domain, language)]
    assert sorted(keys) == sorted(set(keys))


def test_every_catalogue_on_disk_is_loaded() -> None:
    for language in LANGUAGES:
        found = {po.stem for po in (LOCALE_DIR / language / "LC_MESSAGES").glob("*.po")}
        assert found - {"click"} == set(DOMAINS)


@pytest.mark.parametrize("po", sorted(LOCALE_DIR.rglob("*.po")), ids=lambda po: f"{po.parts[-3]}/{po.stem}")
def test_compiled_catalogue_agrees_with_its_source(po: Path) -> None:
    with po.with_suffix(".mo").open("rb") as stream:
        compiled = gettext.GNUTranslations(stream)
    said: dict[object, object] = {}
    for m in entries(po.stem, po.parts[-3]):
        forms = {(m.id[0], i): form for i, form in enumerate(m.string)} if isinstance(m.id, tuple) else {m.id: m.string}
        said.update(forms)
    assert {key: compiled._catalog[key] for key in said} == said, "run python tools/catalogues.py"  # type: ignore[attr-defined]
    held = {key for key in compiled._catalog if key}  # type: ignore[attr-defined]
    assert held == set(said), "run python tools/catalogues.py"


def test_every_key_in_the_source_is_in_a_catalogue() -> None:
    missing = [
        f"{module}:{line}: {text}"
        for module, tree in trees()
        for line, literal in literals(tree)
        if looks_like_key(text := literal.partition("|")[0]) and text not in every_key() and not begins_keys(text)
    ]
    missing += [f"{name}: {key}" for name, key, more in in_templates() if not more and key not in every_key()]
    assert missing == []


def test_every_composed_key_leads_to_entries() -> None:
    found = [(module, line, pattern) for module, tree in trees() for line, pattern in composed(tree)]
    assert len(found) > 20, "the patterns are found at all"
    dead = [f"{m}:{n}: {p.pattern}" for m, n, p in found if not any(map(p.fullmatch, every_key()))]
    dead += [f"{t}: {k}" for t, k, more in in_templates() if more and not any(e.startswith(k) for e in every_key())]
    assert dead == []


def calls_with_a_key() -> Iterator[tuple[str, str, set[str]]]:
    """Place, key and the names of the values, of every call that says a literal key with its values spelled out."""
    for module, tree in trees():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            key = node.args[0].value
            if name in SPEAKERS and key in every_key() and all(k.arg for k in node.keywords):
                yield f"{module}:{node.lineno}", str(key), {str(k.arg) for k in node.keywords}


def test_every_sentence_gets_the_values_that_it_asks_for() -> None:
    calls = list(calls_with_a_key())
    assert len(calls) > 50, "the calls are found at all"
    short = [f"{at}: {key} {sorted(m)}" for at, key, given in calls if (m := placeholders(every_key()[key]) - given)]
    assert short == []


def enum_keys() -> Iterator[tuple[str, Iterable[StrEnum]]]:
    """Every key that is made from a member of an enumeration, with the members that it is made from."""
    yield "truth.{}", Truth
    yield "outcome.{}", Outcome
    yield "outcome.{}.meaning", Outcome
    yield "question.{}", Question
    yield "report.question.{}", Question
    yield "role.{}", Role
    yield "decision.{}", Decision
    yield "claim.{}", ClaimKind
    yield "report.item_kind.{}", ItemKind
    yield "assess.cause_{}", Cause
    yield "assess.ask_{}", set(Cause) - {Cause.COMMUNITY}  # a finding without a supplier asks nothing
    yield "assess.{}", (Limb.CONTROL, Limb.INFLUENCE)
    yield "assess.state_{}", Truth
    yield "assess.owner_absent_{}", (Truth.NO, Truth.UNKNOWN)
    yield "assess.s_stated_{}", (Truth.YES, Truth.NO)
    yield "assess.q3b_{}", (Truth.YES, Truth.NO)
    yield "resolve.governance_{}", (Governance.COMMUNITY, Governance.FORMER_VENDOR, Governance.HOSTING)


@pytest.mark.parametrize(("form", "members"), list(enum_keys()))
def test_every_member_has_its_sentence(form: str, members: Iterable[StrEnum]) -> None:
    keys = {form.format(member) for member in members}
    if form.startswith(("assess.", "resolve.")):
        keys = {key.replace("-", "_") for key in keys}
    assert keys - set(every_key()) == set()


def test_every_attribute_of_the_access_table_has_its_question(facts: tuple[ReferenceData, Policy]) -> None:
    names = {name for rule in facts[1].access_rules for name in rule.when}
    assert {f"assess.ask_{name}" for name in names} - set(every_key()) == set()


def test_every_command_has_a_help_text_in_both_languages() -> None:
    assert {key for _, _, key in COMMANDS.values()} - set(every_key()) == set()


def words() -> set[str]:
    """Every string, field name and data key from which a key may be put together."""
    found: set[str] = set()
    for _, tree in trees():
        found.update(literal for _, literal in literals(tree))
        found.update(_fields_of(tree))
    for path in (*SCANNER.rglob("*.yaml"), SCANNER.parent / "data" / "policy.yaml"):
        found.update(_keys_of(yaml.safe_load(path.read_text("utf-8"))))
    return found | {word.replace("-", "_") for word in found}


def _fields_of(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id


def _keys_of(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        yield from map(str, data)
        for value in data.values():
            yield from _keys_of(value)
    elif isinstance(data, list):
        for value in data:
            yield from _keys_of(value)


def test_every_entry_is_used() -> None:
    pieces = words()
    literal = {piece.partition("|")[0] for piece in pieces} | {key for _, key, more in in_templates() if not more}
    patterns = [pattern for _, tree in trees() for _, pattern in composed(tree)]
    beginnings = [key for _, key, more in in_templates() if more]
    beginnings += [f"{piece}." for piece in literal if looks_like_key(piece) and begins_keys(piece)]
    patterns += [re.compile(re.escape(beginning) + "(.+)") for beginning in beginnings]

    endings = {ending for _, tree in trees() for ending in added(tree)}

    def used(key: str) -> bool:
        if any(key.endswith(ending) and used(key.removesuffix(ending)) for ending in endings):
            return True
        holes = (found.groups() for pattern in patterns if (found := pattern.fullmatch(key)))
        return key in literal or any(all(hole in pieces for hole in groups) for groups in holes)

    dead = [key for key in every_key() if not used(key)]
    assert dead == [], "no sentence is kept that nobody says"


def test_words_of_click_exist_in_the_installed_click() -> None:
    held = "\n".join(path.read_text("utf-8") for path in Path(str(click.__file__)).parent.glob("*.py"))
    said = {
        node.value
        for node in ast.walk(ast.parse(held.replace("from __future__ import annotations", "")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    for message in entries("click", "nl"):
        wanted = message.id if isinstance(message.id, tuple | list) else [message.id]
        assert set(wanted) <= said, f"click no longer says {message.id!r}"
