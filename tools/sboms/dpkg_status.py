"""Rewrite the dpkg status file of a sample machine: the packages asked for and all they need.

Run it on a machine with apt, after ``apt-get update`` for the architecture::

    python tools/sboms/dpkg_status.py tools/sboms/scada-server amd64

The stanzas are Debian's own package records, cut down to the fields that an SBOM generator reads.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

FIELDS = ("Package", "Architecture", "Version", "Source", "Priority", "Section", "Maintainer", "Homepage")
RELATIONS = ("Pre-Depends", "Depends", "Provides")


def apt_options(architecture: str, state: Path) -> list[str]:
    """Options that make apt think of an empty machine of ``architecture``; ``state`` is a folder of its own."""
    (state / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "cache" / "archives" / "partial").mkdir(parents=True, exist_ok=True)
    (state / "status").write_text("", encoding="ascii")
    return [
        f"-oAPT::Architecture={architecture}",
        f"-oAPT::Architectures::={architecture}",
        f"-oDir::State={state}",
        f"-oDir::State::status={state / 'status'}",
        f"-oDir::Cache={state / 'cache'}",
    ]


def closure(wanted: list[str], options: list[str]) -> list[str]:
    """``name=version`` of every package that apt would install on the empty machine, by name."""
    command = ["apt-get", *options, "-s", "--no-install-recommends", "install", *wanted]
    plan = subprocess.run(command, check=True, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin"})
    found = re.findall(r"^Inst (\S+) \((\S+) ", plan.stdout, re.MULTILINE)
    return sorted(f"{name}={version}" for name, version in found)


def stanza(record: str) -> str:
    """One package record of the archive as a record of the status file: installed, no download fields."""
    unfolded = re.sub(r"\n[ \t]+.*", "", record)
    fields = dict(line.split(": ", 1) for line in unfolded.splitlines() if ": " in line)
    summary = fields.get("Description", fields.get("Description-en", ""))
    lines = [f"{name}: {fields[name]}" for name in (*FIELDS, *RELATIONS) if name in fields]
    lines.insert(1, "Status: install ok installed")
    return "\n".join([*lines, f"Description: {summary}"])


def write_status(folder: Path, architecture: str, state: Path) -> int:
    """Write ``folder/status`` from ``folder/packages.txt``; returns the number of packages."""
    lines = (folder / "packages.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line and not line.startswith("#")]
    options = apt_options(architecture, state)
    subprocess.run(["apt-get", *options, "-q", "update"], check=False)
    packages = closure(wanted, options)
    shown = subprocess.run(
        ["apt-cache", *options, "show", "--no-all-versions", *packages], check=True, capture_output=True, text=True
    )
    stanzas = sorted({stanza(record) for record in shown.stdout.strip().split("\n\n")})
    (folder / "status").write_text("\n\n".join(stanzas) + "\n", encoding="utf-8")
    return len(stanzas)


if __name__ == "__main__":
    sample = Path(sys.argv[1])
    print(write_status(sample, sys.argv[2], Path(sys.argv[3] if len(sys.argv) > 3 else "build/apt").resolve()))  # noqa: PLR2004
