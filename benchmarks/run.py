"""Measures what Ketenscan promises about speed and memory, as ratios against a baseline of the same run.

::

    python benchmarks/run.py              all figures, as Markdown, and into benchmarks/results.json
    python benchmarks/run.py --rounds 1   quicker, more noise
    python benchmarks/run.py start load   these groups only (nothing is written)

Exit 1 when a figure is over its limit. ``docs/performance.md`` says what each figure means.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from measure import HERE, Middle, interleave, make, work

RESULTS = HERE / "results.json"
ROWS, FEW_ROWS, COMPONENTS, NAMES = 100_000, 10_000, 10_000, 100_000
SHORT_ROUNDS = 15

# Every promise: the figure and the largest ratio that is accepted. `start-up` and `growth` are promised to users; the
# others are what was measured with a margin of about a third, so that a step back shows. Lower a limit when
# the program gets faster; never raise one without saying why in CHANGELOG.md.
LIMITS: dict[str, float] = {
    "start-up": 3.0,
    "reference data": 0.9,
    "inventory": 240.0,
    "inventory memory": 120.0,
    "sbom": 26.0,
    "sbom memory": 5.0,
    "growth": 1.3,
}
# Stages that cost the same however many rows there are, or cost by distinct name (the same names are in both files).
NOT_BY_ROW = {"import", "reference", "resolve"}


@dataclass(frozen=True)
class Figure:
    """One ratio: what was measured, against what, and the limit (None: reported only)."""

    name: str
    against: str
    ratio: float
    limit: float | None

    @property
    def broken(self) -> bool:
        """Whether the promise is not kept."""
        return self.limit is not None and self.ratio > self.limit


@dataclass(frozen=True)
class Outcome:
    """What one group of figures gives; ``shares`` holds, by scan, each stage's share of the CPU seconds."""

    figures: tuple[Figure, ...]
    shares: Mapping[str, Mapping[str, float]]


def figure(name: str, against: str, ratio: float) -> Figure:
    """A figure with the limit of the table."""
    return Figure(name, against, round(ratio, 2), LIMITS.get(name))


def shares(scan: Middle) -> dict[str, float]:
    """Each stage's share of the CPU seconds of all stages, largest first."""
    total = sum(scan.stages.values())
    ordered = sorted(scan.stages.items(), key=lambda stage: -stage[1])
    return {name: round(spent / total, 3) for name, spent in ordered if name != "end"}


def start(_folder: Path, rounds: int) -> Outcome:
    """``ketenscan --help`` against the least that a program on click can cost."""
    commands = {
        "help": [sys.executable, "-m", "scanner", "--help"],
        "click": [sys.executable, "-c", "import click"],
    }
    found = interleave(commands, rounds * SHORT_ROUNDS)
    ratio = found["help"].cpu / found["click"].cpu
    memory = found["help"].rss / found["click"].rss
    against = "`python -c 'import click'`"
    return Outcome((figure("start-up", against, ratio), figure("start-up memory", against, memory)), {})


def load(_folder: Path, rounds: int) -> Outcome:
    """Reading and checking the reference data against the import that every notebook pays."""
    commands = {"load": work("reference"), "pandas": [sys.executable, "-c", "import pandas"]}
    found = interleave(commands, rounds * 3)
    return Outcome((figure("reference data", "`import pandas`", found["load"].cpu / found["pandas"].cpu),), {})


def inventory(folder: Path, rounds: int) -> Outcome:
    """An inventory of 100,000 rows to scan.json against reading its cells; growth from 10,000 rows."""
    many = make("inventory", folder / "many.csv", ROWS)
    few = make("inventory", folder / "few.csv", FEW_ROWS)
    commands = {"scan": work("scan", many, "json"), "few": work("scan", few, "json"), "read": work("read-csv", many)}
    found = interleave(commands, rounds)
    scan, read = found["scan"], found["read"]
    by_row = {name: sum(spent for stage, spent in found[name].stages.items() if stage not in NOT_BY_ROW)
              for name in ("scan", "few")}  # fmt: skip
    growth = (by_row["scan"] / ROWS) / (by_row["few"] / FEW_ROWS)
    figures = (
        figure("inventory", "`csv.reader` over the file", scan.cpu / read.cpu),
        figure("inventory memory", "`csv.reader` over the file", scan.rss / read.rss),
        figure("growth", "CPU a row at a tenth of the rows", growth),
    )
    return Outcome(
        figures, {f"inventory of {ROWS:,} rows": shares(scan), f"of {FEW_ROWS:,} rows": shares(found["few"])}
    )


def reports(folder: Path, rounds: int) -> Outcome:
    """The reports that a scan writes unasked, by 10,000 rows: their shares only."""
    few = make("inventory", folder / "few.csv", FEW_ROWS)
    commands = {"scan": work("scan", few, "json", "xlsx", "html"), "read": work("read-csv", few)}
    found = interleave(commands, rounds)
    ratio = found["scan"].cpu / found["read"].cpu
    name = f"{FEW_ROWS:,} rows with all default reports"
    return Outcome((figure("all reports", "`csv.reader` over the file", ratio),), {name: shares(found["scan"])})


def sbom(folder: Path, rounds: int) -> Outcome:
    """A CycloneDX SBOM of 10,000 components to scan.json against ``json.loads``."""
    path = make("sbom", folder / "sbom.cdx.json", COMPONENTS)
    found = interleave({"scan": work("scan", path, "json"), "read": work("read-json", path)}, rounds)
    scan, read = found["scan"], found["read"]
    figures = (
        figure("sbom", "`json.loads` of the file", scan.cpu / read.cpu),
        figure("sbom memory", "`json.loads` of the file", scan.rss / read.rss),
    )
    return Outcome(figures, {f"SBOM of {COMPONENTS:,} components": shares(scan)})


def resolve(folder: Path, rounds: int) -> Outcome:
    """``ketenscan resolve`` of 100,000 distinct names against one comparison of every pair."""
    path = make("names", folder / "names.csv", NAMES)
    command = [sys.executable, "-m", "scanner", "resolve", str(path), "--column", "Fabrikant"]
    found = interleave({"resolve": command, "distance": work("distance", path)}, rounds)
    ratio = found["resolve"].cpu / found["distance"].cpu
    against = "`cdist` of the same pairs"
    memory = found["resolve"].rss / found["distance"].rss
    return Outcome((figure("resolve", against, ratio), figure("resolve memory", against, memory)), {})


GROUPS: dict[str, Callable[[Path, int], Outcome]] = {
    "start": start,
    "load": load,
    "sbom": sbom,
    "inventory": inventory,
    "reports": reports,
    "resolve": resolve,
}


def table(outcome: Outcome) -> Iterator[str]:
    """The figures of a group as rows of the Markdown table."""
    for found in outcome.figures:
        limit = f"{found.limit:g}" if found.limit is not None else "-"
        kept = "no" if found.broken else "yes" if found.limit is not None else "-"
        yield f"| {found.name} | {found.against} | {found.ratio:.2f} | {limit} | {kept} |"


def main() -> int:
    """Measure the groups asked for; 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description="Measure speed and memory against baselines of the same run.")
    parser.add_argument("groups", nargs="*", choices=[[], *GROUPS], help="only these groups")
    parser.add_argument("--rounds", type=int, default=3, help="median of so many rounds (default 3)")
    asked = parser.parse_args()
    outcomes = {}
    print("| figure | against | ratio | limit | kept |\n|---|---|---:|---:|---|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.groups or GROUPS:
            outcomes[name] = GROUPS[name](Path(folder), asked.rounds)
            print("\n".join(table(outcomes[name])), flush=True)
    for outcome in outcomes.values():
        for scan, parts in outcome.shares.items():
            print(f"\nShare of the CPU time, {scan}: " + ", ".join(f"{n} {s:.0%}" for n, s in parts.items()))
    if not asked.groups:
        write(outcomes, asked.rounds)
    broken = [found.name for outcome in outcomes.values() for found in outcome.figures if found.broken]
    if broken:
        print(f"\nBroken: {', '.join(broken)}", file=sys.stderr)
    return 1 if broken else 0


def write(outcomes: Mapping[str, Outcome], rounds: int) -> None:
    """All figures to ``results.json``: ratios only, so that the results of two machines compare."""
    document = {
        "date": dt.datetime.now(tz=dt.UTC).date().isoformat(),
        "python": platform.python_version(),
        "system": platform.system(),
        "rounds": rounds,
        "figures": [asdict(found) for outcome in outcomes.values() for found in outcome.figures],
        "stage_shares": {scan: parts for outcome in outcomes.values() for scan, parts in outcome.shares.items()},
    }
    RESULTS.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
