"""A scan becomes documents. One writer a format."""

from __future__ import annotations

from scanner.errors import UsageError
from scanner.model import say
from scanner.report.findings_csv import CsvWriter
from scanner.report.interface import Writer
from scanner.report.load import load_scan
from scanner.report.page import HtmlWriter
from scanner.report.sbom import CycloneDxWriter
from scanner.report.scan_json import JsonWriter
from scanner.report.workbook import XlsxWriter

WRITERS: tuple[Writer, ...] = (JsonWriter(), XlsxWriter(), HtmlWriter(), CsvWriter(), CycloneDxWriter())

__all__ = ["WRITERS", "Writer", "load_scan", "writer"]


def writer(name: str) -> Writer:
    """The writer of that name.

    Raises:
        UsageError: there is none; the hint lists those that there are.
    """
    for candidate in WRITERS:
        if candidate.name == name:
            return candidate
    names = ", ".join(candidate.name for candidate in WRITERS)
    raise UsageError(say("report.unknown_writer", name=name), say("report.unknown_writer.hint", names=names))
