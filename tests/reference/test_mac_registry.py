"""Look-ups in the IEEE registry."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from scanner.reference.macs import IeeeMacs, _organisation


@pytest.mark.parametrize(
    ("mac", "name", "country"),
    [
        ("44:19:B6:12:34:56", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "CN"),
        ("44-19-b6-12-34-56", "Hangzhou Hikvision Digital Technology Co.,Ltd.", "CN"),
        ("00:1B:1B:00:00:01", "Siemens AG", "DE"),
        ("00:80:F4:00:00:01", "TELEMECANIQUE ELECTRIQUE", "FR"),
        ("00:50:C2:00:1F:FF", "JMBS Developpements", "FR"),
        ("40:D8:55:01:30:00", "Grande Vitesse Systems", "US"),
    ],
)
def test_well_known_prefixes(mac: str, name: str, country: str) -> None:
    found = IeeeMacs().organisation(mac)
    assert found is not None
    assert (found.name, found.country) == (name, country)
    assert mac.replace("-", ":").upper().startswith(found.prefix[:8])


@pytest.mark.parametrize(
    "mac",
    [
        "02:00:00:00:00:01",  # locally administered
        "01:00:5E:00:00:01",  # multicast
        "FF:FF:FF:FF:FF:FF",  # broadcast
        "70:B3:D5:12:30:00",  # MA-S: IEEE handed it out in smaller pieces
        "40:D8:55:1E:50:00",  # IAB that is not registered
        "FC:FF:FF:00:00:00",  # not registered
        "44:19:B6",
        "4419B6123456",
        "onbekend",
        "",
    ],
)
def test_nobody_is_named_where_nobody_is_known(mac: str) -> None:
    assert IeeeMacs().organisation(mac) is None


def test_an_address_without_a_country_names_none() -> None:
    found = _organisation("00-00-01", "Somebody,", ["A street", "Somewhere 12"])
    assert found is not None
    assert (found.prefix, found.name, found.country) == ("00:00:01", "Somebody", "")
    assert _organisation("00-00-01", "Somebody", []) is not None


def test_a_private_holder_is_nobody() -> None:
    assert _organisation("00-00-01", "Private", []) is None


def test_it_goes_to_a_worker_process() -> None:
    there = pickle.loads(pickle.dumps(IeeeMacs()))  # noqa: S301 - our own bytes
    assert there.organisation("00:1B:1B:00:00:01") == IeeeMacs().organisation("00:1B:1B:00:00:01")


def test_the_registry_is_not_opened_before_it_is_needed() -> None:
    program = "import sys, scanner.reference as r; r.load(); print('netaddr' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
