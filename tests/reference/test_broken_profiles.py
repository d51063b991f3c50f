"""Every kind of broken country profile is refused with its own sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from breaking import Change, append, problems

GOOD_PROFILE = "name_nl: a, name_en: a, laws_researched: true, programme: {named: false, basis: b}"
LAW = "name: a, kind: data_access, obliges: b, source_url: '', verified: false"
SPACED_LAW = LAW.replace("''", "'https://example.org a'")


def add_country(code: str, body: str) -> Change:
    """Put a profile, in YAML flow style, at the end of the profiles."""
    return append("country_profiles.yaml", f"{code}: {body}")


CASES: dict[str, tuple[Change, str, str]] = {
    "yaml syntax": (append("country_profiles.yaml", "ZZ: [1"), "country_profiles.yaml", "This is no valid YAML."),
    "yaml list": (
        lambda folder: (folder / "country_profiles.yaml").write_text("- NL\n", encoding="utf-8") and None,
        "country_profiles.yaml",
        "Names with values belong here.",
    ),
    "country twice": (
        add_country("NL", f"{{{GOOD_PROFILE}}}"),
        "country_profiles.yaml",
        "NL is here twice.",
    ),
    "profile with a bad code": (
        add_country("nld", f"{{{GOOD_PROFILE}}}"),
        "country_profiles.yaml",
        "nld is no country code. Use two capitals, such as NL.",
    ),
    "profile that is a text": (add_country("QQ", "a"), "country_profiles.yaml", "Names with values belong here."),
    "profile without programme": (
        add_country("QQ", "{name_nl: a, name_en: a, laws_researched: true}"),
        "country_profiles.yaml",
        "programme is missing.",
    ),
    "profile with an unknown key": (
        add_country("QQ", f"{{{GOOD_PROFILE}, nato: true}}"),
        "country_profiles.yaml",
        "nato is not known. See whether the name is spelt right.",
    ),
    "named without a source": (
        add_country("QQ", "{name_nl: a, name_en: a, laws_researched: true, programme: {named: true, basis: b}}"),
        "country_profiles.yaml",
        "This country is marked as named, but no source is given.",
    ),
    "inherits from nowhere": (
        add_country(
            "QQ",
            "{name_nl: a, name_en: a, laws_researched: true, programme: {named: false, basis: b, inherits_from: QZ}}",
        ),
        "country_profiles.yaml",
        "A programme cannot be inherited from QZ. That country has no profile of its own.",
    ),
    "laws that nobody looked for": (
        add_country("QQ", f"{{{GOOD_PROFILE.replace('true', 'false', 1)}, laws: [{{{LAW}}}]}}"),
        "country_profiles.yaml",
        "This country has laws. Set laws_researched to true.",
    ),
    "unknown kind of law": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{LAW.replace('data_access', 'spying')}}}]}}"),
        "country_profiles.yaml",
        "spying may not be in kind. Choose from: general_cooperation,",
    ),
    "verified law without source": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{LAW.replace('verified: false', 'verified: true')}}}]}}"),
        "country_profiles.yaml",
        "This fact is marked as seen in a source, but the source is missing. Name the source or set verified to no.",
    ),
    "law with a remark in its address": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{SPACED_LAW}}}]}}"),
        "country_profiles.yaml",
        "A source may be one web address, without blanks. Put a remark in the column note.",
    ),
    "law with a bad date": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{LAW}, source_date: soon}}]}}"),
        "country_profiles.yaml",
        "soon is no date. Write 2026, 2026-11 or 2026-11-23.",
    ),
    "verified is a word": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{LAW.replace('verified: false', 'verified: seen')}}}]}}"),
        "country_profiles.yaml",
        "verified takes true or false, not seen.",
    ),
    "laws are a text": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: none yet}}"),
        "country_profiles.yaml",
        "laws takes a list.",
    ),
    "articles are a mapping": (
        add_country("QQ", f"{{{GOOD_PROFILE}, laws: [{{{LAW}, articles: {{a: b}}}}]}}"),
        "country_profiles.yaml",
        "articles takes a list.",
    ),
    "name is a list": (
        add_country("QQ", f"{{{GOOD_PROFILE.replace('name_nl: a', 'name_nl: [a]')}}}"),
        "country_profiles.yaml",
        "name_nl takes a single value.",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_profile_gets_a_sentence(data: Path, case: str) -> None:
    change, file, sentence = CASES[case]
    change(data)
    found = problems(data)
    assert any(place == file and text.startswith(sentence) for place, _, _, text in found), found
    assert not any("reference." in text or "{" in text for *_, text in found), "a sentence without a catalogue entry"
