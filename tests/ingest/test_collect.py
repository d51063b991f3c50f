"""What the user names becomes files with names for reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.errors import InputError, UsageError
from scanner.i18n import catalogue_keys, translator
from scanner.ingest import InputFile, collect, read
from scanner.options import Limits


def _put(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Naam;Merk\nx;Moxa\n", encoding="utf-8")


def test_folders_in_sorted_order_without_hidden_files(tmp_path: Path) -> None:
    _put(tmp_path, "b.csv", "a/z.csv", "a/c.csv", ".hidden", ".git/x.csv", "~$open.xlsx")
    files = collect([tmp_path])
    assert [f.name for f in files] == ["a/c.csv", "a/z.csv", "b.csv"]
    assert read(files[0], Limits()).items[0].id == "a/c.csv#2"


def test_files_by_their_own_name_and_once_each(tmp_path: Path) -> None:
    _put(tmp_path, "sub/inv.csv", "other.csv")
    named = [tmp_path / "sub" / "inv.csv", tmp_path / "other.csv", tmp_path / "sub" / ".." / "sub" / "inv.csv"]
    assert [f.name for f in collect(named)] == ["inv.csv", "other.csv"]


def test_equal_names_are_told_apart(tmp_path: Path) -> None:
    _put(tmp_path, "one/inv.csv", "two/inv.csv", "x/one/inv.csv", "three.csv")
    named = [tmp_path / "one" / "inv.csv", tmp_path / "two", tmp_path / "x" / "one" / "inv.csv", tmp_path / "three.csv"]
    assert [f.name for f in collect(named)] == ["one/inv.csv", "one/inv.csv (2)", "three.csv", "two/inv.csv"]


def test_the_order_of_the_arguments_changes_nothing(tmp_path: Path) -> None:
    _put(tmp_path, "b.csv", "a.csv", "one/inv.csv", "x/one/inv.csv")
    named = [tmp_path / n for n in ("b.csv", "a.csv", "one", "x/one/inv.csv", "one/inv.csv", "x")]
    wanted = [(f.name, f.path) for f in collect(named)]
    assert [(f.name, f.path) for f in collect(named[::-1])] == wanted
    assert len(wanted) == 4
    assert [name for name, _ in wanted] == sorted(name for name, _ in wanted)


@pytest.mark.parametrize(
    ("path", "key"),
    [("missing.csv", "ingest.missing_path"), ("empty", "ingest.empty_folder"), ("/dev/null", "ingest.other_path")],
)
def test_what_cannot_be_collected(tmp_path: Path, path: str, key: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError) as caught:
        collect([tmp_path / path])
    assert caught.value.reason.key == key


def test_a_file_that_went_away_is_an_error_with_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(InputFile("gone.csv", tmp_path / "gone.csv"), Limits())
    assert translator("nl")(caught.value.reason) == "Het bestand kan niet worden geopend."


def test_both_languages_have_the_same_sentences_and_placeholders() -> None:
    import string  # noqa: PLC0415 - used here alone

    dutch, english = (catalogue_keys("ingest", language) for language in ("nl", "en"))
    assert dutch.keys() == english.keys()
    for key, pattern in dutch.items():
        names = [{f for _, f, _, _ in string.Formatter().parse(p) if f} for p in (pattern, english[key])]
        assert names[0] == names[1], key
