"""The dependency graph of a scan: an edge points from what depends to what it depends on."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence

from scanner.graph.ownership import OwnershipView
from scanner.model import DependencyGraph, Entity, Item, ItemKind, Link, Node, Party, Relation, Role

EDGE_KINDS = (
    "supported-by",
    "contains",
    "runs",
    "depends-on",
    "provides",
    "made-by",
    "identified-as",
    "owned-by",
    "controlled-by",
    "influenced-by",
    "seated-in",
)
_KIND = {name: i for i, name in enumerate(EDGE_KINDS)}


class GraphBuilder:
    """Collects nodes and edges, each once, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._index: dict[tuple[str, str], int] = {}
        self._nodes: list[Node] = []
        self._edges: dict[tuple[int, int, int], None] = {}

    def node(self, kind: str, node_id: str, label: str) -> int:
        """The index of a node, made when it is new."""
        key = (kind, node_id)
        if key not in self._index:
            self._index[key] = len(self._nodes)
            self._nodes.append(Node(kind, node_id, label))
        return self._index[key]

    def edge(self, source: int, target: int, kind: str) -> None:
        """An edge, unless it is there already."""
        self._edges[source, target, _KIND[kind]] = None

    def finish(self) -> DependencyGraph:
        """The graph as parallel integer arrays."""
        edges = list(self._edges)
        return DependencyGraph(
            nodes=tuple(self._nodes),
            sources=array("i", [e[0] for e in edges]),
            targets=array("i", [e[1] for e in edges]),
            kinds=array("i", [e[2] for e in edges]),
            edge_kinds=EDGE_KINDS,
        )


def build(
    items: Sequence[Item],
    links: Iterable[Link],
    parties: Mapping[str, Sequence[Party]],
    processes: Mapping[str, tuple[str, str]],
    owners: Owners,
) -> DependencyGraph:
    """The whole graph.

    ``parties`` holds the parties per item id; ``processes`` the process (id, label) per item id, absent where unknown.
    """
    builder = GraphBuilder()
    place = {
        item.id: builder.node("asset" if item.kind is ItemKind.ASSET else "component", item.id, item.name)
        for item in items
    }
    for item in items:
        if item.parent in place:
            builder.edge(place[item.parent], place[item.id], "contains")
        if item.id in processes:
            process_id, label = processes[item.id]
            builder.edge(builder.node("process", process_id, label), place[item.id], "supported-by")
        for party in parties.get(item.id, ()):
            _party(builder, place[item.id], party, owners)
    for link in links:
        if link.source in place and link.target in place:
            builder.edge(place[link.source], place[link.target], link.kind)
    return builder.finish()


class Owners:
    """What the graph needs of the registry: entities, and who stands above them at the scan date."""

    def __init__(self, entities: Mapping[str, Entity], ownership: OwnershipView) -> None:
        self.entities = entities
        self._ownership = ownership
        self._done: set[str] = set()

    def add(self, builder: GraphBuilder, entity_id: str) -> int:
        """The node of an entity, with everything above it up to the countries."""
        entity = self.entities[entity_id]
        index = builder.node("entity", entity_id, entity.name)
        if entity_id in self._done:
            return index
        self._done.add(entity_id)
        if entity.country:
            builder.edge(index, builder.node("country", entity.country, entity.country), "seated-in")
        for row in self._ownership.parents.get(entity_id, ()):
            kind = "influenced-by"
            if self._ownership.gives_control(row):
                kind = "controlled-by" if row.relation is Relation.CONTROLS else "owned-by"
            builder.edge(index, self.add(builder, row.parent), kind)
        return index


def _party(builder: GraphBuilder, item: int, party: Party, owners: Owners) -> None:
    if party.role is Role.NETWORK_INTERFACE and party.match.best is None:
        return  # an address of an unregistered maker is a clue to nobody
    node = builder.node("party", party.match.raw, party.match.raw)
    builder.edge(item, node, "made-by")
    if party.match.best is not None:
        builder.edge(node, owners.add(builder, party.match.best.entity), "identified-as")
