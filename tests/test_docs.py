"""The documentation tells the truth: links, options, codes, terms and examples are compared with the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from scanner import errors
from scanner.cli.exits import Exit, exit_of
from scanner.cli.group import COMMANDS
from scanner.i18n import LANGUAGES, translator
from scanner.model import ClaimKind, Decision, Outcome, Question, Role, say

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
SHOWN = [str(page.relative_to(ROOT)) for page in PAGES]
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
_FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_EXPECTED = re.compile(r"#\s*exit (\d)\s*$")
_OPTION = re.compile(r"(?<![\w-])(--?[a-z][a-z-]*)")


def text(name: str) -> str:
    """A page by its path below the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def section(page: str, title: str) -> str:
    """What stands below one second-level heading."""
    parts = re.split(r"^## (.+)$", text(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def run(*words: str, folder: Path = ROOT, language: str = "nl") -> subprocess.CompletedProcess[str]:
    """The command itself, as a user runs it."""
    env = {**os.environ, "COLUMNS": "80", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "KETENSCAN_LANG": language}
    return subprocess.run(words, cwd=folder, env=env, capture_output=True, text=True, check=False)


def ketenscan(*words: str, language: str = "nl") -> str:
    """What one command line prints."""
    done = run(sys.executable, "-m", "scanner", *words, language=language)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder with the samples beside it: where the examples are run."""
    (tmp_path / "sboms").symlink_to(ROOT / "sboms")
    return tmp_path


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Every fenced block of one kind with its page, indented ones too."""
    for page, name in zip(PAGES, SHOWN, strict=True):
        for indent, language, body in _FENCE.findall(page.read_text(encoding="utf-8")):
            if language == kind:
                yield name, "\n".join(line.removeprefix(indent) for line in body.splitlines())


EXAMPLES = [
    pytest.param(line, id=f"{page}: {line}")
    for page, body in blocks("sh")
    for line in body.splitlines()
    if line.startswith("ketenscan")
]


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_command_runs(line: str, folder: Path) -> None:
    """An example ends with code 0, or with the code that it announces as ``# exit N``."""
    announced = _EXPECTED.search(line)
    command = line.removeprefix("ketenscan")
    shell = shutil.which("sh") or "/bin/sh"
    done = run(shell, "-c", f'"{sys.executable}" -m scanner{command}', folder=folder)
    assert done.returncode == (int(announced[1]) if announced else 0), done.stderr + done.stdout[-500:]
    assert done.stdout or done.stderr


def test_the_python_example_of_the_readme_runs(folder: Path) -> None:
    """The library example prints one line for each finding that it names."""
    examples = [body for page, body in blocks("python") if page == "README.md"]
    assert examples
    for body in examples:
        done = run(sys.executable, "-W", "error", "-c", body, folder=folder)
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("\n") == 3


def test_made_parts_are_up_to_date() -> None:
    """Help, option tables, refusals and the README's run are what the program says today."""
    done = run(sys.executable, str(ROOT / "tools" / "make_docs.py"), "--check")
    assert done.returncode == 0, f"run tools/make_docs.py; behind: {done.stdout}{done.stderr}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page, made from its headings as code hosts do."""
    heads = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("name", SHOWN)
def test_no_link_is_dead(name: str) -> None:
    """Every relative link leads to a file or folder, and every anchor to a heading."""
    page = ROOT / name
    dead = []
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        goal = (page.parent / path).resolve() if path else page
        if not goal.exists() or (anchor and anchor not in anchors(goal)):
            dead.append(target)
    assert not dead


def test_the_index_links_every_page() -> None:
    """A page that the index does not name is not found by a reader."""
    linked = set(_LINK.findall(text("docs/index.md")))
    pages = {str(page.relative_to(DOCS)) for page in DOCS.rglob("*.md")} - {"index.md"}
    assert pages <= linked


def test_the_readme_starts_with_the_two_commands() -> None:
    """The first block of the README is what a visitor should run."""
    first = next(body for page, body in blocks("sh") if page == "README.md")
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["./start demo", "./start test"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_every_command_and_option_is_described(name: str, language: str) -> None:
    """Each option that ``--help`` shows has its row in the section of its command."""
    shown = ketenscan(*filter(None, [name]), "--help", language=language)
    part = section("docs/commands.md", name) if name else text("docs/commands.md").split("\n## ")[0]
    rows = re.findall(r"^\| (.*?) \|", part, flags=re.MULTILINE) if name else [part]
    said = set(re.findall(r"`(--?[a-z-]+)`", " ".join(rows)))
    options = {option for line in shown.splitlines() if line.startswith("  -") for option in _OPTION.findall(line[:26])}
    assert {"--help", "--lang"} <= options
    assert options <= said


@pytest.mark.parametrize("page", ["docs/commands.md", "README.md"])
def test_every_exit_code_is_described(page: str) -> None:
    """Each code has its row, and no row names a code that does not exist."""
    rows = re.findall(r"^\| (\d+) \| (.*?) \|", text(page), flags=re.MULTILINE)
    assert [int(code) for code, _ in rows] == [code.value for code in Exit]
    if page == "docs/commands.md":
        assert [name.strip("`") for _, name in rows] == [code.name for code in Exit]


def test_every_error_has_its_exit_code() -> None:
    """The table of errors says of each class what the program does."""
    rows = dict(re.findall(r"^\| `(\w+Error)` \| (\d) \|", text("docs/errors.md"), flags=re.MULTILINE))
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and kind.__module__ == errors.__name__]
    kinds.remove(errors.ScannerError)
    made = {kind.__name__: exit_of(kind(say("x"), say("x"))) for kind in kinds}
    assert {name: int(code) for name, code in rows.items()} == made


def test_every_refusal_has_its_sentence() -> None:
    """Each sentence of the Dutch catalogue that has a next step stands on the page of errors, word for word."""
    catalogue = text("scanner/locale/nl/LC_MESSAGES/ingest.po")
    keys = re.findall(r'^msgid "(ingest\.[\w.]+)"$', catalogue, flags=re.MULTILINE)
    refusals = [key for key in keys if f"{key}.hint" in keys]
    assert len(refusals) > 20
    page = text("docs/errors.md").replace("\\|", "|").replace("&lt;", "<")
    missing = [key for key in refusals if translator("nl").pattern(key) not in page or f"`{key}`" not in page]
    assert not missing


def test_every_access_rule_is_in_the_method() -> None:
    """The table of the method holds the policy's rules, in their order, with their answers."""
    rules = yaml.safe_load(text("data/policy.yaml"))["access_rules"]
    rows = re.findall(r"^\| `([\w-]+)` \| (yes|no) \|", text("docs/method.md"), flags=re.MULTILINE)
    assert rows == [(rule["id"], rule["answer"]) for rule in rules]


def test_the_order_of_claims_is_that_of_the_program() -> None:
    """The method lists the kinds of claim, strongest first."""
    listed = section("docs/method.md", "Who is the party?").split("strongest first:")[1].split(".")[0]
    assert re.findall(r"`([\w-]+)`", listed) == [str(kind) for kind in ClaimKind]


TERMS = [
    *((outcome, f"outcome.{outcome}") for outcome in Outcome),
    *((role, f"role.{role}") for role in Role),
    *((decision, f"decision.{decision}") for decision in Decision),
]


@pytest.mark.parametrize(("term", "key"), TERMS)
def test_the_glossary_has_every_term_with_the_words_of_the_program(term: str, key: str) -> None:
    """One word for one thing: the glossary and the reports use the same one."""
    dutch, english = (translator(language).pattern(key) for language in ("nl", "en"))
    assert f"| `{term}` | {dutch} | {english} |" in text("docs/glossary.md")


@pytest.mark.parametrize("question", Question)
def test_every_question_is_in_glossary_and_method(question: Question) -> None:
    """The glossary asks each question in the words of the program; the method explains it."""
    asked = translator("nl").pattern(f"question.{question}")
    assert f"| `{question}` | {asked} |" in text("docs/glossary.md")
    assert f"| {question} |" in section("docs/method.md", "The questions")


def test_every_outcome_is_on_the_ladder_of_the_method() -> None:
    """The ladder stands in its order, with the Dutch labels of the program."""
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \|", section("docs/method.md", "The outcome ladder"), flags=re.MULTILINE)
    assert rows == [(str(outcome), translator("nl").pattern(f"outcome.{outcome}")) for outcome in Outcome]


def test_the_guide_explains_every_outcome() -> None:
    """An engineer finds each label of a report in the guide."""
    guide = text("docs/guide-ot.md")
    assert not [o for o in Outcome if f"| {translator('nl').pattern(f'outcome.{o}')} |" not in guide]


@pytest.mark.parametrize("page", DECISIONS, ids=[page.stem for page in DECISIONS])
def test_a_decision_has_its_four_parts(page: Path) -> None:
    """Context, decision, status, consequences, each with text, under a title with the number of the file."""
    body = page.read_text(encoding="utf-8")
    parts = re.split(r"^## (.+)$", body, flags=re.MULTILINE)
    assert parts[0].startswith(f"# {page.stem[:4]}. ")
    assert parts[1::2] == ["Context", "Decision", "Status", "Consequences"]
    assert all(part.strip() for part in parts[2::2])


def test_decisions_are_numbered_without_gaps() -> None:
    """Numbers are given once and never again."""
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_changelog_has_an_unreleased_part() -> None:
    """Where the next change is written down."""
    assert "- " in section("CHANGELOG.md", "[Unreleased]")
