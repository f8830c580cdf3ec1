"""An ask as a card, for this room's own pages and for the pages of the work that waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.enabling.models import Ask, AskKind, Commitment, Decision, Fund, Outcome, Permission, Status
from groundswell.enabling.queries import open_commitment, year_now
from groundswell.enabling.rules import Rung, is_given
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.formats import ago, count, day, hours, london_day, pounds, short_day, until

COLOURS = {
    Status.OPEN: "yellow", Status.DELEGATED: "yellow", Status.COMMITTED: "blue", Status.MOVED: "blue", Status.BROKEN: "red",
    Status.KEPT: "green", Status.DECLINED: "grey", Status.WITHDRAWN: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class AskCard:
    """One thing in the way: what, since when, on whom it waits and what was promised."""

    id: str
    href: str
    what: str
    said: str
    days: str
    behind: str
    time: str
    moved: str
    status: str
    colour: str
    late: bool
    over: bool
    mine: bool


def ask_cards(asks: Sequence[Ask], person: Person, now: datetime) -> list[AskCard]:
    return [ask_card(ask, person, now) for ask in asks]


def ask_card(ask: Ask, person: Person, now: datetime) -> AskCard:
    """`ask` comes with its commitments and what stands behind it."""
    made, mine = open_commitment(ask), ask.holder_id == person.pk
    return AskCard(
        id=ask.public_id, href=ask.get_absolute_url(), what=ask.what, said=said_of(ask, made, mine, now), days=days_of(ask, now),
        behind=behind_of(ask), time=time_of(ask), moved=moved_of(ask),
        status=str(ask.get_status_display()), colour=COLOURS[Status(ask.status)],
        late=is_late(ask, made, now), over=ask.is_over, mine=mine,
    )  # fmt: skip


def is_late(ask: Ask, made: Commitment | None, now: datetime) -> bool:
    return ask.status == Status.BROKEN or bool(made and made.has_passed(london_day(now)))


def days_of(ask: Ask, now: datetime) -> str:
    """`12 days`, or `today`."""
    days = ask.days_open(now)
    return count(days, _("day"), _("days")) if days else _("today")


def said_of(ask: Ask, made: Commitment | None, mine: bool, now: datetime) -> str:
    """`waits on Pat Smith`, `Pat Smith promised it for 3 May`: who has it and what they said."""
    who = _("you") if mine else ask.holder.called
    if ask.status == Status.KEPT:
        return _("{who} cleared it, {when}").format(who=who, when=ago(ask.ended_at or now, now))
    if ask.status == Status.DECLINED:
        return _("{who} said no, {when}").format(who=who, when=ago(ask.ended_at or now, now))
    if ask.status == Status.WITHDRAWN:
        return _("taken back, {when}").format(when=ago(ask.ended_at or now, now))
    if made:
        return _("waits on {who}, promised {due}").format(who=who, due=until(made.due_on, now))
    if ask.status == Status.BROKEN:
        return _("waits on {who}; a promised day passed").format(who=who)
    return _("waits on {who}").format(who=who)


def moved_of(ask: Ask) -> str:
    """Both dates of a promise that was moved, with the reason; empty otherwise."""
    before = [made for made in ask.commitments.all() if made.moved_at]
    if not before or ask.is_over:
        return ""
    return _("First promised for {day}. {why}").format(day=short_day(before[0].due_on), why=before[-1].moved_reason)


def behind_of(ask: Ask) -> str:
    """`4 wards, 2 changes stand behind it`; empty while only one piece of work waits."""
    rows = list(ask.behind.all())
    works, places = len({(row.work_room, row.work_id) for row in rows}), len({row.place_id for row in rows})
    if works < 2:
        return ""
    changes = ngettext("{number} change", "{number} changes", works).format(number=works)
    if places < 2:
        return _("{changes} stand behind it").format(changes=changes)
    return _("{places}, {changes} stand behind it").format(
        places=count(places, _("place"), _("places")), changes=changes
    )


def time_of(ask: Ask) -> str:
    """`4 hours a week asked, 3 hours given, 6 hours used so far`; empty where it is not about protected time."""
    if ask.kind != AskKind.TIME or not (ask.hours_asked or ask.hours_given):
        return ""
    said = [_("{hours} a week asked").format(hours=hours(ask.hours_asked))] if ask.hours_asked else []
    if ask.hours_given is not None and is_given(ask):
        said += [
            _("{hours} given").format(hours=hours(ask.hours_given)),
            _("{hours} used so far").format(hours=hours(ask.hours_used)),
        ]
    return ", ".join(said)


def next_friday(today: date) -> date:
    """The Friday one promises without thinking: this week's until Wednesday, then next week's."""
    days = (4 - today.weekday()) % 7
    return today + timedelta(days=days if days >= 2 else days + 7)


def by_day(when: date, now: datetime) -> str:
    """`By Friday`, or `By Fri 13 Mar` when that is not this week's."""
    soon = (when - london_day(now)).days < 7 and when.isocalendar().week == london_day(now).isocalendar().week
    return _("By Friday") if soon else _("By {day}").format(day=short_day(when))


def for_whom(asked: Person, reader: Person, now: datetime) -> str:
    """`For Helen Marsh, away until 3 May 2026`, to whoever covers; empty for everybody else."""
    if not asked.is_covered_by(reader, london_day(now)):
        return ""
    return _("For {name}, away until {day}").format(name=asked.called, day=day(asked.back_on))


def climbs(ask: Ask, above: Rung | None) -> str:
    """When silence passes it up, and to whom; empty when nothing runs."""
    if ask.is_over or ask.climbs_on is None:
        return ""
    if ask.stays:
        return _("The team wants it to stay here. The days go on counting.")
    if above is None:
        return _("Nobody above can be asked. The days go on counting.")
    said = _("Without an answer it moves up to {name}, {place}, after {day}.")
    return said.format(name=above.person.called, place=above.place, day=day(ask.climbs_on))


@dataclass(frozen=True)
class PermissionCard:
    """One decision: about what, whose, since when, and what was said."""

    id: str
    href: str
    what: str
    said: str
    days: str
    words: str
    tag: str
    colour: str
    late: bool
    mine: bool


TAGS = {
    Decision.YES: ("green", gettext_lazy("Yes")), Decision.YES_IF: ("green", gettext_lazy("Yes, if")),
    Decision.NO: ("grey", gettext_lazy("No")), Decision.NEED_MORE: ("orange", gettext_lazy("Needs something")),
}  # fmt: skip


def permission_cards(rows: Sequence[Permission], person: Person, now: datetime) -> list[PermissionCard]:
    return [permission_card(row, person, now) for row in rows]


def permission_card(row: Permission, person: Person, now: datetime) -> PermissionCard:
    """`row` comes with its decider, organisation and pauses."""
    mine = row.is_open and row.decider_id == person.pk
    colour, tag = TAGS.get(Decision(row.decision), ("", "")) if row.decision else ("yellow", _("Waits"))
    if row.outcome == Outcome.TELL:
        colour, tag = "blue", _("Told")
    days = row.days_open(now) if row.outcome == Outcome.ASK else 0
    return PermissionCard(
        id=row.public_id, href=row.get_absolute_url(), what=f"{row.get_trigger_display()}, {row.organisation}",
        said=_decided(row, mine, now),
        days=count(days, _("day"), _("days")) if days else "", words=_words_of(row), tag=str(tag), colour=colour,
        late=bool(row.is_open and row.due_on and row.due_on < london_day(now)), mine=mine,
    )  # fmt: skip


def _decided(row: Permission, mine: bool, now: datetime) -> str:
    who = _("you") if mine else row.decider.called
    if row.outcome == Outcome.TELL:
        return _("{who} was told, {when}").format(who=row.decider.called, when=ago(row.asked_at, now))
    if row.automatic and row.decided_at:
        return _("the clock ran out, which counts as a yes, {when}").format(when=ago(row.decided_at, now))
    if row.decided_at:
        by = row.decided_by.called if row.decided_by else _("a colleague")
        return _("{who} said {what}, {when}").format(
            who=by, what=str(row.get_decision_display()).lower(), when=ago(row.decided_at, now)
        )
    if row.decision == Decision.NEED_MORE:
        return _("you need something first") if mine else _("{who} needs something first").format(who=who)
    if row.due_on is None:
        return _("waits on {who}; nobody above can be asked").format(who=who)
    return _("waits on {who}, {due}").format(who=who, due=until(row.due_on, now))


def _words_of(row: Permission) -> str:
    if row.decision == Decision.NO:
        return _("{why} It would be a yes with: {yes}").format(why=row.reason, yes=row.would_be_yes)
    if row.decision == Decision.NEED_MORE:
        return next((pause.need for pause in row.pauses.all() if pause.ended_at is None), "")
    return row.conditions


@dataclass(frozen=True)
class FundCard:
    href: str
    text: str


def fund_card(fund: Fund | None, place: Place, now: datetime) -> FundCard | None:
    """`£120 is left in the fund of Ward 21, up to £50 at a time. Nobody has to say yes`, where there is a fund."""
    if fund is None:
        return None
    said = _("{left} is left in the fund of {place}, up to {limit} at a time. Nobody has to say yes.")
    left = pounds(year_now(fund, now).left)
    return FundCard(
        reverse("enabling:fund", args=[place.key]), said.format(left=left, place=fund.place, limit=pounds(fund.limit))
    )
