"""The driver diagram as a picture, and as the list that says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.changes.drivers import IDEA, LINE, WIDE, Box, Diagram, Driver, laid_out
from groundswell.changes.models import Change, Test
from groundswell.ui.formats import count

EDGE, LETTER = 8, 13  # from the edge of a box to its words; from the top of a line to where its letters stand


@dataclass(frozen=True)
class Line:
    """One line of a box; `is_more` says how an idea was tested."""

    words: str
    y: int


@dataclass(frozen=True)
class DrawnBox:
    """`is_broken`: with broken edges; `is_strong`: the one that is looked at."""

    x: int
    y: int
    height: int
    is_broken: bool
    lines: tuple[Line, ...]
    is_strong: bool = False


@dataclass(frozen=True)
class Path:
    """From the right edge of a box to the left edge of what it depends on."""

    d: str


@dataclass(frozen=True)
class DrawnDiagram:
    sentence: str
    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    paths: tuple[Path, ...]


@dataclass(frozen=True)
class TestLink:
    __test__ = False  # pytest would collect it for its name

    href: str
    text: str


@dataclass(frozen=True)
class DriverLine:
    """One line of the list, with what it depends on; of an idea its tests, or where to start one."""

    words: str
    tests: tuple[TestLink, ...]
    parts: tuple[DriverLine, ...]


def driver_lines(
    drivers: Sequence[Driver], tests: Sequence[Test], start: str = "", level: int = 0
) -> tuple[DriverLine, ...]:
    """`start` is where a test is started, for those who may."""
    return tuple(
        DriverLine(
            one.words, _tests(one, tests, start) if level == IDEA else (), driver_lines(one.parts, tests, start, level + 1)
        )
        for one in drivers
    )  # fmt: skip


def _tests(idea: Driver, tests: Sequence[Test], start: str) -> tuple[TestLink, ...]:
    found = tuple(TestLink(test.get_absolute_url(), _said(test)) for test in tests if test.tries == idea.words)
    if found or not start:
        return found
    return (TestLink(f"{start}?{urlencode({'tries': idea.words})}", _("Test it")),)


def _said(test: Test) -> str:
    what = str(test.get_decision_display()).split(":")[0].lower() if test.decision else _("under way")
    return _("Test {number}: {what}").format(number=test.number, what=what)


def drawn_drivers(change: Change, drivers: Sequence[Driver], tests: Sequence[Test]) -> DrawnDiagram:
    """`drivers` are those of the change. Under an idea stands how it was tested."""
    tested: dict[str, list[str]] = {}
    for test in tests:
        tested.setdefault(test.tries, []).append(_said(test))
    found = laid_out(change.aim or change.title, drivers, {words: "; ".join(said) for words, said in tested.items()})
    return DrawnDiagram(
        _sentence(found), found.width, found.height,
        tuple(box_of(box, broken=box.level == IDEA) for box in found.boxes),
        tuple(path_of(start, end) for start, end in found.lines),
    )  # fmt: skip


def box_of(box: Box, *, broken: bool = False, strong: bool = False) -> DrawnBox:
    lines = tuple(Line(words, box.y + EDGE + LETTER + number * LINE) for number, words in enumerate(box.lines))
    return DrawnBox(box.x, box.y, box.height, broken, lines, strong)


def _sentence(found: Diagram) -> str:
    """`The aim depends on 2 primary drivers, with 4 ideas that would change them.`"""
    primary = sum(box.level == 0 for box in found.boxes)
    ideas = sum(box.level == IDEA for box in found.boxes)
    said = _("The aim depends on {drivers}").format(drivers=count(primary, _("primary driver"), _("primary drivers")))
    if not ideas:
        return f"{said}."
    more = _("{said}, with {ideas} that would change it.")
    return more.format(said=said, ideas=count(ideas, _("idea"), _("ideas")))


def path_of(start: Box, end: Box) -> Path:
    x, y, to, down = start.x + WIDE, start.middle, end.x, end.middle
    half = (x + to) // 2
    return Path(f"M{x} {y}C{half} {y} {half} {down} {to} {down}")
