"""Digests by which a result names the facts and the policy that it was made with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def content(path: Path) -> bytes:
    """The bytes of a file without a byte-order mark and with LF line ends: the same text gives the same digest."""
    return path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def of_files(paths: Iterable[Path]) -> str:
    """SHA-256 over the names and contents of the files, in the order of their names, as hexadecimal text."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda path: path.name):
        body = content(path)
        digest.update(f"{path.name}\0{len(body)}\0".encode())
        digest.update(body)
    return digest.hexdigest()
