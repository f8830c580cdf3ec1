"""An organisation's own hospital numbers, said as shapes."""

from __future__ import annotations

import pytest

from groundswell.safetext import DEFAULT, findings, with_shapes
from groundswell.safetext.shapes import Wrong, tidy_shape, wrong_with

SHAPES = ("A999999", "RX-9999/99", "99 99 99.9")
MARKED = {
    "K204417 came without notes": "K204417",
    "nobody knew k204417 was deaf": "k204417",
    "\uff2b\uff12\uff10\uff14\uff14\uff11\uff17 waited": "\uff2b\uff12\uff10\uff14\uff14\uff11\uff17",
    "scan for rx-1234/56, again": "rx-1234/56",
    "(55 20 81.3) has two records": "55 20 81.3",
    "the referral of M118204 was lost": "M118204",
}
LEFT_ALONE = [
    "order no K204417 came as 200",
    "asset tag K204417 is broken",
    "batch K204417 leaks",
    "XK204417 is a door code",
    "K2044178 is too long",
    "K20441 is too short",
    "RX 1234 56",
    "version K204417.2",
]


@pytest.mark.parametrize(("text", "words"), MARKED.items())
def test_what_is_written_so_is_a_hospital_number(text: str, words: str) -> None:
    assert [(one.kind, one.words) for one in findings(text, with_shapes(SHAPES))] == [("hospital_number", words)]
    assert findings(text) == ()


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_looks_alike_is_left_alone(text: str) -> None:
    assert findings(text, with_shapes(SHAPES)) == ()


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        ("A999999", None),
        ("99 99 99", None),
        ("RTX/9999.A", None),
        ("A999", Wrong.LENGTH),
        ("A" * 16 + "99999", Wrong.LENGTH),
        ("AAAAAA", Wrong.DIGITS),
        ("AAAA999", Wrong.DIGITS),
        ("19999", Wrong.DIGITS_ALONE),
        ("[0-9]9999", Wrong.SIGNS),
        ("A.*9999", Wrong.SIGNS),
        ("A--9999", Wrong.SIGNS),
        ("9999-", Wrong.SIGNS),
        ("\u0410999999", Wrong.SIGNS),
    ],
)
def test_a_shape_cannot_catch_ordinary_words(shape: str, why: Wrong | None) -> None:
    assert wrong_with(shape) == why
    if why:
        assert with_shapes((shape,)) is DEFAULT


def test_a_shape_is_tidied_before_it_is_judged() -> None:
    assert tidy_shape("  rx   999999 ") == "RX 999999"
