"""The page, parsed again: complete, closed to the outside, readable by machines for people."""

from __future__ import annotations

import base64
import hashlib
import re

import factory
import pytest
from lxml import html

from scanner.i18n import LANGUAGES, translator
from scanner.model import Outcome, ScanResult
from scanner.report.page import HtmlWriter

SCANS = [factory.empty, factory.water_board, factory.hostile]


def parsed(result: ScanResult, language: str = "nl", **options: int) -> html.HtmlElement:
    return html.document_fromstring(HtmlWriter(**options).write(result, translator(language)))


def text(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize("make", SCANS)
def test_nothing_loads_from_outside(make: type) -> None:
    page = parsed(make())
    assert not page.xpath("//link | //img | //iframe | //object | //embed | //base | //*[@style] | //*[@src]")
    assert not [name for each in page.iter() for name in each.attrib if name.startswith("on")]
    for link in page.xpath("//*[@href]"):
        assert link.tag == "a"
        assert re.match(r"https?://|#", link.get("href"))
    assert not re.search(r"@import|url\(", page.xpath("string(//style)"))


@pytest.mark.parametrize("make", SCANS)
def test_the_policy_allows_this_style_and_script_only(make: type) -> None:
    page = parsed(make())
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none';")
    assert len(page.xpath("//script")) == len(page.xpath("//style")) == 1
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.xpath(f"string(//{tag})").encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", SCANS)
def test_the_page_is_sound_and_accessible(make: type, language: str) -> None:
    page = parsed(make(), language)
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert page.get("lang") == language
    assert [len(page.xpath(f"//{tag}")) for tag in ("main", "h1", "head/title", "header", "footer", "nav")] == [1] * 6
    assert not [link for link in page.xpath("//a/@href") if link.startswith("#") and link[1:] not in ids]
    assert not [label for label in page.xpath("//@aria-labelledby | //label/@for") if label not in ids]
    assert not page.xpath("//table[thead]//th[not(@scope)]")
    assert not page.xpath("//svg[not(@aria-hidden='true')]")


@pytest.mark.parametrize("make", SCANS)
def test_every_finding_is_there_worst_first(make: type) -> None:
    result = make()
    shown = [text(each) for each in parsed(result).xpath("//details[contains(@class, 'finding')]/summary")]
    assert len(shown) == len(result.findings)
    for finding in result.findings:
        assert sum(f" {finding.id} " in f"{line} " for line in shown) == 1
    levels = parsed(result).xpath("//section[@class='level']/@aria-labelledby")
    ranks = [Outcome(level.removeprefix("level-")).rank for level in levels]
    assert ranks == sorted(ranks, reverse=True)


def test_coverage_and_ladder_come_before_findings() -> None:
    heads = parsed(factory.water_board()).xpath("//h2/@id")
    assert heads == ["coverage", "ladder", "findings", "questions", "skipped", "method"]


def test_a_finding_shows_its_path_and_its_evidence() -> None:
    page = parsed(factory.water_board())
    (finding,) = page.xpath("//details[contains(@class, 'finding')][summary[contains(., 'F-open')]]")
    drawn = [" ".join(box.xpath(".//text/text()")) for box in finding.xpath(".//ol[@class='path']/li/svg")]
    assert drawn == [
        "proces Drinkwatervoorziening",
        "steunt op apparaat of systeem Camera gemaal Oost",
        "komt van partij HIKVISION",
        "herkend als organisatie Hangzhou Hikvision Digital Technology",
        "valt onder zeggenschap van organisatie China Electronics Technology Group",
        "zit in land China",
    ]
    body = text(finding)
    assert "杭州海康威视数字技术股份有限公司" in body
    assert "gelezen in waterschap/assets.xlsx, blad Assets, rij 2, kolom Fabrikant" in body
    assert "https://example.org/jaarverslag.pdf , 2024-04, niet geverifieerd" in body.replace("pdf,", "pdf ,")
    assert body.index("Kijk eerst naar lichtere maatregelen") < body.index("De vragen en de antwoorden")
    assert "FCC Covered List" in body
    assert "alleen context" in body


def test_a_doubtful_name_shows_who_else_it_may_be() -> None:
    (finding,) = parsed(factory.water_board()).xpath(
        "//details[contains(@class, 'finding')][summary[contains(., 'F-review')]]"
    )
    body = text(finding)
    assert "Kaspersky (Лаборатория Касперского): gelijkenis 81%" in body.replace("\xa0", "")
    assert "Andere mogelijke namen: Siemens: gelijkenis 41%" in body.replace("\xa0", "")
    assert "is niet zeker" in body


def test_a_group_lists_its_members_up_to_a_hundred() -> None:
    (finding,) = parsed(factory.water_board()).xpath(
        "//details[contains(@class, 'finding')][summary[contains(., 'F-packages')]]"
    )
    members = finding.xpath(".//details[summary[contains(., '430')]]//li")
    assert len(members) == 101
    assert text(members[-1]) == "en nog 330"
    assert "Er is geen weg naar een land bekend." in text(finding)


def test_findings_beyond_the_limit_are_counted_in_a_sentence() -> None:
    page = parsed(factory.many(12), most_findings=5)
    assert len(page.xpath("//details[contains(@class, 'finding')]")) == 5
    (note,) = page.xpath("//section[@aria-labelledby='findings']/p[@class='note']")
    assert "toont de 5 zwaarste van de 12 bevindingen. De andere 7 staan alleen in het werkboek" in text(note)


def test_long_lists_are_cut_with_a_sentence() -> None:
    rows = tuple(
        factory.Skipped(factory.place(row), factory.say("leeg"), factory.say("vul in")) for row in range(2, 700)
    )
    questions = [factory.OpenQuestion(factory.Question.S, factory.say(f"Vraag {number}?")) for number in range(600)]
    finding = factory.finding("F", Outcome.UNKNOWN_ORIGIN, "titel", [], open_questions=tuple(questions))
    page = parsed(factory.result([finding], [factory.Document("a.csv", "csv", skipped=rows)]))
    notes = [text(note) for note in page.xpath("//p[@class='note']")]
    assert notes == [
        f"Hier staan 500 van de {total} regels. De rest staat in het werkboek en in scan.json." for total in (600, 698)
    ]


def test_only_web_addresses_can_be_clicked() -> None:
    page = parsed(factory.hostile())
    assert not page.xpath("//a[contains(@href, 'javascript')]")
    assert "javascript:alert(1)" in text(page)


def test_an_empty_scan_says_so() -> None:
    body = text(parsed(factory.empty()))
    assert "Er is niets gelezen. Deze scan zegt dus niets over uw keten." in body
    assert "Er zijn geen bevindingen." in body


def test_the_law_and_the_last_word_are_named() -> None:
    body = text(parsed(factory.water_board()))
    assert "De computer stelt voor, een mens beslist." in body
    assert "Cyberbeveiligingswet artikel 21, vijfde lid" in body
    assert "Cyberbeveiligingsbesluit artikel 18" in body
