"""What the user named becomes a list of input files with the names that reports show."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from scanner.errors import UsageError
from scanner.ingest.interface import InputFile
from scanner.model import say

# "~$" marks the lock file that Excel leaves beside an open workbook.
_HIDDEN = (".", "~$")


def collect(paths: Sequence[Path]) -> list[InputFile]:
    """The files that ``paths`` name, folders with all that is below them, each file once.

    The files come in the order of their names, so the result depends neither on the file system nor on the order of
    ``paths``; hidden files and links to folders are left out. A file is shown by its own name, a file of a folder by
    its path below that folder. Equal names are told apart by the folder above, and by a number where that is equal too.

    Raises:
        UsageError: a path does not exist, is no file or folder, or a folder holds no file.
    """
    found: dict[Path, str] = {}
    for path in paths:
        for file, name in _named(path):
            whole = file.resolve()
            found[whole] = min(name, found.get(whole, name), key=lambda n: (n.count("/"), n))
    ordered = dict(sorted(found.items(), key=lambda pair: (pair[1], pair[0])))
    files = [InputFile(name, file) for file, name in zip(ordered, _distinct(ordered), strict=True)]
    return sorted(files, key=lambda file: file.name)


def _named(path: Path) -> list[tuple[Path, str]]:
    if path.is_file():
        return [(path, path.name)]
    if not path.is_dir():
        key = "other_path" if path.exists() else "missing_path"
        raise UsageError(say(f"ingest.{key}", path=path.as_posix()), say(f"ingest.{key}.hint"))
    files = sorted((file.relative_to(path).as_posix(), file) for file in _below(path))
    if not files:
        raise UsageError(say("ingest.empty_folder", path=path.as_posix()), say("ingest.empty_folder.hint"))
    return [(file, name) for name, file in files]


def _below(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = [f for f in folders if not f.startswith(_HIDDEN)]
        yield from (path for f in files if not f.startswith(_HIDDEN) and (path := Path(here, f)).is_file())


def _distinct(found: dict[Path, str]) -> list[str]:
    """The names in order, made unique without changing those that already are."""
    times = Counter(found.values())
    wanted = [name if times[name] == 1 else f"{_parent(file, name)}/{name}" for file, name in found.items()]
    taken: set[str] = set()
    for i, name in enumerate(wanted):
        number = 1
        while wanted[i] in taken:
            number += 1
            wanted[i] = f"{name} ({number})"
        taken.add(wanted[i])
    return wanted


def _parent(file: Path, name: str) -> str:
    """The name of the folder that ``name`` is relative to."""
    return file.parents[name.count("/")].name
