"""The driver diagram: what an aim depends on, what that depends on, and ideas that would change it. Vocabulary d12.

It is written as an outline, which a phone can type and a reader can hear: a line for each primary driver, one dash for a
secondary driver, two dashes for a change idea.

    Supplies are where they are used
    - The trolley holds what a round needs
    -- Stock by what was fetched last week

Plain functions of that text. Where things stand is worked out here as well, in units of the drawing, so that it can be tested.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

LEVELS, MOST_LINES, LONGEST = 3, 40, 100
PRIMARY, SECONDARY, IDEA = range(LEVELS)
WIDE, GAP, APART = 200, 36, 10  # of a box; between columns; between boxes
LINE, INSIDE, LETTERS = 18, 8, 25  # height of a line; edge of a box; letters that fit beside each other
DASHES = re.compile(r"[-\u2010-\u2015*\u2022]")


class NotAnOutline(ValueError):
    """Says which line is wrong and what to do, in words for the field."""


@dataclass(frozen=True)
class Driver:
    """A driver or, on the third level, a change idea; with what it depends on."""

    words: str
    parts: tuple[Driver, ...] = ()


def read(text: str) -> tuple[Driver, ...]:
    """The primary drivers of an outline; none of an empty one. Raises NotAnOutline."""
    typed = (_line(number, line) for number, line in enumerate(text.splitlines(), start=1))
    lines = [line for line in typed if line[-1]]
    if len(lines) > MOST_LINES:
        raise NotAnOutline(_("Leave it at {most} lines. There are {n}.").format(most=MOST_LINES, n=len(lines)))
    above, before = -1, set()
    for number, level, words in lines:
        if level > above + 1:
            raise NotAnOutline(_("Line {n} has too many dashes for the line above it.").format(n=number))
        if level == IDEA and words in before:
            raise NotAnOutline(_("Line {n} says the same as a line before.").format(n=number))
        above = level
        before.add(words)
    return _tree([(level, words) for _number, level, words in lines], PRIMARY)


def _line(number: int, line: str) -> tuple[int, int, str]:
    """Dashes may stand apart or after blanks, as they come from other programs."""
    rest, level = line.strip(), 0
    while rest and DASHES.match(rest):
        rest, level = rest[1:].lstrip(), level + 1
    words = " ".join(rest.split())
    if level >= LEVELS:
        raise NotAnOutline(_("Line {n} has more than two dashes.").format(n=number))
    if len(words) > LONGEST:
        raise NotAnOutline(_("Line {n} is longer than {most} letters.").format(n=number, most=LONGEST))
    return number, level, words


def _tree(lines: Sequence[tuple[int, str]], level: int) -> tuple[Driver, ...]:
    starts = [place for place, (depth, _words) in enumerate(lines) if depth == level]
    ends = [*starts[1:], len(lines)]
    return tuple(
        Driver(lines[start][1], _tree(lines[start + 1 : end], level + 1))
        for start, end in zip(starts, ends, strict=False)
    )


def written(drivers: Sequence[Driver], level: int = PRIMARY) -> str:
    """The outline as it is kept. `read` of it gives the same."""
    return "\n".join("-" * depth + " " * bool(depth) + one.words for depth, one in _walk(drivers, level))


def _walk(drivers: Sequence[Driver], level: int = PRIMARY) -> Iterator[tuple[int, Driver]]:
    for one in drivers:
        yield level, one
        yield from _walk(one.parts, level + 1)


def ideas_of(drivers: Sequence[Driver]) -> tuple[str, ...]:
    """The change ideas, in order: what a test can try."""
    return tuple(one.words for level, one in _walk(drivers) if level == IDEA)


def reworded(before: Sequence[Driver], after: Sequence[Driver]) -> dict[str, str]:
    """Change ideas whose words are others now, though they stand in the same place: what was tested keeps its tests."""
    old, new = ([(level, one.words) for level, one in _walk(drivers)] for drivers in (before, after))
    changed: dict[str, str] = {}
    for what, start, end, there, until in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if what == "replace" and end - start == until - there:
            pairs = zip(old[start:end], new[there:until], strict=True)
            changed |= {mine[1]: its[1] for mine, its in pairs if mine[0] == its[0] == IDEA}
    kept = set(ideas_of(after))
    return {mine: its for mine, its in changed.items() if mine not in kept}


@dataclass(frozen=True)
class Box:
    """Where words stand. `x`, `y`: the upper left corner; `level` is -1 for the aim."""

    level: int
    words: str
    lines: tuple[str, ...]
    x: int
    y: int

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * INSIDE

    @property
    def middle(self) -> int:
        return self.y + self.height // 2


@dataclass(frozen=True)
class Diagram:
    """Boxes in the order of the outline, the aim first; lines from the middle of a box to what it depends on."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[Box, Box], ...]
    width: int
    height: int


def laid_out(aim: str, drivers: Sequence[Driver], more: Mapping[str, str] | None = None) -> Diagram:
    """The aim on the left, one column a level, each box beside the middle of what it depends on.

    `more` says what stands under an idea: how it was tested.
    """
    boxes: list[Box] = []
    lines: list[tuple[Box, Box]] = []
    root, height = _put(Driver(aim, tuple(drivers)), PRIMARY - 1, 0, more or {}, boxes, lines)
    columns = 1 + max(box.level for box in boxes) - (PRIMARY - 1)
    order = sorted(boxes, key=lambda box: box is not root)
    return Diagram(tuple(order), tuple(lines), columns * (WIDE + GAP) - GAP, height)


def _put(
    one: Driver, level: int, top: int, more: Mapping[str, str], boxes: list[Box], lines: list[tuple[Box, Box]]
) -> tuple[Box, int]:
    """The box of a driver with all it depends on from `top` down, and where they end."""
    words = textwrap.wrap(one.words, LETTERS) or [""]
    if level == IDEA and one.words in more:
        words += textwrap.wrap(more[one.words], LETTERS)
    x, high = (level + 1) * (WIDE + GAP), len(words) * LINE + 2 * INSIDE
    place, end = len(boxes), top
    below: list[Box] = []
    for part in one.parts:
        child, end = _put(part, level + 1, end + (APART if below else 0), more, boxes, lines)
        below.append(child)
    middle = (below[0].middle + below[-1].middle) // 2 if below else top + high // 2
    box = Box(level, one.words, tuple(words), x, max(top, middle - high // 2))
    boxes.insert(place, box)
    lines += [(box, child) for child in below]
    return box, max(end, box.y + box.height)
