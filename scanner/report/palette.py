"""Colours per step of the ladder. Never the only sign: the words always stand beside them."""

from __future__ import annotations

from dataclasses import dataclass

from scanner.model import Outcome


@dataclass(frozen=True, slots=True)
class Shade:
    """A background and the text on it, as ``#RRGGBB``; contrast at least 4.5 to 1 (WCAG 2.2, 1.4.3)."""

    paper: str
    ink: str


SHADES = {
    Outcome.NO_INDICATION: Shade("#E1EDE4", "#1C4428"),
    Outcome.NO_SUPPLIER: Shade("#DCE8F2", "#143A57"),
    Outcome.UNKNOWN_ORIGIN: Shade("#DDD5F0", "#35215F"),
    Outcome.LINKED: Shade("#F6EFC8", "#4A3F00"),
    Outcome.RAISED_RISK: Shade("#FADFA0", "#4A3300"),
    Outcome.MITIGATE: Shade("#F3C39B", "#4A2100"),
    Outcome.CANDIDATE_OPEN: Shade("#B4442F", "#FFFFFF"),
    Outcome.EXCLUSION_CANDIDATE: Shade("#7A1626", "#FFFFFF"),
}
