"""Fixtures shared by all tests: the bundled facts, and the folder with other people's files."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from scanner import reference
from scanner.ingest.interface import InputFile
from scanner.model import Finding, Policy, ReferenceData, ScanResult
from scanner.options import ScanOptions
from scanner.scanning import scan

ROOT = Path(__file__).parents[1]
DATE = "2026-11-23"


@pytest.fixture(scope="session")
def facts() -> tuple[ReferenceData, Policy]:
    """The reference data and policy that come with the program."""
    return reference.load()


@pytest.fixture(scope="session")
def samples() -> Path:
    """Other people's files, read in place; tests that need them skip loudly without."""
    folder = Path(os.environ.get("KETENSCAN_SAMPLES", ROOT.parent / "shared" / "samples"))
    if not folder.is_dir():
        pytest.skip(f"NO SAMPLES: set KETENSCAN_SAMPLES to the folder with sample files (looked in {folder.name})")
    return folder


@pytest.fixture
def scan_rows(facts: tuple[ReferenceData, Policy]) -> Callable[..., ScanResult]:
    """Scan a table given as a header and rows, through the whole pipeline."""

    def run(header: str, *rows: str, date: str = DATE, process: str = "") -> ScanResult:
        text = "\n".join([header, *rows]) + "\n"
        file = InputFile("assets.csv", content=text.encode())
        return scan([file], ScanOptions(scan_date=date, default_process=process), facts=facts)

    return run


@pytest.fixture
def one_finding(scan_rows: Callable[..., ScanResult]) -> Callable[..., Finding]:
    """The only finding of a one-row table."""

    def run(header: str, row: str, **options: str) -> Finding:
        findings: Sequence[Finding] = scan_rows(header, row, **options).findings
        assert len(findings) == 1
        return findings[0]

    return run
