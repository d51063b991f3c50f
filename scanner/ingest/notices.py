"""Notices gathered while reading: many of one kind become a few and a count, so that a report stays readable."""

from __future__ import annotations

from collections import Counter

from scanner.model import Notice, SourceRef, Text, say

SHOWN = 25


class Notices:
    """Collects notices of one file; of each kind (catalogue key) the first ``SHOWN`` are kept, the rest counted."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._times: Counter[str] = Counter()
        self._kept: list[Notice] = []

    def add(self, where: SourceRef, text: Text) -> None:
        """One more notice at a place."""
        self._times[text.key] += 1
        if self._times[text.key] <= SHOWN:
            self._kept.append(Notice(where, text))

    def done(self) -> tuple[Notice, ...]:
        """All kept, in the order they came, then one line for each kind of which there were more."""
        more = [
            Notice(SourceRef(self._file), say("ingest.notices_more", number=n - SHOWN, example=kept.text))
            for key, n in self._times.items()
            if n > SHOWN
            for kept in [next(k for k in self._kept if k.text.key == key)]
        ]
        return (*self._kept, *more)
