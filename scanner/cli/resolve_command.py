"""``ketenscan resolve``: vendor names to entities, one JSON line a row, in order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.cli.exits import Exit
from scanner.cli.group import Face, lang_option
from scanner.errors import UsageError
from scanner.i18n import Translator
from scanner.model import Decision, Match, ReferenceData, Truth, say

if TYPE_CHECKING:
    from scanner.assess.entities import EntityBook

BLOCK = 20_000


@click.command("resolve", help="cli.resolve")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--column", default="", help="cli.resolve.column")
@click.option("--explain", default="", help="cli.resolve.explain")
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="cli.data")
@click.option("--date", "scan_date", default="", help="cli.date")
@click.pass_obj
def resolve(face: Face, /, file: Path | None, column: str, explain: str, data: Path | None, scan_date: str) -> int:
    """Print what each name was resolved to; with ``--explain`` everything about one name."""
    from scanner.assess.entities import EntityBook as Book  # noqa: PLC0415 - not needed for --help
    from scanner.cli.scan_command import today  # noqa: PLC0415 - idem
    from scanner.ingest import collect  # noqa: PLC0415 - idem
    from scanner.ingest.names import read_names  # noqa: PLC0415 - idem
    from scanner.options import ScanOptions  # noqa: PLC0415 - idem
    from scanner.reference import load  # noqa: PLC0415 - idem
    from scanner.resolve import Resolver  # noqa: PLC0415 - idem

    if (file is None) is not bool(explain):
        raise UsageError(say("cli.explain_or_file"), say("cli.explain_or_file_hint"))
    options = ScanOptions(scan_date=scan_date or today())
    known, policy = load(data)
    lines = Lines(known, Book(known, policy, options.scan_date), face.t)
    resolver = Resolver(known, policy)
    if explain:
        click.echo(json.dumps(lines.explain(explain, resolver.names([explain])[explain]), ensure_ascii=False, indent=2))
        return Exit.CLEAN
    for source in collect([file] if file else []):
        for block in _blocks(read_names(source, options.limits, column)):
            matches = resolver.names(name for _, name in block)
            for row, name in block:
                click.echo(json.dumps(lines.line(row, name, matches[name]), ensure_ascii=False))
    return Exit.CLEAN


def _blocks(names: Iterator[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Blocks that are resolved together, so that a long file needs little memory."""
    block: list[tuple[int, str]] = []
    for name in names:
        block.append(name)
        if len(block) == BLOCK:
            yield block
            block = []
    if block:
        yield block


class Lines:
    """Turns matches into the command's plain data."""

    def __init__(self, known: ReferenceData, book: EntityBook, t: Translator) -> None:
        self._known = known
        self._book = book
        self._t = t

    def line(self, row: int, name: str, matches: Sequence[Match]) -> dict[str, object]:
        """One row: the match that decides (a linked one first), and the others that the cell names."""
        ordered = sorted(matches, key=self._rank)
        first = ordered[0]
        found = first.best.entity if first.best and first.decision is not Decision.UNKNOWN else ""
        entity = self._known.entities.get(found)
        return {
            "row": row,
            "raw_vendor": name,
            "entity_id": found,
            "entity_name": entity.name if entity else "",
            "country": entity.country if entity else "",
            "score": first.best.score if first.best else 0.0,
            "decision": str(first.decision),
            "linked": str(self._link(first)),
            "reasons": self._reasons(first),
            "others": [m.best.entity for m in ordered[1:] if m.best],
        }

    def explain(self, name: str, matches: Sequence[Match]) -> dict[str, object]:
        """Everything about one name, runners-up and the limbs of the link included."""
        found = self.line(1, name, matches)
        entity = str(found["entity_id"])
        limbs = {}
        if entity:
            limbs = {
                str(a.question): {
                    "answer": self._t(f"truth.{a.truth}"),
                    "because": [self._t(e.text) for e in a.evidence],
                }
                for a in self._book.view(entity).answers
            }
        candidates = [c for m in matches for c in m.runners_up]
        runners = [
            {"entity_id": c.entity, "score": c.score, "reasons": [self._t(r) for r in c.reasons]} for c in candidates
        ]
        return {**found, "runners_up": runners, "questions": limbs}

    def _link(self, match: Match) -> Truth:
        """The link of the entity; unknown while the name is not confirmed."""
        if match.best is None or match.decision is not Decision.MATCHED:
            return Truth.UNKNOWN
        return self._book.view(match.best.entity).link

    def _rank(self, match: Match) -> tuple[int, int]:
        order = (Decision.MATCHED, Decision.REVIEW, Decision.UNKNOWN)
        return order.index(match.decision), (Truth.YES, Truth.UNKNOWN, Truth.NO).index(self._link(match))

    def _reasons(self, match: Match) -> list[str]:
        said = [self._t(r) for r in match.best.reasons] if match.best else []
        return [*said, *([self._t(match.note)] if match.note else [])]


lang_option(resolve)
