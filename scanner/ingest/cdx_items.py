"""A decoded CycloneDX document becomes items with claims, in document order, without recursion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from scanner.errors import LimitError
from scanner.ingest.cdx_model import SHOWN_POINTER, Bom, Component, Organisation, Property, Reference, Service
from scanner.ingest.fast import claim, pointer_ref
from scanner.ingest.notices import Notices
from scanner.ingest.rows import mac_addresses
from scanner.model import Attribute, Claim, ClaimKind, Item, ItemKind, Skipped, SourceRef, say
from scanner.options import Limits

_KINDS = {
    "application": ItemKind.APPLICATION,
    "framework": ItemKind.LIBRARY,
    "library": ItemKind.LIBRARY,
    "container": ItemKind.CONTAINER,
    "operating-system": ItemKind.OPERATING_SYSTEM,
    "device": ItemKind.DEVICE,
    "device-driver": ItemKind.FIRMWARE,
    "firmware": ItemKind.FIRMWARE,
    "file": ItemKind.FILE,
}
_USED_REFERENCES = frozenset({"vcs", "website", "distribution"})
_DEVICE_FIELDS = {
    "cdx:device:quantity": "quantity",
    "cdx:device:function": "function",
    "cdx:device:location": "location",
    "cdx:device:serialNumber": "serial",
}
# Looking a member up in its enumeration costs more than the rest of the line; there are half a million of these.
_PUBLISHER, _AUTHOR, _PURL = ClaimKind.PUBLISHER, ClaimKind.AUTHOR, ClaimKind.PURL
_GROUP, _CPE, _REPOSITORY = ClaimKind.GROUP, ClaimKind.CPE, ClaimKind.REPOSITORY
_MAC_PROPERTY = "cdx:device:macAddress"
_ANGLED_MAIL = re.compile(r"[<(\[]\s*(?:mailto:)?[^\s<>()\[\]@]+@[^\s<>()\[\]@]+\s*[>)\]]")
_MAIL = re.compile(r"(?:mailto:)?[^\s<>()\[\],;:\"@]+@[^\s<>()\[\],;:\"@]+")
_LOGIN = re.compile(r"(?<=//)[^/?#\s]*:[^/?#\s]*@")
_Node = Component | Service
_Entry = tuple["_Node | None", str, str, int]


class Tree:
    """Walks a document; afterwards ``items``, ``skipped``, ``records`` and ``ids`` (bom-ref to item id) are filled."""

    def __init__(self, file: str, notices: Notices, limits: Limits) -> None:
        self.file, self.notices, self.limits = file, notices, limits
        self.items: list[Item] = []
        self.skipped: list[Skipped] = []
        self.ids: dict[str, str] = {}
        self.records = 0
        self._taken: set[str] = set()
        self._last = ""

    def walk(self, bom: Bom) -> None:
        """All components and services: the root first, then depth first as the file has them.

        Raises:
            LimitError: more or deeper than allowed.
        """
        metadata, root = bom.metadata, ""
        if metadata and metadata.component:
            component = metadata.component
            component.supplier = component.supplier or metadata.supplier
            component.manufacturer = component.manufacturer or metadata.manufacture
            for at, entry in enumerate(self._below([component], "/metadata/component", "", single=True)):
                self._add(entry)
                root = self.items[-1].id if not at and self.items else root
        for entry in self._below(bom.components or (), "/components", root):
            self.records += 1
            if self.records > self.limits.components:
                raise LimitError(
                    say("ingest.too_many_components", limit=self.limits.components),
                    say("ingest.limit.hint"),
                    SourceRef(self.file, pointer=entry[1]),
                )
            self._add(entry)
        for entry in self._below(bom.services or (), "/services", root):
            self._add(entry)

    def _below(
        self, nodes: Sequence[_Node | None], pointer: str, parent: str, *, single: bool = False
    ) -> Iterator[_Entry]:
        """Every node below with its pointer, its parent's id and its depth; a parent is added before its children."""
        first = [(nodes[0], pointer, parent, 1)] if single else _entries(nodes, pointer, parent, 1)
        stack: list[_Entry] = first[::-1]
        while stack:
            entry = stack.pop()
            yield entry
            node, here, _, depth = entry
            if node is None:
                continue
            nested: Sequence[_Node | None] | None
            if isinstance(node, Component):
                nested, here = node.components, here + "/components"
            else:
                nested, here = node.services, here + "/services"
            if nested:
                if depth >= self.limits.depth:
                    where = SourceRef(self.file, pointer=here[:SHOWN_POINTER])
                    raise LimitError(say("ingest.too_deep", limit=self.limits.depth), say("ingest.limit.hint"), where)
                stack += _entries(nested, here, self._last, depth + 1)[::-1]

    def _add(self, entry: _Entry) -> None:
        node, pointer, parent, _ = entry
        where = pointer_ref(self.file, pointer)
        if node is None:
            self._skip(where, "not_an_object", parent)
            return
        claims = _component_claims(node, where) if isinstance(node, Component) else _service_claims(node, where)
        name = node.name or node.bom_ref or next((c.value for c in claims), "")
        if not name:
            self._skip(where, "nameless_component", parent)
            return
        kind, ecosystem, attributes = ItemKind.SERVICE, "", {}
        if isinstance(node, Component):
            kind = _KINDS.get(node.type or "", ItemKind.OTHER)
            ecosystem = _ecosystem(node.purl)
            if node.type in ("device", "firmware"):
                attributes = self._device(node, where, claims)
        self._last = self._id(node.bom_ref, pointer, where)
        self.items.append(
            Item(self._last, kind, name, where, node.version or "", parent, ecosystem, tuple(claims), attributes)
        )

    def _skip(self, where: SourceRef, key: str, parent: str) -> None:
        self._last = parent
        self.skipped.append(Skipped(where, say(f"ingest.{key}"), say(f"ingest.{key}.hint")))

    def _id(self, ref: str | None, pointer: str, where: SourceRef) -> str:
        """An id that is unique in the file; the first bearer of a bom-ref keeps it, and is what others refer to."""
        wanted = f"{self.file}#{ref or pointer}"
        found, number = wanted, 1
        while found in self._taken:
            number += 1
            found = f"{wanted}~{number}"
        self._taken.add(found)
        if ref:
            if ref in self.ids:
                self.notices.add(where, say("ingest.duplicate_ref", ref=ref))
            else:
                self.ids[ref] = found
        return found

    def _device(self, node: Component, where: SourceRef, claims: list[Claim]) -> dict[str, Attribute]:
        """The hardware facts of the ``cdx:device`` property taxonomy; MAC addresses become claims."""
        try:
            properties = msgspec.json.decode(node.properties, type=list[Property])
        except msgspec.MsgspecError:
            self.notices.add(SourceRef(self.file, pointer=where.pointer + "/properties"), say("ingest.wrong_type"))
            return {}
        facts: dict[str, Attribute] = {}
        for prop in properties:
            if prop.name in _DEVICE_FIELDS and prop.value:
                facts.setdefault(_DEVICE_FIELDS[prop.name], Attribute(prop.value, where))
            elif prop.name == _MAC_PROPERTY and prop.value:
                claims.extend(claim(ClaimKind.MAC, mac, where) for mac in mac_addresses(prop.value))
        return facts


def _entries(nodes: Sequence[_Node | None], pointer: str, parent: str, depth: int) -> list[_Entry]:
    return [(node, f"{pointer}/{i}", parent, depth) for i, node in enumerate(nodes)]


def _ecosystem(purl: str | None) -> str:
    """The type of a purl: ``npm`` of ``pkg:npm/left-pad``."""
    return purl[4:].lstrip("/").partition("/")[0].lower() if purl and purl.startswith("pkg:") else ""


def _component_claims(c: Component, where: SourceRef) -> list[Claim]:
    claims: list[Claim] = []
    if c.manufacturer:
        _organisation(c.manufacturer, ClaimKind.MANUFACTURER, where, claims)
    if c.supplier:
        _organisation(c.supplier, ClaimKind.SUPPLIER, where, claims)
    if c.publisher and (text := without_mail(c.publisher)):
        claims.append(claim(_PUBLISHER, text, where))
    if c.author and (text := without_mail(c.author)):
        claims.append(claim(_AUTHOR, text, where))
    names = [without_mail(contact.name) for contact in c.authors or () if contact.name]
    claims.extend(claim(_AUTHOR, name, where) for name in names if name)
    if c.purl and (text := c.purl.strip()):
        claims.append(claim(_PURL, text, where))
    if c.group and (text := c.group.strip()):
        claims.append(claim(_GROUP, text, where))
    if c.cpe and (text := c.cpe.strip()):
        claims.append(claim(_CPE, text, where))
    if c.externalReferences:
        _references(c.externalReferences, where, claims)
    return claims


def _service_claims(service: Service, where: SourceRef) -> list[Claim]:
    claims: list[Claim] = []
    if service.provider:
        _organisation(service.provider, ClaimKind.PROVIDER, where, claims)
    if service.group and (text := service.group.strip()):
        claims.append(claim(_GROUP, text, where))
    if service.externalReferences:
        _references(service.externalReferences, where, claims)
    return claims


def _organisation(organisation: Organisation, kind: ClaimKind, where: SourceRef, claims: list[Claim]) -> None:
    if organisation.name and (text := without_mail(organisation.name)):
        claims.append(claim(kind, text, where))
    for url in organisation.url or ():
        _url(url, where, claims)


def _references(references: Sequence[Reference], where: SourceRef, claims: list[Claim]) -> None:
    for reference in references:
        if reference.type in _USED_REFERENCES and reference.url:
            _url(reference.url, where, claims)


def _url(url: str, where: SourceRef, claims: list[Claim]) -> None:
    """A URL claim without any password in it; a mail address is no URL of an organisation."""
    text = url.strip()
    if "@" in text:
        text = "" if text[:7].lower() == "mailto:" else _LOGIN.sub("", text)
    if text:
        claims.append(claim(_REPOSITORY, text, where))


def without_mail(text: str) -> str:
    """The text without mail addresses: organisations are rated, and an address's domain says nothing of its owner."""
    if "@" not in text:
        return text.strip()
    return " ".join(_MAIL.sub(" ", _ANGLED_MAIL.sub(" ", text)).split()).strip(" ,;<>[]")
