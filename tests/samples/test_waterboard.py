"""The imaginary water board: made again byte for byte, as real a sheet as people keep, with truth for every row."""

from __future__ import annotations

import csv
import ipaddress
import subprocess
import sys
from collections import Counter
from pathlib import Path

import netaddr
import openpyxl
import pytest
from lxml import etree

from scanner import ScanOptions, scan

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "sboms" / "waterschap"
MADE = ("inventaris.xlsx", "leverancierslijst.csv", "nmap-gemaal.xml")
ANSWERS = ROOT / "tests" / "cases" / "waterschap.csv"
SOURCE = ROOT / "tools" / "sboms" / "waterschap"
TRUTH = list(csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines()))
OUTCOMES = {
    "no_indication",
    "no_supplier",
    "unknown_origin",
    "linked",
    "raised_risk",
    "mitigate",
    "candidate_open",
    "exclusion_candidate",
}


def sheets() -> openpyxl.Workbook:
    """The committed workbook."""
    return openpyxl.load_workbook(FOLDER / "inventaris.xlsx")


def column(sheet: str, header: str) -> list[object]:
    """All filled cells below a header (which stands in row 5)."""
    rows = sheets()[sheet].iter_rows(min_row=5, values_only=True)
    position = next(rows).index(header)
    return [row[position] for row in rows if row[position] is not None]


def test_making_it_twice_gives_the_committed_bytes(tmp_path: Path) -> None:
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        command = [
            sys.executable,
            str(ROOT / "tools" / "make_waterboard.py"),
            str(folder),
            str(tmp_path / "answers.csv"),
        ]
        subprocess.run(command, check=True, capture_output=True)
        assert sorted(p.name for p in folder.iterdir()) == sorted(MADE)
        for name in MADE:
            assert (folder / name).read_bytes() == (FOLDER / name).read_bytes(), name
        assert (tmp_path / "answers.csv").read_bytes() == ANSWERS.read_bytes()


def test_it_says_that_it_does_not_exist() -> None:
    book = sheets()
    assert "bestaat niet" in str(book["Toelichting"]["A4"].value)
    assert "denkbeeldig" in book["Objecten"]["A1"].value
    assert b"imaginary" in (FOLDER / "nmap-gemaal.xml").read_bytes()


def test_the_sheets_are_laid_out_as_people_keep_them() -> None:
    book = sheets()
    assert book.sheetnames == ["Toelichting", "Objecten", "Kantoorautomatisering", "lijsten"]
    assert book["lijsten"].sheet_state == "hidden"
    for name in book.sheetnames[1:3]:
        sheet = book[name]
        header = [cell.value for cell in sheet[5]]
        assert header[0] == "Objectnummer"
        assert header[12] is None  # the spacer column
        assert "A1:AB1" in {str(area) for area in sheet.merged_cells.ranges}
        assert sheet.cell(sheet.max_row, 1).value == "Totaal"
    numbers = Counter(column("Objecten", "Objectnummer"))
    assert [number for number, times in numbers.items() if times == 2] == ["WLL-GEM-001-CAM-07"]


@pytest.mark.parametrize("noise", ["Simens", "Hikvison", "Schnieder", "onbekend", "#N/B", "danfoss"])
def test_the_noise_of_real_sheets_is_there(noise: str) -> None:
    assert noise in column("Objecten", "Merk")


def test_the_counts() -> None:
    assert Counter(row["bestand"] for row in TRUTH) == {
        "inventaris.xlsx": 152,
        "leverancierslijst.csv": 30,
        "nmap-gemaal.xml": 6,
    }
    assert Counter(row["blad"] for row in TRUTH if row["blad"] in {"Objecten", "Kantoorautomatisering"}) == {
        "Objecten": 124,
        "Kantoorautomatisering": 28,
    }


def test_the_truth_points_at_the_rows_of_the_workbook() -> None:
    book = sheets()
    for row in TRUTH:
        if row["bestand"] == "inventaris.xlsx":
            sheet = book[row["blad"]]
            assert sheet.cell(int(row["rij"]), 1).value == row["objectnummer"]
            assert (sheet.cell(int(row["rij"]), 7).value or "") == row["merk"]


def test_the_truth_is_whole() -> None:
    for row in TRUTH:
        assert row["band"] in {"ja", "nee", "onbekend"}
        assert set(row["verwacht"].split()) <= OUTCOMES
        assert row["verwacht"]
        assert bool(row["land"]) is (row["band"] != "onbekend")
        if row["band"] == "nee":
            assert not set(row["verwacht"].split()) & {"linked", "raised_risk", "candidate_open"}
        if row["band"] == "ja":
            assert "no_indication" not in row["verwacht"].split()


def test_mac_addresses_start_with_a_prefix_of_the_ieee_registry() -> None:
    for name in ("Objecten", "Kantoorautomatisering"):
        for address in column(name, "MAC-adres"):
            assert netaddr.EUI(str(address)).oui.registration().org


def test_a_label_and_a_mac_address_disagree_once() -> None:
    sheet = sheets()["Objecten"]
    (row,) = (r for r in sheet.iter_rows(min_row=6, values_only=True) if r[6] == "ABUS")
    assert "Dahua" in netaddr.EUI(str(row[14])).oui.registration().org


def test_addresses_are_private() -> None:
    for name in ("Objecten", "Kantoorautomatisering"):
        for value in column(name, "IP-adres"):
            assert value == "n.v.t." or ipaddress.ip_address(str(value)).is_private
    for address in etree.parse(FOLDER / "nmap-gemaal.xml").iterfind(".//address[@addrtype='ipv4']"):
        assert ipaddress.ip_address(address.get("addr")).is_private


def test_the_sbom_column_points_at_sample_sboms() -> None:
    named = column("Objecten", "SBOM") + column("Kantoorautomatisering", "SBOM")
    assert len(named) == 7
    assert "node-red-ot-gateway.npm.cdx.json" in named
    assert all((FOLDER.parent / str(name)).is_file() for name in named)


def test_the_supplier_list_is_a_dutch_csv() -> None:
    content = (FOLDER / "leverancierslijst.csv").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    lines = content.decode("cp1252").split("\r\n")
    assert lines[0].startswith("Leverancier;Merk;Fabrikant;")
    assert "€ 2.400,00" in lines[10]
    assert len(lines) == 32  # a header, thirty rows, and the end of the last line


def test_the_port_scan_has_the_structure_of_nmap() -> None:
    root = etree.parse(FOLDER / "nmap-gemaal.xml").getroot()
    assert [child.tag for child in root] == ["scaninfo", "verbose", "debugging", *["host"] * 6, "runstats"]
    assert {"scanner", "args", "start", "version", "xmloutputversion"} <= set(root.attrib)
    for host in root.iterfind("host"):
        assert [c.tag for c in host] == ["status", "address", "address", "hostnames", "ports", "times"]
        assert [a.get("addrtype") for a in host.iterfind("address")] == ["ipv4", "mac"]
        for port in host.iterfind("ports/port"):
            assert [c.tag for c in port] == ["state", "service"]
            assert {"name", "conf", "method"} <= set(port.find("service").attrib)
    assert [c.tag for c in root.find("runstats")] == ["finished", "hosts"]


def test_five_hosts_are_in_the_inventory_and_one_is_not() -> None:
    inventory = {str(netaddr.EUI(str(mac))) for mac in column("Objecten", "MAC-adres")}
    scanned = etree.parse(FOLDER / "nmap-gemaal.xml").iterfind(".//address[@addrtype='mac']")
    known = [str(netaddr.EUI(a.get("addr"))) in inventory for a in scanned]
    assert known == [True, True, True, True, True, False]
    rows = [row for row in TRUTH if row["bestand"] == "nmap-gemaal.xml"]
    assert [bool(row["objectnummer"]) for row in rows] == known


def test_the_scanner_reads_every_labelled_row() -> None:
    result = scan([FOLDER / name for name in MADE[:3]], ScanOptions(scan_date="2026-11-23"))
    assert result.coverage.files_refused == 0
    read = {(d.file, i.where.sheet, i.where.row) for d in result.documents for i in d.items if i.where.row}
    wanted = {(r["bestand"], r["blad"], int(r["rij"])) for r in TRUTH if r["rij"] != "0"}
    assert wanted <= read
