"""Protected time: hours a week that were asked for, given, and used."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from groundswell.enabling import actions, queries
from groundswell.enabling.cards import time_of
from groundswell.enabling.models import Ask, HoursUsed
from groundswell.enabling.rules import Rung, level_of
from groundswell.events.kinds import Subject
from groundswell.people.models import Person
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
WORK = Subject("changes", "abc", "Same-day scans", "/changes/abc/")
TODAY = date(2026, 3, 2)


def leave(person: Person, at: datetime) -> None:
    """Forgotten in this room; the room of people takes the name."""
    actions.forget(person=person, at=at)
    Person.objects.filter(pk=person.pk).update(forgotten_at=at)


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def asked(cast, places, monday, kind="time", hours=Decimal(4)) -> Ask:
    return actions.ask_for(
        what="Time to count the walks", kind=kind, place=places.ward21, to=Rung(cast.grace, places.ward21, level_of(places.ward21)),
        work=WORK, by=cast.amina, at=monday, hours=hours,
    )  # fmt: skip


@pytest.fixture
def ask(cast, places, monday) -> Ask:
    return asked(cast, places, monday)


def promised(ask, cast, monday, hours=None) -> Ask:
    actions.commit(ask=ask, due=TODAY + timedelta(days=4), by=cast.grace, at=monday, hours=hours)
    return ask


def use(ask, by, at, hours="1.5", on=TODAY) -> HoursUsed:
    return actions.use_hours(ask=ask, on=on, hours=Decimal(hours), by=by, at=at)


class TestHours:
    def test_only_time_is_counted_in_hours(self, cast, places, monday):
        ask = asked(cast, places, monday, kind="equipment")
        actions.commit(ask=ask, due=TODAY, by=cast.grace, at=monday, hours=Decimal(3))
        assert (ask.hours_asked, ask.hours_given, time_of(ask)) == (None, None, "")

    def test_what_is_given_is_said_with_the_promise_or_is_what_was_asked(self, cast, places, monday):
        one, other = asked(cast, places, monday), asked(cast, places, monday)
        assert time_of(one) == "4 hours a week asked"
        promised(one, cast, monday, Decimal("2.5"))
        assert time_of(one) == "4 hours a week asked, 2.5 hours given, 0 hours used so far"
        assert promised(other, cast, monday).hours_given == 4

    def test_given_at_once_is_what_was_asked(self, ask, cast, monday):
        actions.keep(ask=ask, by=cast.grace, at=monday)
        assert ask.hours_given == 4
        use(ask, cast.amina, monday)

    def test_the_team_types_dated_lines(self, ask, cast, monday):
        promised(ask, cast, monday)
        use(ask, cast.amina, monday)
        use(ask, cast.amina, monday, "2", TODAY - timedelta(days=1))
        assert ask.hours_used == Decimal("3.5")
        assert queries.time_given_to("changes", ["abc"], TODAY) == [(ask, Decimal("1.5"))]
        assert queries.time_given_to("changes", ["abc"], TODAY - timedelta(days=1)) == [(ask, Decimal(2))]
        assert queries.time_given_to("changes", ["xyz"], TODAY) == []

    def test_nothing_is_used_before_it_is_given_nor_by_others_nor_tomorrow(self, ask, cast, monday):
        with pytest.raises(Refused, match="No time was given yet"):
            use(ask, cast.amina, monday)
        promised(ask, cast, monday)
        for by, hours, on in (
            (cast.ward_mate, "1", TODAY),
            (cast.grace, "1", TODAY),
            (cast.amina, "1", TODAY + timedelta(days=1)),
        ):
            with pytest.raises(Refused):
                use(ask, by, monday, hours, on)
        use(ask, cast.amina, monday, "20")
        with pytest.raises(Refused, match="24 hours"):
            use(ask, cast.amina, monday, "5")
        with pytest.raises(IntegrityError), transaction.atomic():
            HoursUsed.objects.update(hours=25)

    def test_a_mistake_is_taken_back_once_by_whoever_made_it(self, ask, cast, monday):
        line = use(promised(ask, cast, monday), cast.amina, monday)
        with pytest.raises(Refused):
            actions.strike_hours(line=line, by=cast.grace)
        again = HoursUsed.objects.get()
        actions.strike_hours(line=line, by=cast.amina)
        actions.strike_hours(line=again, by=cast.amina)
        ask.refresh_from_db()
        assert ask.hours_used == 0

    def test_after_a_no_nothing_is_given(self, ask, cast, monday):
        actions.decline(ask=ask, reason="No cover", would_be_yes="A bank shift", by=cast.grace, at=monday)
        with pytest.raises(Refused):
            use(ask, cast.amina, monday)
        assert queries.time_given_to("changes", ["abc"], TODAY) == []


class TestPages:
    def test_promise_use_and_take_back(self, ask, cast, monday):
        holder, team = cast.client(cast.grace), cast.client(cast.amina)
        page = holder.get(f"{ask.get_absolute_url()}commit/")
        assert 'value="4.00"' in page.content.decode()
        send(holder, f"{ask.get_absolute_url()}commit/", due_0="9", due_1="3", due_2="2126", hours="3")
        assert "3 hours given" in text_of(team.get(ask.get_absolute_url()))
        there = f"{ask.get_absolute_url()}hours/"
        assert "Give hours, for example 2.5" in text_of(
            send(team, there, hours="lots", on_0="2", on_1="3", on_2="2026")
        )
        send(team, there, hours="1.5", on_0="2", on_1="3", on_2="2026")
        assert "Mon 2 Mar: 1.5 hours, Amina Yusuf" in text_of(team.get(ask.get_absolute_url()))
        with at_most(22):
            team.get(ask.get_absolute_url())
        send(team, f"{there}{HoursUsed.objects.get().public_id}/")
        assert not HoursUsed.objects.exists()

    def test_other_promises_ask_for_no_hours(self, cast, places, monday):
        ask = asked(cast, places, monday, kind="equipment")
        assert "hours a week" not in text_of(cast.client(cast.grace).get(f"{ask.get_absolute_url()}commit/"))


class TestLeaving:
    def test_lines_are_handed_out_and_stay_without_the_name(self, ask, cast, monday):
        use(promised(ask, cast, monday), cast.amina, monday)
        assert actions.export(person=cast.amina)["hours_used"][0]["hours"] == Decimal("1.5")
        leave(person=cast.amina, at=monday)
        page = text_of(cast.client(cast.grace).get(ask.get_absolute_url()))
        assert "1.5 hours, a colleague" in page
        assert "Amina" not in page
