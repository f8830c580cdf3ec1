"""Who may see, start and change a measure, and where limits can be redrawn.

Members of the measure's organisation see it; so do organisations it is shown to, and everyone once it is part of a story
for everyone. It is changed by those who work at its place, above it or below it, because they know what the number means;
an organisation it is shown to with `may_add` (a change with two homes) adds readings like them. Whoever is named in a change it
belongs to sees it, and adds readings when they do the work, wherever they are from. Partners and auditors read.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from groundswell.measures.models import OUT_OF, ChartLink, Interval, Measure, MeasureShown
from groundswell.measures.parsing import after
from groundswell.people.models import RoleCode
from groundswell.people.queries import Sight
from groundswell.people.taking_part import TakesPart
from groundswell.places.models import Place
from groundswell.ui.formats import day
from groundswell.ui.verdicts import YES, Verdict, no

READ_ONLY = (RoleCode.PARTNER, RoleCode.AUDITOR)


def may_start(seen: Sight, place: Place) -> Verdict:
    """Whoever works at a place counts there."""
    if seen.holds_any(READ_ONLY, place) or not seen.works_at(place):
        return no(_("Those who work at {place} start measures there.").format(place=place))
    return YES


def works_nowhere() -> Verdict:
    return no(_("Join the place where you work first. Then you can count there."))


def may_see(measure: Measure, seen: Sight, shown: list[MeasureShown], part: TakesPart = TakesPart.NO) -> bool:
    if part or (measure.everyone and seen.memberships):
        return True
    return seen.works_in(measure.organisation_id) or any(seen.works_in(row.organisation_id) for row in shown)


def sees_the_work(measure: Measure, seen: Sight, shown: list[MeasureShown], part: TakesPart) -> bool:
    """Whether the work behind the numbers is theirs too: a story may show a chart to people who do not see the change."""
    taking_part = {row.organisation_id for row in shown if row.may_add} | {measure.organisation_id}
    return bool(part or seen.organisations & taking_part)


def may_change(measure: Measure, seen: Sight, shown: list[MeasureShown]) -> Verdict:
    """One rule for readings, limits and words: whoever is trusted with the numbers is trusted with their name."""
    if seen.holds_any(READ_ONLY, measure.place):
        return no(_("You can read this measure. Those who work there change it."))
    if seen.works_at(measure.place) or any(row.may_add and seen.works_in(row.organisation_id) for row in shown):
        return YES
    return no(
        _("Those who work at {place} change this measure. Who helps with its change adds readings too.").format(
            place=measure.place
        )
    )


def may_add(measure: Measure, seen: Sight, shown: list[MeasureShown], part: TakesPart) -> Verdict:
    """Readings come from whoever does the work; what the number is called and where its limits are stays with its place."""
    if part == TakesPart.WORKS and not seen.holds_any(READ_ONLY, measure.place):
        return YES
    return may_change(measure, seen, shown)


def may_add_on(on: date, today: date) -> Verdict:
    return no(_("{day} is in the future.").format(day=day(on))) if on > today else YES


EVERY = {Interval.SHIFT: timedelta(days=1), Interval.DAY: timedelta(days=1), Interval.WEEK: timedelta(days=7)}


def is_due(measure: Measure, last: date | None, today: date) -> bool:
    """Is a reading wanted today? Published figures and numbers that come when they come are never due."""
    if measure.source or measure.interval == Interval.EVENT:
        return False
    if last is None:
        return True
    if measure.interval in EVERY:
        return last + EVERY[Interval(measure.interval)] <= today
    months = (today.year - last.year) * 12 + today.month - last.month
    return months >= (3 if measure.interval == Interval.QUARTER else 1)


def due_on(measure: Measure, last: date | None, today: date) -> date:
    """The day that a number typed today is for: the latest step after the last reading that has come, else today.

    So a weekly number keeps its weekday, and a monthly one its day of the month.
    """
    if last is None or measure.is_timed:
        return today
    steps = 0
    while after(last, measure.interval, steps + 1) <= today:
        steps += 1
    return after(last, measure.interval, steps) if steps else today


def may_rebase(on: date, days: list[date], redrawn: list[date]) -> Verdict:
    """New limits begin at a reading, not before the first, and once for each day."""
    if on in redrawn:
        return no(_("Limits are already redrawn from {day}.").format(day=day(on)))
    if on not in days:
        return no(_("There is no reading on {day}. Choose the day of a reading.").format(day=day(on)))
    if on == days[0]:
        return no(_("The limits already begin at the first reading."))
    return YES


FEWEST_FOR_LIMITS = 12


def may_set_aside(on: date, days: list[date], aside: list[date]) -> Verdict:
    """A reading is shown and left out of limits and rules, because somebody knows that it was another thing."""
    if on in aside:
        return no(_("{day} is set aside already.").format(day=day(on)))
    return (
        YES if on in days else no(_("There is no reading on {day}. Choose the day of a reading.").format(day=day(on)))
    )


def may_fix(first: date, last: date, days: list[date], redrawn: list[date], fixed: bool) -> Verdict:
    """Limits from a stretch of readings: twelve at least, within one part, one stretch at a time."""
    if fixed:
        return no(_("The limits are already made from one stretch of readings. Take that back first."))
    if last < first:
        return no(_("The last day comes before the first."))
    if any(first < on <= last for on in redrawn):
        return no(_("New limits begin within these days. Choose days on one side of them."))
    number = sum(first <= on <= last for on in days)
    if number < FEWEST_FOR_LIMITS:
        return no(_("Limits need {fewest} readings or more. There are {number} from {first} to {last}.").format(
            fewest=FEWEST_FOR_LIMITS, number=number, first=day(first), last=day(last)))  # fmt: skip
    return YES


def may_be_drawn_as(kind: str, has_sizes: bool, has_readings: bool) -> Verdict:
    """Shares and rates need the size each reading is out of; readings that have none cannot be drawn so."""
    if kind in OUT_OF and has_readings and not has_sizes:
        return no(_("These readings do not say what they are out of. Load them again with a column for that."))
    return YES


def may_end(link: ChartLink) -> Verdict:
    return no(_("This link was ended already.")) if link.ended_at else YES
