"""``ketenscan demo``: a complete scan of the bundled sample, an imaginary water board."""

from __future__ import annotations

from pathlib import Path

import click

from scanner.cli.group import Face, lang_option
from scanner.cli.scan_command import DEFAULT_FORMATS, exit_code, show, today, write_reports
from scanner.errors import UsageError
from scanner.model import say

PACKAGED = Path(__file__).parents[1] / "_samples"
IN_REPOSITORY = Path(__file__).parents[2] / "sboms"
# What the imaginary water board hands in: its inventory, a list of a second site, a network scan of a pumping station,
# and the SBOM that the inventory refers to.
INPUTS = (
    "waterschap/inventaris.xlsx",
    "waterschap/leverancierslijst.csv",
    "waterschap/nmap-gemaal.xml",
    "node-red-ot-gateway.npm.cdx.json",
)


def samples() -> Path:
    """The folder with the bundled samples.

    Raises:
        UsageError: the installation is incomplete.
    """
    for folder in (PACKAGED, IN_REPOSITORY):
        if folder.is_dir():
            return folder
    raise UsageError(say("cli.no_samples"), say("cli.no_samples_hint"))


@click.command("demo", help="cli.demo")
@click.option("-o", "--out", default="ketenscan-demo", type=click.Path(file_okay=False, path_type=Path), help="cli.out")
@click.option("--date", "scan_date", default="", help="cli.date")
@click.pass_obj
def demo(face: Face, /, out: Path, scan_date: str) -> int:
    """Scan the sample to a report that opens."""
    from scanner.cli.show import Bars  # noqa: PLC0415 - rich is not needed for --help
    from scanner.ingest import collect  # noqa: PLC0415 - nor is a scan
    from scanner.options import ScanOptions  # noqa: PLC0415
    from scanner.scanning import scan  # noqa: PLC0415

    folder = samples()
    inputs = collect([folder / name for name in INPUTS])
    with Bars(face.t) as bars:
        result = scan(inputs, ScanOptions(scan_date=scan_date or today()), progress=bars)
        bars.stage("stage.report", len(DEFAULT_FORMATS))
        written = write_reports(result, out, DEFAULT_FORMATS, face, bars.advance)
    show(result, written, face)
    return exit_code(result, None, set(), face)


lang_option(demo)
