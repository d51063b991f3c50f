"""scan.json: what goes in comes out, the schema fits, and a wrong file gets a sentence."""

from __future__ import annotations

import collections.abc
import dataclasses
import enum
import gc
import json
import os
import types
import typing
from array import array
from functools import cache
from pathlib import Path

import factory
import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner.errors import InputError
from scanner.i18n import LANGUAGES, translator
from scanner.model import DependencyGraph, Node, ScanResult, Text
from scanner.report import load_scan, scan_json
from scanner.report.scan_json import JsonWriter, schema

SCHEMA = Path(scan_json.__file__).with_name("scan.schema.json")
DUTCH = translator("nl")
WORDS = st.text(max_size=8)
KEYS = st.text(st.characters(codec="utf-8", exclude_characters="{}"), max_size=8)
TEXTS = st.recursive(
    st.builds(Text, KEYS, st.dictionaries(WORDS, WORDS, max_size=2).map(lambda d: tuple(d.items()))),
    lambda inner: st.builds(
        Text, KEYS, st.dictionaries(WORDS, WORDS | inner, max_size=2).map(lambda d: tuple(d.items()))
    ),
    max_leaves=3,
)


@st.composite
def graphs(draw: st.DrawFn) -> DependencyGraph:
    nodes = draw(st.lists(st.builds(Node, WORDS, WORDS, WORDS), max_size=4))
    ends = st.integers(0, max(0, len(nodes) - 1))
    edges = draw(st.lists(st.tuples(ends, ends, st.integers(0, 1)), max_size=5 if nodes else 0))
    columns = [array("i", column) for column in zip(*edges, strict=True)] or [array("i")] * 3
    return DependencyGraph(tuple(nodes), *columns, ("depends-on", "runs"))


BASE: dict[object, st.SearchStrategy[object]] = {
    str: WORDS,
    bool: st.booleans(),
    int: st.integers(-(2**53), 2**53),
    float: st.floats(0, 1),
    type(None): st.none(),
    Text: TEXTS,
    DependencyGraph: graphs(),
}


@cache
def values(hint: typing.Any) -> st.SearchStrategy[typing.Any]:
    """Any value of a type of the model."""
    if hint in BASE:
        return BASE[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return st.lists(values(arguments[0]), max_size=2).map(tuple)
    if origin is collections.abc.Mapping:
        return st.dictionaries(WORDS, values(arguments[1]), max_size=2)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of(*(values(argument) for argument in arguments))
    if issubclass(hint, enum.Enum):
        return st.sampled_from(hint)
    assert dataclasses.is_dataclass(hint)
    hints = typing.get_type_hints(hint)
    return st.builds(
        hint, **{field.name: st.deferred(lambda h=hints[field.name]: values(h)) for field in dataclasses.fields(hint)}
    )


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(values(ScanResult))
def test_what_was_written_is_read_back(result: ScanResult) -> None:
    assert load_scan(JsonWriter().write(result, DUTCH)) == result


@pytest.mark.parametrize("make", [factory.empty, factory.water_board, factory.hostile])
def test_hand_made_scans_are_read_back(make: collections.abc.Callable[[], ScanResult]) -> None:
    assert load_scan(JsonWriter().write(make(), DUTCH)) == make()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [factory.empty, factory.water_board, factory.hostile])
def test_output_fits_the_schema(make: collections.abc.Callable[[], ScanResult], language: str) -> None:
    validator = jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    validator.validate(json.loads(JsonWriter().write(make(), translator(language))))


def test_schema_refuses_another_file() -> None:
    validator = jsonschema_rs.Draft202012Validator(json.loads(SCHEMA.read_bytes()))
    assert not validator.is_valid({"bomFormat": "CycloneDX"})


def test_schema_file_is_that_of_the_structs() -> None:
    made = json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"
    if os.environ.get("KETENSCAN_REGENERATE") == "1":
        SCHEMA.write_text(made, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == made


def test_sentences_stand_beside_their_keys_in_the_language_of_the_file() -> None:
    made = {
        language: json.loads(JsonWriter().write(factory.water_board(), translator(language))) for language in LANGUAGES
    }
    assert [made[language]["language"] for language in LANGUAGES] == list(LANGUAGES)
    question = made["nl"]["findings"][1]["open_questions"][0]
    assert made["nl"]["texts"][question["text"]]["text"] == "Waar zit Shenzhen Goodlink?"


def test_repeated_answers_stand_once() -> None:
    few, more = (json.loads(JsonWriter().write(factory.many(count), DUTCH)) for count in (30, 60))
    shared = len(few["answers"]) - 2 * 30  # S and Q3A name a cell, so each finding has its own
    assert len(more["answers"]) == 2 * 60 + shared
    assert len(few["sources"]) == len(more["sources"])


@pytest.mark.slow
def test_a_hundred_thousand_findings_stay_small() -> None:
    per_finding = len(JsonWriter().write(factory.many(4000), DUTCH)) / 4000
    assert per_finding * 100_000 < 150_000_000


@pytest.mark.parametrize("on", [True, False])
def test_the_garbage_collector_is_as_before(on: bool) -> None:
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        load_scan(JsonWriter().write(factory.empty(), DUTCH))
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()


def edited(**changes: object) -> bytes:
    """The water board's file with other fields."""
    return json.dumps({**json.loads(JsonWriter().write(factory.water_board(), DUTCH)), **changes}).encode()


WHOLE = JsonWriter().write(factory.water_board(), DUTCH)
GRAPH = {
    "nodes": [{"kind": "asset", "id": "a", "label": "A"}],
    "sources": [0],
    "targets": [0],
    "kinds": [0],
    "edge_kinds": ["runs"],
}
NO_PLACE = {"id": "x", "outcome": "linked", "title": "x", "items": [], "link": "yes", "answers": [],
            "parties": [{"role": "maker", "claim": {"kind": "brand", "value": "v"}, "match": 0}]}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "report.load.damaged"),
        (b"PK\x03\x04", "report.load.damaged"),
        (b'{"schema": "ketenscan.scan", "version": 1, "x": "\xff"}', "report.load.broken"),
        (WHOLE[: len(WHOLE) // 2], "report.load.damaged"),
        (b"[]", "report.load.foreign"),
        (b'{"bomFormat": "CycloneDX", "specVersion": "1.6"}', "report.load.foreign"),
        (b'{"schema": "other", "version": 1}', "report.load.foreign"),
        (edited(version=2), "report.load.version"),
        (edited(version=0), "report.load.version"),
        (edited(findings="none"), "report.load.broken"),
        (edited(texts=[{"key": "a", "params": {"b": 0}}]), "report.load.broken"),
        (edited(texts=[{"key": "{a.__class__}", "params": {"a": "b"}}]), "report.load.broken"),
        (edited(sources=[]), "report.load.broken"),
        (edited(notices=[-1]), "report.load.broken"),
        (edited(findings=[NO_PLACE]), "report.load.broken"),
        (edited(graph={**GRAPH, "targets": [1]}), "report.load.broken"),
        (edited(graph={**GRAPH, "kinds": [1]}), "report.load.broken"),
        (edited(graph={**GRAPH, "kinds": []}), "report.load.broken"),
    ],
)
def test_a_wrong_file_gets_a_sentence_a_place_and_a_next_step(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        load_scan(content, "uit/scan.json")
    assert caught.value.reason.key == key
    assert caught.value.where is not None
    assert caught.value.where.file == "uit/scan.json"
    for language in LANGUAGES:
        t = translator(language)
        assert t(caught.value.reason) != key
        assert t(caught.value.hint) != caught.value.hint.key


def test_a_broken_field_is_pointed_at() -> None:
    content = json.loads(WHOLE)
    content["findings"][3]["link"] = "maybe"
    with pytest.raises(InputError) as caught:
        load_scan(json.dumps(content).encode())
    assert caught.value.where is not None
    assert caught.value.where.pointer == "/findings/3/link"


def test_fields_of_a_later_minor_change_are_ignored() -> None:
    assert load_scan(edited(invented_later=[1])) == factory.water_board()


@pytest.mark.parametrize("depth", [2_000, 200_000])
def test_deep_nesting_is_refused_and_does_not_crash(depth: int) -> None:
    content = b'{"schema":"ketenscan.scan","version":1,"x":' + b"[" * depth + b"]" * depth + b"}"
    with pytest.raises(InputError):
        load_scan(content)
