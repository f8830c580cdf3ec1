"""Reading case files: JSON lists of parameters, an input and what a reference program gave."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..kinds import Refused

Case = dict[str, Any]
NO_FACET = "no facet"


class Facet(NamedTuple):
    """The rows of one chart in a case, in date order."""

    name: str
    dates: list[str]
    values: list[float | None]
    target: float | None
    rebase: list[str]


def load(path: Path) -> list[Case]:
    """All cases of a file. Raises ValueError when the file is not a list of cases."""
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, list) or not all(isinstance(case, dict) and "engine" in case for case in found):
        raise ValueError(f"{path} is not a list of cases")
    return found


def facets(case: Case) -> Iterator[Facet]:
    """The charts of a case, by name. A rebase date that no chart has goes to the first, to be refused."""
    names = case["input"].get("facet") or [NO_FACET] * len(case["input"]["date"])
    _check_names(case, set(names))
    stray = stray_dates(case)
    for name in sorted(set(names)):
        rows = _rows(case, names, name)
        dates = [date for date, _ in rows]
        rebase = [date for date in _for_facet(case, "rebase", name) or [] if date in dates] + stray
        stray = []
        yield Facet(name, dates, [value for _, value in rows], _for_facet(case, "target", name), rebase)


def _rows(case: Case, names: list[str], name: str) -> list[tuple[str, float | None]]:
    rows = zip(case["input"]["date"], case["input"]["value"], names, strict=True)
    return sorted(((date, value) for date, value, facet in rows if facet == name), key=lambda row: row[0])


def _for_facet(case: Case, name: str, facet: str) -> Any:
    given = case["params"].get(name)
    return given.get(facet) if isinstance(given, dict) else given


def _check_names(case: Case, names: set[str]) -> None:
    for name in ("target", "rebase"):
        given = case["params"].get(name)
        if isinstance(given, dict) and not set(given) <= names:
            raise Refused("unknown_facet", f"{name} is given for a chart that is not there")


def stray_dates(case: Case) -> list[str]:
    """Rebase dates that match no point of the chart they are for, or, when for all charts, of any chart."""
    given = case["params"].get("rebase") or []
    if not isinstance(given, dict):
        return sorted(set(given) - set(case["input"]["date"]))
    pairs = set(zip(case["input"]["facet"], case["input"]["date"], strict=True))
    return sorted(date for facet, dates in given.items() for date in dates if (facet, date) not in pairs)
