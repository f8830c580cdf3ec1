"""Ask the one person who decides, in parallel and never in a queue; decide; what nobody decides moves up or counts as yes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.enabling import kinds, queries
from groundswell.enabling.actions.holding import hold
from groundswell.enabling.audience import who_waits
from groundswell.enabling.models import Decision, Level, Outcome, Permission, PermissionHop, PermissionPause, Why
from groundswell.enabling.rules import Rule, Rung
from groundswell.enabling.rules import permissions as deciding
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part, Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.formats import london_day


@transaction.atomic
def ask_permissions(
    *, wanted: Iterable[Rule], work: Subject, place: Place, by: Person, at: datetime
) -> list[Permission]:
    """Every rule of one place at once: each asks or tells its one person. What was asked before is not asked again.

    A rule that names nobody there yet holds up none of the others.
    """
    home = place.organisation_id or place.pk
    asked = set(
        Permission.objects.of_work(work.room, work.id)
        .filter(organisation=home, withdrawn_at=None)
        .values_list("trigger", flat=True)
    )
    found = [(rule, queries.decider_for(rule, place, by, at)) for rule in wanted if rule.trigger not in asked]
    return [_ask(rule, to, work, place, by, at) for rule, to in found if to]


def _ask(rule: Rule, to: Rung, work: Subject, place: Place, by: Person, at: datetime) -> Permission:
    row = Permission(
        work_room=work.room, work_id=work.id, work_title=work.title[:200], work_address=work.address, place=place,
        organisation_id=place.organisation_id or place.pk, trigger=rule.trigger, outcome=rule.outcome, rule_id=rule.pk,
        source=rule.source, origin=rule.origin, papers=list(rule.papers), asked_by=by, asked_at=at, decider=to.person,
        level=to.level, level_place=to.place, held_since=at, working_days=rule.working_days, on_clock_end=rule.on_clock_end,
    )  # fmt: skip
    if rule.outcome == Outcome.ASK:
        row.due_on = deciding.due_after(row, 0, ())
    row.save()
    _hop(row, to, Why.ASKED, at)
    asks, own = rule.outcome == Outcome.ASK, to.person == by
    if own and not asks:  # nobody is told what they just did
        return row
    kind = kinds.LET_KNOW if not asks else kinds.OWN_DECISION if own else kinds.PERMISSION_ASKED
    _record(kind, row, by=by, at=at, asked=[to.person], name=to.person.called)
    return row


def _hop(row: Permission, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    PermissionHop.objects.create(
        permission=row, person=to.person, level=to.level, place=to.place, why=why, words=words, at=at
    )


def _record(
    kind: Kind, row: Permission, *, by: Person | None, at: datetime, asked: Iterable[Person] = (), tell: Iterable[Person] = (),
    credits: Iterable[tuple[Person, Part]] = (), **facts: Any,
) -> None:  # fmt: skip
    """On the line of time of the work, told to whoever is asked (or covers) and to those who wait."""
    about = {"trigger": str(row.get_trigger_display()).lower(), "permission": row.public_id} | facts
    about["opens"] = row.get_absolute_url()
    events.record(
        kind, subject=row.work, place=row.place, at=at, by=by, asked=queries.with_cover(asked, london_day(at)),
        tell=[*tell, *who_waits(row.work)], credits=credits, facts=about,
    )  # fmt: skip


@transaction.atomic
def give(*, permission: Permission, by: Person, at: datetime, conditions: str = "") -> None:
    """Yes; or yes, if."""
    hold(permission)
    deciding.may_decide(permission, by, london_day(at)).or_refuse()
    _take_over(permission, by, at)
    permission.conditions = conditions
    _decide(permission, Decision.YES_IF if conditions else Decision.YES, by, at)
    kind = kinds.PERMISSION_GIVEN_IF if conditions else kinds.PERMISSION_GIVEN
    _record(kind, permission, by=by, at=at, credits=[(by, Part.DECIDER)], name=by.called, conditions=conditions)


def _decide(row: Permission, decision: Decision, by: Person | None, at: datetime) -> None:
    row.pauses.filter(ended_at=None).update(ended_at=at)
    row.decision, row.decided_at, row.decided_by, row.due_on = decision, at, by, None
    row.save()


@transaction.atomic
def refuse(*, permission: Permission, reason: str, would_be_yes: str, by: Person, at: datetime) -> None:
    """No, with the reason, what would make it a yes, and ten minutes' talk."""
    hold(permission)
    deciding.may_decide(permission, by, london_day(at)).or_refuse()
    _take_over(permission, by, at)
    permission.reason, permission.would_be_yes = reason, would_be_yes
    _decide(permission, Decision.NO, by, at)
    _record(
        kinds.PERMISSION_REFUSED,
        permission,
        by=by,
        at=at,
        credits=[(by, Part.DECIDER)],
        name=by.called,
        why=reason,
        yes=would_be_yes,
    )


@transaction.atomic
def need_more(*, permission: Permission, need: str, by: Person, at: datetime) -> None:
    """The clock stands still for one named missing thing, until the team has sent it."""
    hold(permission)
    deciding.may_need_more(permission, by, london_day(at)).or_refuse()
    _take_over(permission, by, at)
    PermissionPause.objects.create(permission=permission, need=need, asked_by=by, at=at)
    permission.decision, permission.due_on = Decision.NEED_MORE, None
    permission.save(update_fields=["decision", "due_on"])
    _record(kinds.PERMISSION_NEEDS, permission, by=by, at=at, name=by.called, need=need)


@transaction.atomic
def send(*, permission: Permission, sent: str, by: Person, at: datetime) -> None:
    """What was missing is there; the clock goes on where it stood."""
    hold(permission)
    deciding.may_send(permission, by, _team(permission)).or_refuse()
    permission.pauses.filter(ended_at=None).update(ended_at=at, sent=sent)
    permission.decision = ""
    permission.due_on = deciding.due_after(permission, _climbed(permission), queries.periods(permission))
    permission.save(update_fields=["decision", "due_on"])
    decider = permission.decider
    _record(kinds.PERMISSION_SENT, permission, by=by, at=at, asked=[decider], name=decider.called)


def _team(row: Permission) -> frozenset[int]:
    return frozenset(person.pk for person in queries.team_wanting(row))


def _climbed(row: Permission) -> int:
    """How often the clock has passed it up: what a decider passes up by hand gives nobody more time."""
    return sum(hop.why == Why.SILENCE for hop in row.hops.all())


@transaction.atomic
def pass_up(*, permission: Permission, words: str, by: Person, at: datetime) -> Rung:
    """The decider passes it up by hand. The clock goes on."""
    hold(permission)
    above = _above(permission, at)
    deciding.may_pass_up(permission, by, above, london_day(at)).or_refuse()
    assert above is not None  # noqa: S101 - the rule refuses without one
    _take_over(permission, by, at)
    _give(permission, above, Why.PASSED_ON, at, words)
    _say_up(permission, above, at, by)
    return above


def _above(row: Permission, at: datetime) -> Rung | None:
    return deciding.next_decider(queries.deciders(row.place, at), row, queries.had_permission(row))


def _take_over(row: Permission, by: Person, at: datetime) -> None:
    """Who covers for somebody away decides it in their own name; the days and the level stay."""
    if row.decider_id == by.pk:
        return
    away = row.decider
    _give(row, Rung(by, row.level_place, Level(row.level)), Why.COVER, at)
    _record(kinds.PERMISSION_COVERED, row, by=by, at=at, tell=[away], name=away.called)


def _give(row: Permission, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    _hop(row, to, why, at, words)
    row.decider, row.level, row.level_place, row.held_since = to.person, to.level, to.place, at
    row.save(update_fields=["decider", "level", "level_place", "held_since"])


def _say_up(row: Permission, to: Rung, at: datetime, by: Person | None) -> None:
    level = str(Level(to.level).label).lower()
    _record(kinds.PERMISSION_UP, row, by=by, at=at, asked=[to.person], name=to.person.called, level=level)


@transaction.atomic
def clock_ran_out(*, permission: Permission, at: datetime) -> bool:
    """Nobody decided in time: it counts as a yes where the rule says so, else it moves up. Nothing ends silently."""
    hold(permission)
    if not permission.is_open or permission.due_on is None or london_day(at) <= permission.due_on:
        return False
    if deciding.counts_as_yes(permission):
        permission.automatic = True
        _decide(permission, Decision.YES, None, at)
        _record(kinds.PERMISSION_BY_CLOCK, permission, by=None, at=at, tell=[permission.decider])
        return True
    before, above = permission.decider, _above(permission, at)
    if above is None:
        permission.due_on = None
        permission.save(update_fields=["due_on"])
        _record(kinds.PERMISSION_AT_THE_TOP, permission, by=None, at=at, tell=[before], name=before.called)
        return True
    _give(permission, above, Why.SILENCE, at)
    permission.refresh_from_db(fields=["hops"])
    permission.due_on = deciding.due_after(permission, _climbed(permission), queries.periods(permission))
    permission.save(update_fields=["due_on"])
    _say_up(permission, above, at, None)
    return True


@transaction.atomic
def want_talk_about(*, permission: Permission, by: Person, at: datetime) -> None:
    """The team takes up the ten minutes."""
    hold(permission)
    deciding.may_talk(permission, by, _team(permission)).or_refuse()
    permission.talk_wanted_at = at
    permission.save(update_fields=["talk_wanted_at"])
    _record(
        kinds.PERMISSION_TALK_WANTED,
        permission,
        by=by,
        at=at,
        tell=[permission.decider],
        name=permission.decider.called,
    )


@transaction.atomic
def withdraw_permissions(*, work: Subject, organisation_id: int, triggers: Iterable[str], at: datetime) -> None:
    """What the answers no longer call for is not asked any more; who was asked reads that in their list."""
    rows = Permission.objects.of_work(work.room, work.id).filter(
        organisation=organisation_id, trigger__in=list(triggers)
    )
    rows.filter(withdrawn_at=None, decided_at=None).update(withdrawn_at=at, due_on=None, decision="")
