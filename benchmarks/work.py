# ruff: noqa: PLC0415 - imports are part of what is measured, so they stand inside the work
"""The pieces of work that are measured, each in a process of its own: ``python benchmarks/work.py NAME ARGUMENT...``.

Imports stand inside the functions, because what is imported is part of what is measured.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

SCAN_DATE = "2026-01-01"


class StageClock:
    """A ``scanner.progress.Progress`` that adds up the CPU seconds of each stage."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._current = "import"
        self._since = 0.0  # the process clock starts at zero: starting Python belongs to the imports

    def stage(self, key: str, total: int = 0) -> None:  # noqa: ARG002 - the protocol's arguments
        """Close the running stage and begin the next."""
        now = time.process_time()
        self.spent[self._current] = self.spent.get(self._current, 0.0) + now - self._since
        self._current, self._since = key.removeprefix("stage."), now

    def advance(self, steps: int = 1) -> None:
        """Only whole stages are measured."""


def scan(path: str, *formats: str) -> None:
    """Scan a file and make the reports in memory; tell the CPU seconds of every stage."""
    clock = StageClock()
    from scanner import ScanOptions, reference
    from scanner import scan as run_scan
    from scanner.i18n import translator
    from scanner.report import writer

    clock.stage("reference")
    facts = reference.load()
    result = run_scan([Path(path)], ScanOptions(scan_date=SCAN_DATE), facts=facts, progress=clock)
    for name in formats:
        clock.stage(f"report-{name}")
        writer(name).write(result, translator("nl"))
    clock.stage("end")
    print(json.dumps({"stages": clock.spent}))


def read_csv(path: str) -> None:
    """The baseline of an inventory: every row once through ``csv.reader``, none kept."""
    import csv

    with Path(path).open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream, delimiter=";"):
            pass


def read_json(path: str) -> None:
    """The baseline of an SBOM."""
    json.loads(Path(path).read_bytes())


def distance(path: str) -> None:
    """The baseline of resolving: one ``fuzz.ratio`` for each pair of a name of the file and a name of the registry."""
    import csv

    import numpy as np
    from rapidfuzz import fuzz, process

    from scanner import reference
    from scanner.resolve import index

    with Path(path).open(encoding="utf-8", newline="") as stream:
        asked = [row[0] for row in csv.reader(stream)][1:]
    known = index.build(reference.load()[0]).cores
    for start in range(0, len(asked), 1_000):
        process.cdist(asked[start : start + 1_000], known, scorer=fuzz.ratio, dtype=np.uint8)


def load_reference() -> None:
    """Read and check all reference data."""
    from scanner import reference

    reference.load()


WORK: dict[str, Callable[..., None]] = {
    "scan": scan,
    "read-csv": read_csv,
    "read-json": read_json,
    "distance": distance,
    "reference": load_reference,
}

if __name__ == "__main__":
    WORK[sys.argv[1]](*sys.argv[2:])
