"""Tricks of Unicode are looked through, and the marks land on the original words."""

from __future__ import annotations

import pytest

from groundswell.safetext import findings

FULL_WIDTH = "".join(chr(0xFF10 + int(digit)) for digit in "9434765919")


@pytest.mark.parametrize(
    "number",
    [
        FULL_WIDTH,
        "943\u00a0476\u00a05919",
        "943\u2009476\u20095919",
        "943\u2011476\u20115919",
        "943\u2013476\u20135919",
        "943\t476\t5919",
        "\u200b".join("9434765919"),
        "\u00ad".join("9434765919"),
        "\u2060".join("9434765919"),
        "9434\u202e76\u202c5919",
        "".join(f"{digit}\ufe0f\u20e3" for digit in "9434765919"),
        "".join(chr(0x0660 + int(digit)) for digit in "9434765919"),
        "".join(chr(0x1D7CE + int(digit)) for digit in "9434765919"),
    ],
)
@pytest.mark.parametrize("before", ["", "pt ", "👋 caf\u0065\u0301 \u200b", "👨\u200d👩\u200d👧 "])
def test_a_disguised_number_is_marked_where_it_stands(before: str, number: str) -> None:
    (finding,) = findings(f"{before}{number} waited")
    assert finding.kind == "nhs_number"
    assert finding.words == number
    assert (finding.start, finding.end) == (len(before), len(before) + len(number))


def test_other_kinds_are_seen_through_too() -> None:
    assert findings("ring her son 0\u200b7700\u00a0900123")[0].kind == "phone"
    assert findings("lives at DN22\u00a07XF")[0].kind == "postcode"
    assert findings("dob 3\u22154\u221545")[0].kind == "date_of_birth"
    assert findings("jane.doe\uff20gmail.com bounced")[0].kind == "email"
    assert findings("Mrs O\u2019Connor waited")[0].words == "Mrs O\u2019Connor"


def test_a_name_written_with_loose_accents_is_marked_whole() -> None:
    text = "Mrs Jose\u0301 waited"
    assert findings(text)[0].words == "Mrs Jose\u0301"


@pytest.mark.parametrize("text", ["", " ", "\u00a0\u2003", "\u200b", "\ud800", "nul \x00 byte", "Z\u0351\u036b\u0343a"])
def test_strange_text_without_a_patient_is_left_alone(text: str) -> None:
    assert findings(text) == ()
