"""The commands as a user runs them: a real process, real files, exit codes, sentences in both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scanner.cli.exits import Exit
from scanner.i18n import translator

ROOT = Path(__file__).parents[2]
TABLE = """Naam;Fabrikant;Functie;Proces;Purdue-niveau
cam-1;Hikvision;camera;gemaal;2
plc-1;Siemens;plc;gemaal;1
x;onbekend;;;
"""


def run(
    *words: str | Path, cwd: Path | None = None, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    command = [sys.executable, "-m", "scanner", *map(str, words)]
    quiet = {k: v for k, v in os.environ.items() if k not in {"KETENSCAN_LANG", "LANGUAGE"}}
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=cwd or ROOT,
        env={**quiet, **(env or {})},
        check=False,
        encoding="utf-8",
    )


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A small inventory."""
    path = tmp_path / "inventaris.csv"
    path.write_text(TABLE, "utf-8")
    return path


def test_scan_writes_every_report_and_says_where(table: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit"
    formats = [word for name in ("json", "xlsx", "html", "csv", "cyclonedx") for word in ("--format", name)]
    done = run("scan", table, "-o", out, *formats)
    assert (done.returncode, done.stderr) == (Exit.CLEAN, "")
    names = {path.name for path in out.iterdir()}
    assert names == {"scan.json", "ketenscan.xlsx", "ketenscan.html", "findings.csv", "ketenscan.cdx.json"}
    assert all(path.stat().st_size for path in out.iterdir())
    assert "ketenscan.html" in done.stdout


def test_the_same_input_gives_the_same_bytes(table: Path, tmp_path: Path) -> None:
    outs = [tmp_path / "a", tmp_path / "b"]
    for seed, out in zip("12", outs, strict=True):
        done = run("scan", table, "-o", out, "--date", "2026-11-23", env={"PYTHONHASHSEED": seed})
        assert done.returncode == Exit.CLEAN, done.stderr
    for name in ("scan.json", "ketenscan.xlsx", "ketenscan.html"):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes()


@pytest.mark.parametrize(
    ("level", "code"),
    [("unknown_origin", Exit.FINDINGS), ("candidate_open", Exit.CLEAN), ("exclusion_candidate", Exit.CLEAN)],
)
def test_fail_on_counts_findings_at_or_above_a_level(tmp_path: Path, level: str, code: Exit) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Naam,Fabrikant\nx,onbekend\ny,Siemens\n")
    done = run("scan", path, "-o", tmp_path / "o", "--format", "json", "--fail-on", level)
    assert done.returncode == code
    assert bool(done.stderr) is (code is Exit.FINDINGS)


def test_a_broken_file_is_reported_and_the_others_go_on(table: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.json"
    broken.write_text('{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [')
    out = tmp_path / "o"
    done = run("scan", table, broken, "-o", out, "--format", "json")
    assert done.returncode == Exit.UNUSABLE
    result = json.loads((out / "scan.json").read_text("utf-8"))
    assert result["coverage"]["files_refused"] == 1
    assert result["coverage"]["assets"] == 3


def test_a_broken_file_in_a_folder_is_reported_only(table: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg.csv").write_bytes(b"")
    done = run("scan", table.parent, "-o", tmp_path / "o", "--format", "json")
    assert done.returncode == Exit.CLEAN
    assert json.loads((tmp_path / "o" / "scan.json").read_text("utf-8"))["coverage"]["files_refused"] == 1


def test_strict_stops_at_the_first_loss(tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    path.write_bytes(b"")
    done = run("scan", path, "-o", tmp_path / "o", "--strict")
    assert done.returncode == Exit.UNUSABLE
    assert not (tmp_path / "o").exists()
    assert "leeg.csv" in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["scan"], Exit.USAGE, "Er ontbreekt een argument"),
        (["scan", "bestaat-niet.csv", "-o", "x"], Exit.USAGE, "bestaat-niet.csv"),
        (["scan", "README.md", "-o", "x", "--date", "23-11-2026"], Exit.USAGE, "23-11-2026"),
        (["onzin"], Exit.USAGE, "onzin"),
        (["resolve"], Exit.USAGE, "--explain"),
        (["scan", "README.md", "-o", "x", "--policy", "bestaat-niet.yaml"], Exit.UNUSABLE, "bestaat-niet.yaml"),
        (["scan", "README.md", "-o", "x", "--data", "docs"], Exit.UNUSABLE, "vendor_registry.csv"),
    ],
)
def test_a_wrong_call_gets_a_sentence_and_a_code(words: list[str], code: Exit, said: str, tmp_path: Path) -> None:
    done = run(*[str(ROOT / w) if w in {"README.md", "docs"} else w for w in words], cwd=tmp_path)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_written_gets_a_sentence(table: Path, tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("een bestand")
    done = run("scan", table, "-o", tmp_path / "bezet" / "uit")
    assert done.returncode == Exit.UNUSABLE
    assert "bezet" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_speaks_both_languages() -> None:
    dutch, english = run("scan", "--help"), run("scan", "--help", "--lang", "en")
    assert "Gebruik:" in dutch.stdout
    assert translator("nl")("cli.date") in " ".join(dutch.stdout.split()).replace("jjjj- mm-dd", "jjjj-mm-dd")
    assert "Usage:" in english.stdout
    assert "Gebruik" not in english.stdout
    assert run("--help", env={"KETENSCAN_LANG": "en"}).stdout == run("--lang=en", "--help").stdout


def test_the_report_follows_the_language(table: Path, tmp_path: Path) -> None:
    run("scan", table, "-o", tmp_path / "en", "--format", "html", "--lang", "en")
    assert '<html lang="en"' in (tmp_path / "en" / "ketenscan.html").read_text("utf-8")


def test_demo_ends_in_a_report_that_knows_the_water_board(tmp_path: Path) -> None:
    done = run("demo", "-o", tmp_path / "d", "--date", "2026-11-23", cwd=tmp_path)
    assert done.returncode == Exit.CLEAN, done.stderr
    result = json.loads((tmp_path / "d" / "scan.json").read_text("utf-8"))
    assert result["coverage"]["assets"] > 140
    assert (tmp_path / "d" / "ketenscan.html").stat().st_size > 20_000


def test_inspect_tells_what_was_read_and_what_not(table: Path, tmp_path: Path) -> None:
    empty = tmp_path / "leeg.csv"
    empty.write_bytes(b"")
    shown = run("inspect", table)
    assert shown.returncode == Exit.CLEAN
    assert "Fabrikant → fabrikant" in " ".join(shown.stdout.split())
    done = run("inspect", table, empty, "--json")
    assert done.returncode == Exit.UNUSABLE
    good, bad = json.loads(done.stdout)
    assert (good["records"], good["items"], good["refused"]) == (3, 3, False)
    assert good["columns"]["manufacturer"] == "Fabrikant"
    assert good["fields"]["manufacturer"] == 3
    assert bad["refused"]
    assert bad["skipped"][0]["hint"]


def test_inspect_says_that_silence_about_edges_is_not_their_absence(tmp_path: Path) -> None:
    bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"type": "library", "name": n} for n in "ab"]}
    path = tmp_path / "b.json"
    path.write_text(json.dumps(bom))
    assert translator("nl")("cli.inspect.no_edges")[:40] in " ".join(run("inspect", path).stdout.split())


def test_resolve_gives_one_line_a_row_in_order(tmp_path: Path) -> None:
    names = ["Hikvision", "Simens", "onbekend", "Siemens / Hikvision", "", "Foobar"]
    path = tmp_path / "namen.txt"
    path.write_text("\n".join(names) + "\n", "utf-8")
    lines = [json.loads(line) for line in run("resolve", path).stdout.splitlines()]
    assert [line["raw_vendor"] for line in lines] == names
    assert [line["row"] for line in lines] == [1, 2, 3, 4, 5, 6]
    assert [line["decision"] for line in lines] == ["matched", "review", "unknown", "matched", "unknown", "unknown"]
    assert [line["linked"] for line in lines] == ["yes", "unknown", "unknown", "yes", "unknown", "unknown"]
    assert lines[0]["entity_id"] == lines[3]["entity_id"] == "hikvision"
    assert lines[3]["others"] == ["siemens"]
    assert lines[0]["country"] == "CN"
    assert lines[0]["reasons"]


def test_resolve_finds_the_vendor_column_or_takes_the_named_one(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("nr;Fabrikant;extra\n1;Moxa;Huawei\n2;;ZTE\n", "utf-8")
    found = [json.loads(line) for line in run("resolve", path).stdout.splitlines()]
    assert [line["raw_vendor"] for line in found] == ["Moxa", ""]
    named = [json.loads(line) for line in run("resolve", path, "--column", "extra").stdout.splitlines()]
    assert [line["raw_vendor"] for line in named] == ["Huawei", "ZTE"]
    wrong = run("resolve", path, "--column", "merk")
    assert wrong.returncode == Exit.UNUSABLE
    assert "Fabrikant" in wrong.stderr


def test_resolve_explains_one_name() -> None:
    told = json.loads(run("resolve", "--explain", "HIKVISION (via Bosch installateur)").stdout)
    assert told["entity_id"] == "hikvision"
    assert told["questions"]["Q1a"]["because"]


def test_a_fault_of_ours_is_called_one(table: Path, tmp_path: Path) -> None:
    """A terminal that goes away mid-sentence is the nearest thing to a fault that can be had from outside."""
    script = (
        "import scanner.scanning as s; s.scan = None\nfrom scanner.cli import main\nmain(['scan', r'%s', '-o', r'%s'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script % (table, tmp_path / "o")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "KETENSCAN_DEBUG": "1"},
    )
    assert done.returncode == Exit.FAULT
    assert "TypeError" in done.stderr
    assert "Traceback" in done.stderr
