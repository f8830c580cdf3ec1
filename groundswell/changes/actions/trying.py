"""The daily work: what the aim depends on, steps of the plan, and tests with a prediction and a decision."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from groundswell.changes import drivers, kinds, queries, rules
from groundswell.changes.actions.moving import go, hold, record
from groundswell.changes.models import Change, Decision, State, Step, Test
from groundswell.enabling import actions as enabling
from groundswell.events.kinds import Part
from groundswell.people.models import Person


def _ask_the_team(change: Change, by: Person) -> None:
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()


@transaction.atomic
def draw_drivers(*, change: Change, outline: str, version: int, by: Person, at: datetime) -> bool:
    """What the aim depends on; false when somebody saved a newer version in between. Raises NotAnOutline.

    Tests stay with a change idea whose words are others now.
    """
    hold(change)
    _ask_the_team(change, by)
    if change.drivers_version != version:
        return False
    before, after = drivers.read(change.drivers), drivers.read(outline)
    change.drivers, change.drivers_version = drivers.written(after), version + 1
    change.save(update_fields=["drivers", "drivers_version"])
    for mine, its in drivers.reworded(before, after).items():
        change.tests.filter(tries=mine).update(tries=its)
    record(kinds.DRIVERS_DRAWN, change, at=at, by=by, facts={"lines": len(change.drivers.splitlines())})
    return True


@transaction.atomic
def add_step(
    *, change: Change, what: str, person: Person | None, by_when: date | None, by: Person, at: datetime
) -> Step:
    """One task in the plan: who, by when."""
    hold(change)
    _ask_the_team(change, by)
    step = Step.objects.create(change=change, what=what, person=person, by_when=by_when, added_at=at)
    record(kinds.STEP_ADDED, change, at=at, by=by, facts={"what": what}, tell=[person])
    return step


@transaction.atomic
def do_step(*, step: Step, by: Person, at: datetime) -> None:
    """It is done; whoever did it is credited, once."""
    hold(step.change)
    _ask_the_team(step.change, by)
    if not Step.objects.filter(pk=step.pk, done_at=None).update(done_at=at):
        return
    step.done_at = at
    record(kinds.STEP_DONE, step.change, at=at, by=by, credits=[(by, Part.TASK_DOER)], facts={"what": step.what})


@transaction.atomic
def start_test(
    *,
    change: Change,
    question: str,
    prediction: str,
    scale: str,
    started_on: date,
    by: Person,
    at: datetime,
    plan: str = "",
    tries: str = "",
) -> Test:
    """Begin one small trial, with a prediction. The first one moves the change on to *trying* everywhere,
    and lets those know whom the rules of trust name."""
    hold(change)
    rows, asked = queries.rows_of(change), queries.permissions_of(change)
    here = queries.what_follows_for(change, asked)
    rules.may_start_test(
        change, by, queries.seats_of(change), queries.team_ids(change), queries.open_pause(change),
        here, asked, at,
    ).or_refuse()  # fmt: skip
    for one in here:
        enabling.ask_permissions(wanted=one.follows.tells, work=change.subject, place=one.place, by=by, at=at)
    number = (change.tests.aggregate(last=Max("number"))["last"] or 0) + 1
    test = Test.objects.create(
        change=change, number=number, question=question, prediction=prediction, plan=plan, tries=tries, scale=scale,
        started_on=started_on, started_by=by,
    )  # fmt: skip
    record(
        kinds.TEST_STARTED, change, at=at, by=by, credits=[(by, Part.TESTER)],
        facts={"number": number, "question": question, "on": started_on.isoformat()},
    )  # fmt: skip
    for row in rows:
        if row.state == State.PAIRING:
            go(change, row, State.TRYING, at)
    return test


@transaction.atomic
def learn_from(
    *, test: Test, happened: str, learned: str, decision: str, ended_on: date, by: Person, at: datetime
) -> None:
    """What happened against the prediction, and what follows. Adopt moves every place that tries it on to *working*."""
    change = test.change
    hold(change)
    test.refresh_from_db(fields=["ended_on", "version"])
    rules.may_learn(test, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    test.happened, test.learned, test.decision, test.ended_on = happened, learned, decision, ended_on
    test.version += 1
    test.save()
    record(
        kinds.TEST_ENDED, change, at=at, by=by, credits=[(by, Part.TESTER)],
        facts={"number": test.number, "decision": str(Decision(decision).label).split(":")[0].lower()},
    )  # fmt: skip
    for row in queries.rows_of(change):
        if (after := rules.state_after(decision, row.state)) != row.state:
            go(change, row, after, at)
