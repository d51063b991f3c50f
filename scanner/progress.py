"""Progress: the core tells, a face shows. The default says nothing."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told by the core how far a stage is. ``total`` is 0 while it is not known; units are files, names or items."""

    def stage(self, key: str, total: int = 0) -> None:
        """A stage begins; ``key`` is a catalogue key such as ``stage.ingest``."""
        ...

    def advance(self, steps: int = 1) -> None:
        """So many more units of the current stage are done."""
        ...


class Silent:
    """The default: a library call shows nothing."""

    def stage(self, key: str, total: int = 0) -> None:
        """Ignore it."""

    def advance(self, steps: int = 1) -> None:
        """Ignore it."""
