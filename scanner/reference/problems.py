"""Everything that is wrong with the reference data, gathered before anything is raised."""

from __future__ import annotations

from scanner.errors import ReferenceDataError
from scanner.model import SourceRef, Text, say


class Problems:
    """Collects problems with their file and line, so that a reader can mend them all in one go."""

    def __init__(self) -> None:
        self.found: list[tuple[SourceRef, Text]] = []

    def add(self, where: SourceRef, problem: str, /, **params: object) -> None:
        """Note one problem: the catalogue key ``reference.<problem>`` and its values."""
        self.found.append((where, say(f"reference.{problem}", **params)))

    def stop_if_any(self) -> None:
        """Raise what was found, in the order of file, line and column.

        Raises:
            ReferenceDataError: at least one problem was noted; ``problems`` holds them all.
        """
        if not self.found:
            return
        ordered = sorted(self.found, key=lambda item: (item[0].file, item[0].row, item[0].column, item[1].key))
        raise ReferenceDataError(
            say("reference.unusable", count=len(ordered)),
            say("reference.unusable_hint"),
            where=ordered[0][0],
            problems=tuple(ordered),
        )
