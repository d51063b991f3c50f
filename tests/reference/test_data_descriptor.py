"""The Data Package descriptor, the documentation and the loader describe the same tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from scanner.reference import default_data_dir, schema
from scanner.reference.countries import LAW_KINDS
from scanner.reference.policy_file import ATTRIBUTES
from scanner.reference.tables import Table

DATA = default_data_dir()
DESCRIPTOR: dict[str, Any] = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["path"]: resource for resource in DESCRIPTOR["resources"]}
GUIDE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
README = (DATA / "README.md").read_text(encoding="utf-8")


def test_every_data_file_is_described_and_every_description_has_a_file() -> None:
    files = {path.name for path in DATA.iterdir()} - {"README.md", "datapackage.json"}
    assert set(RESOURCES) == files
    assert {table.file for table in schema.TABLES} | {schema.PROFILES_FILE, schema.POLICY_FILE} == files


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.file)
def test_columns_agree(table: Table) -> None:
    fields = RESOURCES[table.file]["schema"]["fields"]
    header = (DATA / table.file).read_text(encoding="utf-8").splitlines()[0].split(",")
    assert [field["name"] for field in fields] == header == [column.name for column in table.columns]
    assert all(len(field["description"]) > 10 for field in fields)
    assert RESOURCES[table.file]["schema"]["primaryKey"] == list(table.key)


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.file)
def test_allowed_values_agree(table: Table) -> None:
    fields = {field["name"]: field for field in RESOURCES[table.file]["schema"]["fields"]}
    for column in table.columns:
        allowed = getattr(column.check, "allowed", "")
        named = fields[column.name].get("constraints", {}).get("enum")
        if named is not None:
            assert set(named) == {value for value in allowed.split(", ") if value}


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.file)
def test_the_guide_names_every_column(table: Table) -> None:
    section = GUIDE.split(f"### `{table.file}`", 1)[1].split("\n### ", 1)[0]
    for column in table.own:
        assert f"| `{column.name}` |" in section, column.name
    assert table.file in README


def test_the_guide_names_every_kind_of_law_and_every_attribute() -> None:
    for word in (*LAW_KINDS, *ATTRIBUTES):
        assert f"`{word}`" in GUIDE, word
