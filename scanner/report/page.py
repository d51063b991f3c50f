"""``ketenscan.html``: one page that needs nothing else, not even JavaScript."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache

import jinja2
from markupsafe import Markup

from scanner.i18n import Translator
from scanner.model import Outcome, ScanResult
from scanner.report.build import build
from scanner.report.clean import shorten
from scanner.report.drawing import bar
from scanner.report.html_view import MOST_CHARS, FindingView, finding_view
from scanner.report.lookup import Lookup
from scanner.report.palette import SHADES
from scanner.report.rows import Level, Report
from scanner.report.summary_sheet import METHOD

MOST_FINDINGS = 500
MOST_LIST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Group:
    """The findings on one step of the ladder that the page shows."""

    level: Level
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """An open question and how many findings wait for its answer."""

    question: str
    text: str
    findings: int


class HtmlWriter:
    """Writes the page; ``most_findings`` is how many it shows in full, the rest is counted."""

    name = "html"
    filename = "ketenscan.html"

    def __init__(self, most_findings: int = MOST_FINDINGS) -> None:
        self._most = most_findings

    def write(self, result: ScanResult, t: Translator) -> bytes:
        """UTF-8 HTML with its style and script inside, allowed by their hashes in the Content-Security-Policy."""
        report = build(result, t)
        lookup = Lookup(result, t)
        style = _asset("report.css") + "".join(_shade(outcome) for outcome in Outcome)
        script = _asset("report.js")
        asked = _asked(report)
        page = (
            _environment()
            .get_template("report.html.j2")
            .render(
                t=t,
                report=report,
                groups=_groups(report, lookup, self._most),
                cut=_cut(report, t, self._most),
                bars=[bar(level.findings, max(level.findings for level in report.ladder)) for level in report.ladder],
                asked=asked[:MOST_LIST_ROWS],
                asked_cut=_list_cut(len(asked), t),
                skipped=[
                    [shorten(cell, MOST_CHARS) for cell in (s.kind, s.place, s.reason, s.hint)] for s in report.skipped
                ][:MOST_LIST_ROWS],
                skipped_cut=_list_cut(len(report.skipped), t),
                method=METHOD,
                style=Markup(style),  # noqa: S704 - our own file
                script=Markup(script),  # noqa: S704 - our own file
                policy=_policy(style, script),
            )
        )
        return page.encode("utf-8")


def _groups(report: Report, lookup: Lookup, most: int) -> list[Group]:
    views = [finding_view(row, number, lookup) for number, row in enumerate(report.findings[:most], start=1)]
    groups = []
    for level in report.ladder:
        mine = tuple(view for view in views if view.row.finding.outcome is level.outcome)
        if mine:
            groups.append(Group(level, mine))
    return groups


def _cut(report: Report, t: Translator, most: int) -> str:
    total = len(report.findings)
    if total <= most:
        return ""
    return t("report.cut.findings", shown=t.number(most), total=t.number(total), rest=t.number(total - most))


def _list_cut(total: int, t: Translator) -> str:
    if total <= MOST_LIST_ROWS:
        return ""
    return t("report.cut.list", shown=t.number(MOST_LIST_ROWS), total=t.number(total))


def _asked(report: Report) -> list[Asked]:
    """Each question once, in the order of the worst finding that waits for it."""
    counts = Counter((row.question, row.text) for row in report.questions)
    return [Asked(question, shorten(text, MOST_CHARS), count) for (question, text), count in counts.items()]


def _policy(style: str, script: str) -> str:
    """Nothing may load; only this very style and script may apply (W3C Content Security Policy Level 3)."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _shade(outcome: Outcome) -> str:
    shade = SHADES[outcome]
    return f".l-{outcome}{{background:{shade.paper};color:{shade.ink};fill:{shade.paper}}}"


@cache
def _environment() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.PackageLoader("scanner.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _asset(name: str) -> str:
    loader = _environment().loader
    if loader is None:  # pragma: no cover - the line above sets one
        raise FileNotFoundError(name)
    return loader.get_source(_environment(), name)[0]
