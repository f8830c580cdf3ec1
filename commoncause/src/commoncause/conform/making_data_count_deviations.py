"""Where we differ from NHSRplotthedots on purpose; see `deviations`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import making_data_count_book as book
from .cases import Case, facets, stray_dates
from .deviations import Deviation, Expected


def _unmatched(case: Case, expected: Expected) -> bool:
    return "error" not in expected and bool(stray_dates(case))


def _refuse(case: Case, expected: Expected) -> Expected:
    return {"error": "rebase_no_match"}


def _has_gap(case: Case, expected: Expected) -> bool:
    readable = "error" not in expected or "missing value" in str(expected["error"])
    return readable and None in case["input"]["value"]


def _without_gaps(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    if "error" in expected:
        return ours
    gappy = _groups_where(ours, lambda rows: any(row["value"] is None for row in rows))
    return _replace(expected, ours, gappy, {"special_cause_type", "special_cause_flag", "point_type"})


def _is_flat(rows: list[dict[str, Any]]) -> bool:
    sizes = [row["moving_range"] for row in rows if row["moving_range"] is not None]
    return bool(sizes) and not any(sizes)


def _has_flat(case: Case, expected: Expected) -> bool:
    if "error" in expected or not case["params"].get("screen_outliers", True):
        return False
    return bool(_groups_where(expected, _is_flat))


def _limits_at_mean(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    keys = set(ours["points"]) - {"facet", "date", "value", "rebase_group", "target", "short_group_warning"}
    return _replace(expected, ours, _groups_where(expected, _is_flat), keys)


def _starts_with_rebase(case: Case, expected: Expected) -> bool:
    return "error" not in expected and any(facet.dates[0] in facet.rebase for facet in facets(case))


def _count_from_first(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    expected["points"]["rebase_group"] = ours["points"]["rebase_group"]
    for wanted, mine in zip(expected["groups"], ours["groups"], strict=True):
        wanted["rebase_group"] = mine["rebase_group"]
    return expected


def _nothing_to_assure(case: Case, expected: Expected) -> bool:
    if "error" in expected or case["params"].get("target") is None:
        return False
    given = {icon["facet"] for icon in expected["icons"] if icon["type"] == "assurance"}
    ours = {icon["facet"] for icon in book.expected(case)["icons"] if icon["type"] == "assurance"}
    return bool(given - ours)


def _no_assurance(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    expected["icons"] = ours["icons"]
    for wanted, mine in zip(expected["groups"], ours["groups"], strict=True):
        wanted["assurance_type"] = mine["assurance_type"]
    return expected


def _turned_label(case: Case, expected: Expected) -> bool:
    return "error" not in expected and bool(_level_turns(case, expected))


def _level_turns(case: Case, expected: Expected) -> list[int]:
    """Places that end one trend, level with the next place, which begins another."""
    names, values = expected["points"]["special_cause_type"], expected["points"]["value"]
    ours = book.expected(case)["points"]["special_cause_type"]
    return [
        place
        for place in range(len(names) - 1)
        if values[place] is not None
        and values[place] == values[place + 1]
        and "Decreasing" in str(names[place])
        and "Increasing" in str(ours[place])
    ]


def _right_label(case: Case, expected: Expected) -> Expected:
    ours = book.expected(case)
    turned = set(_level_turns(case, expected))
    for name in ("special_cause_type", "point_type"):
        column = expected["points"][name]
        expected["points"][name] = [
            ours["points"][name][i] if i in turned else old for i, old in enumerate(column)
        ]
    expected["groups"], expected["icons"] = ours["groups"], ours["icons"]
    return expected


DEVIATIONS = (
    Deviation(
        "unmatched rebase",
        "refused, naming the date",
        "A rebase that is silently ignored leaves people believing in limits that were never drawn.",
        _unmatched,
        _refuse,
    ),
    Deviation(
        "gap",
        "left out of the rules, counts, judgements and icon; limits as in the reference",
        "The reference calls a gap common cause, lets a gap at the end decide the icon, and stops when one "
        "meets a run of seven.",
        _has_gap,
        _without_gaps,
        even_if_stopped=True,
    ),
    Deviation(
        "flat series",
        "limits equal to the mean, and assurance by comparing the target with them",
        "When every moving range is 0 there is nothing to screen, yet the reference then has no limits at "
        "all and calls any target hit or miss.",
        _has_flat,
        _limits_at_mean,
    ),
    Deviation(
        "rebase at the first point",
        "parts are numbered from the first, whether or not a rebase is asked for there",
        "Nothing new begins at the first point, so its number should not change.",
        _starts_with_rebase,
        _count_from_first,
    ),
    Deviation(
        "nothing to assure",
        "no assurance icon when a chart has no target of its own or no limits",
        "The reference says hit or miss, which nobody can know.",
        _nothing_to_assure,
        _no_assurance,
    ),
    Deviation(
        "level turn",
        "the last reading of a rising trend is called rising even when a second trend starts level with it",
        "The reference looks at the step to the next reading, finds it level and calls the reading falling.",
        _turned_label,
        _right_label,
    ),
)


def _rows(expected: Expected) -> list[dict[str, Any]]:
    points = expected["points"]
    facet = points.get("facet") or [""] * len(points["date"])
    columns = {**points, "facet": facet}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _groups_where(expected: Expected, is_so: Callable[[list[dict[str, Any]]], bool]) -> set[int]:
    """Places of all points whose group answers yes."""
    rows = _rows(expected)
    keys = [(row["facet"], row["rebase_group"]) for row in rows]
    chosen = {
        key for key in set(keys) if is_so([row for row, own in zip(rows, keys, strict=True) if own == key])
    }
    return {place for place, key in enumerate(keys) if key in chosen}


def _replace(expected: Expected, ours: Expected, places: set[int], names: set[str]) -> Expected:
    """Our columns at some places, and the summaries and icons that follow from them."""
    for name in names:
        column = expected["points"][name]
        expected["points"][name] = [
            ours["points"][name][i] if i in places else old for i, old in enumerate(column)
        ]
    expected["groups"] = [
        {
            name: mine[name] if name in mine and name not in ("f", "rebase_group") else old
            for name, old in row.items()
        }
        for row, mine in zip(expected["groups"], ours["groups"], strict=True)
    ]
    expected["icons"] = ours["icons"]
    return expected
