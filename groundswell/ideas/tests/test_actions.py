"""What each verb leaves behind: the record, the event, the credits, and who was told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from groundswell.events import actions as event_actions
from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import actions, kinds
from groundswell.ideas.models import Idea, Remembered, Stage, Support
from groundswell.people.models import RoleGrant
from groundswell.post.models import Outbox
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db
WORDS = "The hoist sling in bay 3 has a torn strap."


@pytest.fixture
def idea(cast, places, monday):
    return actions.notice(words=WORDS, place=places.ward21, by=cast.amina, at=monday)


def last_event(idea):
    return Event.objects.filter(subject_id=idea.public_id).order_by("-at", "-pk").first()


def test_noticing_keeps_the_words_and_credits_the_owner(idea, cast, places):
    event = last_event(idea)
    assert (idea.words, idea.stage, idea.organisation) == (WORDS, Stage.NOTICED, places.rp5)
    assert (event.kind, event.sentence) == ("idea_noticed", "Amina Yusuf noticed this")
    credit = Credit.objects.get(event=event)
    assert (credit.person, credit.part, credit.staff_group, credit.place) == (
        cast.amina,
        "owner",
        "nursing_support",
        places.ward21,
    )


def test_an_answer_is_due_on_the_second_working_day(idea):
    assert idea.due_on == date(2026, 3, 4)


def test_those_who_answer_there_are_told(idea, cast):
    told = set(Notice.objects.values_list("person", flat=True))
    assert cast.grace.pk in told
    assert cast.amina.pk not in told
    assert cast.sam.pk not in told


def test_who_answers_at_the_board_above_is_not_told_what_a_practice_noticed(cast, places, monday):
    """A practice is below its integrated care board in the tree, and yet another organisation."""
    RoleGrant.objects.create(person=cast.tom, place=places.qt1, role="answerer", since=monday)
    actions.notice(words=WORDS, place=places.larwood, by=cast.pat, at=monday)
    assert not Notice.objects.filter(person=cast.tom).exists()
    assert Notice.objects.filter(person=cast.adil).exists()


def test_nothing_is_saved_when_the_event_fails(cast, places, monday, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(event_actions, "record", broken)
    with pytest.raises(RuntimeError):
        actions.notice(words=WORDS, place=places.ward21, by=cast.amina, at=monday)
    assert not Idea.objects.exists()
    assert not Remembered.objects.exists()


def test_an_answer_tells_the_owner_at_once_and_by_mail(idea, cast, monday):
    actions.answer(idea=idea, words="A new one comes today.", by=cast.grace, at=monday)
    assert (idea.stage, idea.heard_by, idea.answer) == (Stage.HEARD, cast.grace, "A new one comes today.")
    notice = Notice.objects.get(event=last_event(idea))
    letter = Outbox.objects.get(to=cast.amina.email)
    assert notice.person == cast.amina
    assert "Sister Grace Okafor heard it" in letter.body
    assert "new one comes" not in letter.body


def test_off_means_off(idea, cast, monday):
    event_actions.choose(person=cast.amina, notice="heard", in_product=False, by_mail=False)
    actions.answer(idea=idea, words="Yes.", by=cast.grace, at=monday)
    assert not Notice.objects.filter(person=cast.amina).exists()
    assert not Outbox.objects.filter(to=cast.amina.email).exists()


def test_somebody_without_the_role_cannot_answer(idea, cast, monday):
    with pytest.raises(Refused):
        actions.answer(idea=idea, words="No.", by=cast.ward_mate, at=monday)
    assert Idea.objects.get().stage == Stage.NOTICED


def test_just_fixed_becomes_normal_practice_with_one_tap_a_month_later(idea, cast, monday):
    actions.just_fix(idea=idea, what="New sling from the store.", by=cast.grace, at=monday)
    assert (idea.stage, idea.fixed_check_on) == (Stage.WORKING, date(2026, 4, 1))
    with pytest.raises(Refused):
        actions.still_fixed(idea=idea, by=cast.amina, at=monday + timedelta(days=29))
    actions.still_fixed(idea=idea, by=cast.amina, at=monday + timedelta(days=31))
    assert Idea.objects.get().stage == Stage.NORMAL


def test_a_fix_that_breaks_again_opens_the_idea(idea, cast, monday):
    actions.just_fix(idea=idea, what="Glued.", by=cast.amina, at=monday)
    actions.not_fixed(idea=idea, by=cast.grace, at=monday + timedelta(days=3))
    fresh = Idea.objects.get()
    assert (fresh.stage, fresh.fixed_at) == (Stage.HEARD, None)
    assert Notice.objects.filter(person=cast.amina, event__kind="idea_not_fixed").exists()


def test_resting_keeps_the_reason_and_waking_brings_it_back(idea, cast, monday):
    actions.rest(idea=idea, reason="no_time_now", words="Winter.", learned="Ask in May.", by=cast.amina, at=monday)
    assert (idea.stage, idea.resting_by, idea.resting_learned) == (Stage.RESTING, cast.amina, "Ask in May.")
    actions.wake(idea=idea, by=cast.jean, at=monday + timedelta(days=60))
    fresh = Idea.objects.get()
    assert (fresh.stage, fresh.resting_reason) == (Stage.NOTICED, "")
    assert fresh.due_on > date(2026, 5, 1)


def test_nobody_else_can_bury_an_idea(idea, cast, monday):
    for somebody in (cast.grace, cast.helen, cast.meera):
        with pytest.raises(Refused):
            actions.rest(idea=idea, reason="other", words="No.", by=somebody, at=monday)


def test_joining_needs_the_owners_yes_and_can_be_undone(idea, cast, places, monday):
    other = actions.notice(words="Slings are torn on other wards too.", place=places.ward17, by=cast.meera, at=monday)
    joining = actions.propose_joining(idea=idea, into=other, by=cast.grace, at=monday)
    assert joining.accepted_at is None
    with pytest.raises(Refused):
        actions.accept_joining(joining=joining, by=cast.grace, at=monday)
    actions.accept_joining(joining=joining, by=cast.amina, at=monday)
    idea.refresh_from_db()
    assert (idea.stage, idea.joined_to, idea.owner) == (Stage.RESTING, other, cast.amina)
    joining.refresh_from_db()
    actions.undo_joining(joining=joining, by=cast.amina, at=monday)
    idea.refresh_from_db()
    assert (idea.stage, idea.joined_to) == (Stage.NOTICED, None)


def test_the_owner_who_proposes_has_said_yes(idea, cast, places, monday):
    other = actions.notice(words="Another sling.", place=places.ward21, by=cast.meera, at=monday)
    assert actions.propose_joining(idea=idea, into=other, by=cast.amina, at=monday).accepted_at == monday


def test_support_counts_once(idea, cast, monday):
    for _tap in range(2):
        actions.support(idea=idea, kind="happens_here", by=cast.meera, at=monday)
    assert Support.objects.count() == 1
    assert Event.objects.filter(kind="idea_supported").count() == 1


def test_the_second_of_two_editors_changes_nothing(idea, cast, monday):
    version = idea.version
    assert actions.reword(idea=idea, words="First.", version=version, by=cast.amina, at=monday)
    assert not actions.reword(idea=idea, words="Second.", version=version, by=cast.amina, at=monday)
    assert Idea.objects.get().words == "First."


def test_rewording_reaches_the_log_and_the_memory(idea, cast, monday):
    actions.reword(idea=idea, words="A strap is torn.", version=idea.version, by=cast.amina, at=monday)
    assert set(Event.objects.values_list("title", flat=True)) == {"A strap is torn."}
    assert Remembered.objects.get().text == "A strap is torn."


def test_held_words_reach_neither_log_nor_memory_nor_mail(cast, places, monday):
    held = actions.notice(
        words="Patient with 943 476 5919 waits", place=places.ward21, by=cast.amina, at=monday, held=True
    )
    assert not Remembered.objects.exists()
    assert not Outbox.objects.exists()
    assert all("943" not in event.title for event in Event.objects.all())
    actions.release(idea=held, by=cast.ig, at=monday)
    assert Remembered.objects.get().subject_id == held.public_id
    assert Notice.objects.filter(person=cast.amina, event__kind=kinds.IDEA_RELEASED.code).exists()


def test_the_work_moves_the_stage_and_leaves_its_address(idea, monday):
    actions.move_on(idea=idea, to=Stage.PAIRING, at=monday)
    actions.leave_address(idea=idea, title="Slings", address="/changes/abc/")
    fresh = Idea.objects.get()
    assert (fresh.stage, fresh.work_address) == (Stage.PAIRING, "/changes/abc/")
