"""Text tables: delimiters, encodings, titles, odd rows, and what an item says about its cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.errors import InputError, LimitError
from scanner.ingest import InputFile, read
from scanner.ingest.header import Header
from scanner.ingest.rows import SEPARATOR, Layout, mac_addresses
from scanner.ingest.text import bom_encoding
from scanner.model import Attribute, Claim, ClaimKind, Document, SourceRef
from scanner.options import Limits

HEADER = ["Naam", "Fabrikant", "Type", "Proces"]
ROWS = [["PLC één", "Siemens", "S7-1500", "waterkeren"], ["Camera", "Hikvision", "DS-2", ""]]


def _read(text: str | bytes, limits: Limits | None = None) -> Document:
    content = text if isinstance(text, bytes) else text.encode()
    return read(InputFile("inv.csv", content=content), limits or Limits())


def _table(delimiter: str = ";", end: str = "\r\n") -> str:
    return end.join(delimiter.join(row) for row in [HEADER, *ROWS]) + end


def _names(document: Document) -> list[str]:
    return [item.name for item in document.items]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_every_delimiter_in_every_encoding(delimiter: str, encoding: str) -> None:
    document = _read(_table(delimiter).encode(encoding))
    assert _names(document) == ["PLC één", "Camera"]
    assert document.items[0].where == SourceRef("inv.csv", row=2)
    guessed = [n for n in document.notices if n.text.key == "ingest.guessed_encoding"]
    assert bool(guessed) is (encoding == "cp1252")


@pytest.mark.parametrize("first", ["sep=;", "SEP=;"])
def test_a_line_that_names_the_delimiter_is_no_row(first: str) -> None:
    document = _read(f"{first}\r\n{_table()}")
    assert document.items[0].where.row == 2
    assert _names(document) == ["PLC één", "Camera"]


def test_a_tab_after_sep() -> None:
    assert _names(_read("sep=\t\r\n" + _table("\t"))) == ["PLC één", "Camera"]


def test_other_scripts_are_recognised() -> None:
    text = "Naam;Fabrikant\n" + "\n".join(f"摄像机 {i};杭州海康威视数字技术股份有限公司" for i in range(20))
    document = _read(text.encode("gb18030"))
    assert document.items[0].claims[0].value == "杭州海康威视数字技术股份有限公司"


def test_an_item_tells_every_cell() -> None:
    (first, second) = _read(_table()).items
    assert first.id == "inv.csv#2"
    assert first.claims == (Claim(ClaimKind.MANUFACTURER, "Siemens", SourceRef("inv.csv", row=2, column="Fabrikant")),)
    assert first.attributes == {
        "name": Attribute("PLC één", SourceRef("inv.csv", row=2, column="Naam")),
        "model": Attribute("S7-1500", SourceRef("inv.csv", row=2, column="Type")),
        "process": Attribute("waterkeren", SourceRef("inv.csv", row=2, column="Proces")),
    }
    assert "process" not in second.attributes
    assert len(second.attributes) == 2
    assert repr(second.attributes) == repr(dict(second.attributes))


def test_row_numbers_are_those_of_a_spreadsheet() -> None:
    text = 'Naam;Merk\n"PLC\nmet twee regels";Siemens\n\nCamera;Hikvision\n'
    assert [item.where.row for item in _read(text).items] == [2, 4]


def test_the_header_may_stand_below_a_title() -> None:
    title = "Waterschap Voorbeeld;;;\nInventaris 2026;;;\n;;;\nGemaakt door: beheer;;;\n"
    document = _read(title + _table(end="\n"))
    assert [item.where.row for item in document.items] == [6, 7]
    assert document.records == 2


def test_a_title_merged_over_two_header_rows_is_found() -> None:
    document = _read("Leverancier;;Netwerk;\n;Naam;IP-adres;MAC-adres\nDahua;Camera;10.0.0.1;\n")
    assert document.items[0].claims[0] == Claim(
        ClaimKind.SUPPLIER, "Dahua", SourceRef("inv.csv", row=3, column="Leverancier")
    )


def test_one_column_of_vendors_is_a_table() -> None:
    document = _read("Leverancier\nHuawei\nSiemens\n")
    assert [item.claims[0].value for item in document.items] == ["Huawei", "Siemens"]
    assert _names(document) == ["inv.csv 2", "inv.csv 3"]


def test_every_claim_of_a_row() -> None:
    text = (
        "Naam;Fabrikant;Merk;Leverancier;Onderhoudspartij;MAC;CPE;PURL\n"
        'x;A;B;C;D;"44-19-b6-01-02-03, 0011.2233.4455 en zie bijlage";'
        "cpe:2.3:h:hik:ds:*:*:*:*:*:*:*:*;pkg:npm/left-pad@1\n"
    )
    (item,) = _read(text).items
    assert [(c.kind.value, c.value) for c in item.claims] == [
        ("manufacturer", "A"),
        ("brand", "B"),
        ("supplier", "C"),
        ("maintainer", "D"),
        ("mac", "44:19:B6:01:02:03"),
        ("mac", "00:11:22:33:44:55"),
        ("cpe", "cpe:2.3:h:hik:ds:*:*:*:*:*:*:*:*"),
        ("purl", "pkg:npm/left-pad@1"),
    ]


def test_a_vendor_called_total_is_a_vendor() -> None:
    document = _read("Leverancier;Naam;Aantal\nTotal;Smeersysteem;3\nTotaal;;3\n")
    assert _names(document) == ["Smeersysteem"]
    assert [s.reason.key for s in document.skipped] == ["ingest.total_row"]


def test_an_asset_with_only_a_name_stays() -> None:
    assert _names(_read("Naam;Fabrikant;Type\nPLC 1;;\n")) == ["PLC 1"]


def test_a_row_with_nothing_we_know_is_told() -> None:
    document = _read("Naam;Fabrikant;Bouwjaar\n;;1999\nPLC;Siemens;2001\n")
    assert [s.reason.key for s in document.skipped] == ["ingest.row_without_data"]
    assert document.records == 2


def test_a_password_alone_makes_no_row() -> None:
    document = _read("Naam;Merk;Password\n;;hunter2\ncam;Dahua;hunter2\n")
    assert "hunter2" not in repr(document)
    assert len(document.skipped) == 1


def test_short_and_long_rows() -> None:
    document = _read("Naam;Fabrikant;Type\nPLC 1;Siemens\nPLC 2;Moxa;EDS;;\n\n;;;\n")
    assert [(i.name, "model" in i.attributes) for i in document.items] == [("PLC 1", False), ("PLC 2", True)]
    assert [n.text.key for n in document.notices] == ["ingest.short_rows"]


def test_limits_each_have_their_sentence() -> None:
    for limits, key in (
        (Limits(rows=2), "ingest.too_many_rows"),
        (Limits(columns=3), "ingest.too_many_columns"),
        (Limits(file_bytes=5), "ingest.file_too_large"),
    ):
        with pytest.raises(LimitError) as caught:
            _read(_table(), limits)
        assert caught.value.reason.key == key


def test_a_huge_cell_costs_its_row_only() -> None:
    document = _read(_table() + "Switch;" + "x" * 200 + ";EDS;\n", Limits(cell_chars=100))
    assert [(s.where.row, s.reason.key) for s in document.skipped] == [(4, "ingest.cell_too_long")]
    assert len(document.items) == 2


def test_a_quote_open_over_a_huge_rest_is_named() -> None:
    with pytest.raises(InputError) as caught:
        _read(_table() + 'x;"' + "y;z\n" * 50_000)
    assert (caught.value.reason.key, caught.value.where) == ("ingest.unclosed_quote", SourceRef("inv.csv", row=4))


def test_many_like_notices_become_a_few() -> None:
    text = "Objectnummer;Naam;Merk\n" + "\n".join(f"A;PLC {i};Moxa" for i in range(100))
    notices = _read(text).notices
    assert len(notices) == 26
    assert dict(notices[-1].text.params)["number"] == "74"


def test_a_separator_inside_a_cell_moves_nothing() -> None:
    layout = Layout(Header(1, ("Naam", "Merk", "Zone", "Proces"), ("name", "brand", "zone", "process")), "f", "")
    item = layout.item(2, [f"a{SEPARATOR}b", "Moxa", "z", "p"])
    assert {k: a.value for k, a in item.attributes.items()} == {"name": "a b", "zone": "z", "process": "p"}


def test_bytes_that_only_look_like_utf_16() -> None:
    assert bom_encoding(b"N\0a\0a\0m\0;\0") == "utf-16-le"
    assert bom_encoding(b"\0N\0a\0a\0m") == "utf-16-be"
    assert bom_encoding(b"Naam;Merk") == ""


@given(st.lists(st.integers(0, 2**48 - 1), min_size=1, max_size=5, unique=True), st.sampled_from([":", "-", "", "."]))
def test_mac_addresses_come_back_in_one_form(numbers: list[int], mark: str) -> None:
    plain = [f"{n:012x}" for n in numbers]
    step = 4 if mark == "." else 2
    cell = "; ".join(mark.join(p[i : i + step] for i in range(0, 12, step)) for p in plain)
    assert mac_addresses(cell) == [":".join(p[i : i + 2] for i in range(0, 12, 2)).upper() for p in plain]


@pytest.mark.parametrize("cell", ["zie bijlage", "10.0.0.1", "00:11:22:33:44", "00:11:22:33:44:55:66", "n.v.t."])
def test_what_is_no_mac_address_gives_none(cell: str) -> None:
    assert mac_addresses(cell) == []


cells = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(lambda c: "#" not in c)


@given(st.lists(st.tuples(cells, cells), max_size=8))
def test_every_row_is_an_item_or_skipped(rows: list[tuple[str, str]]) -> None:
    import csv  # noqa: PLC0415 - the standard writer is the oracle
    import io  # noqa: PLC0415 - idem

    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows([("Naam", "Fabrikant"), *rows])
    document = _read(target.getvalue())
    filled = [number for number, row in enumerate(rows, 2) if any(cell.strip() for cell in row)]
    assert sorted([i.where.row for i in document.items] + [s.where.row for s in document.skipped]) == filled
    for item in document.items:
        assert [c.value for c in item.claims] == [v for v in [rows[item.where.row - 2][1].strip()] if v]
