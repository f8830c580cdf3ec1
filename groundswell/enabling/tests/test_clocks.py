"""The clocks: against a table and a calendar typed by hand, and by what must hold whatever the day, the pause or the hour."""

from __future__ import annotations

import inspect
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.enabling import clocks
from groundswell.enabling.clocks import PausePeriod
from groundswell.enabling.tests import calendar_by_hand as by_hand
from groundswell.ui import workdays
from groundswell.ui.formats import LONDON, london_day

FIRST, LAST = datetime(2024, 1, 1, tzinfo=UTC), datetime(2028, 12, 31, 23, 59, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MINUTES = (LAST - FIRST) // MINUTE
EDGES = ("00:00", "00:01", "00:59", "01:00", "01:30", "01:59", "02:00", "12:00", "22:59", "23:00", "23:59")
TABLE = by_hand.cases()

moments = st.integers(0, MINUTES).map(lambda minutes: FIRST + minutes * MINUTE)
numbers = st.integers(1, 12)


@st.composite
def clocks_with_pauses(draw):
    """When it was asked, and up to four pauses around it, short and long, touching and overlapping."""
    asked, pauses = draw(moments), []
    for _ in range(draw(st.integers(0, 4))):
        start = asked + draw(st.integers(-2_880, 20_000)) * MINUTE
        pauses.append(
            PausePeriod(start, start + draw(st.sampled_from([0, 1, 30, 480, 720, 721, 1_440, 4_321])) * MINUTE)
        )
    return asked, tuple(pauses)


def pauses_of(case: by_hand.Case) -> tuple[PausePeriod, ...]:
    return tuple(PausePeriod(*pause) for pause in case.pauses)


steady = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # others share the machine


class TestTheTable:
    def test_it_has_two_hundred_cases_no_two_the_same(self):
        assert len({(case.asked_at, case.days, case.pauses) for case in TABLE}) == len(TABLE) >= 200
        assert sum(bool(case.pauses) for case in TABLE) >= 50

    @pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.asked_at:%y%m%d-%H%M}-{case.days}")
    def test_the_clock_says_what_the_table_says(self, case):
        assert clocks.due_at(case.asked_at, case.days, pauses_of(case)) == case.due, case.why

    def test_the_table_is_what_the_rule_says_minute_by_minute(self):
        wrong = [case for case in TABLE[::4] if by_hand.due_minute_by_minute(case) != case.due]
        assert not wrong

    def test_the_calendar_by_hand_is_that_of_the_package(self):
        days = (date(2024, 1, 1) + n * DAY for n in range(6 * 365 + 1))
        assert [day for day in days if by_hand.is_working(day.isoformat()) != workdays.is_working_day(day)] == []


class TestEveryStart:
    """Every day of five years at the minutes where something could turn; `tests/soak` takes every minute."""

    @pytest.mark.parametrize("number", [1, 5, 10])
    def test_it_is_due_when_a_calendar_by_hand_says(self, number):
        working = [day for n in range(2_300) if by_hand.is_working(day := (FIRST + n * DAY).date().isoformat())]
        wrong, at = [], 0
        for n in range((LAST - FIRST).days + 1):
            for edge in EDGES:
                asked = datetime.combine((FIRST + n * DAY).date(), time.fromisoformat(edge), UTC)
                asked_on = by_hand.london_date(asked)
                while working[at] <= asked_on:
                    at += 1
                if clocks.due_on(asked, number).isoformat() != working[at + number - 1]:
                    wrong.append(asked)
        assert wrong == []

    @steady
    @given(moments, numbers)
    def test_it_is_midnight_in_london_after_a_working_day(self, asked, number):
        due = clocks.due_at(asked, number)
        assert due.astimezone(LONDON).time() == time()
        assert workdays.is_working_day(london_day(due - MINUTE))
        assert london_day(due - MINUTE) == clocks.due_on(asked, number) == workdays.due_on(london_day(asked), number)

    @steady
    @given(moments, numbers)
    def test_through_utc_and_back_it_is_the_same_moment(self, asked, number):
        due = clocks.due_at(asked, number)
        assert due == datetime.fromisoformat(due.astimezone(UTC).isoformat())
        assert clocks.due_at(asked.astimezone(LONDON), number) == due
        assert by_hand.london_date(due.astimezone(UTC)) == (clocks.due_on(asked, number) + DAY).isoformat()

    @pytest.mark.parametrize(("sunday", "hours"), [(day, hours) for year in range(2024, 2029)
                                                   for day, hours in zip(by_hand.SUMMERS[year], (23, 25), strict=True)])  # fmt: skip
    def test_a_day_of_23_or_25_hours_is_a_day(self, sunday, hours):
        day = date.fromisoformat(sunday)
        begins, ends = (clocks.end_of_day(one).astimezone(UTC) for one in (day - DAY, day))
        assert ends - begins == timedelta(hours=hours)
        asked = {clocks.due_on(begins + n * MINUTE, 1) for n in range((ends - begins) // MINUTE)}
        assert len(asked) == 1
        assert clocks.days_open(begins, ends - MINUTE) == 0
        assert clocks.days_open(begins, ends) == 1


class TestOrder:
    @steady
    @given(clocks_with_pauses(), st.integers(0, 30_000), numbers)
    def test_asked_later_is_never_due_earlier(self, clock, later, number):
        asked, pauses = clock
        assert clocks.due_at(asked, number, pauses) <= clocks.due_at(asked + later * MINUTE, number, pauses)

    @steady
    @given(clocks_with_pauses(), numbers)
    def test_one_more_day_is_later(self, clock, number):
        asked, pauses = clock
        assert clocks.due_at(asked, number, pauses) < clocks.due_at(asked, number + 1, pauses)

    def test_no_days_is_no_clock(self):
        with pytest.raises(ValueError, match="one working day"):
            clocks.due_at(FIRST, 0)


class TestPauses:
    @steady
    @given(clocks_with_pauses(), numbers)
    def test_a_pause_never_makes_it_earlier_whichever_comes_first(self, clock, number):
        asked, pauses = clock
        due = [clocks.due_at(asked, number, pauses[:n]) for n in range(len(pauses) + 1)]
        assert due == sorted(due)
        assert clocks.due_at(asked, number, pauses[::-1]) == due[-1]

    @steady
    @given(clocks_with_pauses(), numbers)
    def test_nothing_falls_due_while_something_is_missing_nor_at_once_when_it_comes(self, clock, number):
        asked, pauses = clock
        due = clocks.due_at(asked, number, pauses)
        assert not any(pause.start < due <= pause.end for pause in pauses)

    @steady
    @given(clocks_with_pauses(), numbers)
    def test_each_day_that_counts_left_the_decider_half_of_it(self, clock, number):
        asked, pauses = clock
        due = clocks.due_at(asked, number, pauses)
        with_decider, minute = {}, datetime.combine(london_day(asked) + DAY, time(), LONDON).astimezone(UTC)
        while minute < due:
            if not any(pause.start <= minute < pause.end for pause in pauses):
                with_decider[london_day(minute)] = with_decider.get(london_day(minute), 0) + 10
            minute += 10 * MINUTE
        whole = [day for day, minutes in with_decider.items() if workdays.is_working_day(day) and minutes >= 700]
        assert len(whole) >= number

    @steady
    @given(moments, st.integers(0, 1_437), st.integers(1, 2), numbers)
    def test_minutes_inside_a_day_move_nothing(self, asked, into, minutes, number):
        plain = clocks.due_at(asked, number)
        start = datetime.combine(clocks.due_on(asked, number), time(), LONDON) + into * MINUTE
        assert clocks.due_at(asked, number, [PausePeriod(start, start + minutes * MINUTE)]) == plain

    @steady
    @given(clocks_with_pauses(), numbers)
    def test_an_open_pause_gives_no_time_unless_it_was_due_before(self, clock, number):
        asked, pauses = clock
        due = clocks.due_at(asked, number, pauses)
        assert clocks.due_at(asked, number, [*pauses, PausePeriod(due - MINUTE)]) is None
        assert clocks.due_at(asked, number, [*pauses, PausePeriod(due)]) == due
        assert clocks.due_on(asked, number, [PausePeriod(asked)]) is None

    def test_a_pause_cannot_end_before_it_starts(self):
        with pytest.raises(ValueError, match="before it starts"):
            PausePeriod(LAST, FIRST)


class TestWaiting:
    @steady
    @given(clocks_with_pauses(), st.integers(0, 40_000), numbers)
    def test_days_waited_reach_the_clock_exactly_when_it_is_past(self, clock, later, number):
        asked, pauses = clock
        now = asked + later * MINUTE
        past = clocks.is_past(clocks.due_at(asked, number, pauses), now)
        assert past == (clocks.working_days_waited(asked, now, pauses) >= number)

    @steady
    @given(clocks_with_pauses(), st.integers(0, 40_000), st.integers(0, 3_000))
    def test_days_only_grow(self, clock, later, more):
        asked, pauses = clock
        now, then = asked + later * MINUTE, asked + (later + more) * MINUTE
        assert clocks.days_open(asked, now) <= clocks.days_open(asked, then)
        assert clocks.working_days_waited(asked, now, pauses) <= clocks.working_days_waited(asked, then, pauses)

    def test_an_open_pause_stops_the_count_where_it_began(self):
        asked, now = datetime(2026, 6, 1, 9, tzinfo=UTC), datetime(2026, 6, 20, tzinfo=UTC)
        assert clocks.working_days_waited(asked, now) == 14
        assert clocks.working_days_waited(asked, now, [PausePeriod(datetime(2026, 6, 4, 9, tzinfo=UTC))]) == 2
        assert clocks.days_open(asked, now) == 19

    def test_who_held_it_is_not_even_asked_so_passing_on_changes_no_days(self):
        for clock in (clocks.due_at, clocks.due_on, clocks.working_days_waited, clocks.days_open):
            assert set(inspect.signature(clock).parameters) <= {"asked_at", "working_days", "now", "pauses"}

    def test_nothing_is_past_without_a_time(self):
        assert not clocks.is_past(None, LAST)
        assert clocks.is_past(LAST, LAST)
        assert not clocks.is_past(LAST, LAST - MINUTE)

    def test_a_clock_that_is_not_set_right_counts_no_days_below_none(self):
        assert clocks.days_open(LAST, FIRST) == 0
        assert clocks.working_days_waited(LAST, FIRST) == 0


class TestClimbing:
    @pytest.mark.parametrize(
        ("climbs", "warned"),
        [
            ("2026-06-12", "2026-06-10"),  # Friday: Wednesday
            ("2026-06-08", "2026-06-04"),  # Monday: Thursday, over the weekend
            ("2026-06-07", "2026-06-04"),  # a Sunday set by hand
            ("2026-04-08", "2026-04-02"),  # Wednesday after Easter: Maundy Thursday
            ("2027-12-30", "2027-12-24"),  # over both substitute days
            ("2024-03-01", "2024-02-28"),  # over the leap day
            ("2028-01-05", "2027-12-31"),
        ],
    )
    def test_the_warning_is_two_working_days_before(self, climbs, warned):
        assert clocks.warn_at(date.fromisoformat(climbs)) == date.fromisoformat(warned)

    @steady
    @given(moments, st.integers(3, 20))
    def test_warned_after_it_came_and_two_working_days_are_left(self, held, number):
        climbs = clocks.climb_on(london_day(held), number)
        warned = clocks.warn_at(climbs)
        assert london_day(held) < warned
        assert workdays.due_on(warned, clocks.WARNED_BEFORE) == climbs
