"""The ladder of errors. Each says what is wrong, where, and what to do; a face maps each to an exit code or status.

::

    ScannerError
    ├── UsageError           the call cannot be carried out as asked          exit 2, HTTP 400
    ├── InputError           a file of the user cannot be used                exit 3, HTTP 422
    │   └── LimitError       it is larger, deeper or longer than allowed      exit 3, HTTP 413
    └── ReferenceDataError   data/ or a policy file cannot be used            exit 3, HTTP 503

Anything else that escapes is a fault of ours: exit 4, HTTP 500. One bad row is no error at all but a
``scanner.model.Skipped``; one bad file of several becomes one too, and the scan goes on.
"""

from __future__ import annotations

from scanner.model import SourceRef, Text


class ScannerError(Exception):
    """Root of all errors meant for a user: a sentence, a place and a next step, in catalogue keys."""

    def __init__(self, reason: Text, hint: Text, where: SourceRef | None = None) -> None:
        super().__init__(reason.key)
        self.reason = reason
        self.hint = hint
        self.where = where


class UsageError(ScannerError):
    """The call contradicts itself or names something that does not exist."""


class InputError(ScannerError):
    """A file of the user cannot be used."""


class LimitError(InputError):
    """A file of the user is over one of the limits in ``scanner.options.Limits``."""


class ReferenceDataError(ScannerError):
    """The reference data or the policy cannot be used; ``problems`` lists every problem, not only the first."""

    def __init__(
        self,
        reason: Text,
        hint: Text,
        where: SourceRef | None = None,
        problems: tuple[tuple[SourceRef, Text], ...] = (),
    ) -> None:
        super().__init__(reason, hint, where)
        self.problems = problems
