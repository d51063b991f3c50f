"""CSV and TSV inventories, streamed: any usual delimiter and encoding, exact row numbers, flat memory."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TextIO

from scanner.collector import collector_paused
from scanner.errors import InputError
from scanner.ingest.foreign import is_text_table
from scanner.ingest.header import SEARCHED_ROWS, find_header
from scanner.ingest.interface import InputFile
from scanner.ingest.notices import Notices
from scanner.ingest.tables import EXCEL_ERRORS, Row, read_table
from scanner.ingest.text import Prescan, prescan
from scanner.model import Document, Skipped, SourceRef, Text, say
from scanner.options import Limits

DELIMITERS = (";", ",", "\t", "|")
_NAMES = {";": ";", ",": ",", "\t": "tab", "|": "|"}


class DelimitedReader:
    """Reads text tables. The one reader that is asked last: almost any text could be a table."""

    name = "CSV"

    def sniff(self, head: bytes) -> bool:
        """Whether the bytes are text that is no other known format."""
        return is_text_table(head)

    def counts(self, place: SourceRef) -> bool:
        """Every row is a record."""
        return place.row > 0

    def read(self, file: InputFile, limits: Limits) -> Document:
        """See ``scanner.ingest.interface.Reader``."""
        scanned = prescan(file)
        place, notices = SourceRef(file.name), Notices(file.name)
        if scanned.guessed:
            notices.add(place, say("ingest.guessed_encoding", encoding=scanned.encoding))
        delimiter, announced = _delimiter(file, scanned, place)
        skipped: list[Skipped] = []
        with collector_paused(), _text(file, scanned) as text:
            if announced:
                text.readline()
            rows = _rows(text, delimiter, place)
            if scanned.nul or scanned.hashes or scanned.longest > limits.cell_chars:
                rows = _cleaned(rows, place, notices, skipped, limits)
            table = read_table(rows, place, notices, limits)
        return Document(
            file.name,
            self.name,
            spec=f"{scanned.encoding}, {_NAMES[delimiter]}",
            digest=scanned.digest,
            records=table.records + len(skipped),
            items=tuple(table.items),
            skipped=tuple(sorted(table.skipped + skipped, key=lambda s: s.where.row)),
            notices=notices.done(),
            columns=table.columns,
        )


def _text(file: InputFile, scanned: Prescan) -> TextIO:
    return io.TextIOWrapper(file.open(), encoding=scanned.encoding, errors="replace", newline="")


def _delimiter(file: InputFile, scanned: Prescan, place: SourceRef) -> tuple[str, bool]:
    """The delimiter under which the best header appears, and whether a ``sep=`` line announces it.

    Raises:
        InputError: no delimiter cuts any line in two, and the lines are no list of one column either.
    """
    with _text(file, scanned) as text:
        first = text.readline(16).strip()
        if len(first) == len("sep=;") and first.casefold().startswith("sep=") and first[-1] in "".join(DELIMITERS):
            return first[-1], True
        if first.casefold() == "sep=":
            return "\t", True
    best, best_score, cut = ",", (False, 0), False
    for delimiter in DELIMITERS:
        with _text(file, scanned) as text:
            head = _sample(text, delimiter)
        cut = cut or any(len(row) > 1 for _, row in head)
        score = find_header(head).score
        if score > best_score:
            best, best_score = delimiter, score
    if not cut and best_score == (False, 0):
        raise InputError(say("ingest.no_delimiter"), say("ingest.no_delimiter.hint"), place)
    return best, False


def _sample(text: TextIO, delimiter: str) -> list[Row]:
    """The rows in which a header is looked for; a wrong delimiter may make the file unreadable, which is no error."""
    found: list[Row] = []
    with suppress(csv.Error):
        found.extend(islice(enumerate(csv.reader(text, delimiter=delimiter), 1), SEARCHED_ROWS))
    return found


def _rows(text: TextIO, delimiter: str, place: SourceRef) -> Iterator[Row]:
    """The rows with their numbers.

    Raises:
        InputError: a quote that is opened is never closed, so that the rest of the file is one cell.
    """
    ended: list[bool] = []
    reader = csv.reader(chain(text, _when_read(ended)), delimiter=delimiter)
    number = 0
    try:
        for number, row in enumerate(reader, 1):
            if ended:
                raise InputError(*_unclosed(place, number))
            yield number, row
    except csv.Error as fault:
        raise InputError(*_unclosed(place, number + 1)) from fault


def _when_read(ended: list[bool]) -> Iterator[str]:
    """No lines; tells that the reader asked for one more. It does so inside a row only if a quote is still open."""
    ended.append(True)
    yield from ()


def _unclosed(place: SourceRef, number: int) -> tuple[Text, Text, SourceRef]:
    where = SourceRef(place.file, place.sheet, number)
    return say("ingest.unclosed_quote"), say("ingest.unclosed_quote.hint"), where


def _cleaned(
    rows: Iterator[Row], place: SourceRef, notices: Notices, skipped: list[Skipped], limits: Limits
) -> Iterator[Row]:
    """The rows without Excel's error texts; rows with NUL bytes or huge cells are left out and told."""
    for number, row in rows:
        where, key = SourceRef(place.file, place.sheet, number), ""
        if any("\0" in cell for cell in row):
            key = "nul_bytes"
        elif any(len(cell) > limits.cell_chars for cell in row):
            key = "cell_too_long"
        if key:
            hint = say(f"ingest.{key}.hint")
            skipped.append(Skipped(where, say(f"ingest.{key}", limit=limits.cell_chars), hint))
            continue
        for i, cell in enumerate(row):
            if cell[:1] == "#" and cell.strip() in EXCEL_ERRORS:
                notices.add(where, say("ingest.excel_error", value=cell.strip()))
                row[i] = ""
        yield number, row
