"""CycloneDX JSON, 1.2 to 1.7: decoded into typed structs, leniently where the document has faults."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec

from scanner.collector import collector_paused
from scanner.errors import InputError, LimitError
from scanner.ingest.cdx_items import Tree
from scanner.ingest.cdx_model import Bom, Dependency, Lenient
from scanner.ingest.fast import link, pointer_ref
from scanner.ingest.interface import InputFile
from scanner.ingest.notices import Notices
from scanner.ingest.text import bom_encoding, decoded_head
from scanner.model import Document, Link, LinkKind, SourceRef, say
from scanner.options import Limits

_MARK = re.compile(r'"bomFormat"\s*:\s*"CycloneDX"|cyclonedx\.org/schema')
# A file may begin with its components, and name its format only after the last of them.
_FIRST_KEY = re.compile(r'\{\s*"(?:components|dependencies|metadata|specVersion|serialNumber|compositions|bomFormat)"')
_OTHER = re.compile(r'"(?:spdxVersion|SPDXID|artifacts|detector)"\s*:')
_BYTE = re.compile(r"\(byte (\d+)\)")
_SHOWN_CYCLE = 6
_DEPENDS_ON, _PROVIDES = LinkKind.DEPENDS_ON, LinkKind.PROVIDES
_DECODER = msgspec.json.Decoder(Bom)


class CycloneDxReader:
    """Reads CycloneDX JSON. A record is an entry of ``components``, nested ones included."""

    name = "CycloneDX"

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes start a JSON object that says it is CycloneDX, or starts with one of its own keys."""
        text = decoded_head(head)
        if not text.startswith("{"):
            return False
        return bool(_MARK.search(text)) or bool(_FIRST_KEY.match(text) and not _OTHER.search(text))

    def counts(self, place: SourceRef) -> bool:
        """Components count; the described product itself, services and faulty dependencies do not."""
        return place.pointer.startswith("/components/")

    def read(self, file: InputFile, limits: Limits) -> Document:
        """See ``scanner.ingest.interface.Reader``."""
        notices = Notices(file.name)
        with collector_paused():
            with file.open() as stream:
                data = stream.read()
            digest = hashlib.sha256(data).hexdigest()
            bom = _decoded(_as_utf8(data, file.name, notices), file.name, notices, limits)
            del data
            tree = Tree(file.name, notices, limits)
            tree.walk(bom)
            links = _links(bom.dependencies or (), tree)
        if not bom.dependencies and tree.records:
            notices.add(SourceRef(file.name), say("ingest.no_dependencies"))
        return Document(
            file.name,
            self.name,
            spec=bom.specVersion or "",
            digest=digest,
            records=tree.records,
            items=tuple(tree.items),
            links=tuple(links),
            skipped=tuple(tree.skipped),
            notices=notices.done(),
            has_dependencies=bool(bom.dependencies),
        )


def _decoded(data: bytes, file: str, notices: Notices, limits: Limits) -> Bom:
    """The document, strictly if it can be, else field by field.

    Raises:
        InputError: not valid JSON, or another kind of JSON.
        LimitError: nested too deep.
    """
    place = SourceRef(file)
    try:
        try:
            bom = _DECODER.decode(data)
        except msgspec.ValidationError:
            raw = msgspec.json.decode(data, type=dict[str, Any])
            bom = Lenient(file, notices, limits.depth).bom(raw)
    except RecursionError as fault:
        raise LimitError(say("ingest.too_deep", limit=limits.depth), say("ingest.limit.hint"), place) from fault
    except msgspec.DecodeError as fault:
        raise _broken_json(data, str(fault), file) from fault
    if bom.bomFormat != "CycloneDX":
        raise _not_cyclonedx(place)
    return bom


def _as_utf8(data: bytes, file: str, notices: Notices) -> bytes:
    """The bytes as UTF-8 without a mark; other encodings are turned into it, with a notice where it is a guess."""
    encoding = bom_encoding(data[:400])
    if encoding:
        return data.decode(encoding, "replace").encode()
    try:
        data.decode()
    except UnicodeDecodeError:
        notices.add(SourceRef(file), say("ingest.guessed_encoding", encoding="cp1252"))
        return data.decode("cp1252", "replace").encode()
    return data


def _not_cyclonedx(place: SourceRef) -> InputError:
    return InputError(say("ingest.foreign.json"), say("ingest.foreign.json.hint"), place)


def _broken_json(data: bytes, message: str, file: str) -> InputError:
    """The refusal with the line and column where the JSON stops being JSON."""
    found = _BYTE.search(message)
    before = data[: int(found[1])] if found else data.rstrip()
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    key = "broken_json" if found else "truncated_json"
    where = SourceRef(file, row=line, column=str(column))
    return InputError(say(f"ingest.{key}", line=line, column=column), say(f"ingest.{key}.hint"), where)


def _links(dependencies: Iterable[Dependency | None], tree: Tree) -> list[Link]:
    """The edges between known components; a reference to nothing and a circle are told, never fatal."""
    links: list[Link] = []
    ids = tree.ids
    for i, entry in enumerate(dependencies):
        where = pointer_ref(tree.file, f"/dependencies/{i}")
        if entry is None:
            tree.notices.add(where, say("ingest.wrong_type"))
            continue
        source = ids.get(entry.ref, "")
        if not source:
            tree.notices.add(where, say("ingest.dangling_ref", ref=entry.ref))
            continue
        for kind, refs in ((_DEPENDS_ON, entry.dependsOn), (_PROVIDES, entry.provides)):
            for ref in dict.fromkeys(refs) if refs else ():
                if target := ids.get(ref, ""):
                    links.append(link(source, target, kind, where))
                else:
                    tree.notices.add(where, say("ingest.dangling_ref", ref=ref))
    _tell_cycle(links, tree)
    return links


def _tell_cycle(links: list[Link], tree: Tree) -> None:
    needs: dict[str, list[str]] = {}
    first: dict[str, SourceRef] = {}
    for edge in links:
        if edge.kind is _DEPENDS_ON:
            needs.setdefault(edge.source, []).append(edge.target)
            first.setdefault(edge.source, edge.where)
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as fault:
        circle = [str(node).removeprefix(tree.file + "#") for node in reversed(fault.args[1])]
        shown = " > ".join(circle[:_SHOWN_CYCLE]) + (" > ..." if len(circle) > _SHOWN_CYCLE else "")
        tree.notices.add(first[fault.args[1][0]], say("ingest.cycle", path=shown))
