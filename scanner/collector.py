"""Millions of small values are made at once: the cyclic garbage collector would walk them all, again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Switch the cyclic garbage collector off, and on again if it was on; may be nested.

    Nothing that a scan makes has cycles, so nothing waits for the collector meanwhile. It makes building a large
    result about three times faster.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
