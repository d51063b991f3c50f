"""What every writer owes, run over all of them."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import factory
import pytest

from scanner.errors import UsageError
from scanner.i18n import LANGUAGES, translator
from scanner.model import ScanResult
from scanner.report import WRITERS, Writer, writer

SCANS = {"empty": factory.empty, "water_board": factory.water_board, "hostile": factory.hostile}
# Words that accuse or decide: the tool proposes, a person decides (docs/method.md).
FORBIDDEN = re.compile(
    r"schuldig|verboden|crimineel|moet(en)? worden (verwijderd|geweerd)|spionage|spion\b|vijand|kwaadaardig"
    r"|onbetrouwbaar"
    r"|\bguilty|\bcriminal|must be (removed|excluded)|malicious|untrustworthy|\benemy|\bspy\b|\bis geweerd|is excluded",
    re.IGNORECASE,
)


def readable(content: bytes) -> str:
    """The text of a document; of a workbook, that of all its parts."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode("utf-8") for name in parts.namelist())


@pytest.fixture(params=SCANS, name="scan")
def _scan(request: pytest.FixtureRequest) -> ScanResult:
    return SCANS[request.param]()


@pytest.fixture(params=[each.name for each in WRITERS], name="each")
def _each(request: pytest.FixtureRequest) -> Writer:
    return writer(request.param)


@pytest.mark.parametrize("language", LANGUAGES)
def test_same_scan_same_bytes(each: Writer, scan: ScanResult, language: str) -> None:
    t = translator(language)
    assert each.write(scan, t) == each.write(scan, t)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_has_words(each: Writer, scan: ScanResult, language: str) -> None:
    shown = re.sub(r'"key":"[^"]*"', "", readable(each.write(scan, translator(language))))
    leaked = re.findall(r"\b(?:report|outcome|question|truth|role|decision|claim|kind|relation)\.[a-z_]+\b", shown)
    assert not [key for key in leaked if not key.startswith(("report.xlsx", "report.css"))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_accuses(each: Writer, language: str) -> None:
    assert not FORBIDDEN.search(readable(each.write(factory.water_board(), translator(language))))


def test_languages_differ(each: Writer) -> None:
    dutch, english = (each.write(factory.water_board(), translator(language)) for language in LANGUAGES)
    assert dutch != english


def test_findings_come_worst_first(each: Writer) -> None:
    if each.name in {"json", "cyclonedx"}:
        pytest.skip("keeps the order of the scan: read by programs")
    text = readable(each.write(factory.water_board(), translator("nl")))
    places = [text.index(found) for found in ("F-exclude", "F-open", "F-linked", "F-packages", "F-review", "F-siemens")]
    assert places == sorted(places)


def test_no_markup_of_strangers_survives(each: Writer) -> None:
    text = readable(each.write(factory.hostile(), translator("nl")))
    if each.name in {"html", "xlsx"}:
        assert "<script>alert" not in text
        assert "<img src=x" not in text
    if each.name != "json":  # JSON keeps names exactly as they are and escapes what JSON must escape
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u200e\u200f]", text)


def test_file_names_and_names_are_unique() -> None:
    assert len({each.filename for each in WRITERS}) == len(WRITERS)
    assert [writer(each.name) for each in WRITERS] == list(WRITERS)


def test_unknown_writer_names_the_known_ones() -> None:
    with pytest.raises(UsageError) as caught:
        writer("docx")
    assert "ketenscan" not in translator("nl")(caught.value.reason)
    assert all(each.name in translator("nl")(caught.value.hint) for each in WRITERS)
