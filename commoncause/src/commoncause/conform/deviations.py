"""Where we differ from a reference program on purpose: when, why, and what we give instead.

Each deviation recognises its cases by what is in them, never by name, and states our answer as a new
expectation, so that `conform` checks it like any other. The README tells the same list in words.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from .cases import Case

Expected = dict[str, Any]


class Deviation(NamedTuple):
    """`applies` to a case and its expectation; `instead` returns the expectation that we meet.

    `even_if_stopped`: it says what we give where the reference stopped with an error.
    """

    name: str
    what: str
    why: str
    applies: Callable[[Case, Expected], bool]
    instead: Callable[[Case, Expected], Expected]
    even_if_stopped: bool = False


def adjusted(case: Case, deviations: Sequence[Deviation]) -> tuple[Expected, list[Deviation]]:
    """What we expect of a case, and the deviations that made it differ from what the reference gave."""
    expected = copy.deepcopy(case["expected"])
    used = [deviation for deviation in deviations if deviation.applies(case, case["expected"])]
    for deviation in used:
        if "error" not in expected or deviation.even_if_stopped:
            expected = deviation.instead(case, expected)
    return expected, used
