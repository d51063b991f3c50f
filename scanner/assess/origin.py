"""The country of origin that an inventory states: a facet of its own (production), never merged with control."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.model import CountryProfile, Evidence, Item, Truth, say

_FIELD = "country_of_origin"


class OriginReader:
    """Reads a stated country by its ISO 3166-1 code or its Dutch or English name."""

    def __init__(self, profiles: Mapping[str, CountryProfile]) -> None:
        self._profiles = profiles
        self._codes = {
            name.casefold(): code
            for code, profile in profiles.items()
            for spelling in (code, profile.name_nl, profile.name_en)
            for name in (spelling, spelling.partition(" (")[0])
        }

    def code(self, text: str) -> str:
        """The code of the country that a cell names; empty where it names none."""
        return self._codes.get(text.strip().casefold(), "")

    def remarks(self, item: Item) -> tuple[Evidence, ...]:
        """A remark where the stated country of origin is one that Dutch services name.

        Made there is not controlled from there: it answers no question, but a reader should see it.
        """
        cell = item.attributes.get(_FIELD)
        profile = self._profiles.get(self.code(cell.value)) if cell else None
        if cell is None or profile is None or profile.programme is not Truth.YES:
            return ()
        return (Evidence(say("assess.stated_origin", stated=cell.value, country=profile.code), cell.where),)
