"""Text of strangers made safe to show: nothing invisible, nothing that turns the line around, nothing that runs."""

from __future__ import annotations

import re

# Control characters but tab and line feed; lone surrogates; bidirectional marks and overrides, which can make a name
# read as another (Unicode Technical Report 36, section 3.4). Joiners stay: emoji and Persian need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def visible(text: str) -> str:
    """``text`` with each unseen character replaced by its code point in brackets, such as ``[U+202E]``."""
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text.replace("\r\n", "\n"))


def inert(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: a quote goes before ``= + - @``, tab and line ends.

    Source: OWASP, "CSV Injection". A cell that starts with spaces and then such a character gets the quote too.
    """
    return "'" + cell if cell.lstrip(" ").startswith(_FORMULA_STARTS) else cell


def shorten(text: str, length: int, mark: str = "…") -> str:
    """``text`` cut to ``length`` characters, with ``mark`` at the end where something was cut."""
    return text if len(text) <= length else text[: max(0, length - len(mark))] + mark
