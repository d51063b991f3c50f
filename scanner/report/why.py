"""The reason for an outcome in one or two sentences."""

from __future__ import annotations

from scanner.model import Finding, Outcome, Question
from scanner.report.clean import visible
from scanner.report.lookup import Lookup, best_party


def why(finding: Finding, lookup: Lookup) -> str:
    """Why ``finding`` stands where it stands, with the party, the country and the questions that decided it."""
    if finding.outcome is Outcome.NO_SUPPLIER:
        return lookup.say("report.why.no_supplier")
    if finding.outcome is Outcome.UNKNOWN_ORIGIN:
        return _unknown(finding, lookup)
    country = lookup.country(lookup.country_of(finding)) or lookup.t("report.unknown_country")
    entity = lookup.entity(finding.entity) or _party(finding) or lookup.t("report.unknown_party")
    if finding.outcome is Outcome.NO_INDICATION:
        return lookup.say("report.why.no_indication", entity=entity, country=country)
    said = {answer.question: lookup.t(f"truth.{answer.truth}") for answer in finding.answers}
    linked = lookup.say("report.why.linked", entity=entity, country=country)
    placed = lookup.say(
        "report.why.place",
        serves=said.get(Question.S, "?"),
        access=said.get(Question.Q3A, "?"),
        controls=said.get(Question.Q3B, "?"),
    )
    return f"{linked} {placed}"


def _unknown(finding: Finding, lookup: Lookup) -> str:
    suspect = lookup.suspect(finding)
    party = _party(finding)
    if suspect:
        return lookup.say("report.why.review", party=party, entity=lookup.entity(suspect))
    if finding.entity:
        return lookup.say("report.why.owner", entity=lookup.entity(finding.entity))
    return lookup.say("report.why.unknown", party=party) if party else lookup.say("report.why.nameless")


def _party(finding: Finding) -> str:
    party = best_party(finding)
    return visible(party.claim.value) if party else ""
