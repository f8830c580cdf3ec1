"""Putting a chart together, one part after another: where each reading stands, and the patterns they make."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from .kinds import Direction, Judgement, Side, SignalKind, judge
from .limits import Stretch, Worked
from .model import Chart, Lines, Method, Part, Point, Runs, Signal
from .numbers import known, too_large
from .recipes import Recipe
from .rules import Found, Seen, beyond, making_data_count, names, unusual_runs
from .rulesets import MakingDataCount, Rules
from .runs import analyse
from .series import Series

Stand = tuple[int | None, bool | None, bool | None]  # side of the centre line, beyond a limit, close to one
LARGEST_MADE = 1e306  # so that there is room to draw it
NOWHERE: Stand = (None, None, None)


class Plan(NamedTuple):
    """How a chart is to be made. Places are counted from 0 in the whole chart.

    starts: where parts begin, 0 first. fixed: first and last place of a fixed baseline. excluded: place to
    reason. targets: one for each place.
    """

    recipe: Recipe
    direction: Direction
    rules: Rules
    method: Method
    starts: Sequence[int]
    fixed: tuple[int, int] | None
    excluded: Mapping[int, str]
    targets: Sequence[float | None]


def build(series: Series, plan: Plan) -> Chart:
    """Work out every part and join them to a chart."""
    points: list[Point] = []
    parts: list[Part] = []
    signals: list[Signal] = []
    edges = [*plan.starts, len(series.on)]
    for number, (first, end) in enumerate(itertools.pairwise(edges), start=1):
        part, found, made = _part(series.part(first, end), plan, number, first)
        parts.append(part)
        signals += [
            Signal(
                each.kind, each.side, _judged(each, plan), tuple(first + member for member in each.members)
            )
            for each in found
        ]
        points += made
    return Chart(
        plan.recipe.code, plan.direction, plan.rules, plan.method, tuple(points), tuple(parts), tuple(signals)
    )


def _judged(found: Found, plan: Plan) -> Judgement:
    """Readings that go to and fro are neither better nor worse."""
    return judge(found.side, plan.direction) if found.telling else Judgement.NEUTRAL


def _part(series: Series, plan: Plan, number: int, first: int) -> tuple[Part, list[Found], list[Point]]:
    count = len(series.on)
    excluded = (
        [plan.excluded.get(first + place) for place in range(count)] if plan.excluded else [None] * count
    )
    base = _base(plan, first, count)
    worked = _worked(_stretch(series, base, plan.method), plan)
    stands = standing(worked.values, worked.lines, plan.rules.tolerance)
    here = [
        place
        for place, value in enumerate(worked.values)
        if value is not None and excluded[place] is None and stands[place][0] is not None
    ]
    found, runs = _patterns(worked, stands, here, plan)
    part = _summary(number, first, worked, base, runs)
    return part, found, _points(series, plan, part, worked, stands, names(found, count), excluded)


def _base(plan: Plan, first: int, count: int) -> Sequence[int]:
    """Places of this part, from 0, that limits are made from."""
    base: Sequence[int] = range(min(count, plan.method.fix_first or count))
    if plan.fixed and first <= plan.fixed[0] < first + count:
        base = range(plan.fixed[0] - first, plan.fixed[1] - first + 1)
    return [place for place in base if first + place not in plan.excluded] if plan.excluded else base


def _stretch(series: Series, base: Sequence[int], method: Method) -> Stretch:
    """Centre and floor are given as they are shown, and worked with before multiplying."""
    centre, floor = (
        value if value is None else value / method.multiply for value in (method.centre, method.floor)
    )
    return Stretch(
        series.raw, series.sizes, series.spreads, base, method.screen, method.factor, centre, floor
    )


def _worked(stretch: Stretch, plan: Plan) -> Worked:
    """What the recipe gives, multiplied. Refuses numbers that do not stay within the range of a float."""
    try:
        found = _multiplied(plan.recipe.work(stretch), plan.method.multiply)
    except OverflowError:
        raise too_large() from None
    made = itertools.chain(found.values, *set(found.lines))
    if any(not abs(value) <= LARGEST_MADE for value in made if value is not None):
        raise too_large()
    return found


def _multiplied(worked: Worked, by: float) -> Worked:
    if by == 1:
        return worked
    made = {lines: Lines(*(None if line is None else line * by for line in lines)) for lines in worked.lines}
    ranges = None if worked.ranges is None else _times(worked.ranges, by)
    return worked._replace(
        values=_times(worked.values, by), lines=[made[lines] for lines in worked.lines], ranges=ranges
    )


def _times(values: Sequence[float | None], by: float) -> list[float | None]:
    return [None if value is None else value * by for value in values]


def standing(values: Sequence[float | None], lines: Sequence[Lines], tolerance: float) -> list[Stand]:
    """Where each reading stands among its lines. On a line counts as inside it."""
    found: list[Stand] = []
    for value, at in zip(values, lines, strict=True):
        centre = at.centre
        if value is None or centre is None:
            found.append(NOWHERE)
            continue
        lower, upper, near_lower, near_upper = at[1:]
        slack = tolerance * (abs(centre) if upper is None else abs(centre) + upper - centre)
        side = (value - centre > slack) - (centre - value > slack)
        if lower is None or upper is None or near_lower is None or near_upper is None:
            found.append((side, None, None))
            continue
        out = value - upper > slack or lower - value > slack
        found.append((side, out, not out and (value - near_upper > slack or near_lower - value > slack)))
    return found


def _patterns(
    worked: Worked, stands: Sequence[Stand], here: list[int], plan: Plan
) -> tuple[list[Found], Runs | None]:
    """The rules see readings that count only; their answers are put back to places that count all."""
    seen = Seen(
        [worked.values[place] or 0.0 for place in here],
        [stands[place][0] or 0 for place in here],
        [stands[place][1] for place in here],
        [stands[place][2] for place in here],
    )
    runs = None
    if isinstance(plan.rules, MakingDataCount):
        found = making_data_count(seen, plan.rules)
    else:
        runs = analyse(seen.side)
        found = beyond(seen) + (unusual_runs(seen, runs) if plan.recipe.independent else [])
    if len(here) == len(stands):
        return found, runs
    return [each._replace(members=tuple(here[member] for member in each.members)) for each in found], runs


def _summary(number: int, first: int, worked: Worked, base: Sequence[int], runs: Runs | None) -> Part:
    limited = [lines for lines in worked.lines if lines.upper is not None]
    return Part(
        number,
        first,
        first + len(worked.values) - 1,
        len(known(worked.values)),
        len(known(worked.values[place] for place in base)),
        limited[-1] if limited else worked.lines[-1],
        len(set(limited)) > 1,
        worked.dispersion,
        runs,
    )


def _points(
    series: Series,
    plan: Plan,
    part: Part,
    worked: Worked,
    stands: Sequence[Stand],
    naming: Sequence[Found | None],
    excluded: Sequence[str | None],
) -> list[Point]:
    count = len(series.on)
    quiet = (None, None, judge(None, plan.direction))
    said: dict[Found, tuple[SignalKind, Side, object]] = {
        found: (found.kind, found.side, _judged(found, plan)) for found in {*naming} if found
    }
    silent = (None, None, None)
    says = [
        (said[found] if found else quiet) if value is not None and reason is None else silent
        for value, found, reason in zip(worked.values, naming, excluded, strict=True)
    ]
    columns = zip(
        series.on,
        worked.values,
        itertools.repeat(part.number, count),
        worked.lines,
        plan.targets[part.first : part.last + 1],
        worked.ranges or itertools.repeat(None, count),
        worked.screened or itertools.repeat(False, count),
        *zip(*stands, strict=True),
        *zip(*says, strict=True),
        series.raw,
        series.sizes,
        series.spreads,
        excluded,
        strict=True,
    )
    return list(map(Point._make, columns))
