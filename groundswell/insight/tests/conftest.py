"""One change on Ward 21 from notice to story, and whatever a pack of evidence finds of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.ideas import actions as ideas
from groundswell.measures.models import Measure, Reading
from groundswell.stories import actions as stories
from groundswell.stories.models import Story

OPENED = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TOLD = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
NIGHT = datetime(2026, 11, 1, 2, tzinfo=UTC)


def made_trolley(cast, places) -> Change:
    """Noticed by Amina, led by the ward manager and the operations manager, tried, kept, measured, and with a benefit."""
    idea = ideas.notice(words="We walk to the far cupboard.", place=places.ward21, by=cast.amina, at=OPENED)
    made = changes.open_change(
        title="Trolley next to the bay", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
        at=OPENED + timedelta(days=4), idea=idea, aim="Two walks fewer",
    )  # fmt: skip
    changes.pair(change=made, seat="clinical", person=cast.grace, by=cast.grace, at=OPENED + timedelta(days=5))
    seat = changes.pair(
        change=made, seat="managerial", person=cast.manager, by=cast.grace, at=OPENED + timedelta(days=5)
    )
    changes.accept_pair(co_lead=seat, by=cast.manager, at=OPENED + timedelta(days=6))
    test = changes.start_test(
        change=made, question="Fewer walks?", prediction="Two", scale="one_week", started_on=date(2026, 3, 16), by=cast.grace,
        at=OPENED + timedelta(days=14),
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="Six to four.", learned="Counting helped.", decision="adopt", ended_on=date(2026, 3, 30),
        by=cast.grace, at=OPENED + timedelta(days=28),
    )  # fmt: skip
    measure = Measure.objects.create(
        name="Walks in a drug round", unit="walks", direction="decrease", interval="week", target=4, place=places.ward21,
        organisation=places.rp5, started_by=cast.grace, started_at=OPENED,
    )  # fmt: skip
    made.measures.add(measure)
    Reading.objects.bulk_create(
        Reading(measure=measure, on=date(2026, 3, 2) + timedelta(weeks=week), value=value, at=OPENED)
        for week, value in enumerate([6, 7, 6, 6, 5, 6, 4, 4, 3, 4, 4, 3])
    )
    changes.claim_benefit(
        change=made, place=places.ward21, kind="experience", words="A patient said: my daughter Wilhelmina laughed again.",
        basis="measured", amount=Decimal("7"), unit="points", by=cast.grace, at=OPENED + timedelta(days=60),
    )  # fmt: skip
    return Change.objects.get(pk=made.pk)


def made_story(cast, trolley: Change) -> Story:
    return stories.tell(
        change=trolley, by=cast.grace, at=TOLD, measure=trolley.measures.get(), title="Two walks fewer per drug round",
        worked=True, did="We moved the trolley.", learned="Counting made it visible.", surprised="", needed="", waited="",
    )  # fmt: skip


@pytest.fixture
def trolley(cast, places) -> Change:
    return made_trolley(cast, places)


@pytest.fixture
def story(cast, trolley) -> Story:
    return made_story(cast, trolley)
