"""The graph of a scan: nodes once, edges with their meaning, and the same seen through networkx."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import networkx as nx

from scanner.graph.build import EDGE_KINDS, GraphBuilder
from scanner.graph.views import to_networkx
from scanner.ingest.interface import InputFile
from scanner.model import Policy, ReferenceData, ScanResult
from scanner.options import ScanOptions
from scanner.scanning import scan

HEADER = "Naam,Fabrikant,Proces,SBOM"


def labelled(result: ScanResult) -> set[tuple[str, str, str]]:
    """Every edge as (source label, kind, target label)."""
    g = result.graph
    return {
        (g.nodes[s].label, g.edge_kinds[k], g.nodes[t].label)
        for s, t, k in zip(g.sources, g.targets, g.kinds, strict=True)
    }


def test_from_process_to_country(scan_rows: Callable[..., ScanResult]) -> None:
    edges = labelled(scan_rows(HEADER, "cam-1,Hikvision,gemaal,", "cam-2,Hikvision,gemaal,"))
    assert ("cam-1", "made-by", "Hikvision") in edges
    assert ("Hikvision", "identified-as", "Hikvision") in edges
    assert ("Hikvision", "seated-in", "CN") in edges
    assert any(source == "Hikvision" and kind in {"owned-by", "controlled-by"} for source, kind, _ in edges)
    assert sum(kind == "supported-by" for _, kind, _ in edges) == 2


def test_a_node_is_there_once_and_every_edge_ends_somewhere(scan_rows: Callable[..., ScanResult]) -> None:
    graph = scan_rows(HEADER, "a,Siemens,gemaal,", "b,Siemens,gemaal,", "c,Siemens AG,,").graph
    keys = [(n.kind, n.id) for n in graph.nodes]
    assert len(keys) == len(set(keys))
    assert max(*graph.sources, *graph.targets) < len(graph.nodes)
    triples = list(zip(graph.sources, graph.targets, graph.kinds, strict=True))
    assert len(triples) == len(set(triples))
    assert graph.edge_kinds == EDGE_KINDS


def test_the_networkx_view_is_the_same_graph(scan_rows: Callable[..., ScanResult]) -> None:
    graph = scan_rows(HEADER, "cam-1,Hikvision,gemaal,", "plc,Siemens,gemaal,").graph
    view = to_networkx(graph)
    assert view.number_of_nodes() == len(graph.nodes)
    assert view.number_of_edges() == len(graph.sources)
    process = next(i for i, n in enumerate(graph.nodes) if n.kind == "process")
    china = next(i for i, n in enumerate(graph.nodes) if n.id == "CN")
    assert nx.has_path(view, process, china)


def test_an_asset_runs_the_sbom_that_it_names(facts: tuple[ReferenceData, Policy]) -> None:
    root = Path(__file__).parents[2]
    sbom = root / "sboms" / "cloud-telemetry-china.cdx.json"
    table = (
        f"{HEADER},Zone\ngw-1,Siemens,gemaal,{sbom.name},OT\ngw-2,Siemens,,ontbreekt.json,OT\ngw-3,Siemens,,geen,OT\n"
    )
    inputs = [InputFile("assets.csv", content=table.encode()), sbom]
    result = scan(inputs, ScanOptions(scan_date="2026-11-23"), facts=facts)
    assert any(source == "gw-1" and kind == "runs" for source, kind, _ in labelled(result))
    linked = [f for f in result.findings if f.link == "yes"]
    assert linked
    hops = [hop.label for hop in linked[0].paths[0]]
    assert "gw-1" in hops
    assert "cloud-telemetry-china" in hops
    assert {
        dict(a.text.params).get("name")
        for d in result.documents
        for a in d.notices
        if a.text.key == "assess.sbom_not_given"
    } == {"ontbreekt.json"}


def test_the_builder_keeps_one_of_each() -> None:
    builder = GraphBuilder()
    a, b = builder.node("asset", "a", "A"), builder.node("asset", "b", "B")
    assert builder.node("asset", "a", "again") == a
    for _ in range(3):
        builder.edge(a, b, "contains")
    graph = builder.finish()
    assert (len(graph.nodes), list(graph.sources), list(graph.targets)) == (2, [0], [1])
