"""The summary that a terminal shows. The only place that knows rich; the command line prints what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from scanner.i18n import Translator
from scanner.model import Outcome, ScanResult
from scanner.report.build import build
from scanner.report.clean import shorten
from scanner.report.lookup import Lookup
from scanner.report.rows import Report

WORST = 10
_TITLE_CHARS = 120
_WHY_CHARS = 240
_STYLES = {
    Outcome.EXCLUSION_CANDIDATE: "bold white on red",
    Outcome.CANDIDATE_OPEN: "bold red",
    Outcome.MITIGATE: "bold yellow",
    Outcome.RAISED_RISK: "yellow",
    Outcome.LINKED: "cyan",
    Outcome.UNKNOWN_ORIGIN: "magenta",
    Outcome.NO_SUPPLIER: "blue",
    Outcome.NO_INDICATION: "green",
}


def render(result: ScanResult, t: Translator, width: int, reports: Sequence[str] = ()) -> RenderableType:
    """Coverage, ladder, the ten worst findings and where the ``reports`` are, at most ``width`` columns wide.

    Colour is decoration only and follows the console that prints it (``NO_COLOR`` is rich's own).
    """
    report = build(result, t)
    return Constrain(Group(*_parts(report, Lookup(result, t), reports)), width)


def _parts(report: Report, lookup: Lookup, reports: Sequence[str]) -> Iterator[RenderableType]:
    t = lookup.t
    yield Rule(t("report.coverage"), align="left", style="dim")
    for sentence in report.headline:
        yield Styled(sentence, style="bold")
    yield _coverage(report)
    yield Rule(t("report.ladder"), align="left", style="dim")
    yield _ladder(report, t)
    yield from _worst(report, lookup)
    if reports:
        yield Rule(t("report.console.reports"), align="left", style="dim")
        for place in reports:
            yield Styled(place)
    yield Styled(t("report.method.decide"), style="dim")


def _coverage(report: Report) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(ratio=1)
    table.add_column(justify="right")
    for line in report.coverage:
        style = "yellow" if line.gap else ""
        table.add_row(Styled(("! " if line.gap else "  ") + line.label, style=style), Styled(line.shown, style=style))
    return table


def _ladder(report: Report, t: Translator) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column(t("report.column.level"))
    table.add_column(t("report.column.count"), justify="right")
    table.add_column(t("report.column.items"), justify="right")
    for level in report.ladder:
        style = _STYLES[level.outcome] if level.findings else "dim"
        table.add_row(Styled(level.label, style=style), t.number(level.findings), t.number(level.items))
    return table


def _worst(report: Report, lookup: Lookup) -> Iterator[RenderableType]:
    """The findings that ask for action first; names of strangers are plain text, never markup."""
    worst = [row for row in report.findings if row.finding.outcome.rank > Outcome.NO_SUPPLIER.rank][:WORST]
    if not worst:
        return
    yield Rule(lookup.counted("report.console.worst", len(worst)), align="left", style="dim")
    for row in worst:
        title = Styled(_line(row.title, _TITLE_CHARS), style="bold")
        title.append(f"  {row.level}", style=_STYLES[row.finding.outcome])
        yield title
        yield Padding(Styled(_line(row.why, _WHY_CHARS), style="dim"), (0, 0, 0, 2))


def _line(text: str, length: int) -> str:
    return shorten(" ".join(text.split()), length)
