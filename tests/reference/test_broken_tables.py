"""Every kind of broken table is refused with its own sentence, its file and its line, and all of them at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from breaking import Change, append, problems, replace

from scanner.errors import ReferenceDataError
from scanner.i18n import catalogue_keys
from scanner.reference import load, load_policy

FACT = "https://example.org/a,2026,yes,high"


ENTITY = "vendor_registry.csv"
CASES: dict[str, tuple[Change, str, str]] = {
    "dangling id": (
        append("aliases.csv", f"zzz-nobody,Nobody,brand,no,,{FACT}"),
        "aliases.csv",
        "zzz-nobody is not in vendor_registry.csv.",
    ),
    "dangling parent": (
        append("ownership.csv", f"zte,zzz-nobody,owns,,,,,,{FACT}"),
        "ownership.csv",
        "zzz-nobody is not in vendor_registry.csv.",
    ),
    "country without profile": (
        append(ENTITY, f"zzz,Zzz,,QQ,network,no,,{FACT}"),
        ENTITY,
        "The country QQ has no profile in country_profiles.yaml.",
    ),
    "no country code": (
        append(ENTITY, f"zzz,Zzz,,nl,network,no,,{FACT}"),
        ENTITY,
        "nl is no country code. Use two capitals, such as NL.",
    ),
    "entity twice": (
        append(ENTITY, f"zte,ZTE again,,CN,network,no,,{FACT}"),
        ENTITY,
        "This row is there already: zte.",
    ),
    "shared alias": (
        append("aliases.csv", f"zte,  HUAWEI ,brand,no,,{FACT}"),
        "aliases.csv",
        "The name   HUAWEI  also belongs to huawei. Put shared-with:huawei in the column note,",
    ),
    "bad percentage": (
        append("ownership.csv", f"zte,huawei,owns,50+,,,,,{FACT}"),
        "ownership.csv",
        "50+ is no percentage. Write for instance 51 or 46.5.",
    ),
    "percentage over 100": (
        append("ownership.csv", f"zte,huawei,owns,101,,,,,{FACT}"),
        "ownership.csv",
        "101 is more than 100 per cent.",
    ),
    "min over max": (
        append("ownership.csv", f"zte,huawei,owns,60,40,,,,{FACT}"),
        "ownership.csv",
        "The lowest percentage (60) is above the highest (40).",
    ),
    "from after to": (
        append("ownership.csv", f"zte,huawei,owns,,,2021,2020-12-31,,{FACT}"),
        "ownership.csv",
        "The first date (2021) is after the last (2020-12-31).",
    ),
    "owner of itself": (
        append("ownership.csv", f"zte,zte,owns,,,,,,{FACT}"),
        "ownership.csv",
        "zte cannot be its own owner.",
    ),
    "over the whole": (
        append("ownership.csv", f"zte,huawei,joint-venture,60,60,2020,,,{FACT}", f"zte,dahua,controls,60,70,,,,{FACT}"),
        "ownership.csv",
        "The shares in zte add up to 120 per cent on one day.",
    ),
    "bad date": (
        append("listings.csv", f"zte,XX-LIST,14 June 2022,,{FACT}"),
        "listings.csv",
        "14 June 2022 is no date. Write 2026, 2026-11 or 2026-11-23.",
    ),
    "day that does not exist": (
        append("listings.csv", f"zte,XX-LIST,2023-02-29,,{FACT}"),
        "listings.csv",
        "2023-02-29 is no date. Write 2026, 2026-11 or 2026-11-23.",
    ),
    "verified not allowed": (
        append("listings.csv", "zte,XX-LIST,2022,,https://example.org,2026,true,high"),
        "listings.csv",
        "true may not be in verified. Choose from: no, partial, yes.",
    ),
    "confidence not allowed": (
        append("listings.csv", "zte,XX-LIST,2022,,https://example.org,2026,yes,sure"),
        "listings.csv",
        "sure may not be in confidence. Choose from: high, low, medium.",
    ),
    "verified without source": (
        append("listings.csv", "zte,XX-LIST,2022,,,,yes,high"),
        "listings.csv",
        "This fact is marked as seen in a source, but the source is missing. Name the source or set verified to no.",
    ),
    "web address with a remark": (
        append("listings.csv", "zte,XX-LIST,2022,,https://example.org (page 3),2026,yes,high"),
        "listings.csv",
        "A source may be one web address, without blanks. Put a remark in the column note.",
    ),
    "bad id": (
        append(ENTITY, f"Zz Z,Zzz,,NL,network,no,,{FACT}"),
        ENTITY,
        "Zz Z is no valid id. Use lower-case letters, digits and hyphens.",
    ),
    "empty name": (append(ENTITY, f"zzz,,,NL,network,no,,{FACT}"), ENTITY, "The column name may not be empty."),
    "too few cells": (append(ENTITY, "zzz,Zzz"), ENTITY, "This line has 2 cells. The header has 11."),
    "unclosed quotation mark": (
        append("placeholders.csv", '"zzz'),
        "placeholders.csv",
        "On this line a text begins with a quotation mark that is not closed well.",
    ),
    "text after a quotation mark": (
        append("placeholders.csv", '"zzz"y'),
        "placeholders.csv",
        "This is no valid CSV. See whether a quotation mark is missing.",
    ),
    "unknown column": (
        replace("placeholders.csv", "text\n", "text,remark\n"),
        "placeholders.csv",
        "The column remark does not belong in this table.",
    ),
    "missing column": (
        replace("generic_words.csv", "word,kind", "word,sort"),
        "generic_words.csv",
        "The column kind is missing.",
    ),
    "column twice": (
        replace("generic_words.csv", "word,kind", "word,kind,kind"),
        "generic_words.csv",
        "The column kind is there more than once.",
    ),
    "empty file": (
        lambda folder: (folder / "controls.csv").write_text("", encoding="utf-8") and None,
        "controls.csv",
        "The column control_id is missing.",
    ),
    "missing file": (
        lambda folder: (folder / "sectors.csv").unlink(),
        "sectors.csv",
        "The file sectors.csv is missing.",
    ),
    "bytes that are no UTF-8": (
        lambda folder: (
            (folder / "placeholders.csv").write_bytes("text\nonbekend\nniet geïnd\n".encode("cp1252")) and None
        ),
        "placeholders.csv",
        "This file has characters that are not UTF-8. Save it as UTF-8.",
    ),
    "pattern twice": (
        append("namespaces.csv", f"zte,domain,1c.ru,vendor,,{FACT}"),
        "namespaces.csv",
        "This row is there already: domain / 1c.ru.",
    ),
    "wildcard in the middle": (
        append("namespaces.csv", f"zte,npm,@zte*/core,vendor,,{FACT}"),
        "namespaces.csv",
        "In @zte*/core a * may stand at the end only.",
    ),
    "unknown way in": (
        append("controls.csv", f"zzz,Doe iets,Do it,harm,remote;magic,low,,{FACT}"),
        "controls.csv",
        "remote;magic may not be in cuts. Choose from: cloud, data, network, physical, remote, supply, update.",
    ),
    "synonym of two processes": (
        append("vital_processes.csv", f"ZZ-01,proces,A,energie,KGG,Gemaal,,{FACT}"),
        "vital_processes.csv",
        "The word gemaal already belongs to process WA-01.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_folder_gets_a_sentence(data: Path, case: str) -> None:
    change, file, sentence = CASES[case]
    change(data)
    found = problems(data)
    assert any(place == file and text.startswith(sentence) for place, _, _, text in found), found
    assert not any("reference." in text or "{" in text for *_, text in found), "a sentence without a catalogue entry"


def test_all_problems_come_at_once_with_their_lines(data: Path) -> None:
    last = len((data / ENTITY).read_text(encoding="utf-8").splitlines())
    append(ENTITY, f"zz1,One,,qq,network,no,,{FACT}", f"zz2,Two,,NL,network,maybe,,{FACT}")(data)
    append("listings.csv", f"zz2,XX-LIST,never,,{FACT}")(data)
    replace("policy.yaml", "control_percent: 50", "control_percent: much")(data)
    found = problems(data)
    assert [(file, line, column) for file, line, column, _ in found if file == ENTITY] == [
        (ENTITY, last + 1, "country"),
        (ENTITY, last + 2, "state_owned"),
    ]
    assert {file for file, *_ in found} == {ENTITY, "listings.csv", "policy.yaml"}


def test_a_bad_cell_does_not_make_the_entity_unknown(data: Path) -> None:
    """One fault, one sentence: the aliases of a row with a fault are not reported as dangling."""
    replace(ENTITY, "zte,ZTE,", "zte,,")(data)
    assert [text for *_, text in problems(data)] == ["The column name may not be empty."]


def test_an_empty_registry_does_not_drown_the_cause(data: Path) -> None:
    (data / ENTITY).write_bytes(b"\xff\xfe")
    assert [(file, text) for file, _, _, text in problems(data)] == [
        (ENTITY, "This file has characters that are not UTF-8. Save it as UTF-8."),
    ]


def test_an_open_quotation_mark_is_the_only_problem_and_has_its_first_line(data: Path) -> None:
    """It swallows rows, so that thousands of ids would look unknown."""
    line = next(
        i for i, row in enumerate((data / ENTITY).read_text(encoding="utf-8").splitlines(), 1) if row.startswith("zte,")
    )
    replace(ENTITY, "zte,ZTE,", 'zte,"ZTE,')(data)
    assert [(file, at) for file, at, _, _ in problems(data)] == [(ENTITY, line)]


def test_references_wait_until_the_rows_are_sound(data: Path) -> None:
    append("aliases.csv", f"zzz-nobody,Nobody,brand,no,,{FACT}")(data)
    append("listings.csv", f"zte,XX-LIST,never,,{FACT}")(data)
    assert [file for file, *_ in problems(data)] == ["listings.csv"]
    replace("listings.csv", "XX-LIST,never", "XX-LIST,2024")(data)
    assert [file for file, *_ in problems(data)] == ["aliases.csv"]


def test_circle_of_owners_is_named(data: Path) -> None:
    append("ownership.csv", f"zte,huawei,owns,,,,,,{FACT}", f"huawei,zte,owns,51,60,,,,{FACT}")(data)
    assert any("own each other in a circle: " in text and "zte" in text for *_, text in problems(data))


@pytest.mark.parametrize("share", ["10,10,,", "51,51,2001,2004"])
def test_small_and_past_cross_holdings_are_no_circle(data: Path, share: str) -> None:
    append("ownership.csv", f"nokia,dahua,owns,10,10,,,,{FACT}", f"dahua,nokia,owns,{share},,{FACT}")(data)
    load(data)


def test_shares_after_each_other_may_add_up_to_more(data: Path) -> None:
    append("ownership.csv", f"zte,huawei,owns,80,80,2010,2015,,{FACT}", f"zte,dahua,owns,80,80,2015,,,{FACT}")(data)
    load(data)


def test_blank_lines_and_a_byte_order_mark_are_harmless(data: Path) -> None:
    path = data / "placeholders.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes() + b"\n\n")
    load(data)


def test_columns_may_stand_in_any_order(data: Path) -> None:
    path = data / "generic_words.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(",".join(reversed(line.split(","))) for line in lines), encoding="utf-8")
    reference, _ = load(data)
    assert "holding" in reference.corporate_words


def test_digest_does_not_depend_on_line_ends(data: Path) -> None:
    expected, policy = load(data)
    for path in data.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    found, found_policy = load(data)
    assert (found.digest, found_policy.digest) == (expected.digest, policy.digest)
    assert found.entities == expected.entities


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [("placeholders.csv", "onbekend\n", "onbekent\n"), ("country_profiles.yaml", "Andorra", "Andorre")],
)
def test_digest_changes_with_any_fact(data: Path, name: str, old: str, new: str) -> None:
    expected, policy = load(data)
    replace(name, old, new)(data)
    found, found_policy = load(data)
    assert found.digest != expected.digest
    assert found_policy.digest == policy.digest


def test_bare_norway_and_bare_answers_are_understood(data: Path) -> None:
    replace("country_profiles.yaml", "'NO':", "NO:")(data)
    replace("policy.yaml", 'remote_access: ["yes"], zone_type', "remote_access: [yes], zone_type")(data)
    reference, policy = load(data)
    assert reference.profiles["NO"].name_nl == "Noorwegen"
    assert policy == load_policy(data / "policy.yaml")


def test_a_folder_without_any_source_date_has_no_age(data: Path) -> None:
    for path in data.glob("*.csv"):
        text = path.read_text(encoding="utf-8").splitlines()
        path.write_text(text[0] + "\n", encoding="utf-8")
    with pytest.raises(ReferenceDataError) as raised:
        load(data)
    assert {text.key for _, text in raised.value.problems} == {"reference.unknown_list"}


def test_both_languages_say_the_same_things() -> None:
    dutch, english = catalogue_keys("reference", "nl"), catalogue_keys("reference", "en")
    assert dutch.keys() == english.keys()
    for key in dutch:
        fields = [set(re.findall(r"{(\w+)}", text)) for text in (dutch[key], english[key])]
        assert fields[0] == fields[1], key
