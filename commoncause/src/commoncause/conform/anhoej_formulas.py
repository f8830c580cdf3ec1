"""Centre and limits of each chart of qicharts2 by the textbook: Montgomery; Provost & Murray; Laney; Taylor.

A function takes the baseline rows and the parameters, and gives the centre line and a function from a row to
its limits (low, high, near low, near high). Rows: _y value, _n size, _k readings, _s deviation, _mr range.
"""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Limits = Callable[[Row], Any]
Found = tuple[Any, Limits]
D2, D4, POWER = 1.128, 3.267, 3.6


def mean(values: list[Any]) -> Any:
    there = [value for value in values if value is not None]
    return math.fsum(there) / len(there) if there else None


def changes(values: list[Any]) -> list[Any]:
    """How far each value is from the one before it, from the second on."""
    return [None if None in pair else abs(pair[1] - pair[0]) for pair in itertools.pairwise(values)]


def _average(sizes: list[Any], params: Row) -> Any:
    """The average moving range; without those of 3.267 averages and more when they are screened."""
    average = mean(sizes)
    if not average or not params.get("screened_moving_range", True):
        return average
    return mean([size for size in sizes if size is not None and size < D4 * average * (1 - 1e-14)])


def _centre(params: Row, other: Any) -> Any:
    return other if params.get("cl") is None else params["cl"]


def _none(row: Row) -> None:
    return None


def _around(centre: Any, sigma: Limits, low: float = -math.inf, high: float = math.inf) -> Limits:
    def limits(row: Row) -> Any:
        size = sigma(row)
        if size is None:
            return None
        far = (centre - 3 * size, centre + 3 * size, centre - 2 * size, centre + 2 * size)
        return tuple(min(max(value, low), high) for value in far)

    return limits


def _values(base: list[Row], name: str = "_y") -> list[Any]:
    return [row[name] for row in base if row[name] is not None]


def run(base: list[Row], params: Row) -> Found:
    there = _values(base)
    return _centre(params, statistics.median(there) if there else None), _none


def i(base: list[Row], params: Row) -> Found:
    centre = _centre(params, mean(_values(base)))
    average = _average(changes([row["_y"] for row in base]), params)
    return centre, _around(centre, lambda row: None if average is None else average / D2)


def mr(base: list[Row], params: Row) -> Found:
    centre = _centre(params, mean(_values(base, "_mr")))
    return centre, lambda row: (0, D4 * centre, 0, D4 * centre * 2 / 3)


def xbar(base: list[Row], params: Row) -> Found:
    spread, readings = _typical(base), sum(row["_k"] for row in base)
    grand = math.fsum(row["_y"] * row["_k"] for row in base if row["_k"]) / readings if readings else None
    centre = _centre(params, grand)

    def sigma(row: Row) -> Any:
        n = row["_k"]
        return None if n < 2 or spread is None else spread / _c4(n) / math.sqrt(n)

    return centre, _around(centre, sigma)


def s(base: list[Row], params: Row) -> Found:
    centre = _centre(params, _typical(base))

    def sigma(row: Row) -> Any:
        n = row["_k"]
        return None if n < 2 else centre * math.sqrt(1 - _c4(n) ** 2) / _c4(n)

    return centre, _around(centre, sigma, low=0)


def _typical(base: list[Row]) -> Any:
    """The mean standard deviation; pooled for subgroups of several sizes (Montgomery, section 6.3.2)."""
    there = [row for row in base if row["_s"] is not None]
    if len({row["_k"] for row in base if row["_k"]}) == 1 or not there:
        return mean([row["_s"] for row in there])
    weight = sum(row["_k"] - 1 for row in there)
    return math.sqrt(sum((row["_k"] - 1) * row["_s"] ** 2 for row in there) / weight)


def _c4(n: int) -> float:
    return math.gamma(n / 2) / math.gamma((n - 1) / 2) * math.sqrt(2 / (n - 1))


def c(base: list[Row], params: Row) -> Found:
    centre = _centre(params, mean(_values(base)))
    return centre, _around(centre, lambda row: math.sqrt(centre), low=0)


def g(base: list[Row], params: Row) -> Found:
    there = _values(base)
    middle = _centre(params, mean(there))
    centre = _centre(params, statistics.median(there) if there else None)
    return centre, _around(middle, lambda row: math.sqrt(middle * (middle + 1)), low=0)


def t(base: list[Row], params: Row) -> Found:
    moved = [None if row["_y"] is None else row["_y"] ** (1 / POWER) for row in base]
    given, average = params.get("cl"), _average(changes(moved), params)
    middle = mean(moved) if given is None else given ** (1 / POWER)
    limits = _around(middle, lambda row: None if average is None else average / D2, low=0)

    def back(row: Row) -> Any:
        found = limits(row)
        return found and tuple(value**POWER for value in found)

    return None if middle is None else middle**POWER, back


def p(base: list[Row], params: Row) -> Found:
    return _ratio(base, params, lambda centre: centre * (1 - centre), 1, prime=False)


def p_prime(base: list[Row], params: Row) -> Found:
    return _ratio(base, params, lambda centre: centre * (1 - centre), 1, prime=True)


def u(base: list[Row], params: Row) -> Found:
    return _ratio(base, params, lambda centre: centre, math.inf, prime=False)


def u_prime(base: list[Row], params: Row) -> Found:
    return _ratio(base, params, lambda centre: centre, math.inf, prime=True)


def _pooled(base: list[Row], params: Row) -> Any:
    there = [row for row in base if row["_y"] is not None]
    whole = sum(row["_n"] for row in there)
    return _centre(params, math.fsum(row["_y"] * row["_n"] for row in there) / whole if whole else None)


def _ratio(
    base: list[Row], params: Row, variance: Callable[[float], float], most: float, prime: bool
) -> Found:
    centre = _pooled(base, params)
    if centre is None:
        return None, _none
    wide: Any = math.sqrt(max(variance(centre), 0))
    scores = [None if row["_y"] is None else (row["_y"] - centre) * math.sqrt(row["_n"]) for row in base]
    if prime:
        average = _average(changes([score and score / wide if wide else score for score in scores]), params)
        wide = None if average is None else wide * average / D2
    return centre, _around(
        centre, lambda row: None if wide is None or not row["_n"] else wide / math.sqrt(row["_n"]), 0, most
    )


def i_prime(base: list[Row], params: Row) -> Found:
    centre = _pooled(base, params)
    steps = zip(base, base[1:], changes([row["_y"] for row in base]), strict=False)
    sizes = [size and size / math.sqrt(1 / one["_n"] + 1 / other["_n"]) for one, other, size in steps]
    average = _average(sizes, params)

    def sigma(row: Row) -> Any:
        return None if average is None or not row["_n"] else average * math.sqrt(math.pi / 2 / row["_n"])

    return centre, _around(centre, sigma)


BOOK: dict[str, Callable[[list[Row], Row], Found]] = {
    "run": run,
    "i": i,
    "mr": mr,
    "xbar": xbar,
    "s": s,
    "t": t,
    "c": c,
    "g": g,
    "p": p,
    "pp": p_prime,
    "u": u,
    "up": u_prime,
    "ip": i_prime,
}
