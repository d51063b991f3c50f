"""The story as a library: any mix of inputs, strictness, progress, notices, and what a result names."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner import ScanOptions, ScanResult, scan, to_frames
from scanner.errors import InputError, UsageError
from scanner.ingest.interface import InputFile
from scanner.model import Policy, ReferenceData
from scanner.options import Limits

Facts = tuple[ReferenceData, Policy]
OPTIONS = ScanOptions(scan_date="2026-11-23")
GOOD = InputFile("goed.csv", content=b"Naam,Fabrikant\nplc,Siemens\n")
BROKEN = InputFile("kapot.json", content=b'{"bomFormat": "CycloneDX", "components": [')
HALF = InputFile("half.csv", content=b"Naam,Fabrikant\nplc,Siemens\nx,y,z,te,veel\nTotaal,2\n")


class Heard:
    """Listens to progress."""

    def __init__(self) -> None:
        self.stages: dict[str, int] = {}
        self.done: dict[str, int] = {}

    def stage(self, key: str, total: int = 0) -> None:
        """A stage begins."""
        self.stages[key], self.done[key] = total, 0
        self.now = key

    def advance(self, steps: int = 1) -> None:
        """Steps are done."""
        self.done[self.now] += steps


def run(*inputs: InputFile | Path | str, facts: Facts | None = None, **options: object) -> ScanResult:
    """A scan at a fixed date."""
    return scan(list(inputs), ScanOptions(scan_date="2026-11-23", **options), facts=facts)  # type: ignore[arg-type]


def test_nothing_to_read_is_a_wrong_call() -> None:
    with pytest.raises(UsageError):
        scan([], OPTIONS)


def test_a_refused_file_is_a_document_that_says_so(facts: Facts) -> None:
    result = run(GOOD, BROKEN, facts=facts)
    assert [d.file for d in result.documents] == ["goed.csv", "kapot.json"]
    (skipped,) = result.documents[1].skipped
    assert skipped.whole_file
    assert skipped.where.file == "kapot.json"
    assert (result.coverage.files_refused, result.coverage.assets) == (1, 1)


def test_strict_stops_at_a_lost_row_and_at_a_refused_file(facts: Facts) -> None:
    for broken in (BROKEN, HALF):
        with pytest.raises(InputError) as caught:
            run(GOOD, broken, facts=facts, strict=True)
        assert caught.value.where
        assert caught.value.where.file == broken.name


def test_strict_does_not_mind_what_is_no_asset(facts: Facts) -> None:
    totals = InputFile("t.csv", content=b"Naam;Fabrikant;Aantal\nplc;Siemens;2\nTotaal;;2\n")
    result = run(totals, facts=facts, strict=True)
    assert (result.coverage.assets, result.coverage.skipped, result.coverage.records) == (1, 0, 2)


def test_progress_tells_every_stage_to_its_end(facts: Facts) -> None:
    heard = Heard()
    scan([GOOD, BROKEN, HALF], OPTIONS, facts=facts, progress=heard)
    assert list(heard.stages) == ["stage.ingest", "stage.resolve", "stage.assess", "stage.graph"]
    assert heard.stages == heard.done


def test_a_result_names_what_it_was_made_with(facts: Facts) -> None:
    versions = run(GOOD, facts=facts).versions
    assert (versions.reference, versions.policy) == (facts[0].digest, facts[1].digest)
    assert versions.scan_date == "2026-11-23"


def test_inputs_may_be_paths_texts_and_uploads_and_no_file_counts_twice(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"Naam,Merk\ncam,Hikvision\n")
    result = run(GOOD, path, str(tmp_path))
    assert len(result.documents) == 2
    frames = to_frames(result, language="en")
    assert len(frames["findings"]) == len(result.findings)


def test_the_order_of_the_files_changes_no_verdict(facts: Facts) -> None:
    one, other = run(GOOD, HALF, facts=facts), run(HALF, GOOD, facts=facts)
    assert {f.id: f.outcome for f in one.findings} == {f.id: f.outcome for f in other.findings}
    assert one.coverage == other.coverage


@pytest.mark.parametrize("date", ["2026-13-01", "gisteren", "", "23-11-2026"])
def test_a_date_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(UsageError):
        ScanOptions(scan_date=date)


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(UsageError):
        Limits(rows=0)
