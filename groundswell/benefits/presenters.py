"""What is seen of benefits."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from groundswell.benefits.models import Benefit, Check, Class, Unit, size
from groundswell.ui.formats import day
from groundswell.ui.spreadsheets import plain, safe_cell


@dataclass(frozen=True)
class CheckLine:
    sentence: str
    reason: str


def check_line(benefit: Benefit, check: Check) -> CheckLine:
    who = check.person.called if check.person else _("A colleague")
    words = _("{name} confirmed it, {day}")
    if check.is_correction:
        words = _("{name} corrected {before} to {after}, {day}")
    before, after = (
        size(value, benefit.unit, benefit.recurrence) if value is not None else ""
        for value in (check.before, check.after)
    )
    return CheckLine(words.format(name=who, day=day(check.at), before=before, after=after), check.reason)


CSV_HEAD = (
    "class", "sentence", "amount", "unit", "recurrence", "staff_group", "basis", "state", "place", "claimed_on", "change",
    "source",
)  # fmt: skip


def csv_of(benefits: Iterable[Benefit]) -> str:
    """One claim a line, with its class and state; no sum, because a spreadsheet would add what must not be added."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for row in benefits:
        words = (row.words, str(row.place), row.work_title, row.source)
        sentence, place, change, source = map(safe_cell, words)
        writer.writerow([
            row.name, sentence, plain(row.amount), Unit(row.unit).label if row.unit else "", row.recurrence,
            row.staff_group, row.basis, row.state, place, row.claimed_at.date().isoformat(), change, source,
        ])  # fmt: skip
    return out.getvalue()


def hint_of(kind: str) -> str:
    """What the person who confirms is asked, for one class."""
    if kind == Class.CASH_RELEASING:
        return _("Does a budget really get smaller by this? Until you say so nobody calls it money released.")
    if kind == Class.SAFETY:
        return _("Was it counted, and is it this change that did it?")
    return ""
