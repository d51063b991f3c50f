"""The imaginary assets: the source tables of this folder, completed with invented numbers and with realistic noise.

Nothing is drawn at random: what has to vary is taken from a digest of the asset's number, so that every run and every
Python gives the same values.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
HEADER = (
    "Objectnummer", "Object", "Locatie", "Proces", "Functie", "Omschrijving", "Merk", "Fabrikant", "Type",
    "Leverancier", "Serienummer", "Firmware", "", "IP-adres", "MAC-adres", "VLAN", "Zone", "Purdue-niveau",
    "Toegang op afstand", "Internet", "Cloud", "Land van herkomst", "Bouwjaar", "Laatste controle", "BIV", "Beheerder",
    "SBOM", "Opmerkingen",
)  # fmt: skip
TRUTH = ("bestand", "blad", "rij", "objectnummer", "merk", "maker", "land", "band", "verwacht", "waarom")
RISK_COUNTRIES = frozenset({"CN", "RU", "IR", "KP"})
Cell = str | int | dt.date | None


@dataclass(frozen=True)
class Asset:
    """One row of the inventory: the cells in the order of ``HEADER``, its object code, and what is true of it."""

    code: str
    cells: tuple[Cell, ...]
    source: dict[str, str]

    def cell(self, header: str) -> Cell:
        """The cell below ``header``."""
        return self.cells[HEADER.index(header)]


def table(name: str) -> list[dict[str, str]]:
    """The rows of a source table of this folder."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="|"))


def number(text: str, below: int) -> int:
    """A number from 0 up to ``below`` that depends on ``text`` alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:6], "big") % below


def assets() -> list[Asset]:
    """All assets in the order of the source table."""
    objects = {row["code"]: row for row in table("objecten.csv")}
    counts: dict[str, int] = {}
    found = []
    for index, row in enumerate(table("apparaten.csv")):
        counts[row["obj"]] = counts.get(row["obj"], 0) + 1
        place = objects[row["obj"]]
        short = "".join(c for c in row["functie"] if c.isalnum())[:3].upper()
        asset_number = f"{place['objectnummer']}-{short}-{counts[row['obj']]:02}"
        found.append(Asset(row["obj"], _cells(row, place, asset_number, (index, counts[row["obj"]])), row))
    return found


def _cells(row: dict[str, str], place: dict[str, str], asset_number: str, counts: tuple[int, int]) -> tuple[Cell, ...]:
    index, host = counts
    networked = bool(row["oui"] or row["niveau"])
    mac = ":".join([*row["oui"].split("-"), *(f"{b:02X}" for b in _tail(asset_number))]) if row["oui"] else ""
    return (
        asset_number, place["object"], place["locatie"], place["proces"] or None, _shout(row["functie"], index),
        row["omschrijving"], row["merk"] or None, row["fabrikant"] or None,
        row["type"] + ("  " if not (index + 12) % 17 else "") or None, row["leverancier"] or None,
        _serial(row, asset_number), row["firmware"] or None, None,
        f"{place['net']}.{9 + host}" if networked else "n.v.t.", _mac(mac, index), int(place["vlan"] or 0) or None,
        "Camerabeveiliging" if row["functie"] == "Camera" else place["zone"] or None, _level(row["niveau"], index),
        _yes_no(row["afstand"], index), _yes_no(row["internet"], index + 1), _yes_no(row["cloud"], index + 2),
        row["land"] or None, int(row["jaar"]) if row["jaar"].isdigit() else row["jaar"] or None,
        _checked(asset_number, index), place["biv"] or None, place["beheerder"] or None, row["sbom"] or None,
        row["opm"] or None,
    )  # fmt: skip


def _tail(asset_number: str) -> bytes:
    return number(asset_number + "mac", 1 << 24).to_bytes(3, "big")


def _shout(text: str, index: int) -> str:
    return text.upper() if not (index + 6) % 13 else text


def _serial(row: dict[str, str], asset_number: str) -> str | None:
    if not row["firmware"]:
        return "onbekend" if number(asset_number, 3) == 0 else None
    return f"DB-{number(asset_number + 'serie', 10**8):08}"


def _mac(mac: str, index: int) -> str | None:
    """The address as people write it: with colons, with dashes, in lower case, or as Cisco does."""
    bare = mac.replace(":", "").lower()
    dotted = ".".join((bare[:4], bare[4:8], bare[8:]))
    return (mac, mac, mac.replace(":", "-"), mac, mac.lower(), dotted)[index % 6] if mac else None


def _level(level: str, index: int) -> Cell:
    if not level:
        return None
    if not (index + 8) % 11:
        return f"L{level}"
    return int(level) if level.isdigit() else level.replace(".", ",")


def _yes_no(answer: str, index: int) -> str | None:
    spellings = {"ja": ("ja", "Ja", "ja", "J", "JA "), "nee": ("nee", "Nee", "nee", "N", "nee ")}
    return spellings[answer][index % 5] if answer in spellings else answer or None


def _checked(asset_number: str, index: int) -> Cell:
    """The date of the last check, in one of the ways in which people fill in such a column."""
    day = dt.date(2021, 1, 1) + dt.timedelta(days=number(asset_number + "datum", 1800))
    texts = (None, day.strftime("%d-%m-%Y"), day.strftime("%Y/%m/%d"), day.strftime("%m-%Y"), "onbekend")
    return (day, day, day, *texts)[index % 8]


def truth(file: str, sheet: str, row: int, asset_number: str, source: dict[str, str]) -> tuple[str, ...]:
    """One row of ``tests/cases/waterschap.csv``: who makes it, from where, and which outcomes are right."""
    countries = {line["maker"]: line["land"] for line in table("makers.csv")}
    maker = "" if source["maker"] == "onbekend" else source["maker"]
    country = countries.get(maker, "")
    link = "onbekend" if not country else "ja" if country in RISK_COUNTRIES or maker in _OWNED else "nee"
    expected = " ".join(source["verwacht"].split(","))
    return (file, sheet, str(row), asset_number, source["merk"], maker, country, link, expected, source["waarom"])


_OWNED = frozenset({"MMD", "Motorola Mobility"})  # seat elsewhere, owner in a risk country
