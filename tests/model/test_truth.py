"""Kleene logic against its definition: unknown is what the worlds disagree on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from scanner.model import SourceRef, Truth, say

WORLDS = {Truth.YES: (True,), Truth.NO: (False,), Truth.UNKNOWN: (True, False)}


def worlds(function: Callable[..., bool], *values: Truth) -> Truth:
    """The answer by trying every world that the values allow: the oracle."""
    seen = {function(*world) for world in product(*(WORLDS[v] for v in values))}
    return Truth.UNKNOWN if len(seen) > 1 else (Truth.YES if seen.pop() else Truth.NO)


@pytest.mark.parametrize(("a", "b"), list(product(Truth, Truth)))
def test_and_or_agree_with_all_worlds(a: Truth, b: Truth) -> None:
    assert a & b is worlds(lambda x, y: x and y, a, b)
    assert a | b is worlds(lambda x, y: x or y, a, b)


@pytest.mark.parametrize("a", list(Truth))
def test_not_agrees_with_all_worlds(a: Truth) -> None:
    assert ~a is worlds(lambda x: not x, a)


def test_a_place_reads_as_file_sheet_row_column() -> None:
    place = SourceRef("a.xlsx", "Systemen", 7).at("Merk")
    assert str(place) == "a.xlsx:Systemen:7:Merk"
    assert str(SourceRef("b.json", pointer="/components/3")) == "b.json#/components/3"


def test_a_sentence_keeps_nested_sentences() -> None:
    text = say("outer", name="x", inner=say("inner", n=3))
    assert dict(text.params) == {"name": "x", "inner": say("inner", n="3")}
