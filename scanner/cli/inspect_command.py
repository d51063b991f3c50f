"""``ketenscan inspect``: what was read, from where, and what not. No judgement."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from scanner.cli.exits import Exit
from scanner.cli.group import Face, lang_option
from scanner.i18n import Translator
from scanner.model import Document, Skipped

SHOWN = 10
# Widths in columns of the terminal: what the table's other columns need, and a file's name at least and at most.
OTHERS, LEAST, MOST = 45, 20, 40


@click.command("inspect", help="cli.inspect")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="cli.json")
@click.pass_obj
def inspect(face: Face, /, files: tuple[Path, ...], *, as_json: bool) -> int:
    """Show each file's format, counts, mapped columns, and everything left out; exit 3 when one was refused."""
    from scanner.cli.show import Bars  # noqa: PLC0415 - rich is not needed for --help
    from scanner.ingest import collect  # noqa: PLC0415 - nor are the readers
    from scanner.options import ScanOptions  # noqa: PLC0415
    from scanner.scanning import read_all  # noqa: PLC0415

    with Bars(face.t) as bars:
        documents = read_all(collect(files), ScanOptions(scan_date="1970-01-01"), bars)
    summaries = [summary(document, face.t) for document in documents]
    if as_json:
        click.echo(json.dumps(summaries, ensure_ascii=False, indent=2))
    else:
        _print(documents, face.t)
    return Exit.UNUSABLE if any(s["refused"] for s in summaries) else Exit.CLEAN


def summary(document: Document, t: Translator) -> dict[str, object]:
    """One file as plain data: what ``--json`` prints."""
    fields = Counter(str(claim.kind) for item in document.items for claim in item.claims)
    fields.update(name for item in document.items for name in item.attributes)
    return {
        "file": document.file,
        "format": document.format,
        "spec": document.spec,
        "digest": document.digest,
        "records": document.records,
        "items": len(document.items),
        "links": len(document.links),
        "has_dependencies": document.has_dependencies,
        "columns": dict(document.columns),
        "fields": dict(sorted(fields.items())),
        "refused": any(s.whole_file for s in document.skipped),
        "skipped": [
            {"where": str(s.where), "lost": s.lost, "reason": t(s.reason), "hint": t(s.hint)} for s in document.skipped
        ],
        "notices": [{"where": str(n.where), "text": t(n.text)} for n in document.notices],
    }


def _print(documents: Sequence[Document], t: Translator) -> None:
    from rich.console import Console  # noqa: PLC0415 - not needed for --help
    from rich.markup import escape  # noqa: PLC0415 - idem
    from rich.table import Table  # noqa: PLC0415 - idem

    console = Console()
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    names = [short(d.file, max(LEAST, min(MOST, console.width - OTHERS))) for d in documents]
    widest = max(map(len, names), default=0)
    table.add_column(t("cli.inspect.file"), min_width=widest, no_wrap=True)
    table.add_column(t("cli.inspect.format"), overflow="fold")
    for name in ("records", "items", "links", "skipped"):
        table.add_column(t(f"cli.inspect.{name}"), justify="right", overflow="fold")
    for d, name in zip(documents, names, strict=True):
        shown = f"{d.format} {d.spec}".strip() or t("cli.inspect.refused")
        counts = (d.records, len(d.items), len(d.links), len(d.skipped))
        table.add_row(escape(name), shown, *(t.number(n) for n in counts))
    console.print(table)
    for document in documents:
        for line in details(document, t):
            console.print(escape(line), highlight=False)


def details(document: Document, t: Translator) -> list[str]:
    """The lines below the table for one file: columns, missing edges, and what was left out (the first ten)."""
    lines = []
    if document.columns:
        pairs = ", ".join(f"{header} → {t(f'cli.field.{field}')}" for field, header in document.columns.items())
        lines.append(t("cli.inspect.columns", columns=pairs))
    elif document.format and not document.has_dependencies and len(document.items) > 1:
        lines.append(t("cli.inspect.no_edges"))
    groups = grouped(document.skipped, t)
    for same in groups[:SHOWN]:
        lines += reason_lines(same, t)
    lines += [f"{t.place(n.where)}: {t(n.text)}" for n in document.notices[:SHOWN]]
    left = sum(map(len, groups[SHOWN:])) + max(0, len(document.notices) - SHOWN)
    if left:
        lines.append(t("cli.more_problems", count=left))
    return [f"{document.file}: {lines[0]}", *(f"  {line}" for line in lines[1:])] if lines else []


def grouped(skipped: Sequence[Skipped], t: Translator) -> list[list[Skipped]]:
    """What was left out, put together by reason; what is lost comes first, each group in the order of the file."""
    groups: dict[tuple[bool, str, str], list[Skipped]] = {}
    for s in sorted(skipped, key=lambda s: not s.lost):
        groups.setdefault((s.lost, t(s.reason), t(s.hint)), []).append(s)
    return list(groups.values())


def reason_lines(same: Sequence[Skipped], t: Translator) -> list[str]:
    """The lines about things left out for one reason: how many, why, where the first stands, what to do."""
    first = same[0]
    reason = t(first.reason)
    if len(same) > 1:
        reason = t("cli.times", count=t.number(len(same)), reason=reason)
    title = t("cli.skipped", reason=reason) if first.lost else t("cli.no_asset", reason=reason)
    where = "cli.where" if len(same) == 1 else "cli.first_place"
    return [title, "  " + t(where, where=t.place(first.where)), "  " + t("cli.next", hint=t(first.hint))]


def short(name: str, most: int) -> str:
    """A file's name cut at the left, because its end tells files apart."""
    return name if len(name) <= most else "…" + name[len(name) - most + 1 :]


lang_option(inspect)
