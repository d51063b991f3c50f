"""Files become items, links and skipped rows. One reader a format, listed in ``READERS``.

::

    collect(paths) ─▶ [InputFile] ─read─▶ Document(items, links, skipped, notices)

A new format is one file with a ``Reader`` and one entry in ``READERS``. See ``docs/inputs.md``.
"""

from __future__ import annotations

from scanner.errors import InputError, LimitError
from scanner.ingest import foreign, own
from scanner.ingest.collect import collect
from scanner.ingest.cyclonedx import CycloneDxReader
from scanner.ingest.delimited import DelimitedReader
from scanner.ingest.interface import InputFile, Reader
from scanner.ingest.nmap import NmapReader
from scanner.ingest.workbook import WorkbookReader
from scanner.model import Document, SourceRef, say
from scanner.options import Limits

READERS: tuple[Reader, ...] = (CycloneDxReader(), NmapReader(), WorkbookReader(), DelimitedReader())
"""Every format that is read, in the order in which a file is shown to them; plain tables last."""

__all__ = ["READERS", "InputFile", "Reader", "collect", "read"]


def read(file: InputFile, limits: Limits) -> Document:
    """Everything that one file says. Its format is recognised by its content, never by its name.

    Raises:
        InputError: nothing can be made of the file: empty, unreadable, damaged, or a format that is not read.
        LimitError: the file is over a limit.
    """
    place = SourceRef(file.name)
    try:
        if file.size > limits.file_bytes:
            raise LimitError(say("ingest.file_too_large", limit=limits.file_bytes), say("ingest.limit.hint"), place)
        head = file.head()
        if own.is_report(file, head):
            return own.left_out(file)
        for reader in READERS:
            if reader.sniff(head):
                return reader.read(file, limits)
    except OSError as fault:
        raise InputError(say("ingest.unreadable"), say("ingest.unreadable.hint"), place) from fault
    raise foreign.refusal(head, file.name)
