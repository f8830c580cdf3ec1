"""Every kind of chart against the same formulas worked out a second time, slowly: `conform.anhoej_book`."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from commoncause.conform import anhoej_book
from commoncause.conform.anhoej import answer
from commoncause.conform.compare import differences

KINDS = ("run", "i", "mr", "xbar", "s", "t", "p", "pp", "c", "u", "up", "g", "ip")
RATIOS = {"p", "pp", "u", "up", "ip"}
quarters = st.integers(-40, 120).map(lambda number: number / 4)
times = st.integers(1, 400).map(lambda number: number / 8)
counts = st.integers(0, 30)
VALUES = {"t": times, "c": counts, "g": counts, "u": counts, "up": counts}
often = st.sampled_from([False, True, True, True, True])


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case as the files have them: repeated places, gaps in counts and sizes, sizes of 0, parameters."""
    chart = draw(st.sampled_from(KINDS))
    places = draw(st.integers(1, 30))
    each = 4 if chart in ("xbar", "s") else 2 if draw(st.booleans()) else 1
    x = sorted(draw(st.lists(st.integers(1, places), min_size=places, max_size=places * each)))
    if each == 1:
        x = list(range(1, places + 1))
    x = sorted({*x}) if chart == "t" else x  # times of one place have no meaning together
    given: dict[str, Any] = {
        "x": x,
        "y": [draw(VALUES.get(chart, quarters)) if draw(often) else None for _ in x],
    }
    if chart in RATIOS:
        given["n"] = [draw(st.integers(0, 60)) if draw(often) else None for _ in x]
        if chart in ("p", "pp"):
            given["y"] = [
                draw(st.integers(0, size)) if size is not None and draw(often) else None
                for size in given["n"]
            ]
    return {"params": _params(draw, chart, len(set(x))), "input": given}


def _params(draw: st.DrawFn, chart: str, count: int) -> dict[str, Any]:
    params: dict[str, Any] = {
        "chart": chart,
        "agg_fun": draw(st.sampled_from(["mean", "median", "sum", "sd"])),
        "multiply": draw(st.sampled_from([1, 1, 100, 1000])),
        "screened_moving_range": draw(st.booleans()),
        "y_neg": draw(st.booleans()),
    }
    places = st.integers(1, count)
    params["exclude"] = draw(st.lists(places, max_size=3, unique=True))
    split = draw(st.sampled_from(["none", "freeze", "part"]))
    if split == "freeze":
        params["freeze"] = draw(places)
    if split == "part" and count > 1:
        params["part"] = sorted(draw(st.lists(st.integers(1, count - 1), max_size=3, unique=True)))
    if draw(st.integers(0, 4)) == 0:
        params["cl"] = draw(st.sampled_from([0.25, 0.5, 0.875]))
    return params


@given(cases())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_agrees_with_the_book(case: dict[str, Any]) -> None:
    assert not list(differences(anhoej_book.expected(case), answer(case)))
