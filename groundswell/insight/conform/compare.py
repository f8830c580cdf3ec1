"""Is an answer what was expected? Fractions exactly, other numbers within 1e-9, everything else as it is.

An expected number may be `{"exact": "2/3", "value": 0.666...}`; where the answer is a fraction `exact` decides, else `value`.
Units and the teams inside them have no order of their own. Of the words for a unit outside a funnel only `inside` is agreed on:
any other word is right where the unit lies outside, and has to name the right line if it names one.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from groundswell.insight.measures.funnel import Where

NEAR = 1e-9
# Above ten thousand a double holds less than 1e-9; there the thirteenth digit decides.
DIGITS = 1e-13
WITHOUT_ORDER = ("ids", "not_shown")
# Their keys are data, so that one too many is wrong; elsewhere a case may ask for fewer figures than there are.
KEYED = ("in_degree", "weights", "by_level", "bands")


def differences(got: Any, want: Any, where: str = "") -> Iterator[str]:
    """Each place that differs, with both values."""
    name = where or "answer"
    if isinstance(want, dict) and want.keys() <= {"exact", "value"} and want:
        if not _is_same(got, want):
            yield f"{name} is {_said(got)} instead of {want.get('exact', want.get('value'))}"
    elif isinstance(want, dict) and isinstance(got, dict):
        yield from _in_mapping(got, want, where)
    elif isinstance(want, list) and isinstance(got, (list, tuple)) and len(want) == len(got):
        pairs = zip(_in_order(got, name), _in_order(want, name), strict=True)
        for number, (mine, theirs) in enumerate(pairs, 1):
            yield from differences(mine, theirs, f"{where}[{number}]")
    elif not _is_same(got, want):
        yield f"{name} is {_said(got)} instead of {_said(want)}"


def _in_order(values: Any, name: str) -> list[Any]:
    if name.rpartition(".")[2] in WITHOUT_ORDER:
        return sorted(values)
    if all(isinstance(value, dict) and "ids" in value for value in values):
        return sorted(values, key=lambda value: sorted(value["ids"]))
    return list(values)


def _in_mapping(got: dict[Any, Any], want: dict[Any, Any], where: str) -> Iterator[str]:
    # A tally that does not name what it has none of says the same as one that says 0.
    missing = 0 if isinstance(got, Counter) else None
    more = [key for key in got if key not in want] if where in KEYED else []
    for key in [*want, *more]:
        at = f"{where}.{key}" if where else str(key)
        if (key in got and key in want) or missing == 0:
            yield from differences(got.get(key, missing), want.get(key, missing), at)
        else:
            yield f"{at} is missing" if key in want else f"{at} is {_said(got[key])} and was not expected"


def _is_same(got: Any, want: Any) -> bool:
    if isinstance(want, dict):
        exact, value = want.get("exact"), want.get("value")
        return _is_same(got, value if exact is None or (value is not None and not isinstance(got, Fraction)) else exact)
    if isinstance(got, Where):
        return _is_placed(got, str(want))
    if got is None or want is None or isinstance(got, bool) or isinstance(want, bool):
        return got is want
    if isinstance(got, float) and isinstance(want, str):
        return _is_same(got, float(Fraction(want)))
    if isinstance(got, (int, Fraction)) and isinstance(want, str):
        return got == Fraction(want)
    if isinstance(got, (int, float, Fraction)) and isinstance(want, (int, float)):
        return math.isclose(got, want, rel_tol=DIGITS, abs_tol=NEAR)
    return bool(got == want)


def _is_placed(where: Where, word: str) -> bool:
    if word == Where.INSIDE.value:
        return where is Where.INSIDE
    named = {"99": Where.BEYOND_998, "95": Where.BEYOND_95}
    return where is next((line for number, line in named.items() if number in word), where) is not Where.INSIDE


def _said(value: Any) -> str:
    if isinstance(value, (list, tuple, dict)):
        return f"{type(value).__name__} of {len(value)}"
    return "nothing" if value is None else str(value.value if isinstance(value, Where) else value)
