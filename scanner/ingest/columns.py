"""Header cells become fields: the synonyms stand in ``columns.yaml``, the rules how they are compared stand here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from scanner.model import ClaimKind

CLAIMS: Mapping[str, ClaimKind] = {
    "manufacturer": ClaimKind.MANUFACTURER,
    "brand": ClaimKind.BRAND,
    "supplier": ClaimKind.SUPPLIER,
    "maintainer": ClaimKind.MAINTAINER,
    "mac": ClaimKind.MAC,
    "cpe": ClaimKind.CPE,
    "purl": ClaimKind.PURL,
}
"""The fields that name, or point at, a party; every other field is an attribute."""

VENDOR_FIELDS = frozenset({"manufacturer", "brand", "supplier", "mac", "cpe", "purl", "model"})
"""A table without any of these says nothing about who made a thing."""

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_HEADER_CHARS = 80
_CLOSE = 0.75


@dataclass(frozen=True, slots=True)
class Synonyms:
    """``names`` maps a folded header to its field; ``weak`` lists (folded header, field) in order of preference."""

    names: Mapping[str, str]
    weak: tuple[tuple[str, str], ...]
    secret: tuple[str, ...]


@lru_cache(maxsize=10_000)
def fold_header(text: str) -> str:
    """Letters and digits only, lower case, no accents: ``IP-adres``, ``ip_adres`` and ``IPAdres`` are one."""
    if len(text) > _HEADER_CHARS:
        return ""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in spread if c.isalnum())


@cache
def synonyms() -> Synonyms:
    """The table of ``columns.yaml``, folded; read once."""
    import yaml  # noqa: PLC0415 - only tables need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    raw = yaml.load((files(__package__) / "columns.yaml").read_text("utf-8"), loader)  # noqa: S506 - a safe loader
    names = {fold_header(n): field for field, spec in raw["fields"].items() for n in spec["names"]}
    weak = tuple((fold_header(n), field) for field, spec in raw["fields"].items() for n in spec.get("weak", ()))
    return Synonyms(names, weak, tuple(fold_header(word) for word in raw["secret"]))


@cache
def known_headers() -> frozenset[str]:
    """Every folded header that can mean a field."""
    table = synonyms()
    return frozenset(table.names) | {name for name, _ in table.weak}


def is_secret(header: str) -> bool:
    """Whether a column of this name may hold passwords or keys, so that its cells are never looked at."""
    folded = fold_header(header)
    return any(word in folded for word in synonyms().secret)


def header_key(cell: str) -> str:
    """The folded header of a cell if a field is known by it (with or without its brackets), else nothing."""
    for way in (cell, _BRACKETS.sub(" ", cell)):
        key = fold_header(way)
        if key in known_headers() and not is_secret(cell):
            return key
    return ""


def map_columns(headers: Sequence[str]) -> list[str]:
    """The field of each header, empty where none; in the order of ``headers``.

    A field that names a party may have several columns (two suppliers), any other only its first.
    """
    table, keys = synonyms(), [header_key(h) for h in headers]
    fields = [table.names.get(key, "") for key in keys]
    for i, field in enumerate(fields):
        if field and field not in CLAIMS and field in fields[:i]:
            fields[i] = ""
    for name, field in table.weak:
        if name in keys and field not in fields and not fields[i := keys.index(name)]:
            fields[i] = field
    return fields


def meant(headers: Iterable[str]) -> list[tuple[str, str]]:
    """Headers that are nearly one of a vendor column, each with the spelling that was probably meant."""
    import difflib  # noqa: PLC0415 - for a refusal only

    vendor = [name for name, field in synonyms().names.items() if field in VENDOR_FIELDS and len(name) > len("model")]
    found = []
    for header in headers:
        near = difflib.get_close_matches(fold_header(header), vendor, n=1, cutoff=_CLOSE)
        if near and not is_secret(header):
            found.append((header, near[0]))
    return found
