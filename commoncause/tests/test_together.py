"""Charts under each other on one time axis: the same day stands at the same place on each."""

from __future__ import annotations

import re

from commoncause import Written, common_axis, draw, run, xmr

MONTHS = [f"2024-{month:02}-01" for month in range(1, 13)]
OUTCOME = xmr([100_000 + n % 2 for n in range(12)], on=MONTHS, target=100_010)
PROCESS = run([n % 2 for n in range(6)], on=MONTHS[4:10])
POINT = re.compile(r'<g class="cc-point[^"]*" data-on="([^"]+)"[^>]*>.*?(?:cx="|d="M)(-?[0-9.]+)')


def places(svg: str) -> dict[str, float]:
    """Where each point stands, across."""
    return {on: float(x) for on, x in POINT.findall(svg)}


def test_the_same_day_stands_at_the_same_place() -> None:
    axis = common_axis([Written(OUTCOME), Written(PROCESS)], width=720)
    assert axis is not None
    above, below = places(draw(OUTCOME, axis=axis)), places(draw(PROCESS, axis=axis))
    assert 0 < len(below) < len(above)
    assert (
        abs(float(above["2024-05-01"]) - float(below["2024-05-01"])) < 6.1
    )  # shapes start at their own edge


def test_margins_are_those_of_the_widest() -> None:
    both = common_axis([Written(OUTCOME), Written(PROCESS)])
    one = common_axis([Written(PROCESS)])
    assert both is not None
    assert one is not None
    assert both.left > one.left
    assert both.right > one.right
    assert (str(both.first), str(both.last)) == ("2024-01-01", "2024-12-01")


def test_charts_without_points_have_no_axis() -> None:
    assert common_axis([Written(xmr([]))]) is None
