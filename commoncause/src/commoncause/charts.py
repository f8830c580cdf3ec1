"""The charts: a function for each, all with the same keywords, and one to choose by code at run time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, TypedDict, Unpack

from .build import Plan, build
from .kinds import Direction, Refused
from .model import Chart, Method
from .numbers import number, positive, whole
from .recipes import Recipe, check_use, recipe_for, rules_for
from .rulesets import MakingDataCount, Rules
from .series import COMBINE, Series, ratios, single, subgroups
from .when import Target, exclusions, fixed_range, starts, targets

SHORTEST_BASELINE = 12


class Options(TypedDict, total=False):
    """The keywords that all charts have in common. See `work` for what each means."""

    on: Iterable[object] | None
    direction: Direction | str
    target: Target
    rebase: Iterable[object]
    fix_first: int | None
    fix: tuple[object, object] | None
    exclude: Mapping[Any, str] | Iterable[object]
    rules: Rules | None
    screen: bool
    factor: float | None
    multiply: float
    centre: float | None
    floor: float | None
    combine: str | None


def run(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """Run chart: readings around their median, without limits."""
    return chart("run", values, **options)


def xmr(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """XmR chart (I chart): individual readings, limits from their moving ranges; Making Data Count rules."""
    return chart("xmr", values, **options)


def mr(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """mR chart: the moving ranges of individual readings."""
    return chart("mr", values, **options)


def xbar(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """x-bar chart: means of subgroups. values: readings with repeated `on`, or a sequence for each place."""
    return chart("xbar", values, **options)


def s(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """s chart: standard deviations of subgroups. values as for `xbar`."""
    return chart("s", values, **options)


def t(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """t chart: times between rare events, each more than 0."""
    return chart("t", values, **options)


def p(events: Iterable[object], sizes: Iterable[object], **options: Unpack[Options]) -> Chart:
    """p chart: proportions, so many events out of so many; for modest denominators."""
    return chart("p", events, sizes, **options)


def p_prime(events: Iterable[object], sizes: Iterable[object], **options: Unpack[Options]) -> Chart:
    """p' chart (Laney): proportions with large denominators that vary more than chance explains."""
    return chart("p_prime", events, sizes, **options)


def c(events: Iterable[object], **options: Unpack[Options]) -> Chart:
    """c chart: counts of events over equal areas of opportunity."""
    return chart("c", events, **options)


def u(events: Iterable[object], sizes: Iterable[object], **options: Unpack[Options]) -> Chart:
    """u chart: rates of events over unequal areas of opportunity, such as bed days."""
    return chart("u", events, sizes, **options)


def u_prime(events: Iterable[object], sizes: Iterable[object], **options: Unpack[Options]) -> Chart:
    """u' chart (Laney): rates over large areas of opportunity that vary more than chance explains."""
    return chart("u_prime", events, sizes, **options)


def g(values: Iterable[object], **options: Unpack[Options]) -> Chart:
    """g chart: cases between rare events."""
    return chart("g", values, **options)


def i_prime(events: Iterable[object], sizes: Iterable[object], **options: Unpack[Options]) -> Chart:
    """I' chart (Taylor): ratios of any sort, limits from moving ranges, wider where sizes are small."""
    return chart("i_prime", events, sizes, **options)


_ALL: tuple[Callable[..., Chart], ...] = (run, xmr, mr, xbar, s, t, p, p_prime, c, u, u_prime, g, i_prime)
CHARTS: Mapping[str, Callable[..., Chart]] = MappingProxyType({each.__name__: each for each in _ALL})


def chart(code: str, *data: Iterable[object], **options: Unpack[Options]) -> Chart:
    """The chart with this code (a key of `CHARTS`) of values, or of events and sizes. See `work`."""
    recipe = recipe_for(code)
    wanted = 2 if recipe.takes == "ratios" else 1
    if len(data) != wanted:
        what = "events and sizes" if wanted == 2 else "one column of values"
        raise Refused("lengths", f"A {code} chart takes {what}")
    return work(recipe, data, **options)


def work(
    recipe: Recipe,
    data: tuple[Iterable[object], ...],
    *,
    on: Iterable[object] | None = None,
    direction: Direction | str = Direction.INCREASE,
    target: Target = None,
    rebase: Iterable[object] = (),
    fix_first: int | None = None,
    fix: tuple[object, object] | None = None,
    exclude: Mapping[Any, str] | Iterable[object] = (),
    rules: Rules | None = None,
    screen: bool = True,
    factor: float | None = None,
    multiply: float = 1.0,
    centre: float | None = None,
    floor: float | None = None,
    combine: str | None = None,
) -> Chart:
    """Work out a chart. None and NaN are gaps. Raises Refused, a ValueError, when it cannot be done honestly.

    on: dates, datetimes, ISO texts or whole numbers, one for each reading (default 1, 2, 3 ...); readings are
    put in that order. direction: which way is good. target: a number, one for each reading, or {from when:
    number}. rebase: where a new part with its own limits begins; each must be the place of a point.
    fix_first: limits of each part from its first n points. fix: (first, last) place in time that limits are
    made from; with rebase it is for the part that holds it, the others have limits of their own. A baseline
    needs 12 points under MakingDataCount. exclude: {place: reason} or places; shown, but left out of limits
    and rules. rules: MakingDataCount(...) or Anhoej(); the first for xmr, the second for all others, unless
    said. screen: leave moving ranges of 3.267 averages and more out of the average. factor: what an average
    moving range is multiplied by for limits, of xmr (2.66 unless said), t, p_prime and u_prime (3 / 1.128).
    multiply: what values and
    lines are multiplied by for showing, such as 1000. centre: a centre line that is known beforehand; floor:
    what readings cannot be lower than, so that limits stop there; both as shown, like target. combine: mean,
    median, sum or sd of several readings in one place, which are refused otherwise; not for subgroups, nor
    for counts and ratios, which are added up. factor and combine are refused where they would do nothing.
    """
    check_use(recipe, factor, combine)
    rules = rules_for(recipe, rules)
    series = _series(recipe, data, on, combine)
    method = Method(
        bool(screen),
        positive("factor", recipe.factor if factor is None else factor),
        whole(fix_first),
        None if fix is None else fixed_range(fix, series.on),
        number(centre, "The centre line"),
        number(floor, "The floor"),
        positive("multiply", multiply),
        combine,
    )
    return lay_out(recipe, series, direction, rules, method, rebase, exclude, target)


def lay_out(
    recipe: Recipe,
    series: Series,
    direction: Direction | str,
    rules: Rules,
    method: Method,
    rebase: Iterable[object],
    exclude: Mapping[Any, str] | Iterable[object],
    target: Target,
) -> Chart:
    """The chart of a series that stands in order of time."""
    edges = starts(rebase, series.on)
    fixed = _fixed(method, series, edges)
    _check_baseline(method, fixed, rules)
    plan = Plan(
        recipe,
        _direction(direction),
        rules,
        method,
        edges,
        fixed,
        exclusions(exclude, series.on),
        targets(target, series.on, series.rows, series.given),
    )
    return build(series, plan)


def _series(
    recipe: Recipe, data: tuple[Iterable[object], ...], on: Iterable[object] | None, combine: str | None
) -> Series:
    if combine is not None and combine not in list(COMBINE):
        raise Refused("unknown_combine", f"Combine by {', '.join(COMBINE)}, not {combine!r}")
    if recipe.takes == "ratios":
        return ratios(data[0], data[1], on)
    if recipe.takes == "subgroups":
        return subgroups(data[0], on)
    return single(data[0], on, "sum" if recipe.sums else combine)


def _direction(given: Direction | str) -> Direction:
    try:
        return Direction(given)
    except ValueError:
        known = ", ".join(Direction)
        raise Refused("unknown_direction", f"Not a direction: {given!r}. Use one of {known}") from None


def _fixed(method: Method, series: Series, edges: list[int]) -> tuple[int, int] | None:
    """First and last place of a fixed range. Refuses one that holds no point or reaches across a rebase."""
    if method.fix is None:
        return None
    inside = [place for place, on in enumerate(series.on) if method.fix[0] <= on <= method.fix[1]]  # type: ignore[operator]
    if not inside:
        raise Refused("fix_no_match", f"There is no point from {method.fix[0]} to {method.fix[1]}")
    if any(inside[0] < edge <= inside[-1] for edge in edges):
        raise Refused("fix_across_parts", "A fixed baseline cannot reach across a rebase")
    return inside[0], inside[-1]


def _check_baseline(method: Method, fixed: tuple[int, int] | None, rules: Rules) -> None:
    if method.fix_first is not None and fixed is not None:
        raise Refused("fix_twice", "Give fix_first or fix, not both")
    length = method.fix_first if fixed is None else fixed[1] - fixed[0] + 1
    if length is None:
        return
    needed = SHORTEST_BASELINE if isinstance(rules, MakingDataCount) else 1
    if type(length) is not int or length < needed:
        raise Refused("fix_too_short", f"A fixed baseline needs {needed} points or more, not {length}")
