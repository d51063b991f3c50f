"""Properties of the checks on single cells."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.reference import cells, ownership


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_every_real_date_passes_and_bounds_itself(day: object, length: int) -> None:
    text = str(day)[:length]
    assert cells.date(text) == ""
    assert ownership.earliest(text) <= str(day) <= ownership.latest(text)


@settings(max_examples=300)
@given(st.text(max_size=12))
def test_checks_accept_or_name_a_problem_and_never_fail(text: str) -> None:
    for check in (cells.date, cells.percent, cells.country, cells.identifier, cells.source, cells.filled):
        assert isinstance(check(text), str)
    if text and cells.percent(text) == "":
        assert 0 <= float(text) <= 100
