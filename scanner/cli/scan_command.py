"""``ketenscan scan``: files in, reports out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import click

from scanner.cli.exits import Exit
from scanner.cli.group import Face, lang_option
from scanner.collector import collector_paused
from scanner.model import Outcome, ScanResult

FORMATS = ("json", "xlsx", "html", "csv", "cyclonedx")
DEFAULT_FORMATS = ("json", "xlsx", "html")
LEVELS = tuple(str(level) for level in Outcome)[1:]


class Given(TypedDict):
    """The options of the command, as click hands them over."""

    out: Path
    formats: tuple[str, ...]
    policy: Path | None
    data: Path | None
    scan_date: str
    process: str
    fail_on: str | None
    strict: bool


@click.command("scan", help="cli.scan")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("-o", "--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="cli.out")
@click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), default=DEFAULT_FORMATS,
    help="cli.format|" + ", ".join(FORMATS),
)  # fmt: skip
@click.option("--policy", type=click.Path(dir_okay=False, path_type=Path), help="cli.policy")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="cli.data")
@click.option("--date", "scan_date", default="", help="cli.date")
@click.option("--process", default="", help="cli.process")
@click.option("--fail-on", type=click.Choice(LEVELS), help="cli.fail_on|" + ", ".join(LEVELS))
@click.option("--strict", is_flag=True, help="cli.strict")
@click.pass_obj
def scan(face: Face, /, files: tuple[Path, ...], **given: Unpack[Given]) -> int:
    """Scan and write the reports; exit 1 by ``--fail-on``, 3 where a named file could not be read."""
    from scanner.cli.left_out import unknown_process, without_reports  # noqa: PLC0415 - nor are the readers for --help
    from scanner.cli.show import Bars  # noqa: PLC0415 - rich is not needed for --help
    from scanner.ingest import collect  # noqa: PLC0415 - nor is a scan
    from scanner.options import ScanOptions  # noqa: PLC0415
    from scanner.reference import load, load_policy  # noqa: PLC0415
    from scanner.scanning import scan as run_scan  # noqa: PLC0415

    options = ScanOptions(
        scan_date=given["scan_date"] or today(),
        default_process=given["process"],
        strict=given["strict"],
    )
    known, policy = load(given["data"])
    if given["policy"]:
        policy = load_policy(given["policy"], known)
    if notice := unknown_process(given["process"], known, policy, face.t):
        click.echo(notice, err=True)
    named = {path.resolve() for path in files}
    inputs, own = without_reports(collect(files), given["out"], named)
    if own:
        click.echo(face.t("cli.own_reports", names=", ".join(own)), err=True)
    with Bars(face.t) as bars:
        result = run_scan(inputs, options, facts=(known, policy), progress=bars)
        bars.stage("stage.report", len(given["formats"]))
        written = write_reports(result, given["out"], given["formats"], face, bars.advance)
    show(result, written, face)
    return exit_code(result, given["fail_on"], {file.name for file in inputs if file.path in named}, face)


def today() -> str:
    """Today's date, ISO: the only place where the clock is read."""
    return dt.datetime.now(tz=dt.UTC).date().isoformat()


def write_reports(
    result: ScanResult, out: Path, formats: Sequence[str], face: Face, done: Callable[[], None] = lambda: None
) -> list[Path]:
    """Write each report whole or not at all (to a neighbour, then renamed); gives the paths."""
    from scanner.report import writer  # noqa: PLC0415 - writers bring libraries of their own

    out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in dict.fromkeys(formats):
        report = writer(name)
        target = out / report.filename
        partial = target.with_name(target.name + ".part")
        with collector_paused():
            partial.write_bytes(report.write(result, face.t))
        partial.replace(target)
        written.append(target)
        done()
    return written


def show(result: ScanResult, written: Sequence[Path], face: Face) -> None:
    """On standard output: what was not read, the summary, where the reports are. Nothing read gives no summary."""
    from rich.console import Console  # noqa: PLC0415 - not needed for --help

    from scanner.cli.left_out import is_nothing, older_reports, refusals  # noqa: PLC0415 - idem
    from scanner.report.console import render  # noqa: PLC0415 - idem

    console = Console(soft_wrap=False)
    for line in refusals(result, face.t):
        click.echo(line)
    if not is_nothing(result):
        console.print(render(result, face.t, console.width))
    if written:
        click.echo(face.t("cli.reports", folder=str(written[0].parent)))
        for path in written:
            click.echo(f"  {path.name}")
    if older := older_reports(written):
        click.echo(face.t("cli.older_reports", names=", ".join(older)))
    for path in written:
        if path.suffix == ".html":
            click.echo(face.t("cli.open_hint", file=str(path)))


def exit_code(result: ScanResult, fail_on: str | None, named: set[str], face: Face) -> int:
    """1 for findings at or above ``fail_on``, else 3 when a file that was named could not be used, else 0."""
    from scanner.cli.left_out import is_nothing  # noqa: PLC0415 - not needed for --help

    if fail_on:
        level = Outcome(fail_on)
        count = sum(finding.outcome.rank >= level.rank for finding in result.findings)
        if count:
            click.echo(face.t("cli.failed_on", count=count, level=face.t(f"outcome.{level}")), err=True)
            return Exit.FINDINGS
    refused = {d.file for d in result.documents if any(s.whole_file for s in d.skipped)}
    return Exit.UNUSABLE if is_nothing(result) or refused & named else Exit.CLEAN


lang_option(scan)
