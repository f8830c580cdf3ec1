"""What holds for every text there is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.safetext import findings, masked, sentence

PIECES = [
    "pt",
    "NHS no",
    "order",
    "PO number",
    "943 476 5919",
    "9434765919",
    "9 4 3 4 7 6 5 9 1 9",
    "4585628649",
    "dob 3/4/45",
    "born 2015-04-03",
    "DN22 7XF",
    "07700 900123",
    "jane.doe@gmail.com",
    "MRN 00123456",
    "Mrs Jones",
    "AK 47M",
    "hospital",
    "\u200b",
    "\u00ad",
    "\uff19",
    "e\u0301",
    "👋",
    "\ud800",
    "(",
    ",",
    "-",
    "\n",
    "[a patient's number]",
    "12",
]
JOINED = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " ", ", ", "\u200b"]).map(lambda glue: glue.join(pieces))
)
TEXTS = st.one_of(st.text(max_size=300), JOINED, st.text("0123456789 -./+()\u200b\uff11", max_size=120))
NO_DIGITS = st.text(st.characters(exclude_categories=("Nd", "Nl", "No", "Cs")), max_size=60)
steady = settings(max_examples=400, deadline=None, derandomize=True)


@steady
@given(TEXTS)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    reached = 0
    for finding in findings(text):
        assert reached <= finding.start < finding.end <= len(text)
        assert finding.words == text[finding.start : finding.end]
        assert finding.advice
        reached = finding.end


@steady
@given(TEXTS)
def test_the_same_text_gives_the_same_answer(text: str) -> None:
    assert findings(text) == findings(text)


@steady
@given(NO_DIGITS, NO_DIGITS)
def test_a_labelled_nhs_number_is_masked_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before}\n\nNHS number: 943 476 5919.\n\n{after}"
    assert "943 476 5919" not in masked(text, findings(text))


@steady
@given(TEXTS)
def test_masking_leaves_everything_else_as_it_was(text: str) -> None:
    rest = masked(text, findings(text))
    for before, after in zip([0, *(f.end for f in findings(text))], [f.start for f in findings(text)], strict=False):
        assert text[before:after] in rest


@steady
@given(TEXTS)
def test_there_is_a_sentence_exactly_when_something_was_found(text: str) -> None:
    found = findings(text)
    assert bool(sentence(found)) is bool(found)
    assert "\n" not in sentence(found)


SLOW_IF_CARELESS = [
    "1",
    "1 ",
    "999 ",
    "9\u200b",
    "07 ",
    "020---",
    "+44",
    "(0",
    "a",
    "a@",
    "a.",
    "a'",
    "info.",
    "Mr ",
    "Mr Aa ",
    "Aa ",
    "dob ",
    "born ",
    "order no ",
    "from 12 to ",
    "12/03/45 ",
    "S81 0BD ",
    "hosp no ",
    "[",
    " ",
    "mr the and of a ",
]


@pytest.mark.parametrize("piece", SLOW_IF_CARELESS)
@pytest.mark.parametrize("end", ["", "@", "!", "9"])
def test_no_text_of_20_000_characters_takes_long(piece: str, end: str) -> None:
    text = (piece * 20_000)[:19_999] + end
    started = time.process_time()
    findings(text)
    # A hundredth to a twentieth of a second is usual; one that backtracks needs minutes.
    assert time.process_time() - started < 1.5
