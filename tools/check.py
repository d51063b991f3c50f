"""All checks and all tests, in the order in which they fail fastest. Every step runs, the exit code tells.

``python tools/check.py`` runs everything; ``python tools/check.py --quick`` leaves the slow tests out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def steps(*, quick: bool) -> list[tuple[str, list[str]]]:
    """Name and command of each step."""
    python = str(BIN / "python")
    tests = [
        python,
        "-m",
        "pytest",
        "-n",
        "2",
        "-rs",
        "--cov",
        "--cov-report=term",
        *(["-m", "not slow"] if quick else []),
    ]
    return [
        ("format", [str(BIN / "ruff"), "format", "--check", "."]),
        ("lint", [str(BIN / "ruff"), "check", "."]),
        ("types", [str(BIN / "mypy")]),
        ("import contracts", [str(BIN / "lint-imports")]),
        ("docstrings", [str(BIN / "interrogate"), "-q", "scanner"]),
        ("dependencies", [str(BIN / "deptry"), "scanner"]),
        ("tests", tests),
    ]


def main() -> int:
    """Run the steps; 0 when all passed."""
    failed = []
    for name, command in steps(quick="--quick" in sys.argv):
        print(f"== {name}", flush=True)
        began = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": "0"}, check=False)
        print(
            f"== {name}: {'passed' if not done.returncode else 'FAILED'} in {time.monotonic() - began:.0f} s",
            flush=True,
        )
        if done.returncode:
            failed.append(name)
    print("== all passed" if not failed else f"== failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
