"""Who holds a MAC prefix, from the IEEE registry that netaddr carries (MA-L and IAB).

The registry is opened at the first look-up, not at import: most inventories hold no MAC address at all. A prefix is
parsed once; an inventory has few of them. Blocks that IEEE hands out in smaller pieces (MA-M, MA-S) stand in the MA-L
file under IEEE's own name: whoever holds such a piece is not known here, and the answer is None rather than IEEE.

Source: IEEE Std 802-2014, clause 8.2 (structure of the addresses, U/L and I/G bits).
"""

from __future__ import annotations

import re
from functools import lru_cache

from scanner.model import MacOrganisation

_MAC = re.compile(r"[0-9A-F]{2}(?:[:-][0-9A-F]{2}){5}", re.IGNORECASE)
_GROUP_BIT = 0x01
_LOCAL_BIT = 0x02
# Names under which no maker stands: blocks of IEEE itself, and holders who keep their name out of the registry.
_NO_MAKER = frozenset({"ieee registration authority", "private"})
_IAB_PREFIXES = frozenset({0x0050C2, 0x40D855})


class IeeeMacs:
    """A ``MacRegistry``. It has no state of its own, so that it goes to a worker process for free."""

    __slots__ = ()

    def organisation(self, mac: str) -> MacOrganisation | None:
        """The holder of the prefix of ``mac`` (``AA:BB:CC:DD:EE:FF``).

        None for what is no MAC address, for locally administered and group addresses (nobody holds those), and for
        prefixes that are not registered or whose holder the registry does not name.
        """
        if not _MAC.fullmatch(mac):
            return None
        number = int(mac.replace(":", "").replace("-", ""), 16)
        if (number >> 40) & (_GROUP_BIT | _LOCAL_BIT):
            return None
        oui = number >> 24
        return _iab(number >> 12) if oui in _IAB_PREFIXES else _oui(oui)


@lru_cache(maxsize=65536)
def _oui(prefix: int) -> MacOrganisation | None:
    """The holder of a 24-bit prefix."""
    from netaddr import OUI, NotRegisteredError  # noqa: PLC0415 - loads an index of some 40,000 prefixes

    try:
        record = OUI(prefix).registration()
    except NotRegisteredError:
        return None
    return _organisation(str(record["oui"]), str(record["org"]), list(record["address"]))


@lru_cache(maxsize=65536)
def _iab(prefix: int) -> MacOrganisation | None:
    """The holder of a 36-bit individual address block."""
    from netaddr import IAB, NotRegisteredError  # noqa: PLC0415 - idem

    try:
        record = IAB(prefix).registration()
    except NotRegisteredError:
        return None
    return _organisation(str(record["iab"]), str(record["org"]), list(record["address"]))


def _organisation(prefix: str, name: str, address: list[str]) -> MacOrganisation | None:
    """A registry entry as a noun; the country is the last line of the address where that is a two-letter code."""
    if name.strip().casefold() in _NO_MAKER:
        return None
    last = address[-1].strip() if address else ""
    country = last if re.fullmatch(r"[A-Z]{2}", last) else ""
    return MacOrganisation(prefix.replace("-", ":"), name.strip(" ,"), country)
