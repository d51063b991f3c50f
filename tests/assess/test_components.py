"""Components of an SBOM: grouping, weak witnesses, communities, and the assets that run them."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from scanner.ingest.interface import InputFile
from scanner.model import Finding, Outcome, Policy, Question, ReferenceData, ScanResult, Truth
from scanner.options import ScanOptions
from scanner.scanning import scan

Facts = tuple[ReferenceData, Policy]
Part = dict[str, object]


def bom(*parts: Part, name: str = "toepassing") -> InputFile:
    """A CycloneDX file with these components."""
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "metadata": {"component": {"type": "application", "name": name, "bom-ref": "root"}},
        "components": [{"type": "library", "bom-ref": f"c{i}", **part} for i, part in enumerate(parts)],
    }
    return InputFile("b.json", content=json.dumps(document).encode())


@pytest.fixture
def run(facts: Facts) -> Callable[..., ScanResult]:
    """Scan a few inputs at a fixed date."""
    return lambda *inputs: scan(list(inputs), ScanOptions(scan_date="2026-11-23"), facts=facts)


def holding(result: ScanResult, name: str) -> Finding:
    """The finding that speaks of the item with this name."""
    (item,) = (i.id for d in result.documents for i in d.items if i.name == name)
    (found,) = (f for f in result.findings if item in f.items)
    return found


def test_packages_without_an_organisation_are_one_line(run: Callable[..., ScanResult]) -> None:
    parts = [{"name": f"p{i}", "purl": f"pkg:npm/p{i}@1.0.0"} for i in range(450)]
    result = run(bom(*parts))
    found = holding(result, "p7")
    assert len(found.items) == 450
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert [q.text.key for q in found.open_questions] == ["assess.ask_no_organisation"]
    assert len(result.findings) <= 3


def test_packages_of_one_linked_vendor_are_one_line_with_evidence(run: Callable[..., ScanResult]) -> None:
    parts = [{"name": f"a{i}", "purl": f"pkg:npm/%40alicloud/a{i}@1"} for i in range(3)] + [
        {"name": "x", "purl": "pkg:npm/x@1"}
    ]
    found = holding(run(bom(*parts)), "a1")
    assert (len(found.items), found.link) == (3, Truth.YES)
    assert found.parties[0].claim.where.pointer
    assert found.paths[0][0].label == "toepassing"


def test_a_community_namespace_has_no_supplier(run: Callable[..., ScanResult]) -> None:
    found = holding(run(bom({"name": "pyads", "purl": "pkg:pypi/pyads@3.4.0"})), "pyads")
    assert (found.outcome, found.open_questions) == (Outcome.NO_SUPPLIER, ())


def test_a_weak_clue_that_contradicts_a_strong_one_keeps_it_open(run: Callable[..., ScanResult]) -> None:
    part = {
        "name": "sdk",
        "supplier": {"name": "Microsoft Corporation"},
        "externalReferences": [{"type": "vcs", "url": "https://github.com/aliyun/sdk"}],
    }
    found = holding(run(bom(part)), "sdk")
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert {r.text.key for r in found.remarks} == {"assess.contradiction"}


def test_a_weak_clue_decides_where_there_is_no_strong_one(run: Callable[..., ScanResult]) -> None:
    part = {"name": "sdk", "externalReferences": [{"type": "vcs", "url": "https://github.com/aliyun/sdk"}]}
    assert holding(run(bom(part)), "sdk").link is Truth.YES


def test_a_supplier_of_a_component_is_its_publisher(run: Callable[..., ScanResult]) -> None:
    result = run(
        bom({"name": "av", "supplier": {"name": "Kaspersky Lab"}}, {"name": "os", "supplier": {"name": "Microsoft"}})
    )
    assert holding(result, "av").link is Truth.YES
    assert holding(result, "os").outcome is Outcome.NO_INDICATION


def test_components_share_the_place_of_the_worst_asset_that_runs_them(run: Callable[..., ScanResult]) -> None:
    header = "Naam,Fabrikant,Functie,Proces,Zone,Purdue-niveau,Toegang op afstand,Internet,Cloud,SBOM"
    office = "pc,Dell,printer,,kantoor,4,nee,nee,nee,b.json"
    plant = "gw,Siemens,scada,gemaal,procesnetwerk,2,ja,nee,nee,b.json"
    part = {"name": "a", "purl": "pkg:npm/%40alicloud/a@1"}
    only_office = holding(run(bom(part), InputFile("i.csv", content=f"{header}\n{office}\n".encode())), "a")
    both = holding(run(bom(part), InputFile("i.csv", content=f"{header}\n{office}\n{plant}\n".encode())), "a")
    access = {f: next(a.truth for a in f.answers if a.question is Question.Q3A) for f in (only_office, both)}
    assert (access[only_office], access[both]) == (Truth.NO, Truth.YES)
    assert only_office.outcome is Outcome.LINKED
    assert both.outcome is Outcome.CANDIDATE_OPEN
    assert both.paths[0][0].node_kind == "process"


def test_a_brand_that_sells_what_another_makes_is_asked_for_that_product_only(run: Callable[..., ScanResult]) -> None:
    table = "Naam,Merk,Functie\ncam,ABUS,camera\nslot,ABUS,toegangscontrole\n"
    result = run(InputFile("i.csv", content=table.encode()))
    cam, lock = holding(result, "cam"), holding(result, "slot")
    assert cam.outcome is Outcome.UNKNOWN_ORIGIN
    assert {r.text.key for r in cam.remarks} == {"assess.white_label"}
    assert lock.outcome is Outcome.NO_INDICATION


def test_the_stated_country_of_origin_is_a_remark_and_answers_nothing(run: Callable[..., ScanResult]) -> None:
    table = "Naam,Fabrikant,Land van herkomst\na,Siemens,China\nb,Siemens,Duitsland\nc,Siemens,\nd,Siemens,CN\n"
    result = run(InputFile("i.csv", content=table.encode()))
    remarked = {name: {r.text.key for r in holding(result, name).remarks} for name in "abcd"}
    assert remarked == {"a": {"assess.stated_origin"}, "b": set(), "c": set(), "d": {"assess.stated_origin"}}
    assert all(holding(result, name).outcome is Outcome.NO_INDICATION for name in "abcd")


def test_a_maintenance_firm_from_a_risk_country_counts_and_another_clears_nothing(
    run: Callable[..., ScanResult],
) -> None:
    table = "Naam,Fabrikant,Onderhoudspartij\na,Siemens,Huawei\nb,,Siemens\n"
    result = run(InputFile("i.csv", content=table.encode()))
    assert holding(result, "a").link is Truth.YES
    assert holding(result, "b").outcome is Outcome.UNKNOWN_ORIGIN
