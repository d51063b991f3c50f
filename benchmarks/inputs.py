"""Makes the inputs of the benchmarks: ``python benchmarks/inputs.py KIND PATH COUNT``.

The same seed gives the same bytes. Nothing that is made here is kept in the repository.
"""

from __future__ import annotations

import csv
import json
import random
import string
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ALIASES = Path(__file__).parents[1] / "data" / "aliases.csv"
SEED = 20_260_101
VENDORS = 2_000
TYPO_SHARE = 0.25
MIN_CHARS = 4
HEADER = (
    "Objectnummer", "Naam", "Fabrikant", "Model", "Leverancier", "Functie", "Locatie", "Zone", "Proces", "IP-adres",
    "MAC-adres", "Firmware", "Serienummer", "Beheer op afstand", "Opmerkingen",
)  # fmt: skip
_RESELLERS = ("Van Dam Installatie", "Deltatech B.V.", "Noord Automatisering", "Waterland Techniek", "Kramer & Zn.")
_FUNCTIONS = ("PLC", "HMI", "router", "switch", "camera", "RTU", "server", "omvormer", "flowmeter", "firewall")
_ZONES = ("OT", "DMZ", "kantoor", "veld", "")
_PROCESSES = ("Keren en beheren waterkwantiteit", "Drinkwatervoorziening", "Kantoorautomatisering", "")
_REMOTE = ("ja", "nee", "alleen via leverancier", "")
# Prefixes of the IEEE registry: makers of industrial, network and camera equipment. Half of the rows have no address.
_MAC_PREFIXES = ("00:1B:1B", "00:80:F4", "00:30:DE", "00:A0:45", "00:90:E8", "00:00:BC", "00:80:63", "44:19:B6")
_ENDINGS = ("", " B.V.", " GmbH", " Co., Ltd.", " Inc.", " Nederland", " Technology")


def typo(name: str, chance: random.Random) -> str:
    """The name with one letter dropped, doubled, swapped with its neighbour or replaced."""
    place = chance.randrange(len(name))
    before, letter, after = name[:place], name[place], name[place + 1 :]
    replaced = before + chance.choice(string.ascii_lowercase) + after
    swapped = before + after[:1] + letter + after[1:]
    return chance.choice((before + after, before + letter + letter + after, swapped, replaced))


def names(count: int) -> list[str]:
    """So many distinct vendor strings: aliases of the registry, three in four as they are, the rest misspelt."""
    chance = random.Random(SEED)
    with ALIASES.open(encoding="utf-8", newline="") as stream:
        pool = [row["alias"] for row in csv.DictReader(stream) if len(row["alias"]) >= MIN_CHARS]
    found: dict[str, None] = {}
    while len(found) < count:
        name = chance.choice(pool) + chance.choice(_ENDINGS)
        wrong = chance.random() < TYPO_SHARE or len(found) > len(pool)
        found.setdefault(typo(name, chance) if wrong else name)
    return list(found)


def inventory(path: Path, rows: int) -> None:
    """A Dutch asset inventory of ``rows`` rows; few vendors are frequent and many are rare, as in real ones."""
    chance = random.Random(SEED)
    vendors = names(VENDORS)
    weights = [1 / (rank + 10) for rank in range(len(vendors))]
    picked = chance.choices(vendors, weights, k=rows)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(_row(number, vendor, chance) for number, vendor in enumerate(picked))


def _row(number: int, vendor: str, chance: random.Random) -> tuple[str, ...]:
    function, site = chance.choice(_FUNCTIONS), f"Gemaal {number % 400:03}"
    return (
        f"WB-{number:06}",
        f"{function} {site} {number % 17}",
        vendor,
        f"{chance.choice(string.ascii_uppercase)}{chance.randrange(100, 9999)}",
        chance.choice(_RESELLERS),
        function,
        site,
        chance.choice(_ZONES),
        chance.choice(_PROCESSES),
        f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}",
        _mac(number, chance),
        f"{chance.randrange(9)}.{chance.randrange(20)}.{chance.randrange(99)}",
        f"SN{chance.randrange(10**9):09}",
        chance.choice(_REMOTE),
        "vervangen bij groot onderhoud" if number % 9 == 0 else "",
    )


def _mac(number: int, chance: random.Random) -> str:
    if number % 2:
        return ""
    return ":".join((chance.choice(_MAC_PREFIXES), *(f"{chance.randrange(256):02X}" for _ in range(3))))


def sbom(path: Path, components: int) -> None:
    """A CycloneDX 1.6 document; every component depends on up to three later ones, so there is no cycle."""
    chance = random.Random(SEED)
    suppliers = names(VENDORS)
    listed = [_component(number, suppliers, chance) for number in range(components)]
    refs = [str(component["bom-ref"]) for component in listed]
    edges = [{"ref": "root", "dependsOn": refs[:20]}, *_edges(refs, chance)]
    root = {"type": "application", "bom-ref": "root", "name": "telemetry", "version": "1.0.0"}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": root},
        "components": listed,
        "dependencies": edges,
    }
    path.write_text(json.dumps(document, indent=2), encoding="utf-8")


def _edges(refs: list[str], chance: random.Random) -> Iterator[dict[str, object]]:
    for number, ref in enumerate(refs):
        later = range(number + 1, min(len(refs), number + 500))
        targets = chance.sample(later, min(3, len(later)))
        yield {"ref": ref, "dependsOn": [refs[target] for target in sorted(targets)]}


def _component(number: int, suppliers: list[str], chance: random.Random) -> dict[str, object]:
    kind, name = chance.choice(("npm", "pypi", "deb/debian", "maven/org.example", "golang")), f"package-{number}"
    version = f"{chance.randrange(9)}.{chance.randrange(20)}.{chance.randrange(99)}"
    purl = f"pkg:{kind}/{name}@{version}"
    component: dict[str, object] = {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "licenses": [{"license": {"id": "MIT"}}],
        "hashes": [{"alg": "SHA-256", "content": f"{chance.getrandbits(256):064x}"}],
    }
    if number % 10 == 0:
        component["supplier"] = {"name": chance.choice(suppliers)}
    if number % 4 == 0:
        component["author"] = f"Author {number % 900}"
    if number % 3 == 0:
        url = f"https://code.example/{name}.git"
        component["externalReferences"] = [{"type": "vcs", "url": url}]
    return component


def name_list(path: Path, count: int) -> None:
    """A table of one column with so many distinct vendor strings."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(("Fabrikant",))
        writer.writerows((name,) for name in names(count))


MAKERS: dict[str, Callable[[Path, int], None]] = {"inventory": inventory, "sbom": sbom, "names": name_list}

if __name__ == "__main__":
    MAKERS[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
