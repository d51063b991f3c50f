"""What the texts in an inventory's cells say: yes or no, remote access, update channel, zone, Purdue level.

People write anything into a cell. A *no* that nobody said makes the unknown look clean, and a *yes* that nobody said
accuses. So only texts that are known to be clear give a value; any other gives none, and the question is asked.
"""

from __future__ import annotations

import re

_YES = frozenset(["ja", "yes", "true", "waar", "aan", "on", "wel", "j", "y", "x", "v", "1"])
_NO = frozenset(["nee", "neen", "nein", "no", "false", "onwaar", "geen", "niet", "none", "uit", "off", "n", "0"])
_NO_PHRASES = frozenset(
    {
        "niet aangesloten",
        "niet aanwezig",
        "niet verbonden",
        "niet gekoppeld",
        "niet actief",
        "niet in gebruik",
        "uitgeschakeld",
        "not connected",
        "disabled",
    }
)
# What says yes or no only under its own heading: "geen toegang" is an answer about access, and about nothing else.
_YES_OF = {"vital": frozenset({"vitaal", "vital"}), "controls_sufficient": frozenset({"voldoende", "sufficient"})}
_LOCAL = frozenset({"alleen lokaal", "uitsluitend lokaal", "local only"})
_NO_OF = {
    "remote_access": _LOCAL
    | {
        "geen toegang",
        "geen toegang op afstand",
        "geen externe toegang",
        "geen remote toegang",
        "geen remote access",
        "no access",
        "no remote access",
    },
    "internet": {
        "geen internet",
        "geen internetverbinding",
        "geen internettoegang",
        "geen verbinding met internet",
        "niet verbonden met internet",
        "no internet",
        "no internet access",
        "no internet connection",
    },
    "cloud": {"geen cloud", "geen cloudverbinding", "geen cloudkoppeling", "geen clouddienst", "no cloud"},
    "vital": {"niet vitaal", "geen vitaal proces", "not vital"},
    "physical_access": {"geen toegang", "geen fysieke toegang", "no access", "no physical access"},
    "controls_sufficient": {"niet voldoende", "onvoldoende", "not sufficient", "insufficient"},
}
# A first word with more behind it counts only where every further word leaves the answer as it is.
_ANSWER = re.compile(r"(ja|yes|wel|nee|neen|nein|no)(?:\s*[,;:(\u2013-]\s*|\s+)(.+?)\)?")
_AFTER_YES = re.compile(
    r"via|door|van|met|bij|de|het|een|en|over|op|by|the|through|and|altijd|always|permanent|verzoek|afroep|afstand"
    r"|leveranciers?|fabrikant|installateur|onderhoudspartij|supplier|vendor|vpn|4g|5g|lte|gsm|modem|router|teamviewer"
    r"|anydesk|ewon|secomea|ixon|tosibox|rdp|vnc|internet|cloud|portaal|portal|app|remote|vitaal|vital|voldoende"
    r"|sufficient"
)
_AFTER_NO = frozenset({"geen", "niet", "nooit", "never", "uit"}) | _LOCAL

# Words that turn a statement around, put it in the past or the future, or doubt it. "no. 3" is a number.
_DENIAL = re.compile(
    r"\b(?:nee|neen|niet|niets|nooit|geen|zonder|noch|behalve|buiten|no(?!\.?\s*\d)|non|not|never|none|without|except"
    r"|kein\w*|nicht|uit|off|uitgeschakeld|uitgezet|uitgefaseerd|verwijderd|vervallen|vervangen|verboden|gescheiden"
    r"|afgeschermd\w*|afgesloten|geblokkeerd|losgekoppeld|ontkoppeld|los van|vroeger|voorheen|voormalige?|defect"
    r"|(?:alleen|uitsluitend) lokaal|local only|onbekend|misschien|wellicht|waarschijnlijk|mogelijk|gepland|toekomst\w*"
    r"|te vragen|aangevraagd|aanvragen|nog te|uit te zoeken|disabled|removed|blocked|forbidden|former\w*|planned|maybe"
    r"|unknown|n\.?v\.?t|n\.?t\.?b)\b|\?",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\b(?:vpn|teamviewer|anydesk|ewon|secomea|ixon|tosibox|rdp|vnc|remote|op afstand|4g|lte|gsm|modem)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?:(?:purdue|isa[- ]?95)[ :-]*)?(?:(?:level|niveau|laag|ebene|l)[ :-]*)?(?:(3)[.,](5)|([0-5])(?:[.,]0)?)",
    re.IGNORECASE,
)
# A layer between two networks is often named after one or both of them.
_NAMED_DMZ = re.compile(r"\b(?:(?:ot|it|ics)/)?(?:ot|it|ics|industri\w+)[\s-]dmz\b", re.IGNORECASE)
_ZONES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dmz", re.compile(r"\bi?dmz\b", re.IGNORECASE)),
    ("office", re.compile(r"\b(?:kantoor\w*|office|it|ka|enterprise|corporate)\b", re.IGNORECASE)),
    ("external", re.compile(r"\b(?:extern\w*|internet|cloud|public)\b", re.IGNORECASE)),
    (
        "control",
        re.compile(
            r"\b(?:ot|pa|control|scada|field|ics|plc|cel|cell|besturing\w*"
            r"|proces(?:net|automatisering|zone|besturing|laag|domein|segment|installatie|controle|niveau)?(?:s?\w*werk\w*)?"
            r"|veld(?:net|bus|zone|laag|niveau|segment)?(?:\w*werk\w*)?)\b",
            re.IGNORECASE,
        ),
    ),
)
_NEVER = re.compile(r"(?:geen|none|nooit|never|(?:geen|no) updates?|(?:nooit|never) updates?)\.?", re.IGNORECASE)
_UPDATES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "supplier",
        re.compile(r"\b(?:leverancier|supplier|vendor|fabrikant|automatisch|automatic|auto|cloud)\b", re.IGNORECASE),
    ),
    ("own", re.compile(r"\b(?:eigen|own|zelf|handmatig|manual|wsus|beheer)\b", re.IGNORECASE)),
)


def yes_or_no(text: str, field: str = "") -> str:
    """``yes``, ``no``, or empty for a text that says neither clearly.

    ``field`` is the attribute the cell belongs to: some phrases are an answer in one column only.
    """
    said = " ".join(text.casefold().split()).rstrip(".! ")
    no_phrases = _NO_PHRASES | _NO_OF.get(field, frozenset())
    if said in _YES or said in _YES_OF.get(field, ()):
        return "yes"
    if said in _NO or said in no_phrases:
        return "no"
    if not (answer := _ANSWER.fullmatch(said)):
        return ""
    first, more = answer.groups()
    if first in _YES:
        return "yes" if all(map(_AFTER_YES.fullmatch, re.findall(r"[^\s,;:()+&-]+", more))) else ""
    return "no" if more in _AFTER_NO or more in no_phrases else ""


def denied(text: str) -> bool:
    """Whether a text denies something, tells of the past or the future, or doubts."""
    return bool(_DENIAL.search(text))


def remote_means(text: str) -> bool:
    """Whether a text names a means of remote access, without any denial or doubt beside it."""
    return bool(_REMOTE.search(text)) and not denied(text)


def purdue_level(text: str) -> str:
    """The Purdue level (``0`` to ``5``, ``3.5``) where the whole text is one; else empty."""
    found = _LEVEL.fullmatch(text.strip())
    return "" if not found else "3.5" if found[1] else found[3]


def zone_type(text: str) -> str | None:
    """The one zone type that a text names; ``None`` where it names none, empty where it names several or denies one."""
    text = _NAMED_DMZ.sub("dmz", text)
    named = [name for name, pattern in _ZONES if pattern.search(text)]
    if not named:
        return None
    return named[0] if len(named) == 1 and not denied(text) else ""


def update_channel(text: str) -> str:
    """Who installs updates: ``supplier``, ``own``, ``none``; empty where the text does not name exactly one."""
    if _NEVER.fullmatch(text.strip()):
        return "none"
    named = [name for name, pattern in _UPDATES if pattern.search(text)]
    return named[0] if len(named) == 1 and not denied(text) else ""
