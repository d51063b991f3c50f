"""The shape of the code: sizes, who may import what, what a start costs, and one list per kind of plug-in."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from scanner.assess.questions import ENTITY_RULES, ITEM_RULES
from scanner.ingest import READERS
from scanner.model import Question, ScanResult
from scanner.report import WRITERS

ROOT = Path(__file__).parents[1]
SCANNER = ROOT / "scanner"
MODULES = sorted(SCANNER.rglob("*.py"))
MOST_LINES, LONGEST, USUAL, MOST_PARAMETERS = 300, 50, 30, 6
# Nothing of these is needed to show a help text or to import a type.
HEAVY = {"cyclonedx", "jinja2", "lxml", "netaddr", "networkx", "numpy", "openpyxl", "pandas", "python_calamine",
         "rapidfuzz", "rich", "scipy", "xlsxwriter", "yaml"}  # fmt: skip
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def relative(path: Path) -> str:
    """The path as a person names it."""
    return path.relative_to(ROOT).as_posix()


def functions() -> Iterator[tuple[str, FunctionNode, bool]]:
    """Place, function, and whether it is a method, of every function of the program."""
    for path in MODULES:
        tree = ast.parse(path.read_text("utf-8"))
        methods = {id(f) for c in ast.walk(tree) if isinstance(c, ast.ClassDef) for f in c.body}
        for node in ast.walk(tree):
            if isinstance(node, FunctionNode):
                yield f"{relative(path)}:{node.lineno}: {node.name}", node, id(node) in methods


def lines_of(node: FunctionNode) -> int:
    """From the line of ``def`` to the last."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters_of(node: FunctionNode, *, is_method: bool) -> int:
    """How many values a caller has to know of; ``self`` and ``cls`` are none."""
    held = node.args
    static = any(isinstance(d, ast.Name) and d.id == "staticmethod" for d in node.decorator_list)
    count = len(held.posonlyargs) + len(held.args) + len(held.kwonlyargs) + bool(held.vararg) + bool(held.kwarg)
    return count - (is_method and not static)


def test_files_are_short() -> None:
    sizes = {relative(p): len(p.read_text("utf-8").splitlines()) for p in MODULES}
    assert {name: size for name, size in sizes.items() if size > MOST_LINES} == {}


def test_functions_are_short() -> None:
    sizes = {place: lines_of(node) for place, node, _ in functions()}
    assert {place: size for place, size in sizes.items() if size > LONGEST} == {}
    assert sorted(sizes.values())[len(sizes) * 9 // 10] <= USUAL, "nine functions in ten are at most so long"


def test_functions_take_few_parameters() -> None:
    counts = {place: parameters_of(node, is_method=method) for place, node, method in functions()}
    assert {place: count for place, count in counts.items() if count > MOST_PARAMETERS} == {}


def test_only_the_command_line_speaks_and_none_prints() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func)
            wrong = called in {"print", "pprint", "sys.stdout.write", "sys.stderr.write", "breakpoint"}
            wrong |= called in {"click.echo", "click.secho"} and "cli" not in path.relative_to(SCANNER).parts
            found += [f"{relative(path)}:{node.lineno}: {called}"] if wrong else []
    assert found == []


def modules_after(code: str) -> set[str]:
    """The top-level modules that a fresh interpreter has loaded after it ran the code."""
    program = f"import sys\ntry:\n    {code}\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
    program += "print('\\n' + ' '.join(sorted({name.partition('.')[0] for name in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    "code",
    [
        "import scanner",
        "from scanner.cli import main; main(['--help'])",
        "from scanner.cli import main; main(['--version'])",
        "from scanner.cli import main; main(['scan', '--help'])",
        "from scanner.cli import main; main(['resolve', '--lang', 'en', '--help'])",
    ],
)
def test_a_start_loads_nothing_heavy(code: str) -> None:
    loaded = modules_after(code)
    assert "scanner" in loaded
    assert loaded & HEAVY == set()


def test_the_model_needs_the_standard_library_alone() -> None:
    loaded = modules_after("import scanner.model, scanner.errors, scanner.options, scanner.progress")
    plain = modules_after("pass")
    assert loaded - plain - sys.stdlib_module_names == {"scanner"}


def extras_only() -> set[str]:
    """The distributions that only an extra brings."""
    wanted = [Requirement(line) for line in requires("ketenscan") or ()]
    core = {r.name for r in wanted if r.marker is None or r.marker.evaluate({"extra": ""})}
    return {r.name for r in wanted} - core


# What a distribution is called when it is imported, where that differs.
IMPORTED_AS = {"python-multipart": "python_multipart", "argon2-cffi": "argon2"}


def test_the_core_runs_without_any_extra(tmp_path: Path) -> None:
    blocked = sorted(IMPORTED_AS.get(name, name) for name in extras_only())
    assert "fastapi" in blocked
    table = tmp_path / "assets.csv"
    table.write_text("Naam;Fabrikant\nCamera 1;Hikvision\n", encoding="utf-8")
    code = (
        f"import sys\nfor name in {blocked}: sys.modules[name] = None\n"
        "from scanner.cli import main\n"
        f"main(['scan', {str(table)!r}, '-o', {str(tmp_path / 'out')!r}, '--date', '2026-01-01'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "scan.json").stat().st_size > 0


def contracts() -> dict[str, dict[str, object]]:
    """The import contracts by their kind."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["type"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def test_every_part_of_the_program_has_its_layer() -> None:
    layers = contracts()["layers"]["layers"]
    assert isinstance(layers, list)
    named = {part.strip().removeprefix("(").removesuffix(")") for layer in layers for part in layer.split("|")}
    parts = {f"scanner.{p.name}" for p in SCANNER.iterdir() if (p / "__init__.py").is_file()}
    parts |= {f"scanner.{p.stem}" for p in SCANNER.glob("*.py") if not p.stem.startswith("__")}
    assert parts - named == {"scanner.version"}, "the version is a constant that anybody may read"
    assert named - parts == set(), "a layer that does not exist"


def test_the_import_contracts_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_check_runs_the_import_contracts() -> None:
    assert '"lint-imports"' in (ROOT / "tools" / "check.py").read_text("utf-8")


@pytest.mark.parametrize("plugins", [READERS, WRITERS], ids=["readers", "writers"])
def test_plugins_have_unique_names_and_say_what_they_do(plugins: tuple[object, ...]) -> None:
    names = [str(getattr(plugin, "name", "")) for plugin in plugins]
    assert len(set(names)) == len(names)
    assert all(names)
    for plugin in plugins:
        assert type(plugin).__doc__, f"{type(plugin).__name__} has no docstring of its own"
        assert (type(plugin).__module__ or "").startswith("scanner.")


def test_writers_do_not_overwrite_each_other() -> None:
    files = [writer.filename for writer in WRITERS]
    assert len({name.casefold() for name in files}) == len(files)


def test_every_question_has_exactly_one_rule_with_its_documentation() -> None:
    rules = [(r.question, r.doc, r.check.__name__) for r in ENTITY_RULES]
    rules += [(r.question, r.doc, r.check.__name__) for r in ITEM_RULES]
    assert sorted(question for question, _, _ in rules) == sorted(Question)
    assert len({name for _, _, name in rules}) == len(rules)
    for question, doc, name in rules:
        assert doc.startswith(f"{question}: "), f"{name} does not say what it answers"


ROWS = (
    "Camera 1;Hikvision;TBB 2;ja;camera",
    "PLC 1;Siemens;;;PLC",
    "Router 1;Onbekend;;nee;router",
    "Switch 1;Huawei;;;switch",
)


def test_rules_are_deterministic_and_never_without_evidence(scan_rows: Callable[..., ScanResult]) -> None:
    once, again = (scan_rows("Naam;Fabrikant;TBB;Beheer op afstand;Functie", *ROWS) for _ in range(2))
    assert once == again
    findings = once.findings
    assert {f.title for f in findings} >= {"Camera 1", "PLC 1"}
    for finding in findings:
        assert [a.question for a in finding.answers] == list(Question)
        bare = [a.question for a in finding.answers if not a.evidence]
        assert bare == [], f"{finding.title}: an answer without evidence"
