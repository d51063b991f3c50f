"""The sample SBOMs: complete, valid, counted right, free of registry hosts and of local paths, and made again alike."""

from __future__ import annotations

import csv
import importlib.resources
import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from lxml import etree

sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
sys.path.insert(0, str(Path(__file__).parents[2] / "tools" / "sboms"))
from clean import REGISTRY, NotClean, check, clean
from make_sboms import NPM_VERSION, RECIPES, offline
from measure import count

from scanner import ScanOptions, scan
from scanner.ingest import READERS

ROOT = Path(__file__).parents[2]
SBOMS = ROOT / "sboms"
TOOLS = ROOT / "tools"
INPUTS = TOOLS / "sboms"
MANIFEST = list(csv.DictReader((SBOMS / "manifest.csv").read_text(encoding="utf-8").splitlines()))
FILES = [row["file"] for row in MANIFEST]
OWN_FOLDERS = (SBOMS, ROOT / "notebooks", INPUTS, ROOT / "tests" / "samples")
SCHEMAS = importlib.resources.files("cyclonedx.schema") / "_res"


def text(name: str) -> str:
    """The text of one sample."""
    return (SBOMS / name).read_text(encoding="utf-8")


def committed() -> list[Path]:
    """Every text file of the folders that hold samples and what they are made from."""
    files = [p for folder in OWN_FOLDERS for p in folder.rglob("*") if p.is_file()]
    files += [TOOLS / "make_sboms.py", TOOLS / "make_waterboard.py"]
    return [p for p in files if p.suffix not in {".xlsx", ".pyc"} and "__pycache__" not in p.parts]


@cache
def hosts() -> frozenset[str]:
    """The registry hosts that npm and pip are set up to use on the machine that runs this test."""
    asked = (["npm", "config", "get", "registry"], [sys.executable, "-m", "pip", "config", "list"])
    said = ""
    for command in asked:
        if shutil.which(command[0]):
            said += subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = {urlsplit(url).hostname or "" for url in re.findall(r"https?://[^\s'\"]+", said)}
    return frozenset(host for host in found if "." in host)


def test_the_manifest_lists_every_sbom_and_the_recipes_make_them_all() -> None:
    on_disk = {p.name for p in SBOMS.iterdir() if p.is_file()} - {"README.md", "manifest.csv"}
    assert set(FILES) == on_disk == {recipe.file for recipe in RECIPES}
    assert len(FILES) >= 8
    assert {row["generator"] for row in MANIFEST} == {"npm", "syft", "cyclonedx-py"}


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_the_manifest_counts_what_the_file_holds(row: dict[str, str]) -> None:
    counts = count(text(row["file"]), row["file"])
    assert (counts.spec, counts.components, counts.edges) == (row["spec"], int(row["components"]), int(row["edges"]))


def test_sizes_stay_reasonable() -> None:
    sizes = [(SBOMS / name).stat().st_size for name in FILES]
    assert max(sizes) < 700_000
    assert sum(sizes) < 4_000_000


@pytest.mark.parametrize("name", FILES)
def test_the_readme_describes_the_file(name: str) -> None:
    assert f"`{name}`" in text("README.md")


@pytest.mark.parametrize("name", [n for n in FILES if ".cdx.json" in n])
def test_cyclonedx_json_is_valid_against_the_official_schema(name: str) -> None:
    document = json.loads(text(name))
    known = {
        f"http://cyclonedx.org/schema/{part}.SNAPSHOT.schema.json": json.loads(
            (SCHEMAS / f"{part}.SNAPSHOT.schema.json").read_text(encoding="utf-8")
        )
        for part in ("spdx", "jsf-0.82", "cryptography-defs")
    }
    schema = json.loads((SCHEMAS / f"bom-{document['specVersion']}.SNAPSHOT.schema.json").read_text(encoding="utf-8"))
    registry = jsonschema_rs.Registry(list(known.items()))
    faults = list(jsonschema_rs.validator_for(schema, registry=registry).iter_errors(document))
    # npm copies repository addresses as their packages give them; the form of ssh is no IRI, so npm's file is invalid.
    others = [f for f in faults if not re.match(r'"[^"]*git@[^"]+:', f.message)]
    assert [f"{list(fault.instance_path)}: {fault.message[:200]}" for fault in others] == []


@pytest.mark.parametrize("name", [n for n in FILES if n.endswith(".xml")])
def test_cyclonedx_xml_is_valid_against_the_official_schema(name: str) -> None:
    root = etree.fromstring(text(name).encode())
    version = str(etree.QName(root).namespace).rsplit("/", 1)[1]
    with importlib.resources.as_file(SCHEMAS) as folder:
        schema = etree.XMLSchema(etree.parse(folder / f"bom-{version}.SNAPSHOT.xsd"))
    assert schema.validate(root), schema.error_log


@pytest.mark.parametrize("name", FILES)
def test_the_scanner_reads_every_component_and_edge(name: str) -> None:
    head = (SBOMS / name).read_bytes()[: 64 * 1024]
    if not any(reader.sniff(head) for reader in READERS):
        pytest.skip(f"no reader in scanner.ingest.READERS takes {name}: the sample is not read yet")
    (document,) = scan([SBOMS / name], ScanOptions(scan_date="2026-11-23")).documents
    (row,) = (row for row in MANIFEST if row["file"] == name)
    assert document.skipped == ()
    assert int(row["components"]) <= len(document.items) <= int(row["components"]) + 1  # the product itself
    assert document.has_dependencies is (row["edges"] != "0")
    if row["spec"].startswith("CycloneDX"):
        assert len(document.links) == int(row["edges"])


def test_the_same_software_has_edges_in_one_generator_and_none_in_the_other() -> None:
    edges = {row["file"]: int(row["edges"]) for row in MANIFEST}
    assert edges["hmi-dashboard-china.npm.cdx.json"] > 500
    assert edges["hmi-dashboard-china.syft.cdx.xml"] == 0


def test_no_registry_host_and_no_local_path_is_in_any_file() -> None:
    here = {str(ROOT), str(Path.home())} - {"/"}
    for path in committed():
        content = path.read_text(encoding="cp1252" if path.name == "leverancierslijst.csv" else "utf-8")
        assert not [host for host in hosts() if host in content], path
        assert not [place for place in here if place in content], path
        if path.suffix in {".json", ".xml", ".spdx", ".txt", ".toml", ".csv", ".ipynb"} or path.name == "status":
            check(content, path.name)


@pytest.mark.parametrize("lock", sorted(INPUTS.glob("*/package-lock.json")), ids=lambda path: path.parent.name)
def test_lock_files_pin_by_digest_without_an_address(lock: Path) -> None:
    packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    members = [entry for name, entry in packages.items() if name and not entry.get("link")]
    assert members
    assert all(entry["integrity"].startswith("sha512-") and "resolved" not in entry for entry in members)


@pytest.mark.parametrize("name", FILES)
def test_cleaning_twice_changes_nothing(name: str) -> None:
    assert clean(text(name), name) == text(name)


def test_addresses_go_and_the_rest_stays() -> None:
    address = "https://registry" + ".example.org/left-pad.tgz"
    reference = {"type": "distribution", "url": address}
    repository = {"type": "vcs", "url": "https://github.com/example/left-pad"}
    component = {"name": "left-pad", "purl": "pkg:npm/left-pad@1.3.0", "externalReferences": [reference, repository]}
    document = {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [component]}
    cleaned = json.loads(clean(json.dumps(document), "a.json"))
    assert cleaned["components"] == [{**component, "externalReferences": [repository]}]
    assert cleaned["serialNumber"].startswith("urn:uuid:")
    package = {"name": "left-pad", "downloadLocation": address, "homepage": "https://example.org"}
    spdx = {"spdxVersion": "SPDX-2.3", "creationInfo": {}, "packages": [package]}
    (kept,) = json.loads(clean(json.dumps(spdx), "b.json"))["packages"]
    assert kept == {**package, "downloadLocation": "NOASSERTION"}


@pytest.mark.parametrize("left_over", ["see https://registry" + ".example.org/x", "in /ho" + "me/someone/x"])
def test_what_cannot_be_cleaned_is_refused(left_over: str) -> None:
    document = {"bomFormat": "CycloneDX", "components": [{"description": left_over}]}
    with pytest.raises(NotClean, match=r"a\.json"):
        clean(json.dumps(document), "a.json")


def test_the_pattern_knows_the_hosts_of_this_machine() -> None:
    public = [host for host in hosts() if not host.startswith(("localhost", "127."))]
    if not public:
        pytest.skip("neither npm nor pip names a registry on this machine")
    assert any(REGISTRY.search(host) for host in public)


@pytest.mark.slow
def test_the_offline_recipes_give_the_same_bytes_again(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    found = subprocess.run([npm, "--version"], capture_output=True, text=True, check=False).stdout if npm else "none"
    if found.strip() != NPM_VERSION:
        pytest.skip(f"npm {NPM_VERSION} is needed to make the samples again; found: {found.strip()}")
    command = [sys.executable, str(TOOLS / "make_sboms.py"), "--offline", "--to", str(tmp_path)]
    environment = {**os.environ, "npm_config_offline": "true"}
    subprocess.run(command, check=True, env=environment, capture_output=True)
    names = [recipe.file for recipe in RECIPES if offline(recipe)]
    assert names == sorted(p.name for p in tmp_path.iterdir())
    assert all((tmp_path / name).read_bytes() == (SBOMS / name).read_bytes() for name in names)
