"""A change that Dr Patel and Sister Okafor led on Ward 21, with a test, a number and thanks."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, Seat
from groundswell.growth import actions
from groundswell.growth.bodies import all_bodies
from groundswell.growth.models import Entry
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.measures import actions as measures
from groundswell.talk import actions as talk
from groundswell.ui.formats import london_day

BODIES = {body.code: body for body in all_bodies()}


@pytest.fixture
def noticed(cast, places, monday) -> Idea:
    return ideas.notice(words="Results come back when nobody is there.", place=places.ward21, by=cast.amina, at=monday)


@pytest.fixture
def led(cast, places, monday, noticed) -> Change:
    return led_by_the_pair(cast, places, monday, noticed)


def led_by_the_pair(cast, places, monday, noticed) -> Change:
    def on(days: int) -> datetime:
        return monday + timedelta(days=days)

    change = changes.open_change(
        title="Bloods that catch the porter", place=places.ward21, idea=noticed, aim="Fewer late results", by=cast.grace,
        at=on(1), reversible=True, inside_team=True, new_risk=False,
    )  # fmt: skip
    for seat, person in ((Seat.CLINICAL, cast.meera), (Seat.MANAGERIAL, cast.grace)):
        row = changes.pair(change=change, seat=seat, person=person, by=cast.grace, at=on(2))
        row.refresh_from_db()
        if row.accepted_at is None:
            changes.accept_pair(co_lead=row, by=person, at=on(2))
    test = changes.start_test(
        change=change, question="Do bloods come back by four?", prediction="Four of five", scale="one_week",
        started_on=london_day(on(3)), by=cast.meera, at=on(3),
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="Nearly all. Sister Okafor went to the porter twice.", learned="Amina knew the round best.",
        decision="adopt", ended_on=london_day(on(10)), by=cast.meera, at=on(10),
    )  # fmt: skip
    measure = measures.start_measure(
        name="Late results", direction="decrease", interval="week", place=places.ward21, by=cast.grace, at=on(4)
    )
    changes.link_measure(change=change, measure=measure, by=cast.grace, at=on(4))
    measures.add_reading(measure=measure, on=london_day(on(9)), value=Decimal(7), by=cast.grace, at=on(9))
    talk.thank(
        subject=change.subject,
        place=places.ward21,
        to=cast.meera,
        words="For coming in at seven.",
        by=cast.grace,
        at=on(11),
    )
    return change


@pytest.fixture
def entry(cast, led, monday) -> Entry:
    return actions.write(
        person=cast.meera, body=BODIES["appraisal"], room="changes", subject_id=led.public_id, title="Bloods on time",
        words={"did": "I led it with the ward manager.", "learned": "Ask the porter first."}, at=monday + timedelta(days=12),
    )  # fmt: skip
