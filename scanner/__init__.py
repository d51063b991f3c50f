"""Ketenscan: where do your products and services come from, and who is behind them?

The front door for programs and notebooks. Everything else may move.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scanner.version import PROGRAM_VERSION as __version__  # noqa: N811 - the name that Python gives it

if TYPE_CHECKING:
    from scanner.errors import ScannerError
    from scanner.model import ScanResult
    from scanner.options import ScanOptions
    from scanner.report.frames import to_frames
    from scanner.scanning import scan

_HOMES = {
    "ScanOptions": "scanner.options",
    "ScanResult": "scanner.model",
    "ScannerError": "scanner.errors",
    "scan": "scanner.scanning",
    "to_frames": "scanner.report.frames",
}

__all__ = ["ScanOptions", "ScanResult", "ScannerError", "__version__", "scan", "to_frames"]


def __getattr__(name: str) -> object:
    """Load a public name on first use, so that ``ketenscan --help`` does not pay for a scan."""
    if name not in _HOMES:
        message = f"module 'scanner' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module  # noqa: PLC0415 - only when a name is asked for

    return getattr(import_module(_HOMES[name]), name)
