"""Make the lock files anew from pyproject.toml: versions and hashes, no download address. Needs ``uv`` on the PATH."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMON = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "-q"]
# Lock file to what it locks. Later ones are held to the versions of the first.
LOCKS: dict[str, list[str]] = {
    "run": ["pyproject.toml"],
    "build": ["--group", "build"],
    "dev": ["--group", "dev"],
    "extras": ["pyproject.toml", "--all-extras"],
}


def main(extra: list[str]) -> None:
    """Write every lock; ``extra`` goes to uv (``--upgrade``)."""
    for name, what in LOCKS.items():
        held = [] if name == "run" else ["-c", "locks/run.txt"]
        target = ["-o", f"locks/{name}.txt"]
        subprocess.run(["uv", "pip", "compile", *what, *COMMON, *held, *target, *extra], cwd=ROOT, check=True)
        print(f"locks/{name}.txt")


if __name__ == "__main__":
    main(sys.argv[1:])
