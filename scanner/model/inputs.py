"""What was read from a file: items, claims, links, and what was left out. Made by ``ingest``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scanner.model.base import SourceRef, Text


class ItemKind(StrEnum):
    """What an inventory row or an SBOM node is; the component kinds are CycloneDX component types."""

    ASSET = "asset"
    APPLICATION = "application"
    LIBRARY = "library"
    OPERATING_SYSTEM = "operating-system"
    FIRMWARE = "firmware"
    DEVICE = "device"
    CONTAINER = "container"
    FILE = "file"
    SERVICE = "service"
    OTHER = "other"


class ClaimKind(StrEnum):
    """What kind of statement names a party. The order is the documented order of strength, strongest first."""

    MANUFACTURER = "manufacturer"
    BRAND = "brand"
    SUPPLIER = "supplier"
    PUBLISHER = "publisher"
    PROVIDER = "provider"
    MAINTAINER = "maintainer"
    AUTHOR = "author"
    PURL = "purl"
    GROUP = "group"
    CPE = "cpe"
    REPOSITORY = "repository"
    MAC = "mac"


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement in an input that names, or points at, a party behind an item; the value as it stands there.

    A purl claim holds the whole purl, a CPE claim the whole CPE name, a repository claim a URL, a MAC claim the
    address as ``AA:BB:CC:DD:EE:FF``.
    """

    kind: ClaimKind
    value: str
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Attribute:
    """A fact about an item that an inventory gave (zone, remote access, ...), with its cell."""

    value: str
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Item:
    """An asset (inventory row, host) or a component (SBOM node).

    ``id`` is unique within a scan and stable for the same input. ``parent`` is the id of the item that holds this one
    (an SBOM's root holds its components; a device may hold modules), empty for a top-level item. ``attributes`` keys
    are the field names of ``scanner.ingest.columns`` (``process``, ``purdue_level``, ``remote_access`` ...).
    """

    id: str
    kind: ItemKind
    name: str
    where: SourceRef
    version: str = ""
    parent: str = ""
    ecosystem: str = ""
    claims: tuple[Claim, ...] = ()
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


class LinkKind(StrEnum):
    """Why one item stands in relation to another."""

    DEPENDS_ON = "depends-on"
    PROVIDES = "provides"
    RUNS = "runs"


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two items read from a file: ``source`` depends on, provides or runs ``target``."""

    source: str
    target: str
    kind: LinkKind
    where: SourceRef


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that could not be read: it is reported, counted, and the rest goes on.

    ``whole_file`` tells a file that could not be used at all from a row that was left out. ``lost`` is false for what
    is no asset in the first place (a total, a section title, a host that is down): it is told, but nothing is missing.
    """

    where: SourceRef
    reason: Text
    hint: Text
    whole_file: bool = False
    lost: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth knowing about an input that lost nothing (a guessed encoding, a missing edge section)."""

    where: SourceRef
    text: Text


@dataclass(frozen=True, slots=True)
class Document:
    """All that one input file gave. ``records`` counts what the file holds, before anything was left out.

    ``columns`` maps the field name to the header that was taken for it. ``has_dependencies`` is false where the file
    holds no dependency information at all, which is not the same as having no dependencies.
    """

    file: str
    format: str
    spec: str = ""
    digest: str = ""
    records: int = 0
    items: tuple[Item, ...] = ()
    links: tuple[Link, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notices: tuple[Notice, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    has_dependencies: bool = False
