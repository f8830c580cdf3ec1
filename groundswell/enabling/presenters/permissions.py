"""The page of a permission."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.enabling.cards import PermissionCard, for_whom, permission_card
from groundswell.enabling.models import OnClockEnd, Paper, Permission, PermissionHop, PermissionPause
from groundswell.enabling.presenters.asks import HopLine, held, said_of_hop
from groundswell.enabling.rules import Rung
from groundswell.enabling.rules import permissions as deciding
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.formats import day, days_between, london_day, upper
from groundswell.ui.verdicts import Verdict


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
    may_decide: Verdict
    may_need_more: Verdict
    may_pass_up: Verdict
    may_send: Verdict
    may_talk: Verdict


def permission_page(
    row: Permission, person: Person, team: Sequence[Person], above: Rung | None, now: datetime
) -> PermissionPage:
    ids, today = frozenset(one.pk for one in team), london_day(now)
    return PermissionPage(
        card=permission_card(row, person, now), question=row.rule.question if row.rule else "", source=upper(row.source),
        origin=str(row.get_origin_display()).lower(), papers=[str(Paper(code).label) for code in row.papers], asked=_asked(row),
        clock=_clock(row), cover=for_whom(row.decider, person, now), work_href=row.work_address if _opens(row, person, ids) else "",
        hops=_hops(list(row.hops.all()), row.decided_at or row.withdrawn_at or now),
        pauses=[_pause(pause) for pause in row.pauses.all()],
        may_decide=deciding.may_decide(row, person, today), may_need_more=deciding.may_need_more(row, person, today),
        may_pass_up=deciding.may_pass_up(row, person, above, today), may_send=deciding.may_send(row, person, ids),
        may_talk=deciding.may_talk(row, person, ids),
    )  # fmt: skip


def _opens(row: Permission, person: Person, team: frozenset[int]) -> bool:
    return person.pk in team or sight(person).works_in(row.organisation_id)


def _asked(row: Permission) -> str:
    who = row.asked_by.called if row.asked_by else _("A colleague")
    return _("{who} asked at {place}, {day}").format(who=who, place=row.place, day=day(row.asked_at))


def _clock(row: Permission) -> str:
    """When it is due and what happens then; empty once it is over."""
    if not row.is_open or row.due_on is None:
        return ""
    if row.on_clock_end == OnClockEnd.COUNTS_AS_YES:
        return _(
            "Without an answer by the end of {day} it counts as a yes: {place} has listed this as low risk."
        ).format(day=day(row.due_on), place=row.organisation)
    return _("Without an answer by the end of {day} it moves up. The days go on counting.").format(day=day(row.due_on))


def _hops(hops: Sequence[PermissionHop], end: datetime) -> list[HopLine]:
    ends = [*(hop.at for hop in hops[1:]), end]
    return [
        HopLine(f"{said_of_hop(hop)}; {held(days_between(hop.at, until))}", hop.words)
        for hop, until in zip(hops, ends, strict=True)
    ]


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
