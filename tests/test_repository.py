"""What may stand in the repository: nothing of the machine it was made on, nothing large, and what must be there."""

from __future__ import annotations

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).parents[1]
MOST_BYTES = 1_000_000
# Large on purpose, with the reason.
LARGE: dict[str, str] = {}
EXECUTABLE = ("start", ".ci/run")
# Hosts from which packages come; in pieces, so that this file does not name one.
GENERIC = [("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
           ("conda", "io"), ("anaconda", "org"), ("jfrog", "io")]  # fmt: skip
# A path of a machine: a home folder, or a temporary one with a name in it.
HOME = re.compile(r"(?<![\w.])/(?:home|Users|root)/[\w.-]+|[A-Z]:\\+Users\\+\w+")


@cache
def listed() -> tuple[str, ...]:
    """Files that are tracked or would be with the next ``git add``."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("NO GIT: this is no checkout, so what would be committed is not known")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in out.split("\0") if name and (ROOT / name).is_file()))


@cache
def texts() -> dict[str, str]:
    """The text files among them."""
    found = {}
    for name in listed():
        data = (ROOT / name).read_bytes()
        if b"\0" not in data[:8192]:
            found[name] = data.decode("utf-8", errors="replace")
    return found


def asked(*command: str) -> str:
    """What a program says, or nothing where it is not there."""
    program = shutil.which(command[0])
    if program is None:
        return ""
    done = subprocess.run([program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


@cache
def registries() -> frozenset[str]:
    """Hosts of package registries: the well-known ones, and those that this machine is set up with."""
    hosts = {".".join(parts) for parts in GENERIC}
    settings = asked("pip", "config", "list") + "\n" + asked("npm", "config", "get", "registry")
    for address in re.findall(r"https?://[^\s'\"]+", settings):
        host = urlsplit(address).hostname
        if host:
            hosts.add(host)
    return frozenset(hosts)


def hosts_in(text: str) -> list[str]:
    """The registries that a text names, with or without something before them (``files.``, ``registry.``)."""
    pattern = "|".join(rf"(?<![\w-]){re.escape(host)}(?![\w-])" for host in sorted(registries()))
    return sorted(set(re.findall(pattern, text, re.IGNORECASE)))


def test_no_file_names_a_package_registry() -> None:
    assert {name: hosts for name, text in texts().items() if (hosts := hosts_in(text))} == {}


@pytest.mark.parametrize("parts", GENERIC, ids="-".join)
def test_a_registry_would_be_seen(parts: tuple[str, str]) -> None:
    host = ".".join(parts)
    assert hosts_in(f"resolved: https://files.{host}/a-1.0.tgz") == [host]
    assert hosts_in(f"my-{host}") == []


def test_no_file_holds_a_path_of_a_machine() -> None:
    parent = ROOT.parent.as_posix()
    here = [re.escape(ROOT.as_posix())] + ([re.escape(parent) + r"(?=/)"] if len(Path(parent).parts) > 1 else [])
    pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(here)})(?!\w)|{HOME.pattern}")
    found = {name: sorted(set(pattern.findall(text))) for name, text in texts().items() if pattern.search(text)}
    assert found == {}


def test_no_file_is_large() -> None:
    sizes = {name: (ROOT / name).stat().st_size for name in listed()}
    assert {name: size for name, size in sizes.items() if size > MOST_BYTES and name not in LARGE} == {}
    assert all(sizes.get(name, 0) > MOST_BYTES for name in LARGE), "an exception that is not needed any more"


def test_nothing_that_is_made_is_kept() -> None:
    made = re.compile(r"(^|/)(node_modules|__pycache__|\.venv|dist|build)/|\.(mo|pyc|whl|egg-info)$")
    assert [name for name in listed() if made.search(name)] == []


@pytest.mark.parametrize("name", EXECUTABLE)
def test_scripts_can_be_run(name: str) -> None:
    path = ROOT / name
    assert path.stat().st_mode & 0o111 == 0o111, f"{name} is not executable"
    assert path.read_bytes().startswith(b"#!")


@pytest.mark.parametrize("name", EXECUTABLE)
def test_git_keeps_scripts_executable(name: str) -> None:
    assert name in listed()
    staged = asked("git", "ls-files", "--stage", "--", name)
    assert not staged or staged.startswith("100755 ")


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.search(r"^## \[?Unreleased\]?", text, re.MULTILINE)


def test_the_licence_is_the_one_that_the_package_names() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "Version 2.0" in text
    assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_texts_are_clean() -> None:
    wrong = {
        name: "CRLF" for name, text in texts().items() if name.endswith((".py", ".md", ".po", ".toml")) and "\r" in text
    }
    wrong |= {
        name: "no end of line" for name, text in texts().items() if name.endswith(".py") and text and text[-1] != "\n"
    }
    assert wrong == {}
