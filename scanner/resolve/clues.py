"""Clues that are not names: purl and repository namespaces, CPE vendors, MAC addresses."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from packageurl import PackageURL

from scanner.model import Candidate, Decision, Governance, Match, Namespace, ReferenceData, Source, say

# A forge holds everybody's code: only a path below it names somebody.
_FORGE_DEPTH = 2
_CPE_PREFIX = len("cpe:2.3:")
# purl types and shorthands (``github:alibaba/nacos``) that name a place on a forge.
_FORGES = {"github": "github.com", "gitlab": "gitlab.com", "gitee": "gitee.com", "bitbucket": "bitbucket.org"}
_MIRRORED = {"raw.githubusercontent.com": "github.com", "codeload.github.com": "github.com"}
# Maven's ``scm:git:`` before an address, and git's own short form ``user@host:path``, which is no URL.
_SCM = re.compile(r"^scm:\w+:", re.IGNORECASE)
_SCP = re.compile(r"^(?:[\w.+-]+@)?([\w-]+(?:\.[\w-]+)*):(?!\d+(?:/|$))/*([^@]+)$")


class NamespaceIndex:
    """Looks up who stands behind a software namespace, by the longest pattern that fits."""

    def __init__(self, reference: ReferenceData) -> None:
        self._patterns: dict[str, dict[str, Namespace]] = {}
        for row in reference.namespaces:
            table = self._patterns.setdefault(row.ecosystem, {})
            table[row.pattern.casefold().rstrip("*").rstrip("/")] = row

    def of_purl(self, purl: str) -> Namespace | None:
        """The namespace row that a purl falls under, or None; a purl that does not parse has none.

        The forges among the purl types (``github``, ``gitee`` ...) are looked up as a path on that forge too.
        """
        parsed = _parse(purl)
        if parsed is None:
            return None
        ecosystem, namespace, name = parsed
        full = f"{namespace}/{name}" if namespace else name
        if ecosystem == "maven":
            return self.of_group(namespace)
        found = self._longest(ecosystem, full, "/") or self._wildcard(ecosystem, full)
        if found is None and ecosystem in _FORGES:
            return self._longest("golang", f"{_FORGES[ecosystem]}/{full}", "/")
        return found

    def of_group(self, group: str) -> Namespace | None:
        """The row of a dotted group name such as ``com.alibaba.nacos``, read as a Maven group id."""
        return self._longest("maven", group, ".")

    def of_url(self, url: str) -> Namespace | None:
        """The row that a repository or web address falls under: its path on a forge, else its domain.

        Takes URLs, git's ``user@host:path``, forge shorthands (``github:owner/name``) and Maven's ``scm:`` addresses.
        """
        try:
            parts = urlsplit(_as_url(url))
            host = (parts.hostname or "").casefold().rstrip(".").removeprefix("www.")
        except ValueError:  # a broken address points at nobody
            return None
        host = _MIRRORED.get(host, host)
        path = "/".join([host, *[p for p in parts.path.split("/") if p][:_FORGE_DEPTH]]).removesuffix(".git")
        return self._longest("golang", path.casefold(), "/") or self._domain(host)

    def _longest(self, ecosystem: str, full: str, separator: str) -> Namespace | None:
        table = self._patterns.get(ecosystem, {})
        parts = full.casefold().split(separator)
        for size in range(len(parts), 0, -1):
            if row := table.get(separator.join(parts[:size])):
                return row
        return None

    def _wildcard(self, ecosystem: str, full: str) -> Namespace | None:
        """Patterns such as ``alibabacloud-*`` stop inside a word: try every hyphen."""
        table = self._patterns.get(ecosystem, {})
        low = full.casefold()
        for i in range(len(low), 0, -1):
            row = table.get(low[:i])
            if row and row.pattern.endswith("*"):
                return row
        return None

    def _domain(self, host: str) -> Namespace | None:
        labels = host.split(".")
        table = self._patterns.get("domain", {})
        for i in range(len(labels) - 1):
            if row := table.get(".".join(labels[i:])):
                return row
        return None


def _as_url(address: str) -> str:
    """An address in any of the forms that package files use, as one that ``urlsplit`` understands."""
    text = _SCM.sub("", address.strip())
    if found := _SCP.match(text.partition("://")[2] or text):
        host, path = found.groups()
        return f"//{_FORGES.get(host.casefold(), host)}/{path}"
    return text if "//" in text else f"//{text}"


@lru_cache(maxsize=100_000)
def _parse(purl: str) -> tuple[str, str, str] | None:
    try:
        parsed = PackageURL.from_string(purl)
    except ValueError:
        return None
    return parsed.type, parsed.namespace or "", parsed.name


def purl_ecosystem(purl: str) -> str:
    """The purl's type (``npm``, ``deb`` ...), empty where it does not parse."""
    parsed = _parse(purl)
    return parsed[0] if parsed else ""


def namespace_match(raw: str, row: Namespace, source: Source) -> Match:
    """The match that a namespace row gives.

    A former owner, a community or whoever only runs the forge or mirror is no vendor: it stays unknown, said so.
    """
    reason = say("resolve.namespace", pattern=row.pattern, ecosystem=row.ecosystem, verified=str(source.verified))
    candidate = Candidate(row.entity, 1.0, (reason,))
    if row.governance in (Governance.VENDOR, Governance.FOUNDATION_PROJECT):
        return Match(raw, Decision.MATCHED, candidate)
    return Match(
        raw, Decision.UNKNOWN, None, (candidate,), say(f"resolve.governance_{row.governance.replace('-', '_')}")
    )


def cpe_vendor(cpe: str) -> str:
    """The vendor part of a CPE 2.2 URI or 2.3 string, unescaped; empty for a wildcard or anything else."""
    text = cpe.strip()
    kind = text[:_CPE_PREFIX].casefold()
    if kind == "cpe:2.3:":
        fields = text.replace("\\:", "\0").split(":")
        vendor = fields[3].replace("\0", ":") if len(fields) > 3 else ""  # noqa: PLR2004 - part 4 of CPE 2.3 is the vendor
    elif kind.startswith("cpe:/"):
        fields = text[5:].split(":")
        vendor = unquote(fields[1]) if len(fields) > 1 else ""
    else:
        return ""
    vendor = vendor.replace("\\", "")
    return "" if vendor in {"*", "-"} else vendor
