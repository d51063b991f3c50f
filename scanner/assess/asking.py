"""What is left to find out, which lighter measures come first, and what orders findings inside one level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from scanner.assess.access import Place
from scanner.assess.doubts import Cause
from scanner.assess.entities import EntityView
from scanner.assess.outcome import could_change
from scanner.assess.parties import Standing
from scanner.assess.questions import Limb
from scanner.model import Answer, Control, Decision, OpenQuestion, Outcome, Question, ScoreFactor, Truth, say

_EFFORT = ("low", "medium", "high")
# The question of the framework that an unsettled party leaves open, by its cause.
_PARTY_QUESTION = {Cause.OWNER_UNKNOWN: Question.Q1B}


def ask(
    reached: Outcome,
    answers: Mapping[Question, Answer],
    standing: Standing,
    places: Sequence[Place],
    controls: Sequence[str],
    size: int,
) -> tuple[OpenQuestion, ...]:
    """The questions whose answer could still change the outcome, the most basic first: who, where, what access."""
    if reached is Outcome.NO_SUPPLIER:
        return ()
    link = standing.link
    serves, access, measures = (answers[q].truth for q in (Question.S, Question.Q3A, Question.Q3B))
    who, what, reach, enough = could_change(link, serves, access, measures)
    asked: list[OpenQuestion] = []
    if who:
        key = f"assess.ask_{standing.cause.replace('-', '_')}"
        text = say(key, raw=_doubtful_name(standing), count=size)
        asked.append(OpenQuestion(_PARTY_QUESTION.get(standing.cause, Question.Q1A), text))
    if link is not Truth.YES:
        return tuple(asked)  # the place matters only once there may be a link: ask first who it is
    if what:
        asked.append(OpenQuestion(Question.S, say("assess.ask_s")))
    if reach:
        missing = tuple(dict.fromkeys(name for place in places for name in place.missing))
        asked += [OpenQuestion(Question.Q3A, say(f"assess.ask_{name}")) for name in missing]
        if not missing:
            asked.append(OpenQuestion(Question.Q3A, say("assess.ask_access")))
    if enough:
        asked.append(OpenQuestion(Question.Q3B, say("assess.ask_controls", count=len(controls))))
    return tuple(asked)


def _doubtful_name(standing: Standing) -> str:
    """The name that the doubt is about: of the deciding entity's party, else of the first party that is not certain."""
    for party in standing.parties:
        if party.match.best and party.match.best.entity == (standing.suspect or standing.entity):
            return party.match.raw
    uncertain = [p for p in standing.parties if p.match.decision is not Decision.MATCHED]
    return (uncertain or list(standing.parties))[0].match.raw if standing.parties else "?"


def lighter_measures(controls: Iterable[Control], ways_in: Sequence[str]) -> tuple[str, ...]:
    """The ids of the measures that cut one of the ways in (all of them where no way is known), least effort first."""
    fitting = [c for c in controls if not ways_in or set(c.cuts) & set(ways_in)]
    return tuple(c.id for c in sorted(fitting, key=lambda c: (_EFFORT.index(c.effort), c.id)))


def score(view: EntityView | None, places: Sequence[Place], size: int) -> tuple[ScoreFactor, ...]:
    """Points that order findings inside one level, factor by factor. They never move a finding to another level."""
    factors = []
    if view is not None and view.answers[0].truth is Truth.YES:
        factors.append(ScoreFactor(say("assess.score_intent"), 40))
    if view is not None and any(r.limb is Limb.STATE and r.link is Truth.YES for r in view.routes):
        factors.append(ScoreFactor(say("assess.score_state"), 15))
    if any(place.serves is Truth.YES for place in places):
        factors.append(ScoreFactor(say("assess.score_vital"), 20))
    ways = {way for place in places for way in place.ways_in}
    if ways:
        factors.append(ScoreFactor(say("assess.score_ways", count=len(ways)), 5 * len(ways)))
    if size > 1:
        factors.append(ScoreFactor(say("assess.score_size", count=size), min(size.bit_length(), 10)))
    return tuple(factors)
