"""Measures child processes: user and system CPU and peak memory of each, interleaved over rounds.

A ratio of two commands of one run says the same on a fast and on a slow machine; seconds do not. Interleaving lets a
noisy minute hit both sides, and the median leaves single outliers out.

A system counts the memory of the parent at the start as the child's (``getrusage(2)``), so this process stays small:
it imports little, and inputs are made in children too.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
ROOT = HERE.parent
KIBIBYTE = 1024
# Linux counts peak memory in KiB, macOS in bytes.
_RSS_UNIT = 1 if sys.platform == "darwin" else KIBIBYTE


@dataclass(frozen=True)
class Sample:
    """One child: CPU seconds (user and system), peak memory in bytes, and CPU seconds by stage where it told them."""

    cpu: float
    rss: int
    stages: Mapping[str, float]


@dataclass(frozen=True)
class Middle:
    """The medians over the rounds of one command."""

    cpu: float
    rss: float
    stages: Mapping[str, float]

    @classmethod
    def of(cls, samples: Sequence[Sample]) -> Middle:
        """From at least one sample; every sample has the same stages."""
        names = samples[0].stages
        stages = {name: median(s.stages[name] for s in samples) for name in names}
        return cls(median(s.cpu for s in samples), median(s.rss for s in samples), stages)


def work(name: str, *arguments: str | Path) -> list[str]:
    """The command that runs one piece of work of ``work.py``."""
    return [sys.executable, str(HERE / "work.py"), name, *map(str, arguments)]


def make(kind: str, path: Path, count: int) -> Path:
    """An input made by ``inputs.py``, in a process of its own."""
    run([sys.executable, str(HERE / "inputs.py"), kind, str(path), str(count)])
    return path


def run(command: Sequence[str]) -> Sample:
    """Run one child to its end.

    Raises:
        RuntimeError: the child failed; the message holds the end of what it said.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"}
        child = subprocess.Popen(command, stdout=out, stderr=err, cwd=tempfile.gettempdir(), env=environment)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            err.seek(0)
            said = err.read().decode(errors="replace")[-2000:]
            message = f"{' '.join(command)} ended with {child.returncode}:\n{said}"
            raise RuntimeError(message)
        out.seek(0)
        last = out.read().rsplit(b"\n", 2)[-2:-1]
    told = json.loads(last[0]) if last and last[0].startswith(b'{"stages"') else {}
    return Sample(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT, told.get("stages", {}))


def interleave(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Middle]:
    """The medians of every command; one round runs each of them once."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            samples[name].append(run(command))
    return {name: Middle.of(taken) for name, taken in samples.items()}
