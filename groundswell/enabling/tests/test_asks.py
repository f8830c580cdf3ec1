"""Asks from the first sentence to cleared: what is said, who is told, what climbs; the days are never reset."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.http import Http404
from django.utils import timezone

from groundswell.enabling import actions, jobs, queries
from groundswell.enabling.models import Ask, Commitment
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.kinds import Subject
from groundswell.events.models import Credit, Event, Notice
from groundswell.post.models import Outbox
from groundswell.ui.formats import LONDON
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db
WORK = Subject("changes", "abc", "Same-day scans", "/changes/abc/")
OTHER = Subject("changes", "xyz", "Scans before noon", "/changes/xyz/")
FRIDAY = date(2026, 3, 20)


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=LONDON)


@pytest.fixture
def ask(cast, places, monday) -> Ask:
    """Amina asks Sister Okafor, ward manager."""
    return actions.ask_for(
        what="The scanner slot on Saturday", kind="another_team", place=places.ward21,
        to=Rung(cast.grace, places.ward21, level_of(places.ward21)), work=WORK, by=cast.amina, at=monday,
    )  # fmt: skip


def _fails(*_args: object) -> None:
    raise RuntimeError


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


class TestAsking:
    def test_the_person_is_told_at_once_without_its_words(self, ask, cast):
        assert Event.objects.get().sentence == "Amina Yusuf asked Sister Grace Okafor: The scanner slot on Saturday"
        assert Notice.objects.get().person == cast.grace
        letter = Outbox.objects.get(to=cast.grace.email)
        assert "clear the way" in letter.subject
        assert "scanner" not in letter.subject + letter.body

    def test_it_knows_how_many_people_it_keeps_waiting(self, ask, cast, places, monday):
        members = {row.person_id for row in places.ward21.memberships.current(monday)}
        assert ask.people == len(members) > 1

    def test_a_second_piece_of_work_stands_behind_it_once(self, ask, cast, places, monday):
        for _again in range(2):
            actions.join(ask=ask, work=OTHER, place=places.rp5, by=cast.meera, at=monday)
        assert [row.work_id for row in queries.behind_of(ask)] == ["abc", "xyz"]
        assert queries.asks_of_work("changes", "xyz") == [ask]
        assert queries.asks_of_works("changes", ["abc", "xyz"]) == {"abc": [ask], "xyz": [ask]}

    def test_an_ask_of_somebody_who_left_is_refused(self, cast, places, monday):
        cast.helen.is_active = False
        with pytest.raises(Refused):
            actions.ask_for(
                what="A slot", kind="other", place=places.ward21, to=Rung(cast.helen, places.rp5, "executive"), work=WORK,
                by=cast.amina, at=monday,
            )  # fmt: skip

    def test_nothing_is_saved_when_the_event_fails(self, cast, places, monday, monkeypatch):
        monkeypatch.setattr("groundswell.events.actions._tell", _fails)
        with pytest.raises(RuntimeError):
            actions.ask_for(
                what="A slot", kind="other", place=places.ward21, to=Rung(cast.helen, places.rp5, "executive"), work=WORK,
                by=cast.amina, at=monday,
            )  # fmt: skip
        assert not Ask.objects.exists()


class TestLadder:
    def test_lowest_first_and_on_beyond_the_organisation(self, cast, places, monday):
        people = [rung.person for rung in queries.ladder(places.ward21, monday)]
        assert people[0] == cast.grace
        assert people.index(cast.helen) < len(people)
        assert cast.sam not in people

    def test_it_takes_one_query(self, places, monday, django_assert_num_queries):
        with django_assert_num_queries(1):
            queries.ladder(places.ward21, monday)


class TestPromising:
    def test_a_promise_has_a_day_and_stops_the_clock_of_silence(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        assert (ask.status, ask.climbs_on) == ("committed", None)
        assert (
            Event.objects.latest("pk").sentence
            == "Sister Grace Okafor promised to clear: The scanner slot on Saturday, by 20 March 2026"
        )

    def test_keeping_it_is_credited_and_told_at_once_without_its_words(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        actions.keep(ask=ask, by=cast.grace, at=monday)
        assert Commitment.objects.get().kept_at == monday
        assert Credit.objects.get().part == "enabler"
        assert ask.is_over
        assert [made.kept_at for made in queries.commitments_of(cast.grace, monday.date(), monday.date())] == [monday]

    def test_what_can_be_cleared_at_once_needs_no_date_before(self, ask, cast, monday):
        actions.keep(ask=ask, by=cast.grace, at=monday)
        assert (ask.status, Commitment.objects.get().kept_at) == ("kept", monday)

    def test_moving_it_shows_both_dates(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        actions.move(ask=ask, to=date(2026, 4, 2), reason="The engineer is ill", by=cast.grace, at=monday)
        first, second = Commitment.objects.all()
        assert (first.due_on, first.moved_reason, second.due_on) == (FRIDAY, "The engineer is ill", date(2026, 4, 2))
        assert ask.status == "moved"
        assert "from 20 March 2026 to 2 April 2026" in Event.objects.latest("pk").sentence

    def test_after_its_day_it_cannot_be_moved(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        with pytest.raises(Refused):
            actions.move(ask=ask, to=date(2026, 5, 1), reason="Late", by=cast.grace, at=on(date(2026, 3, 21)))
        assert Commitment.objects.get().due_on == FRIDAY

    def test_a_no_says_why_and_what_would_make_it_a_yes_and_the_talk_is_taken_up(self, ask, cast, monday):
        actions.decline(
            ask=ask, reason="No radiographer", would_be_yes="One more on the rota", by=cast.grace, at=monday
        )
        assert "Why: No radiographer" in Event.objects.latest("pk").sentence
        assert Notice.objects.filter(person=cast.amina, event__kind="ask_declined").count() == 0, (
            "no room answers for the work"
        )
        actions.want_to_talk(ask=ask, by=cast.amina, at=monday)
        assert Notice.objects.filter(person=cast.grace, event__kind="ask_talk_wanted").count() == 1


class TestClimbing:
    """Asked on Monday 2 March 2026: five working days end on Monday the 9th; the warning goes out two before."""

    def test_it_warns_two_working_days_before_and_once(self, ask, cast):
        assert jobs.due(on(date(2026, 3, 4))) == 0
        assert jobs.due(on(date(2026, 3, 5))) == 1
        assert jobs.due(on(date(2026, 3, 6))) == 0
        assert Event.objects.filter(kind="ask_warned").get().facts["day"] == "9 March 2026"

    def test_silence_passes_it_up_after_the_day_and_the_days_go_on(self, ask, cast, monday):
        jobs.due(on(date(2026, 3, 9), 23))
        assert Ask.objects.get().holder == cast.grace
        later = on(date(2026, 3, 10), 0)
        jobs.due(later)
        fresh = Ask.objects.get()
        assert fresh.holder != cast.grace
        assert fresh.days_open(later) == 8
        assert fresh.asked_at == monday
        assert [hop.why for hop in fresh.hops.all()] == ["asked", "silence"]
        assert jobs.due(later) == 0, "running it twice passes it up once"

    def test_it_climbs_to_the_top_and_that_is_said(self, ask, cast):
        day, seen = date(2026, 3, 10), []
        for _step in range(12):
            jobs.due(on(day))
            seen.append(Ask.objects.get().holder)
            day += timedelta(days=9)
        fresh = Ask.objects.get()
        assert fresh.climbs_on is None
        assert Event.objects.filter(kind="ask_at_the_top").count() == 1
        assert len({hop.person_id for hop in fresh.hops.all()}) == fresh.hops.count(), "never back to who had it"

    def test_the_team_holds_it_where_it_is_and_the_days_go_on(self, ask, cast):
        actions.stay(ask=ask, stays=True, by=cast.amina, at=on(date(2026, 3, 6)))
        assert jobs.due(on(date(2026, 3, 20))) == 0
        fresh = Ask.objects.get()
        assert (fresh.holder, fresh.days_open(on(date(2026, 3, 20)))) == (cast.grace, 18)
        actions.stay(ask=ask, stays=False, by=cast.amina, at=on(date(2026, 3, 20)))
        jobs.due(on(date(2026, 3, 20)))
        assert Ask.objects.get().holder != cast.grace

    def test_a_promised_day_that_passes_in_silence_is_broken_and_moves_up(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        assert jobs.due(on(FRIDAY, 23)) == 0
        jobs.due(on(date(2026, 3, 21), 0))
        fresh, made = Ask.objects.get(), Commitment.objects.get()
        assert made.broken_at
        assert fresh.holder != cast.grace
        assert Event.objects.filter(kind="commitment_broken").get().facts["due"] == "20 March 2026"
        assert jobs.due(on(date(2026, 3, 21), 0)) == 0

    def test_passing_it_on_neither_resets_nor_shortens_the_clock(self, ask, cast, places, monday):
        before = ask.climbs_on
        actions.pass_on(
            ask=ask, to=cast.meera, place=places.rp5, words="You know the rota", by=cast.grace, at=on(date(2026, 3, 5))
        )
        fresh = Ask.objects.get()
        assert (fresh.holder, fresh.climbs_on, fresh.asked_at) == (cast.meera, before, monday)
        assert fresh.hops.last().words == "You know the rota"

    def test_what_was_promised_and_passed_on_is_due_on_the_promised_day(self, ask, cast, places, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        actions.pass_on(ask=ask, to=cast.meera, place=places.rp5, words="", by=cast.grace, at=monday)
        assert Ask.objects.get().climbs_on == FRIDAY
        assert Commitment.objects.get().ended_at == monday

    def test_after_a_no_the_team_asks_higher_and_the_days_are_the_first_ones(self, ask, cast, monday):
        actions.decline(ask=ask, reason="No", would_be_yes="More staff", by=cast.grace, at=monday)
        to = actions.ask_higher(ask=ask, by=cast.amina, at=on(date(2026, 3, 12)))
        fresh = Ask.objects.get()
        assert (fresh.holder, fresh.status, fresh.reason, fresh.ended_at) == (to.person, "open", "", None)
        assert fresh.days_open(on(date(2026, 3, 12))) == 10


class TestAway:
    def test_what_somebody_who_left_was_asked_moves_up_with_its_days(self, ask, cast, monday):
        actions.forget(person=cast.grace, at=monday)
        fresh = Ask.objects.get()
        assert fresh.holder != cast.grace
        assert fresh.hops.last().why == "gone"

    def test_everything_of_a_person_is_exported(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        assert actions.export(person=cast.grace)["promises"][0]["what"] == "The scanner slot on Saturday"
        assert actions.export(person=cast.amina)["asked_for"][0]["status"] == "Promised"


class TestSeeing:
    def test_people_of_the_organisations_behind_it_and_nobody_else(self, ask, cast):
        assert queries.ask_for_reader(cast.ward_mate, ask.public_id) == ask
        for stranger in (cast.sam, cast.adil):
            with pytest.raises(Http404):
                queries.ask_for_reader(stranger, ask.public_id)

    def test_who_had_it_reads_it_on(self, ask, cast, places, monday):
        actions.pass_on(ask=ask, to=cast.adil, place=places.larwood, words="", by=cast.grace, at=monday)
        assert queries.ask_for_reader(cast.adil, ask.public_id) == ask


class TestForms:
    def test_a_second_promise_has_no_form_that_would_be_refused(self, ask, cast):
        there = f"{ask.get_absolute_url()}commit/"
        client = cast.client(cast.grace)
        assert "Promise it" in text_of(client.get(there))
        actions.commit(ask=ask, due=date(2099, 1, 1), by=cast.grace, at=timezone.now())
        page = text_of(client.get(there))
        assert "You already promised a day. Change the date instead." in page
        assert "Promise it" not in page

    def test_no_other_date_without_a_first_one(self, ask, cast):
        page = text_of(cast.client(cast.grace).get(f"{ask.get_absolute_url()}move/"))
        assert "Make a new promise with a new date." in page
        assert "Save the new date" not in page

    def test_a_promise_ended_by_a_no_is_not_called_passed_on(self, ask, cast, monday):
        actions.commit(ask=ask, due=FRIDAY, by=cast.grace, at=monday)
        actions.decline(ask=ask, reason="No room.", would_be_yes="A room.", by=cast.grace, at=monday)
        page = text_of(cast.client(cast.amina).get(ask.get_absolute_url()))
        assert "Sister Grace Okafor promised 20 March 2026: it does not stand any more" in page
