"""The page of an ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.enabling import rules
from groundswell.enabling.audience import reads
from groundswell.enabling.cards import AskCard, ask_card, by_day, climbs, for_whom, next_friday, time_of
from groundswell.enabling.models import (
    PROMISED,
    Ask,
    AskKind,
    Commitment,
    HoursUsed,
    Status,
)
from groundswell.enabling.presenters.hops import HopLine, hop_lines
from groundswell.enabling.queries import behind_of, had_it, hops_of
from groundswell.enabling.rules import Rung
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.deeds import Deed
from groundswell.ui.formats import day, hours, london_day, short_day
from groundswell.ui.verdicts import Verdict


@dataclass(frozen=True)
class BehindLine:
    """A piece of work that waits; `href` is empty where the reader cannot open it."""

    title: str
    href: str
    where: str


@dataclass(frozen=True)
class UsedLine:
    """Hours of a day; `strike` is the id with which whoever typed it takes it back."""

    text: str
    strike: str


@dataclass(frozen=True)
class AskPage:
    card: AskCard
    kind: str
    level: str
    asked: str
    by_when: str
    climbs: str
    cover: str
    affected: str
    behind: list[BehindLine]
    others: str
    hops: list[HopLine]
    promises: list[str]
    deeds: list[Deed]
    declined: bool
    time: str
    used: list[UsedLine]
    may_use: Verdict
    fund: str


def ask_page(
    ask: Ask, person: Person, team: Sequence[Person], ladder: Sequence[Rung], used: Sequence[HoursUsed], now: datetime
) -> AskPage:
    above = rules.next_rung(ladder, ask, had_it(ask))
    shown = _behind(ask, person)
    return AskPage(
        card=ask_card(ask, person, now),
        kind=str(ask.get_kind_display()),
        level=_("{level} level").format(level=ask.get_level_display()),
        asked=_asked(ask),
        by_when=_("Wanted by {day}").format(day=day(ask.by_when)) if ask.by_when else "",
        climbs=climbs(ask, above),
        cover=for_whom(ask.holder, person, now),
        affected=_affected(ask.people),
        behind=shown,
        others=_others(len(behind_of(ask)) - len(shown)),
        hops=hop_lines(hops_of(ask), ask.ended_at or now),
        promises=[_promise(made) for made in ask.commitments.all()],
        deeds=[*_of_holder(ask, person, now), *_of_team(ask, person, frozenset(one.pk for one in team), above)],
        declined=ask.status == Status.DECLINED,
        time=time_of(ask),
        used=[_used(line, person) for line in used],
        may_use=rules.may_use(ask, person, frozenset(one.pk for one in team)),
        fund=reverse("enabling:fund", args=[ask.place.key]) if _looks_for_money(ask, person) else "",
    )  # fmt: skip


def _used(line: HoursUsed, person: Person) -> UsedLine:
    who = line.person.called if line.person else _("a colleague")
    said = _("{day}: {hours}, {who}").format(day=short_day(line.on), hours=hours(line.hours), who=who)
    return UsedLine(said, line.public_id if rules.may_strike(line, person) else "")


def _looks_for_money(ask: Ask, person: Person) -> bool:
    return ask.kind == AskKind.MONEY and sight(person).works_in(ask.organisation_id)


def _behind(ask: Ask, person: Person) -> list[BehindLine]:
    """Work the reader takes part in or whose organisation is theirs; whoever was asked was told all titles."""
    seen, asked = sight(person), person.pk in had_it(ask)
    rows = [(row, seen.works_in(row.organisation_id) or reads(person, row.work)) for row in behind_of(ask)]
    return [
        BehindLine(row.work_title, row.work_address if ours else "", f"{row.place}, {short_day(row.since)}")
        for row, ours in rows
        if asked or ours
    ]  # fmt: skip


def _affected(people: int) -> str:
    return _("{n} people work where it is in the way").format(n=people) if people > 1 else ""


def _others(number: int) -> str:
    if not number:
        return ""
    return ngettext("One more waits in another organisation.", "{n} more wait in other organisations.", number).format(
        n=number
    )


def _of_holder(ask: Ask, person: Person, now: datetime) -> list[Deed]:
    """What whoever has it (or covers) can do: promise a day, or keep or move the one promised; pass on; say no."""
    if not rules.may_answer(ask, person, london_day(now)):
        return []
    keep, friday = _at("keep", ask), next_friday(london_day(now))
    if ask.status in PROMISED:
        first = [Deed(_("It is cleared"), keep, post=True, main=True), Deed(_("Another date"), _at("move", ask))]
    else:
        first = [
            Deed(
                by_day(friday, now),
                reverse("enabling:commit_by", args=[ask.public_id, friday.isoformat()]),
                post=True,
                main=True,
            ),
            Deed(_("Another date"), _at("commit", ask)),
            Deed(_("It is cleared already"), keep, post=True),
        ]
    return [*first, Deed(_("Pass it on"), _at("pass_on", ask)), Deed(_("No…"), _at("decline", ask))]


def _of_team(ask: Ask, person: Person, team: frozenset[int], above: Rung | None) -> list[Deed]:
    """What those who wait can do: talk after a no, ask higher, keep it where it is, take it back."""
    found = []
    if rules.may_talk(ask, person, team):
        found.append(Deed(_("Yes, we would like to talk"), _at("want_to_talk", ask), post=True, main=True))
    if above and rules.may_ask_higher(ask, person, team, above):
        said = _("Ask {name}, {place}").format(name=above.person.called, place=above.place)
        found.append(Deed(said, _at("ask_higher", ask), post=True))
    if rules.may_stay(ask, person, team):
        if ask.climbs_on and above:
            said, value = (_("Let it move up"), "no") if ask.stays else (_("Keep it here"), "yes")
            found.append(Deed(said, _at("stay", ask), post=True, name="stays", value=value))
        found.append(Deed(_("Not needed any more"), _at("withdraw", ask), post=True))
    return found


def _at(name: str, ask: Ask) -> str:
    return reverse(f"enabling:{name}", args=[ask.public_id])


def _asked(ask: Ask) -> str:
    who = ask.asked_by.called if ask.asked_by else _("A colleague")
    return _("{who} asked for it at {place}, {day}").format(who=who, place=ask.place, day=day(ask.asked_at))


def _promise(made: Commitment) -> str:
    said = _("{who} promised {day}").format(who=made.person.called, day=day(made.due_on))
    if made.kept_at:
        return _("{said}: cleared on {day}").format(said=said, day=day(london_day(made.kept_at)))
    if made.broken_at:
        return _("{said}: the day passed in silence").format(said=said)
    if made.moved_at:
        return _("{said}: moved on {day}. {why}").format(said=said, day=day(made.moved_at), why=made.moved_reason)
    return _("{said}: it does not stand any more").format(said=said) if made.ended_at else said


def organisations_of(ask: Ask) -> set[int]:
    """Where people may be found who could clear it."""
    places = [ask.place, ask.level_place, *(row.place for row in behind_of(ask))]
    return {place.organisation_id or place.pk for place in places}
