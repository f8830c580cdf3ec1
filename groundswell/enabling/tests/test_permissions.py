"""Permissions: side by side, one decider each, a clock that nothing resets, and nothing that ends silently."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.http import Http404

from groundswell.enabling import actions, jobs, queries
from groundswell.enabling.models import Permission, RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Rule, starting_rules
from groundswell.enabling.rules import permissions as rules
from groundswell.events.kinds import Subject
from groundswell.events.models import Credit, Event, Notice
from groundswell.people.models import RoleGrant
from groundswell.post.models import Outbox
from groundswell.ui.formats import LONDON
from groundswell.ui.verdicts import Refused

pytestmark = pytest.mark.django_db
WORK = Subject("changes", "abc", "Same-day scans", "/changes/abc/")
RULES = starting_rules()


def on(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=LONDON)


def wanted(place, by, *rules: Rule) -> list[Permission]:
    return actions.ask_permissions(wanted=rules, work=WORK, place=place, by=by, at=on(2))


@pytest.fixture
def contract(cast, places) -> Permission:
    """Monday 2 March 2026: five working days end on Monday the 9th."""
    return wanted(places.ward21, cast.amina, RULES[Trigger.CONTRACT])[0]


def text_of(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


class TestAsking:
    def test_the_office_of_the_rule_decides_and_is_told_without_typed_words(self, cast, places):
        row = wanted(places.ward21, cast.amina, RULES[Trigger.DATA])[0]
        assert (row.decider, row.due_on, row.origin) == (cast.ig, date(2026, 3, 16), "law")
        assert row.papers == ["dpia"]
        assert Notice.objects.filter(person=cast.ig).count() == 1
        assert "asks you to decide" in Outbox.objects.get(to=cast.ig.email).subject

    def test_the_person_a_rule_names_decides(self, cast, places):
        named = Rule(Trigger.CONTRACT, "ask", "Buy?", "rule 2", decider=cast.helen)
        assert wanted(places.ward21, cast.amina, named)[0].decider == cast.helen

    def test_who_asks_does_not_decide_while_somebody_else_can(self, cast, places):
        assert wanted(places.ward21, cast.grace, RULES[Trigger.CONTRACT])[0].decider != cast.grace

    def test_it_never_moves_up_to_who_asks(self, cast, places):
        row = wanted(places.ward21, cast.amina, RULES[Trigger.CONTRACT])[0]
        above = rules.next_decider(queries.deciders(row.place, on(2)), row, queries.had_permission(row))
        assert above is not None
        Permission.objects.filter(pk=row.pk).update(asked_by=above.person)
        row.refresh_from_db()
        after = rules.next_decider(queries.deciders(row.place, on(2)), row, queries.had_permission(row))
        assert after is None or after.person != above.person

    def test_the_page_says_to_whom_it_moves_up(self, contract, cast):
        page = text_of(cast.client(cast.amina).get(contract.get_absolute_url()))
        above = rules.next_decider(queries.deciders(contract.place, on(2)), contract, queries.had_permission(contract))
        assert (
            f"Without an answer by the end of 9 March 2026 it moves up to {above.person.called}, {above.place}." in page
        )

    def test_at_the_top_it_does_not_say_that_it_moves_up(self, cast, places):
        named = Rule(Trigger.CONTRACT, "ask", "Buy?", "rule 2", decider=cast.helen)
        row = wanted(places.ward21, cast.amina, named)[0]
        while above := rules.next_decider(queries.deciders(row.place, on(2)), row, queries.had_permission(row)):
            actions.pass_up(permission=row, words="", by=row.decider, at=on(2))
            row = queries.permission_for_reader(above.person, row.public_id)
        page = text_of(cast.client(cast.amina).get(row.get_absolute_url()))
        assert "Nobody above can be asked. The days go on counting." in page
        assert "moves up" not in page

    def test_who_needs_something_reads_you_need(self, contract, cast):
        actions.need_more(permission=contract, need="The price.", by=contract.decider, at=on(3))
        page = text_of(cast.client(contract.decider).get(contract.get_absolute_url()))
        assert "You need something first." in page

    def test_all_at_once_and_nobody_twice(self, cast, places):
        both = (RULES[Trigger.DATA], RULES[Trigger.CONTRACT])
        assert len(wanted(places.ward21, cast.amina, *both)) == 2
        assert wanted(places.ward21, cast.amina, *both) == []

    def test_tell_is_told_and_waits_for_nobody(self, cast, places):
        row = wanted(places.ward21, cast.amina, RULES[Trigger.ANOTHER_TEAM])[0]
        assert (row.is_open, row.due_on) == (False, None)
        assert Event.objects.get().kind == "let_know"

    def test_whoever_decides_and_asks_is_not_said_to_have_asked_themselves(self, cast, places):
        RoleGrant.objects.exclude(person=cast.meera).delete()
        asked, told = wanted(places.ward21, cast.meera, RULES[Trigger.CONTRACT], RULES[Trigger.ANOTHER_TEAM])
        assert asked.decider == told.decider == cast.meera
        assert [event.sentence for event in Event.objects.all()] == [
            "Dr Meera Patel leads it and decides about buying or a contract as well"
        ]

    def test_where_nobody_decides_nobody_is_asked(self, cast, places):
        RoleGrant.objects.all().delete()
        assert wanted(places.ward21, cast.amina, RULES[Trigger.CONTRACT]) == []


class TestDeciding:
    def test_a_yes_is_credited_and_told(self, contract):
        actions.give(permission=contract, by=contract.decider, at=on(3))
        assert contract.is_yes
        assert Credit.objects.get().part == "decider"
        assert "said yes about buying or a contract" in Event.objects.latest("pk").sentence

    def test_a_yes_with_a_condition_shows_it(self, contract):
        actions.give(permission=contract, by=contract.decider, at=on(3), conditions="only on this ward")
        assert contract.decision == "yes_with_conditions"
        assert "if: only on this ward" in Event.objects.latest("pk").sentence

    def test_a_no_says_why_what_would_make_it_a_yes_and_offers_a_talk(self, cast, contract):
        actions.refuse(
            permission=contract, reason="Too dear", would_be_yes="A second quote", by=contract.decider, at=on(3)
        )
        assert "What would make it a yes: A second quote" in Event.objects.latest("pk").sentence
        actions.want_talk_about(permission=contract, by=cast.amina, at=on(4))
        with pytest.raises(Refused):
            actions.want_talk_about(permission=contract, by=cast.amina, at=on(5))

    def test_only_the_one_named_decides_and_once(self, cast, contract):
        with pytest.raises(Refused):
            actions.give(permission=contract, by=cast.amina, at=on(3))
        actions.give(permission=contract, by=contract.decider, at=on(3))
        with pytest.raises(Refused):
            actions.refuse(permission=contract, reason="No", would_be_yes="Less", by=contract.decider, at=on(3))


class TestClock:
    def test_it_stands_still_for_one_named_missing_thing(self, cast, contract):
        actions.need_more(permission=contract, need="The second quote", by=contract.decider, at=on(4))
        assert contract.due_on is None
        assert jobs.due(on(20)) == 0
        assert not queries.decisions_wanted(contract.decider, on(20).date()).exists()
        actions.send(permission=contract, sent="It is in the folder", by=cast.amina, at=on(11))
        assert contract.due_on == date(2026, 3, 16), "the 4th to the 10th do not count"
        assert list(queries.decisions_wanted(contract.decider, on(11).date())) == [contract]

    def test_silence_moves_it_up_at_the_end_of_the_day_and_the_days_go_on(self, contract):
        before = contract.decider
        assert jobs.due(on(9, 23)) == 0
        assert jobs.due(on(10, 0)) == 1
        assert jobs.due(on(10, 0)) == 0
        row = Permission.objects.get()
        assert row.decider != before
        assert row.due_on == date(2026, 3, 16), "ten working days after the day of asking, not five after today"
        assert row.days_open(on(10)) == 8
        assert [hop.why for hop in row.hops.all()] == ["asked", "silence"]

    def test_what_is_passed_up_by_hand_keeps_its_clock(self, contract):
        to = actions.pass_up(permission=contract, words="You hold the budget", by=contract.decider, at=on(3))
        row = Permission.objects.get()
        assert (row.decider, row.due_on) == (to.person, date(2026, 3, 9))

    def test_at_the_top_it_stays_and_that_is_said(self, contract):
        day = datetime(2026, 3, 10, 9, tzinfo=LONDON)
        for _month in range(4, 12):
            jobs.due(day)
            day = day.replace(month=day.month + 1)
        row = Permission.objects.get()
        assert row.due_on is None
        assert row.is_open
        assert Event.objects.filter(kind="permission_at_the_top").count() == 1

    def test_silence_is_a_yes_only_where_the_organisation_has_said_so(self, cast, places):
        low = Rule(Trigger.ONE_OFF_COST, "ask", "Dear?", "rule 3", on_clock_end="counts_as_yes")
        wanted(places.ward21, cast.amina, low)
        assert jobs.due(on(10)) == 1
        row = Permission.objects.get()
        assert (row.decision, row.automatic, row.decided_by) == ("yes", True, None)
        assert "counts as a yes" in Event.objects.latest("pk").sentence

    def test_the_database_itself_refuses_a_yes_by_silence_about_data(self, cast, places, contract):
        book = RuleBook.objects.create(place=places.rp5, organisation=places.rp5, number=1, made_at=on(2))
        with pytest.raises(IntegrityError), transaction.atomic():
            TrustRule.objects.create(
                book=book, number=2, trigger=Trigger.DATA, question="Data?", outcome="ask", on_clock_end="counts_as_yes"
            )
        with pytest.raises(IntegrityError), transaction.atomic():
            Permission.objects.update(trigger=Trigger.DATA, automatic=True)


class TestTwoOrganisations:
    def test_each_has_its_own_decider_and_clock_and_one_that_is_silent_moves_up(self, cast, places):
        here = wanted(places.ward21, cast.amina, RULES[Trigger.CONTRACT])[0]
        there = wanted(places.larwood, cast.adil, RULES[Trigger.CONTRACT])[0]
        assert here.organisation != there.organisation
        assert there.decider == cast.pat
        actions.give(permission=there, by=cast.pat, at=on(3))
        before = here.decider
        jobs.due(on(10, 0))
        assert Permission.objects.get(pk=here.pk).decider != before
        assert Permission.objects.get(pk=there.pk).is_yes


class TestSeeing:
    def test_people_of_the_organisation_that_decides_and_nobody_else(self, cast, contract):
        assert queries.permission_for_reader(cast.ward_mate, contract.public_id) == contract
        for stranger in (cast.sam, cast.adil):
            with pytest.raises(Http404):
                queries.permission_for_reader(stranger, contract.public_id)


class TestRulesAtAPlace:
    def test_books_in_force_of_the_own_organisation_alone(self, cast, places, django_assert_num_queries):
        for place, days in ((places.rp5, 3), (places.qf7, 9)):
            book = RuleBook.objects.create(
                place=place, organisation=place, number=1, made_at=on(2), in_force_at=on(2), agreed_on=date(2026, 3, 2)
            )
            TrustRule.objects.create(
                book=book, number=2, trigger=Trigger.CONTRACT, question="Buy?", outcome="ask", working_days=days
            )
        RuleBook.objects.create(place=places.rp5, organisation=places.rp5, number=2, made_at=on(2))  # a draft
        with django_assert_num_queries(2):
            found = queries.trust_at(places.ward21, places.larwood)
        assert found[places.ward21.pk].rules[Trigger.CONTRACT].working_days == 3
        assert found[places.larwood.pk].book is None
