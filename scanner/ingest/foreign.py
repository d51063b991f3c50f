"""Files that are not read: what they look like, said in a sentence that names it and tells what to export instead."""

from __future__ import annotations

import re
from collections.abc import Callable

from scanner.errors import InputError
from scanner.ingest.text import bom_encoding, decoded_head
from scanner.model import SourceRef, say

_MAGIC = (
    (b"\x1f\x8b", "compressed"),
    (b"BZh", "compressed"),
    (b"\x28\xb5\x2f\xfd", "compressed"),
    (b"\xfd7zXZ", "compressed"),
    (b"7z\xbc\xaf", "compressed"),
    (b"Rar!", "compressed"),
    (b"%PDF", "pdf"),
    (b"PK\x05\x06", "other_zip"),
    (b"PK\x03\x04", "other_zip"),
    (b"\xd0\xcf\x11\xe0", "other_office"),
)


def _has(*patterns: str) -> Callable[[str], bool]:
    found = [re.compile(p) for p in patterns]
    return lambda text: all(p.search(text) for p in found)


# The first that fits names the file. JSON and XML are told apart by words of their own, not by the order of keys.
_JSON = (
    ("spdx", _has(r'"spdxVersion"|"SPDXID"|spdx\.org/rdf/3')),
    ("syft", _has(r'"artifacts"\s*:', r'"(?:artifactRelationships|descriptor|source)"\s*:|"foundBy"')),
    ("netbox", _has(r'"model"\s*:\s*"(?:dcim|extras|ipam|tenancy|circuits|users|auth|contenttypes)\.')),
    ("github_snapshot", _has(r'"detector"\s*:', r'"manifests"\s*:')),
    ("json_lines", _has(r"^\{[^\n]*\}[ \t]*\r?\n[ \t]*\{")),
    ("json", _has(r"^[\[{]")),
)
_XML = (
    ("cyclonedx_xml", _has(r"cyclonedx\.org/schema/bom|<(?:\w+:)?bom[\s>]")),
    ("grassmarlin", _has(r"<Fingerprint[\s>]", r"<(?:Header|Filter|Payload)[\s>]")),
    ("spdx", _has(r"spdx\.org/rdf|<spdx|SPDXID")),
    ("swid", _has(r"<(?:\w+:)?SoftwareIdentity[\s>]")),
    ("eforms", _has(r"urn:oasis:names:specification:ubl")),
    ("excel_xml", _has(r"urn:schemas-microsoft-com:office:spreadsheet")),
    ("html", _has(r"(?i)<(?:!doctype html|html|table|body)[\s>]")),
    ("xml", _has(r"^<")),
)
_TEXT = (
    ("spdx", _has(r"(?m)^(?:SPDXVersion|spdxVersion|SPDXID):")),
    ("registry", _has(r"^(?:Windows Registry Editor|REGEDIT4)")),
    ("snmp_walk", _has(r"(?m)\A(?:iso|SNMPv2-\w+::\w+)?[.\w]* = (?:Hex-)?[A-Z][\w-]+: ")),
    ("textproto", _has(r"(?m)^(?:spec_version|serial_number)\s*:\s*\"")),
    ("yaml", _has(r"\A(?:---\s*\n)?[a-z_]\w*: [^;,\t|\n]*\n[a-z_]\w*:[ \n]")),
)
_CONTROL = frozenset(range(32)) - {0, 9, 10, 12, 13, 27}
_CONTROL_SHARE = 0.02


def identify(head: bytes) -> str:
    """The catalogue name of what a file looks like that is not read, empty for text that may be a table."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if is_binary(head):
        return "binary"
    text = decoded_head(head)
    if not text:
        return "empty_file"
    table = _JSON if text[0] in "[{" else _XML if text[0] == "<" else _TEXT
    return next((name for name, fits in table if fits(text)), "")


def is_binary(head: bytes) -> bool:
    """Whether more than a fiftieth of the bytes are control characters that no text holds."""
    if bom_encoding(head) or not head:
        return False
    bad = sum(1 for byte in head if byte in _CONTROL)
    return bad + head.count(0) // 2 > len(head) * _CONTROL_SHARE


def is_text_table(head: bytes) -> bool:
    """Whether the bytes may be a text table: text that nothing else explains."""
    return not identify(head)


def refusal(head: bytes, file: str) -> InputError:
    """The error for a file that no reader takes."""
    name = identify(head) or "binary"
    key = f"ingest.{name}" if name == "empty_file" else f"ingest.foreign.{name}"
    return InputError(say(key), say(f"{key}.hint"), SourceRef(file))
