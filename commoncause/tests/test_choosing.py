"""Which chart: the answers, what the numbers add, and refusals."""

from __future__ import annotations

import random

import pytest

from commoncause import CHARTS, Data, Refused, which_chart


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("measured", "xmr"),
        ("count", "c"),
        ("share", "p"),
        ("rate", "u"),
        ("time_between", "t"),
        ("cases_between", "g"),
    ],
)
def test_what_each_number_is_decides(data: str, code: str) -> None:
    advice = which_chart(data)
    assert advice.chart == code
    assert advice.reason.endswith(".")


def test_every_advice_is_a_chart() -> None:
    assert {which_chart(data).chart for data in Data} <= set(CHARTS)


def test_several_measurements_and_no_limits_are_asked_for() -> None:
    assert which_chart("measured", several=True).chart == "xbar"
    assert which_chart("share", baseline=False).chart == "run"


@pytest.mark.parametrize(("data", "code"), [("count", "t"), ("rate", "t"), ("share", "g")])
def test_rare_events_are_read_by_what_is_between_them(data: str, code: str) -> None:
    assert which_chart(data, events=[0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0], sizes=[90] * 12).chart == code


def test_chance_alone_stays_with_the_plain_chart() -> None:
    drawn = random.Random(7)
    sizes = [400] * 40
    events = [sum(drawn.random() < 0.2 for _ in range(size)) for size in sizes]
    assert which_chart("share", events=events, sizes=sizes).chart == "p"


def test_more_than_chance_asks_for_laneys_limits_and_says_how_much() -> None:
    drawn = random.Random(7)
    sizes = [9000 + drawn.randrange(800) for _ in range(40)]
    events = [round(size * (0.85 + drawn.uniform(-0.05, 0.05))) for size in sizes]
    advice = which_chart("share", events=events, sizes=sizes)
    assert advice.chart == "p_prime"
    assert "times as much as chance" in advice.reason
    rates = which_chart("rate", events=events, sizes=sizes)
    assert rates.chart == "u_prime"


def test_readings_that_make_no_chart_leave_the_plain_advice() -> None:
    assert which_chart("share", events=[5, 7], sizes=[0, 0]).chart == "p"
    assert which_chart("share", events=[12, 7], sizes=[5, 5]).chart == "p"
    assert which_chart("share", events=[], sizes=[]).chart == "p"


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(Refused, match="measured, count, share"):
        which_chart("colour")
