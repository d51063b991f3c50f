"""Reference data: the tables of ``data/`` as checked, immutable look-ups.

``load`` reads everything and checks every cell; when all are sound it checks the relations between rows. It raises once
with all problems of the stage that failed: a registry that is half right would let a risk vendor pass as clean.
``docs/data.md`` describes the tables.
"""

from __future__ import annotations

from pathlib import Path

from scanner.model import Policy, ReferenceData
from scanner.reference import build, checks, digest, schema
from scanner.reference.countries import read_profiles
from scanner.reference.policy_file import read_policy
from scanner.reference.problems import Problems
from scanner.reference.tables import read_table

__all__ = ["default_data_dir", "load", "load_policy"]


def default_data_dir() -> Path:
    """The tables that come with the program: inside an installed package, or beside it in a working copy."""
    package = Path(__file__).parents[1]
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent / "data"


def load(data_dir: Path | None = None) -> tuple[ReferenceData, Policy]:
    """All reference data and the policy of a folder (default: those that come with the program).

    ``built`` of the result is the newest ``source_date`` in the tables; ``digest`` covers all tables and the country
    profiles, the policy has a digest of its own. Neither depends on the line ends of the files.

    Raises:
        ReferenceDataError: anything is wrong; ``problems`` lists every problem with its file and line. Relations
            between rows are checked only where every file, row and cell is sound.
    """
    folder = default_data_dir() if data_dir is None else data_dir
    problems = Problems()
    tables = {table.file: read_table(folder, table, problems) for table in schema.TABLES}
    profiles = read_profiles(folder, problems)
    if not problems.found:  # a table that is half read makes every reference to the other half look wrong
        checks.check_tables(tables, profiles, problems)
    reference = None
    if not problems.found:
        files = [folder / table.file for table in schema.TABLES] + [folder / schema.PROFILES_FILE]
        reference = build.reference_data(tables, profiles, digest.of_files(files))
    policy = read_policy(folder / schema.POLICY_FILE, reference, problems)
    problems.stop_if_any()
    assert reference is not None  # noqa: S101 - without a problem both exist
    assert policy is not None  # noqa: S101 - idem
    return reference, policy


def load_policy(path: Path, reference: ReferenceData | None = None) -> Policy:
    """The policy of a file of the user; with ``reference``, its countries and listings are checked too.

    Raises:
        ReferenceDataError: anything is wrong; ``problems`` lists every problem with its line.
    """
    problems = Problems()
    policy = read_policy(path, reference, problems)
    problems.stop_if_any()
    assert policy is not None  # noqa: S101 - without a problem it exists
    return policy
