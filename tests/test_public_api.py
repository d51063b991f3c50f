"""The front door: what ``import scanner`` offers, and that it costs nothing until it is used."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import scanner


def test_the_list_of_public_names_is_sorted_complete_and_typed() -> None:
    assert scanner.__all__ == sorted(scanner.__all__)
    assert set(scanner.__all__) == {*scanner._HOMES, "__version__"}
    tree = ast.parse(Path(str(scanner.__file__)).read_text("utf-8"))
    typed = {alias.asname or alias.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for alias in n.names}
    assert set(scanner.__all__) <= typed, "a lazy name is also imported for type checkers"


@pytest.mark.parametrize("name", scanner.__all__)
def test_a_public_name_is_loaded_when_it_is_asked_for(name: str) -> None:
    code = f"from scanner import {name} as found; import scanner; print(found is getattr(scanner, {name!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("True", "")


def test_the_story_is_a_function_however_it_is_imported() -> None:
    import scanner.scanning  # noqa: PLC0415 - the submodule must not hide the function

    assert callable(scanner.scan)
    assert scanner.scan is scanner.scanning.scan


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'scna'"):
        _ = scanner.scna
    assert not hasattr(scanner, "_nothing")


def test_the_package_is_typed() -> None:
    assert files("scanner").joinpath("py.typed").is_file()
