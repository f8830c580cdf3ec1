"""Verbs that change a change. Each asks its rule first and records what happened in the same transaction."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from groundswell.changes import kinds, queries, rules
from groundswell.changes.models import Change, ChangePlace, CoLead, Decision, Pause, Seat, State, Step, Test
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Commitment
from groundswell.enabling.rules import due_on
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part
from groundswell.ideas import actions as ideas
from groundswell.ideas import memory
from groundswell.ideas import rules as idea_rules
from groundswell.ideas.models import Idea, Stage
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day

SEAT_PART = {Seat.CLINICAL: Part.CLINICAL_CO_LEAD, Seat.MANAGERIAL: Part.MANAGERIAL_CO_LEAD}


def _record(kind: Kind, change: Change, *, at: datetime, by: Person | None, **more: Any) -> None:
    """Every event of a change tells the owners of its ideas first, then the pair."""
    tell = [*queries.owners(change), *queries.seats_of(change).people, *more.pop("tell", ())]
    place = more.pop("place", change.place)
    events.record(kind, subject=change.subject, place=place, at=at, by=by, tell=tell, **more)


def _remember(change: Change) -> None:
    """Findable by the people of every organisation that takes part, and its ideas with it."""
    organisations = queries.organisations_of(change)
    memory.remember(
        change.subject, text=f"{change.aim}\n{change.stopped_learned}", organisations=organisations,
        at=change.opened_at, outcome=str(queries.home_row(change).get_state_display()),
    )  # fmt: skip
    for idea in change.ideas.all():
        text = "\n".join(filter(None, [idea.words, idea.fixed_words]))
        memory.remember(idea.subject, text=text, organisations=organisations, at=idea.noticed_at, outcome=idea.get_stage_display())


@transaction.atomic
def open_change(
    *, title: str, place: Place, reversible: bool, inside_team: bool, new_risk: bool, by: Person, at: datetime,
    idea: Idea | None = None, aim: str = "", aim_by: date | None = None, places: tuple[Place, ...] = (),
) -> Change:  # fmt: skip
    """Begin to make an idea real. Its owner is told first; its stage becomes *pairing*."""
    if idea:
        idea_rules.may_start_a_change(idea, sight(by)).or_refuse()
    change = Change.objects.create(
        title=title, place=place, organisation_id=place.organisation_id or place.pk, reversible=reversible, inside_team=inside_team,
        new_risk=new_risk, aim=aim, aim_by=aim_by, opened_by=by, opened_at=at, moved_at=at,
    )  # fmt: skip
    _add_place(change, place, at, home=True)
    if idea:
        change.ideas.add(idea)
        ideas.move_on(idea=idea, to=Stage.PAIRING, at=at)
        ideas.leave_address(idea=idea, title=title, address=change.get_absolute_url())
    for other in places:
        _add_place(change, other, at)
    _record(kinds.CHANGE_OPENED, change, at=at, by=by)
    _remember(change)
    return change


def _add_place(change: Change, place: Place, at: datetime, *, home: bool = False, state: str = State.PAIRING) -> None:
    ChangePlace.objects.create(
        change=change, place=place, organisation_id=place.organisation_id or place.pk, joined_at=at, home=home, state=state
    )


@transaction.atomic
def bring_in(*, change: Change, place: Place, by: Person, at: datetime) -> None:
    """Another place takes part, as an equal; its people see the change from now on."""
    here = [row.place_id for row in queries.rows_of(change)]
    rules.may_bring_in(change, by, queries.seats_of(change), here, place).or_refuse()
    state = queries.home_row(change).state
    _add_place(change, place, at, state=State.TRYING if state in (State.TRYING, State.WORKING, State.NORMAL) else State.PAIRING)
    for measure in change.measures.all():
        measures.show_to(measure=measure, organisation=place.organisation or place)
    _record(kinds.PLACE_JOINED, change, at=at, by=by, place=place, facts={"where": str(place)})
    _remember(change)


@transaction.atomic
def edit(*, change: Change, version: int, by: Person, at: datetime, **fields: Any) -> bool:
    """Change title, aim or answers; false when somebody saved a newer version in between."""
    rules.may_edit(change, by, queries.seats_of(change)).or_refuse()
    if not Change.objects.filter(pk=change.pk, version=version).update(version=version + 1, **fields):
        return False
    change.refresh_from_db()
    events.retitle(room="changes", subject_id=change.public_id, title=change.title)
    for idea in change.ideas.all():
        ideas.leave_address(idea=idea, title=change.title, address=change.get_absolute_url())
    _record(kinds.CHANGE_REWORDED, change, at=at, by=by)
    _remember(change)
    return True


@transaction.atomic
def pair(*, change: Change, seat: str, person: Person, by: Person, at: datetime) -> CoLead:
    """Ask somebody to take a seat. Taking it oneself needs no second yes."""
    rules.may_invite(change, by, person, sight(person), seat, queries.seats_of(change)).or_refuse()
    row = CoLead.objects.create(change=change, seat=seat, person=person, invited_by=by, invited_at=at)
    if person == by:
        accept_pair(co_lead=row, by=by, at=at)
    else:
        _record(
            kinds.SEAT_OFFERED, change, at=at, by=by, tell=[person],
            facts={"name": person.called, "seat": str(Seat(seat).label).lower()},
        )  # fmt: skip
    return row


@transaction.atomic
def accept_pair(*, co_lead: CoLead, by: Person, at: datetime) -> None:
    """The person asked says yes."""
    rules.may_answer_invitation(co_lead, by).or_refuse()
    rules.may_sit(co_lead.change, by, sight(by), co_lead.seat, queries.seats_of(co_lead.change)).or_refuse()
    co_lead.accepted_at = at
    co_lead.save(update_fields=["accepted_at"])
    _record(
        kinds.SEAT_TAKEN, co_lead.change, at=at, by=by, tell=[co_lead.invited_by],
        credits=[(by, SEAT_PART[Seat(co_lead.seat)])], facts={"seat": co_lead.get_seat_display().lower()},
    )  # fmt: skip


@transaction.atomic
def decline_pair(*, co_lead: CoLead, words: str, by: Person, at: datetime) -> None:
    """Not now, with a word to whoever asked. The seat is empty again, in plain sight."""
    rules.may_answer_invitation(co_lead, by).or_refuse()
    co_lead.declined_at, co_lead.declined_words = at, words
    co_lead.save(update_fields=["declined_at", "declined_words"])
    _record(
        kinds.SEAT_DECLINED, co_lead.change, at=at, by=by, tell=[co_lead.invited_by],
        facts={"seat": co_lead.get_seat_display().lower()},
    )  # fmt: skip


@transaction.atomic
def leave_pair(*, co_lead: CoLead, by: Person, at: datetime) -> None:
    rules.may_leave(co_lead, by).or_refuse()
    co_lead.left_at = at
    co_lead.save(update_fields=["left_at"])
    _record(kinds.SEAT_LEFT, co_lead.change, at=at, by=by, facts={"seat": co_lead.get_seat_display().lower()})


@transaction.atomic
def help_with(*, change: Change, by: Person, at: datetime) -> None:
    rules.may_help(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    change.helpers.add(by)
    _record(kinds.HELPER_JOINED, change, at=at, by=by, credits=[(by, Part.JOINER)])


@transaction.atomic
def promise(*, change: Change, what: str, due: date, by: Person, at: datetime) -> Commitment:
    """A co-lead names one thing they will clear, by a day."""
    rules.may_promise(change, by, queries.seats_of(change)).or_refuse()
    made = enabling.commit(
        what=what, due_on=due, place=change.place, subject=change.subject, by=by, at=at,
        tell=[*queries.owners(change), *queries.seats_of(change).people],
    )  # fmt: skip
    change.commitments.add(made)
    return made


@transaction.atomic
def keep_promise(*, change: Change, commitment: Commitment, by: Person, at: datetime) -> None:
    tell = [*queries.owners(change), *queries.seats_of(change).people]
    enabling.keep(commitment=commitment, subject=change.subject, by=by, at=at, tell=tell)


@transaction.atomic
def add_step(*, change: Change, what: str, person: Person | None, by_when: date | None, by: Person, at: datetime) -> Step:
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    step = Step.objects.create(change=change, what=what, person=person, by_when=by_when, added_at=at)
    _record(kinds.STEP_ADDED, change, at=at, by=by, facts={"what": what}, tell=[person])
    return step


@transaction.atomic
def do_step(*, step: Step, by: Person, at: datetime) -> None:
    rules.may_take_part(step.change, by, queries.seats_of(step.change), queries.team_ids(step.change)).or_refuse()
    if step.done_at:
        return
    step.done_at = at
    step.save(update_fields=["done_at"])
    _record(kinds.STEP_DONE, step.change, at=at, by=by, credits=[(by, Part.TASK_DOER)], facts={"what": step.what})


@transaction.atomic
def start_test(
    *, change: Change, question: str, prediction: str, scale: str, started_on: date, by: Person, at: datetime, plan: str = ""
) -> Test:
    """Begin one small trial, with a prediction. The first one moves the change on to *trying* everywhere."""
    place_rows = queries.rows_of(change)
    rules.may_start_test(
        change, by, queries.seats_of(change), queries.team_ids(change), queries.open_pause(change), len(place_rows), at
    ).or_refuse()
    number = (change.tests.aggregate(last=Max("number"))["last"] or 0) + 1
    test = Test.objects.create(
        change=change, number=number, question=question, prediction=prediction, plan=plan, scale=scale,
        started_on=started_on, started_by=by,
    )  # fmt: skip
    _record(
        kinds.TEST_STARTED, change, at=at, by=by, credits=[(by, Part.TESTER)],
        facts={"number": number, "question": question},
    )  # fmt: skip
    for row in place_rows:
        if row.state == State.PAIRING:
            _go(change, row, State.TRYING, at)
    return test


@transaction.atomic
def learn_from(
    *, test: Test, happened: str, learned: str, decision: str, ended_on: date, by: Person, at: datetime
) -> None:
    """What happened against the prediction, and what follows. Adopt moves the home place on to *working*."""
    change = test.change
    rules.may_learn(test, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    test.happened, test.learned, test.decision, test.ended_on = happened, learned, decision, ended_on
    test.save()
    _record(
        kinds.TEST_ENDED, change, at=at, by=by, credits=[(by, Part.TESTER)],
        facts={"number": test.number, "decision": str(Decision(decision).label).split(":")[0].lower()},
    )  # fmt: skip
    for row in queries.rows_of(change):
        if (after := rules.state_after(decision, row.state)) != row.state:
            _go(change, row, after, at)


def _go(change: Change, row: ChangePlace, to: str, at: datetime) -> None:
    """Move a change on at one place; at the home place its ideas move with it."""
    if to not in rules.MOVES[row.state]:
        return
    row.state = to
    row.save(update_fields=["state", "normal_on"])
    change.moved_at = at
    Change.objects.filter(pk=change.pk).update(moved_at=at)
    if row.home:
        for idea in change.ideas.all():
            ideas.move_on(idea=idea, to=to if to != State.STOPPED else Stage.HEARD, at=at)
    if to not in (State.NORMAL, State.STOPPED):
        _record(kinds.CHANGE_MOVED, change, at=at, by=None, place=row.place, facts={"where": str(row.place), "state": str(State(to).label)})
    _remember(change)


@transaction.atomic
def make_normal(*, change: Change, row: ChangePlace, by: Person, at: datetime) -> None:
    """It is how things are done at this place now. Kept for each place."""
    today = london_day(at)
    since, readings = queries.held_since(change), queries.readings_since_adopted(change)
    rules.may_make_normal(
        change, by, queries.seats_of(change), row.state, queries.open_pause(change), since, readings, today
    ).or_refuse()
    row.normal_on = today
    _go(change, row, State.NORMAL, at)
    _record(kinds.MADE_NORMAL, change, at=at, by=by, place=row.place, facts={"where": str(row.place)})


@transaction.atomic
def pause(*, change: Change, reason: str, by: Person, at: datetime) -> Pause:
    """Anyone at the place stops the trying at once, by name, with a reason. Ownership does not change."""
    places = [row.place for row in queries.rows_of(change)]
    rules.may_pause(change, sight(by), places, queries.open_pause(change)).or_refuse()
    made = Pause.objects.create(
        change=change, person=by, reason=reason, at=at,
        due_on=due_on(london_day(at), rules.PAUSE_ANSWER_IN_WORKING_DAYS),
    )  # fmt: skip
    _record(kinds.PAUSED, change, at=at, by=by, tell=queries.team_of(change), facts={"due": day(made.due_on)})
    return made


@transaction.atomic
def answer_pause(*, pause: Pause, answer: str, by: Person, at: datetime) -> None:
    """The co-leads, or who paused it, say what was done; it goes on."""
    rules.may_answer_pause(pause, by, queries.seats_of(pause.change)).or_refuse()
    pause.answer, pause.answered_at, pause.answered_by = answer, at, by
    pause.save(update_fields=["answer", "answered_at", "answered_by"])
    _record(kinds.PAUSE_ANSWERED, pause.change, at=at, by=by, tell=[pause.person, *queries.team_of(pause.change)])


@transaction.atomic
def stop(*, change: Change, reason: str, learned: str, by: Person, at: datetime) -> None:
    """The work ends; its ideas go back to their owners, who decide what becomes of them."""
    rules.may_stop(change, by, queries.seats_of(change)).or_refuse()
    change.stopped_at, change.stopped_by, change.stopped_reason, change.stopped_learned = at, by, reason, learned
    change.save(update_fields=["stopped_at", "stopped_by", "stopped_reason", "stopped_learned"])
    for idea in change.ideas.all():
        ideas.leave_address(idea=idea, title="", address="")
    for row in queries.rows_of(change):
        _go(change, row, State.STOPPED, at)
    _record(kinds.CHANGE_STOPPED, change, at=at, by=by, facts={"why": reason})


@transaction.atomic
def link_measure(*, change: Change, measure: Measure, by: Person, at: datetime) -> None:
    """Follow a number for this change; everyone who takes part sees it."""
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    change.measures.add(measure)
    for row in queries.rows_of(change):
        measures.show_to(measure=measure, organisation=row.place.organisation or row.place)
    _record(kinds.MEASURE_LINKED, change, at=at, by=by, facts={"what": measure.name})
