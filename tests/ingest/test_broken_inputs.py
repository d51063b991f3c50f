"""Each kind of broken input gets its sentence, its place and its next step, in Dutch as the user reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.errors import InputError, LimitError
from scanner.i18n import translator
from scanner.ingest import InputFile, read
from scanner.options import Limits

ASSETS = Path(__file__).parents[1] / "assets"
TOO_DEEP = "Het bestand is te diep genest. De grens is 200 niveaus."
ENTITIES = "Dit XML-bestand bevat eigen definities (entiteiten). Die voeren wij uit veiligheid niet uit."
REFUSED = {
    "empty-file.csv": ("empty-file.csv", "Het bestand is leeg."),
    "only-blanks.csv": ("only-blanks.csv", "Het bestand is leeg."),
    "unknown-delimiter.csv": (
        "unknown-delimiter.csv",
        "Dit bestand is geen tabel: er is geen scheidingsteken gevonden. Bekend zijn puntkomma, komma, tab en |.",
    ),
    "no-header.csv": (
        "no-header.csv",
        "In de eerste 40 rijen staat geen rij met kolomnamen die wij kennen.",
    ),
    "no-vendor-column.csv": (
        "no-vendor-column.csv:1",
        "Er is geen kolom die zegt wie iets maakt of levert. Gevonden kolommen: Naam, Locatie, IP-adres.",
    ),
    "misspelt-vendor-column.csv": (
        "misspelt-vendor-column.csv:1",
        "Er is geen kolom die zegt wie iets maakt of levert. Gevonden kolommen: Naam, Locatie, Leveranceir.",
    ),
    "unclosed-quote.csv": (
        "unclosed-quote.csv:3",
        (
            "In deze rij begint een tekst met een aanhalingsteken dat nergens wordt gesloten. De rijen erna zijn "
            "niet te scheiden. Er is niets uit dit bestand gebruikt."
        ),
    ),
    "truncated-json.json": (
        "truncated-json.json:4:16",
        "Het bestand is afgebroken: het eindigt te vroeg, op regel 4, teken 16.",
    ),
    "text-after-json.json": (
        "text-after-json.json:4:2",
        "Dit is geen geldige JSON. Het gaat fout op regel 4, teken 2.",
    ),
    "no-cyclonedx.json": (
        "no-cyclonedx.json",
        "Dit is JSON, maar geen CycloneDX. Ketenscan leest dit formaat niet.",
    ),
    "deep-brackets.json": ("deep-brackets.json", TOO_DEEP),
    "billion-laughs.xml": ("billion-laughs.xml", ENTITIES),
    "external-entity.xml": ("external-entity.xml", ENTITIES),
    "damaged.xml": ("damaged.xml:2:35", "Dit is geen geldige XML. Het gaat fout op regel 2, teken 35."),
    "other-root.xml": (
        "other-root.xml",
        "Dit is XML, maar geen scan van nmap. Ketenscan leest dit formaat niet.",
    ),
}
READ = {
    "nul-bytes.csv": (3, 2, ["nul-bytes.csv:3: Deze rij is beschadigd: er staan NUL-tekens in."]),
    "too-many-cells.csv": (
        3,
        2,
        [
            (
                "too-many-cells.csv:3: Deze rij heeft 4 cellen, maar de tabel heeft 3 kolommen. "
                "Dan staan waarden misschien in de verkeerde kolom."
            )
        ],
    ),
    "duplicate-ids.csv": (
        3,
        3,
        [
            (
                "duplicate-ids.csv:4: Nummer WS-1 staat ook in rij 2. Beide rijen zijn gelezen. "
                "Geef elk apparaat een eigen nummer."
            )
        ],
    ),
    "duplicate-ids.json": (
        2,
        2,
        [
            (
                "duplicate-ids.json#/components/1: Twee onderdelen hebben dezelfde bom-ref a. "
                "Verwijzingen gaan naar het eerste. Vraag de maker van de SBOM om een nieuwe."
            ),
            (
                "duplicate-ids.json#/dependencies/0: De verwijzing gone wijst naar geen enkel onderdeel in dit "
                "bestand. Vraag de maker van de SBOM om een volledig bestand."
            ),
        ],
    ),
    "cyclic-dependencies.json": (
        2,
        2,
        [
            (
                "cyclic-dependencies.json#/dependencies/0: De afhankelijkheden lopen in een kring: a > b > a. "
                "Alles is gelezen. Vraag de maker van de SBOM of dit klopt."
            )
        ],
    ),
    "password-column.csv": (
        1,
        1,
        [
            (
                "password-column.csv:1:Wachtwoord: De kolom Wachtwoord kan wachtwoorden bevatten. Wij lezen die niet. "
                "Haal de kolom uit het bestand."
            )
        ],
    ),
    "totals-and-sections.csv": (
        5,
        2,
        [
            "totals-and-sections.csv:4: Deze rij is een tussenkop, geen apparaat.",
            "totals-and-sections.csv:6: Deze rij herhaalt de kolomnamen.",
            "totals-and-sections.csv:9: Deze rij is een totaal, geen apparaat.",
        ],
    ),
    "excel-errors.csv": (
        2,
        2,
        [
            "excel-errors.csv:2: De cel met #N/B is een fout in de formule en telt als leeg.",
            "excel-errors.csv:3: De cel met #VERW! is een fout in de formule en telt als leeg.",
        ],
    ),
    "cp1252.csv": (
        2,
        2,
        [
            (
                "cp1252.csv: De tekens van dit bestand zijn niet in UTF-8. Wij lezen het als cp1252. "
                "Letters met accenten kunnen fout zijn."
            )
        ],
    ),
    "cut-off.xml": (
        2,
        1,
        [
            "cut-off.xml#/nmaprun/host[2]: Het bestand houdt hier op. Dit apparaat is maar half beschreven.",
            (
                "cut-off.xml:4:56: Het bestand is beschadigd of eindigt te vroeg, bij regel 4. "
                "Aantal gelezen apparaten: 1. Wat erna kwam, ontbreekt."
            ),
        ],
    ),
}
TESTED_ELSEWHERE = {"deep-nesting.json", "wrong-types.json"}
nl = translator("nl")


def _read(name: str, limits: Limits | None = None) -> object:
    return read(InputFile(name, ASSETS / name), limits or Limits())


def test_every_asset_is_used() -> None:
    assert {path.name for path in ASSETS.iterdir()} == {*REFUSED, *READ, *TESTED_ELSEWHERE}


@pytest.mark.parametrize("name", REFUSED)
def test_refusal_says_what_where_and_what_next(name: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(name)
    where, sentence = REFUSED[name]
    assert (str(caught.value.where), nl(caught.value.reason)) == (where, sentence)
    assert nl(caught.value.hint).endswith((".", "?"))


@pytest.mark.parametrize("name", READ)
def test_the_rest_goes_on(name: str) -> None:
    document = read(InputFile(name, ASSETS / name), Limits())
    told = [f"{s.where}: {nl(s.reason)}" for s in document.skipped]
    told += [f"{n.where}: {nl(n.text)}" for n in document.notices if n.text.key != "ingest.unused_columns"]
    assert (document.records, len(document.items), told) == READ[name]


def test_a_misspelt_column_gets_a_suggestion() -> None:
    with pytest.raises(InputError) as caught:
        _read("misspelt-vendor-column.csv")
    assert nl(caught.value.hint) == "Bedoelt u met Leveranceir misschien leverancier? Pas de naam van de kolom aan."


def test_deep_nesting_is_a_limit_with_a_short_pointer() -> None:
    with pytest.raises(LimitError) as caught:
        _read("deep-nesting.json")
    assert nl(caught.value.reason) == TOO_DEEP
    assert caught.value.where
    assert len(caught.value.where.pointer) <= 80
    assert read(InputFile("d", ASSETS / "deep-nesting.json"), Limits(depth=400)).records == 300


def test_a_password_is_nowhere_in_the_result() -> None:
    document = read(InputFile("p.csv", ASSETS / "password-column.csv"), Limits())
    (item,) = document.items
    assert dict(item.attributes).keys() == {"name", "remarks"}
    assert "geheim-Zomer2024" not in repr(document) + repr(dict(item.attributes))


def test_western_letters_are_read_right() -> None:
    document = read(InputFile("c.csv", ASSETS / "cp1252.csv"), Limits())
    assert document.items[0].name == "Caméra één"
    assert document.items[0].attributes["location"].value == "Brücke"
