"""What a person at the terminal sees: which files were refused, what was left out, and words in one language."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from scanner.cli.exits import Exit
from scanner.cli.inspect_command import grouped, reason_lines, short
from scanner.cli.run import refusal_of_system
from scanner.i18n import catalogue_keys, translator
from scanner.model import Skipped, SourceRef, say

ROOT = Path(__file__).parents[2]
QUIET = {k: v for k, v in os.environ.items() if k not in {"KETENSCAN_LANG", "LANGUAGE"}}
TABLE = "Naam;Fabrikant\ncam-1;Hikvision\n"


def run(folder: Path, *words: str, width: str = "80") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, in ``folder``."""
    return subprocess.run(
        [sys.executable, "-m", "scanner", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**QUIET, "PYTHONPATH": str(ROOT), "COLUMNS": width, "NO_COLOR": "1"},
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a good file, a bad one and a link to it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "inv.csv").write_text(TABLE, "utf-8")
    (tmp_path / "in" / "leeg.csv").write_bytes(b"")
    (tmp_path / "link.csv").symlink_to(tmp_path / "in" / "leeg.csv")
    return tmp_path


@pytest.mark.parametrize("bad", ["in/leeg.csv", "./in/../in/leeg.csv", "link.csv"])
def test_a_refused_file_counts_as_named_however_it_is_spelled(folder: Path, bad: str) -> None:
    done = run(folder, "scan", "in/inv.csv", bad, "-o", "uit", "--format", "json")
    assert done.returncode == Exit.UNUSABLE
    said = done.stdout.splitlines()[:3]
    assert said[0] == "Niet gelezen: 1 van de 2 bestanden."
    assert said[1].endswith(".csv: Het bestand is leeg.")
    assert said[2].strip().startswith("Wat nu: ")


def test_a_folder_with_a_refused_file_is_said_and_is_no_failure(folder: Path) -> None:
    done = run(folder, "scan", "in", "-o", "uit", "--format", "json")
    assert done.returncode == Exit.CLEAN
    assert "leeg.csv: Het bestand is leeg." in done.stdout


def test_at_most_ten_refusals_and_a_count(tmp_path: Path) -> None:
    for i in range(13):
        (tmp_path / f"leeg{i:02}.csv").write_bytes(b"")
    done = run(tmp_path, "scan", ".", "-o", "uit", "--format", "json")
    assert done.returncode == Exit.UNUSABLE
    assert done.stdout.count("Het bestand is leeg.") == 10
    assert "en nog 3, zie het rapport" in done.stdout
    assert translator("nl")("report.ladder") not in done.stdout, "no empty tables where nothing was read"
    assert translator("nl")("cli.nothing_read") in done.stdout
    assert json.loads((tmp_path / "uit" / "scan.json").read_text("utf-8"))["coverage"]["files_refused"] == 13


def test_own_reports_are_never_scanned(folder: Path) -> None:
    every = [word for name in ("json", "xlsx", "html", "csv", "cyclonedx") for word in ("--format", name)]
    assert run(folder, "scan", "in/inv.csv", "-o", "in/uit", *every).returncode == Exit.CLEAN
    again = run(folder, "scan", "in/inv.csv", "in/uit", "-o", "in/uit", "--format", "json")
    assert (again.returncode, again.stderr.count("findings.csv")) == (Exit.CLEAN, 1)
    assert "ketenscan.xlsx" in next(line for line in again.stdout.splitlines() if line.startswith("Let op:"))
    found = json.loads((folder / "in" / "uit" / "scan.json").read_text("utf-8"))
    assert [d["file"] for d in found["documents"]] == ["inv.csv"]
    for name in ("findings.csv", "ketenscan.cdx.json"):
        (folder / "in" / "uit" / name).unlink()
    other = run(folder, "scan", "in/uit", "-o", "elders", "--format", "json")
    assert other.returncode == Exit.UNUSABLE
    assert other.stdout.count(translator("nl")("ingest.own_report")) == 3
    assert json.loads((folder / "elders" / "scan.json").read_text("utf-8"))["coverage"]["files_refused"] == 0


def test_the_order_of_the_files_changes_no_byte(folder: Path) -> None:
    (folder / "b.csv").write_text("Naam;Fabrikant\nplc;Siemens\n", "utf-8")
    for out, names in (("een", ("in/inv.csv", "b.csv")), ("twee", ("b.csv", "in/inv.csv"))):
        run(folder, "scan", *names, "-o", out, "--format", "json", "--date", "2026-11-23")
    assert (folder / "een" / "scan.json").read_bytes() == (folder / "twee" / "scan.json").read_bytes()


@pytest.mark.parametrize(("process", "said"), [("wateer", "waterkering"), ("gemaal", ""), ("qqqq", "onbekend proces")])
def test_an_unknown_process_is_said_once_with_what_is_near(folder: Path, process: str, said: str) -> None:
    done = run(folder, "scan", "in/inv.csv", "-o", "uit", "--format", "json", "--process", process)
    assert done.returncode == Exit.CLEAN
    assert len(done.stderr.splitlines()) == bool(said)
    assert said in done.stderr


def test_a_name_is_looked_up_in_an_sbom_by_its_party(tmp_path: Path) -> None:
    part = {"type": "library", "name": "x", "supplier": {"name": "Hikvision"}}
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [part, {"type": "library", "name": "y"}]}
    (tmp_path / "b.json").write_text(json.dumps(bom), "utf-8")
    lines = [json.loads(line) for line in run(tmp_path, "resolve", "b.json").stdout.splitlines()]
    assert [(line["row"], line["raw_vendor"], line["entity_id"]) for line in lines] == [
        (1, "Hikvision", "hikvision"),
        (2, "", ""),
    ]
    (tmp_path / "s.json").write_text('{"spdxVersion": "SPDX-2.3"}', "utf-8")
    refused = run(tmp_path, "resolve", "s.json")
    assert (refused.returncode, refused.stdout) == (Exit.UNUSABLE, "")
    assert "SPDX" in refused.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT that one process can send another")
def test_ctrl_c_ends_a_scan_with_its_own_code(tmp_path: Path) -> None:
    rows = "".join(f"a{i};Maker {i}\n" for i in range(100_000))
    (tmp_path / "groot.csv").write_text("Naam;Fabrikant\n" + rows, "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "scanner", "scan", "groot.csv", "-o", "uit"],
        cwd=tmp_path,
        env={**QUIET, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A shell makes its background jobs ignore Ctrl-C, and whoever they start inherits that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - the child has one thread
    ) as process:
        time.sleep(3)
        assert process.poll() is None, "still running when it is interrupted"
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == Exit.INTERRUPTED == 130
    assert said.strip() == "Gestopt."
    assert not (tmp_path / "uit").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("scan", "x", "-o", "y", "--format", "foo"), "'foo' kan hier niet. Kies uit: 'json'"),
        (("scan", "x", "--strct"), "Bedoelt u '--strict'?"),
        (("scan", "x", "-o"), "heeft een waarde nodig"),
        (("resolve", "x", "y"), "Dit argument is te veel: y."),
        (("scan",), "'BESTANDEN...'"),
        (("scn",), "ketenscan [OPTIES] OPDRACHT [ARGUMENTEN]..."),
    ],
)
def test_what_click_says_is_dutch(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    done = run(tmp_path, *words)
    assert done.returncode == Exit.USAGE
    assert said in done.stderr


def test_help_has_no_english_words() -> None:
    shown = run(ROOT, "scan", "--help").stdout
    assert "[verplicht]" in shown
    assert not {"[OPTIONS]", "[required]", "TEXT", "DIRECTORY", "FILE"} & set(shown.split())


@pytest.mark.parametrize(
    ("number", "why", "hint"),
    [
        (errno.ENOENT, "bestaat niet", "Controleer"),
        (errno.EACCES, "mag hier niet", "rechten"),
        (errno.EROFS, "mag hier niet", "andere map"),
        (errno.ENOSPC, "geen ruimte", "Maak ruimte vrij"),
        (errno.ENOTDIR, "geen map", "map"),
        (errno.EISDIR, "geen bestand", "Hernoem"),
        (errno.ENAMETOOLONG, "te lang", "kortere"),
        (errno.EIO, "EIO", "systeembeheerder"),
    ],
)
def test_what_the_system_refuses_is_said_in_our_words(number: int, why: str, hint: str) -> None:
    t = translator("nl")
    fault = refusal_of_system(OSError(number, os.strerror(number), "uit/scan.json"))
    assert why in t(fault.reason)
    assert "uit/scan.json" in t(fault.reason)
    assert hint in t(fault.hint)
    assert os.strerror(number) not in t(fault.reason)


def test_a_folder_in_the_place_of_a_report(folder: Path) -> None:
    (folder / "uit" / "scan.json").mkdir(parents=True)
    done = run(folder, "scan", "in/inv.csv", "-o", "uit", "--format", "json")
    assert done.returncode == Exit.UNUSABLE
    assert "dit is een map, geen bestand" in done.stderr


def test_inspect_groups_equal_reasons_and_keeps_names_whole(tmp_path: Path) -> None:
    hosts = "".join(
        f'<host><status state="down"/><address addr="10.0.0.{i}" addrtype="ipv4"/></host>' for i in range(9)
    )
    name = "netwerkscan-van-het-gemaal-2026.xml"
    (tmp_path / name).write_text(f'<?xml version="1.0"?><nmaprun scanner="nmap">{hosts}</nmaprun>', "utf-8")
    (tmp_path / "inv.csv").write_text("Fabrikant;Naam\nMoxa;a\n", "utf-8")
    shown = run(tmp_path, "inspect", ".").stdout
    assert sum(line.startswith(name + " ") for line in shown.splitlines()) == 1
    flat = " ".join(shown.split())
    assert "Geen apparaat: 9 x: Op dit adres gaf niets antwoord" in flat
    assert flat.count("Eerste plaats:") == 1
    assert "Overgeslagen:" not in flat
    assert "Kolommen: Fabrikant → fabrikant, Naam → naam" in flat


def test_what_is_lost_comes_before_what_is_no_asset() -> None:
    t = translator("nl")
    total = [
        Skipped(SourceRef("a", row=i), say("ingest.total_row"), say("ingest.total_row.hint"), lost=False)
        for i in (1, 3)
    ]
    bad = Skipped(SourceRef("a", row=2), say("ingest.nul_bytes"), say("ingest.nul_bytes.hint"))
    groups = grouped([*total, bad], t)
    assert [[s.where.row for s in same] for same in groups] == [[2], [1, 3]]
    assert reason_lines(groups[0], t)[1].strip() == "Plaats: a, rij 2"
    assert reason_lines(groups[1], t)[0].startswith("Geen apparaat: 2 x: ")


@pytest.mark.parametrize(("name", "shown"), [("kort.csv", "kort.csv"), ("map/" * 12 + "a.csv", "…p/map/map/a.csv")])
def test_a_long_name_is_cut_at_the_left(name: str, shown: str) -> None:
    assert short(name, 16) == shown


def test_every_field_has_a_name_in_both_languages() -> None:
    fields = yaml.safe_load((ROOT / "scanner" / "ingest" / "columns.yaml").read_text("utf-8"))["fields"]
    for language in ("nl", "en"):
        assert {f"cli.field.{name}" for name in fields} <= catalogue_keys("cli", language).keys()
