"""Cases that must come out right, through the whole pipeline on the bundled facts, each with its reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from scanner.model import Finding, Outcome, Question, ScanResult, Truth

One = Callable[..., Finding]
HEADER = "Naam,Fabrikant,Functie,Proces,Purdue-niveau,Toegang op afstand,Internet,Cloud"


def truths(finding: Finding) -> dict[Question, Truth]:
    """The answer to each question."""
    return {answer.question: answer.truth for answer in finding.answers}


def test_kaspersky_antivirus_on_a_server_has_the_three_grounds_of_2018(one_finding: One) -> None:
    """Law, programme and deep access (cabinet decision of 2018-05-14); whether measures suffice is asked."""
    found = one_finding(HEADER, "srv-1,Kaspersky,antivirus,gemaal,3,nee,ja,nee")
    answers = truths(found)
    assert (answers[Question.Q1A], answers[Question.Q2A], answers[Question.Q3A]) == (Truth.YES,) * 3
    assert found.outcome is Outcome.CANDIDATE_OPEN
    assert [q.question for q in found.open_questions] == [Question.Q3B]
    assert found.controls


def test_a_camera_in_an_office_without_access_is_recorded_and_followed(one_finding: One) -> None:
    found = one_finding(
        "Naam,Fabrikant,Functie,Zone,Toegang op afstand,Internet,Cloud,Proces",
        "cam,Hikvision,camera,kantoor,nee,nee,nee,kantoor",
    )
    assert found.link is Truth.YES
    assert found.outcome is Outcome.LINKED


def test_the_same_camera_with_a_cloud_at_a_pumping_station_is_a_possible_candidate(one_finding: One) -> None:
    found = one_finding(HEADER, "cam,Hikvision,camera,gemaal,2,nee,ja,ja")
    assert found.outcome is Outcome.CANDIDATE_OPEN


def test_a_candidate_for_exclusion_needs_recorded_reasons(one_finding: One) -> None:
    header = HEADER + ",Maatregelen voldoende,Reden maatregelen"
    row = "plc,Inovance,plc,gemaal,1,ja,nee,nee,nee,"
    assert one_finding(header, row).outcome is Outcome.CANDIDATE_OPEN
    assert one_finding(header, row + "geen andere leverancier levert dit").outcome is Outcome.EXCLUSION_CANDIDATE
    assert (
        one_finding(header, row.replace(",nee,nee,nee,", ",nee,nee,ja,") + "netwerk gescheiden").outcome
        is Outcome.MITIGATE
    )


def test_a_us_product_is_never_flagged(one_finding: One) -> None:
    """Law yes, programme no: a law alone flags nobody."""
    found = one_finding(HEADER, "sw,Cisco,switch,gemaal,2,ja,ja,ja")
    answers = truths(found)
    assert answers[Question.Q1A] is not Truth.UNKNOWN
    assert answers[Question.Q2A] is Truth.NO
    assert found.outcome is Outcome.NO_INDICATION


def test_a_siemens_plc_gives_no_indication(one_finding: One) -> None:
    assert one_finding(HEADER, "plc,Siemens AG,plc,gemaal,1,ja,nee,nee").outcome is Outcome.NO_INDICATION


def test_an_unknown_vendor_in_a_core_process_is_not_clean(one_finding: One) -> None:
    found = one_finding(HEADER, "x,Foobar Automation,plc,gemaal,1,ja,nee,nee")
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert found.open_questions


@pytest.mark.parametrize("nobody", ["onbekend", "n.v.t.", "-", "Unknown", "N/A", "div.", ""])
def test_a_placeholder_is_unknown_never_a_vendor(one_finding: One, nobody: str) -> None:
    found = one_finding(HEADER, f"x,{nobody},plc,gemaal,1,ja,nee,nee")
    assert (found.outcome, found.entity, found.parties) == (Outcome.UNKNOWN_ORIGIN, "", ())


def test_a_likeness_alone_never_reaches_a_candidate_level(one_finding: One) -> None:
    found = one_finding(HEADER, "cam,Danhua,camera,gemaal,2,ja,ja,ja")
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert (found.entity, found.suspect) == ("", "dahua")
    assert found.remarks


def test_a_label_that_says_one_and_a_mac_that_says_another(one_finding: One) -> None:
    found = one_finding("Naam,Fabrikant,Functie,MAC-adres", "cam,ABUS,camera,3C:EF:8C:12:34:56")
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert {remark.text.key for remark in found.remarks} >= {"assess.mac_differs"}


def test_an_espressif_radio_does_not_make_a_siemens_plc_chinese(one_finding: One) -> None:
    found = one_finding("Naam,Fabrikant,Functie,MAC-adres", "plc,Siemens,plc,24:0A:C4:12:34:56")
    assert found.link is not Truth.YES
    assert any(remark.text.key == "assess.mac_differs" for remark in found.remarks)


def test_a_mac_address_alone_is_a_clue_and_no_more(one_finding: One) -> None:
    found = one_finding("Naam,MAC-adres", "x,28:57:BE:12:34:56")
    assert found.outcome is Outcome.UNKNOWN_ORIGIN
    assert (found.entity, found.suspect) == ("", "hikvision")


def test_a_reseller_clears_nothing_but_one_from_a_risk_country_counts(one_finding: One) -> None:
    assert one_finding("Naam,Leverancier,Type", "x,Siemens,S7").outcome is Outcome.UNKNOWN_ORIGIN
    assert one_finding("Naam,Leverancier,Type", "x,Huawei,AR129").link is Truth.YES


def test_two_vendors_in_a_cell_the_linked_one_counts(one_finding: One) -> None:
    assert one_finding(HEADER, "x,Siemens / Hikvision,camera,gemaal,1,ja,nee,nee").link is Truth.YES


@pytest.mark.parametrize(
    ("maker", "before", "after"),
    [
        ("KUKA", ("2015-06-01", Truth.NO), ("2024-01-01", Truth.YES)),
        ("Lexmark", ("2020-01-01", Truth.YES), ("2026-01-01", Truth.NO)),
    ],
)
def test_an_owner_counts_on_the_date_of_the_scan(
    one_finding: One, maker: str, before: tuple[str, Truth], after: tuple[str, Truth]
) -> None:
    for date, link in (before, after):
        found = one_finding("Naam,Fabrikant", f"x,{maker}", date=date)
        assert truths(found)[Question.Q1B] is link or found.link is link
        assert found.link is link


def test_hong_kong_inherits_visibly_and_taiwan_never(scan_rows: Callable[..., ScanResult]) -> None:
    result = scan_rows("Naam,Fabrikant", "a,Moxa", "b,Hutchison Ports")
    by_title = {f.title: f for f in result.findings}
    assert by_title["a"].link is Truth.NO
    keys = {e.text.key for a in by_title["b"].answers if a.question is Question.Q2A for e in a.evidence}
    assert "assess.programme_inherited" in keys


def test_every_answer_has_evidence_and_every_question_is_there_once(scan_rows: Callable[..., ScanResult]) -> None:
    result = scan_rows(
        HEADER, "a,Hikvision,camera,gemaal,2,ja,ja,ja", "b,,,,,,,", "c,Foobar,,,,,,", "d,Volvo Cars,auto,,,,,"
    )
    for finding in result.findings:
        assert [a.question for a in finding.answers] == list(Question)
        assert all(a.evidence for a in finding.answers)


def test_findings_come_worst_first(scan_rows: Callable[..., ScanResult]) -> None:
    result = scan_rows(
        HEADER, "a,Siemens,plc,gemaal,1,nee,nee,nee", "b,Hikvision,camera,gemaal,2,ja,ja,ja", "c,Foobar,,,,,,"
    )
    ranks = [f.outcome.rank for f in result.findings]
    assert ranks == sorted(ranks, reverse=True)
    assert result.findings[0].title.startswith("b")


def test_a_default_process_fills_the_gap_only(one_finding: One) -> None:
    assert truths(one_finding("Naam,Fabrikant", "a,Hikvision", process="gemaal"))[Question.S] is Truth.YES
    assert (
        truths(one_finding("Naam,Fabrikant,Proces", "a,Hikvision,kantoor", process="gemaal"))[Question.S]
        is Truth.UNKNOWN
    )


def test_an_interest_to_be_protected_or_a_stated_no_answers_s(one_finding: One) -> None:
    assert truths(one_finding("Naam,Fabrikant,TBB", "a,Hikvision,TBB 3"))[Question.S] is Truth.YES
    assert truths(one_finding("Naam,Fabrikant,Vitaal", "a,Hikvision,nee"))[Question.S] is Truth.NO
