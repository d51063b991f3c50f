"""Reports of an earlier scan: recognised and left out, so that a scan never counts its own findings as assets."""

from __future__ import annotations

import re
import zipfile
import zlib

from scanner.ingest.interface import InputFile
from scanner.ingest.package import ZIP_MAGIC
from scanner.model import Document, Skipped, SourceRef, say

_SCAN = re.compile(rb'\A\s*\{\s*"schema"\s*:\s*"ketenscan\.scan"')
# The page allows nothing but its own style and script, asks not to be found, and bears the date of the scan.
_PAGE = re.compile(
    rb"\A\s*<!DOCTYPE html>.{0,200}?default-src &#39;none&#39;; style-src &#39;sha256-.{0,800}?"
    rb'content="noindex">\s*<title>[^<]* \d{4}-\d\d-\d\d</title>',
    re.DOTALL,
)
# The workbook writes its findings into a table of this name; an inventory has no reason to bear it.
_TABLES = "xl/tables/table"
_TABLE = re.compile(rb'\bname="Ketenscan_\w+"')
_PART_BYTES = 64 * 1024


def is_report(file: InputFile, head: bytes) -> bool:
    """Whether the file is ``scan.json``, the page or the workbook of a scan, judged by content, never by its name.

    Raises OSError as ``open`` does.
    """
    if head.startswith(ZIP_MAGIC):
        return _is_workbook(file)
    return bool(_SCAN.match(head) or _PAGE.match(head))


def left_out(file: InputFile) -> Document:
    """A document that says so; nothing is lost."""
    why = Skipped(SourceRef(file.name), say("ingest.own_report"), say("ingest.own_report.hint"), lost=False)
    return Document(file.name, "", digest=file.digest(), skipped=(why,))


def _is_workbook(file: InputFile) -> bool:
    """Whether the first table of the workbook is ours; a damaged zip is for its reader to refuse."""
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            tables = [name for name in archive.namelist() if name.startswith(_TABLES)]
            return any(_TABLE.search(_start(archive, name)) for name in tables[:1])
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error):
        return False


def _start(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_PART_BYTES)
