"""Dutch first, English second: turns a ``Text`` of the core into a sentence.

Catalogues are gettext files, one domain per stage so that each stays small; message ids are stable keys and both
languages have a catalogue (a missing key is a fault that the tests find). Numbers and dates follow the language
(Unicode CLDR through Babel).
"""

from __future__ import annotations

import datetime as dt
import gettext
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from scanner.model import SourceRef, Text

LOCALE_DIR = Path(__file__).parent / "locale"
LANGUAGES = ("nl", "en")
DOMAINS = ("model", "ingest", "reference", "resolve", "assess", "report", "cli")


class Translator:
    """Says things in one language. Call it with a ``Text`` or with a key and its values."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._patterns: dict[str, str] = {}
        for domain in DOMAINS:
            self._patterns |= catalogue_keys(domain, language)

    def __call__(self, text: Text | str, **params: object) -> str:
        """The sentence; a key that no catalogue has comes back as it is, so that nothing is ever lost."""
        if isinstance(text, Text):
            params = {name: self(v) if isinstance(v, Text) else v for name, v in text.params}
            text = text.key
        pattern = self.pattern(text)
        # A key without an entry may come from anywhere (a scan file of a stranger): it is no pattern to fill in.
        return pattern.format_map(_Lenient(params)) if params and pattern is not text else pattern

    def pattern(self, key: str) -> str:
        """The catalogue entry of ``key`` with its placeholders still in it."""
        return self._patterns.get(key, key)

    def place(self, where: SourceRef) -> str:
        """A place in an input as people say it: ``assets.xlsx, blad Systemen, rij 13, kolom Merk``."""
        named = ((name, getattr(where, name)) for name in ("pointer", "sheet", "row", "column"))
        return ", ".join([where.file, *(self(f"place.{name}", value=value) for name, value in named if value)])

    def number(self, value: float) -> str:
        """A number with the separators of the language."""
        from babel.numbers import format_decimal  # noqa: PLC0415 - Babel's data is needed by reports only

        return format_decimal(value, locale=self.language)

    def percent(self, share: float) -> str:
        """A share of 1 as whole percents."""
        from babel.numbers import format_percent  # noqa: PLC0415 - idem

        return format_percent(share, format="0%", locale=self.language)

    def date(self, iso: str) -> str:
        """An ISO date (``YYYY-MM-DD``) written out; anything else comes back as it is."""
        from babel.dates import format_date  # noqa: PLC0415 - idem

        try:
            return format_date(dt.date.fromisoformat(iso), format="long", locale=self.language)
        except ValueError:
            return iso


class _Lenient(dict[str, object]):
    """A missing value shows its name instead of stopping a report."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


@cache
def translator(language: str) -> Translator:
    """The translator for ``nl`` or ``en``.

    Raises:
        FileNotFoundError: the catalogues were not compiled (``python tools/catalogues.py``).
    """
    return Translator(language)


def catalogue_keys(domain: str, language: str) -> Mapping[str, str]:
    """All keys of one catalogue with their patterns (for the documentation and the tests)."""
    loaded = gettext.translation(domain, LOCALE_DIR, [language])
    return {k: v for k, v in loaded._catalog.items() if k}  # type: ignore[attr-defined]  # noqa: SLF001
