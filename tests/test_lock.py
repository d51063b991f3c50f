"""The lock files: every package pinned, with hashes, from wherever the machine gets its packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = sorted((ROOT / "locks").glob("*.txt"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def lines(lock: Path) -> list[str]:
    """The requirements with their continuation lines joined; comments and blank lines left out."""
    text = re.sub(r"\\\n", " ", lock.read_text("utf-8"))
    return [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]


def locked(name: str) -> dict[str, Requirement]:
    """The packages of a lock by canonical name."""
    found = (Requirement(line.partition(" --hash")[0]) for line in lines(ROOT / "locks" / f"{name}.txt"))
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def group(name: str) -> Iterator[str]:
    """The requirements of a dependency group, with those that it includes."""
    for entry in PROJECT["dependency-groups"][name]:
        if isinstance(entry, dict):
            yield from group(entry["include-group"])
        else:
            yield entry


def wanted() -> dict[str, list[str]]:
    """What each lock has to hold, from ``pyproject.toml``."""
    project = PROJECT["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    build = [*group("build"), *PROJECT["build-system"]["requires"]]
    return {
        "run": project["dependencies"],
        "extras": [*project["dependencies"], *extras],
        "build": build,
        "dev": list(group("dev")),
    }


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_line_is_pinned_and_has_hashes(lock: Path) -> None:
    assert lines(lock)
    for line in lines(lock):
        requirement, *hashes = line.split(" --hash")
        parsed = Requirement(requirement)
        assert parsed.url is None, f"{parsed.name} comes from an address"
        pins = [(s.operator, "*" in s.version) for s in parsed.specifier]
        assert pins == [("==", False)], f"{parsed.name} is not pinned to one version"
        assert hashes, f"{parsed.name} has no hash"
        assert HASH.findall(line) == [f"--hash{h.strip()}" for h in hashes], f"{parsed.name} has a strange hash"


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_no_lock_says_where_to_download(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert "://" not in text
    options = set(re.findall(r"(?:^|\s)(-{1,2}[a-z][a-z-]*)", text))
    assert options == {"--hash"}


def test_there_is_a_lock_for_each_use() -> None:
    assert {lock.stem for lock in LOCKS} == set(wanted())


def missing(requirements: Iterable[str], lock: str) -> list[str]:
    """The requirements that a lock does not satisfy."""
    held = locked(lock)
    found = []
    for line in requirements:
        requirement = Requirement(line)
        pinned = held.get(canonicalize_name(requirement.name))
        if pinned is None or not requirement.specifier.contains(next(iter(pinned.specifier)).version):
            found.append(line)
    return found


@pytest.mark.parametrize("lock", sorted(wanted()))
def test_every_dependency_is_in_its_lock(lock: str) -> None:
    assert missing(wanted()[lock], lock) == []


@pytest.mark.parametrize("lock", sorted(set(wanted()) - {"run"}))
def test_locks_agree_on_the_versions_that_they_share(lock: str) -> None:
    run, other = locked("run"), locked(lock)
    differ = {name: (str(run[name]), str(other[name])) for name in run.keys() & other.keys()
              if run[name].specifier != other[name].specifier}  # fmt: skip
    assert differ == {}
