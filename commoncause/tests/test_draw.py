"""The drawing: well formed, accessible, safe under a strict content policy, inside its frame."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest

from commoncause import Annotation, Assurance, Chart, Refused, Variation, common_range, draw, icon, xmr
from commoncause.icons import BLUE, GREEN, GREY, ORANGE, PURPLE
from commoncause.labels import spread_out
from commoncause.scale import Scale, round_ticks, time_ticks
from commoncause.svg import width_of, wrap

SVG = "{http://www.w3.org/2000/svg}"
MONTHS = [date(2016 + (number + 3) // 12, (number + 3) % 12 + 1, 1) for number in range(36)]
VALUES = [0.94, 0.91, 0.90, 0.91, 0.90, 0.93, 0.91, 0.89, 0.83, 0.82, 0.86, 0.91] * 3
EVIL = "<script>alert('x')</script> & \"quoted\" \x00\ud800"


def rp5(**settings: object) -> Chart:
    return xmr(VALUES, on=MONTHS, target=0.95, **settings)  # type: ignore[arg-type]


def parsed(drawing: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)


@pytest.mark.parametrize("width", [320, 720])
def test_it_is_an_image_with_a_name_and_a_description(width: int) -> None:
    root = parsed(draw(rp5(), title="Seen in time", percent=True, width=width))
    assert (root.tag, root.get("role"), root.get("width")) == (f"{SVG}svg", "img", str(width))
    ids = {element.get("id"): element.text or "" for element in root.iter() if element.get("id")}
    title, described = (ids[name] for name in (root.get("aria-labelledby") or "").split())
    assert title == "Seen in time"
    assert described.startswith("A control chart of 36 readings from April 2016 to March 2019. Average 89.2%")


def test_nothing_that_a_strict_content_policy_refuses() -> None:
    chart = rp5(rebase=["2018-04-01"])
    drawing = draw(chart, title=EVIL, unit=EVIL, annotations=[Annotation(MONTHS[4], EVIL)], id="a")
    names = {attribute for element in parsed(drawing).iter() for attribute in element.attrib}
    tags = {element.tag for element in parsed(drawing).iter()}
    assert not {name for name in names if name == "style" or name.startswith("on") or name.endswith("href")}
    assert not tags & {f"{SVG}style", f"{SVG}script", f"{SVG}foreignObject", f"{SVG}image"}


def test_hostile_text_is_shown_as_text() -> None:
    root = parsed(draw(rp5(), title=EVIL, annotations=[Annotation(MONTHS[4], EVIL)]))
    assert "<script>alert('x')</script>" in "".join(root.itertext())
    assert root.find(f".//{SVG}script") is None


def test_two_charts_do_not_share_ids() -> None:
    both = draw(rp5(), title="a") + draw(rp5(), title="b") + draw(rp5(), title="a", id="mine")
    ids = re.findall(r' id="([^"]+)"', both)
    assert len(ids) == len(set(ids)) == 6


def test_the_same_chart_gives_the_same_drawing() -> None:
    assert draw(rp5()) == draw(rp5())


@pytest.mark.parametrize("width", [320, 720])
def test_all_text_is_inside_the_frame_and_big_enough(width: int) -> None:
    notes = [
        Annotation(on, "Something that takes quite a few words to tell")
        for on in (MONTHS[0], MONTHS[1], MONTHS[35])
    ]
    chart = rp5(rebase=["2018-04-01", "2018-12-01"])
    root = parsed(
        draw(
            chart,
            title="A title that is rather long for a phone held upright",
            percent=True,
            width=width,
            annotations=notes,
        )
    )
    tall = float(root.get("height") or 0)
    assert float(root.get("font-size") or 0) >= 11
    for element in root.iter(f"{SVG}text"):
        if (
            element.get("x") is None
            or "cc-icon" in (element.get("class") or "")
            or len(element.text or "") == 1
        ):
            continue
        size = float(element.get("font-size") or root.get("font-size") or 0)
        wide = width_of("".join(element.itertext()), size)
        shift = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor") or "", 0.0)
        left = float(element.get("x") or 0) - shift * wide
        assert left >= -2
        assert left + wide <= width + 2
        assert size <= float(element.get("y") or 0) <= tall


def test_each_reading_has_a_marker_with_its_words() -> None:
    chart = xmr([*VALUES[:20], None, *VALUES[21:]], on=MONTHS, target=0.95)
    root = parsed(draw(chart, percent=True))
    points = [
        element for element in root.iter(f"{SVG}g") if "cc-point" in (element.get("class") or "").split()
    ]
    titles = [point.findtext(f"{SVG}title") for point in points]
    assert len(points) == 36
    assert titles[0] == "April 2016: 94%, improvement"
    assert titles[20] == "December 2017: no reading"
    assert points[0].get("data-on") == "2016-04-01"
    assert points[20].get("data-value") is None


def test_a_gap_breaks_the_line() -> None:
    chart = xmr([1, 2, None, 3, 1])
    line = next(element for element in parsed(draw(chart)).iter() if element.get("class") == "cc-line")
    assert (line.get("d") or "").count("M") == 2


def test_few_readings_are_a_run_line_without_limits_or_icons() -> None:
    drawing = draw(xmr([1, 2, 3, 2], target=2))
    assert "Average" not in "".join(parsed(drawing).itertext()).replace("Usual", "")
    assert "cc-limit" not in drawing
    assert "cc-icon" not in drawing
    assert "No limits are drawn for fewer than 5 readings." in drawing


def test_what_is_drawn_is_named_below() -> None:
    text = " ".join(parsed(draw(rp5(rebase=["2018-04-01", "2018-08-01"]))).itertext())
    assert "Dotted upright line: limits redrawn from Apr 2018 and Aug 2018." in text
    assert "Dotted limits: trial limits, from fewer than 12 readings." in text


def test_nothing_yet() -> None:
    assert "No readings yet" in draw(xmr([]), title="New measure")
    assert "No readings yet" in draw(xmr([None, None]))


def test_two_charts_on_one_scale() -> None:
    low, high = xmr([1, 2, 1, 2, 1, 2]), xmr([11, 12, 11, 12, 11, 12])
    shared = common_range([low, high, xmr([])])
    assert shared[0] < 0
    assert shared[1] > 13
    ticks = [re.findall(r'class="cc-grid".*?</g>', draw(chart, y_range=shared))[0] for chart in (low, high)]
    assert re.findall(r">([\d.]+)<", ticks[0]) == re.findall(r">([\d.]+)<", ticks[1])


def test_an_annotation_that_has_no_place_is_refused() -> None:
    with pytest.raises(Refused):
        draw(rp5(), annotations=[Annotation(3, "reading 3 of a chart with dates")])


@pytest.mark.parametrize("of", [*Variation, *Assurance])
def test_each_icon_has_a_title(of: Variation | Assurance) -> None:
    root = parsed(icon(of, size=24))
    assert (root.get("role"), root.get("width")) == ("img", "24")
    assert root.findtext(f"{SVG}title")


def test_icons_are_told_apart_without_colour() -> None:
    """Words and ids aside, and every colour but the white ink of a filled disc made one."""
    grey = {
        re.sub(
            r"#[0-9a-f]{6}",
            "grey",
            re.sub(r"<title.*?</title>|aria-labelledby=\S+|class=\"[^\"]*\"", "", icon(of)),
        )
        for of in (*Variation, *Assurance)
    }
    assert len(grey) == len(Variation) + len(Assurance)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("colour", [BLUE, ORANGE, PURPLE, GREEN, GREY])
def test_colours_stand_out_on_white_and_on_black(colour: str) -> None:
    own = luminance(colour)
    assert 1.05 / (own + 0.05) >= 4.5
    assert (own + 0.05) / 0.05 >= 3


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0.8, 0.97), (-3, 4), (1e9, 1e9 + 10), (1e-9, 3e-9), (0, 1e300)]
)
def test_round_ticks_are_few_and_inside(low: float, high: float) -> None:
    ticks = round_ticks(low, high, 7)
    assert 2 <= len(ticks) <= 8
    assert all(low - (high - low) * 1e-6 <= tick <= high + (high - low) * 1e-6 for tick in ticks)


@pytest.mark.parametrize("days", [1, 6, 20, 60, 200, 800, 3000, 40000])
@pytest.mark.parametrize("width", [180.0, 560.0])
def test_dates_on_the_axis_have_room(days: int, width: float) -> None:
    first = date(2021, 11, 17)
    last = first + timedelta(days=days)
    scale = Scale(first.toordinal(), last.toordinal(), 0, width)
    ticks = time_ticks(first, last, scale, 11)
    assert ticks
    for one, next_one in pairwise(ticks):
        apart = scale(next_one.at) - scale(one.at)
        assert apart >= (width_of(one.word, 11) + width_of(next_one.word, 11)) / 2
    assert sum(bool(tick.year) for tick in ticks) >= (0 if re.fullmatch(r"\d{4}", ticks[0].word) else 1)


def test_times_within_a_day() -> None:
    on = [datetime(2024, 5, 1, hour) for hour in (7, 15, 23)]
    assert "1 May 2024 at 15:00" in draw(xmr([3, 4, 5], on=on))


def test_labels_keep_apart_and_inside() -> None:
    assert spread_out([10, 11, 12], 5, 0, 100) == [10, 15, 20]
    assert spread_out([95, 97, 99], 5, 0, 100) == [90, 95, 100]


def test_long_words_are_cut() -> None:
    lines = wrap("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", 11, 100)
    assert len(lines) > 2
    assert all(width_of(line, 11) <= 100 for line in lines)
