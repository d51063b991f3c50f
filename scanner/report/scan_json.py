"""``scan.json``: the scan itself, which every later command reads. Described in ``docs/reports.md``."""

from __future__ import annotations

from typing import Any

import msgspec

from scanner.collector import collector_paused
from scanner.i18n import Translator
from scanner.model import ScanResult
from scanner.report import wire
from scanner.report.pack import Packer


class JsonWriter:
    """Writes the scan in full: nothing is cut, so this file is the one to keep."""

    name = "json"
    filename = "scan.json"

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """UTF-8 JSON on one line; field order is fixed, so the same scan gives the same bytes."""
        with collector_paused():
            return msgspec.json.encode(Packer(t).scan(result)) + b"\n"


def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the file, made from the structs of ``scanner.report.wire``."""
    made = msgspec.json.schema(wire.ScanFile)
    definitions = made["$defs"]
    root = definitions.pop("ScanFile")
    root["properties"]["schema"] = {"const": wire.SCHEMA}
    root["properties"]["version"] = {"const": wire.VERSION}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:ketenscan:scan:{wire.VERSION}",
        **root,
        "title": "Ketenscan scan result",
        "$defs": definitions,
    }
