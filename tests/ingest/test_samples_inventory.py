"""Every inventory and every CycloneDX JSON among the samples gives the manifest's count, or a refusal listed here."""

from __future__ import annotations

import csv
import fnmatch
from pathlib import Path

import pytest

from scanner.errors import InputError
from scanner.ingest import READERS, InputFile, read
from scanner.model import ClaimKind, Document, ItemKind, LinkKind
from scanner.options import Limits

REFUSED = {
    "inventory/armis-devices.jsonl": "ingest.foreign.json_lines",
    "inventory/grassmarlin-*.xml": "ingest.foreign.grassmarlin",
    "inventory/linux-dpkg-list.txt": "ingest.no_header",
    "inventory/netbox-demo-v3.6.json.gz": "ingest.foreign.compressed",
    "inventory/netbox-devicetype-*.yaml": "ingest.foreign.yaml",
    "inventory/nmap-defused_et_included.xml": "ingest.foreign.xml",
    "inventory/snmp-ricoh.walk": "ingest.foreign.snmp_walk",
    "inventory/windows-uninstall-mssql.reg": "ingest.foreign.registry",
    "cyclonedx/wild-scanoss-sbom-cdx.json": "ingest.foreign.json",
}
OTHER_FORMATS = {
    "cyclonedx/*.xml": {"ingest.foreign.cyclonedx_xml"},
    "cyclonedx/*.bin": {"ingest.foreign.binary"},
    "cyclonedx/*.gz": {"ingest.foreign.compressed"},
    "cyclonedx/*.bz2": {"ingest.foreign.compressed"},
    "cyclonedx/*.zst": {"ingest.foreign.compressed"},
    "spdx/*.spdx": {"ingest.foreign.spdx"},
    "spdx/*.spdx.json": {"ingest.foreign.spdx"},
    "spdx/*.spdx.yaml": {"ingest.foreign.spdx"},
    "bids/*.xml": {"ingest.foreign.eforms"},
}
pytestmark = pytest.mark.samples


def _read(path: Path, name: str) -> Document:
    return read(InputFile(name, path), Limits())


def _expected_refusal(name: str) -> str:
    return next((key for pattern, key in REFUSED.items() if fnmatch.fnmatch(name, pattern)), "")


def test_counts_agree_with_the_manifest(samples: Path) -> None:
    with (samples / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        manifest = {row["file"]: row["components"] for row in csv.DictReader(stream)}
    paths = [*samples.glob("inventory/*"), *samples.glob("cyclonedx/**/*.json")]
    names = sorted(p.relative_to(samples).as_posix() for p in paths)
    names = [name for name in names if not name.endswith("SOURCES.md")]
    assert len(names) > 150
    wrong = []
    for name in names:
        try:
            document = _read(samples / name, name)
        except InputError as fault:
            outcome = fault.reason.key
            if outcome != _expected_refusal(name):
                wrong.append((name, outcome))
            continue
        reader = next(r for r in READERS if r.name == document.format)
        places = [item.where for item in document.items] + [skip.where for skip in document.skipped]
        counted = sum(map(reader.counts, places))
        if _expected_refusal(name) or not str(document.records) == manifest[name] == str(counted):
            wrong.append((name, f"{document.records} records, {counted} counted, {manifest[name]} in the manifest"))
    assert wrong == []


@pytest.mark.parametrize("pattern", OTHER_FORMATS)
def test_other_formats_are_named_not_misread(samples: Path, pattern: str) -> None:
    paths = sorted(samples.glob(pattern))
    assert paths
    found = set()
    for path in paths:
        with pytest.raises(InputError) as caught:
            _read(path, path.name)
        found.add(caught.value.reason.key)
    assert found == OTHER_FORMATS[pattern]


def test_formats_within_one_collection_agree(samples: Path) -> None:
    npm = _read(samples / "cyclonedx/gen-node-red.npm.cdx.json", "npm")
    cdxgen = _read(samples / "cyclonedx/gen-node-red.cdxgen.cdx1.6.json", "cdxgen")
    purls = [
        {c.value.partition("?")[0].lower() for i in d.items for c in i.claims if c.kind is ClaimKind.PURL and i.parent}
        for d in (npm, cdxgen)
    ]
    assert len(purls[0]) > 400
    assert purls[0] == purls[1]
    assert len(npm.links) > 800
    assert npm.has_dependencies


def test_netbox_rows_without_a_name_get_the_model(samples: Path) -> None:
    document = _read(samples / "inventory/netbox-devices-current-view.csv", "n.csv")
    assert document.columns["manufacturer"] == "Manufacturer"
    assert document.columns["model"] == "Type"
    assert document.columns["function"] == "Role"
    assert "48-Port Patch Panel" in {item.name for item in document.items}
    first = document.items[0]
    assert [(c.kind, c.value, str(c.where)) for c in first.claims] == [
        (ClaimKind.MANUFACTURER, "Cisco", "n.csv:2:Manufacturer")
    ]
    assert first.attributes["location"].value == "DM-Akron"


def test_snipe_it_tells_the_reseller_from_the_maker(samples: Path) -> None:
    document = _read(samples / "inventory/snipe-it-assets-excerpt.csv", "s.csv")
    assert {c.kind: c.value for c in document.items[0].claims} == {
        ClaimKind.SUPPLIER: "Kunde, Doyle and Kozey",
        ClaimKind.MANUFACTURER: "Berge Inc",
    }


def test_nmap_hosts_that_did_not_answer_are_no_assets(samples: Path) -> None:
    document = _read(samples / "inventory/nmap-full_sudo6.xml", "scan.xml")
    hosts = [item for item in document.items if item.kind is ItemKind.ASSET]
    assert (document.records, len(hosts), len(document.skipped)) == (256, 4, 252)
    assert {s.reason.key for s in document.skipped} == {"ingest.host_down"}
    macs = [c.value for item in hosts for c in item.claims if c.kind is ClaimKind.MAC]
    assert len(macs) == 3
    assert all(link.kind is LinkKind.RUNS for link in document.links)
    assert any(c.kind is ClaimKind.CPE for item in document.items for c in item.claims)
