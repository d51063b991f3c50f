"""Make a generated SBOM fit to publish: the same bytes every time, no download address, nothing of the machine.

Five things change: identifiers and times drawn at random or from the clock get fixed values; references to a package
registry's host go, and so does a mail address there; the generator's own settings go (they name folders of the
machine); and the text is laid out anew. Names, versions, purls, hashes, licences, authors, repositories and relations
stay as the generator wrote them.
"""

from __future__ import annotations

import json
import re
import uuid
from typing import Any

from lxml import etree

MOMENT = "2026-11-23T00:00:00Z"
NAMESPACE = "https://example.org/ketenscan/sboms/"
# Hosts that hand out packages, spelled so that no full name stands here: that would be one in a published file.
_HOSTS = (
    r"registry\.[\w-]+\.\w+",
    r"npm[j]s\.\w+",
    r"npm[m]irror\.\w+",
    r"python[h]osted\.\w+",
    r"py[p]i\.(?:org|python)",
)
_MORE_HOSTS = (r"deb\.[d]ebian\.org", r"yarn[p]kg\.\w+", r"repo1?\.[m]aven")
REGISTRY = re.compile("|".join((*_HOSTS, *_MORE_HOSTS)), re.IGNORECASE)
MAIL_THERE = re.compile(rf"\s*<[^<>@\s]+@(?:{REGISTRY.pattern})>", re.IGNORECASE)
LOCAL_PATH = re.compile(r"(?:file://|(?<![\w./:-])/(?:home|root|tmp|work|Users|opt)/|[A-Z]:\\Users\\)")


class NotClean(ValueError):  # noqa: N818 - says what is the matter
    """A registry host or a local path is left over in a text that was about to be written."""


def serial_number(file: str) -> str:
    """The fixed serial number of a CycloneDX file: a name-based UUID, so that two files never share one."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE + file)}"


def check(text: str, file: str) -> str:
    """``text`` itself, if nothing in it names a registry host or a place on a machine.

    Raises:
        NotClean: it does; the message quotes the place.
    """
    for pattern in (REGISTRY, LOCAL_PATH):
        if found := pattern.search(text):
            raise NotClean(f"{file}: {text[max(0, found.start() - 80) : found.end() + 40]!r}")
    return text


def clean_json(text: str, file: str) -> str:
    """A CycloneDX, SPDX or syft document in JSON, cleaned, one component or relation a line."""
    document: dict[str, Any] = json.loads(text)
    if "bomFormat" in document:
        document["serialNumber"] = serial_number(file)
        document.setdefault("metadata", {})["timestamp"] = MOMENT
    elif "spdxVersion" in document:
        document["documentNamespace"] = NAMESPACE + file
        document["creationInfo"]["created"] = MOMENT
    else:
        document["descriptor"].pop("configuration", None)
        document["source"]["metadata"]["path"] = document["source"]["name"]
    return check(_lay_out(_without_registries(document)), file)


def _lay_out(document: dict[str, Any]) -> str:
    """JSON with one line for each element of a top-level list: small, and a change shows as one line."""
    members = []
    for key, value in document.items():
        if isinstance(value, list) and value:
            lines = ",\n".join(json.dumps(v, ensure_ascii=False) for v in value)
            members.append(f"{json.dumps(key)}: [\n{lines}\n]")
        else:
            members.append(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(members) + "\n}\n"


def _without_registries(value: Any) -> Any:  # noqa: ANN401 - JSON is of any type
    """The same tree without external references to a registry; SPDX locations there become ``NOASSERTION``."""
    if isinstance(value, list):
        return [_without_registries(v) for v in value if not _is_registry_reference(v)]
    if isinstance(value, str):
        return MAIL_THERE.sub("", value)
    if not isinstance(value, dict):
        return value
    kept = {k: _without_registries(v) for k, v in value.items()}
    for key in ("downloadLocation", "homepage"):
        if REGISTRY.search(str(kept.get(key, ""))):
            kept[key] = "NOASSERTION"
    return kept


def _is_registry_reference(value: Any) -> bool:  # noqa: ANN401 - JSON is of any type
    return isinstance(value, dict) and bool(REGISTRY.search(str(value.get("url", ""))))


def clean_xml(text: str, file: str) -> str:
    """A CycloneDX document in XML, cleaned."""
    parser = etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True)
    root = etree.fromstring(text.encode(), parser)
    root.set("serialNumber", serial_number(file))
    space = {"c": etree.QName(root).namespace}
    metadata = root.find("c:metadata", space)
    moment = root.find("c:metadata/c:timestamp", space)
    if moment is None:
        moment = etree.Element(f"{{{space['c']}}}timestamp")
        metadata.insert(0, moment)
    moment.text = MOMENT
    for reference in root.iterfind(".//c:reference", space):
        if REGISTRY.search(reference.findtext("c:url", "", space)):
            reference.getparent().remove(reference)
    etree.indent(root, " ")
    return check(etree.tostring(root, encoding="unicode") + "\n", file)


def clean_tag_value(text: str, file: str) -> str:
    """An SPDX document in tag-value form, cleaned."""
    text = re.sub(r"^DocumentNamespace: .*$", f"DocumentNamespace: {NAMESPACE}{file}", text, flags=re.MULTILINE)
    text = re.sub(r"^Created: .*$", f"Created: {MOMENT}", text, flags=re.MULTILINE)
    location = re.compile(
        rf"^(PackageDownloadLocation|PackageHomePage): .*(?:{REGISTRY.pattern}).*$", re.IGNORECASE | re.MULTILINE
    )
    return check(location.sub(r"\1: NOASSERTION", text), file)


def clean(text: str, file: str) -> str:
    """``text`` cleaned, in the form that the ending of ``file`` names (``.json``, ``.xml`` or ``.spdx``)."""
    by_ending = {"json": clean_json, "xml": clean_xml, "spdx": clean_tag_value}
    return by_ending[file.rsplit(".", 1)[1]](text, file)
