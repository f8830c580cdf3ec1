"""When letters come: on a person's own day, not in their quiet hours, and never what is switched off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.events import actions, jobs, queries, rhythm
from groundswell.events.kinds import Kind, Subject
from groundswell.events.models import Notice, Rhythm
from groundswell.post import actions as post
from groundswell.post.models import Job, Outbox
from groundswell.ui.formats import LONDON
from tests.cast import MONDAY, at_most

assert jobs  # the worker's tick imports it; that declares who writes the weekly letter
SUBJECT = Subject("ideas", "abc", "The hoist sling of bed four", "/ideas/abc/")
SAID = Kind("test_said", _("{by} said {what}"), notice="talk", letter=_("{by} said something"), about="For tests.")
AT_ONCE = Kind("test_at_once", _("{by} did it"), notice="heard", straight_away=True, about="For tests.")
NEXT_MONDAY = datetime(2026, 3, 9, 8, tzinfo=UTC)
hours = st.integers(0, 23)
moments = st.integers(0, 5 * 366 * 24 * 60).map(lambda n: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=n))


def say(cast, what=SAID, at=MONDAY, subject=SUBJECT, **more):
    return actions.record(
        what, subject=subject, place=None, at=at, by=cast.amina, tell=[cast.grace], facts={"what": "x"}, **more
    )


def choose(person, at=MONDAY, **more):
    said = {"weekly_on": 0, "weekly_hour": 8, "quiet_from": None, "quiet_until": None} | more
    actions.choose_rhythm(person=person, at=at, **said)


steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # others share the machine


class TestClock:
    @steady
    @given(moments, st.integers(0, 6), hours)
    def test_the_weekly_letter_comes_within_a_week_on_the_day_and_hour_in_london(self, at, weekday, hour):
        due = rhythm.next_weekly(Rhythm(weekly_on=weekday, weekly_hour=hour), at)
        assert timedelta() < due - at <= timedelta(days=7, hours=1)
        local = due.astimezone(LONDON)
        assert local.weekday() == weekday
        # The hour that is left out in March comes as the one after it.
        assert local.hour == hour or (local.month == 3 and (local.weekday(), hour, local.hour) == (6, 1, 2))

    @steady
    @given(moments, st.integers(0, 6), hours, hours, hours)
    def test_a_letter_that_quiet_hours_put_off_is_still_the_one_that_was_planned(self, at, weekday, hour, begins, ends):
        """The letter is sent only when the clock, asked just before, names the same hour."""
        quiet = {"quiet_from": begins, "quiet_until": ends} if begins != ends else {}
        mine = Rhythm(weekly_on=weekday, weekly_hour=hour, **quiet)
        due = rhythm.next_weekly(mine, at)
        assert timedelta() < due - at <= timedelta(days=7, hours=1)
        assert rhythm.next_weekly(mine, due - timedelta(seconds=1)) == due

    @steady
    @given(moments, hours, hours)
    def test_no_letter_comes_in_quiet_hours_and_each_within_a_day(self, at, begins, ends):
        mine = Rhythm(quiet_from=begins, quiet_until=ends)
        if begins == ends:
            return
        sent = rhythm.after_quiet(mine, at)
        assert timedelta() <= sent - at <= timedelta(hours=25)
        assert not rhythm.is_quiet(mine, sent.astimezone(LONDON).hour) or sent.astimezone(LONDON).month == 3
        assert rhythm.is_quiet(mine, at.astimezone(LONDON).hour) == (sent != at)

    @pytest.mark.parametrize(
        ("at", "sent"),
        [
            ("2026-03-02T19:59Z", "2026-03-02T19:59Z"), ("2026-03-02T20:00Z", "2026-03-03T07:00Z"),
            ("2026-03-03T03:00Z", "2026-03-03T07:00Z"), ("2026-03-03T07:00Z", "2026-03-03T07:00Z"),
            ("2026-03-28T22:00Z", "2026-03-29T06:00Z"), ("2026-06-10T18:59Z", "2026-06-10T18:59Z"),
            ("2026-06-10T19:00Z", "2026-06-11T06:00Z"),
        ],
    )  # fmt: skip
    def test_a_night_in_winter_in_summer_and_between(self, at, sent):
        mine = Rhythm(quiet_from=20, quiet_until=7)
        assert rhythm.after_quiet(mine, datetime.fromisoformat(at)) == datetime.fromisoformat(sent)

    def test_who_works_at_night_is_quiet_by_day(self):
        mine = Rhythm(quiet_from=9, quiet_until=17)
        assert rhythm.after_quiet(mine, MONDAY) == datetime(2026, 3, 2, 17, tzinfo=UTC)

    def test_who_wants_none_gets_none(self):
        assert rhythm.next_weekly(Rhythm(weekly_on=None), MONDAY) is None


@pytest.mark.django_db
class TestWeeklyLetter:
    def test_what_is_not_for_at_once_comes_together_on_monday_at_eight(self, cast):
        say(cast)
        say(cast, subject=Subject("ideas", "xyz", "Another", "/ideas/xyz/"), at=MONDAY + timedelta(days=2))
        assert not Outbox.objects.exists()
        post.work(NEXT_MONDAY - timedelta(minutes=1))
        assert not Outbox.objects.exists()
        post.work(NEXT_MONDAY)
        letter = Outbox.objects.get()
        assert letter.subject == "Your week: 2 things happened"
        assert letter.body.count("Amina Yusuf said something") == 2
        assert "/ideas/abc/" in letter.body
        assert "/me/notices/" in letter.body

    def test_what_people_typed_is_not_in_it(self, cast):
        say(cast)
        post.work(NEXT_MONDAY)
        assert "sling" not in Outbox.objects.get().body

    def test_it_tells_each_thing_once_however_often_the_job_runs(self, cast):
        say(cast)
        post.work(NEXT_MONDAY)
        due = {"person": cast.grace.public_id, "due": NEXT_MONDAY}
        assert not actions.send_weekly(**due, at=NEXT_MONDAY)
        say(cast, at=NEXT_MONDAY + timedelta(days=1), subject=Subject("ideas", "new", "New", "/ideas/new/"))
        post.work(NEXT_MONDAY + timedelta(days=7))
        bodies = [row.body for row in Outbox.objects.order_by("pk")]
        assert ["/ideas/abc/" in body for body in bodies] == [True, False]

    def test_the_same_happening_of_many_is_said_once_and_a_long_list_ends(self, cast):
        for _twice in range(2):
            say(cast)
        for n in range(12):
            say(cast, subject=Subject("ideas", f"i{n}", "Something", f"/ideas/i{n}/"))
        post.work(NEXT_MONDAY)
        letter = Outbox.objects.get()
        assert letter.subject == "Your week: 13 things happened"
        assert "And 3 more" in letter.body

    def test_what_was_read_is_not_told_again(self, cast):
        say(cast)
        actions.read_all(person=cast.grace, at=MONDAY)
        post.work(NEXT_MONDAY)
        assert not Outbox.objects.exists()

    def test_nothing_happened_no_letter(self, cast):
        post.work(NEXT_MONDAY)
        assert not Outbox.objects.exists()

    def test_off_stays_off_before_and_after_it_happened(self, cast):
        actions.choose(person=cast.grace, notice="talk", in_product=True, by_mail=False)
        say(cast)
        assert not Job.objects.exists()
        actions.choose(person=cast.grace, notice="talk", in_product=True, by_mail=True)
        say(cast)
        actions.choose(person=cast.grace, notice="talk", in_product=True, by_mail=False)
        post.work(NEXT_MONDAY)
        assert not Outbox.objects.exists()

    def test_by_mail_alone_is_told_by_mail_alone(self, cast):
        actions.choose(person=cast.grace, notice="talk", in_product=False, by_mail=True)
        say(cast)
        assert queries.notices_of(cast.grace) == []
        assert queries.unread_count(cast.grace) == 0
        post.work(NEXT_MONDAY)
        assert Outbox.objects.get().to == cast.grace.email

    def test_neither_is_neither(self, cast):
        actions.choose(person=cast.grace, notice="talk", in_product=False, by_mail=False)
        say(cast)
        assert not Notice.objects.exists()
        assert not Job.objects.exists()

    def test_no_weekly_letter_also_when_it_was_planned_before(self, cast):
        say(cast)
        choose(cast.grace, weekly_on=None)
        say(cast)
        post.work(NEXT_MONDAY + timedelta(days=14))
        assert not Outbox.objects.exists()

    def test_another_day_moves_what_waits(self, cast):
        say(cast)
        choose(cast.grace, weekly_on=3, weekly_hour=18)
        thursday = datetime(2026, 3, 5, 18, tzinfo=UTC)
        post.work(thursday)
        assert Outbox.objects.count() == 1
        post.work(NEXT_MONDAY)
        assert Outbox.objects.count() == 1

    def test_a_worker_that_stood_still_is_late_and_not_silent(self, cast):
        say(cast)
        post.work(NEXT_MONDAY + timedelta(days=2))
        assert Outbox.objects.count() == 1

    def test_a_closed_account_gets_none(self, cast):
        say(cast)
        cast.grace.is_active = False
        cast.grace.save()
        post.work(NEXT_MONDAY)
        assert not Outbox.objects.exists()

    def test_a_letter_for_now_waits_for_the_end_of_quiet_hours(self, cast):
        choose(cast.grace, quiet_from=9, quiet_until=17)
        say(cast, AT_ONCE)
        assert Outbox.objects.get().send_at == datetime(2026, 3, 2, 17, tzinfo=UTC)
        assert Notice.objects.get().at == MONDAY

    def test_telling_many_costs_no_more(self, cast):
        many = [cast.grace, cast.meera, cast.helen, cast.tom, cast.adil]
        with at_most(7):
            actions.record(SAID, subject=SUBJECT, place=None, at=MONDAY, by=cast.amina, tell=many, facts={"what": "x"})
        assert Job.objects.count() == 5

    def test_it_is_taken_away_and_forgotten_with_the_rest(self, cast):
        choose(cast.grace, quiet_from=20, quiet_until=7)
        assert actions.export(person=cast.grace)["when_letters_come"][0]["quiet_from"] == 20
        actions.forget(person=cast.grace, at=MONDAY)
        assert not Rhythm.objects.exists()

    def test_quiet_hours_have_both_ends(self, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            Rhythm.objects.create(person=cast.grace, quiet_from=20)
