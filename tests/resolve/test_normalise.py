"""Names to keys: what must be equal is, and no input makes it slow or fail."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.resolve.normalise import MAX_NAME_CHARS, Vocabulary, fold, several, spellings


@given(st.text())
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_spellings_and_parts_never_fail_and_never_grow(text: str) -> None:
    assert all(len(way) <= MAX_NAME_CHARS for way in spellings(text))
    assert all(len(part) <= max(len(text), 1) for part in several(text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Schnéider™", "schneider"),
        ("HIK\u200bVISION", "hikvision"),
        ("\u202bSiemens\u202c", "siemens"),
        ("\uff28\uff55\uff41\uff57\uff45\uff49", "huawei"),
        ("Phoenix  Contact.", "phoenix-contact"),
        ("КАСПЕРСКИЙ", "касперский"),
    ],
)
def test_what_looks_the_same_is_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("HIKVISION (via Bosch installateur)", "HIKVISION"),
        ("Leverancier: Siemens", "Siemens"),
        ("Moxa via Technische Unie", "Moxa"),
        ("2x WAGO", "WAGO"),
        ("Siemens S7-1500", "Siemens"),
        ("3Com", "3Com"),
    ],
)
def test_noise_around_a_name_is_taken_off(raw: str, wanted: str) -> None:
    assert wanted in spellings(raw)


def test_a_cell_with_several_vendors_is_cut() -> None:
    assert several("Siemens / Hikvision; Moxa") == ("Siemens", "Hikvision", "Moxa")
    assert several("Hangzhou Hikvision") == ("Hangzhou Hikvision",)


def test_legal_forms_come_off_at_both_ends_but_never_all() -> None:
    vocabulary = Vocabulary.build(["B.V.", "Co., Ltd.", "ООО", "有限公司"], ["nederland"], ["technology"])
    assert vocabulary.without_forms(tuple(fold("Moxa Nederland B.V.").split())) == ("moxa", "nederland")
    assert vocabulary.without_forms(tuple(fold("ООО Ромашка").split())) == ("ромашка",)
    assert vocabulary.without_forms(("b", "v")) == ("b", "v")
    assert vocabulary.without_corporate(("moxa", "nederland")) == ("moxa",)
    assert vocabulary.without_corporate(("nederland",)) == ("nederland",)
    assert vocabulary.core(("moxa", "technology")) == ("moxa",)
    assert vocabulary.without_cjk_form("杭州海康威视有限公司") == "杭州海康威视"
    assert vocabulary.without_cjk_form("有限公司") == "有限公司"


@pytest.mark.parametrize("cell", ["A" * 10_000_000, "(" * 10_000_000, "via " * 2_500_000, ", " * 5_000_000])
def test_only_the_beginning_of_a_ten_megabyte_cell_is_worked_on(cell: str) -> None:
    """So the work on any cell has one bound, however long it is."""
    start = cell[:MAX_NAME_CHARS]
    assert several(cell) == several(start)
    assert spellings(cell) == spellings(start)
    assert fold(cell) == fold(start)
