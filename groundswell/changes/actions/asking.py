"""What is in the way of a change: asked of somebody, or promised by a co-lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.http import Http404

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import hold, record
from groundswell.changes.models import Change, State
from groundswell.enabling import actions as enabling
from groundswell.enabling import rules as enabling_rules
from groundswell.enabling.audience import read_by, waiting_for, works_of
from groundswell.enabling.models import Ask, AskKind, GovernanceType, Permission, Trigger
from groundswell.enabling.rules import Rung
from groundswell.enabling.rules.permissions import nobody_decides
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.places.models import Place


@transaction.atomic
def ask_for(
    *, change: Change, what: str, kind: str, to: Rung, by: Person, at: datetime, by_when: date | None = None,
    hours: Decimal | None = None,
) -> Ask:  # fmt: skip
    """Put one thing in the way to one person; of protected time, so many hours a week."""
    hold(change)
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    place = queries.place_of(change, by)
    return enabling.ask_for(
        what=what, kind=kind, place=place, to=to, work=change.subject, by=by, at=at, by_when=by_when, hours=hours
    )


@transaction.atomic
def stand_behind(*, change: Change, ask: Ask, by: Person, at: datetime) -> None:
    """This change waits for the same thing."""
    hold(change)
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    enabling.join(ask=ask, work=change.subject, place=queries.place_of(change, by), by=by, at=at)


@transaction.atomic
def promise(*, change: Change, what: str, due: date, by: Person, at: datetime, kind: str = AskKind.OTHER) -> Ask:
    """A co-lead names one thing they will clear, by a day: an ask of themselves."""
    hold(change)
    rules.may_promise(change, by, queries.seats_of(change)).or_refuse()
    place = queries.place_of(change, by)
    myself = Rung(by, place, enabling_rules.level_of(place))
    ask = enabling.ask_for(what=what, kind=kind, place=place, to=myself, work=change.subject, by=by, at=at)
    enabling.commit(ask=ask, due=due, by=by, at=at)
    return ask


@transaction.atomic
def answer_questions(*, change: Change, answers: Mapping[str, bool], by: Person, at: datetime) -> None:
    """What the rules of trust wanted to know. What is not called for any more is not asked any more."""
    hold(change)
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    change.answers = {**change.answers, **{Trigger(code).value: answer for code, answer in answers.items()}}
    change.save(update_fields=["answers"])
    take_back_what_is_not_called_for(change, at)


@transaction.atomic
def sort(*, change: Change, said: Sequence[bool], by: Person, at: datetime) -> GovernanceType | None:
    """What it officially is, from the answers; nothing while a question is open. Research is for the rules of trust as well."""
    hold(change)
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    if (kind := enabling_rules.what_is_this(said).kind) is None:
        return None
    change.governance_type = kind
    change.answers = {**change.answers, Trigger.RESEARCH.value: kind == GovernanceType.RESEARCH}
    change.save(update_fields=["governance_type", "answers"])
    record(kinds.CHANGE_SORTED, change, at=at, by=by, facts={"what": str(kind.label).lower()})
    take_back_what_is_not_called_for(change, at)
    return kind


def take_back_what_is_not_called_for(change: Change, at: datetime) -> None:
    """After an answer changed: permissions that no rule asks for are withdrawn; what was decided stays."""
    asked = queries.permissions_of(change)
    for here in queries.what_follows_for(change, asked):
        called_for = {rule.trigger for rule in (*here.follows.asks, *here.follows.tells)}
        gone = [
            row.trigger
            for row in asked
            if row.organisation_id == here.organisation.pk and row.trigger not in called_for
        ]
        if gone:
            enabling.withdraw_permissions(
                work=change.subject, organisation_id=here.organisation.pk, triggers=gone, at=at
            )


@transaction.atomic
def ask_permissions(*, change: Change, by: Person, at: datetime) -> list[Permission]:
    """Everybody whom the rules of every organisation name, at once: asked or told. Nobody is asked twice.

    Where nobody is named yet, the others are asked; it is refused only when that leaves nobody.
    """
    hold(change)
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    found: list[Permission] = []
    follows = queries.what_follows_for(change, queries.permissions_of(change))
    for here in follows:
        wanted = (*here.follows.asks, *here.follows.tells)
        found += enabling.ask_permissions(wanted=wanted, work=change.subject, place=here.place, by=by, at=at)
    unasked = [one for one in follows if not one.asked]
    if unasked and not found:
        nobody_decides(unasked[0].follows.asks[0], unasked[0].organisation).or_refuse()
    return found


@read_by("changes")
def may_read(person: Person, work_id: str) -> bool:
    """Whoever reads a change, from every organisation that takes part, reads what it waits for."""
    try:
        return bool(queries.change_for(person, work_id))
    except Http404:
        return False


@waiting_for("changes")
def people_of(work_id: str) -> list[Person]:
    """Who waits with a change: the owners of its ideas first, then the pair."""
    change = Change.objects.filter(public_id=work_id).first()
    return [*queries.owners(change), *queries.seats_of(change).people] if change else []


@works_of("changes")
def under_way(person: Person, place: Place) -> list[Subject]:
    """Changes at a place that somebody may see, each once: what a fund may be spent for."""
    rows = queries.changes_under(person, place, states=(State.PAIRING, State.TRYING, State.WORKING))
    return list({row.change_id: row.change.subject for row in rows if row.change.stopped_at is None}.values())
