"""The pictures of the gallery and of anything else: readable, well formed, complete, quick."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from itertools import combinations
from typing import Any, NamedTuple

import pytest
from gallery import WIDTHS, picture
from hypothesis import given, settings
from hypothesis import strategies as st
from scenes import Scene, scenes

from commoncause import (
    CHARTS,
    Annotation,
    Chart,
    Refused,
    chart,
    describe,
    draw,
    explain,
    run,
    sheet,
    table,
    xmr,
)
from commoncause.remarks import letter
from commoncause.svg import width_of

SVG = "{http://www.w3.org/2000/svg}"
SCENES = list(scenes())
VALUES = [52, 49, 51, 48, 53, 50, 47, 52, 49, 51, 50, 52]
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


class Box(NamedTuple):
    words: str
    left: float
    top: float
    right: float
    bottom: float


def boxes(root: ElementTree.Element) -> list[Box]:
    """Where the words of a picture stand, icons left out; widths are guessed, rather too wide."""
    size = float(root.get("font-size") or 0)
    icons = {text for group in _classed(root, "cc-icon") for text in group.iter(f"{SVG}text")}
    return [_box(text, size) for text in root.iter(f"{SVG}text") if text not in icons]


def _box(text: ElementTree.Element, usual: float) -> Box:
    size = float(text.get("font-size") or usual)
    words = "".join(text.itertext())
    wide = width_of(words, size) * 0.95
    x, y = float(text.get("x") or 0), float(text.get("y") or 0)
    left = x - wide * {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor") or "", 0.0)
    return Box(words, left, y - size * 0.75, left + wide, y + size * 0.2)


def _classed(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [each for each in root.iter() if name in (each.get("class") or "").split()]


def drawn(found: Chart, **look: Any) -> ElementTree.Element:
    return ElementTree.fromstring(draw(found, **look))


def words_of(root: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_words_stand_inside_and_apart(scene: Scene, width: int) -> None:
    root = ElementTree.fromstring(picture(scene, width))
    found = boxes(root)
    assert [box.words for box in found if box.left < -1 or box.right > width + 1] == []
    assert [box.words for box in found if box.top < -1 or box.bottom > float(root.get("height") or 0)] == []
    touching = [
        (one.words, other.words)
        for one, other in combinations(found, 2)
        if min(one.right, other.right) - max(one.left, other.left) > 1
        and min(one.bottom, other.bottom) - max(one.top, other.top) > 1.5
    ]
    assert touching == []


def test_a_centre_line_that_runs_speak_against_is_marked_and_named() -> None:
    odd = run([7, 9, 8, 9, 7, 8, 9, 8, 9, 7, 3, 2, 4, 3, 2, 4, 3, 2, 3, 4])
    root = drawn(odd)
    assert len(_classed(root, "cc-unusual")) == 1
    assert (
        "Thick dashed median: a run of 10 readings on one side, where 7 at most are usual; crossed only once"
        in (words_of(root))
    )
    quiet = drawn(run([7, 9, 6, 8, 10, 6, 9, 7, 6, 9]))
    assert _classed(quiet, "cc-unusual") == []
    assert "Thick" not in words_of(quiet)


def test_parts_have_letters_names_and_numbers() -> None:
    found = xmr([*VALUES, *[value + 20 for value in VALUES]], rebase=[13])
    root = drawn(found, phases=["Before", "New rota"], width=320)
    words = words_of(root)
    assert "A Before" in words
    assert "B New rota" in words
    assert "B from reading 13, New rota: average 70, lower limit" in " ".join(words.split())
    assert [each.get("data-part") for each in _classed(root, "cc-part")] == ["1", "2"]
    assert "A from reading 1, average" in " ".join(words_of(drawn(found)).split())
    with pytest.raises(Refused, match="3 names but 2 parts"):
        draw(found, phases=["a", "b", "c"])


def test_letters_go_on_after_z() -> None:
    assert [letter(place) for place in (0, 25, 26, 27, 52)] == ["A", "Z", "AA", "AB", "BA"]


def test_a_point_set_aside_is_off_the_line_and_told() -> None:
    root = drawn(xmr([*VALUES, 9], exclude={5: "records lost"}))
    assert "Set aside: reading 5, 53 (records lost)." in words_of(root)
    aside = _classed(root, "cc-set-aside")
    assert [each.findtext(f"{SVG}title") for each in aside] == ["Reading 5: 53, set aside: records lost"]
    line = _classed(root, "cc-line")[0].get("d") or ""
    assert (line.count("M"), line.count("L")) == (1, 11)


def test_limits_step_where_sizes_vary_and_points_say_what_they_are_made_of() -> None:
    found = chart("p", [8, 9, 17, 8, 9, 18], [10, 10, 20, 10, 10, 20])
    root = drawn(found)
    lower = _classed(root, "cc-lower")[0].get("d") or ""
    assert lower.count("V") == 3
    titles = [each.findtext(f"{SVG}title") for each in _classed(root, "cc-point")]
    assert titles[2] == "Reading 3: 85% (17 of 20), usual variation"


def test_a_target_that_changes_steps_and_is_told() -> None:
    root = drawn(xmr(VALUES, target={1: 50, 7: 60}))
    path = _classed(root, "cc-target")[0].get("d") or ""
    assert path.count("M") == 2
    assert "Target: 50 from reading 1, 60 from reading 7." in words_of(root)


def test_paper_is_black_on_white() -> None:
    root = drawn(xmr(VALUES), paper=True)
    assert root.get("color") == "#000"
    assert _classed(root, "cc-paper")[0].get("fill") == "#fff"
    assert _classed(drawn(xmr(VALUES)), "cc-paper") == []


def test_weekly_readings_have_weekly_marks() -> None:
    root = drawn(xmr([1, 2, 1, 2], on=["2025-01-01", "2025-01-08", "2025-01-15", "2025-01-22"]))
    marks = ["".join(text.itertext()) for text in _classed(root, "cc-times")[0].iter(f"{SVG}text")]
    assert marks == ["1 Jan", "2025", "8 Jan", "15 Jan", "22 Jan"]


texts = st.text(max_size=40)
numbers = st.none() | st.floats(min_value=-1e300, max_value=1e300)
counts = st.none() | st.integers(0, 50)


@st.composite
def charts(draw_: st.DrawFn) -> Chart:
    """A chart of any kind of any numbers it accepts, perhaps with parts, exclusions and targets."""
    kind = draw_(st.sampled_from(sorted(CHARTS)))
    size = draw_(st.integers(0, 30))
    places = st.sets(st.integers(1, max(size, 1)), max_size=3 if size else 0)
    options: dict[str, Any] = {
        "rebase": draw_(places) if size else (),
        "exclude": {place: draw_(texts) for place in draw_(places)} if size else {},
        "target": draw_(numbers),
        "direction": draw_(st.sampled_from(["increase", "decrease", "neither"])),
    }
    if kind in ("run", "xmr", "mr"):
        return chart(kind, draw_(st.lists(numbers, min_size=size, max_size=size)), **options)
    if kind in ("xbar", "s"):
        groups = st.lists(st.integers(-50, 50), min_size=1, max_size=4)
        return chart(
            kind, draw_(st.lists(groups, min_size=size, max_size=size)), on=range(1, size + 1), **options
        )
    events = draw_(st.lists(counts, min_size=size, max_size=size))
    if kind == "t":
        return chart(kind, [None if event is None else event + 0.5 for event in events], **options)
    if kind in ("c", "g"):
        return chart(kind, events, **options)
    sizes = [None if event is None else event + draw_(st.integers(0, 40)) for event in events]
    return chart(kind, events, sizes, **options)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(charts(), texts, texts, st.sampled_from([320, 720]), st.lists(texts, max_size=3))
def test_any_chart_is_a_sound_picture(
    found: Chart, title: str, unit: str, width: int, notes: list[str]
) -> None:
    flags = [Annotation(place, words) for place, words in enumerate(notes, start=1)]
    root = drawn(
        found, title=title, unit=unit, width=width, annotations=flags, phases=notes[: len(found.parts)]
    )
    for element in root.iter():
        for name, value in element.attrib.items():
            if name in ("d", "x", "y", "cx", "cy", "r", "viewBox", "width", "height", "transform"):
                assert not re.search("nan|inf|[eE]", value.replace("translate", "").replace("scale", ""))
                assert all(abs(float(number)) < 1e5 for number in NUMBER.findall(value))
    assert explain(found, unit=unit)
    assert describe(found, unit=unit)
    assert len(table(found, unit=unit)) == len(found.points)
    ElementTree.fromstring(sheet({title or "-": found}))
