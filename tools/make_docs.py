"""Fill the parts of the pages that follow from the program itself: help texts, tables of options, errors, a real run.

A made part stands between ``<!-- made: NAME -->`` and ``<!-- end -->``; the text around it is written by hand.
``python tools/make_docs.py`` rewrites the pages, ``--check`` only tells which are behind (exit 1).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import click
from babel.messages.pofile import read_po

from scanner.cli.group import COMMANDS
from scanner.i18n import translator

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/commands.md", "docs/errors.md")
INGEST = ROOT / "scanner" / "ingest"
WIDTH = "80"
RUN_DATE = "2026-11-23"
RUN = ("demo",)
_PART = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_LIMIT = re.compile(r'LimitError\(\s*say\("(ingest\.[\w.]+)"')
_FOREIGN = "ingest.foreign."


def run(*words: str, language: str = "nl") -> str:
    """What the command prints, run in an empty folder with the samples beside it, without trailing blanks."""
    env = {**os.environ, "COLUMNS": WIDTH, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "KETENSCAN_LANG": language}
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sboms").symlink_to(ROOT / "sboms")
        command = [sys.executable, "-m", "scanner", *words]
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    return "\n".join(line.rstrip() for line in done.stdout.splitlines())


def command_help() -> str:
    """The help of the whole program in Dutch."""
    return f"```text\n{run('--help')}\n```\n"


def first_page() -> str:
    """The command and the start of what a real scan of the sample prints, up to the first of the worst findings."""
    lines = run(*RUN, "--date", RUN_DATE).splitlines()
    worst = max(i for i, line in enumerate(lines) if line.endswith("──")) + 1
    why = next(i for i in range(worst, len(lines)) if lines[i].startswith("  "))
    after = next(i for i in range(why, len(lines)) if not lines[i].startswith("  "))
    shown = "\n".join([*lines[:after], "..."])
    return f"```sh\nketenscan {' '.join(RUN)}\n```\n\n```text\n{shown}\n```\n"


def options(name: str) -> Callable[[], str]:
    """The maker of a table of one command's arguments and options in both languages."""

    def table() -> str:
        module, attribute, _ = COMMANDS[name]
        command: click.Command = getattr(import_module(module), attribute)
        lines = ["| optie | Nederlands | English |", "|---|---|---|"]
        lines += [_row(param) for param in command.params if isinstance(param, click.Option)]
        return "\n".join([*lines, "| `-h`, `--help` | Toon deze hulp en stop. | Show this help and exit. |"]) + "\n"

    return table


def _row(option: click.Option) -> str:
    key, _, choices = (option.help or "").partition("|")
    said = [translator(language).pattern(key).replace("{choices}", choices) for language in ("nl", "en")]
    names = ", ".join(f"`{name}`" for name in option.opts)
    return f"| {names} | {said[0]} | {said[1]} |"


def refusals() -> str:
    """The sentences about a file or a row that cannot be used, with their next steps, from the Dutch catalogue."""
    with (ROOT / "scanner/locale/nl/LC_MESSAGES/ingest.po").open("rb") as source:
        said = {str(m.id): str(m.string) for m in read_po(source) if m.id}
    limits = {key for path in INGEST.glob("*.py") for key in _LIMIT.findall(path.read_text())} & said.keys()
    own = {key for key in said if f"{key}.hint" in said}
    foreign = {key for key in own if key.startswith(_FOREIGN)}
    groups = (
        ("Het bestand is iets anders dan een inventaris of SBOM", foreign),
        ("Het bestand gaat over een grens", limits),
        ("Er is iets mis in het bestand, of in een regel ervan", own - foreign - limits),
    )
    return "\n".join(f"### {title}\n\n{_sentences(keys, said)}" for title, keys in groups)


def _sentences(keys: set[str], said: dict[str, str]) -> str:
    lines = ["| melding | wat nu | sleutel |", "|---|---|---|"]
    for key in sorted(keys):
        hint = said.get(f"{key}.hint") or said.get("ingest.limit.hint", "")
        lines.append(f"| {_cell(said[key])} | {_cell(hint)} | `{key}` |")
    return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ").replace("<", "&lt;")


MAKERS: dict[str, Callable[[], str]] = {
    "help": command_help,
    "run": first_page,
    "refusals": refusals,
    **{f"options-{name}": options(name) for name in COMMANDS},
}


def filled(page: str) -> str:
    """The page with every made part made anew; the rest as it is."""
    return _PART.sub(lambda found: f"{found[1]}{MAKERS[found[2]]()}{found[3]}", page)


def stale() -> Iterator[tuple[Path, str]]:
    """The pages that are behind the program, with the text that they should have."""
    for name in PAGES:
        path = ROOT / name
        wanted = filled(path.read_text(encoding="utf-8"))
        if wanted != path.read_text(encoding="utf-8"):
            yield path, wanted


def main() -> int:
    """Rewrite or check the pages; 1 when ``--check`` finds one that is behind."""
    behind = list(stale())
    for path, wanted in behind:
        print(path.relative_to(ROOT))
        if "--check" not in sys.argv:
            path.write_text(wanted, encoding="utf-8")
    return 1 if behind and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
