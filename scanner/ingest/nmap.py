"""nmap's XML output (``-oX``): one item per host that answered, with its services and operating system below it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from scanner.errors import InputError, LimitError
from scanner.ingest.interface import InputFile
from scanner.ingest.notices import Notices
from scanner.ingest.rows import mac_addresses
from scanner.ingest.text import decoded_head
from scanner.model import Attribute, Claim, ClaimKind, Document, Item, ItemKind, Link, LinkKind, Skipped, SourceRef, say
from scanner.options import Limits

_ROOT = re.compile(r"<nmaprun[\s>/]")
_HOST = re.compile(r"/nmaprun/host\[\d+\]")
# Only an exact fingerprint names the operating system; nmap's guesses below it often name several vendors.
_EXACT = "100"
_HOST_DEPTH = 2


@dataclass(slots=True)
class _Scan:
    """What has been read so far: hosts that began, and hosts that were complete."""

    file: str
    started: int = 0
    hosts: int = 0
    version: str = ""
    items: list[Item] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


class NmapReader:
    """Reads nmap XML as a stream. A record is a host."""

    name = "nmap"

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes start an XML document whose root is ``nmaprun``."""
        text = decoded_head(head)
        return text.startswith("<") and bool(_ROOT.search(text))

    def counts(self, place: SourceRef) -> bool:
        """Hosts count, what runs on them does not."""
        return _HOST.fullmatch(place.pointer) is not None

    def read(self, file: InputFile, limits: Limits) -> Document:
        """See ``scanner.ingest.interface.Reader``."""
        scan, notices = _Scan(file.name), Notices(file.name)
        try:
            for host in _hosts(file, scan):
                if scan.hosts > limits.rows:
                    where = _place(scan)
                    raise LimitError(say("ingest.too_many_rows", limit=limits.rows), say("ingest.limit.hint"), where)
                _add_host(host, scan)
        except etree.XMLSyntaxError as fault:
            line, column = fault.position
            where = SourceRef(file.name, row=line, column=str(column))
            if not scan.started:
                raise InputError(
                    say("ingest.broken_xml", line=line, column=column), say("ingest.broken_xml.hint"), where
                ) from fault
            notices.add(where, say("ingest.cut_off", line=line, hosts=scan.hosts))
            if scan.started > scan.hosts:
                scan.hosts = scan.started
                hint = say("ingest.host_cut_off.hint")
                scan.skipped.append(Skipped(_place(scan), say("ingest.host_cut_off"), hint))
        return Document(
            file.name,
            self.name,
            spec=scan.version,
            digest=file.digest(),
            records=scan.hosts,
            items=tuple(scan.items),
            links=tuple(scan.links),
            skipped=tuple(scan.skipped),
            notices=notices.done(),
        )


def _place(scan: _Scan, below: str = "") -> SourceRef:
    return SourceRef(scan.file, pointer=f"/nmaprun/host[{scan.hosts}]{below}")


def _hosts(file: InputFile, scan: _Scan) -> Iterator[etree._Element]:
    """The host elements one by one, each freed after use. Nothing outside the file is ever opened.

    Raises:
        XMLSyntaxError: from lxml, where the XML is damaged or ends.
        InputError: the document defines entities, or is no nmap scan.
    """
    with file.open() as stream:
        events = etree.iterparse(
            stream, ("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        depth = 0
        for event, element in events:
            depth += 1 if event == "start" else -1
            if event == "start" and depth == 1:
                _check_root(element, scan)
            scan.started += event == "start" and depth == _HOST_DEPTH and element.tag == "host"
            if event == "end" and depth == 1:
                if element.tag == "host":
                    scan.hosts += 1
                    yield element
                element.clear()
                while element.getprevious() is not None and (parent := element.getparent()) is not None:
                    del parent[0]


def _check_root(root: etree._Element, scan: _Scan) -> None:
    place = SourceRef(scan.file)
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[attr-defined]
        raise InputError(say("ingest.xml_entities"), say("ingest.xml_entities.hint"), place)
    if root.tag != "nmaprun":
        raise InputError(say("ingest.foreign.xml"), say("ingest.foreign.xml.hint"), place)
    scan.version = root.get("xmloutputversion", "")


def _add_host(host: etree._Element, scan: _Scan) -> None:
    """The item of a host and those of what runs on it; a host that gave no sign of life is skipped with that reason."""
    place = _place(scan)
    addresses = [(a.get("addrtype", ""), a.get("addr", ""), a.get("vendor", "")) for a in host.iterfind("address")]
    names = list(dict.fromkeys(n.get("name", "") for n in host.iterfind("hostnames/hostname") if n.get("name")))
    ips = [addr for kind, addr, _ in addresses if kind != "mac" and addr]
    macs = [mac for kind, addr, _ in addresses if kind == "mac" for mac in mac_addresses(addr)]
    status = host.find("status")
    if status is not None and status.get("state") == "down" and not macs and host.find("ports/port") is None:
        scan.skipped.append(Skipped(place, say("ingest.host_down"), say("ingest.host_down.hint"), lost=False))
        return
    facts = {
        "hostname": ", ".join(names),
        "ip": ", ".join(ips),
        "mac_vendor": ", ".join(vendor for _, _, vendor in addresses if vendor),
        "os": _system(host)[0],
    }
    at = len(scan.items)
    identity = f"{scan.file}#{place.pointer}"
    claims = [Claim(ClaimKind.MAC, mac, place) for mac in dict.fromkeys(macs)]
    hardware = [cpe for cpe in _cpes(host) if cpe.startswith(("cpe:/h:", "cpe:2.3:h:"))]
    claims += [Claim(ClaimKind.CPE, cpe, place) for cpe in hardware]
    name = next(iter((*names, *ips, *macs)), place.pointer)
    attributes = {key: Attribute(value, place) for key, value in facts.items() if value}
    _add_services(host, scan, identity)
    _add_system(host, scan, identity)
    scan.items.insert(at, Item(identity, ItemKind.ASSET, name, place, claims=tuple(claims), attributes=attributes))


def _cpes(host: etree._Element) -> list[str]:
    """The distinct CPE names that nmap's service detection is sure of."""
    return list(dict.fromkeys(c.text.strip() for c in host.iterfind("ports/port/service/cpe") if c.text))


def _add_services(host: etree._Element, scan: _Scan, parent: str) -> None:
    for i, port in enumerate(host.iterfind("ports/port"), 1):
        service = port.find("service")
        if service is None:
            continue
        cpes = [c.text.strip() for c in service.iterfind("cpe") if c.text and c.text.strip().startswith(_SOFTWARE)]
        if service.get("product") or cpes:
            name = service.get("product") or service.get("name") or cpes[0]
            where = _place(scan, f"/ports/port[{i}]")
            _add_child(
                scan, parent, ItemKind.APPLICATION, (name, service.get("version", "")), where, _claims(cpes, where)
            )


_SOFTWARE = ("cpe:/a:", "cpe:2.3:a:")
_SYSTEMS = ("cpe:/o:", "cpe:2.3:o:")


def _system(host: etree._Element) -> tuple[str, str]:
    """The best guess at the operating system for a reader, and its accuracy in percent."""
    best = host.find("os/osmatch")
    if best is None:
        return "", ""
    name, accuracy = best.get("name", ""), best.get("accuracy", "")
    return (name if accuracy == _EXACT else f"{name} ({accuracy} %)"), accuracy


def _add_system(host: etree._Element, scan: _Scan, parent: str) -> None:
    """The operating system as a child: an exact fingerprint of one vendor, and what services told of themselves.

    What a service told of the same vendor supports the fingerprint; another vendor becomes a child of its own, since
    a fingerprint often knows the kernel only and the service the maker.
    """
    name, accuracy = _system(host)
    where, ports = _place(scan, "/os/osmatch[1]"), _place(scan, "/ports")
    told = [cpe for cpe in _cpes(host) if cpe.startswith(_SYSTEMS)]
    exact = [c for m in host.iterfind("os/osmatch") if m.get("accuracy") == _EXACT for c in m.iterfind("osclass")]
    vendors = {c.get("vendor", "") for c in exact}
    if accuracy == _EXACT and len(vendors) <= 1:
        cpes = [c.text.strip() for o in exact for c in o.iterfind("cpe") if c.text and c.text.startswith(_SYSTEMS)]
        vendor = next(iter(vendors), "")
        claims = [Claim(ClaimKind.MANUFACTURER, vendor, where)] if vendor and not cpes else []
        claims += _claims(cpes, where)
        known = {_vendor(cpe) for cpe in cpes} or {vendor.casefold()}
        claims += _claims((cpe for cpe in told if _vendor(cpe) in known and cpe not in cpes), ports)
        told = [cpe for cpe in told if _vendor(cpe) not in known]
        _add_child(scan, parent, ItemKind.OPERATING_SYSTEM, (name, ""), where, claims)
    if told:
        named = (s.get("ostype", "") for s in host.iterfind("ports/port/service") if _tells(s, told))
        name = next((name for name in named if name), told[0])
        _add_child(scan, parent, ItemKind.OPERATING_SYSTEM, (name, ""), ports, _claims(told, ports))


def _tells(service: etree._Element, cpes: list[str]) -> bool:
    return any(c.text and c.text.strip() in cpes for c in service.iterfind("cpe"))


def _vendor(cpe: str) -> str:
    """The vendor part of an operating system's CPE name, in lower case."""
    prefix = next(p for p in _SYSTEMS if cpe.startswith(p))
    return cpe.removeprefix(prefix).partition(":")[0].casefold()


def _claims(cpes: Iterable[str], where: SourceRef) -> list[Claim]:
    return [Claim(ClaimKind.CPE, cpe, where) for cpe in dict.fromkeys(cpes)]


def _add_child(
    scan: _Scan, parent: str, kind: ItemKind, label: tuple[str, str], where: SourceRef, claims: list[Claim]
) -> None:
    """One item below a host. ``label`` is name and version."""
    item = Item(f"{scan.file}#{where.pointer}", kind, label[0], where, label[1], parent, claims=tuple(claims))
    scan.items.append(item)
    scan.links.append(Link(parent, item.id, LinkKind.RUNS, where))
