"""Where we differ from qicharts2 on purpose; see `deviations`."""

from __future__ import annotations

from . import anhoej_book as book
from .cases import Case
from .deviations import Deviation, Expected

FROM_RANGES = {"i", "t", "pp", "up", "ip"}
LIMITS = ("lcl", "ucl", "lcl_95", "ucl_95")
COUNTS = {"c", "g", "p", "pp", "u", "up"}


def _frozen_and_split(case: Case, expected: Expected) -> bool:
    return "error" not in expected and bool(case["params"].get("freeze") and case["params"].get("part"))


def _frozen_in_its_part(case: Case, expected: Expected) -> Expected:
    params = case["params"]
    return {"error": "fix_across_parts"} if params["freeze"] > params["part"][0] else book.expected(case)


def _is_flat(case: Case, expected: Expected) -> bool:
    """The reference gives no limits where the book gives the centre line itself."""
    if "error" in expected or case["params"]["chart"] not in FROM_RANGES or _impossible(case, expected):
        return False
    return bool(_flat_places(case, expected))


def _flat_places(case: Case, expected: Expected) -> list[int]:
    theirs, ours = expected["points"], book.expected(case)["points"]
    return [
        place
        for place, upper in enumerate(theirs["ucl"])
        if upper is None and ours["ucl"][place] is not None and ours["ucl"][place] == ours["lcl"][place]
    ]


def _limits_at_centre(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    for place in _flat_places(case, case["expected"]):
        for name in (*LIMITS, "sigma_signal"):
            expected["points"][name][place] = ours["points"][name][place]
    for wanted, mine in zip(expected["parts"], ours["parts"], strict=True):
        wanted |= {name: mine[name] for name in ("aLCL", "aUCL", "sigma_signal")}
    return expected


def _impossible(case: Case, expected: Expected) -> bool:
    given, chart = case["input"], case["params"]["chart"]
    if "error" in expected or chart not in COUNTS:
        return False
    pairs = zip(given["y"], given.get("n") or [None] * len(given["y"]), strict=True)
    proportion = chart in ("p", "pp")
    return any(
        y is not None and (y < 0 or (n is not None and (n < 0 or (proportion and y > n)))) for y, n in pairs
    )


def _refuse(case: Case, expected: Expected) -> Expected:
    given = case["input"]
    counts = [number for number in [*given["y"], *given.get("n", [])] if number is not None]
    return {"error": "negative" if min(counts) < 0 else "more_than_all"}


DEVIATIONS = (
    Deviation(
        "freeze and part",
        "the frozen baseline holds for the first part, and is refused where it reaches across a part",
        "The reference ignores the freeze without a word: people believe in a baseline they never had.",
        _frozen_and_split,
        _frozen_in_its_part,
    ),
    Deviation(
        "flat series, screened",
        "limits equal to the centre line",
        "When every moving range is 0 there is nothing to screen, yet the reference then has no limits.",
        _is_flat,
        _limits_at_centre,
    ),
    Deviation(
        "impossible counts",
        "refused, with the numbers",
        "Fewer than no events, or more of them than there were chances, is an error in the data.",
        _impossible,
        _refuse,
    ),
)
