"""What every reader promises, checked for each entry of ``READERS``."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import pickle
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scanner.errors import InputError
from scanner.i18n import translator
from scanner.ingest import READERS, InputFile, Reader, read
from scanner.model import Document, SourceRef
from scanner.options import Limits

ASSETS = Path(__file__).parents[1] / "assets"
LIMITS = Limits()
TABLE = "Naam;Fabrikant;Type;IP-adres\nPLC 1;Siemens;S7-1500;10.0.0.1\nCamera;Hikvision;DS-2;10.0.0.2\nTotaal;;;2\n"
BOM = (ASSETS / "wrong-types.json").read_bytes()
SCAN = (
    b'<?xml version="1.0"?>\n<nmaprun scanner="nmap" xmloutputversion="1.05">\n'
    b'<host><status state="up"/><address addr="10.0.0.1" addrtype="ipv4"/>'
    b'<ports><port protocol="tcp" portid="80"><service name="http" product="nginx" version="1.2">'
    b"<cpe>cpe:/a:nginx:nginx:1.2</cpe></service></port></ports></host>\n"
    b'<host><status state="down"/><address addr="10.0.0.2" addrtype="ipv4"/></host>\n</nmaprun>\n'
)


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in TABLE.splitlines():
        sheet.append(line.split(";"))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


GOOD = {"CycloneDX": BOM, "nmap": SCAN, "XLSX": _workbook(), "CSV": TABLE.encode()}
by_reader = pytest.mark.parametrize("reader", READERS, ids=lambda r: r.name)


def _file(content: bytes) -> InputFile:
    return InputFile("map/input.dat", content=content)


def _assert_sound(document: Document) -> None:
    """Totals reconcile, ids are unique, every item has a place, every sentence exists in both languages."""
    reader = next(r for r in READERS if r.name == document.format)
    places = [item.where for item in document.items] + [skip.where for skip in document.skipped]
    counted = [place for place in places if reader.counts(place)]
    assert document.records == len(counted)
    ids = [item.id for item in document.items]
    assert len(set(ids)) == len(ids)
    for item in document.items:
        assert item.name
        assert item.id.startswith("map/input.dat#")
        assert item.where.file == "map/input.dat"
        assert item.where.row or item.where.pointer
        assert item.parent == "" or item.parent in ids
        assert all(claim.value and claim.where.file for claim in item.claims)
        assert all(fact.value and fact.where.file for fact in item.attributes.values())
    assert {link.source for link in document.links} | {link.target for link in document.links} <= set(ids)
    texts = [x.text for x in document.notices] + [t for s in document.skipped for t in (s.reason, s.hint)]
    for text in texts:
        for language in ("nl", "en"):
            assert translator(language)(text) != text.key


@by_reader
def test_every_reader_has_an_example_here(reader: Reader) -> None:
    assert reader.name in GOOD


@by_reader
def test_recognises_its_own_and_leaves_the_others(reader: Reader) -> None:
    taken_by = {name: next(r.name for r in READERS if r.sniff(content[:65536])) for name, content in GOOD.items()}
    assert taken_by[reader.name] == reader.name
    assert [name for name, content in GOOD.items() if reader.sniff(content[:65536])] == [reader.name]


@by_reader
def test_says_all_with_places_and_totals(reader: Reader) -> None:
    document = read(_file(GOOD[reader.name]), LIMITS)
    assert document.format == reader.name
    assert document.digest == hashlib.sha256(GOOD[reader.name]).hexdigest()
    assert document.items
    _assert_sound(document)


@by_reader
def test_same_bytes_same_document(reader: Reader) -> None:
    first, second = (read(_file(GOOD[reader.name]), LIMITS) for _ in range(2))
    assert first == second
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - our own bytes, as a worker sends them


@by_reader
def test_path_and_bytes_give_the_same(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "input.dat"
    path.write_bytes(GOOD[reader.name])
    assert read(InputFile("map/input.dat", path), LIMITS) == read(_file(GOOD[reader.name]), LIMITS)


@by_reader
def test_collector_is_left_as_it_was(reader: Reader) -> None:
    import gc  # noqa: PLC0415 - used here alone

    assert gc.isenabled()
    read(_file(GOOD[reader.name]), LIMITS)
    assert gc.isenabled()


@by_reader
def test_too_large_a_file_is_refused_with_the_limit(reader: Reader) -> None:
    with pytest.raises(InputError) as caught:
        read(_file(GOOD[reader.name]), dataclasses.replace(LIMITS, file_bytes=10))
    assert caught.value.reason.key == "ingest.file_too_large"
    assert dict(caught.value.reason.params)["limit"] == "10"


def _survives(content: bytes) -> None:
    """A document or an error with a sentence and a place; never anything else."""
    outcome: Document | InputError
    try:
        outcome = read(_file(content), LIMITS)
    except InputError as fault:
        outcome = fault
    if isinstance(outcome, Document):
        _assert_sound(outcome)
        return
    for language in ("nl", "en"):
        say = translator(language)
        assert say(outcome.reason) != outcome.reason.key
        assert say(outcome.hint) != outcome.hint.key
    assert isinstance(outcome.where, SourceRef)
    assert outcome.where.file == "map/input.dat"


@by_reader
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_survives_truncation(reader: Reader, data: st.DataObject) -> None:
    content = GOOD[reader.name]
    _survives(content[: data.draw(st.integers(0, len(content)))])


@by_reader
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_survives_changed_bytes(reader: Reader, data: st.DataObject) -> None:
    content = bytearray(GOOD[reader.name])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
        if not content:
            break
    _survives(bytes(content))


@settings(max_examples=150, deadline=None)
@given(
    head=st.sampled_from(
        [
            b"",
            b"PK\x03\x04xl/",
            b'{"bomFormat":"CycloneDX",',
            b"<nmaprun>",
            b"\xff\xfe",
            b"Naam;Merk\n",
            b"\xd0\xcf\x11\xe0",
        ]
    ),
    body=st.binary(max_size=300),
)
def test_survives_random_bytes(head: bytes, body: bytes) -> None:
    _survives(head + body)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=';,\t|"\n\r\0#=AZ1 é', max_size=200))
def test_survives_any_table(text: str) -> None:
    _survives(b"Naam;Fabrikant\n" + text.encode())
