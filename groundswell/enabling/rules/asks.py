"""Who is asked, who may answer, and where an ask goes when nobody does. Vocabulary d10."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.utils.translation import gettext as _

from groundswell.enabling.models import Ask, AskKind, Commitment, Level, Status
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Kind, Place
from groundswell.ui.verdicts import YES, Verdict, first_no, no

ANSWER_IN_WORKING_DAYS = 5  # silence for so long passes an ask up
WARN_WORKING_DAYS = 2

LEVELS = tuple(Level)
LEVEL_OF: dict[str, Level] = {
    Kind.SITE: Level.SITE,
    Kind.DIVISION: Level.DIVISION, Kind.DIRECTORATE: Level.DIVISION, Kind.SERVICE: Level.DIVISION,
    Kind.TRUST: Level.EXECUTIVE, Kind.PRACTICE: Level.EXECUTIVE, Kind.CENTRE: Level.EXECUTIVE, Kind.BOARD: Level.EXECUTIVE,
    Kind.HEALTH_BOARD: Level.EXECUTIVE, Kind.COMMISSIONER: Level.EXECUTIVE, Kind.NETWORK: Level.EXECUTIVE,
    Kind.COUNCIL: Level.EXECUTIVE, Kind.CHARITY: Level.EXECUTIVE,
    Kind.SUB_ICB: Level.ICB, Kind.ICB: Level.ICB, Kind.REGION: Level.REGION,
}  # fmt: skip

# The lowest level at which each kind is usually cleared; everything else begins with whoever leads the team.
BEGINS_AT: dict[str, Level] = {
    AskKind.MONEY: Level.DIVISION, AskKind.ESTATE: Level.SITE, AskKind.IT: Level.DIVISION, AskKind.DATA: Level.DIVISION,
    AskKind.SUPPLIER: Level.DIVISION, AskKind.RULE: Level.DIVISION, AskKind.CULTURE: Level.DIVISION,
    AskKind.ANOTHER_ORGANISATION: Level.ICB, AskKind.CONTRACT: Level.ICB,
}  # fmt: skip


class Climbing(Protocol):
    """What stands on a rung of the ladder: an ask, or a rule that somebody is asked to show."""

    @property
    def level(self) -> str: ...
    @property
    def level_place(self) -> Place: ...
    @property
    def asked_by_id(self) -> int | None: ...


@dataclass(frozen=True)
class Rung:
    """Somebody who may be asked, for which place and at which level."""

    person: Person
    place: Place
    level: Level


def level_of(place: Place) -> Level:
    """The level at which whoever clears the way for a place stands."""
    return LEVEL_OF.get(place.kind, Level.TEAM)


def higher(one: str, other: str) -> bool:
    return LEVELS.index(Level(one)) > LEVELS.index(Level(other))


def proposed(ladder: Sequence[Rung], kind: str, but: Collection[int] = ()) -> Rung | None:
    """Whom the tree and the kind suggest: the lowest rung at or above where this kind is cleared, else the highest there is.

    `ladder` comes lowest first; people in `but` are never proposed.
    """
    wanted = BEGINS_AT.get(kind, Level.TEAM)
    open_to = [rung for rung in ladder if rung.person.pk not in but]
    fits = (rung for rung in open_to if not higher(wanted, rung.level))
    return next(fits, open_to[-1] if open_to else None)


def next_rung(ladder: Sequence[Rung], ask: Climbing, but: Collection[int]) -> Rung | None:
    """Where an ask climbs to: the next one above who neither asked nor has had it yet; None when nobody is left above.

    A second person on the same level counts only where the level has no end above: silence passes *up*.
    """
    above = (rung for rung in ladder if higher(rung.level, ask.level) or _is_above(rung.place, ask.level_place))
    return next((rung for rung in above if rung.person.pk not in {*but, ask.asked_by_id}), None)


def _is_above(place: Place, other: Place) -> bool:
    return place != other and other.is_under(place)


def could_clear_below(ladder: Sequence[Rung], ask: Ask, but: Collection[int]) -> Rung | None:
    """Who, right below its holder, never had it and stands high enough for its kind; None when only the holder can clear it."""
    begins = BEGINS_AT.get(ask.kind, Level.TEAM)
    below = [rung for rung in ladder if higher(ask.level, rung.level) and not higher(begins, rung.level)]
    return next((rung for rung in reversed(below) if rung.person.pk not in but), None)


def may_see(
    ask: Ask, person: Person, seen: Sight, organisations: Collection[int], had_it: Collection[int], today: date
) -> Verdict:
    """The one place that decides who sees an ask: people of the organisations behind it, who holds it (or covers) and who held it."""
    if person.pk in (ask.holder_id, ask.asked_by_id) or person.pk in had_it or ask.holder.is_covered_by(person, today):
        return YES
    if seen.organisations & {ask.organisation_id, *organisations}:
        return YES
    return no(_("This belongs to another organisation."))


def may_ask(to: Person) -> Verdict:
    """Anyone who still works with the product can be asked."""
    if to.is_active and not to.forgotten_at:
        return YES
    return no(_("{name} cannot be asked any more. Choose somebody else.").format(name=to.called))


def answers_for(asked: Person, by: Person, today: date) -> bool:
    """Whether somebody may say what one person was asked: that person, or who covers while they are away."""
    return asked.pk == by.pk or asked.is_covered_by(by, today)


def may_answer(ask: Ask, by: Person, today: date) -> Verdict:
    """The holder, or their cover, promises, passes on or says no; once it is over nobody does."""
    if ask.status == Status.KEPT:
        return no(_("This was already cleared."))
    if ask.is_over:
        return no(_("This is over."))
    if not answers_for(ask.holder, by, today):
        return no(_("{name} has this now.").format(name=ask.holder.called))
    return YES


def may_commit(ask: Ask, by: Person, due: date, today: date) -> Verdict:
    """A first date, or a new one after the last was missed."""
    if not (verdict := may_answer(ask, by, today)):
        return verdict
    if ask.status in (Status.COMMITTED, Status.MOVED):
        return no(_("You already promised a day. Change the date instead."))
    if due < today:
        return no(_("Choose today or a later day."))
    return YES


def may_keep(ask: Ask, by: Person, today: date) -> Verdict:
    if not ask.is_over and not answers_for(ask.holder, by, today):
        return no(_("Only {name}, who has this, can say it is cleared.").format(name=ask.holder.called))
    return may_answer(ask, by, today)


def may_move(ask: Ask, promise: Commitment | None, by: Person, today: date, to: date) -> Verdict:
    """A date can be changed before it is due, with a reason; afterwards it was broken."""
    if not (verdict := may_answer(ask, by, today)):
        return verdict
    if promise is None or promise.has_passed(today):
        return no(_("The date has passed. Make a new promise with a new date."))
    if to <= today:
        return no(_("Choose a date after today."))
    if to == promise.due_on:
        return no(_("This is the date you promised already."))
    return YES


def may_pass_on(ask: Ask, by: Person, to: Person, today: date) -> Verdict:
    if to.pk == ask.holder_id:
        return no(_("{name} has this already.").format(name=to.called))
    return first_no(may_answer(ask, by, today), may_ask(to))


def may_pass_below(ask: Ask, by: Person, below: Rung | None, today: date) -> Verdict:
    if below is None:
        return no(_("Nobody below can clear this. It is yours."))
    return may_pass_on(ask, by, below.person, today)


def may_stay(ask: Ask, by: Person, team: Collection[int]) -> Verdict:
    """Those who wait for it decide whether it climbs, until it is over."""
    if ask.is_over:
        return no(_("This is over."))
    if by.pk in team or by.pk == ask.asked_by_id:
        return YES
    return no(_("Those who wait for this decide it."))


def may_ask_higher(ask: Ask, by: Person, team: Collection[int], above: Rung | None) -> Verdict:
    """After a no, or when it takes too long, the team asks the next one up. A promise that still stands is waited for."""
    if ask.status in (Status.KEPT, Status.WITHDRAWN):
        return no(_("This is over."))
    if by.pk not in team and by.pk != ask.asked_by_id:
        return no(_("Those who wait for this decide it."))
    if ask.status in (Status.COMMITTED, Status.MOVED):
        return no(
            _("{name} promised a day. It moves up by itself when that day passes.").format(name=ask.holder.called)
        )
    return YES if above else no(_("Nobody above can be asked."))


def may_talk(ask: Ask, by: Person, team: Collection[int]) -> Verdict:
    """Ten minutes' talk is offered with every no."""
    if ask.status != Status.DECLINED:
        return no(_("Ten minutes are offered when something was declined."))
    if ask.talk_wanted_at:
        return no(_("{name} was told that you would like to talk.").format(name=ask.holder.called))
    return YES if by.pk in team or by.pk == ask.asked_by_id else no(_("Those who wait for this decide it."))
