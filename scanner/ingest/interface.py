"""What a reader is: bytes in, one ``Document`` out. One file per format, listed in ``scanner.ingest.READERS``."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from scanner.model import Document, SourceRef
from scanner.options import Limits

HEAD_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class InputFile:
    """One input by its display name, from a path or from bytes (an upload).

    ``name`` is what reports show: relative to what the user named, with forward slashes.
    """

    name: str
    path: Path | None = None
    content: bytes = b""

    def open(self) -> BinaryIO:
        """A fresh binary stream from the start. Raises OSError as ``open`` does."""
        return self.path.open("rb") if self.path else io.BytesIO(self.content)

    @property
    def size(self) -> int:
        """Size in bytes."""
        return self.path.stat().st_size if self.path else len(self.content)

    def head(self) -> bytes:
        """The first ``HEAD_BYTES`` bytes, for detection."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def digest(self) -> str:
        """SHA-256 of the bytes as hexadecimal text: the same file is recognised whatever its name."""
        with self.open() as stream:
            sha = hashlib.sha256()
            while chunk := stream.read(1 << 20):
                sha.update(chunk)
            return sha.hexdigest()


class Reader(Protocol):
    """Reads one format. A reader knows no registry and no risk: it says what stands in the file."""

    name: str

    def sniff(self, head: bytes) -> bool:
        """Whether a file that starts with these bytes is of this format, judged by content, never by its name."""
        ...

    def read(self, file: InputFile, limits: Limits) -> Document:
        """Everything the file says, each item with its place; what could not be read is in ``skipped``.

        Raises:
            InputError: nothing at all can be made of the file.
            LimitError: the file is over a limit.
        """
        ...

    def counts(self, place: SourceRef) -> bool:
        """Whether what stands at ``place`` is one of the file's records: a row, a host, a component.

        A root, a service or a child that comes along with a host is none. So ``Document.records`` equals the items
        plus the skipped at places that count.
        """
        ...
