"""What a scan may be told: frozen, self-checking values. The core reads neither environment nor clock."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from scanner.errors import UsageError
from scanner.model import say

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of an input is accepted. A file over a limit is refused with a sentence that names the limit.

    ``rows`` is per table: a table of that length takes some 2 GB of memory while it is scanned.
    ``unpacked_ratio`` is the largest allowed ratio of unpacked to packed bytes inside an XLSX.
    """

    file_bytes: int = 512 * MEBIBYTE
    unpacked_bytes: int = 2048 * MEBIBYTE
    unpacked_ratio: int = 200
    rows: int = 250_000
    columns: int = 2_000
    cell_chars: int = 32_767
    components: int = 2_000_000
    depth: int = 200

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            if getattr(self, name) < 1:
                raise UsageError(say("error.limit_below_one", name=name), say("hint.limit_below_one"))


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """The choices of one scan.

    ``scan_date`` is the ISO date at which facts (ownership above all) are read; a face fills in today.
    ``default_process`` is the process of every asset that names none. ``strict`` turns a skipped row or file into an
    error.

    Raises:
        UsageError: a date that is not ``YYYY-MM-DD``.
    """

    scan_date: str
    default_process: str = ""
    strict: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        try:
            dt.date.fromisoformat(self.scan_date)
        except ValueError as fault:
            raise UsageError(say("error.date_not_iso", value=self.scan_date), say("hint.date_not_iso")) from fault
