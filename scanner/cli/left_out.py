"""What a scan did not take in: refused files, reports of an earlier scan, a process that nobody knows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from scanner.i18n import Translator
from scanner.ingest import InputFile
from scanner.model import Policy, ReferenceData, ScanResult, Skipped

SHOWN = 10
NEAR = 3


def without_reports(
    files: Sequence[InputFile], out: Path, named: Collection[Path]
) -> tuple[list[InputFile], list[str]]:
    """The files without the reports that stand in the folder for reports, and the names of those.

    ``findings.csv`` and the CycloneDX report would else be read as an inventory and an SBOM. A file that was named
    itself stays.
    """
    from scanner.report import WRITERS  # noqa: PLC0415 - writers bring libraries of their own

    own = {out.resolve() / writer.filename for writer in WRITERS} - set(named)
    return [f for f in files if f.path not in own], [f.name for f in files if f.path in own]


def unread(result: ScanResult) -> list[Skipped]:
    """Why each file that could not be used was refused, in the order of the files."""
    return [
        next(s for s in d.skipped if s.whole_file) for d in result.documents if any(s.whole_file for s in d.skipped)
    ]


def is_nothing(result: ScanResult) -> bool:
    """Whether not one file was read: each was refused, or was a report of ours."""
    return not any(document.format for document in result.documents)


def refusals(result: ScanResult, t: Translator) -> Iterator[str]:
    """The lines for the terminal about files that were not read: place, reason and next step of the first ten."""
    from scanner.report.clean import visible  # noqa: PLC0415 - writers bring libraries of their own

    found = unread(result)
    if found:
        yield t("cli.refused", count=len(found), total=len(result.documents))
    for skipped in found[:SHOWN]:
        yield visible(f"  {t.place(skipped.where)}: {t(skipped.reason)}")
        yield visible(f"    {t('cli.next', hint=t(skipped.hint))}")
    if len(found) > SHOWN:
        yield f"  {t('cli.refused_more', count=len(found) - SHOWN)}"
    own = [s for d in result.documents if not d.format for s in d.skipped if not s.whole_file]
    yield from (visible(f"  {t.place(s.where)}: {t(s.reason)}") for s in own[:SHOWN])
    if is_nothing(result):
        yield t("cli.nothing_read")


def older_reports(written: Sequence[Path]) -> list[str]:
    """The names of reports in the folder that this scan did not write."""
    from scanner.report import WRITERS  # noqa: PLC0415 - writers bring libraries of their own

    if not written:
        return []
    folder, names = written[0].parent, {path.name for path in written}
    return [w.filename for w in WRITERS if w.filename not in names and (folder / w.filename).is_file()]


def unknown_process(name: str, known: ReferenceData, policy: Policy, t: Translator) -> str:
    """The sentence about a process that is no known vital process, with the nearest names; "" when all is well."""
    from scanner.assess.access import PlaceBook  # noqa: PLC0415 - not needed for --help

    if not name or PlaceBook(policy, known.processes, "").vital_process(name):
        return ""
    names = {text.casefold(): text for p in known.processes for text in (p.name, *p.synonyms)}
    near = [names[text] for text in get_close_matches(name.casefold(), names, NEAR)]
    told = t("cli.unknown_process", name=name)
    return f"{told} {t('cli.process_near', names=', '.join(near))}" if near else told
