"""The graph for others: a networkx view for notebooks, export and checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.model import DependencyGraph

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(graph: DependencyGraph) -> nx.MultiDiGraph[int]:
    """The whole graph as a networkx multigraph.

    Nodes are the integer indices, with ``kind``, ``id`` and ``label``; edges carry ``kind``. Meant for up to some
    50,000 nodes: networkx costs two hundred times the arrays.
    """
    import networkx as nx  # noqa: PLC0415 - half a second that only users of the view should pay

    view: nx.MultiDiGraph[int] = nx.MultiDiGraph()
    for i, node in enumerate(graph.nodes):
        view.add_node(i, kind=node.kind, id=node.id, label=node.label)
    for source, target, kind in zip(graph.sources, graph.targets, graph.kinds, strict=True):
        view.add_edge(source, target, kind=graph.edge_kinds[kind])
    return view
