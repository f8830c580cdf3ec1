"""A coach's round: what it finds, what it never says, and one question asked once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.changes import actions, coaching
from groundswell.changes.coaching import Facts, LineKind, lines_of
from groundswell.changes.models import Change, Seat, Test
from groundswell.changes.queries.coaching import PAGE, coach_round
from groundswell.events.models import Event, Notice
from groundswell.measures import actions as measures
from groundswell.talk.models import Comment
from groundswell.ui.formats import london_day
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


def began(cast, place, now, *, days=60, title="Gloves at night", seat=True) -> Change:
    at = now - timedelta(days=days)
    change = actions.open_change(
        title=title, place=place, reversible=True, inside_team=True, new_risk=False, by=cast.grace, at=at
    )
    if seat:
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=at)
    return change


def kinds_of(person, now, **narrowed) -> list[str]:
    return [line.kind.value for one in coach_round(person, now, **narrowed).changes for line in one.lines]


class TestLines:
    def facts(self, now, **more) -> Facts:
        known = {
            "change": Change(opened_at=now - timedelta(days=50)),
            "empty": {},
            "led": True,
            "last": now,
            "last_reading": None,
            "runs": None,
        }
        return Facts(**(known | more))

    def test_a_calm_change_has_none(self, now):
        assert lines_of(self.facts(now), now) == []

    def test_a_test_is_given_a_week_for_its_first_reading(self, now):
        runs = Test(number=2, started_on=london_day(now - timedelta(days=6)))
        assert lines_of(self.facts(now, runs=runs), now) == []
        runs.started_on = london_day(now - timedelta(days=7))
        (line,) = lines_of(self.facts(now, runs=runs), now)
        assert (line.kind, line.says) == (LineKind.NO_READINGS, "Test 2 has run for 7 days without a reading.")
        assert lines_of(self.facts(now, runs=runs, last_reading=runs.started_on), now) == []

    def test_an_empty_seat_says_for_how_long(self, now):
        (line,) = lines_of(self.facts(now, empty={"managerial": now - timedelta(days=12)}), now)
        assert line.says == "The managerial seat has been empty for 12 days."
        assert line.question.endswith("?")

    def test_without_a_lead_that_is_the_question_and_not_the_seats(self, now):
        empty = {seat: now - timedelta(days=9) for seat in ("clinical", "managerial")}
        assert [line.kind for line in lines_of(self.facts(now, led=False, empty=empty), now)] == [LineKind.NO_LEAD]

    def test_a_signal_is_said_in_the_words_of_its_chart(self, now):
        (line,) = lines_of(self.facts(now, signals=[("Walks", "It fell.")]), now)
        assert line.says == "Walks: It fell."
        assert "“Walks”" in line.question

    def test_quiet_is_thirty_days(self, now):
        assert lines_of(self.facts(now, last=now - timedelta(days=29)), now) == []
        assert [line.kind for line in lines_of(self.facts(now, last=now - timedelta(days=30)), now)] == [LineKind.QUIET]


class TestRound:
    def test_it_finds_what_is_there(self, cast, places, now):
        change = began(cast, places.ward21, now)
        at = now - timedelta(days=20)
        actions.start_test(
            change=change,
            question="Does it help?",
            prediction="Yes",
            scale="one_week",
            started_on=london_day(at),
            by=cast.grace,
            at=at,
        )
        assert kinds_of(cast.coach, now) == ["no-readings", "empty-seat"]
        assert kinds_of(cast.coach, now, kind="no-readings") == ["no-readings"]
        assert kinds_of(cast.coach, now, kind="quiet") == []

    def test_talk_does_not_end_the_quiet_and_a_reading_does(self, cast, places, now):
        change = began(cast, places.ward21, now)
        assert "quiet" in kinds_of(cast.coach, now)
        actions.coach_ask(change=change, line="quiet", words="What is next?", by=cast.coach, at=now)
        assert "quiet" in kinds_of(cast.coach, now)
        measure = actions.start_measure(
            change=change, place=places.ward21, name="Walks", direction="decrease", interval="day", by=cast.grace,
            at=now - timedelta(days=50),
        )  # fmt: skip
        Event.objects.filter(subject_id=change.public_id).update(at=now - timedelta(days=50))
        measures.add_reading(measure=measure, on=london_day(now), value=3, by=cast.grace, at=now)
        assert "quiet" not in kinds_of(cast.coach, now)

    def test_a_chart_that_shifts_is_a_line(self, cast, places, now):
        change = began(cast, places.ward21, now)
        measure = actions.start_measure(
            change=change,
            place=places.ward21,
            name="Walks",
            direction="decrease",
            interval="day",
            by=cast.grace,
            at=now,
        )
        for back in range(24):
            on = london_day(now - timedelta(days=23 - back))
            measures.add_reading(
                measure=measure, on=on, value=9 + back % 2 if back < 14 else 2 + back % 2, by=cast.grace, at=now
            )
        assert "signal" in kinds_of(cast.coach, now)
        assert kinds_of(cast.coach, now, kind="signal") == ["signal"]

    def test_only_the_places_of_the_role_and_what_still_goes_on(self, cast, places, now):
        began(cast, places.ward21, now)
        stopped = began(cast, places.ward17, now, title="Stopped")
        actions.stop(change=stopped, reason="No.", learned="Yes.", by=cast.grace, at=now)
        began(cast, places.ward17, now, title="On another ward")
        titles = [one.row.change.title for one in coach_round(cast.coach, now).changes]
        assert titles == ["On another ward", "Gloves at night"]  # by the name of the place
        assert coach_round(cast.grace, now).changes == []
        assert coach_round(cast.other_admin, now).changes == []
        assert len(coach_round(cast.coach, now, place="ward 21").changes) == 1

    def test_by_place_then_oldest_a_page_at_a_time_with_the_same_queries(self, cast, places, now):
        for number in range(PAGE + 3):
            began(cast, places.ward21, now, days=90 - number, title=f"Work {number}", seat=False)
        client = cast.client(cast.coach)
        with at_most(14):
            page = BeautifulSoup(client.get("/coach/").content, "html.parser")
        titles = [link.get_text() for link in page.select("h3 a")]
        assert titles == [f"Work {number}" for number in range(PAGE)]
        assert page.find("a", rel="next")
        last = BeautifulSoup(client.get("/coach/?page=1").content, "html.parser")
        assert len(last.select("h3 a")) == 3

    def test_it_is_for_coaches_and_counts_nobody(self, cast, places, now):
        began(cast, places.ward21, now)
        assert cast.client(cast.grace).get("/coach/").status_code == 403
        page = cast.client(cast.coach).get("/coach/").content.decode()
        assert "Grace" not in page


class TestAsking:
    def test_the_question_is_changed_first_and_asked_once(self, cast, places, now):
        change, coach = began(cast, places.ward21, now), cast.client(cast.coach)
        address = f"/coach/{change.public_id}/empty-seat/"
        assert "Who has been close to this" in coach.get(address).content.decode()
        assert send(coach, address, words="Shall we ask the matron together?")["Location"] == "/coach/"
        said = Comment.objects.get()
        assert (said.words, said.person) == ("Shall we ask the matron together?", cast.coach)
        assert Notice.objects.filter(person=cast.grace, event__kind="commented").exists()
        page = coach.get("/coach/").content.decode()
        assert "Asked on" in page
        assert address not in page
        assert send(coach, address, words="Again?").status_code == 403
        assert Comment.objects.count() == 1

    def test_after_four_weeks_it_can_be_asked_again(self, cast, places, now):
        seen = coaching.may_ask
        sight = type("S", (), {"holds": lambda *_: True})()
        assert not seen(sight, places.ward21, now - timedelta(days=27), now)
        assert seen(sight, places.ward21, now - timedelta(days=28), now)

    def test_what_was_sorted_out_is_not_asked(self, cast, places, now):
        change = began(cast, places.ward21, now)
        actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.manager, by=cast.grace, at=now)
        answer = cast.client(cast.coach).get(f"/coach/{change.public_id}/empty-seat/")
        assert answer["Location"] == "/coach/"

    def test_patients_are_left_out(self, cast, places, now):
        change = began(cast, places.ward21, now)
        send(cast.client(cast.coach), f"/coach/{change.public_id}/quiet/", words="How is Mrs Miggins, 943 476 5919?")
        assert not Comment.objects.exists()
