"""What a writer is: a scan in, bytes out. One file per format, listed in ``scanner.report.WRITERS``."""

from __future__ import annotations

from typing import Protocol

from scanner.i18n import Translator
from scanner.model import ScanResult


class Writer(Protocol):
    """Writes one format. It prints nothing and opens no file; the same scan gives the same bytes."""

    name: str
    filename: str

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """The whole document in the translator's language."""
        ...
