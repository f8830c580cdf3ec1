"""Ask one person to clear the way; they promise a day, pass it on or say no. What nobody answers moves up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from groundswell.enabling import kinds, queries, rules
from groundswell.enabling.actions.holding import hold
from groundswell.enabling.audience import who_waits
from groundswell.enabling.models import Ask, AskBehind, AskHop, Commitment, Level, Status, Why
from groundswell.enabling.rules import Rung
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part, Subject
from groundswell.people.models import Person
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day
from groundswell.ui.workdays import due_on as working_day


@transaction.atomic
def ask_for(
    *, what: str, kind: str, place: Place, to: Rung, work: Subject, by: Person, at: datetime, by_when: date | None = None,
    hours: Decimal | None = None,
) -> Ask:  # fmt: skip
    """Put one thing in the way to one person. Silence for five working days passes it up. `hours` a week of protected time."""
    rules.may_ask(to.person).or_refuse()
    ask = Ask.objects.create(
        what=what, kind=kind, place=place, organisation_id=place.organisation_id or place.pk, by_when=by_when, asked_by=by,
        asked_at=at, holder=to.person, held_since=at, level=to.level, level_place=to.place, climbs_on=_climbs_on(at),
        hours_asked=rules.hours_of(kind, hours),
    )  # fmt: skip
    _hop(ask, to, Why.ASKED, at)
    _stand_behind(ask, work, place, at)
    if to.person != by:
        _record(kinds.ASK_MADE, ask, by=by, at=at, asked=[to.person], name=to.person.called)
    return ask


def _climbs_on(at: datetime) -> date:
    return working_day(london_day(at), rules.ANSWER_IN_WORKING_DAYS)


def _hop(ask: Ask, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    AskHop.objects.create(ask=ask, person=to.person, level=to.level, place=to.place, why=why, words=words, at=at)


def _stand_behind(ask: Ask, work: Subject, place: Place, at: datetime) -> None:
    AskBehind.objects.get_or_create(
        ask=ask, work_room=work.room, work_id=work.id,
        defaults={
            "work_title": work.title[:200], "work_address": work.address, "place": place,
            "organisation_id": place.organisation_id or place.pk, "since": at,
        },
    )  # fmt: skip
    ask.people = queries.people_behind(ask, at)
    ask.save(update_fields=["people"])


def _record(
    kind: Kind, ask: Ask, *, by: Person | None, at: datetime, asked: Iterable[Person] = (), tell: Iterable[Person] = (),
    credits: Iterable[tuple[Person, Part]] = (), **facts: Any,
) -> None:  # fmt: skip
    """On the line of time of every work behind it; each person is told once, whoever is asked (or covers) before the teams."""
    facts = {"what": ask.what, "ask": ask.public_id, "opens": ask.get_absolute_url()} | facts
    asked = queries.with_cover(asked, london_day(at))
    works = [(row.work, row.place) for row in ask.behind.select_related("place").order_by("since", "pk")]
    told, first = {*asked, *tell}, True
    for work, place in works or [(ask.subject, ask.place)]:
        team = [person for person in who_waits(work) if person not in told]
        events.record(
            kind, subject=work, place=place, at=at, by=by, asked=asked if first else (), tell=[*(told if first else ()), *team],
            credits=credits if first else (), facts=facts,
        )  # fmt: skip
        told |= set(team)
        first = False


@transaction.atomic
def join(*, ask: Ask, work: Subject, place: Place, by: Person, at: datetime) -> None:
    """One more piece of work waits for the same. Once is enough."""
    hold(ask)
    if ask.is_over or AskBehind.objects.filter(ask=ask, work_room=work.room, work_id=work.id).exists():
        return
    _stand_behind(ask, work, place, at)
    _record(kinds.ASK_JOINED, ask, by=by, at=at, tell=[ask.holder])


@transaction.atomic
def commit(*, ask: Ask, due: date, by: Person, at: datetime, hours: Decimal | None = None) -> Commitment:
    """The holder promises to clear it by a day. The clock of silence stops; the days go on counting.

    Of protected time they promise `hours` a week; without a word, what was asked.
    """
    hold(ask)
    rules.may_commit(ask, by, due, london_day(at)).or_refuse()
    _take_over(ask, by, at)
    made = Commitment.objects.create(ask=ask, person=by, made_at=at, due_on=due)
    ask.status, ask.climbs_on, ask.warned_at = Status.COMMITTED, None, None
    ask.hours_given = rules.hours_of(ask.kind, hours or ask.hours_asked)
    ask.save(update_fields=["status", "climbs_on", "warned_at", "hours_given"])
    _record(kinds.COMMITMENT_MADE, ask, by=by, at=at, due=day(due))
    return made


@transaction.atomic
def move(*, ask: Ask, to: date, reason: str, by: Person, at: datetime) -> Commitment:
    """A new date before the old one has passed, with the reason; both are shown."""
    hold(ask)
    before = queries.open_commitment(ask)
    rules.may_move(ask, before, by, london_day(at), to).or_refuse()
    assert before is not None  # noqa: S101 - the rule refuses without one
    before.moved_at, before.moved_reason = at, reason
    before.save(update_fields=["moved_at", "moved_reason"])
    _take_over(ask, by, at)
    made = Commitment.objects.create(ask=ask, person=by, made_at=at, due_on=to)
    ask.status = Status.MOVED
    ask.save(update_fields=["status"])
    _record(kinds.COMMITMENT_MOVED, ask, by=by, at=at, before=day(before.due_on), due=day(to), why=reason)
    return made


@transaction.atomic
def keep(*, ask: Ask, by: Person, at: datetime) -> None:
    """It is cleared: told at once to everybody who waited, and credited."""
    hold(ask)
    rules.may_keep(ask, by, london_day(at)).or_refuse()
    made = queries.open_commitment(ask)
    if made is None:  # cleared at once, without a date before
        made = Commitment(ask=ask, person=by, made_at=at, due_on=london_day(at))
    made.kept_at = at
    made.save()
    _take_over(ask, by, at)
    if ask.hours_given is None:
        ask.hours_given = rules.hours_of(ask.kind, ask.hours_asked)
        ask.save(update_fields=["hours_given"])
    _end(ask, Status.KEPT, at)
    _record(kinds.COMMITMENT_KEPT, ask, by=by, at=at, credits=[(by, Part.ENABLER)])


def _end(ask: Ask, status: Status, at: datetime) -> None:
    ask.status, ask.ended_at, ask.climbs_on = status, at, None
    ask.save(update_fields=["status", "ended_at", "climbs_on", "reason", "would_be_yes"])


@transaction.atomic
def pass_on(*, ask: Ask, to: Person, place: Place, words: str, by: Person, at: datetime) -> None:
    """The holder names somebody who can clear it. The day on which silence passes it up stays the same."""
    hold(ask)
    rules.may_pass_on(ask, by, to, london_day(at)).or_refuse()
    promise = queries.open_commitment(ask)
    _take_over(ask, by, at)
    _give(ask, Rung(to, place, rules.level_of(place)), Why.PASSED_ON, at, words)
    ask.status = Status.DELEGATED
    ask.climbs_on = promise.due_on if promise else ask.climbs_on or _climbs_on(at)
    ask.save(update_fields=["status", "climbs_on"])
    _record(kinds.ASK_PASSED_ON, ask, by=by, at=at, asked=[to], name=to.called)


@transaction.atomic
def pass_below(*, ask: Ask, by: Person, at: datetime) -> Rung:
    """To the one right below who could clear it and never had it. The clock goes on."""
    hold(ask)
    below = rules.could_clear_below(queries.ladder(ask.place, at), ask, queries.had_it(ask))
    rules.may_pass_below(ask, by, below, london_day(at)).or_refuse()
    assert below is not None  # noqa: S101 - the rule refuses without one
    pass_on(ask=ask, to=below.person, place=below.place, words="", by=by, at=at)
    return below


def _take_over(ask: Ask, by: Person, at: datetime) -> None:
    """Who answers for somebody away has it from then on, because the word given is theirs; the days and the level stay."""
    if ask.holder_id == by.pk:
        return
    away = ask.holder
    _hop(ask, Rung(by, ask.level_place, Level(ask.level)), Why.COVER, at)
    ask.holder, ask.held_since = by, at
    ask.save(update_fields=["holder", "held_since"])
    _record(kinds.ASK_COVERED, ask, by=by, at=at, tell=[away], name=away.called)


def _give(ask: Ask, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    if (made := queries.open_commitment(ask)) is not None:
        made.ended_at = at
        made.save(update_fields=["ended_at"])
    _hop(ask, to, why, at, words)
    ask.holder, ask.held_since, ask.level, ask.level_place, ask.warned_at = to.person, at, to.level, to.place, None
    ask.save(update_fields=["holder", "held_since", "level", "level_place", "warned_at"])


@transaction.atomic
def decline(*, ask: Ask, reason: str, would_be_yes: str, by: Person, at: datetime) -> None:
    """No, with the reason the team sees, what would make it a yes, and ten minutes' talk."""
    hold(ask)
    rules.may_answer(ask, by, london_day(at)).or_refuse()
    _take_over(ask, by, at)
    if (made := queries.open_commitment(ask)) is not None:
        made.ended_at = at
        made.save(update_fields=["ended_at"])
    ask.reason, ask.would_be_yes = reason, would_be_yes
    _end(ask, Status.DECLINED, at)
    _record(kinds.ASK_DECLINED, ask, by=by, at=at, why=reason, yes=would_be_yes)


@transaction.atomic
def want_to_talk(*, ask: Ask, by: Person, at: datetime) -> None:
    """The team takes up the ten minutes."""
    hold(ask)
    rules.may_talk(ask, by, team_ids(ask)).or_refuse()
    ask.talk_wanted_at = at
    ask.save(update_fields=["talk_wanted_at"])
    _record(kinds.ASK_TALK_WANTED, ask, by=by, at=at, tell=[ask.holder], name=ask.holder.called)


def team_ids(ask: Ask) -> frozenset[int]:
    return frozenset(person.pk for person in queries.team_of(ask))


@transaction.atomic
def withdraw(*, ask: Ask, by: Person, at: datetime) -> None:
    """It is not in the way any more."""
    hold(ask)
    rules.may_stay(ask, by, team_ids(ask)).or_refuse()
    if (made := queries.open_commitment(ask)) is not None:
        made.ended_at = at
        made.save(update_fields=["ended_at"])
    _end(ask, Status.WITHDRAWN, at)
    _record(kinds.ASK_WITHDRAWN, ask, by=by, at=at, tell=[ask.holder])


@transaction.atomic
def stay(*, ask: Ask, stays: bool, by: Person, at: datetime) -> None:
    """The team holds it where it is, or lets it climb again. The days go on counting either way."""
    hold(ask)
    rules.may_stay(ask, by, team_ids(ask)).or_refuse()
    if ask.stays == stays:
        return
    ask.stays = stays
    ask.save(update_fields=["stays"])
    if stays:
        _record(kinds.ASK_STAYS, ask, by=by, at=at, tell=[ask.holder], name=ask.holder.called)


@transaction.atomic
def ask_higher(*, ask: Ask, by: Person, at: datetime) -> Rung:
    """The team asks the next one up: after a no, or when it takes too long. The days are those since it was first asked."""
    hold(ask)
    above = rules.next_rung(queries.ladder(ask.place, at), ask, queries.had_it(ask))
    rules.may_ask_higher(ask, by, team_ids(ask), above).or_refuse()
    assert above is not None  # noqa: S101 - the rule refuses without one
    ask.ended_at, ask.reason, ask.would_be_yes, ask.talk_wanted_at = None, "", "", None
    _up(ask, above, Why.HIGHER, at)
    _record(kinds.ASK_PASSED_ON, ask, by=by, at=at, asked=[above.person], name=above.person.called)
    return above


def _up(ask: Ask, to: Rung, why: Why, at: datetime) -> None:
    _give(ask, to, why, at)
    ask.status, ask.climbs_on, ask.stays = Status.OPEN, _climbs_on(at), False
    ask.save(update_fields=["status", "climbs_on", "stays", "ended_at", "reason", "would_be_yes", "talk_wanted_at"])


@transaction.atomic
def warn(*, ask: Ask, at: datetime) -> bool:
    """Two working days before it climbs its holder and those who wait are told. Once."""
    hold(ask)
    if ask.warned_at or ask.stays or ask.is_over or ask.climbs_on is None:
        return False
    ask.warned_at = at
    ask.save(update_fields=["warned_at"])
    _record(kinds.ASK_WARNED, ask, by=None, at=at, asked=[ask.holder], name=ask.holder.called, day=day(ask.climbs_on))
    return True


@transaction.atomic
def climb(*, ask: Ask, at: datetime) -> bool:
    """Silence passes it up. Where the ladder ends it stays, and that is said."""
    hold(ask)
    if ask.status not in (Status.OPEN, Status.DELEGATED, Status.BROKEN) or ask.stays:
        return False
    if ask.climbs_on is None or london_day(at) <= ask.climbs_on:
        return False
    _pass_up(ask, Why.SILENCE, at)
    return True


@transaction.atomic
def move_up(*, ask: Ask, why: Why, at: datetime) -> None:
    """It goes to the next one up, whatever was promised: whoever had it is not there any more."""
    hold(ask)
    _pass_up(ask, why, at)


def _pass_up(ask: Ask, why: Why, at: datetime) -> None:
    above = rules.next_rung(queries.ladder(ask.place, at), ask, queries.had_it(ask))
    before = ask.holder
    if above is None:
        ask.climbs_on = None
        ask.save(update_fields=["climbs_on"])
        _record(kinds.ASK_AT_THE_TOP, ask, by=None, at=at, tell=[before], name=before.called)
        return
    _up(ask, above, why, at)
    level = str(Level(above.level).label).lower()
    name = above.person.called
    _record(kinds.ASK_CLIMBED, ask, by=None, at=at, asked=[above.person], tell=[before], name=name, level=level)


@transaction.atomic
def break_promise(*, made: Commitment, at: datetime) -> bool:
    """The promised day passed in silence: it is said, and the ask moves up."""
    ask = made.ask
    hold(ask)
    made.refresh_from_db()
    if not made.has_passed(london_day(at)) or ask.is_over:
        return False
    made.broken_at = at
    made.save(update_fields=["broken_at"])
    ask.status = Status.BROKEN
    ask.save(update_fields=["status"])
    _record(
        kinds.COMMITMENT_BROKEN, ask, by=None, at=at, tell=[made.person], name=made.person.called, due=day(made.due_on)
    )
    if not ask.stays:
        _pass_up(ask, Why.BROKEN, at)
    return True
