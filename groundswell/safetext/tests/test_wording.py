"""What people read, and what a preview or a log may hold."""

from __future__ import annotations

import pytest

from groundswell.safetext import Finding, findings, masked, sentence


def test_a_masked_text_reads_on() -> None:
    text = "Mrs Jones, NHS no 943 476 5919, dob 3/4/45, of DN22 7XF rang from 07700 900123."
    assert masked(text, findings(text)) == (
        "[a patient], NHS no [a patient's number], dob [a date of birth], of [a postcode] rang from [a phone number]."
    )


def test_only_the_findings_handed_in_are_masked() -> None:
    text = "pt 943 476 5919 and pt 999 000 0018"
    first, _ = findings(text)
    assert masked(text, [first]) == "pt [a patient's number] and pt 999 000 0018"
    assert masked(text, []) == text


def test_findings_that_overlap_share_a_phrase() -> None:
    wide, inner = Finding("phone", 0, 6, "abcdef", ""), Finding("email", 2, 8, "cdefgh", "")
    assert masked("abcdefghij", [inner, wide]) == "[a phone number]ij"


def test_a_finding_from_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match="outside this text"):
        masked("short", findings("the notes of 943 476 5919"))


def test_a_kind_from_other_rules_has_words_too() -> None:
    finding = Finding("badge", 0, 3, "K12", "")
    assert masked("K12 waited", [finding]) == "[something about a patient] waited"
    assert sentence([finding]).startswith("This may be something about a patient: K12 ")


def test_one_finding_makes_one_plain_sentence() -> None:
    assert sentence(findings("the notes of 943 476 5919")) == (
        "This may be an NHS number: 943 476 5919 – please leave it out, or say that it is not a patient's."
    )


def test_several_findings_are_listed_and_many_are_counted() -> None:
    two = sentence(findings("pt 943 476 5919 dob 3/4/45"))
    assert two == (
        "This may hold an NHS number (943 476 5919) and a date of birth (3/4/45)"
        " – please leave them out, or say that they are not a patient's."
    )
    assert "and 2 more – please" in sentence(findings("pt 943 476 5919 dob 3/4/45 DN22 7XF, Mrs Jones, AK 47M"))


def test_nothing_found_is_nothing_said() -> None:
    assert sentence(()) == ""


def test_the_sentence_shows_no_invisible_characters_and_stays_short() -> None:
    assert "943 476 5919 –" in sentence(findings("943\u202e 476\u200b\u00a05919"))
    assert "…" in sentence([Finding("email", 0, 90, "a" * 90, "")])


def test_a_finding_in_a_log_line_does_not_repeat_the_words() -> None:
    assert "943" not in repr(findings("the notes of 943 476 5919"))
