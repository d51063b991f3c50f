"""Header synonyms: what known tools call their columns, and what must never be taken for a manufacturer."""

from __future__ import annotations

from importlib.resources import files

import pytest
import yaml

from scanner.ingest.columns import CLAIMS, fold_header, header_key, is_secret, known_headers, map_columns, synonyms

FIELDS = """
    asset_id name manufacturer brand supplier maintainer model version serial function mac mac_vendor ip cpe purl os
    process vital tbb criticality zone purdue_level remote_access internet cloud update_channel physical_access data
    location country_of_origin quantity sbom contract owner controls_sufficient controls_reason remarks
""".split()  # noqa: SIM905 - a list of words is read as one

LAYOUTS = {
    "NetBox": (
        "Name,Status,Tenant,Site,Location,Rack,Role,Manufacturer,Type,IP Address",
        {"name": 0, "location": 3, "function": 6, "manufacturer": 7, "model": 8, "ip": 9},
    ),
    "Snipe-IT": (
        "Company,Name,Asset Tag,Category,Supplier,Manufacturer,Location,Order Number,Model,Model Number",
        {"name": 1, "asset_id": 2, "function": 3, "supplier": 4, "manufacturer": 5, "location": 6, "model": 8},
    ),
    "ServiceNow": (
        "name,sys_class_name,manufacturer,vendor,model_id,serial_number,asset_tag,ip_address,mac_address,supported_by",
        {"manufacturer": 2, "supplier": 3, "model": 4, "serial": 5, "asset_id": 6, "mac": 8, "maintainer": 9},
    ),
    "Defender for IoT": (
        "IP Address,MAC address,Name,Type,Vendor,Model,Firmware version,Serial,OS,Purdue level,Zone,Site",
        {"ip": 0, "mac": 1, "name": 2, "function": 3, "manufacturer": 4, "model": 5, "version": 6, "purdue_level": 9},
    ),
    "Nozomi": (
        "id,name,ip,mac_address,mac_vendor,vendor,product_name,type,os_or_firmware,serial_number,level,zones",
        {"name": 1, "mac": 3, "mac_vendor": 4, "manufacturer": 5, "model": 7, "purdue_level": 10, "zone": 11},
    ),
    "Claroty": (
        "name,asset_type,class,vendor,model,family,firmware,serial,ipv4,mac,vlan,network,zone,level,criticality",
        {"manufacturer": 3, "model": 4, "version": 6, "ip": 8, "mac": 9, "purdue_level": 13, "criticality": 14},
    ),
    "Dragos": (
        "Asset ID,Name,Type,Vendor,Model,Firmware,OS,IP addresses,MAC addresses,MAC vendor,Zone,Purdue level",
        {"asset_id": 0, "function": 2, "manufacturer": 3, "mac": 8, "mac_vendor": 9, "zone": 10},
    ),
    "Lansweeper": (
        "AssetName;Type;IPAddress;MACAddress;MACVendor;Manufacturer;Model;Serialnumber;OS;Firmware;Location",
        {"name": 0, "function": 1, "ip": 2, "mac": 3, "mac_vendor": 4, "manufacturer": 5, "model": 6, "version": 9},
    ),
    "runZero": (
        "id,alive,type,os,hw,hw_vendor,hw_product,addresses,macs,mac_vendors,names,site_name,comments",
        {"function": 2, "manufacturer": 5, "model": 6, "ip": 7, "mac": 8, "mac_vendor": 9, "name": 10, "remarks": 12},
    ),
    "Forescout": ("IP,MAC,NIC vendor,Vendor and Model,Function,OS", {"mac": 1, "mac_vendor": 2, "manufacturer": 3}),
    "a water board": (
        (
            "Objectnummer;Object;Locatie;Installatie;Omschrijving;Merk;Type;Serienummer;Leverancier;Fabrikant;"
            "Land van herkomst;Bouwjaar;Firmware;IP-adres;VLAN;Eigenaar;Contractnummer;BIV-classificatie;Opmerkingen"
        ),
        {
            "asset_id": 0,
            "name": 1,
            "location": 2,
            "brand": 5,
            "model": 6,
            "serial": 7,
            "supplier": 8,
            "manufacturer": 9,
            "country_of_origin": 10,
            "version": 12,
            "criticality": 17,
            "remarks": 18,
        },
    ),
    "German": (
        "Bezeichnung;Hersteller;Gerätetyp;Bestellnummer;Lieferant;Stückzahl;Standort;Seriennummer",
        {"name": 0, "manufacturer": 1, "function": 2, "model": 3, "supplier": 4, "quantity": 5, "location": 6},
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layouts_of_known_tools(layout: str) -> None:
    line, wanted = LAYOUTS[layout]
    headers = line.split(";" if ";" in line else ",")
    fields = map_columns(headers)
    assert {field: fields.index(field) for field in wanted if field in fields} == wanted


def test_every_field_of_the_method_has_synonyms_and_no_other() -> None:
    table = synonyms()
    assert {*table.names.values(), *(field for _, field in table.weak)} == set(FIELDS)
    assert set(CLAIMS) <= set(FIELDS)


def test_no_synonym_means_two_fields() -> None:
    raw = yaml.safe_load((files("scanner.ingest") / "columns.yaml").read_text("utf-8"))
    seen: dict[str, str] = {}
    for field, spec in raw["fields"].items():
        for name in spec["names"]:
            assert seen.setdefault(fold_header(name), field) == field, name
    assert not [name for name in known_headers() if is_secret(name)]


@pytest.mark.parametrize("header", ["IP-adres", "ip_adres", "IPAdres", " ip adres ", "IP-adres (IPv4)", "Ip.Adres"])
def test_spelling_of_a_header_does_not_matter(header: str) -> None:
    assert map_columns([header]) == ["ip"]


def test_a_mac_vendor_is_no_manufacturer() -> None:
    for header in ("MACVendor", "MAC Vendor", "NIC vendor", "OUI"):
        assert map_columns([header]) == ["mac_vendor"]


def test_vendor_alone_is_the_manufacturer() -> None:
    assert map_columns(["Vendor", "Name"]) == ["manufacturer", "name"]
    assert map_columns(["Vendor", "Name", "Manufacturer"]) == ["supplier", "name", "manufacturer"]


def test_two_suppliers_are_both_read_and_two_names_are_not() -> None:
    assert map_columns(["Leverancier", "Supplier"]) == ["supplier", "supplier"]
    assert map_columns(["Naam", "Hostname"]) == ["name", ""]


@pytest.mark.parametrize(
    "header", ["Wachtwoord", "Admin password", "SNMP community string", "API-key", "Naam (geheim)"]
)
def test_secret_columns_mean_nothing(header: str) -> None:
    assert is_secret(header)
    assert header_key(header) == ""
    assert map_columns([header]) == [""]


def test_long_text_is_no_header() -> None:
    assert fold_header("leverancier " * 20) == ""
