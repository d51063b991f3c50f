"""What an inventory's cells mean: free text to the few values that the access table knows.

A text that is not understood gives no value: the question stays open and is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from scanner.model import Attribute, Evidence, Item, ItemKind, Truth, say

Values = Mapping[str, tuple[str, ...]]

# One letter counts only alone: "n.v.t." and "n.t.b." begin with an n and say nothing.
_YES = re.compile(r"^(?:(?:ja|yes|true|waar|aan|on|wel)\b|[jyxv1]$)", re.IGNORECASE)
_NO = re.compile(
    r"^(?:(?:nee|neen|no|false|onwaar|geen|niet|none|uit|off)\b"
    r"(?!\s+(?:bekend|duidelijk|ingevuld|vast|vastgesteld|onderzocht|gecontroleerd|zeker|idee|info\w*|gegevens|data|idea"
    r"|known|sure|clear|checked|applicable|van toepassing|zichtbaar|te bepalen|beschikbaar|available)\b)|[n0]$)",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:vpn|teamviewer|anydesk|ewon|secomea|ixon|tosibox|rdp|vnc|remote|op afstand|4g|lte|gsm|modem)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(r"(?<![\d.,])([0-5])([.,]5)?(?![\d])")
_ZONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dmz", re.compile(r"\bdmz\b", re.IGNORECASE)),
    ("office", re.compile(r"\b(?:kantoor\w*|office|it|ka|enterprise|corporate)\b", re.IGNORECASE)),
    ("external", re.compile(r"\b(?:extern\w*|internet|cloud|public)\b", re.IGNORECASE)),
    (
        "control",
        re.compile(r"\b(?:ot|pa|proces\w*|control|scada|veld\w*|field|ics|besturing\w*|plc|cel|cell)\b", re.IGNORECASE),
    ),
)
_UPDATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "supplier",
        re.compile(r"\b(?:leverancier|supplier|vendor|fabrikant|automatisch|automatic|auto|cloud)\b", re.IGNORECASE),
    ),
    ("own", re.compile(r"\b(?:eigen|own|zelf|handmatig|manual|wsus|beheer)\b", re.IGNORECASE)),
    ("none", re.compile(r"\b(?:geen|none|nooit|never)\b", re.IGNORECASE)),
)
# IEC 62443-1-1 and the Purdue reference model: levels 0 to 3 are control, 3.5 the DMZ, 4 the office, 5 outside.
_ZONE_OF_LEVEL = {
    "0": "control",
    "1": "control",
    "2": "control",
    "3": "control",
    "3.5": "dmz",
    "4": "office",
    "5": "external",
}
_LEVEL_OF_ZONE = {"dmz": "3.5", "office": "4", "external": "5"}
_SWITCHES = ("remote_access", "internet", "cloud", "vital", "physical_access", "controls_sufficient")


def yes_or_no(text: str) -> str:
    """``yes``, ``no``, or empty for a text that says neither."""
    text = text.strip()
    if _YES.match(text):
        return "yes"
    return "no" if _NO.match(text) else ""


class AttributeReader:
    """Reads an item's attributes into values, with the policy's words for functions."""

    def __init__(self, function_words: Mapping[str, tuple[str, ...]]) -> None:
        self._functions = tuple(
            (name, re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)", re.IGNORECASE))
            for name, words in function_words.items()
            if words
        )
        self._seen: dict[str, tuple[str, ...]] = {}

    def values(self, item: Item) -> Values:
        """The values per attribute; an attribute that is absent or not understood is not there."""
        held = item.attributes
        found: dict[str, tuple[str, ...]] = {}
        # A package that is called "…-backup" is no backup system: only an asset's name tells what it does.
        if classes := self._classes(held, item.name if item.kind is ItemKind.ASSET else ""):
            found["function"] = classes
        for name in _SWITCHES:
            if name in held and (value := yes_or_no(held[name].value)):
                found[name] = (value,)
        if "remote_access" in held and "remote_access" not in found and _REMOTE.search(held["remote_access"].value):
            found["remote_access"] = ("yes",)
        if "update_channel" in held and (value := _first(_UPDATES, held["update_channel"].value)):
            found["update_channel"] = (value,)
        _place(held, found)
        return found

    def _classes(self, held: Mapping[str, Attribute], name: str) -> tuple[str, ...]:
        """The function classes named by the function cell, or failing that by the item's name and model."""
        for text in (held["function"].value if "function" in held else "", name):
            if text not in self._seen:
                self._seen[text] = tuple(cls for cls, words in self._functions if words.search(text))
            if self._seen[text]:
                return self._seen[text]
        return ()


def _place(held: Mapping[str, Attribute], found: dict[str, tuple[str, ...]]) -> None:
    """Purdue level and zone type; each is derived from the other where only one is given."""
    level = _LEVEL.search(held["purdue_level"].value) if "purdue_level" in held else None
    zone = _first(_ZONES, held["zone"].value) if "zone" in held else ""
    if level:
        found["purdue_level"] = (level.group(1) + (".5" if level.group(2) else ""),)
        zone = zone or _ZONE_OF_LEVEL.get(found["purdue_level"][0], "")
    if zone:
        found["zone_type"] = (zone,)
        if not level and zone in _LEVEL_OF_ZONE:
            found["purdue_level"] = (_LEVEL_OF_ZONE[zone],)


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str:
    return next((name for name, pattern in table if pattern.search(text)), "")


def controls_answer(item: Item) -> tuple[Truth, tuple[Evidence, ...]]:
    """Q3B as the inventory states it. A *no* counts only with its recorded reason (pas toe of leg uit)."""
    stated = item.attributes.get("controls_sufficient")
    if stated is None or not (value := yes_or_no(stated.value)):
        return Truth.UNKNOWN, (Evidence(say("assess.q3b_not_answered")),)
    reason = item.attributes.get("controls_reason")
    if value == "no" and (reason is None or not reason.value.strip()):
        return Truth.UNKNOWN, (Evidence(say("assess.q3b_no_reason"), where=stated.where),)
    said = reason.value if reason else ""
    return Truth(value), (Evidence(say(f"assess.q3b_{value}", reason=said), where=stated.where),)
