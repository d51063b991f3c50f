"""The reason for an outcome in one or two sentences."""

from __future__ import annotations

from scanner.model import Finding, Outcome, Question, Text, Truth, say
from scanner.report.lookup import Lookup
from scanner.report.naming import claimed, party_of, reseller, shown_party, unlisted


def why(finding: Finding, lookup: Lookup) -> str:
    """Why ``finding`` stands where it stands, with the party, the country and the questions that decided it."""
    if finding.outcome is Outcome.NO_SUPPLIER:
        return lookup.say("report.why.no_supplier")
    if finding.outcome is Outcome.UNKNOWN_ORIGIN:
        return _unknown(finding, lookup)
    code = lookup.link_country(finding)
    country = lookup.country(code) if code else lookup.t("report.unknown_country")
    entity = lookup.entity(finding.entity) or _party(finding) or lookup.t("report.unknown_party")
    if finding.outcome is Outcome.NO_INDICATION:
        return lookup.say("report.why.no_indication", entity=entity, country=country)
    said = {answer.question: answer.truth for answer in finding.answers}
    linked = lookup.say("report.why.linked", entity=entity, country=country)
    serves, access, controls = (
        lookup.truth(said.get(question, Truth.UNKNOWN)) for question in (Question.S, Question.Q3A, Question.Q3B)
    )
    return f"{linked} {lookup.say('report.why.place', serves=serves, access=access, controls=controls)}"


def _unknown(finding: Finding, lookup: Lookup) -> str:
    """By the cause that the assessment gives; a suspected party is named as suspected and nothing more."""
    if finding.suspect and finding.suspect != finding.entity:
        return lookup.say(_suspected(finding, lookup))
    if finding.cause == "owner-unknown":
        return lookup.say("report.why.owner", entity=lookup.entity(finding.entity))
    if finding.cause == "no-organisation":
        return lookup.counted("report.why.no_organisation", len(finding.items))
    return lookup.say(_stranger(finding, lookup))


def _suspected(finding: Finding, lookup: Lookup) -> Text:
    maker, suspect = lookup.entity(finding.entity), lookup.entity(finding.suspect)
    country = lookup.country(lookup.seat(finding.suspect)) or lookup.t("report.unknown_country")
    if finding.cause == "mac-differs":
        if maker:
            return say("report.why.mac_differs", maker=maker, entity=suspect, country=country)
        return say("report.why.mac_only", entity=suspect, country=country)
    if finding.cause == "white-label":
        return say("report.why.white_label", brand=maker, maker=suspect, country=country)
    if finding.cause == "contradiction":
        if maker:
            return say("report.why.contradiction", maker=maker, entity=suspect, country=country)
        return say("report.why.contradiction_only", entity=suspect, country=country)
    party = party_of(finding.parties, finding.suspect) or shown_party(finding)
    return say("report.why.review", party=party.match.raw if party else "?", entity=suspect, country=country)


def _stranger(finding: Finding, lookup: Lookup) -> Text:
    """Nobody is suspected: somebody is named who is not in the registry, or nobody is named."""
    stranger = unlisted(finding)
    if stranger and finding.entity:
        return say("report.why.beside", party=stranger.match.raw, entity=lookup.entity(finding.entity))
    if stranger:
        return say("report.why.not_in_registry", party=stranger.match.raw)
    seller = reseller(finding)
    if seller:
        return say("report.why.reseller", party=seller.claim.value)
    return say("report.why.nameless")


def _party(finding: Finding) -> str:
    party = shown_party(finding)
    return claimed(party.claim.value) if party else ""
