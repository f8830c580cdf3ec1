"""Mentors to find, one's own pairs, and one of them as these two see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.enabling.models import OfferOfTime, Topic
from groundswell.growth.models import Answer, Mentoring, Session
from groundswell.growth.presenters.opportunities import Choice, Row, waiting_on
from groundswell.people.models import Person
from groundswell.ui.formats import count, day, hours, london_day


@dataclass(frozen=True)
class Found:
    name: str
    line: str
    words: str
    href: str


@dataclass(frozen=True)
class MentorsPage:
    mine: tuple[Row, ...]
    topics: tuple[Choice, ...]
    found: tuple[Found, ...]
    more: bool
    is_asked: bool


def mentors_page(
    found: Sequence[OfferOfTime], topic: str, rows: Sequence[Mentoring], reader: Person, most: int, now: datetime
) -> MentorsPage:
    here = reverse("growth:mentors")
    topics = [Choice(here, _("Anything"), "", not topic)]
    topics += [
        Choice(f"{here}?topic={one.value}", str(one.label), "", one == topic) for one in Topic if one != Topic.MENTORING
    ]
    return MentorsPage(
        tuple(mentoring_row(one, reader, now) for one in rows), tuple(topics), tuple(_found(one, topic) for one in found[:most]),
        len(found) > most, bool(topic),
    )  # fmt: skip


def _found(offer: OfferOfTime, topic: str) -> Found:
    line = _("{about}. {how_much} until {day}, {place}").format(
        about=str(offer), how_much=offer.get_how_much_display(), day=day(offer.until), place=offer.place
    )
    href = reverse("growth:ask_mentor", args=[offer.public_id]) + (f"?topic={topic}" if topic else "")
    return Found(offer.person.called, line, offer.words, href)


def mentoring_row(row: Mentoring, reader: Person, now: datetime) -> Row:
    """`You mentor Amina Yusuf until 3 May 2027. 2.5 hours so far.`"""
    return Row(row.get_absolute_url(), str(row), state_of(row, reader, now))


def state_of(row: Mentoring, reader: Person, now: datetime) -> str:
    other, mentors = row.other(reader), row.mentor_id == reader.pk
    name = other.called if other else _("a colleague")
    if row.waits:
        return _("{name} asked you").format(name=name) if mentors else waiting_on(name, row.asked_at, now)
    if row.answer == Answer.NOT_NOW:
        return (
            _("You said not now to {name}").format(name=name) if mentors else _("{name} said not now").format(name=name)
        )
    if row.answer != Answer.YES:
        return _("It was taken back, or nobody answered until the day")
    if row.goes_on(london_day(now)):
        said = _("You mentor {name} until {day}") if mentors else _("{name} mentors you until {day}")
    else:
        said = _("You mentored {name} until {day}") if mentors else _("{name} mentored you until {day}")
    last = min(row.ends_on, london_day(row.ended_at)) if row.ended_at else row.ends_on
    given = getattr(row, "minutes", None)
    line = said.format(name=name, day=day(last))
    return f"{line}. {in_hours(given)}" if given else line


def in_hours(minutes: int) -> str:
    if minutes < 60 or (minutes % 30 and minutes < 120):
        return count(minutes, _("minute"), _("minutes"))
    return hours((Decimal(minutes) / 60).quantize(Decimal("0.01")).normalize())


@dataclass(frozen=True)
class Line:
    when: str
    line: str
    strike: str


@dataclass(frozen=True)
class MentoringPage:
    title: str
    state: str
    words: str
    reply: str
    lines: tuple[Line, ...]
    total: str
    answer: str
    end: str
    end_text: str
    logs: bool
    write: str


def mentoring_page(row: Mentoring, reader: Person, sessions: Sequence[Session], now: datetime) -> MentoringPage:
    mentors, yes = row.mentor_id == reader.pk, row.answer == Answer.YES
    asker = row.mentee.called if row.mentee else _("A colleague")
    mentor = row.mentor.called if row.mentor else _("A colleague")
    end = (
        reverse("growth:end_mentoring", args=[row.public_id])
        if not row.ended_at and not (row.waits and mentors)
        else ""
    )
    total = sum(one.minutes for one in sessions)
    return MentoringPage(
        str(row), state_of(row, reader, now), _("{name} wrote: “{words}”").format(name=asker, words=row.words) if row.words else "",
        _("{name} answered: “{words}”").format(name=mentor, words=row.reply) if row.reply else "",
        tuple(
            Line(day(one.on), in_hours(one.minutes), one.public_id if one.by_id == reader.pk else "") for one in sessions
        ),
        in_hours(total) if total else "",
        reverse("growth:answer_mentee", args=[row.public_id]) if mentors and row.waits else "", end,
        _("Take the question back") if row.waits else _("End it, with thanks"), yes and not row.ended_at,
        reverse("growth:choose", args=["growth", row.public_id]) if yes else "",
    )  # fmt: skip
