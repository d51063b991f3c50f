"""Exit codes, and which error gives which. The documentation and the tests read this table."""

from __future__ import annotations

from enum import IntEnum

from scanner.errors import InputError, ReferenceDataError, ScannerError, UsageError


class Exit(IntEnum):
    """What the shell sees."""

    CLEAN = 0
    FINDINGS = 1
    USAGE = 2
    UNUSABLE = 3
    FAULT = 4
    INTERRUPTED = 130  # 128 and the number of SIGINT, as shells have it


EXIT_OF: tuple[tuple[type[ScannerError], Exit], ...] = (
    (UsageError, Exit.USAGE),
    (InputError, Exit.UNUSABLE),
    (ReferenceDataError, Exit.UNUSABLE),
)


def exit_of(fault: ScannerError) -> Exit:
    """The exit code of an error; children of a listed class share its code."""
    return next((code for kind, code in EXIT_OF if isinstance(fault, kind)), Exit.FAULT)
