"""The plan in parts of thirty days, counted from the day on which the change was opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from groundswell.changes.models import Step
from groundswell.changes.presenters.lines import Line, step_line
from groundswell.ui.formats import day, london_day

ENDS = (30, 60, 90)  # days after it was opened


@dataclass(frozen=True)
class PlanPart:
    """What is to be done in one part of the plan."""

    title: str
    rows: tuple[tuple[Step, Line], ...]


def plan_parts(steps: Sequence[Step], opened_at: datetime, now: datetime) -> list[PlanPart]:
    """Parts that hold something: up to day 30, 60 and 90, later, without a day, and what is done. Order within a part is kept."""
    opened = london_day(opened_at)
    titles = [_until(number, opened) for number in range(len(ENDS))] + [_("Later"), _("Without a day"), _("Done")]
    parts: list[list[tuple[Step, Line]]] = [[] for _title in titles]
    for step in steps:
        parts[_part_of(step, opened)].append((step, step_line(step, now)))
    return [PlanPart(title, tuple(rows)) for title, rows in zip(titles, parts, strict=True) if rows]


def _until(number: int, opened: date) -> str:
    begins = ENDS[number - 1] + 1 if number else 1
    until = day(opened + timedelta(days=ENDS[number]))
    return _("Days {first} to {last}, until {day}").format(first=begins, last=ENDS[number], day=until)


def _part_of(step: Step, opened: date) -> int:
    if step.done_at:
        return len(ENDS) + 2
    if step.by_when is None:
        return len(ENDS) + 1
    days = (step.by_when - opened).days
    return next((number for number, end in enumerate(ENDS) if days <= end), len(ENDS))
