"""What may stand in a cell of a reference table. Each check gives the key of the problem, or "" when all is well."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable

Check = Callable[[str], str]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_ID = re.compile(r"[a-z0-9][a-z0-9._-]*")
_COUNTRY = re.compile(r"[A-Z]{2}")
_PERCENT = re.compile(r"\d{1,3}(\.\d+)?")
_FULL = 100.0


def date(value: str) -> str:
    """A year, a month or a day as ISO 8601 writes it, or nothing."""
    if not value:
        return ""
    found = _DATE.fullmatch(value)
    if not found:
        return "bad_date"
    year, month, day = int(found[1]), int(found[2] or 1), int(found[3] or 1)
    sound = year and 1 <= month <= len(calendar.month_name) - 1 and 1 <= day <= calendar.monthrange(year, month)[1]
    return "" if sound else "bad_date"


def identifier(value: str) -> str:
    """Lower-case letters, digits, hyphen, point or underscore: fit for a file name, a URL and a graph node."""
    return "" if _ID.fullmatch(value) else "bad_id"


def country(value: str) -> str:
    """The form of an ISO 3166-1 alpha-2 code; whether it exists is asked of the country profiles."""
    return "" if _COUNTRY.fullmatch(value) else "bad_country"


def percent(value: str) -> str:
    """A share from 0 to 100 with a decimal point, or nothing."""
    if not value:
        return ""
    if not _PERCENT.fullmatch(value):
        return "bad_percent"
    return "" if float(value) <= _FULL else "percent_out_of_range"


def source(value: str) -> str:
    """A citation, one web address, or nothing; a web address stands alone so that it can be followed."""
    return "bad_source" if value.startswith(("http://", "https://")) and any(c.isspace() for c in value) else ""


def filled(value: str) -> str:
    """Anything but nothing."""
    return "" if value else "empty_cell"


def one_of(allowed: Iterable[str]) -> Check:
    """A check that passes only the values given."""
    values = frozenset(allowed)

    def check(value: str) -> str:
        return "" if value in values else "not_allowed"

    check.allowed = ", ".join(sorted(values))  # type: ignore[attr-defined]
    return check


def list_of(allowed: Iterable[str]) -> Check:
    """A check that passes a list of the values given, separated by semicolons and not empty."""
    values = frozenset(allowed)

    def check(value: str) -> str:
        return "" if value and all(part in values for part in value.split(";")) else "not_allowed"

    check.allowed = ", ".join(sorted(values))  # type: ignore[attr-defined]
    return check


def parts(value: str) -> tuple[str, ...]:
    """The parts of a cell that holds a list separated by semicolons."""
    return tuple(part.strip() for part in value.split(";") if part.strip())
