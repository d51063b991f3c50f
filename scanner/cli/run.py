"""Runs a command line and turns whatever happens into an exit code and a sentence."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Sequence

import click

from scanner.cli.exits import Exit, exit_of
from scanner.cli.group import Face, ketenscan
from scanner.errors import ReferenceDataError, ScannerError, UsageError
from scanner.i18n import Translator, translator
from scanner.model import say

SHOWN_PROBLEMS = 20
_REASONS = (
    ((errno.ENOENT,), "missing"),
    ((errno.EACCES, errno.EPERM, errno.EROFS), "denied"),
    ((errno.ENOSPC, errno.EDQUOT), "full"),
    ((errno.ENOTDIR, errno.EEXIST), "is_file"),
    ((errno.EISDIR,), "is_folder"),
    ((errno.ENAMETOOLONG,), "name"),
)


def run(argv: Sequence[str], language: str) -> int:
    """Run one command line in one language; never raises."""
    t = translator(language)
    try:
        code = ketenscan.main(args=list(argv), prog_name="ketenscan", standalone_mode=False, obj=Face(language))
    except (click.Abort, KeyboardInterrupt):
        click.echo(t("cli.interrupted"), err=True)
        return Exit.INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the last catch: a user never sees a traceback unasked
        return _report(fault, t)
    return int(code) if isinstance(code, int) else Exit.CLEAN


def _report(fault: Exception, t: Translator) -> int:
    if isinstance(fault, click.ClickException):
        fault.show()
        return Exit.USAGE
    if isinstance(fault, ScannerError):
        tell(fault, t)
        return exit_of(fault)
    if isinstance(fault, OSError) and fault.filename is not None:
        tell(refusal_of_system(fault), t)
        return Exit.UNUSABLE
    return _own_fault(fault, t)


def refusal_of_system(fault: OSError) -> UsageError:
    """What the system said no to, in our own words: its own are in the language of the system."""
    why = next((name for numbers, name in _REASONS if fault.errno in numbers), "other")
    reason = say(f"cli.os.{why}", name=errno.errorcode.get(fault.errno or 0, type(fault).__name__))
    return UsageError(say("cli.cannot_write", path=str(fault.filename), why=reason), say(f"cli.os.{why}.hint"))


def tell(fault: ScannerError, t: Translator) -> None:
    """The error as sentences on standard error: what is wrong, where, what to do."""
    click.echo(t("cli.problem", reason=t(fault.reason)), err=True)
    if fault.where is not None:
        click.echo(t("cli.where", where=t.place(fault.where)), err=True)
    if isinstance(fault, ReferenceDataError):
        for where, text in fault.problems[:SHOWN_PROBLEMS]:
            click.echo(f"  {t.place(where)}: {t(text)}", err=True)
        if len(fault.problems) > SHOWN_PROBLEMS:
            click.echo(t("cli.more_problems", count=len(fault.problems) - SHOWN_PROBLEMS), err=True)
    click.echo(t("cli.next", hint=t(fault.hint)), err=True)


def _own_fault(fault: Exception, t: Translator) -> int:
    click.echo(t("cli.fault", kind=type(fault).__name__), err=True)
    click.echo(t("cli.fault_hint"), err=True)
    if os.environ.get("KETENSCAN_DEBUG"):
        traceback.print_exception(fault, file=sys.stderr)
    return Exit.FAULT
