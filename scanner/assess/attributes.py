"""What an inventory's cells mean: free text to the few values that the access table knows, each with its cell.

A text that is not understood gives no value: the question stays open and is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from scanner.assess import words
from scanner.assess.functions import FunctionReader
from scanner.assess.words import yes_or_no
from scanner.model import Attribute, Evidence, Item, ItemKind, SourceRef, Truth, say

Values = Mapping[str, tuple[str, ...]]

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


@dataclass(frozen=True, slots=True)
class Reading:
    """The values per attribute, and the cell that each of them came from."""

    values: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[str, SourceRef] = field(default_factory=dict)

    def put(self, name: str, value: tuple[str, ...], cell: SourceRef) -> None:
        """Record a value with its cell; an empty value is none."""
        if value and value[0]:
            self.values[name] = value
            self.cells[name] = cell


class AttributeReader:
    """Reads an item's attributes into values, with the policy's words for functions."""

    def __init__(self, function_words: Mapping[str, tuple[str, ...]]) -> None:
        self._functions = FunctionReader(function_words)

    def read(self, item: Item) -> Reading:
        """The values with their cells; an attribute that is absent or not understood is not there."""
        held = item.attributes
        reading = Reading()
        self._function(item, reading)
        for name in _SWITCHES:
            if name in held:
                reading.put(name, (yes_or_no(held[name].value, name),), held[name].where)
        if (remote := held.get("remote_access")) and "remote_access" not in reading.values:
            reading.put("remote_access", ("yes" if words.remote_means(remote.value) else "",), remote.where)
        if channel := held.get("update_channel"):
            reading.put("update_channel", (words.update_channel(channel.value),), channel.where)
        _place(held, reading)
        return reading

    def _function(self, item: Item, reading: Reading) -> None:
        """The function classes named by the function cell, or failing that by an asset's name."""
        if cell := item.attributes.get("function"):
            reading.put("function", self._functions.of_cell(cell.value), cell.where)
        # A package that is called "…-backup" is no backup system: only an asset's name tells what it does.
        if "function" not in reading.values and item.kind is ItemKind.ASSET:
            reading.put("function", self._functions.of_name(item.name), item.where)


def _place(held: Mapping[str, Attribute], reading: Reading) -> None:
    """Purdue level and zone type; each is derived from the other where only one is given.

    A zone cell that is unclear (*OT/IT*) is left unclear: the level does not speak for it.
    """
    level, zone = held.get("purdue_level"), held.get("zone")
    stated_level = words.purdue_level(level.value) if level else ""
    stated_zone = words.zone_type(zone.value) if zone else None
    if level:
        reading.put("purdue_level", (stated_level,), level.where)
        if stated_zone is None:
            reading.put("zone_type", (_ZONE_OF_LEVEL.get(stated_level, ""),), level.where)
    if zone and stated_zone:
        reading.put("zone_type", (stated_zone,), zone.where)
        if not stated_level:
            reading.put("purdue_level", (_LEVEL_OF_ZONE.get(stated_zone, ""),), zone.where)


def controls_answer(item: Item) -> tuple[Truth, tuple[Evidence, ...]]:
    """Q3B as the inventory states it. A *no* counts only with its recorded reason (pas toe of leg uit)."""
    stated = item.attributes.get("controls_sufficient")
    if stated is None or not (value := yes_or_no(stated.value, "controls_sufficient")):
        return Truth.UNKNOWN, (Evidence(say("assess.q3b_not_answered")),)
    reason = item.attributes.get("controls_reason")
    if value == "no" and (reason is None or not reason.value.strip()):
        return Truth.UNKNOWN, (Evidence(say("assess.q3b_no_reason"), where=stated.where),)
    said = reason.value if reason else ""
    return Truth(value), (Evidence(say(f"assess.q3b_{value}", reason=said), where=stated.where),)
