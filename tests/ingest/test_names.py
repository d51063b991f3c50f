"""Names for `resolve`: from lists as they are, from inventories and SBOMs by what each item says of its maker."""

from __future__ import annotations

import io
import json

import pytest
import xlsxwriter

from scanner.errors import InputError
from scanner.ingest import InputFile
from scanner.ingest.names import read_names
from scanner.options import Limits

SBOM = json.dumps(
    {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "components": [
            {"type": "library", "name": "a", "supplier": {"name": "Moxa"}, "publisher": "Iemand"},
            {"type": "library", "name": "b"},
            {"type": "library", "name": "c", "publisher": "Huawei"},
        ],
    }
).encode()


def _names(content: bytes, column: str = "") -> list[tuple[int, str]]:
    return list(read_names(InputFile("f", content=content), Limits(), column))


def _workbook() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for i, row in enumerate([("Naam", "Fabrikant", "Leverancier"), ("a", "Moxa", "X bv"), ("b", "", "Y bv")]):
            sheet.write_row(i, 0, row)
    return stream.getvalue()


def test_an_sbom_gives_the_party_of_each_component() -> None:
    assert [name for _, name in _names(SBOM)] == ["Moxa", "", "Huawei"]
    assert [number for number, _ in _names(SBOM)] == [1, 2, 3]
    assert [name for _, name in _names(SBOM, "publisher")] == ["Iemand", "", "Huawei"]


def test_a_workbook_gives_its_rows_with_their_numbers() -> None:
    assert _names(_workbook()) == [(2, "Moxa"), (3, "Y bv")]
    assert _names(_workbook(), "Leverancier") == [(2, "X bv"), (3, "Y bv")]
    assert _names(_workbook(), "Naam") == [(2, "a"), (3, "b")]


@pytest.mark.parametrize("content", [SBOM, _workbook(), b"Naam;Fabrikant\na;b\n"])
def test_a_column_that_is_not_there_is_refused(content: bytes) -> None:
    with pytest.raises(InputError) as caught:
        _names(content, "nergens")
    assert caught.value.reason.key == "cli.no_such_column"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b'{"spdxVersion": "SPDX-2.3", "packages": []}', "ingest.foreign.spdx"),
        (b'{"apparaten": ["Hikvision"]}', "ingest.foreign.json"),
        (b"<?xml version='1.0'?><lijst><a>Hikvision</a></lijst>", "ingest.foreign.xml"),
        (b"%PDF-1.7 ...", "ingest.foreign.pdf"),
        (b"", "ingest.empty_file"),
        (b'{"schema":"ketenscan.scan","version":1}', "ingest.foreign.json"),
    ],
)
def test_a_file_of_another_kind_is_refused_as_a_scan_does(content: bytes, key: str) -> None:
    with pytest.raises(InputError) as caught:
        _names(content)
    assert caught.value.reason.key == key


@pytest.mark.parametrize("first", ["[onbekend]", "<leeg>", "{niet ingevuld}", "n.v.t."])
def test_a_list_may_begin_with_a_placeholder(first: str) -> None:
    assert _names(f"{first}\nHikvision\n".encode()) == [(1, first), (2, "Hikvision")]


def test_an_own_workbook_is_refused() -> None:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        sheet.add_table(0, 0, 2, 1, {"name": "Ketenscan_findings"})
    with pytest.raises(InputError) as caught:
        _names(stream.getvalue())
    assert caught.value.reason.key == "ingest.own_report"
