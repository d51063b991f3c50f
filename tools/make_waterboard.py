"""Make the files of the imaginary water board in ``sboms/waterschap/`` from the tables in ``tools/sboms/waterschap/``.

::

    python tools/make_waterboard.py [FOLDER]

The same tables give the same bytes on every machine. The board, its objects, numbers and installers are invented; the
makers are real, and so are the first three bytes of the MAC addresses (IEEE registry).
"""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "sboms" / "waterschap"))
from assets import TRUTH, Asset, assets, table, truth
from scan import HOSTS, write_scan
from workbook import write_workbook

TARGET = Path(__file__).parents[1] / "sboms" / "waterschap"
ANSWERS = Path(__file__).parents[1] / "tests" / "cases" / "waterschap.csv"
SUPPLIER_HEADER = (
    "Leverancier", "Merk", "Fabrikant", "Product", "Functie", "Contractnummer", "Startdatum", "Waarde (€)",
    "Land van herkomst", "Opmerkingen",
)  # fmt: skip


def supplier_list() -> tuple[bytes, list[tuple[str, ...]]]:
    """The list of suppliers as a Dutch spreadsheet saves it (cp1252, semicolons, CRLF), and its rows of truth."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(SUPPLIER_HEADER)
    rows = table("leveranciers.csv")
    for row in rows:
        writer.writerow([row[key] for key in list(row)[: len(SUPPLIER_HEADER)]])
    checks = [truth("leverancierslijst.csv", "", line, "", row) for line, row in enumerate(rows, start=2)]
    return buffer.getvalue().encode("cp1252"), checks


def scan_truth(hosts: list[Asset | None]) -> list[tuple[str, ...]]:
    """What is true of the hosts of the scan; one that is in no inventory is known by its MAC address alone."""
    checks = []
    for position, (host, asset) in enumerate(zip(HOSTS, hosts, strict=True), start=1):
        why = "alleen het MAC-adres: een aanwijzing, geen bewijs; vergelijk met de inventarisatie"
        row = {"maker": "onbekend", "merk": host.vendor, "verwacht": "unknown_origin,raised_risk", "waarom": why}
        number = str(asset.cell("Objectnummer")) if asset else ""
        checks.append(truth("nmap-gemaal.xml", f"/nmaprun/host[{position}]", 0, number, row))
    return checks


def make(target: Path, answers: Path) -> None:
    """Write the files of the water board into the folder ``target``, and what is true of every row to ``answers``."""
    all_assets = assets()
    checks = []
    for (sheet, row), asset in write_workbook(target / "inventaris.xlsx", all_assets).items():
        checks.append(truth("inventaris.xlsx", sheet, row, str(asset.cell("Objectnummer")), asset.source))
    suppliers, supplier_checks = supplier_list()
    (target / "leverancierslijst.csv").write_bytes(suppliers)
    scan, hosts = write_scan(all_assets)
    (target / "nmap-gemaal.xml").write_bytes(scan)
    with answers.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(TRUTH)
        writer.writerows([*checks, *supplier_checks, *scan_truth(hosts)])
    print(f"{len(checks)} inventory rows, {len(supplier_checks)} suppliers, {len(hosts)} hosts")


if __name__ == "__main__":
    make(*map(Path, sys.argv[1:3])) if len(sys.argv) > 2 else make(TARGET, ANSWERS)  # noqa: PLR2004 - folder and file
