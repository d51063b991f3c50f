"""Bytes that should be text: which encoding, and what else one pass over the file can tell."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass

from scanner.ingest.interface import InputFile

_CHUNK = 1 << 20
_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_RUN = re.compile(rb"[\x80-\xff]{4}")
# A detector takes short western text for a neighbour of cp1252 just as often; in a Dutch organisation it is cp1252.
_NOT_WESTERN = (
    *("cp1251", "cp1253", "cp1255", "cp1256", "cp866", "koi8_"),
    *("gb", "big5", "hz", "shift_jis", "cp932", "cp949", "cp950", "euc_"),
)


@dataclass(frozen=True, slots=True)
class Prescan:
    """What one pass over a text file told.

    ``guessed`` says that the encoding is no more than likely. ``longest`` is the longest line in bytes; ``nul`` and
    ``hashes`` tell whether a NUL byte and a ``#`` (an Excel error text) occur at all, so that most files are read
    without looking for them in every cell.
    """

    digest: str
    encoding: str
    guessed: bool
    longest: int
    nul: bool
    hashes: bool


def bom_encoding(head: bytes) -> str:
    """The Python name of the encoding that a byte-order mark tells, UTF-16 without a mark included, else nothing."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    even, odd = head[0:400:2], head[1:400:2]
    if len(odd) > 1 and odd.count(0) > len(odd) // 2 and not even.count(0):
        return "utf-16-le"
    if len(odd) > 1 and even.count(0) > len(even) // 2 and not odd.count(0):
        return "utf-16-be"
    return ""


def decoded_head(head: bytes) -> str:
    """The head as text for a look at how it starts; never fails."""
    return head.decode(bom_encoding(head) or "utf-8", "replace").lstrip("\ufeff \t\r\n")


def prescan(file: InputFile) -> Prescan:
    """Read the file once in pieces: digest, encoding, longest line. Raises OSError as ``open`` does."""
    sha, utf8 = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")()
    sample, valid, nul, hashes, longest, tail = bytearray(), True, False, False, 0, 0
    encoding = bom_encoding(file.head())
    with file.open() as stream:
        while chunk := stream.read(_CHUNK):
            sha.update(chunk)
            lines = chunk.split(b"\n")
            longest = max(longest, tail + len(lines[0]), *map(len, lines[1:]), 0)
            tail = len(lines[-1]) + (tail if len(lines) == 1 else 0)
            nul, hashes = nul or b"\0" in chunk, hashes or b"#" in chunk
            if valid:
                valid = _is_valid(utf8, chunk)
            if not valid and len(sample) < _SAMPLE:
                sample += b"\n".join(line for line in lines if not line.isascii())[:_SAMPLE]
    if not encoding and valid and _is_valid(utf8, b"", final=True):
        encoding = "utf-8"
    guessed = not encoding
    return Prescan(sha.hexdigest(), encoding or guess(bytes(sample)), guessed, longest, nul, hashes)


def _is_valid(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def guess(sample: bytes) -> str:
    """The likely encoding of bytes that are no UTF-8: cp1252 unless they clearly are of another script.

    A detector takes ``één`` for a Chinese character. Western text has accents one by one, other scripts have words
    of nothing but high bytes, so only lines with such a run are shown to it.
    """
    lines = [line for line in sample.split(b"\n") if _RUN.search(line)]
    if not lines:
        return "cp1252"
    from charset_normalizer import from_bytes  # noqa: PLC0415 - costs more than most files, and few need it

    best = from_bytes(b"\n".join(lines)).best()
    name = best.encoding if best else ""
    return name if name.startswith(_NOT_WESTERN) else "cp1252"
