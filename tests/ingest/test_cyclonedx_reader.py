"""CycloneDX JSON: who stands behind a component, what is never taken for that, and documents with faults."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import InputError, LimitError
from scanner.ingest import InputFile, read
from scanner.ingest.cdx_items import without_mail
from scanner.model import Document, Item, ItemKind, Link, LinkKind, SourceRef
from scanner.options import Limits

ASSETS = Path(__file__).parents[1] / "assets"


def _read(content: dict[str, Any] | bytes, limits: Limits | None = None) -> Document:
    if isinstance(content, dict):
        content = json.dumps({"bomFormat": "CycloneDX", "specVersion": "1.6", **content}).encode()
    return read(InputFile("bom.json", content=content), limits or Limits())


def _claims(item: Item) -> list[tuple[str, str]]:
    return [(c.kind.value, c.value) for c in item.claims]


def _component(**fields: object) -> Item:
    return _read({"components": [{"type": "library", "name": "x", **fields}]}).items[0]


def test_every_field_that_names_a_party() -> None:
    item = _component(
        version="1.2",
        manufacturer={
            "name": "Maker",
            "url": ["https://maker.example"],
            "contact": [{"name": "Jan", "email": "j@m.example"}],
        },
        supplier={"name": "Seller"},
        publisher="Publisher",
        author="Someone",
        authors=[{"name": "Team", "email": "team@mail.example"}, {"email": "only@mail.example"}],
        group="org.example",
        purl="pkg:maven/org.example/x@1.2",
        cpe="cpe:2.3:a:example:x:1.2:*:*:*:*:*:*:*",
        externalReferences=[
            {"type": "vcs", "url": "https://user:secret@git.example/x"},
            {"type": "website", "url": "https://x.example"},
            {"type": "distribution", "url": "git@code.example:x/x.git"},
            {"type": "issue-tracker", "url": "https://tracker.example"},
            {"type": "website", "url": "mailto:info@x.example"},
        ],
    )
    assert _claims(item) == [
        ("manufacturer", "Maker"),
        ("repository", "https://maker.example"),
        ("supplier", "Seller"),
        ("publisher", "Publisher"),
        ("author", "Someone"),
        ("author", "Team"),
        ("purl", "pkg:maven/org.example/x@1.2"),
        ("group", "org.example"),
        ("cpe", "cpe:2.3:a:example:x:1.2:*:*:*:*:*:*:*"),
        ("repository", "https://git.example/x"),
        ("repository", "https://x.example"),
        ("repository", "git@code.example:x/x.git"),
    ]
    assert {c.where for c in item.claims} == {SourceRef("bom.json", pointer="/components/0")}
    assert (item.ecosystem, item.version, item.kind) == ("maven", "1.2", ItemKind.LIBRARY)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Huawei Technologies <pkg@huawei.example>", "Huawei Technologies"),
        ("trysound@yandex.example", ""),
        ("Ada Lovelace (ada@x.example) , Bob <bob@y.example>", "Ada Lovelace , Bob"),
        ("mailto:a@b.example", ""),
        ("Debian GNOME Maintainers", "Debian GNOME Maintainers"),
        ("  Acme, Inc. ", "Acme, Inc."),
    ],
)
def test_mail_addresses_never_become_claims(text: str, kept: str) -> None:
    assert without_mail(text) == kept
    for field in ("author", "publisher"):
        assert [value for _, value in _claims(_component(**{field: text}))] == ([kept] if kept else [])


@given(st.emails(), st.text(alphabet="abc DEF", max_size=10))
def test_no_domain_of_a_mail_address_is_left(mail: str, name: str) -> None:
    domain = mail.rpartition("@")[2]
    left = without_mail(f"{name} <{mail}>")
    assert domain not in left or domain in name


def test_the_product_holds_its_components_and_services() -> None:
    document = _read(
        {
            "metadata": {
                "component": {
                    "type": "device",
                    "bom-ref": "root",
                    "name": "Gateway",
                    "components": [{"name": "board"}],
                },
                "supplier": {"name": "Reseller"},
                "manufacture": {"name": "Maker"},
                "manufacturer": {"name": "Who made the file"},
                "authors": [{"name": "A person"}],
            },
            "components": [{"type": "library", "name": "lib", "bom-ref": "a", "components": [{"name": "part"}]}],
            "services": [{"name": "cloud", "provider": {"name": "Tuya"}, "group": "g", "services": [{"name": "push"}]}],
        }
    )
    root, board, lib, part, cloud, push = document.items
    assert _claims(root) == [("manufacturer", "Maker"), ("supplier", "Reseller")]
    assert (board.parent, lib.parent, part.parent, cloud.parent, push.parent) == (
        *("bom.json#root", "bom.json#root", "bom.json#a", "bom.json#root", cloud.id),
    )
    assert _claims(cloud) == [("provider", "Tuya"), ("group", "g")]
    assert cloud.kind is ItemKind.SERVICE
    assert document.records == 2
    assert part.id == "bom.json#/components/0/components/0"


def test_hardware_facts_come_from_the_device_taxonomy() -> None:
    names = ("quantity", "function", "location", "serialNumber", "macAddress", "lotNumber")
    values = ("2", "gateway", "rack 3", "SN1", "44:19:B6:01:02:03", "7")
    properties = [{"name": f"cdx:device:{n}", "value": v} for n, v in zip(names, values, strict=True)]
    item = _component(type="device", properties=properties)
    assert {k: a.value for k, a in item.attributes.items()} == {
        "quantity": "2",
        "function": "gateway",
        "location": "rack 3",
        "serial": "SN1",
    }
    assert _claims(item) == [("mac", "44:19:B6:01:02:03")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        *(("framework", ItemKind.LIBRARY), ("operating-system", ItemKind.OPERATING_SYSTEM), ("file", ItemKind.FILE)),
        *(
            ("device-driver", ItemKind.FIRMWARE),
            ("machine-learning-model", ItemKind.OTHER),
            ("nonsense", ItemKind.OTHER),
        ),
    ],
)
def test_kinds(kind: str, expected: ItemKind) -> None:
    assert _component(type=kind).kind is expected


def test_dependencies_become_links() -> None:
    document = _read(
        {
            "components": [{"name": n, "bom-ref": n} for n in "abc"],
            "dependencies": [
                {"ref": "a", "dependsOn": ["b", "b", "gone"], "provides": ["c"]},
                {"ref": "gone", "dependsOn": ["a"]},
                None,
                {"ref": "b"},
            ],
        }
    )
    place = SourceRef("bom.json", pointer="/dependencies/0")
    assert document.links == (
        Link("bom.json#a", "bom.json#b", LinkKind.DEPENDS_ON, place),
        Link("bom.json#a", "bom.json#c", LinkKind.PROVIDES, place),
    )
    assert [(n.text.key, n.where.pointer) for n in document.notices] == [
        ("ingest.dangling_ref", "/dependencies/0"),
        ("ingest.dangling_ref", "/dependencies/1"),
        ("ingest.wrong_type", "/dependencies/2"),
    ]
    assert document.has_dependencies


@pytest.mark.parametrize("part", [{}, {"dependencies": []}])
def test_no_dependency_information_is_said(part: dict[str, Any]) -> None:
    document = _read({"components": [{"name": "a"}], **part})
    assert not document.has_dependencies
    assert [n.text.key for n in document.notices] == ["ingest.no_dependencies"]


def test_a_long_circle_is_shown_in_short() -> None:
    names = [f"n{i}" for i in range(20)]
    edges = [{"ref": n, "dependsOn": [names[(i + 1) % 20]]} for i, n in enumerate(names)]
    document = _read({"components": [{"name": n, "bom-ref": n} for n in names], "dependencies": edges})
    (notice,) = document.notices
    path = dict(notice.text.params)["path"]
    assert isinstance(path, str)
    assert path.endswith(" > ...")
    assert path.count(">") == 6


def test_faults_cost_only_what_is_faulty() -> None:
    document = read(InputFile("w.json", ASSETS / "wrong-types.json"), Limits())
    by_name = {item.name: item for item in document.items}
    assert list(by_name) == ["product", "good", "7", "cam", "lens", "x", "push", "inner"]
    assert _claims(by_name["good"]) == [("supplier", "Acme"), ("repository", "https://acme.example")]
    assert by_name["7"].version == "1.5"
    assert _claims(by_name["7"]) == [("repository", "https://seven.example")]
    assert _claims(by_name["cam"]) == [("supplier", "Hikvision")]
    assert _claims(by_name["push"]) == [("provider", "Tuya"), ("repository", "https://tuya.example")]
    assert by_name["product"].claims == ()
    assert [(s.where.pointer, s.reason.key) for s in document.skipped] == [
        ("/components/1", "ingest.not_an_object"),
        ("/components/3/components/1", "ingest.not_an_object"),
        ("/components/3/components/2", "ingest.nameless_component"),
        ("/services/0", "ingest.not_an_object"),
    ]
    assert document.records == 8


@pytest.mark.parametrize(
    "content",
    [
        {"components": {"name": "no list"}},
        {"components": "none", "services": 3, "dependencies": {}, "metadata": []},
        {"components": [{"name": ["x"], "bom-ref": 4}], "metadata": {"component": "x"}},
        {"components": [{"name": "x", "supplier": 5, "manufacturer": ["y"]}], "dependencies": [{"dependsOn": ["x"]}]},
    ],
)
def test_wrong_shapes_are_told(content: dict[str, Any]) -> None:
    document = _read(content)
    assert "ingest.wrong_type" in {n.text.key for n in document.notices}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "café"}]}'
    document = _read(text.encode(encoding))
    assert document.items[0].name == "café"
    assert any(n.text.key == "ingest.guessed_encoding" for n in document.notices) is (encoding == "cp1252")


def test_a_mark_after_the_components_is_found() -> None:
    components = json.dumps([{"name": f"n{i}", "description": "x" * 100} for i in range(1000)])
    document = _read(f'{{"components": {components}, "specVersion": "1.4", "bomFormat": "CycloneDX"}}'.encode())
    assert document.records == 1000


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"bomFormat": "CycloneDX", "components": [', "ingest.truncated_json"),
        (b'{"bomFormat": "CycloneDX", "components": nope}', "ingest.broken_json"),
        (b'{"bomFormat": "Other", "components": []}', "ingest.foreign.json"),
        (b'{"bomFormat": 3, "components": []}', "ingest.foreign.json"),
        (b'{"specVersion": "1.4"} 7', "ingest.broken_json"),
    ],
)
def test_refusals(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(content)
    assert caught.value.reason.key == key


def test_limits() -> None:
    bom = {"components": [{"name": "a", "components": [{"name": "b", "components": [{"name": "c"}]}]}]}
    faulty = {"components": [{"name": 1, "components": [{"name": "b", "components": [{"name": "c"}]}]}]}
    for content in (bom, faulty):
        with pytest.raises(LimitError) as caught:
            _read(content, Limits(depth=2))
        assert caught.value.reason.key == "ingest.too_deep"
    with pytest.raises(LimitError) as caught:
        _read(bom, Limits(components=2))
    assert caught.value.reason.key == "ingest.too_many_components"
    assert caught.value.where == SourceRef("bom.json", pointer="/components/0/components/0/components/0")


def test_three_of_one_reference_get_their_own_ids() -> None:
    document = _read({"components": [{"name": n, "bom-ref": "r"} for n in "abc"]})
    assert [item.id for item in document.items] == ["bom.json#r", "bom.json#r~2", "bom.json#r~3"]
