"""Promises: what stays, what is said, who is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.enabling import actions
from groundswell.enabling.models import Commitment
from groundswell.events.kinds import Subject
from groundswell.events.models import Credit, Event, Notice
from groundswell.post.models import Outbox
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db
SUBJECT = Subject("changes", "abc", "Same-day scans", "/changes/abc/")


@pytest.fixture
def promise(cast, places, monday):
    return actions.commit(
        what="The scanner slot on Saturday", due_on=date(2026, 3, 20), place=places.ward21, subject=SUBJECT, by=cast.helen,
        at=monday, tell=[cast.amina],
    )  # fmt: skip


def test_a_promise_has_a_day_and_a_sentence(promise, cast):
    assert (promise.first_due_on, promise.due_on) == (date(2026, 3, 20), date(2026, 3, 20))
    event = Event.objects.get()
    assert event.sentence == "Helen Marsh promised to clear: The scanner slot on Saturday, by 20 March 2026"
    assert Notice.objects.get().person == cast.amina


def test_keeping_it_is_credited_and_told_at_once_without_its_words(promise, cast, monday):
    actions.keep(commitment=promise, subject=SUBJECT, by=cast.helen, at=monday, tell=[cast.amina])
    assert Commitment.objects.get().kept_at == monday
    assert Credit.objects.get().part == "enabler"
    letter = Outbox.objects.get(to=cast.amina.email)
    assert "kept a promise" in letter.subject
    assert "scanner" not in letter.subject + letter.body


def test_moving_it_shows_both_dates(promise, cast, monday):
    actions.move(
        commitment=promise, to=date(2026, 4, 2), reason="The engineer is ill", subject=SUBJECT, by=cast.helen, at=monday
    )
    fresh = Commitment.objects.get()
    assert (fresh.first_due_on, fresh.due_on, fresh.moved_reason) == (
        date(2026, 3, 20), date(2026, 4, 2), "The engineer is ill",
    )  # fmt: skip
    assert "from 20 March 2026 to 2 April 2026" in Event.objects.latest("pk").sentence


def test_after_its_day_it_cannot_be_moved(promise, cast, monday):
    with pytest.raises(Refused):
        actions.move(
            commitment=promise,
            to=date(2026, 5, 1),
            reason="Late",
            subject=SUBJECT,
            by=cast.helen,
            at=monday + timedelta(days=30),
        )
    assert Commitment.objects.get().due_on == date(2026, 3, 20)
