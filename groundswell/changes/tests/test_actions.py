"""Each verb: what came of it, the event and the credits, who was told first, and nothing saved when the event fails."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from groundswell.changes import actions, kinds, queries
from groundswell.changes.models import Change, ChangePlace, CoLead, Decision, Pause, Seat, State, Step, Test
from groundswell.changes.tests.making import SECOND, TITLE, TUESDAY, learned, led, noticed, opened, tried
from groundswell.enabling import actions as enabling
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.kinds import Part
from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea, Stage
from groundswell.ideas.queries import search
from groundswell.measures import actions as measures
from groundswell.measures.models import MeasureShown, Reading
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY

LATER = MONDAY + timedelta(days=120)
WORDS = {"direction": "decrease", "interval": "week"}


def the(kind: kinds.Kind, change: Change) -> Event:
    return Event.objects.filter(room="changes", subject_id=change.public_id, kind=kind.code).latest("pk")


def told(event: Event) -> list:
    return [notice.person for notice in Notice.objects.filter(event=event).select_related("person").order_by("pk")]


def parts(event: Event) -> set:
    return set(Credit.objects.filter(event=event).values_list("person", "part"))


def fail(*args: object, **more: object) -> None:
    raise RuntimeError("the log is full")


@pytest.fixture
def broken_log(monkeypatch):
    """From now on no event can be written."""
    return lambda: monkeypatch.setattr("groundswell.changes.actions.moving.events.record", fail)


class TestOpening:
    def test_the_owner_is_told_and_the_idea_is_pairing(self, cast, places):
        change = opened(cast, places)
        assert told(the(kinds.CHANGE_OPENED, change)) == [cast.amina]
        assert Idea.objects.get().stage == Stage.PAIRING

    def test_the_owner_hears_of_the_change_before_anything_else_of_it(self, cast, places):
        opened(cast, places)
        first = Notice.objects.filter(person=cast.amina).earliest("pk")
        assert first.event.kind == kinds.CHANGE_OPENED.code

    def test_it_leaves_its_address_with_the_idea(self, cast, places):
        change = opened(cast, places)
        idea = Idea.objects.get()
        assert (idea.work_title, idea.work_address) == (TITLE, change.get_absolute_url())

    def test_the_words_stay_the_owners(self, cast, places):
        before = noticed(cast, places)
        change = opened(cast, places, idea=before)
        assert change.ideas.get().words == before.words
        assert change.ideas.get().owner == cast.amina

    def test_an_idea_has_one_change_at_a_time(self, cast, places):
        change = opened(cast, places)
        with pytest.raises(Refused):
            opened(cast, places, idea=change.ideas.get())

    def test_a_stranger_opens_nothing(self, cast, places):
        idea = noticed(cast, places)
        with pytest.raises(Refused):
            opened(cast, places, idea=idea, by=cast.sam)
        with pytest.raises(Refused):
            actions.open_change(
                title=TITLE,
                place=places.ward21,
                reversible=True,
                inside_team=True,
                new_risk=False,
                by=cast.sam,
                at=MONDAY,
            )

    def test_nothing_is_saved_when_the_event_fails(self, cast, places, broken_log):
        idea = noticed(cast, places)
        broken_log()
        with pytest.raises(RuntimeError):
            opened(cast, places, idea=idea)
        assert not Change.objects.exists()
        assert Idea.objects.get().stage == Stage.NOTICED

    def test_it_spans_places_of_its_own_and_of_others_each_once(self, cast, places):
        change = opened(cast, places, others=(places.larwood, places.ward21, places.larwood))
        rows = ChangePlace.objects.filter(change=change).order_by("pk")
        assert [(row.place, row.home) for row in rows] == [(places.ward21, True), (places.larwood, False)]


class TestTwoOrganisations:
    """Ward 21 is in South Yorkshire, Larwood in Nottinghamshire: two boards, two regions."""

    def test_people_of_both_see_it_and_its_idea_and_no_stranger_does(self, cast, places):
        change = opened(cast, places, others=(places.larwood,))
        idea = change.ideas.get()
        for person in (cast.grace, cast.adil, cast.pat):
            assert cast.client(person).get(change.get_absolute_url()).status_code == 200
            assert cast.client(person).get(idea.get_absolute_url()).status_code == 200
        for address in (change.get_absolute_url(), idea.get_absolute_url()):
            assert cast.client(cast.sam).get(address).status_code == 404

    def test_people_of_both_find_it_and_no_stranger_does(self, cast, places):
        opened(cast, places, others=(places.larwood,))
        for person in (cast.grace, cast.adil):
            assert {row.room for row in search(person, "drip stand")[0]} == {"ideas", "changes"}
        assert search(cast.sam, "drip stand")[0] == []

    def test_new_words_of_the_owner_are_seen_by_both_too(self, cast, places):
        idea = opened(cast, places, others=(places.larwood,)).ideas.get()
        ideas.reword(idea=idea, words="New words for it.", version=idea.version, by=cast.amina, at=TUESDAY)
        assert cast.client(cast.adil).get(idea.get_absolute_url()).status_code == 200

    def test_a_place_brought_in_later_sees_it_from_then_on_and_its_numbers_too(self, cast, places):
        change = led(cast, places)
        measure = actions.start_measure(
            change=change, place=places.ward21, by=cast.grace, at=MONDAY, name="Walks", **WORDS
        )
        assert cast.client(cast.adil).get(change.get_absolute_url()).status_code == 404
        actions.bring_in(change=change, place=places.larwood, by=cast.grace, at=TUESDAY)
        assert cast.client(cast.adil).get(change.get_absolute_url()).status_code == 200
        shown = MeasureShown.objects.get(measure=measure)
        assert (shown.organisation, shown.may_add) == (places.larwood, True)

    def test_a_place_that_joins_a_trial_is_trying(self, cast, places):
        change = led(cast, places)
        tried(change, cast.grace)
        actions.bring_in(change=change, place=places.larwood, by=cast.grace, at=TUESDAY)
        assert queries.place_row_for(change, "C84001").state == State.TRYING
        assert the(kinds.PLACE_JOINED, change).organisation == places.larwood

    def test_the_same_place_twice_is_refused(self, cast, places):
        change = led(cast, places)
        with pytest.raises(Refused):
            actions.bring_in(change=change, place=places.ward21, by=cast.grace, at=TUESDAY)

    def test_it_waits_for_both_seats_although_the_answers_say_go(self, cast, places):
        change = opened(cast, places, others=(places.larwood,))
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        with pytest.raises(Refused, match="waits for the managerial"):
            tried(change, cast.meera)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.pat, by=cast.meera, at=MONDAY)
        actions.accept_pair(co_lead=row, by=cast.pat, at=MONDAY)
        assert tried(change, cast.meera).number == 1


class TestSeats:
    def test_taking_a_seat_oneself_needs_no_second_yes(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        assert row.accepted_at == MONDAY
        event = the(kinds.SEAT_TAKEN, change)
        assert parts(event) == {(cast.meera.pk, Part.CLINICAL_CO_LEAD)}
        assert told(event)[0] == cast.amina

    def test_whoever_is_asked_says_yes_themselves(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        assert row.accepted_at is None
        assert told(the(kinds.SEAT_OFFERED, change)) == [cast.amina, cast.helen]
        actions.accept_pair(co_lead=row, by=cast.helen, at=TUESDAY)
        assert queries.seats_of(change).holds(cast.helen)
        assert told(the(kinds.SEAT_TAKEN, change)) == [cast.amina, cast.grace]

    def test_nobody_says_yes_for_somebody_else(self, cast, places):
        row = actions.pair(
            change=opened(cast, places), seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY
        )
        with pytest.raises(Refused):
            actions.accept_pair(co_lead=row, by=cast.grace, at=TUESDAY)

    def test_not_now_empties_the_seat_and_tells_who_asked(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        actions.decline_pair(co_lead=row, words="Not before May.", by=cast.helen, at=TUESDAY)
        assert queries.seats_of(change).managerial is None
        assert told(the(kinds.SEAT_DECLINED, change)) == [cast.amina, cast.grace]
        assert actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.manager, by=cast.grace, at=TUESDAY)

    def test_leaving_keeps_the_credit(self, cast, places):
        change = led(cast, places)
        actions.leave_pair(co_lead=queries.seats_of(change).clinical, by=cast.meera, at=TUESDAY)
        assert queries.seats_of(change).clinical is None
        assert Credit.objects.filter(person=cast.meera, part=Part.CLINICAL_CO_LEAD).count() == 1

    def test_never_both_seats_by_the_rule_and_by_the_database(self, cast, places):
        change = opened(cast, places)
        actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.grace, by=cast.grace, at=MONDAY)
        with pytest.raises(Refused):
            actions.pair(change=change, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=MONDAY)
        with pytest.raises(IntegrityError), transaction.atomic():
            CoLead.objects.create(change=change, seat=Seat.CLINICAL, person=cast.grace, invited_at=MONDAY)

    def test_a_stranger_is_not_asked(self, cast, places):
        with pytest.raises(Refused, match="does not work where this happens"):
            actions.pair(change=opened(cast, places), seat=Seat.CLINICAL, person=cast.sam, by=cast.grace, at=MONDAY)

    def test_nothing_is_saved_when_the_event_fails(self, cast, places, broken_log):
        change = opened(cast, places)
        broken_log()
        with pytest.raises(RuntimeError):
            actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        assert not CoLead.objects.exists()

    def test_helpers_are_in_the_team_at_once(self, cast, places):
        change = opened(cast, places)
        actions.help_with(change=change, by=cast.ward_mate, at=MONDAY)
        assert queries.team_of(change) == [cast.ward_mate]
        assert parts(the(kinds.HELPER_JOINED, change)) == {(cast.ward_mate.pk, Part.JOINER)}


class TestTrying:
    def test_a_go_change_starts_with_one_seat_and_its_idea_is_trying(self, cast, places):
        change = opened(cast, places)
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        test = tried(change, cast.meera)
        assert test.number == 1
        assert queries.home_row(change).state == State.TRYING
        assert Idea.objects.get().stage == Stage.TRYING
        assert parts(the(kinds.TEST_STARTED, change)) == {(cast.meera.pk, Part.TESTER)}
        assert told(the(kinds.TEST_STARTED, change)) == [cast.amina]

    def test_what_leaves_the_team_waits_for_both(self, cast, places):
        change = opened(cast, places, inside_team=False)
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        with pytest.raises(Refused):
            tried(change, cast.meera)
        assert not Test.objects.exists()

    def test_adopt_brings_it_to_working(self, cast, places):
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera)
        assert queries.home_row(change).state == State.WORKING
        assert Idea.objects.get().stage == Stage.WORKING
        assert the(kinds.TEST_ENDED, change).facts == {"number": 1, "decision": "adopt"}

    @pytest.mark.parametrize("decision", [Decision.ADAPT, Decision.ABANDON, Decision.TEST_AGAIN])
    def test_other_decisions_keep_it_trying_and_the_next_test_has_the_next_number(self, cast, places, decision):
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera, decision=decision)
        assert queries.home_row(change).state == State.TRYING
        assert tried(change, cast.grace).number == 2

    def test_what_happened_is_written_once(self, cast, places):
        change = led(cast, places)
        test = tried(change, cast.meera)
        learned(test, cast.meera, decision=Decision.ADAPT)
        with pytest.raises(Refused):
            learned(Test.objects.get(pk=test.pk), cast.grace)
        assert Test.objects.get().decision == Decision.ADAPT

    def test_nothing_is_saved_when_the_event_fails(self, cast, places, broken_log):
        change = led(cast, places)
        broken_log()
        with pytest.raises(RuntimeError):
            tried(change, cast.meera)
        assert not Test.objects.exists()
        assert Idea.objects.get().stage == Stage.PAIRING

    def test_an_idea_its_owner_let_rest_stays_at_rest_and_the_work_goes_on(self, cast, places):
        change = led(cast, places)
        ideas.rest(idea=change.ideas.get(), reason="no_time_now", words="Later.", by=cast.amina, at=MONDAY)
        tried(change, cast.meera)
        assert Idea.objects.get().stage == Stage.RESTING
        assert queries.home_row(change).state == State.TRYING

    def test_an_idea_that_woke_up_catches_up(self, cast, places):
        change = led(cast, places)
        test = tried(change, cast.meera)
        ideas.rest(idea=change.ideas.get(), reason="no_time_now", words="Later.", by=cast.amina, at=MONDAY)
        ideas.wake(idea=change.ideas.get(), by=cast.grace, at=MONDAY)
        learned(test, cast.meera)
        assert Idea.objects.get().stage == Stage.WORKING

    def test_a_step_is_done_once_and_credits_who_did_it(self, cast, places):
        change = led(cast, places)
        step = actions.add_step(
            change=change, what="Order it", person=cast.grace, by_when=None, by=cast.meera, at=MONDAY
        )
        assert cast.grace in told(the(kinds.STEP_ADDED, change))
        actions.do_step(step=step, by=cast.grace, at=TUESDAY)
        actions.do_step(step=Step.objects.get(), by=cast.meera, at=LATER)
        assert Step.objects.get().done_at == TUESDAY
        assert Event.objects.filter(kind=kinds.STEP_DONE.code).count() == 1
        assert parts(the(kinds.STEP_DONE, change)) == {(cast.grace.pk, Part.TASK_DOER)}

    def test_a_stranger_adds_no_step(self, cast, places):
        with pytest.raises(Refused):
            actions.add_step(change=led(cast, places), what="Order", person=None, by_when=None, by=cast.sam, at=MONDAY)


class TestSafety:
    def test_anyone_there_pauses_at_once_and_everybody_concerned_is_told(self, cast, places):
        change = led(cast, places)
        made = actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert made.due_on == date(2026, 3, 3)
        assert told(the(kinds.PAUSED, change)) == [cast.amina, cast.meera, cast.grace]
        with pytest.raises(Refused, match="Paused for safety"):
            tried(change, cast.meera)

    def test_over_a_weekend_the_answer_is_due_on_monday(self, cast, places):
        friday = MONDAY + timedelta(days=4)
        made = actions.pause(change=led(cast, places), reason="The brake sticks.", by=cast.ward_mate, at=friday)
        assert made.due_on == date(2026, 3, 9)

    def test_ownership_does_not_change(self, cast, places):
        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert change.ideas.get().owner == cast.amina
        assert queries.seats_of(change).people == (cast.meera, cast.grace)

    def test_the_answer_of_a_co_lead_lets_it_go_on(self, cast, places):
        change = led(cast, places)
        made = actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        actions.answer_pause(pause=made, answer="A new brake.", by=cast.grace, at=TUESDAY)
        assert queries.open_pause(change) is None
        assert cast.ward_mate in told(the(kinds.PAUSE_ANSWERED, change))
        assert tried(change, cast.meera)

    def test_a_stranger_pauses_nothing(self, cast, places):
        with pytest.raises(Refused):
            actions.pause(change=led(cast, places), reason="No.", by=cast.sam, at=MONDAY)

    def test_a_second_pause_waits_for_the_first(self, cast, places):
        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        with pytest.raises(Refused):
            actions.pause(change=change, reason="It squeaks.", by=cast.next_ward, at=MONDAY)
        assert Pause.objects.count() == 1

    def test_nothing_is_saved_when_the_event_fails(self, cast, places, broken_log):
        change = led(cast, places)
        broken_log()
        with pytest.raises(RuntimeError):
            actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert not Pause.objects.exists()


def rung(person, place) -> Rung:
    return Rung(person, place, level_of(place))


class TestClearingTheWay:
    def test_a_promise_is_an_ask_of_oneself_and_told_when_it_is_kept(self, cast, places):
        change = led(cast, places)
        ask = actions.promise(change=change, what="Two stands", due=date(2026, 3, 9), by=cast.grace, at=MONDAY)
        assert queries.asks_of(change) == [ask]
        assert (ask.holder, ask.status) == (cast.grace, "committed")
        enabling.keep(ask=ask, by=cast.grace, at=TUESDAY)
        event = Event.objects.get(kind="commitment_kept")
        assert parts(event) == {(cast.grace.pk, Part.ENABLER)}
        assert told(event)[0] == cast.amina

    def test_only_co_leads_promise(self, cast, places):
        with pytest.raises(Refused):
            actions.promise(change=led(cast, places), what="Two stands", due=SECOND, by=cast.ward_mate, at=MONDAY)

    def test_the_team_asks_and_those_who_wait_are_told(self, cast, places):
        change = led(cast, places)
        ask = actions.ask_for(
            change=change,
            what="No CT slot on Saturdays",
            kind="another_team",
            to=rung(cast.helen, places.rp5),
            by=cast.meera,
            at=MONDAY,
        )
        event = Event.objects.get(kind="ask_made")
        assert told(event) == [cast.helen, cast.amina, cast.grace]
        assert event.address == change.get_absolute_url()
        assert queries.asks_of(change) == [ask]

    def test_who_is_not_in_the_team_asks_nobody(self, cast, places):
        change = led(cast, places)
        with pytest.raises(Refused):
            actions.ask_for(
                change=change,
                what="No slot",
                kind="other",
                to=rung(cast.helen, places.rp5),
                by=cast.ward_mate,
                at=MONDAY,
            )
        assert queries.asks_of(change) == []

    def test_a_second_change_stands_behind_the_same_ask_once(self, cast, places):
        first, second = (
            led(cast, places),
            opened(cast, places, by=cast.next_ward, idea=noticed(cast, places, "No slot at all.")),
        )
        ask = actions.ask_for(
            change=first,
            what="No CT slot on Saturdays",
            kind="another_team",
            to=rung(cast.helen, places.rp5),
            by=cast.meera,
            at=MONDAY,
        )
        for _again in range(2):
            actions.stand_behind(change=second, ask=ask, by=cast.next_ward, at=TUESDAY)
        assert queries.asks_of(second) == [ask]
        assert Event.objects.filter(kind="ask_joined").count() == 2, "once on the line of time of each change"


class TestNormalPractice:
    def working(self, cast, places) -> Change:
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera)
        return change

    def counted(self, change, cast, places, number: int) -> None:
        measure = actions.start_measure(
            change=change, place=places.ward21, by=cast.grace, at=MONDAY, name="Walks", **WORDS
        )
        Reading.objects.bulk_create(
            Reading(measure=measure, on=TUESDAY.date() + timedelta(days=day), value=day, person=cast.grace, at=MONDAY)
            for day in range(number)
        )

    def test_it_waits_for_readings_and_says_what_is_missing(self, cast, places):
        change = self.working(cast, places)
        self.counted(change, cast, places, 3)
        with pytest.raises(Refused, match="1 day with 3 readings"):
            actions.make_normal(
                change=change, row=queries.home_row(change), by=cast.grace, at=TUESDAY + timedelta(days=1)
            )

    def test_with_twelve_readings_it_is_normal_practice_and_so_is_the_idea(self, cast, places):
        change = self.working(cast, places)
        self.counted(change, cast, places, 12)
        actions.make_normal(change=change, row=queries.home_row(change), by=cast.grace, at=LATER)
        row = queries.home_row(change)
        assert (row.state, row.normal_on) == (State.NORMAL, LATER.date())
        assert Idea.objects.get().stage == Stage.NORMAL
        became = Event.objects.get(kind=kinds.BECAME_REAL.code)
        assert told(became) == [cast.amina]
        assert cast.amina not in told(the(kinds.MADE_NORMAL, change))

    def test_each_place_says_so_for_itself(self, cast, places):
        change = self.working(cast, places)
        actions.bring_in(change=change, place=places.larwood, by=cast.grace, at=TUESDAY)
        self.counted(change, cast, places, 12)
        actions.make_normal(change=change, row=queries.home_row(change), by=cast.grace, at=LATER)
        assert queries.place_row_for(change, "C84001").state == State.TRYING

    def test_a_measure_is_linked_once_and_knows_its_change(self, cast, places):
        change = led(cast, places)
        measure = measures.start_measure(name="Walks", place=places.ward21, by=cast.grace, at=MONDAY, **WORDS)
        for _twice in range(2):
            actions.link_measure(change=change, measure=measure, by=cast.grace, at=MONDAY)
        measure.refresh_from_db()
        assert measure.work_address == change.get_absolute_url()
        assert Event.objects.filter(kind=kinds.MEASURE_LINKED.code).count() == 1

    def test_numbers_of_another_organisation_are_not_followed_unseen(self, cast, places):
        change = led(cast, places)
        theirs = measures.start_measure(name="Falls", place=places.ward6, by=cast.sam, at=MONDAY, **WORDS)
        with pytest.raises(Refused):
            actions.link_measure(change=change, measure=theirs, by=cast.grace, at=MONDAY)


class TestEditingAndStopping:
    ANSWERS = {"reversible": True, "inside_team": True, "new_risk": False, "aim_by": None}

    def test_the_second_of_two_editors_changes_nothing(self, cast, places):
        change = led(cast, places)
        first, second = Change.objects.get(), Change.objects.get()
        assert actions.edit(
            change=first, version=1, by=cast.grace, at=TUESDAY, title="Two drip stands", aim="", **self.ANSWERS
        )
        assert not actions.edit(
            change=second, version=1, by=cast.meera, at=TUESDAY, title="Mine", aim="", **self.ANSWERS
        )
        assert second.title == "Two drip stands"
        assert Idea.objects.get().work_title == "Two drip stands"
        assert set(
            Event.objects.filter(room="changes", subject_id=change.public_id).values_list("title", flat=True)
        ) == {"Two drip stands"}

    def test_stopping_gives_the_idea_back_to_its_owner(self, cast, places):
        change = led(cast, places)
        actions.stop(change=change, reason="It took longer", learned="Ask the night staff.", by=cast.grace, at=TUESDAY)
        idea = Idea.objects.get()
        assert (idea.stage, idea.work_address) == (Stage.HEARD, "")
        assert queries.home_row(change).state == State.STOPPED
        assert told(the(kinds.CHANGE_STOPPED, change))[0] == cast.amina
        assert opened(cast, places, idea=idea).pk != change.pk

    def test_others_stop_nothing(self, cast, places):
        with pytest.raises(Refused):
            actions.stop(change=led(cast, places), reason="No", learned="", by=cast.ward_mate, at=TUESDAY)

    def test_what_people_typed_does_not_travel_by_mail(self, cast, places):
        from groundswell.post.models import Outbox

        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        actions.stop(change=change, reason="It took longer", learned="Ask.", by=cast.grace, at=TUESDAY)
        letters = " ".join(letter.subject + letter.body for letter in Outbox.objects.all())
        assert "stopped the change" in letters
        assert "brake" not in letters
        assert "took longer" not in letters
