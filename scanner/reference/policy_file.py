"""The policy: which score is a match, which share is control, what counts as access. Read from ``policy.yaml``."""

from __future__ import annotations

from pathlib import Path

from scanner.model import AccessRule, Policy, ReferenceData, SourceRef, TenseRelation, Truth
from scanner.reference import digest
from scanner.reference.countries import LAW_KINDS
from scanner.reference.problems import Problems
from scanner.reference.schema import ACCESS
from scanner.reference.yaml_file import Reader, read_yaml

_KEYS = (
    "matched_from",
    "review_from",
    "control_percent",
    "influence_percent",
    "influence_counts_as",
    "own_intent_lists",
    "obliging_law_kinds",
    "tense_relations",
    "function_words",
    "access_rules",
)
_YES_NO = ("yes", "no")
# The attributes that a rule may ask for and the values that they can have; ``function`` has the policy's own classes.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "function": (),
    "purdue_level": ("0", "1", "2", "3", "3.5", "4", "5"),
    "zone_type": ("control", "dmz", "office", "external"),
    "remote_access": _YES_NO,
    "internet": _YES_NO,
    "cloud": _YES_NO,
    "physical_access": _YES_NO,
    "update_channel": ("supplier", "own", "none"),
    "vital_process": _YES_NO,
}
_FULL_SCORE = 1.0
_FULL_PERCENT = 100.0


def read_policy(path: Path, reference: ReferenceData | None, problems: Problems) -> Policy | None:
    """The policy of a file, or None when it could not be read at all; what is wrong goes to ``problems``."""
    found = read_yaml(path, problems)
    if found is None:
        return None
    reader = Reader(found, path.name, problems)
    reader.expect(_KEYS)
    if any(key not in found for key in _KEYS):
        return None
    words = _function_words(reader)
    policy = Policy(
        matched_from=reader.number("matched_from"),
        review_from=reader.number("review_from"),
        control_percent=reader.number("control_percent"),
        influence_percent=reader.number("influence_percent"),
        influence_counts_as=_truth(reader, "influence_counts_as"),
        own_intent_lists=_own_intent(reader),
        obliging_law_kinds=reader.texts("obliging_law_kinds"),
        tense_relations=_tense_relations(reader),
        access_rules=_access_rules(reader, tuple(words)),
        function_words=words,
        digest=digest.of_files([path]),
    )
    _check_thresholds(policy, reader)
    for kind in policy.obliging_law_kinds:
        if kind not in LAW_KINDS:
            reader.add("obliging_law_kinds", "not_allowed", value=kind, column="kind", allowed=", ".join(LAW_KINDS))
    if reference is not None:
        _check_names(policy, reference, reader)
    return policy


def _truth(reader: Reader, key: str) -> Truth:
    """An answer: yes, no or unknown."""
    value = reader.text(key)
    if value not in set(Truth):
        reader.add(key, "not_allowed", value=value, column=key, allowed=", ".join(Truth))
        return Truth.UNKNOWN
    return Truth(value)


def _own_intent(reader: Reader) -> tuple[str, ...]:
    """The listings that answer Q0; each must say why."""
    lists = []
    for entry in reader.readers("own_intent_lists"):
        entry.expect(("list", "why"))
        lists.append(entry.text("list"))
    return tuple(lists)


def _tense_relations(reader: Reader) -> dict[str, TenseRelation]:
    """The answers to Q2b by country; each must give its reason."""
    found = reader.reader("tense_relations")
    relations = {}
    for code in found.found:
        entry = found.reader(code)
        entry.expect(("answer", "reason"))
        # YAML 1.1 takes the bare code of Norway for the boolean false.
        country = "NO" if code == "no" else code
        relations[country] = TenseRelation(country, _truth(entry, "answer"), entry.text("reason"))
    return relations


def _function_words(reader: Reader) -> dict[str, tuple[str, ...]]:
    """Words by class, all lower case; a word stands for one class only."""
    found = reader.reader("function_words")
    owners: dict[str, str] = {}
    words = {}
    for name in found.found:
        words[name] = found.texts(name)
        for word in words[name]:
            if word != word.casefold():
                found.add(name, "not_lower_case", value=word)
            if owners.setdefault(word, name) != name:
                found.add(name, "shared_word", word=word, other=owners[word])
    return words


def _access_rules(reader: Reader, classes: tuple[str, ...]) -> tuple[AccessRule, ...]:
    """The table of Q3A, in its order."""
    rules: list[AccessRule] = []
    for entry in reader.readers("access_rules"):
        entry.expect(("id", "answer", "when", "why_nl", "why_en"), ("access",))
        rule = _access_rule(entry, classes)
        if any(rule.id == other.id for other in rules):
            entry.add("id", "double_rule", value=rule.id)
        rules.append(rule)
    return tuple(rules)


def _access_rule(entry: Reader, classes: tuple[str, ...]) -> AccessRule:
    """One rule; its attributes and their values must exist."""
    answer = _truth(entry, "answer")
    if answer is Truth.UNKNOWN:
        entry.add("answer", "rule_answers_unknown", value=entry.text("id"))
    access = entry.texts("access")
    for way in access:
        if way not in ACCESS:
            entry.add("access", "not_allowed", value=way, column="access", allowed=", ".join(ACCESS))
    if answer is Truth.YES and not access:
        entry.add("access", "rule_without_access", value=entry.text("id"))
    when = entry.reader("when")
    if not when.found:
        entry.add("when", "rule_without_condition", value=entry.text("id"))
    conditions = {}
    for attribute in when.found:
        conditions[attribute] = when.texts(attribute)
        if attribute not in ATTRIBUTES:
            when.add(attribute, "unknown_attribute", value=attribute, allowed=", ".join(ATTRIBUTES))
            continue
        allowed = ATTRIBUTES[attribute] or classes
        for value in conditions[attribute]:
            if value not in allowed:
                when.add(attribute, "not_allowed", value=value, column=attribute, allowed=", ".join(allowed))
    return AccessRule(entry.text("id"), answer, conditions, entry.text("why_nl"), entry.text("why_en"), access)


def _check_thresholds(policy: Policy, reader: Reader) -> None:
    """Note scores and shares that are out of range or not ascending."""
    pairs = (
        ("review_from", policy.review_from, "matched_from", policy.matched_from, _FULL_SCORE),
        ("influence_percent", policy.influence_percent, "control_percent", policy.control_percent, _FULL_PERCENT),
    )
    for low_key, low, high_key, high, top in pairs:
        if not 0 < low <= high <= top:
            reader.add(low_key, "not_ascending", low=low_key, high=high_key, top=f"{top:g}")


def _check_names(policy: Policy, reference: ReferenceData, reader: Reader) -> None:
    """Note countries and listings that the reference data does not have."""
    for code in policy.tense_relations:
        if code not in reference.profiles:
            reader.problems.add(SourceRef(reader.file, column="tense_relations"), "unknown_country", value=code)
    lists = {listing.list for listing in reference.listings}
    for name in policy.own_intent_lists:
        if name not in lists:
            reader.problems.add(SourceRef(reader.file, column="own_intent_lists"), "unknown_list", value=name)
