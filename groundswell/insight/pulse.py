"""The pulse: five statements about working here, how answers are counted without anybody's name, and what may be shown of them.

Plain Python. Answers are never rows: an answer adds one to a count of the team and month, for each statement that was not left
out, and is gone.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.insight.hierarchy import shown_together
from groundswell.insight.measures.intervals import Share
from groundswell.insight.measures.pulse import SCALE, favourable
from groundswell.ui.verdicts import YES, Verdict, first_no, no

Counts = list[list[int]]  # a list a statement: how many chose 1, 2, 3, 4 and 5

# Ours, and not the staff survey's. A changed statement is a new one: then the old answers must not be shown under it.
STATEMENTS = (
    gettext_lazy("I could act on an idea here without asking permission first, if it were low-risk."),
    gettext_lazy("If I raise a problem, someone answers."),
    gettext_lazy("It is safe here to say that something is not working."),
    gettext_lazy("I get time to make improvements."),
    gettext_lazy("Managers and clinicians here change things together."),
)
SHORT = (
    gettext_lazy("Could act without asking first"),
    gettext_lazy("Someone answers"),
    gettext_lazy("Safe to say what is not working"),
    gettext_lazy("Time to make improvements"),
    gettext_lazy("Managers and clinicians together"),
)
CHOICES = (
    gettext_lazy("Strongly disagree"),
    gettext_lazy("Disagree"),
    gettext_lazy("Neither"),
    gettext_lazy("Agree"),
    gettext_lazy("Strongly agree"),
)


class Answered(NamedTuple):
    """What the people of one place said in one quarter, without the places inside it."""

    place: int
    counts: Counts


def nothing() -> Counts:
    return [[0] * SCALE for _statement in STATEMENTS]


def added(counts: Counts, answers: Sequence[int | None]) -> Counts:
    """The counts with one more person's answers: 1 to 5 a statement, None for one left out. Raises ValueError for others."""
    if len(answers) != len(STATEMENTS):
        raise ValueError("an answer has five parts")
    found = [list(row) for row in counts]
    for row, choice in zip(found, answers, strict=True):
        if choice is None:
            continue
        if choice not in range(1, SCALE + 1):
            raise ValueError(f"{choice} is no answer")
        row[choice - 1] += 1
    return found


def together(many: Iterable[Counts]) -> Counts:
    whole = nothing()
    for counts in many:
        whole = [[a + b for a, b in zip(one, other, strict=True)] for one, other in zip(whole, counts, strict=True)]
    return whole


def token(secret: str, person: int) -> str:
    """What says that somebody answered in a quarter: 64 hexadecimal digits. Without the secret it leads to nobody."""
    return hmac.new(bytes.fromhex(secret), f"{person}".encode(), hashlib.sha256).hexdigest()


def may_answer(*, is_off: bool, works_here: bool, has_answered: bool) -> Verdict:
    return first_no(
        YES if not is_off else no(_("The pulse is switched off here, because staff already answer another one.")),
        YES if works_here else no(_("Only people who work here answer here.")),
        YES if not has_answered else no(_("You have answered for these three months already.")),
    )


def shares(answered: Sequence[Answered], above: Mapping[int, int]) -> dict[int, list[Share | None]]:
    """For every place with answers in it or inside it: the favourable share of each statement, None where it may not be shown.

    `above`: the place above each. A statement is shown at a place with 11 answers and more; and never at two places that lie in
    each other when what they differ by is 1 to 10 answers (`hierarchy.shown_together`, with an answer in the place of a person).
    """
    counts = _with_those_inside(answered, above)
    found: dict[int, list[Share | None]] = {place: [] for place in counts}
    for statement in range(len(STATEMENTS)):
        numbers, own = count(), {}
        for one in answered:
            own[one.place] = frozenset(next(numbers) for _answer in range(sum(one.counts[statement])))
        shown = shown_together(_inside(own, above), above)
        for place, whole in counts.items():
            found[place].append(favourable(whole[statement]) if place in shown else None)
    return found


def _chain(place: int, above: Mapping[int, int]) -> Iterable[int]:
    over: int | None = place
    while over is not None:
        yield over
        over = above.get(over)


def _with_those_inside(answered: Iterable[Answered], above: Mapping[int, int]) -> dict[int, Counts]:
    found: dict[int, Counts] = {}
    for one in answered:
        for place in _chain(one.place, above):
            found[place] = together([found.get(place, nothing()), one.counts])
    return found


def _inside(own: Mapping[int, frozenset[int]], above: Mapping[int, int]) -> dict[int, frozenset[int]]:
    found: dict[int, frozenset[int]] = {}
    for place, answers in own.items():
        for over in _chain(place, above):
            found[over] = found.get(over, frozenset()) | answers
    return found
