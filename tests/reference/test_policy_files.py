"""A user's own policy file: what is wrong with it is said, with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.errors import ReferenceDataError
from scanner.i18n import translator
from scanner.model import Truth
from scanner.reference import default_data_dir, load, load_policy

SHIPPED = (default_data_dir() / "policy.yaml").read_text(encoding="utf-8")
FIRST_RULE = 'when: {function: [controller, device_controller, hmi, scada, drive], purdue_level: ["0", "1", "2"]}'

CASES = {
    "unknown key": ("matched_from: 0.92", "matched_from: 0.92\nmatch: 3", "match is not known."),
    "missing key": ("control_percent: 50\n", "", "control_percent is missing."),
    "key twice": (
        "control_percent: 50\n",
        "control_percent: 50\ncontrol_percent: 40\n",
        "control_percent is here twice.",
    ),
    "scores descending": (
        "matched_from: 0.92",
        "matched_from: 0.7",
        "review_from must be above 0 and not above matched_from; matched_from may be at most 1.",
    ),
    "score over one": ("matched_from: 0.92", "matched_from: 92", "review_from must be above 0"),
    "shares descending": ("control_percent: 50", "control_percent: 20", "influence_percent must be above 0"),
    "number is a word": ("control_percent: 50", "control_percent: half", "control_percent takes a number, not half."),
    "answer not allowed": (
        "influence_counts_as: unknown",
        "influence_counts_as: perhaps",
        "perhaps may not be in influence_counts_as. Choose from: yes, no, unknown.",
    ),
    "list without a reason": (
        "  - list: EU-SANCTIONS-CYBER-2019/796\n    why:",
        "  - list: EU-SANCTIONS-CYBER-2019/796\n    because:",
        "why is missing.",
    ),
    "unknown list": (
        "EU-SANCTIONS-CYBER-2019/796",
        "EU-SANCTIONS-CIBER",
        "The list EU-SANCTIONS-CIBER does not occur in listings.csv.",
    ),
    "unknown kind of law": ("[general_cooperation, state_ownership]", "[general]", "general may not be in kind."),
    "unknown country": ("  BY:\n", "  QQ:\n", "The country QQ has no profile in country_profiles.yaml."),
    "tense relation is a word": (
        "tense_relations:\n  BY:\n",
        "tense_relations:\n  RU: yes\n  BY:\n",
        "Names with values",
    ),
    "word in capitals": ("[plc, plc's,", "[PLC, plc's,", "Write PLC in lower case."),
    "word of two classes": ("hmi: [hmi,", "hmi: [hmi, plc,", "The word plc already belongs to controller."),
    "unknown attribute": (
        FIRST_RULE,
        "when: {colour: [red]}",
        "colour is no attribute that a rule can ask for. Choose from: function, purdue_level,",
    ),
    "unknown value": (FIRST_RULE, 'when: {purdue_level: ["7"]}', "7 may not be in purdue_level."),
    "unknown class": (FIRST_RULE, "when: {function: [toaster]}", "toaster may not be in function."),
    "no condition": (FIRST_RULE, "when: {}", "The rule process-control has no condition."),
    "conditions are a list": (FIRST_RULE, "when: [a]", "Names with values belong here."),
    "unknown access": ("access: [network, update]", "access: [telepathy]", "telepathy may not be in access."),
    "yes without access": (
        "    access: [network, update]\n",
        "",
        "The rule process-control does not say which access there is.",
    ),
    "rule answers unknown": (
        '    answer: "yes"\n',
        "    answer: unknown\n",
        "The rule process-control must answer yes or no.",
    ),
    "rule twice": ("id: process-control-zone", "id: process-control", "The rule process-control is there twice."),
    "rules are a text": ("access_rules:\n", "access_rules: none\nrules:\n", "access_rules takes a list."),
}


@pytest.mark.parametrize("case", CASES)
def test_a_broken_policy_gets_a_sentence(tmp_path: Path, case: str) -> None:
    old, new, sentence = CASES[case]
    assert old in SHIPPED
    path = tmp_path / "mine.yaml"
    path.write_text(SHIPPED.replace(old, new, 1), encoding="utf-8")
    reference, _ = load()
    with pytest.raises(ReferenceDataError) as raised:
        load_policy(path, reference)
    said = [translator("en")(text) for _, text in raised.value.problems]
    assert any(text.startswith(sentence) for text in said), said
    assert not any("reference." in text or "{" in text for text in said)
    assert all(where.file == "mine.yaml" for where, _ in raised.value.problems)


def test_the_line_of_a_problem_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(SHIPPED.replace("    answer: unknown\n", "    answer: perhaps\n", 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError) as raised:
        load_policy(path)
    (where, _) = raised.value.problems[0]
    line = SHIPPED[: SHIPPED.index("    answer: unknown\n")].count("\n") + 1
    assert (where.row, where.column) == (line, "answer")


def test_a_missing_policy_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        load_policy(tmp_path / "none.yaml")
    assert raised.value.problems[0][1].key == "reference.missing_file"


def test_a_user_may_take_a_stricter_view(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = SHIPPED.replace("influence_counts_as: unknown", "influence_counts_as: yes")
    text = text.replace("tense_relations:\n", "tense_relations:\n  NO: {answer: no, reason: bondgenoot}\n")
    path.write_text(text, encoding="utf-8")
    reference, shipped = load()
    policy = load_policy(path, reference)
    assert policy.influence_counts_as is Truth.YES
    assert policy.tense_relations["NO"].answer is Truth.NO
    assert policy.digest != shipped.digest
