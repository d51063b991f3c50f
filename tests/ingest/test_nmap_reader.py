"""nmap scans: what a host is, what runs on it, and how careful a guess at the operating system is."""

from __future__ import annotations

import pytest

from scanner.errors import InputError, LimitError
from scanner.ingest import InputFile, read
from scanner.model import Claim, ClaimKind, Document, ItemKind, Link, LinkKind, SourceRef
from scanner.options import Limits

UP = '<status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/>'


def _read(*hosts: str, limits: Limits | None = None) -> Document:
    text = (
        f'<?xml version="1.0"?><nmaprun xmloutputversion="1.05">{"".join(f"<host>{h}</host>" for h in hosts)}</nmaprun>'
    )
    return read(InputFile("s.xml", content=text.encode()), limits or Limits())


def _system(body: str) -> list[tuple[str, list[tuple[str, str]]]]:
    document = _read(f"{UP}<os>{body}</os>")
    return [
        (i.name, [(c.kind.value, c.value) for c in i.claims])
        for i in document.items
        if i.kind is ItemKind.OPERATING_SYSTEM
    ]


def test_a_host_with_all_there_is() -> None:
    document = _read(
        '<status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/><address addr="fe80::1" addrtype="ipv6"/>'
        '<address addr="44:19:b6:01:02:03" addrtype="mac" vendor="Hangzhou Hikvision"/>'
        '<hostnames><hostname name="cam1"/><hostname name="cam1"/></hostnames><ports>'
        '<port><service name="http" product="App-webs" version="1.0"><cpe>cpe:/a:hik:web:1.0</cpe>'
        "<cpe>cpe:/h:hikvision:ds-2cd</cpe><cpe>cpe:/o:linux:linux_kernel</cpe></service></port>"
        '<port><service name="ssh"/></port><port><state state="open"/></port></ports>'
        '<os><osmatch name="Linux 3" accuracy="96"><osclass vendor="Linux"/></osmatch></os>'
    )
    host, web, system = document.items
    place = SourceRef("s.xml", pointer="/nmaprun/host[1]")
    assert (host.id, host.name, host.kind) == ("s.xml#/nmaprun/host[1]", "cam1", ItemKind.ASSET)
    assert host.claims == (
        Claim(ClaimKind.MAC, "44:19:B6:01:02:03", place),
        Claim(ClaimKind.CPE, "cpe:/h:hikvision:ds-2cd", place),
    )
    assert {k: a.value for k, a in host.attributes.items()} == {
        "hostname": "cam1",
        "ip": "10.0.0.1, fe80::1",
        "mac_vendor": "Hangzhou Hikvision",
        "os": "Linux 3 (96 %)",
    }
    assert (web.kind, web.name, web.version, web.parent) == (ItemKind.APPLICATION, "App-webs", "1.0", host.id)
    assert [c.value for c in web.claims] == ["cpe:/a:hik:web:1.0"]
    assert (system.kind, [c.value for c in system.claims]) == (
        *(ItemKind.OPERATING_SYSTEM, ["cpe:/o:linux:linux_kernel"]),
    )
    assert document.links[0] == Link(
        host.id, web.id, LinkKind.RUNS, SourceRef("s.xml", pointer=f"{place.pointer}/ports/port[1]")
    )
    assert document.spec == "1.05"


def test_an_exact_fingerprint_names_the_system() -> None:
    match = '<osmatch name="Windows 10" accuracy="100"><osclass vendor="Microsoft">{}</osclass></osmatch>'
    assert _system(match.format("<cpe>cpe:/o:microsoft:windows_10</cpe>")) == [
        ("Windows 10", [("cpe", "cpe:/o:microsoft:windows_10")])
    ]
    assert _system(match.format("")) == [("Windows 10", [("manufacturer", "Microsoft")])]


EXACT = (
    '<os><osmatch name="Linux 3.2 - 4.9" accuracy="100"><osclass vendor="Linux">'
    "<cpe>cpe:/o:linux:linux_kernel:3</cpe></osclass></osmatch></os>"
)


def _beside_fingerprint(*services: str) -> list[tuple[str, str, list[str]]]:
    ports = "".join(f"<port>{service}</port>" for service in services)
    document = _read(f"{UP}<ports>{ports}</ports>{EXACT}")
    systems = [i for i in document.items if i.kind is ItemKind.OPERATING_SYSTEM]
    assert len({i.id for i in systems}) == len(systems)
    assert {link.target for link in document.links} >= {i.id for i in systems}
    return [(i.name, i.where.pointer.rpartition("/host[1]")[2], [c.value for c in i.claims]) for i in systems]


def test_a_maker_told_by_a_service_stands_beside_an_exact_fingerprint() -> None:
    assert _beside_fingerprint(
        '<service name="ssh" ostype="Linux"><cpe>cpe:/o:linux:linux_kernel</cpe></service>',
        '<service name="rtsp" ostype="IP camera"><cpe>cpe:/o:hikvision:ds-2cd_firmware</cpe></service>',
    ) == [
        ("Linux 3.2 - 4.9", "/os/osmatch[1]", ["cpe:/o:linux:linux_kernel:3", "cpe:/o:linux:linux_kernel"]),
        ("IP camera", "/ports", ["cpe:/o:hikvision:ds-2cd_firmware"]),
    ]


def test_a_service_that_agrees_with_the_fingerprint_adds_no_system() -> None:
    told = "<service><cpe>cpe:/o:linux:linux_kernel:3</cpe></service>"
    assert _beside_fingerprint(told) == [("Linux 3.2 - 4.9", "/os/osmatch[1]", ["cpe:/o:linux:linux_kernel:3"])]


def test_a_guess_or_a_choice_of_vendors_accuses_nobody() -> None:
    cpe = "<cpe>cpe:/o:hikvision:dvr</cpe>"
    guess = f'<osmatch name="DVR" accuracy="89"><osclass vendor="Hikvision">{cpe}</osclass></osmatch>'
    two = '<osmatch name="A or B" accuracy="100"><osclass vendor="Dahua"/><osclass vendor="Axis"/></osmatch>'
    assert _system(guess) == []
    assert _system(two) == []


def test_a_silent_address_is_skipped_unless_it_gave_a_sign() -> None:
    down = '<status state="down"/><address addr="10.0.0.9" addrtype="ipv4"/>'
    document = _read(down, down + '<address addr="44:19:B6:01:02:03" addrtype="mac"/>', UP)
    assert document.records == 3
    assert [(s.where.pointer, s.reason.key) for s in document.skipped] == [("/nmaprun/host[1]", "ingest.host_down")]


def test_a_host_without_any_address_has_its_place_for_a_name() -> None:
    assert _read('<status state="up"/>').items[0].name == "/nmaprun/host[1]"


def test_limit_on_hosts() -> None:
    with pytest.raises(LimitError) as caught:
        _read(UP, UP, limits=Limits(rows=1))
    assert caught.value.where == SourceRef("s.xml", pointer="/nmaprun/host[2]")


def test_entities_in_an_attribute_of_the_root_do_no_harm() -> None:
    bombs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 100}">' for i in range(9))
    text = f'<?xml version="1.0"?><!DOCTYPE nmaprun [{bombs}]><nmaprun args="&e8;"><host/></nmaprun>'
    with pytest.raises(InputError) as caught:
        read(InputFile("s.xml", content=text.encode()), Limits())
    assert caught.value.reason.key in {"ingest.broken_xml", "ingest.xml_entities"}


def test_a_document_type_that_points_elsewhere_is_not_fetched() -> None:
    kind = '<!DOCTYPE nmaprun SYSTEM "http://nowhere.invalid/nmap.dtd">'
    text = f'{kind}<nmaprun><host><status state="up"/></host></nmaprun>'
    assert read(InputFile("s.xml", content=text.encode()), Limits()).records == 1
