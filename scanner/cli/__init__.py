"""The command line: a thin face over ``scanner.scan``. No rule about risk lives here.

``main`` picks the language before anything is parsed, so that even ``--help`` speaks it, and turns every error into
one sentence with a place and a next step.
"""

from __future__ import annotations

import gettext
import os
import sys
from collections.abc import Sequence

LANGUAGE_VARIABLE = "KETENSCAN_LANG"
INTERRUPTED = 130  # scanner.cli.exits.Exit.INTERRUPTED, which may not be imported yet when it is needed


def language_of(argv: Sequence[str]) -> str:
    """The language asked for by ``--lang``, else by the environment, else Dutch."""
    for i, word in enumerate(argv):
        if word.startswith("--lang="):
            return _known(word.partition("=")[2])
        if word == "--lang" and i + 1 < len(argv):
            return _known(argv[i + 1])
    return _known(os.environ.get(LANGUAGE_VARIABLE, ""))


def _known(language: str) -> str:
    return "en" if language.casefold().startswith("en") else "nl"


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command and exit with a code of ``scanner.cli.exits``."""
    words = list(sys.argv[1:] if argv is None else argv)
    language = language_of(words)
    try:
        code = _run(words, language)
    except KeyboardInterrupt:  # before the command itself was there to say so
        code = INTERRUPTED
    sys.exit(code)


def _run(words: Sequence[str], language: str) -> int:
    from scanner.i18n import LOCALE_DIR  # noqa: PLC0415 - after the language is known

    # click translates its own words ("Usage", "Missing argument") through the default gettext domain.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("click", str(LOCALE_DIR))
    gettext.textdomain("click")
    from scanner.cli.run import run  # noqa: PLC0415 - click binds its texts at import

    return run(words, language)
