"""``ketenscan.cdx.json``: the scan as a CycloneDX 1.6 bill of materials, for tools that speak it."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
import py_serializable
from cyclonedx.model import Property
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.dependency import Dependable, Dependency
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scanner.collector import collector_paused
from scanner.i18n import Translator
from scanner.model import ClaimKind, Decision, Finding, Item, ItemKind, Role, ScanResult, Truth
from scanner.report.build import day, worst_first, worst_of_items
from scanner.report.clean import visible
from scanner.report.lookup import Lookup

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:ketenscan:cyclonedx")
_TYPES = {
    ItemKind.ASSET: ComponentType.DEVICE,
    ItemKind.APPLICATION: ComponentType.APPLICATION,
    ItemKind.LIBRARY: ComponentType.LIBRARY,
    ItemKind.OPERATING_SYSTEM: ComponentType.OPERATING_SYSTEM,
    ItemKind.FIRMWARE: ComponentType.FIRMWARE,
    ItemKind.DEVICE: ComponentType.DEVICE,
    ItemKind.CONTAINER: ComponentType.CONTAINER,
    ItemKind.FILE: ComponentType.FILE,
    ItemKind.SERVICE: ComponentType.APPLICATION,  # a service has no version or purl of its own in CycloneDX
    ItemKind.OTHER: ComponentType.DATA,
}
_ROLES = {
    ClaimKind.MANUFACTURER: Role.MAKER,
    ClaimKind.BRAND: Role.BRAND,
    ClaimKind.SUPPLIER: Role.DISTRIBUTOR,
    ClaimKind.PROVIDER: Role.PROVIDER,
    ClaimKind.PUBLISHER: Role.PUBLISHER,
}
_ITEM_NODES = {"asset", "component"}
_ROOT = "ketenscan:scan"


class CycloneDxWriter:
    """Writes every item as a component, with its outcome as properties. Claims of makers are those of the input."""

    name = "cyclonedx"
    filename = "ketenscan.cdx.json"

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """CycloneDX 1.6 JSON; the serial number follows from the content and the time stamp is the scan date."""
        lookup = Lookup(result, t)
        versions = result.versions
        with collector_paused():
            bom = CompleteBom(
                serial_number=_NAMESPACE,
                components=_components(result, lookup),
                dependencies=_dependencies(result, lookup),
                metadata=BomMetaData(
                    timestamp=_midnight(versions.scan_date),
                    component=Component(name=t("report.title"), type=ComponentType.DATA, bom_ref=_ROOT),
                    tools=ToolRepository(components=[_program(versions.program)]),
                    properties=[
                        Property(name="ketenscan:policy", value=versions.policy),
                        Property(name="ketenscan:reference", value=versions.reference),
                    ],
                ),
            )
            plain: dict[str, Any] = msgspec.json.decode(JsonV1Dot6(bom).output_as_string())
        plain["serialNumber"] = uuid.uuid5(_NAMESPACE, hashlib.sha256(_bytes(plain)).hexdigest()).urn
        return _bytes(plain)


@py_serializable.serializable_class(name="bom")
class CompleteBom(Bom):
    """A ``Bom`` that was given the dependencies of every component when it was made.

    The library registers each component again before it writes, and searches the whole list for each
    (CycloneDX/cyclonedx-python-lib issue 1006), which grows with the square: at 5,000 components that search is
    already most of the time.
    """

    def register_dependency(self, target: Dependable, depends_on: Iterable[Dependable] | None = None) -> None:
        """Nothing is left to register."""


def _components(result: ScanResult, lookup: Lookup) -> Iterator[Component]:
    """Every item as a component of the top level; which item holds which is in the dependencies and a property."""
    worst = worst_of_items(worst_first(result.findings))
    for item in lookup.items.values():
        yield _component(item, worst.get(item.id), lookup)


def _component(item: Item, finding: Finding | None, lookup: Lookup) -> Component:
    names = _names(item, finding, lookup)
    return Component(
        name=visible(item.name),
        type=_TYPES[item.kind],
        bom_ref=item.id,
        version=visible(item.version) or None,
        manufacturer=_organisation(names, (Role.MAKER, Role.BRAND)),
        supplier=_organisation(names, (Role.DISTRIBUTOR, Role.PROVIDER)),
        publisher=names.get(Role.PUBLISHER),
        purl=_purl(item),
        properties=[
            Property(name=f"ketenscan:{name}", value=value) for name, value in _properties(item, finding, lookup)
        ],
    )


def _names(item: Item, finding: Finding | None, lookup: Lookup) -> dict[Role, str]:
    """A name per role: the entity where it was recognised for certain, else the name as the input has it."""
    if finding is None or len(finding.items) > 1:
        return {_ROLES[claim.kind]: visible(claim.value) for claim in reversed(item.claims) if claim.kind in _ROLES}
    names = {}
    for party in reversed(finding.parties):
        known = party.match.best if party.match.decision is Decision.MATCHED else None
        names[party.role] = lookup.entity(known.entity) if known else visible(party.claim.value)
    return names


def _organisation(names: dict[Role, str], roles: tuple[Role, ...]) -> OrganizationalEntity | None:
    return next((OrganizationalEntity(name=names[role]) for role in roles if role in names), None)


def _purl(item: Item) -> PackageURL | None:
    """The package URL of the item, where the input has a valid one."""
    for claim in item.claims:
        if claim.kind is ClaimKind.PURL:
            try:
                return PackageURL.from_string(claim.value)
            except ValueError:
                return None
    return None


def _properties(item: Item, finding: Finding | None, lookup: Lookup) -> Iterator[tuple[str, str]]:
    yield "item-kind", item.kind
    yield "where", visible(str(item.where))
    if item.parent:
        yield "parent", item.parent
    if finding is None:
        return
    yield "finding", finding.id
    yield "outcome", finding.outcome
    yield "link", finding.link
    if finding.entity:
        yield "entity", finding.entity
        yield "entity-name", lookup.entity_full(finding.entity)
    if code := lookup.country_of(finding):
        yield "country", code
    if (code := lookup.link_country(finding)) and finding.link is Truth.YES:
        yield "link-country", code
    if finding.suspect:
        yield "suspect", finding.suspect
        yield "suspect-name", lookup.entity_full(finding.suspect)
        yield "suspect-country", lookup.seat(finding.suspect)
        yield "cause", finding.cause
    yield "answers", " ".join(f"{answer.question}={answer.truth}" for answer in finding.answers)


def _dependencies(result: ScanResult, lookup: Lookup) -> Iterator[Dependency]:
    """The edges of the graph between items, and from the scan to every item that nothing holds."""
    graph, items = result.graph, lookup.items
    below: dict[str, set[str]] = {item_id: set() for item_id in items}
    for source, target in zip(graph.sources, graph.targets, strict=True):
        first, second = graph.nodes[source], graph.nodes[target]
        if {first.kind, second.kind} <= _ITEM_NODES and first.id in items and second.id in items:
            below[first.id].add(second.id)
    tops = [item.id for item in items.values() if item.parent not in items]
    yield _dependency(_ROOT, tops)
    for item_id, targets in below.items():
        yield _dependency(item_id, targets - {item_id})


def _dependency(ref: str, targets: Iterable[str]) -> Dependency:
    return Dependency(ref=BomRef(ref), dependencies=[Dependency(ref=BomRef(target)) for target in targets])


def _program(version: str) -> Component:
    return Component(name="ketenscan", type=ComponentType.APPLICATION, bom_ref="ketenscan", version=version)


def _midnight(iso: str) -> dt.datetime:
    return dt.datetime.combine(day(iso), dt.time(), dt.UTC)


def _bytes(plain: dict[str, Any]) -> bytes:
    return msgspec.json.format(msgspec.json.encode(plain, order="sorted"), indent=1) + b"\n"
