"""Hatchling build hook: a wheel or an editable install always holds freshly compiled catalogues."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent))
from catalogues import compile_catalogues


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues before files are collected."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's arguments
        """Called by hatchling once a target."""
        compile_catalogues(Path(self.root) / "scanner" / "locale")
