"""What the reader promised and cleared, and seats that would fit them, as cards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.models import Change, Seat, State
from groundswell.changes.rules import empty_since
from groundswell.enabling.cards import for_whom
from groundswell.enabling.models import AskBehind, Commitment
from groundswell.front.queries.kept import Kept
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.talk.models import Thanks
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import ago, count, days_between, london_day, until


@dataclass(frozen=True)
class PromiseCard:
    what: str
    title: str
    href: str
    due: str
    late: bool
    deeds: tuple[Deed, ...]
    cover: str = ""


def promises(found: Sequence[Commitment], reader: Person, now: datetime) -> list[PromiseCard]:
    return [_promise(made, reader, now) for made in found]


def _promise(made: Commitment, reader: Person, now: datetime) -> PromiseCard:
    ask, late = made.ask, made.has_passed(london_day(now))
    keep = Deed(
        _("It is done"),
        reverse("enabling:keep", args=[ask.public_id]),
        post=True,
        main=True,
        name="from",
        value="asked",
    )
    move = Deed(_("Another date"), reverse("enabling:move", args=[ask.public_id]))
    waits = next(iter(ask.behind.all()), None)
    return PromiseCard(
        what=ask.what, title=waits.work_title if waits else str(ask.place), href=ask.get_absolute_url(),
        due=until(made.due_on, now), late=late, deeds=(keep,) if late else (keep, move), cover=for_whom(made.person, reader, now),
    )  # fmt: skip


@dataclass(frozen=True)
class CameLine:
    """Work that waited and how it stands; `href` is empty where the reader cannot open it."""

    title: str
    href: str
    state: str


@dataclass(frozen=True)
class KeptCard:
    what: str
    href: str
    when: str
    came: list[CameLine]
    thanks: list[str]


def kept_cards(found: list[Kept], reader: Person, now: datetime) -> list[KeptCard]:
    return [
        KeptCard(
            one.made.ask.what, one.made.ask.get_absolute_url(), _("cleared {when}").format(when=ago(one.made.kept_at or now, now)),
            [_came(each, reader) for each in one.made.ask.behind.all()], [_thanks(each) for each in one.thanks],
        )
        for one in found
    ]  # fmt: skip


def _came(row: AskBehind, reader: Person) -> CameLine:
    """`row` comes with `state`, how the work stands now; empty where no room above says."""
    ours, state = sight(reader).works_in(row.organisation_id), row.state  # type: ignore[attr-defined]
    return CameLine(row.work_title, row.work_address if ours else "", str(State(state).label) if state else "")


def _thanks(row: Thanks) -> str:
    who = row.person.called if row.person else _("A colleague")
    if row.words:
        return _("{who} thanks you: “{words}”").format(who=who, words=row.words)
    return _("{who} thanks you.").format(who=who)


def kept(number: int) -> str:
    """How many promises somebody kept in the last quarter of a year; empty when none."""
    if not number:
        return ""
    return ngettext("You cleared one thing this quarter.", "You cleared {n} things this quarter.", number).format(
        n=number
    )


@dataclass(frozen=True)
class SeatCard:
    title: str
    href: str
    line: str
    take: Deed


def seats(found: list[tuple[Change, str]], now: datetime) -> list[SeatCard]:
    said = {
        Seat.CLINICAL: _("Needs a clinical co-lead at {place}, {days}"),
        Seat.MANAGERIAL: _("Needs a managerial co-lead at {place}, {days}"),
    }
    return [
        SeatCard(
            title=change.title, href=change.get_absolute_url(),
            line=said[Seat(seat)].format(place=change.place, days=_for_days(_empty_since(change, seat), now)),
            take=Deed(_("Look at the seat"), f"{reverse('changes:seats', args=[change.public_id])}"),
        )
        for change, seat in found
    ]  # fmt: skip


def _empty_since(change: Change, seat: str) -> datetime:
    return empty_since(change, seat, list(change.co_leads.all()))


def _for_days(since: datetime, now: datetime) -> str:
    days = days_between(since, now)
    return _("since today") if days < 1 else _("for {days}").format(days=count(days, _("day"), _("days")))
