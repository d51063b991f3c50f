"""Small scan results made by hand, for tests that need one without running a scan.

A sentence may be given as it is: a catalogue key that no catalogue has is shown as the sentence itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from scanner.model import (
    Answer,
    Attribute,
    Candidate,
    Claim,
    ClaimKind,
    Control,
    CountryProfile,
    Coverage,
    Decision,
    DependencyGraph,
    Document,
    Entity,
    Evidence,
    Finding,
    Hop,
    Item,
    ItemKind,
    Law,
    Link,
    LinkKind,
    Listing,
    Match,
    Node,
    Notice,
    OpenQuestion,
    Outcome,
    Party,
    Question,
    Role,
    ScanResult,
    ScoreFactor,
    Skipped,
    Source,
    SourceRef,
    Truth,
    Versions,
    say,
)

INVENTORY = "waterschap/assets.xlsx"
SBOM = "waterschap/scada.cdx.json"
HOSTILE_NAMES = (
    '=HYPERLINK("http://x")',
    "<script>alert(1)</script>",
    "abc\u202egnp.exe\u202c\u200f",
    "x" * 40_000,
    "\U0001f4f9 pomp \U0001f469\u200d\U0001f527",
    "bel\x07nul\x00esc\x1b[31m",
    "+1-800 @SUM(A1)",
    "\"'><img src=x onerror=alert(1)>",
    "{name} %s {{ 7*7 }}",
    "  =1+1",
    "]]> & &amp; \\u0000",
    "x\tregel twee\r\nregel drie",
)
LAW_SOURCE = Source("https://example.org/wet?artikel=7&lid=1", "2017-06-27", verified=True)
OWNER_SOURCE = Source("https://example.org/jaarverslag.pdf", "2024-04", verified=False)

HIKVISION = Entity(
    "hikvision",
    "Hangzhou Hikvision Digital Technology",
    "杭州海康威视数字技术股份有限公司",
    "CN",
    "camera",
    "partly",
    "high",
    LAW_SOURCE,
)
CETC = Entity(
    "cetc",
    "China Electronics Technology Group",
    "中国电子科技集团有限公司",
    "CN",
    "conglomerate",
    "yes",
    "high",
    OWNER_SOURCE,
)
SIEMENS = Entity("siemens", "Siemens", "", "DE", "automation", "no", "high", LAW_SOURCE)
KASPERSKY = Entity("kaspersky", "Kaspersky", "Лаборатория Касперского", "RU", "software", "no", "high", OWNER_SOURCE)
CHINA = CountryProfile(
    "CN",
    "China",
    "China",
    (Law("National Intelligence Law", "国家情报法", "2017", ("7", "14"), "intelligence", "yes", "no", LAW_SOURCE),),
    laws_researched=True,
    programme=Truth.YES,
    programme_sources=(OWNER_SOURCE,),
    programme_from="2018",
)
RUSSIA = CountryProfile("RU", "Rusland", "Russia", (), laws_researched=True, programme=Truth.YES)
SEGMENT = Control(
    "segment",
    "Zet het apparaat in een eigen netwerk",
    "Put the device in its own network",
    "spread",
    ("network",),
    "medium",
    LAW_SOURCE,
)


def place(row: int, column: str = "", file: str = INVENTORY, sheet: str = "Assets") -> SourceRef:
    """A cell of the inventory."""
    return SourceRef(file, sheet, row, column)


def item(item_id: str, name: str, row: int = 2, parent: str = "", **more: object) -> Item:
    """An inventory row, or a library when it has a parent; ``more`` are fields of ``Item``."""
    where = SourceRef(SBOM, pointer=f"/components/{row}") if parent else place(row)
    kind = ItemKind.LIBRARY if parent else ItemKind.ASSET
    return Item(item_id, more.pop("kind", kind), name, where, parent=parent, **more)  # type: ignore[arg-type]


def claim(value: str, row: int = 2, kind: ClaimKind = ClaimKind.MANUFACTURER) -> Claim:
    """A name in the column ``Fabrikant``."""
    return Claim(kind, value, place(row, "Fabrikant"))


def party(
    value: str, entity: str = "", decision: Decision = Decision.MATCHED, row: int = 2, score: float = 0.98
) -> Party:
    """A maker by its name and the entity that it was taken for; no entity: nothing came near."""
    best = Candidate(entity, score, (say("De naam is gelijk aan een bekende naam."),)) if entity else None
    runners = (Candidate("siemens", 0.41, (say("Eén woord is gelijk."),)),) if decision is Decision.REVIEW else ()
    return Party(Role.MAKER, claim(value, row), Match(value, decision, best, runners))


def answers(truths: str, row: int = 2) -> tuple[Answer, ...]:
    """All nine answers from nine letters, ``y``, ``n`` or ``u``, in the order of ``Question``; with evidence."""
    meaning = {"y": Truth.YES, "n": Truth.NO, "u": Truth.UNKNOWN}
    made = []
    for question, letter in zip(Question, truths, strict=True):
        cell = Evidence(say(f"De inventaris geeft {question} in deze rij."), place(row, "Proces"))
        fact = Evidence(say(f"Een bron noemt {question}."), None, LAW_SOURCE)
        unsure = Evidence(say(f"Een andere bron noemt {question} ook."), None, OWNER_SOURCE)
        evidence = {Question.S: (cell,), Question.Q3A: (cell,), Question.Q1B: (fact, unsure)}.get(question, (fact,))
        made.append(Answer(question, meaning[letter], () if letter == "u" else evidence))
    return tuple(made)


def finding(
    finding_id: str, outcome: Outcome, title: str, items: Sequence[str], truths: str = "uuuuuuuuu", **more: object
) -> Finding:
    """A finding from its nine answers; the link follows from them. ``more`` are fields of ``Finding``."""
    given = {answer.question: answer.truth for answer in answers(truths)}
    party_side = given[Question.Q1A] | given[Question.Q1B] | given[Question.Q1C]
    link = given[Question.Q0] | (party_side & (given[Question.Q2A] | given[Question.Q2B]))
    row = more.pop("row", 2)
    made = answers(truths, row)  # type: ignore[arg-type]
    return Finding(finding_id, outcome, tuple(items), title, link, made, **more)  # type: ignore[arg-type]


def camera_path() -> tuple[Hop, ...]:
    """Process, asset, maker, organisation, owner, country."""
    return (
        Hop("", "process", "process:drinkwater", "Drinkwatervoorziening", place(2, "Proces")),
        Hop("supported-by", "asset", "a1", "Camera gemaal Oost", place(2)),
        Hop("made-by", "party", "party:hikvision", "HIKVISION", place(2, "Fabrikant")),
        Hop("identified-as", "entity", "hikvision", HIKVISION.name, None, LAW_SOURCE),
        Hop("controlled-by", "entity", "cetc", CETC.name, None, OWNER_SOURCE),
        Hop("seated-in", "country", "CN", "CN", None, LAW_SOURCE),
    )


def suspicion_path() -> tuple[Hop, ...]:
    """Asset, the name under review, the organisation that it may mean, country."""
    return (
        Hop("", "asset", "a4", "Virusscanner", place(5)),
        Hop("made-by", "party", "Kasperski Lab", "Kasperski Lab", place(5, "Fabrikant")),
        Hop("identified-as", "entity", "kaspersky", "Kaspersky", None, OWNER_SOURCE),
        Hop("seated-in", "country", "RU", "RU", None, OWNER_SOURCE),
    )


def versions() -> Versions:
    """Fixed versions."""
    return Versions("0.1.0", "policy-1", "2026-11-01 sha256:abcdef", "2026-11-23")


def coverage(**counts: int) -> Coverage:
    """All counts zero but those given."""
    return Coverage(**{name: counts.get(name, 0) for name in Coverage.__dataclass_fields__})


def graph() -> DependencyGraph:
    """Process, asset, party, entity, owner, country in one line."""
    nodes = tuple(Node(hop.node_kind, hop.node, hop.label) for hop in camera_path())
    kinds = tuple(hop.relation for hop in camera_path()[1:])
    return DependencyGraph(nodes, array("q", range(5)), array("q", range(1, 6)), array("q", range(5)), kinds)


def result(findings: Sequence[Finding] = (), documents: Sequence[Document] = (), **more: object) -> ScanResult:
    """A scan of the given parts, with every entity, country and control of this module."""
    parts: dict[str, object] = {
        "versions": versions(),
        "coverage": coverage(),
        "entities": {entity.id: entity for entity in (HIKVISION, CETC, SIEMENS, KASPERSKY)},
        "countries": {profile.code: profile for profile in (CHINA, RUSSIA)},
        "controls": {SEGMENT.id: SEGMENT},
        "graph": DependencyGraph((), array("q"), array("q"), array("q"), ()),
        **more,
    }
    return ScanResult(documents=tuple(documents), findings=tuple(findings), **parts)  # type: ignore[arg-type]


def empty() -> ScanResult:
    """A scan in which nothing was read."""
    return result(entities={}, countries={}, controls={})


def water_board() -> ScanResult:
    """One of everything: linked camera, candidates, a clean PLC, an unknown name, a doubtful one, a package group."""
    attributes = {"process": Attribute("Drinkwatervoorziening", place(2, "Proces"))}
    assets = [
        item("a1", "Camera gemaal Oost", 2, claims=(claim("HIKVISION"),), attributes=attributes, version="V5.7"),
        item("a2", "PLC gemaal Oost", 3, claims=(claim("Siemens AG", 3),)),
        item("a3", "Meetkast 7", 4, claims=(claim("Shenzhen Goodlink", 4),)),
        item("a4", "Virusscanner", 5, kind=ItemKind.APPLICATION, claims=(claim("Kasperski Lab", 5),)),
        item("a5", "SCADA-server", 6),
        item("a6", "Router poldergemaal", 7, claims=(claim("HIKVISION", 7),)),
        item("a7", "Camera hoofdkantoor", 8, claims=(claim("HIKVISION", 8),)),
    ]
    packages = [item(f"p{i}", f"pakket-{i}", i, parent="a5", ecosystem="npm", version=f"1.{i}.0") for i in range(430)]
    links = tuple(
        Link(f"p{i}", f"p{i + 1}", LinkKind.DEPENDS_ON, SourceRef(SBOM, pointer=f"/dependencies/{i}")) for i in range(5)
    )
    skipped = (
        Skipped(place(9), say("De rij heeft geen naam."), say("Vul de naam in.")),
        Skipped(
            SourceRef("waterschap/oud.xls"), say("Het bestand is leeg."), say("Lever het opnieuw aan."), whole_file=True
        ),
    )
    notice = Notice(SourceRef(SBOM), say("Het bestand noemt geen leveranciers."))
    documents = (
        Document(INVENTORY, "xlsx", records=8, items=tuple(assets), skipped=skipped, columns={"name": "Naam"}),
        Document(
            SBOM, "cyclonedx", "1.6", "ab" * 32, 430, tuple(packages), links, (), (notice,), {}, has_dependencies=True
        ),
    )
    cover = coverage(
        files=2, files_refused=1, records=438, items=437, skipped=2, assets=7, components=430,
        maker_matched=4, maker_review=1, maker_unknown=432, process_known=1, access_known=2, facts_unverified=3,
    )  # fmt: skip
    notices = (say("De naslaggegevens zijn 22 dagen oud."),)
    return result(_findings(), documents, coverage=cover, graph=graph(), notices=notices)


def _findings() -> list[Finding]:
    ask = OpenQuestion(Question.Q3B, say("Zijn er maatregelen die genoeg beschermen? Vraag het de beheerder."))
    linked = {"entity": "hikvision", "paths": (camera_path(),), "parties": (party("HIKVISION", "hikvision"),)}
    measure = Listing("hikvision", "FCC Covered List", "2021-03-12", LAW_SOURCE, "communications equipment")
    reasons = Evidence(
        say("Vastgelegd door de beheerder: het apparaat kan niet apart gezet worden."), place(7, "Reden")
    )
    factors = (ScoreFactor(say("Het apparaat is van buiten te bereiken."), 30), ScoreFactor(say("Eén proces."), 10))
    doubtful = party("Kasperski Lab", "kaspersky", Decision.REVIEW, 5, 0.81)
    packages = [f"p{i}" for i in range(430)]
    return [
        finding("F-siemens", Outcome.NO_INDICATION, "PLC gemaal Oost: Siemens AG", ["a2"], "ynnnnnnyu",
                entity="siemens", parties=(party("Siemens AG", "siemens", row=3),)),
        finding("F-unknown", Outcome.UNKNOWN_ORIGIN, "Meetkast 7: Shenzhen Goodlink", ["a3"], cause="not-in-registry",
                parties=(party("Shenzhen Goodlink", decision=Decision.UNKNOWN, row=4),),
                open_questions=(OpenQuestion(Question.Q1A, say("Waar zit Shenzhen Goodlink?")),)),
        finding("F-review", Outcome.UNKNOWN_ORIGIN, "Virusscanner: Kasperski Lab", ["a4"], parties=(doubtful,),
                cause="review", suspect="kaspersky", paths=(suspicion_path(),),
                open_questions=(OpenQuestion(Question.Q1A, say("Is Kasperski Lab hetzelfde als Kaspersky?")),)),
        finding("F-packages", Outcome.UNKNOWN_ORIGIN, "SCADA-server: 430 npm-pakketten", packages, score=3,
                cause="no-organisation"),
        finding("F-linked", Outcome.LINKED, "Camera hoofdkantoor: HIKVISION", ["a7"], "nnynnynnu", row=8, **linked),
        finding("F-open", Outcome.CANDIDATE_OPEN, "Camera gemaal Oost: HIKVISION", ["a1"], "ynyyuyuyu", **linked,
                open_questions=(ask,), controls=("segment",), measures=(measure,), score=40, score_factors=factors),
        finding("F-exclude", Outcome.EXCLUSION_CANDIDATE, "Router poldergemaal: HIKVISION", ["a6"], "ynyyuyuyn", row=7,
                **linked, remarks=(reasons,), score=55, score_factors=factors),
    ]  # fmt: skip


def hostile() -> ScanResult:
    """A scan in which every name that a stranger can choose is an attack."""
    items, findings = [], []
    for number, name in enumerate(HOSTILE_NAMES):
        row = number + 2
        attributes = {"process": Attribute(name, place(row, "Proces"))}
        items.append(
            item(f"h{number}", name, row, claims=(claim(name, row),), attributes=attributes, version=name[:50])
        )
        hops = (Hop("", "process", name, name), Hop("supported-by", "asset", f"h{number}", name), *camera_path()[2:])
        source = Source("javascript:alert(1)" if number % 2 else f"https://example.org/{name[:60]}", name[:20])
        remark = Evidence(say("report.why.not_in_registry", party=name), SourceRef(name, name, row, name, name), source)
        evil = {
            "suspect": "hikvision",
            "cause": "review",
            "parties": (party(name, "hikvision", Decision.REVIEW, row),),
            "paths": (hops,),
            "remarks": (remark,),
        }
        question = OpenQuestion(Question.Q1A, say("report.why.review", party=name, entity=name, country="CN"))
        findings.append(
            finding(
                f"H{number}", Outcome.RAISED_RISK, name, [f"h{number}"], "unyuuyuuu", open_questions=(question,), **evil
            )
        )
    skipped = Skipped(
        SourceRef(HOSTILE_NAMES[1]),
        say("report.why.owner", entity=HOSTILE_NAMES[0]),
        say("report.why.owner", entity=HOSTILE_NAMES[7]),
    )
    document = Document(INVENTORY, "xlsx", records=len(items), items=tuple(items), skipped=(skipped,))
    return result(findings, [document], coverage=coverage(files=1, items=len(items), maker_review=len(items)))


def many(count: int) -> ScanResult:
    """``count`` simple findings, one an item, as a large inventory gives them; every third is linked."""
    items, findings = [], []
    for number in range(count):
        row = number + 2
        cells = {name: Attribute("ja", place(row, name.title())) for name in ("process", "zone", "remote_access")}
        items.append(item(f"a{number}", f"Apparaat {number}", row, claims=(claim("HIKVISION", row),), attributes=cells))
        outcome, truths = (Outcome.LINKED, "nnynnynnu") if number % 3 == 0 else (Outcome.NO_INDICATION, "nnnnnnnnu")
        head = (
            Hop("", "process", "p", "Drinkwater"),
            Hop("supported-by", "asset", f"a{number}", f"Apparaat {number}", place(row)),
        )
        path = (*head, *camera_path()[2:])
        findings.append(
            finding(f"F{number}", outcome, f"Apparaat {number}: HIKVISION", [f"a{number}"], truths, row=row,
                    entity="hikvision", parties=(party("HIKVISION", "hikvision", row=row),), paths=(path,),
                    score=number % 50)
        )  # fmt: skip
    document = Document(INVENTORY, "xlsx", records=count, items=tuple(items))
    return result(findings, [document], coverage=coverage(files=1, items=count, assets=count, maker_matched=count))
