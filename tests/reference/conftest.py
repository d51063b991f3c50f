"""A copy of the shipped reference data that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from scanner.reference import default_data_dir


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the shipped folder that a test may break."""
    copy = tmp_path / "data"
    shutil.copytree(default_data_dir(), copy)
    return copy
