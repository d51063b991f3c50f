"""Reads a YAML file into plain values that know their line, so that a problem can say where it is.

YAML 1.1 reads the country code NO and the answers yes and no as booleans. ``word`` turns those back into what stands
in the file, so that nobody has to know.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from scanner.model import SourceRef
from scanner.reference.problems import Problems
from scanner.reference.tables import read_text

if TYPE_CHECKING:
    from yaml import SafeLoader as _Loader
else:
    # The C parser is some eight times faster; not every build of PyYAML has it.
    _Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Mapping(dict[str, Any]):
    """A YAML mapping with the line on which it starts and the keys that stand in it twice."""

    line: int = 0
    doubles: tuple[tuple[str, int], ...] = ()


class _LineLoader(_Loader):
    """A safe loader (plain values only, no objects) that keeps lines."""


def _construct(loader: _LineLoader, node: yaml.MappingNode) -> Generator[Mapping, None, None]:
    """Build a ``Mapping``; in two steps, as PyYAML asks for values that may refer to themselves."""
    found = Mapping()
    found.line = node.start_mark.line + 1
    yield found
    doubles = []
    for key_node, value_node in node.value:
        key = word(loader.construct_object(key_node, deep=True))
        if key in found:
            doubles.append((key, key_node.start_mark.line + 1))
        found[key] = loader.construct_object(value_node, deep=True)
    found.doubles = tuple(doubles)


_LineLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _construct)


def word(value: object) -> str:
    """A scalar as text: a boolean as the yes or no that stood there, nothing as an empty text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).strip()


def read_yaml(path: Path, problems: Problems) -> Mapping | None:
    """The mapping that a YAML file holds, or None with the problem noted. Keys that stand twice are problems too."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        found = yaml.load(text, Loader=_LineLoader)  # noqa: S506 - a subclass of the safe loader
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        problems.add(SourceRef(path.name, row=mark.line + 1 if mark else 0), "not_yaml")
        return None
    if not isinstance(found, Mapping):
        problems.add(SourceRef(path.name), "not_a_mapping")
        return None
    _note_doubles(found, path.name, problems)
    return found


def _note_doubles(value: object, file: str, problems: Problems) -> None:
    """Note every key that stands twice in one mapping, however deep; YAML would silently take the last."""
    if isinstance(value, Mapping):
        for key, line in value.doubles:
            problems.add(SourceRef(file, row=line, column=key), "double_key", name=key)
        for inner in value.values():
            _note_doubles(inner, file, problems)
    elif isinstance(value, list):
        for inner in value:
            _note_doubles(inner, file, problems)


class Reader:
    """Takes typed values out of a mapping and notes what is missing, unknown or of the wrong kind."""

    def __init__(self, found: Mapping, file: str, problems: Problems) -> None:
        self.found = found
        self.file = file
        self.problems = problems

    def at(self, key: str = "") -> SourceRef:
        """The place of the mapping, narrowed to a key."""
        return SourceRef(self.file, row=self.found.line, column=key)

    def add(self, key: str, problem: str, /, **params: object) -> None:
        """Note a problem with the value of ``key``."""
        self.problems.add(self.at(key), problem, name=key, **params)

    def expect(self, required: tuple[str, ...], optional: tuple[str, ...] = ()) -> None:
        """Note keys that are missing and keys that nobody knows."""
        for key in required:
            if key not in self.found:
                self.add(key, "missing_key")
        for key in self.found:
            if key not in required and key not in optional:
                self.add(key, "unknown_key")

    def text(self, key: str) -> str:
        """A scalar as text; "" where it is absent. A list or mapping is a problem."""
        value = self.found.get(key)
        if isinstance(value, dict | list):
            self.add(key, "not_text")
            return ""
        return word(value)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false; anything else is a problem."""
        value = self.found.get(key, default)
        if not isinstance(value, bool):
            self.add(key, "not_a_flag", value=word(value))
            return default
        return value

    def number(self, key: str) -> float:
        """A number; 0 with a problem noted when it is none."""
        value = self.found.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.add(key, "not_a_number", value=word(value))
            return 0.0
        return float(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of scalars as texts; () where it is absent."""
        value = self.found.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or any(isinstance(part, dict | list) for part in value):
            self.add(key, "not_a_list")
            return ()
        return tuple(word(part) for part in value)

    def readers(self, key: str) -> tuple[Reader, ...]:
        """A list of mappings, each with a reader of its own; () where it is absent."""
        value = self.found.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(part, Mapping) for part in value):
            self.add(key, "not_a_list")
            return ()
        return tuple(Reader(part, self.file, self.problems) for part in value)

    def reader(self, key: str) -> Reader:
        """A mapping inside this one; an empty one, with a problem noted, when there is none."""
        value = self.found.get(key)
        if not isinstance(value, Mapping):
            self.add(key, "not_a_mapping")
            value = Mapping()
            value.line = self.found.line
        return Reader(value, self.file, self.problems)
