"""What a device or program does, by the policy's words: read from its function cell, or failing that from its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

# A name begins with how many there are ("2x PLC"), or with the building that it stands in.
_COUNT = re.compile(r"^\s*\d+\s*(?:x|st\.?|stuks)?\s+", re.IGNORECASE)
_BUILDING = re.compile(
    r"\s*(?:\w*(?:gemaal|gemalen|sluis|stuw|waterkering|zuivering|gebouw|kantoor|tunnel|haven|weide|laboratorium|molen)"
    r"|[ra]wzi|pompstation|meetstation|station|brug|locatie|loods|magazijn|hoofdpost|park|terrein|school|museum"
    r"|restaurant|hotel|huize)\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(r"\b(?:geen|zonder|niet|no|not|without)\s+(?:een\s+|a\s+)?$", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"(?:^|\s)(?:de|het|den|'t|the)\s+$", re.IGNORECASE)
_NUMBER_AFTER = re.compile(r"[\s_.-]?\d")


class FunctionReader:
    """Finds the function classes that a text names.

    Of two words that overlap the longer counts: a *domain controller* is no controller, and a *frequentie-omvormer* is
    no inverter.
    """

    def __init__(self, function_words: Mapping[str, tuple[str, ...]]) -> None:
        self._order = tuple(function_words)
        self._class_of = {word.casefold(): name for name, words in function_words.items() for word in words}
        longest_first = sorted(self._class_of, key=len, reverse=True)
        self._words = re.compile(
            r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)" if longest_first else r"(?!)"
        )
        self._seen: dict[tuple[str, bool], tuple[str, ...]] = {}

    def of_cell(self, text: str) -> tuple[str, ...]:
        """The classes that a function cell names, in the policy's order."""
        return self._classes(text, is_name=False)

    def of_name(self, text: str) -> tuple[str, ...]:
        """The classes that an asset's name tells.

        A name may hold the name of a place (*Gemaal De Muis*). So a word counts only where it is the first or the last
        of the name or a number follows it, not after an article, and never in a name that begins with a building.
        """
        return self._classes(text, is_name=True)

    def _classes(self, text: str, *, is_name: bool) -> tuple[str, ...]:
        key = (text, is_name)
        if key not in self._seen:
            self._seen[key] = self._find(text, is_name=is_name)
        return self._seen[key]

    def _find(self, text: str, *, is_name: bool) -> tuple[str, ...]:
        text = text.casefold()
        if is_name:
            text = _COUNT.sub("", text).strip()
            if _BUILDING.match(text):
                return ()
        hits = (hit for hit in self._words.finditer(text) if not _DENIED_BEFORE.search(text, 0, hit.start()))
        found = {self._class_of[hit.group()] for hit in hits if not is_name or _tells_device(hit)}
        return tuple(name for name in self._order if name in found)


def _tells_device(hit: re.Match[str]) -> bool:
    """Whether a word in a name stands where people write what a device is."""
    text = hit.string
    if _ARTICLE_BEFORE.search(text, 0, hit.start()):
        return False
    return hit.start() == 0 or hit.end() == len(text) or bool(_NUMBER_AFTER.match(text, hit.end()))
