"""The part of a CycloneDX document that a scan needs, as typed structs, and how a document with faults still fits.

Field names follow the CycloneDX 1.2 to 1.7 JSON schemas. Decoding straight into these is some ten times cheaper than
an object model of the whole standard; anything not named here is skipped unread.
"""

from __future__ import annotations

from typing import Any

import msgspec

from scanner.errors import LimitError
from scanner.ingest.notices import Notices
from scanner.model import SourceRef, say


class Organisation(msgspec.Struct, gc=False):
    """An ``organizationalEntity``. Its ``contact`` persons are left out on purpose."""

    name: str | None = None
    url: list[str] | None = None


class Contact(msgspec.Struct, gc=False):
    """An ``organizationalContact``: only the name, never the mail address or telephone number."""

    name: str | None = None


class Reference(msgspec.Struct, gc=False):
    """An external reference."""

    type: str | None = None
    url: str | None = None


class Property(msgspec.Struct, gc=False):
    """A name and a value; the names that are used are those of the ``cdx:device`` taxonomy."""

    name: str | None = None
    value: str | None = None


class Service(msgspec.Struct, gc=False, rename={"bom_ref": "bom-ref"}):
    """A service that the product calls, with who provides it."""

    bom_ref: str | None = None
    name: str | None = None
    version: str | None = None
    group: str | None = None
    provider: Organisation | None = None
    externalReferences: list[Reference] | None = None  # noqa: N815 - the name in the standard
    services: list[Service | None] | None = None


class Component(msgspec.Struct, gc=False, rename={"bom_ref": "bom-ref"}):
    """A component. ``components`` holds None where something else than an object stands."""

    bom_ref: str | None = None
    type: str | None = None
    name: str | None = None
    version: str | None = None
    group: str | None = None
    purl: str | None = None
    cpe: str | None = None
    supplier: Organisation | None = None
    manufacturer: Organisation | None = None
    publisher: str | None = None
    author: str | None = None
    authors: list[Contact] | None = None
    externalReferences: list[Reference] | None = None  # noqa: N815 - the name in the standard
    properties: msgspec.Raw = msgspec.Raw(b"[]")
    components: list[Component | None] | None = None


class Dependency(msgspec.Struct, gc=False):
    """What one component depends on, and (since 1.6) which specifications it implements."""

    ref: str
    dependsOn: list[str] | None = None  # noqa: N815 - the name in the standard
    provides: list[str] | None = None


class Metadata(msgspec.Struct, gc=False):
    """``manufacture`` and ``supplier`` speak of the described product. ``manufacturer`` and ``authors`` (1.6) speak of
    whoever made the BOM file, so they are not read (CycloneDX 1.6 schema, ``metadata.manufacturer``).
    """

    component: Component | None = None
    manufacture: Organisation | None = None
    supplier: Organisation | None = None


class Bom(msgspec.Struct, gc=False):
    """A whole document."""

    bomFormat: str | None = None  # noqa: N815 - the name in the standard
    specVersion: str | None = None  # noqa: N815 - idem
    metadata: Metadata | None = None
    components: list[Component | None] | None = None
    services: list[Service | None] | None = None
    dependencies: list[Dependency | None] | None = None


SHOWN_POINTER = 80
"""A pointer into the depths is cut to so many characters where it says no more than: deep."""

_PARTS = ("components", "services", "dependencies", "metadata")


class Lenient:
    """Fits an untyped document to ``Bom`` field by field: what does not fit is dropped and told, the rest stays."""

    def __init__(self, file: str, notices: Notices, depth: int) -> None:
        self._file, self._notices, self._depth = file, notices, depth

    def bom(self, raw: dict[str, Any]) -> Bom:
        """The document; parts that hold the wrong kind of value are left out with a notice."""
        bom: Bom = self._struct(raw, Bom, "", _PARTS)
        bom.components = self._list(raw, "components", Component, "")
        bom.services = self._list(raw, "services", Service, "")
        bom.dependencies = self._list(raw, "dependencies", Dependency, "")
        metadata = raw.get("metadata")
        if isinstance(metadata, dict):
            bom.metadata = self._struct(metadata, Metadata, "/metadata", ("component",))
            if isinstance(component := metadata.get("component"), dict):
                bom.metadata.component = self._component(component, Component, "/metadata/component")
        return bom

    def _list(self, raw: dict[str, Any], key: str, kind: type[Any], pointer: str) -> list[Any] | None:
        """The entries of a list of objects; None for an entry that is no object."""
        entries, here = raw.get(key), f"{pointer}/{key}"
        if here.count("/" + key) > self._depth:
            where = SourceRef(self._file, pointer=here[:SHOWN_POINTER])
            raise LimitError(say("ingest.too_deep", limit=self._depth), say("ingest.limit.hint"), where)
        if not isinstance(entries, list):
            if entries is not None:
                self._tell(here)
            return None
        return [
            self._component(entry, kind, f"{here}/{i}") if isinstance(entry, dict) else None
            for i, entry in enumerate(entries)
        ]

    def _component(self, raw: dict[str, Any], kind: type[Any], pointer: str) -> Any:  # noqa: ANN401 - one of three
        nested = "components" if kind is Component else "services" if kind is Service else ""
        made = self._struct(raw, kind, pointer, (nested,))
        if made is not None and nested:
            setattr(made, nested, self._list(raw, nested, kind, pointer))
        return made

    def _struct(self, raw: dict[str, Any], kind: type[Any], pointer: str, left: tuple[str, ...]) -> Any:  # noqa: ANN401
        """A struct of the fields that fit; None when a required one does not."""
        fitting: dict[str, Any] = {}
        for field in msgspec.structs.fields(kind):
            if field.encode_name in raw and field.encode_name not in left:
                value, here = raw[field.encode_name], f"{pointer}/{field.encode_name}"
                fitting[field.name] = self._value(value, field.type, here)
        try:
            return kind(**fitting)
        except TypeError:
            return None

    def _value(self, value: Any, kind: Any, pointer: str) -> Any:  # noqa: ANN401 - any JSON value
        """The value as the field's type, or as much of it as fits; None when nothing does."""
        if kind is msgspec.Raw:
            return msgspec.Raw(msgspec.json.encode(value))
        number = isinstance(value, int | float) and not isinstance(value, bool)
        try:
            return msgspec.convert(str(value) if number else value, kind)
        except msgspec.ValidationError:
            self._tell(pointer)
        if kind == Organisation | None:
            return self._organisation(value, pointer)
        if not isinstance(value, list):
            return [value] if _fits([value], kind) else None
        return [msgspec.convert([entry], kind)[0] for entry in value if _fits([entry], kind)] or None

    def _organisation(self, value: Any, pointer: str) -> Organisation | None:  # noqa: ANN401 - any JSON value
        """An organisation that is written as a bare name, or whose address is no list: the name must not get lost."""
        if isinstance(value, dict):
            made: Organisation = self._struct(value, Organisation, pointer, ())
            return made
        return Organisation(value) if isinstance(value, str) else None

    def _tell(self, pointer: str) -> None:
        self._notices.add(SourceRef(self._file, pointer=pointer), say("ingest.wrong_type"))


def _fits(value: Any, kind: Any) -> bool:  # noqa: ANN401 - any JSON value
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True
