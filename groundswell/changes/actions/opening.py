"""A change begins, spreads over more places, is reworded, ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from groundswell.benefits import actions as benefits
from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.asking import take_back_what_is_not_called_for
from groundswell.changes.actions.moving import go, hold, record, remember, share_numbers
from groundswell.changes.brought import Brought
from groundswell.changes.models import Change, ChangePlace, State
from groundswell.enabling.models import Trigger
from groundswell.events import actions as events
from groundswell.ideas import actions as ideas
from groundswell.ideas import rules as idea_rules
from groundswell.ideas.models import Idea, Stage
from groundswell.measures import actions as measures
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place

BEGUN = (State.TRYING, State.WORKING, State.NORMAL)


@transaction.atomic
def open_change(
    *, title: str, place: Place, reversible: bool, inside_team: bool, new_risk: bool, by: Person, at: datetime,
    idea: Idea | None = None, aim: str = "", aim_by: date | None = None, places: Iterable[Place] = (),
    drivers: str = "", answers: Mapping[str, bool] | None = None, brought: Brought | None = None,
) -> Change:  # fmt: skip
    """Begin to make an idea real. Its owner is told first; its stage becomes *pairing*.

    What was taken up elsewhere comes with its driver diagram, answers for the rules of trust, and what was tested there.
    """
    if idea:
        idea_rules.may_start_a_change(idea, sight(by)).or_refuse()
    else:
        rules.may_open(place, sight(by)).or_refuse()
    change = Change.objects.create(
        title=title, place=place, organisation_id=place.organisation_id or place.pk, reversible=reversible, inside_team=inside_team,
        new_risk=new_risk, aim=aim, aim_by=aim_by, opened_by=by, opened_at=at, moved_at=at, drivers=drivers,
        drivers_version=1 if drivers else 0, answers={Trigger(code).value: said for code, said in (answers or {}).items()},
        brought=brought.kept if brought else {},
    )  # fmt: skip
    _add_place(change, place, at, home=True)
    for other in dict.fromkeys(places):
        if other != place:
            _add_place(change, other, at)
    if idea:
        change.ideas.add(idea)
    record(kinds.CHANGE_OPENED, change, at=at, by=by)
    if idea:
        ideas.move_on(idea=idea, to=Stage.PAIRING, at=at)
        ideas.leave_address(idea=idea, title=title, address=change.get_absolute_url())
    remember(change)
    return change


@transaction.atomic
def told_elsewhere(
    *, title: str, place: Place, aim: str, since: datetime, until: datetime, state: str, change: Change | None = None
) -> Change:
    """What another installation says of a change of its own, so that its story reads like one from here; `change` when it says
    it anew. Nobody here leads it and nothing is asked for it; it stands at a place of that installation alone.
    """
    said = {"title": title, "aim": aim, "opened_at": since, "moved_at": until}
    if change is None:
        change = Change.objects.create(
            place=place, organisation_id=place.organisation_id or place.pk, reversible=True, inside_team=True, new_risk=False, **said
        )  # fmt: skip
        ChangePlace.objects.create(
            change=change, place=place, organisation_id=change.organisation_id, joined_at=since, home=True
        )
    else:
        Change.objects.filter(pk=change.pk).update(**said)
    normal_on = until.date() if state == State.NORMAL else None
    change.change_places.update(state=state, normal_on=normal_on)
    return change


def _add_place(change: Change, place: Place, at: datetime, *, home: bool = False, state: str = State.PAIRING) -> None:
    ChangePlace.objects.create(
        change=change,
        place=place,
        organisation_id=place.organisation_id or place.pk,
        joined_at=at,
        home=home,
        state=state,
    )


@transaction.atomic
def bring_in(*, change: Change, place: Place, by: Person, at: datetime) -> None:
    """Another place takes part, as an equal; its people see the change and its numbers from now on."""
    hold(change)
    here = [row.place_id for row in queries.rows_of(change)]
    rules.may_bring_in(change, by, queries.seats_of(change), here, place).or_refuse()
    begun = queries.home_row(change).state in BEGUN
    _add_place(change, place, at, state=State.TRYING if begun else State.PAIRING)
    for measure in change.measures.all():
        share_numbers(measure, place, by)
    record(kinds.PLACE_JOINED, change, at=at, by=by, place=place, facts={"where": str(place)})
    remember(change)


@transaction.atomic
def edit(*, change: Change, version: int, by: Person, at: datetime, **fields: Any) -> bool:
    """Change title, aim or answers; false when somebody saved a newer version in between."""
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    if not Change.objects.filter(pk=change.pk, version=version).update(version=version + 1, **fields):
        change.refresh_from_db()
        return False
    change.refresh_from_db()
    events.retitle(room="changes", subject_id=change.public_id, title=change.title)
    for idea in change.ideas.all():
        ideas.leave_address(idea=idea, title=change.title, address=change.get_absolute_url())
    for measure in change.measures.filter(work_address=change.get_absolute_url()):
        measures.belongs_to(measure=measure, title=change.title, address=change.get_absolute_url())
    benefits.belongs_to(work=change.subject)
    take_back_what_is_not_called_for(change, at)
    record(kinds.CHANGE_REWORDED, change, at=at, by=by)
    remember(change)
    return True


@transaction.atomic
def stop(*, change: Change, reason: str, learned: str, by: Person, at: datetime) -> None:
    """The work ends; its ideas go back to their owners, who decide what becomes of them."""
    hold(change)
    rules.may_stop(change, by, queries.seats_of(change)).or_refuse()
    change.stopped_at, change.stopped_by, change.stopped_reason, change.stopped_learned = at, by, reason, learned
    change.save(update_fields=["stopped_at", "stopped_by", "stopped_reason", "stopped_learned"])
    record(kinds.CHANGE_STOPPED, change, at=at, by=by, facts={"why": reason})
    for row in queries.rows_of(change):
        go(change, row, State.STOPPED, at)
    for idea in change.ideas.all():
        ideas.leave_address(idea=idea, title="", address="")
