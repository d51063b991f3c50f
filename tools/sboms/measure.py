"""Count what a sample SBOM holds, straight from its own structure (no reader of the scanner is involved)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree


@dataclass(frozen=True)
class Counts:
    """Specification, components (the described product not counted) and dependency edges of one document."""

    spec: str
    components: int
    edges: int


def count(text: str, file: str) -> Counts:
    """The counts of the document ``text``, whose form the ending of ``file`` names."""
    if file.endswith(".xml"):
        return _cyclonedx_xml(text)
    if file.endswith(".spdx"):
        return _spdx_tag_value(text)
    document = json.loads(text)
    if "bomFormat" in document:
        edges = sum(len(d.get("dependsOn", ())) for d in document.get("dependencies", ()))
        return Counts(f"CycloneDX {document['specVersion']}", len(document["components"]), edges)
    if "spdxVersion" in document:
        return _spdx_json(document)
    kinds = [r["type"] for r in document["artifactRelationships"]]
    return Counts(f"syft {document['schema']['version']}", len(document["artifacts"]), kinds.count("dependency-of"))


def _cyclonedx_xml(text: str) -> Counts:
    root = etree.fromstring(text.encode())
    space = {"c": etree.QName(root).namespace}
    spec = f"CycloneDX {space['c'].rsplit('/', 1)[1]}"
    edges = len(root.findall("c:dependencies/c:dependency/c:dependency", space))
    return Counts(spec, len(root.findall("c:components/c:component", space)), edges)


def _spdx_json(document: dict[str, Any]) -> Counts:
    kinds = [r["relationshipType"] for r in document["relationships"]]
    edges = sum(kind in _EDGES for kind in kinds)
    spec = document["spdxVersion"].replace("-", " ")
    return Counts(spec, len(document["packages"]) - kinds.count("DESCRIBES"), edges)


def _spdx_tag_value(text: str) -> Counts:
    packages = len(re.findall(r"^PackageName: ", text, re.MULTILINE))
    kinds = re.findall(r"^Relationship: \S+ (\S+) ", text, re.MULTILINE)
    spec = re.search(r"^SPDXVersion: (\S+)", text, re.MULTILINE)
    edges = sum(kind in _EDGES for kind in kinds)
    return Counts(spec.group(1).replace("-", " ") if spec else "", packages - kinds.count("DESCRIBES"), edges)


_EDGES = frozenset({"DEPENDS_ON", "DEPENDENCY_OF", "OPTIONAL_DEPENDENCY_OF", "DEV_DEPENDENCY_OF"})
