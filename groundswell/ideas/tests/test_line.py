"""Whose turn it is to answer: the rule by said dates, the steps, what is told, and what is never told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.events import actions as events
from groundswell.events.models import Event, Notice
from groundswell.ideas import actions, queries
from groundswell.ideas.jobs import due as tick
from groundswell.ideas.line import STAYS, Turn, Why, in_line, misses_a_working_day, who_is_next
from groundswell.ideas.models import Idea
from groundswell.people import actions as people
from groundswell.people.models import Person, RoleGrant
from groundswell.places.models import Place
from groundswell.post.actions import work
from groundswell.ui.formats import london_day
from groundswell.ui.workdays import due_on
from tests.cast import LONG_AGO, at_most, send

WARD, SITE = Place(pk=2, name="Ward", path="/1/2/"), Place(pk=1, name="Site", path="/1/")
FIRST, DEPUTY, LEAD = Person(pk=1, name="First"), Person(pk=2, name="Deputy"), Person(pk=3, name="Lead")
WORDS = "The hoist sling in bay 3 has a torn strap."


def grant(pk: int, person: Person, role: str, place: Place = WARD, *, yes: bool = False) -> RoleGrant:
    return RoleGrant(pk=pk, person=person, role=role, place=place, accepted_at=LONG_AGO if yes else None)


def away(pk: int, back: str) -> Person:
    return Person(pk=pk, name="Away", back_on=date.fromisoformat(back))


def turn(line, has, today, *, due="2026-03-04", until="2026-03-04") -> Turn:
    due, until, today = (date.fromisoformat(one) for one in (due, until, today))
    return who_is_next(line, has, due=due, until=until, today=today, then=due_on(today, 2))


class TestTheLine:
    def test_answerer_then_deputy_then_lead_then_the_place_above(self):
        above = Person(pk=4)
        rows = [grant(1, LEAD, "place_lead"), grant(2, DEPUTY, "deputy"), grant(3, FIRST, "answerer")]
        assert in_line([*rows, grant(4, above, "answerer", SITE)]) == [FIRST, DEPUTY, LEAD, above]

    def test_a_second_answerer_comes_after_the_deputy_and_only_with_a_yes(self):
        second, third = Person(pk=4), Person(pk=5)
        rows = [
            grant(1, FIRST, "answerer"), grant(2, second, "answerer", yes=True), grant(3, third, "answerer"),
            grant(4, DEPUTY, "deputy"), grant(5, LEAD, "place_lead"),
        ]  # fmt: skip
        assert in_line(rows) == [FIRST, DEPUTY, second, LEAD]

    def test_the_owner_is_not_asked_and_nobody_is_asked_twice(self):
        rows = [grant(1, FIRST, "answerer"), grant(2, DEPUTY, "answerer"), grant(3, FIRST, "place_lead")]
        assert in_line(rows, FIRST) == [DEPUTY]
        assert in_line([rows[0], rows[2]]) == [FIRST]

    def test_other_roles_answer_nothing(self):
        assert in_line([grant(1, FIRST, "coach"), grant(2, DEPUTY, "place_admin")]) == []


class TestWhoIsNext:
    def test_whoever_has_it_keeps_it_through_the_last_day(self):
        assert turn([FIRST, DEPUTY], FIRST, "2026-03-04") == STAYS
        assert not STAYS

    def test_the_day_after_the_clock_the_next_has_two_working_days(self):
        # Thursday 5 March: Friday and Monday.
        assert turn([FIRST, DEPUTY], FIRST, "2026-03-05") == Turn(Why.LATE, DEPUTY, date(2026, 3, 9))

    def test_a_bank_holiday_and_the_weekend_do_not_count(self):
        # Maundy Thursday 2 April 2026: Friday and Monday are holidays, so Tuesday and Wednesday.
        late = turn([FIRST, DEPUTY], FIRST, "2026-04-02", due="2026-04-01", until="2026-04-01")
        assert late == Turn(Why.LATE, DEPUTY, date(2026, 4, 8))

    def test_who_is_away_on_a_working_day_is_passed_by_and_the_ideas_own_day_stays(self):
        gone = away(1, "2026-03-09")
        assert turn([gone, DEPUTY], gone, "2026-03-02") == Turn(Why.AWAY, DEPUTY, date(2026, 3, 4))

    def test_away_ends_by_itself_on_the_day_that_was_said(self):
        gone = away(1, "2026-03-03")
        assert turn([gone, DEPUTY], gone, "2026-03-02").why == Why.AWAY
        assert turn([gone, DEPUTY], gone, "2026-03-03") == STAYS

    @pytest.mark.parametrize(
        ("today", "back", "missed"),
        [
            ("2026-03-07", "2026-03-09", False),  # Saturday, back on Monday
            ("2026-03-06", "2026-03-09", True),  # Friday itself
            ("2026-03-07", "2026-03-10", True),  # Monday is missed
            ("2026-04-04", "2026-04-07", False),  # Easter Saturday, back on the Tuesday after
            ("2026-04-04", "2026-04-08", True),
        ],
    )
    def test_away_over_a_weekend_or_bank_holiday_misses_nothing(self, today, back, missed):
        assert misses_a_working_day(away(1, back), date.fromisoformat(today)) is missed

    def test_a_deputy_who_is_away_too_is_passed_over(self):
        gone, also = away(1, "2026-03-09"), away(2, "2026-03-09")
        assert turn([gone, also, LEAD], gone, "2026-03-02").to == LEAD

    def test_nobody_left(self):
        assert turn([FIRST], FIRST, "2026-03-05") == Turn(Why.LATE, None, None)
        assert turn([], None, "2026-03-02") == Turn(Why.GONE, None, None)

    def test_who_does_not_answer_there_any_more_gives_it_to_the_first_of_the_line(self):
        assert turn([DEPUTY, LEAD], FIRST, "2026-03-02") == Turn(Why.GONE, DEPUTY, date(2026, 3, 4))


@pytest.fixture
def deputy(cast, places):
    RoleGrant.objects.create(person=cast.ward_mate, place=places.ward21, role="deputy", since=LONG_AGO)
    return cast.ward_mate


def notice(cast, places, at, **more):
    return actions.notice(words=WORDS, place=places.ward21, by=more.pop("by", cast.amina), at=at, **more)


def sentences(idea) -> list[str]:
    return [one.sentence for one in Event.objects.filter(subject_id=idea.public_id).order_by("pk")]


def told(person, idea) -> list[str]:
    rows = Notice.objects.filter(person=person, event__subject_id=idea.public_id).order_by("pk")
    return [row.event.sentence for row in rows.select_related("event", "event__actor")]


@pytest.mark.django_db
class TestTheSteps:
    def test_at_first_the_nearest_answerer_has_it(self, cast, places, monday):
        idea = notice(cast, places, monday)
        assert (idea.asked, idea.asked_since, idea.asked_until) == (cast.grace, monday, idea.due_on)
        tick(monday)
        assert sentences(idea) == ["Amina Yusuf noticed this"]

    def test_away_when_it_is_noticed_the_deputy_has_it_at_once_and_the_owner_is_told(
        self, cast, places, deputy, monday, mailoutbox
    ):
        people.be_away(person=cast.grace, back_on=date(2026, 3, 9), at=monday)
        idea = notice(cast, places, monday)
        said = f"Sister Grace Okafor is away; {deputy.name} has it"
        assert sentences(idea)[1:] == [said]
        assert said in told(cast.amina, idea)
        assert said in told(deputy, idea)
        assert list(queries.answers_wanted(deputy, monday)) == [idea]
        assert idea.due_on == date(2026, 3, 4)
        tick(monday)
        assert len(sentences(idea)) == 2

    def test_late_it_goes_along_the_line_one_step_a_clock(self, cast, places, deputy, monday):
        idea = notice(cast, places, monday)
        for day, has in [(4, cast.grace), (5, deputy), (9, deputy), (10, cast.meera)]:
            at = datetime(2026, 3, day, 9, tzinfo=UTC)
            tick(at)
            tick(at)
            idea.refresh_from_db()
            assert idea.asked == has, day
        assert idea.due_on == date(2026, 3, 4)
        assert sentences(idea)[1:] == [
            f"No answer came in time; {deputy.name} has it now",
            "No answer came in time; Dr Meera Patel has it now",
        ]

    def test_with_nobody_left_it_stays_with_the_last_and_the_clock_stops(self, cast, places, monday):
        RoleGrant.objects.exclude(person=cast.grace).delete()
        idea = notice(cast, places, monday)
        later = monday + timedelta(days=10)
        tick(later)
        idea.refresh_from_db()
        assert (idea.asked, idea.asked_since, idea.asked_until) == (cast.grace, monday, None)
        assert queries.to_pass_on(later + timedelta(days=30)) == []
        assert len(sentences(idea)) == 1

    def test_nobody_answers_at_the_place_the_place_above_is_asked(self, cast, places, monday):
        RoleGrant.objects.filter(person=cast.grace).delete()
        assert notice(cast, places, monday).asked == cast.meera

    def test_what_waited_before_there_was_a_line_is_given_to_its_first_without_a_word(self, cast, places, monday):
        idea = notice(cast, places, monday)
        Idea.objects.update(asked=None, asked_since=None)
        later = monday + timedelta(days=3)
        tick(later)
        idea.refresh_from_db()
        assert (idea.asked, idea.asked_until) == (cast.grace, date(2026, 3, 9))
        assert len(sentences(idea)) == 1

    def test_woken_it_begins_again_with_the_first(self, cast, places, deputy, monday):
        idea = notice(cast, places, monday)
        tick(monday + timedelta(days=3))
        idea.refresh_from_db()
        actions.rest(idea=idea, reason="no_time_now", words="Not now.", by=cast.amina, at=monday + timedelta(days=4))
        actions.wake(idea=idea, by=cast.ward_mate, at=monday + timedelta(days=21))
        assert (idea.asked, idea.asked_until) == (cast.grace, date(2026, 3, 25))

    def test_two_ticks_at_once_make_one_step(self, cast, places, deputy, monday):
        notice(cast, places, monday)
        later = monday + timedelta(days=3)
        one, other = queries.to_pass_on(later), queries.to_pass_on(later)
        assert actions.pass_on(idea=one[0], at=later)
        assert not actions.pass_on(idea=other[0], at=later)

    def test_an_answer_ends_it(self, cast, places, monday):
        idea = notice(cast, places, monday)
        actions.answer(idea=idea, words="Thank you, I look at it.", by=cast.grace, at=monday)
        tick(monday + timedelta(days=5))
        assert not [line for line in sentences(idea) if "has it" in line]

    def test_back_earlier_by_one_tap_nothing_is_passed_on(self, cast, places, deputy, monday):
        people.be_away(person=cast.grace, back_on=date(2026, 3, 9), at=monday)
        people.be_away(person=cast.grace, back_on=None, at=monday)
        assert notice(cast, places, monday).asked == cast.grace

    def test_from_a_poster_only_those_who_hear_first_are_asked(self, cast, places, monday):
        RoleGrant.objects.filter(person=cast.meera).delete()
        idea = notice(cast, places, monday, by=None)
        tick(monday + timedelta(days=3))
        idea.refresh_from_db()
        assert idea.asked == cast.grace
        actions.vouch(idea=idea, by=cast.grace, at=monday + timedelta(days=4))
        tick(monday + timedelta(days=4))
        idea.refresh_from_db()
        assert idea.asked == cast.manager

    def test_whoever_put_their_own_name_on_it_does_not_keep_it(self, cast, places, deputy, monday):
        idea = notice(cast, places, monday, by=None)
        actions.confirm(idea=idea, by=cast.grace, at=monday)
        tick(monday)
        idea.refresh_from_db()
        assert idea.asked == deputy

    def test_held_words_are_given_to_nobody_until_they_are_read(self, cast, places, deputy, monday):
        idea = notice(cast, places, monday, held=True)
        tick(monday + timedelta(days=5))
        idea.refresh_from_db()
        assert idea.asked is None
        actions.release(idea=idea, by=cast.ig, at=monday + timedelta(days=6))
        assert idea.asked == cast.grace


@pytest.mark.django_db
class TestHiddenNames:
    @pytest.mark.parametrize("mode", ["held_by_answerer", "not_kept"])
    def test_a_step_keeps_no_more_of_when_than_the_idea_does(self, cast, places, deputy, monday, mode):
        friday = monday + timedelta(days=4, hours=3)
        people.be_away(person=cast.grace, back_on=date(2026, 3, 12), at=monday)
        held = mode == "held_by_answerer"
        idea = notice(
            cast, places, friday, mode=mode, by=cast.amina if held else None, keeper=cast.grace if held else None
        )
        tick(friday)
        idea.refresh_from_db()
        assert idea.asked == deputy
        moments = {idea.noticed_at, idea.asked_since, *Event.objects.values_list("at", flat=True)}
        assert moments == {idea.noticed_at}
        assert not Notice.objects.filter(person=cast.amina).exists()

    def test_a_held_owner_is_written_to_without_the_idea(self, cast, places, deputy, monday, mailoutbox):
        idea = notice(cast, places, monday, mode="held_by_answerer", keeper=cast.grace)
        later = monday + timedelta(days=3)
        tick(later)
        work(later)
        letters = [mail for mail in mailoutbox if mail.to == [cast.amina.email]]
        assert len(letters) == 1
        assert idea.public_id not in letters[0].body
        assert deputy.name not in letters[0].body


@pytest.mark.django_db
class TestThePages:
    def text(self, answer) -> str:
        return " ".join(BeautifulSoup(answer.content, "html.parser").select_one("main").get_text(" ").split())

    def test_the_idea_page_names_who_has_it_since_when_and_who_can_help(self, cast, places, monday):
        idea = notice(cast, places, monday)
        client = cast.client(cast.next_ward)
        with at_most(8):
            page = self.text(client.get(idea.get_absolute_url()))
        assert "Sister Grace Okafor has it, since 2 March 2026." in page
        assert "The trust's improvement coach can help with this." in page

    def test_after_send_nobody_is_promised_who_is_away(self, cast, places, deputy):
        client = cast.client(cast.grace)
        back = london_day(timezone.now()) + timedelta(days=20)
        send(client, "/me/away/", back_on_0=back.day, back_on_1=back.month, back_on_2=back.year)
        amina = cast.client(cast.amina)
        sent = send(amina, "/notice/", words=WORDS, place_key=places.ward21.key)
        page = self.text(amina.get(sent["Location"]))
        assert f"{deputy.name} has it" in page
        assert "Okafor" not in page.split("will answer")[0]
        assert "can help with this" in page

    def test_back_on_a_day_gone_by_is_refused_next_to_the_field(self, cast, places):
        answer = send(cast.client(cast.grace), "/me/away/", back_on_0=1, back_on_1=3, back_on_2=2020)
        assert "Choose a day after today" in self.text(answer)
        cast.grace.refresh_from_db()
        assert cast.grace.back_on is None

    def test_me_says_until_when_and_one_tap_ends_it(self, cast, places):
        people.be_away(person=cast.grace, back_on=london_day(timezone.now()) + timedelta(days=9), at=timezone.now())
        client = cast.client(cast.grace)
        assert "I am away until" in self.text(client.get("/me/"))
        assert "You are away until" in self.text(client.get("/me/away/"))
        send(client, "/me/away/", back="now")
        assert "I am away until" not in self.text(client.get("/me/"))

    def test_a_forgotten_name_goes_from_the_steps_too(self, cast, places, deputy, monday):
        people.be_away(person=cast.grace, back_on=date(2026, 3, 9), at=monday)
        idea = notice(cast, places, monday)
        for person in (cast.grace, deputy):
            events.forget(person=person, at=monday)
        assert sentences(idea)[1] == "A colleague is away; a colleague has it"
