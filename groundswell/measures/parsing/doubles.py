"""Times of day as moments, and what stands in a file twice."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from groundswell.measures.parsing import dates
from groundswell.measures.parsing.rows import Sheet, Taken
from groundswell.measures.parsing.shapes import Found, RowError


def at_moments(sheet: Sheet, taken: list[Taken]) -> list[Taken]:
    """The time of day counts when any is not midnight. A time that came twice is taken in the order of the file."""
    if not any(each.when and each.when.clock and (each.when.clock.hour or each.when.clock.minute) for each in taken):
        return taken
    backwards = taken[0].found.on > taken[-1].found.on
    kept, seen = [], Counter[dates.When]()
    for each in reversed(taken) if backwards else taken:
        try:
            kept.append(_at_moment(each, seen))
        except RowError as error:
            sheet.leave_out(each.row, error.code, error.reason)
    once = sorted(dates.shown(when.day) for when, times in seen.items() if times == 1 and dates.comes_twice(when))
    sheet.notes += [
        f"The clocks went back on {day}: of the hour that came twice the first is taken." for day in once[:3]
    ]
    return kept


def _at_moment(each: Taken, seen: Counter[dates.When]) -> Taken:
    when = each.when
    if when is None or when.clock is None:
        return each
    if when.offset is not None:
        return _moved(each, dates.local_moment(when))
    twice = dates.comes_twice(when)
    moment = dates.local_moment(when, second_time=twice and seen[when] > 0)
    if twice:
        seen[when] += 1
    return _moved(each, moment)


def _moved(each: Taken, moment: datetime) -> Taken:
    found, day = each.found, moment.astimezone(dates.LONDON).date()
    return Taken(Found(found.line, day, found.value, moment, found.denominator, found.note), each.row, each.when)


def without(sheet: Sheet, taken: list[Taken]) -> list[Taken]:
    """The same row twice is kept once; two different readings for one time are both left out."""
    by_time: dict[tuple[date, datetime | None], list[Taken]] = {}
    for each in sorted(taken, key=lambda each: each.found.line):
        by_time.setdefault(each.found.key, []).append(each)
    kept = []
    for same in by_time.values():
        if len(same) == 1:
            kept.append(same[0])
        elif len({each.found.numbers for each in same}) > 1:
            _all_left_out(sheet, same)
        else:
            kept.append(same[0])
            _left_out_once(sheet, same)
    return kept


def _all_left_out(sheet: Sheet, same: list[Taken]) -> None:
    lines = ", ".join(str(each.found.line) for each in same[:10])
    for each in same:
        sheet.leave_out(
            each.row, "duplicate_date", f"Different numbers for one date (lines {lines}). Keep the right one."
        )


def _left_out_once(sheet: Sheet, same: list[Taken]) -> None:
    first = same[0].found
    for each in same[1:]:
        words = "" if each.found.note == first.note else " Its note differs; that of the first is kept."
        sheet.leave_out(each.row, "duplicate_row", f"The same as line {first.line}. It is kept once.{words}")
