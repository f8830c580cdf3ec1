"""How far a change has come (the IHI scale, vocabulary d3) and whether it will last (ten factors, d15): plain functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.changes.models import Factor, State

CHECK_AFTER_DAYS = 60
STRONG, PARTLY, WEAK, UNKNOWN = "strong", "partly", "weak", "unknown"
ANSWERS: tuple[tuple[str, Promise], ...] = (
    (STRONG, gettext_lazy("Yes")), (PARTLY, gettext_lazy("Partly")), (WEAK, gettext_lazy("Not yet")),
    (UNKNOWN, gettext_lazy("We do not know")),
)  # fmt: skip

# Tenths of a point, in the wording of the Institute for Healthcare Improvement.
SCALE: dict[int, Promise] = {
    5: gettext_lazy("Intent to participate"), 10: gettext_lazy("Charter and team established"),
    15: gettext_lazy("Planning has begun"), 20: gettext_lazy("Activity but no changes"),
    25: gettext_lazy("Changes tested but no improvement"), 30: gettext_lazy("Modest improvement"),
    35: gettext_lazy("Improvement"), 40: gettext_lazy("Significant improvement"),
    45: gettext_lazy("Sustainable improvement"), 50: gettext_lazy("Outstanding sustainable results"),
}  # fmt: skip


@dataclass(frozen=True)
class Known:
    """What the score is derived from."""

    state: str  # at home; of a stopped change, how far it had come
    seats: int = 0  # accepted
    aim: bool = False
    planned: bool = False  # a step, a driver diagram or a measure
    ended_tests: int = 0
    improved: bool = False  # a chart signals improvement
    on_target: bool = False  # and its limits lie on the good side of the target
    spread: bool = False  # another place has its own readings


def derived(known: Known) -> tuple[int, str]:
    """The score in tenths, and from what it follows."""
    if known.spread:
        return 50, _("It is normal practice here and another place has its own result.")
    if known.state == State.NORMAL:
        return 45, _("It is normal practice here.")
    if known.state == State.WORKING:
        if known.improved and known.on_target:
            return 40, _("A test decided to adopt it, its chart shows an improvement and meets the target.")
        if known.improved:
            return 35, _("A test decided to adopt it, and its chart shows an improvement.")
        return 30, _("A test decided to adopt it.")
    if known.state == State.TRYING:
        if known.ended_tests and known.improved:
            return 30, _("Tests have ended, and a chart shows an improvement.")
        if known.ended_tests:
            return 25, _("Tests have ended, and no chart shows an improvement yet.")
        return 20, _("The first test is going on.")
    if known.planned and known.seats:
        return 15, _("Somebody leads it, and a plan or a measure has begun.")
    if known.seats == 2 and known.aim:
        return 10, _("Both seats are taken, and the aim is written.")
    return 5, _("Somebody wants to try it.")


def said(tenths: int) -> str:
    """`3.5 Improvement`."""
    return f"{tenths / 10:.1f} {SCALE[tenths]}"


def sorted_out(answers: Mapping[str, str]) -> dict[str, list[str]]:
    """The factors by what was answered, each in the order of the list; a factor nobody answered is not known."""
    found: dict[str, list[str]] = {answer: [] for answer, _label in ANSWERS}
    for factor in Factor:
        found[answers.get(factor, UNKNOWN)].append(str(factor.label))
    return found
