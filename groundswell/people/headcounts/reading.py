"""Headcounts as an organisation pastes them from its own list: a line a team and staff group. Pure; nothing is stored here."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from groundswell.people.models import StaffGroup
from groundswell.places.models import Place

MOST_HEADS = 100_000  # at one place; the largest trust of England has under 30,000
MOST_LINES = 20_000


@dataclass(frozen=True)
class Count:
    """So many people of a staff group at a place."""

    place: Place
    group: StaffGroup
    heads: int


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line, by its number as pasted; the first line is 1."""

    line: int
    words: str


@dataclass
class Understood:
    """`counts`: what could be read. Nothing may be stored while there are `problems`."""

    counts: list[Count] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def places(self) -> int:
        return len({count.place.pk for count in self.counts})

    @property
    def heads(self) -> int:
        return sum(count.heads for count in self.counts)


def read(text: str, places: Iterable[Place]) -> Understood:
    """Lines of place, staff group and number, with tabs, semicolons or commas between. A heading line is passed over.

    A place is meant by its key, its ODS code or its whole name; a staff group by its name or its code.
    """
    found, named, seen = Understood(), _by_name(places), set()
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        found.problems.append(
            Problem(MOST_LINES + 1, _("Paste at most {n} lines at once.").format(n=f"{MOST_LINES:,}"))
        )
        return found
    for number, cells in _rows(lines):
        if number == 1 and len(cells) == 3 and not cells[2][:1].isdigit():
            continue
        try:
            count = _count(cells, named)
        except _Unclear as unclear:
            found.problems.append(Problem(number, str(unclear)))
            continue
        if (count.place.pk, count.group) in seen:
            twice = _("{place}, {group} stands there twice.").format(place=count.place, group=count.group.label)
            found.problems.append(Problem(number, twice))
        seen.add((count.place.pk, count.group))
        found.counts.append(count)
    return found


class _Unclear(ValueError):
    """Says for the person who pasted what cannot be read."""


def _rows(lines: Sequence[str]) -> Iterable[tuple[int, list[str]]]:
    sign = next((sign for sign in "\t;" if any(sign in line for line in lines)), ",")
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, [cell.strip() for cell in next(csv.reader([line], delimiter=sign))]


def _by_name(places: Iterable[Place]) -> Mapping[str, list[Place]]:
    named: dict[str, list[Place]] = {}
    for place in places:
        for name in dict.fromkeys(name.casefold() for name in (place.key, place.ods_code or place.key, place.name)):
            named.setdefault(name, []).append(place)
    return named


def _count(cells: list[str], named: Mapping[str, list[Place]]) -> Count:
    if len(cells) != 3:
        raise _Unclear(_("A line has a place, a staff group and a number."))
    where, group, heads = cells
    meant = named.get(where.casefold(), [])
    if not meant:
        raise _Unclear(_("There is no place “{where}” here.").format(where=where[:60]))
    if len(meant) > 1:
        keys = ", ".join(sorted(place.key for place in meant)[:3])
        raise _Unclear(
            _("More than one place is called “{where}”. Give its key: {keys}.").format(where=where[:60], keys=keys)
        )
    return Count(meant[0], _group(group), _number(heads))


def _group(text: str) -> StaffGroup:
    for group in StaffGroup:
        if text.casefold() in (group.value, str(group.label).casefold()):
            return group
    raise _Unclear(_("“{group}” is no staff group of ours.").format(group=text[:40]))


def _number(text: str) -> int:
    digits = text.replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit():
        raise _Unclear(_("“{number}” is no whole number.").format(number=text[:20]))
    if int(digits) > MOST_HEADS:
        raise _Unclear(_("{number} people at one place are more than we believe.").format(number=text[:20]))
    return int(digits)
