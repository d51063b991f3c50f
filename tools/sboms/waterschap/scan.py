"""A port scan of one pumping station as nmap writes it with ``-sV -oX``, of six hosts that do not exist."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from assets import Asset
from lxml import etree

START = int(dt.datetime(2026, 11, 2, 8, 0, tzinfo=dt.UTC).timestamp())
STYLE = '<?xml-stylesheet href="https://svn.nmap.org/nmap/docs/nmap.xsl" type="text/xsl"?>\n'
ARGUMENTS = "nmap -sV -oX nmap-gemaal.xml 10.20.3.0/24"


@dataclass(frozen=True)
class Host:
    """A host of the scan: the asset it is (by description) or none, what nmap calls the MAC's holder, its ports."""

    asset: str
    vendor: str
    ports: tuple[tuple[int, str, str], ...]
    address: tuple[str, str] = ("", "")


HOSTS = (
    Host("I/O-station pompkelder", "Wago Kontakttechnik GmbH", ((22, "ssh", "Dropbear sshd"), (502, "mbap", ""))),
    Host("Paneel bedieningsruimte", "Weintek Labs.", ((8000, "http-alt", ""), (21, "ftp", ""))),
    Host("Protocolomzetter Modbus naar OPC UA", "Raspberry Pi Trading", ((22, "ssh", "OpenSSH"), (1880, "http", ""))),
    Host("4G-router onderhoud", "InHand Networks", ((80, "http", "GoAhead WebServer"), (443, "https", ""))),
    Host("Camera pompkelder", "Zhejiang Dahua Technology", ((80, "http", ""), (554, "rtsp", ""), (37777, "dhsdk", ""))),
    Host("", "TP-Link Technologies", ((80, "http", "TP-LINK router"),), ("10.20.3.77", "68:DD:B7:0D:EC:01")),
)


def write_scan(assets: list[Asset]) -> tuple[bytes, list[Asset | None]]:
    """The XML document, and the inventory's asset behind each host (None: it is not in the inventory)."""
    by_text = {a.source["omschrijving"]: a for a in assets}
    root = etree.Element(
        "nmaprun",
        scanner="nmap",
        args=ARGUMENTS,
        start=str(START),
        startstr=_clock(START),
        version="7.95",
        xmloutputversion="1.05",
    )
    etree.SubElement(root, "scaninfo", type="syn", protocol="tcp", numservices="1000", services="1-1000")
    etree.SubElement(root, "verbose", level="0")
    etree.SubElement(root, "debugging", level="0")
    found = [by_text[h.asset] if h.asset else None for h in HOSTS]
    for host, asset in zip(HOSTS, found, strict=True):
        _host(root, host, asset)
    stats = etree.SubElement(root, "runstats")
    end = START + 95
    summary = f"Nmap done at {_clock(end)}; 256 IP addresses ({len(HOSTS)} hosts up) scanned in 95.00 seconds"
    finished = {"time": str(end), "timestr": _clock(end), "elapsed": "95.00", "summary": summary, "exit": "success"}
    etree.SubElement(stats, "finished", finished)
    etree.SubElement(stats, "hosts", up=str(len(HOSTS)), down=str(256 - len(HOSTS)), total="256")
    etree.indent(root, "")
    comment = f"<!-- Nmap 7.95 scan initiated {_clock(START)} as: {ARGUMENTS} -->\n<!-- imaginary network -->\n"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE nmaprun>\n' + STYLE + comment
    return head.encode() + etree.tostring(root) + b"\n", found


def _clock(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).strftime("%a %b %d %H:%M:%S %Y")


def _host(root: etree._Element, host: Host, asset: Asset | None) -> None:
    ip, mac = host.address
    if asset:
        bare = str(asset.cell("MAC-adres")).upper()
        digits = "".join(c for c in bare if c.isalnum())
        ip, mac = str(asset.cell("IP-adres")), ":".join(digits[i : i + 2] for i in range(0, 12, 2))
    element = etree.SubElement(root, "host", starttime=str(START), endtime=str(START + 90))
    etree.SubElement(element, "status", state="up", reason="arp-response", reason_ttl="0")
    etree.SubElement(element, "address", addr=ip, addrtype="ipv4")
    etree.SubElement(element, "address", addr=mac, addrtype="mac", vendor=host.vendor)
    etree.SubElement(element, "hostnames")
    ports = etree.SubElement(element, "ports")
    closed = etree.SubElement(ports, "extraports", state="closed", count=str(1000 - len(host.ports)))
    etree.SubElement(closed, "extrareasons", reason="reset", count=str(1000 - len(host.ports)))
    for number, service, product in host.ports:
        port = etree.SubElement(ports, "port", protocol="tcp", portid=str(number))
        etree.SubElement(port, "state", state="open", reason="syn-ack", reason_ttl="64")
        detail = {"product": product, "method": "probed", "conf": "10"} if product else {"method": "table", "conf": "3"}
        etree.SubElement(port, "service", {"name": service, **detail})
    etree.SubElement(element, "times", srtt="1200", rttvar="600", to="100000")
