"""What the terminal shows while a scan runs: progress on standard error, only where somebody watches."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from scanner.i18n import Translator


class Bars:
    """A progress bar a stage; silent where standard error is no terminal. Use as a context manager."""

    def __init__(self, t: Translator) -> None:
        self._t = t
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=30),
            TextColumn("{task.completed}/{task.total}"),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def stage(self, key: str, total: int = 0) -> None:
        """Begin a bar for this stage."""
        self._task = self._bars.add_task(self._t(key), total=total or None)

    def advance(self, steps: int = 1) -> None:
        """Move the current bar."""
        if self._task is not None:
            self._bars.advance(self._task, steps)
