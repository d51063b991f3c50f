"""What people install: the wheel is the same whoever builds it, holds all it needs, and works far from the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow
HELD = (
    "scanner/_data/vendor_registry.csv",
    "scanner/_data/country_profiles.yaml",
    "scanner/_data/policy.yaml",
    "scanner/_samples/waterschap/inventaris.xlsx",
    "scanner/_samples/node-red-ot-gateway.npm.cdx.json",
    "scanner/ingest/columns.yaml",
    "scanner/locale/en/LC_MESSAGES/cli.mo",
    "scanner/locale/nl/LC_MESSAGES/click.mo",
    "scanner/py.typed",
    "scanner/report/templates/report.html.j2",
    "scanner/report/templates/report.css",
)


def run(command: list[str | Path], folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with nothing in its environment that leads back to the sources."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV", "KETENSCAN_LANG"}}
    words = [str(word) for word in command]
    done = subprocess.run(
        words, cwd=folder, env={**environment, **extra}, capture_output=True, text=True, check=False, timeout=900
    )
    assert done.returncode == 0, f"{words} ended with {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done


def copy_sources(target: Path) -> None:
    """What a fresh checkout holds, plus the files that are not yet committed; nothing that was built before."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("NO GIT: this is no checkout, so what belongs to the sources is not known")
    command = [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    out = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in out.split("\0"):
        if name and (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)


def build(folder: Path, seed: str) -> Path:
    """A wheel from a copy of the sources; the seed stands for what differs between two machines."""
    sources = folder / "sources"
    copy_sources(sources)
    out = folder / "dist"
    run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out], sources, PYTHONHASHSEED=seed)
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the working copy."""
    return build(tmp_path_factory.mktemp("first"), "1")


@pytest.fixture(scope="module")
def program(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``ketenscan`` as installed from the wheel and the lock, in an environment that holds nothing else."""
    home = tmp_path_factory.mktemp("installed")
    run([sys.executable, "-m", "venv", home / "venv"], home)
    binaries = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip: list[str | Path] = [binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*pip, "--require-hashes", "-r", ROOT / "locks" / "run.txt"], home)
    run([*pip, "--no-deps", "--no-index", wheel], home)
    run([binaries / "python", "-m", "pip", "check"], home)
    return binaries / "ketenscan"


def test_the_same_sources_give_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    again = build(tmp_path, "2")
    assert again.name == wheel.name
    assert again.read_bytes() == wheel.read_bytes()


def test_the_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert set(HELD) - set(names) == set()
    assert any(name.endswith("/scan.schema.json") for name in names), "the schema of scan.json"
    catalogues = {name.removesuffix(".po") for name in names if name.endswith(".po")}
    assert {name.removesuffix(".mo") for name in names if name.endswith(".mo")} == catalogues
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"scanner"}
    assert [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".orig", ".part"))] == []


def test_every_bundled_file_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder, packaged in (("data", "_data"), ("sboms", "_samples")):
        held = {path.relative_to(ROOT / folder).as_posix() for path in (ROOT / folder).rglob("*") if path.is_file()}
        assert {f"scanner/{packaged}/{name}" for name in held} - names == set()


def test_the_demo_runs_from_anywhere(program: Path, tmp_path: Path) -> None:
    done = run([program, "demo", "-o", "out", "--date", "2026-01-01"], tmp_path)
    found = {path.name: path.stat().st_size for path in (tmp_path / "out").iterdir()}
    assert set(found) == {"scan.json", "ketenscan.xlsx", "ketenscan.html"}
    assert min(found.values()) > 1_000
    assert "ketenscan.html" in done.stdout
    assert "Traceback" not in done.stderr


def test_a_sample_is_scanned_and_read(program: Path, tmp_path: Path) -> None:
    sample = tmp_path / "sbom.json"
    shutil.copyfile(ROOT / "sboms" / "cloud-telemetry-china.cdx.json", sample)
    run([program, "scan", sample, "-o", tmp_path / "out", "--format", "json", "--lang", "en"], tmp_path)
    assert (tmp_path / "out" / "scan.json").stat().st_size > 1_000
    run([program, "inspect", sample, "--json"], tmp_path)


def test_the_program_knows_its_version(program: Path, wheel: Path, tmp_path: Path) -> None:
    said = run([program, "--version"], tmp_path).stdout.split()
    assert said == ["ketenscan", wheel.name.split("-")[1]]
