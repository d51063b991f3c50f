"""Inventories and SBOMs joined: an asset that names an SBOM file runs what that SBOM describes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from scanner.model import Document, ItemKind, Link, LinkKind, Notice, say


def join_sboms(documents: Sequence[Document]) -> tuple[tuple[Link, ...], tuple[Notice, ...]]:
    """A ``runs`` link from each asset to the roots of the SBOM that its ``sbom`` cell names.

    A cell that names a file which is not part of the scan gives a notice: the asset's software is then unknown.
    """
    roots: dict[str, list[str]] = {}
    for document in documents:
        items = [i for i in document.items if not i.parent and i.kind is not ItemKind.ASSET]
        held = {i.parent for i in document.items}
        heads = [i.id for i in items if i.id in held] or [i.id for i in items]
        if heads:
            roots.setdefault(PurePosixPath(document.file).name.casefold(), []).extend(heads)
    links: list[Link] = []
    notices: list[Notice] = []
    for document in documents:
        for item in document.items:
            cell = item.attributes.get("sbom")
            if cell is None:
                continue
            for name in _names(cell.value):
                found = roots.get(PurePosixPath(name.replace("\\", "/")).name.casefold())
                if found:
                    links += [Link(item.id, root, LinkKind.RUNS, cell.where) for root in found]
                elif "." in name:  # a file name, not "geen" or "n.v.t."
                    notices.append(Notice(cell.where, say("assess.sbom_not_given", name=name)))
    return tuple(links), tuple(notices)


def _names(cell: str) -> Iterable[str]:
    return (part.strip() for part in cell.replace(";", ",").split(",") if part.strip())
