"""The page of a permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.enabling.audience import reads
from groundswell.enabling.cards import PermissionCard, for_whom, permission_card
from groundswell.enabling.models import OnClockEnd, Origin, Paper, Permission, PermissionPause
from groundswell.enabling.presenters.books import WANTED_BY
from groundswell.enabling.presenters.hops import HopLine, hop_lines
from groundswell.enabling.rules import Rung
from groundswell.enabling.rules import permissions as deciding
from groundswell.people.models import Person
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import day, london_day, upper


@dataclass(frozen=True)
class PermissionPage:
    card: PermissionCard
    question: str
    source: str
    origin: str
    papers: list[str]
    asked: str
    clock: str
    cover: str
    work_href: str
    hops: list[HopLine]
    pauses: list[str]
    deeds: list[Deed]


def permission_page(
    row: Permission, person: Person, team: Sequence[Person], above: Rung | None, now: datetime
) -> PermissionPage:
    ids, today = frozenset(one.pk for one in team), london_day(now)
    return PermissionPage(
        card=permission_card(row, person, now), question=row.rule.question if row.rule else "", source=upper(row.source),
        origin=str(WANTED_BY[Origin(row.origin)]), papers=[str(Paper(code).label) for code in row.papers], asked=_asked(row),
        clock=_clock(row, above), cover=for_whom(row.decider, person, now),
        work_href=row.work_address if _opens(row, person, ids) else "",
        hops=hop_lines(list(row.hops.all()), row.decided_at or row.withdrawn_at or now),
        pauses=[_pause(pause) for pause in row.pauses.all()],
        deeds=_deeds(row, person, ids, above, today),
    )  # fmt: skip


def _deeds(row: Permission, person: Person, team: frozenset[int], above: Rung | None, today: date) -> list[Deed]:
    """What the decider can do; then what those who wait can do."""
    found = []
    if deciding.may_decide(row, person, today):
        found = [Deed(_("Yes"), _at("give", row), post=True, main=True), Deed(_("Yes, if…"), _at("give_if", row))]
        if deciding.may_need_more(row, person, today):
            found.append(Deed(_("I need this first…"), _at("need_more", row)))
        found.append(Deed(_("No…"), _at("refuse", row)))
        if deciding.may_pass_up(row, person, above, today):
            found.append(Deed(_("Pass it up"), _at("pass_up", row)))
    if deciding.may_send(row, person, team):
        found.append(Deed(_("It is there now"), _at("send", row), main=True))
    if deciding.may_talk(row, person, team):
        found.append(Deed(_("Yes, we would like to talk"), _at("talk_about", row), post=True, main=True))
    return found


def _at(name: str, row: Permission) -> str:
    return reverse(f"enabling:{name}", args=[row.public_id])


def _opens(row: Permission, person: Person, team: frozenset[int]) -> bool:
    return person.pk in team or reads(person, row.work)


def _asked(row: Permission) -> str:
    who = row.asked_by.called if row.asked_by else _("A colleague")
    return _("{who} asked at {place}, {day}").format(who=who, place=row.place, day=day(row.asked_at))


def _clock(row: Permission, above: Rung | None) -> str:
    """When it is due and what happens then; empty once it is over."""
    if not row.is_open or row.due_on is None:
        return ""
    if row.on_clock_end == OnClockEnd.COUNTS_AS_YES:
        return _(
            "Without an answer by the end of {day} it counts as a yes: {place} has listed this as low risk."
        ).format(day=day(row.due_on), place=row.organisation)
    if above is None:
        return _("Due by the end of {day}. Nobody above can be asked. The days go on counting.").format(
            day=day(row.due_on)
        )
    said = _("Without an answer by the end of {day} it moves up to {name}, {place}. The days go on counting.")
    return said.format(day=day(row.due_on), name=above.person.called, place=above.place)


def _pause(pause: PermissionPause) -> str:
    who = pause.asked_by.called if pause.asked_by else _("a colleague")
    said = _("{who} needed: {need} ({day})").format(who=who, need=pause.need, day=day(pause.at))
    if pause.ended_at is None:
        return _("{said}. The clock stands still.").format(said=said)
    return (
        _("{said}. Sent {day}: {what}").format(said=said, day=day(pause.ended_at), what=pause.sent)
        if pause.sent
        else said
    )
