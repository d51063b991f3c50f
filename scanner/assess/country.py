"""What is known of a country: does its law oblige cooperation, is a programme named, are relations tense."""

from __future__ import annotations

from collections.abc import Mapping

from scanner.model import CountryProfile, Evidence, Policy, Truth, say

_YEAR = 4
Said = tuple[Truth, tuple[Evidence, ...]]


class CountryView:
    """Answers the country half of Q1a, Q1b and Q2 as of one date (ISO), each once per country."""

    def __init__(self, profiles: Mapping[str, CountryProfile], policy: Policy, scan_date: str) -> None:
        self._profiles = profiles
        self._policy = policy
        self._date = scan_date
        self._laws: dict[str, Said] = {}

    def law(self, country: str) -> Said:
        """Whether a law there obliges private parties to cooperate with intelligence or military bodies (Q1).

        Unknown for a country whose laws nobody looked into: no fact recorded is not the same as no law.
        """
        if country not in self._laws:
            self._laws[country] = self._law(country)
        return self._laws[country]

    def _law(self, country: str) -> Said:
        profile = self._profiles.get(country)
        if profile is None:
            return Truth.UNKNOWN, (Evidence(say("assess.country_unknown", country=country or "?")),)
        kinds, year = self._policy.obliging_law_kinds, self._date[:_YEAR]
        laws = [law for law in profile.laws if law.kind in kinds and law.year <= year]
        if laws:
            return Truth.YES, tuple(
                Evidence(
                    say(
                        "assess.law",
                        country=country,
                        law=law.name,
                        original=law.original_name,
                        year=law.year,
                        articles=", ".join(law.articles),
                    ),
                    source=law.source,
                )
                for law in laws
            )
        if profile.laws_researched:
            return Truth.NO, (Evidence(say("assess.law_none", country=country)),)
        return Truth.UNKNOWN, (Evidence(say("assess.law_not_researched", country=country)),)

    def programme(self, country: str) -> Said:
        """Whether Dutch services name an offensive cyber programme of it in public (Q2a)."""
        profile = self._profiles.get(country)
        if profile is None:
            return Truth.UNKNOWN, (Evidence(say("assess.country_unknown", country=country or "?")),)
        if profile.programme is Truth.YES:
            key = "assess.programme_inherited" if profile.programme_from else "assess.programme_named"
            text = say(key, country=country, other=profile.programme_from)
            dated = [s for s in profile.programme_sources if s.date]
            sources = tuple(s for s in profile.programme_sources if not s.date or s.date <= self._date) or (None,)
            if dated and sources == (None,):  # named since, but not yet on the date of the scan
                return Truth.UNKNOWN, (Evidence(say("assess.programme_later", country=country, date=dated[0].date)),)
            return Truth.YES, tuple(Evidence(text, source=source) for source in sources)
        if profile.programme is Truth.NO:
            return Truth.NO, (Evidence(say("assess.programme_not_named", country=country)),)
        return Truth.UNKNOWN, (Evidence(say("assess.programme_unknown", country=country)),)

    def tension(self, country: str) -> Said:
        """Whether the policy file calls relations with it tense (Q2b)."""
        row = self._policy.tense_relations.get(country)
        if row is None:
            return Truth.NO, (Evidence(say("assess.tension_none", country=country)),)
        return row.answer, (Evidence(say("assess.tension", country=country, reason=row.reason)),)
