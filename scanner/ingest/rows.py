"""One table row becomes one item. Written for a million rows: attributes are made only when somebody asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter

from scanner.ingest.columns import CLAIMS
from scanner.ingest.fast import asset, cell_ref, claim
from scanner.ingest.header import Header
from scanner.model import Attribute, ClaimKind, Item

# Joins the cells that attributes are made of into one text: a tenth of the objects, half the memory.
SEPARATOR = "\0"
_HEX = re.compile(r"[0-9A-Fa-f]")
_MAC = re.compile(
    r"(?<![0-9A-Fa-f:.-])(?:(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}|(?:[0-9A-Fa-f]{4}\.){2}[0-9A-Fa-f]{4}"
    r"|[0-9A-Fa-f]{12})(?![0-9A-Fa-f]|[:.-][0-9A-Fa-f])"
)
_CPE = re.compile(r"cpe:(?:/[aho]|2\.3:)[^\s;|,\"\]]*", re.IGNORECASE)
_PURL = re.compile(r"pkg:[^\s;|\"\]]+")
_NAME_FIELDS = ("name", "asset_id", "model", "ip", "function", "serial")


def mac_addresses(text: str) -> list[str]:
    """Every MAC address in a cell as ``AA:BB:CC:DD:EE:FF``, in order, once each; colons, hyphens, dots or none."""
    found = ("".join(_HEX.findall(m)).upper() for m in _MAC.findall(text))
    return list(dict.fromkeys(":".join(m[i : i + 2] for i in range(0, 12, 2)) for m in found))


_SPLIT: Mapping[ClaimKind, Callable[[str], list[str]]] = {
    ClaimKind.MAC: mac_addresses,
    ClaimKind.CPE: _CPE.findall,
    ClaimKind.PURL: _PURL.findall,
}


class Layout:
    """What the columns of one table mean, worked out once: which cells make claims, which attributes.

    ``take`` picks the attribute cells of a row in the order of ``positions`` (field to position in that pick).
    """

    __slots__ = (
        "claims",
        "file",
        "headers",
        "key",
        "names",
        "positions",
        "prefix",
        "sheet",
        "take",
        "version",
        "width",
    )

    def __init__(self, header: Header, file: str, sheet: str) -> None:
        self.file, self.sheet, self.width = file, sheet, len(header.cells)
        self.prefix = f"{file}#{sheet}:" if sheet else f"{file}#"
        mapped = [(i, field) for i, field in enumerate(header.fields) if field]
        self.claims = [(i, CLAIMS[f], _SPLIT.get(CLAIMS[f]), header.cells[i]) for i, f in mapped if f in CLAIMS]
        kept = [(i, field) for i, field in mapped if field not in CLAIMS]
        self.positions = {field: at for at, (_, field) in enumerate(kept)}
        self.headers = tuple(header.cells[i] for i, _ in kept)
        self.take = _picker([i for i, _ in kept])
        at = {field: i for i, field in kept}
        self.names = [at[f] for f in _NAME_FIELDS if f in at]
        self.version, self.key = at.get("version", -1), at.get("asset_id", -1)

    def item(self, number: int, row: Sequence[str]) -> Item:
        """The item of a row that has exactly as many cells as the header."""
        file, sheet = self.file, self.sheet
        claims = []
        for i, kind, split, header in self.claims:
            value = row[i].strip()
            if value:
                where = cell_ref(file, sheet, number, header)
                if split is None:
                    claims.append(claim(kind, value, where))
                else:
                    claims += [claim(kind, part, where) for part in split(value)]
        cells = self.take(row)
        packed = SEPARATOR.join(cells)
        if packed.count(SEPARATOR) >= len(cells) > 0:
            packed = SEPARATOR.join(cell.replace(SEPARATOR, " ") for cell in cells)
        return asset(
            f"{self.prefix}{number}",
            self._name(number, row),
            row[self.version].strip() if self.version >= 0 else "",
            cell_ref(file, sheet, number, ""),
            tuple(claims),
            RowAttributes(self, packed, number),
        )

    def _name(self, number: int, row: Sequence[str]) -> str:
        for i in self.names:
            name = row[i].strip()
            if name:
                return name
        return f"{self.sheet or self.file} {number}"


def _picker(indices: list[int]) -> Callable[[Sequence[str]], tuple[str, ...]]:
    """Picks those cells as a tuple, whatever their number (``itemgetter`` gives one bare cell for one index)."""
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda row: tuple(row[i] for i in indices)


class RowAttributes(Mapping[str, Attribute]):
    """The attributes of one row, made on demand from its cells; reads like a dict and equals one. Empty cells are none.

    A million rows of ten facts would otherwise be twenty million objects of which a scan reads a part.
    """

    __slots__ = ("_layout", "_number", "_packed")

    def __init__(self, layout: Layout, packed: str, number: int) -> None:
        self._layout, self._packed, self._number = layout, packed, number

    def __getitem__(self, field: str) -> Attribute:
        at = self._layout.positions[field]
        value = self._packed.split(SEPARATOR)[at].strip()
        if not value:
            raise KeyError(field)
        return Attribute(value, cell_ref(self._layout.file, self._layout.sheet, self._number, self._layout.headers[at]))

    def __contains__(self, field: object) -> bool:
        at = self._layout.positions.get(field) if isinstance(field, str) else None
        return at is not None and bool(self._packed.split(SEPARATOR)[at].strip())

    def __iter__(self) -> Iterator[str]:
        return (
            f for f, cell in zip(self._layout.positions, self._packed.split(SEPARATOR), strict=False) if cell.strip()
        )

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))
