"""Asks: every verdict both ways, whom the tree suggests, and where silence leads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from groundswell.enabling import rules
from groundswell.enabling.models import Ask, AskKind, Commitment, Level, Permission, Status
from groundswell.enabling.rules import Rung
from groundswell.enabling.rules import permissions as deciding
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Kind, Place

ANA, BEN, CAT, DEV = (Person(pk=number, name=name) for number, name in enumerate(("Ana", "Ben", "Cat", "Dev"), 1))
MADE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TODAY, LATER = date(2026, 3, 10), date(2026, 3, 20)
WARD = Place(pk=30, kind=Kind.WARD, path="/10/20/30/", organisation_id=10)
SITE = Place(pk=20, kind=Kind.SITE, path="/10/20/", organisation_id=10)
TRUST = Place(pk=10, kind=Kind.TRUST, path="/10/", organisation_id=10)
LADDER = [
    Rung(ANA, WARD, Level.TEAM), Rung(BEN, WARD, Level.TEAM), Rung(CAT, SITE, Level.SITE), Rung(DEV, TRUST, Level.EXECUTIVE),
]  # fmt: skip


def ask(**more: object) -> Ask:
    wanted = {
        "holder": ANA,
        "status": Status.OPEN,
        "asked_at": MADE,
        "level": Level.TEAM,
        "level_place": WARD,
        "organisation_id": 10,
    }
    return Ask(**wanted | more)


def promise(**more: object) -> Commitment:
    return Commitment(**{"person": ANA, "due_on": TODAY, "made_at": MADE} | more)


@pytest.mark.parametrize(
    ("kind", "level"),
    [
        (Kind.WARD, Level.TEAM), (Kind.SURGERY, Level.TEAM), (Kind.SITE, Level.SITE), (Kind.DIVISION, Level.DIVISION),
        (Kind.TRUST, Level.EXECUTIVE), (Kind.PRACTICE, Level.EXECUTIVE), (Kind.ICB, Level.ICB), (Kind.REGION, Level.REGION),
    ],
)  # fmt: skip
def test_every_place_has_a_level(kind, level):
    assert rules.level_of(Place(kind=kind)) == level


class TestWhomTheTreeSuggests:
    def test_most_things_begin_with_who_leads_the_team(self):
        assert rules.proposed(LADDER, AskKind.TIME) == LADDER[0]

    def test_never_the_asker(self):
        assert rules.proposed(LADDER, AskKind.TIME, but={1}) == LADDER[1]

    def test_the_building_begins_at_the_site_and_money_where_it_is_decided(self):
        assert rules.proposed(LADDER, AskKind.ESTATE) == LADDER[2]
        assert rules.proposed(LADDER, AskKind.MONEY) == LADDER[3]

    def test_where_nobody_stands_so_high_the_highest_is_suggested(self):
        assert rules.proposed(LADDER, AskKind.CONTRACT) == LADDER[3]

    def test_nobody_there_nobody_suggested(self):
        assert rules.proposed([], AskKind.TIME) is None


class TestWhereSilenceLeads:
    def test_up_and_never_sideways(self):
        assert rules.next_rung(LADDER, ask(), but={1}) == LADDER[2]

    def test_not_to_who_had_it_already(self):
        assert rules.next_rung(LADDER, ask(), but={1, 3}) == LADDER[3]

    def test_never_to_whoever_asked(self):
        asked = ask()
        asked.asked_by_id = 3
        assert rules.next_rung(LADDER, asked, but={1}) == LADDER[3]

    def test_nowhere_from_the_top(self):
        assert rules.next_rung(LADDER, ask(level=Level.EXECUTIVE, level_place=TRUST), but=set()) is None


class TestMaySee:
    def test_who_has_it_had_it_or_asked(self):
        stranger = Sight()
        assert rules.may_see(ask(), ANA, stranger, (), (), TODAY)
        assert rules.may_see(ask(asked_by=BEN), BEN, stranger, (), (), TODAY)
        assert rules.may_see(ask(), BEN, stranger, (), {2}, TODAY)
        assert not rules.may_see(ask(), BEN, stranger, (), (), TODAY)


class TestAnswering:
    def test_only_who_has_it_answers(self):
        assert rules.may_answer(ask(), ANA, TODAY)
        assert "Ana" in rules.may_answer(ask(), BEN, TODAY).reason

    @pytest.mark.parametrize("status", [Status.KEPT, Status.DECLINED, Status.WITHDRAWN])
    def test_nobody_answers_what_is_over(self, status):
        assert not rules.may_answer(ask(status=status), ANA, TODAY)

    def test_a_promise_is_for_today_or_later(self):
        assert rules.may_commit(ask(), ANA, TODAY, TODAY)
        assert not rules.may_commit(ask(), ANA, date(2026, 3, 9), TODAY)
        assert rules.may_commit(ask(status=Status.BROKEN), ANA, LATER, TODAY)

    def test_a_second_promise_is_another_date(self):
        assert "Change the date" in rules.may_commit(ask(status=Status.COMMITTED), ANA, LATER, TODAY).reason

    def test_a_date_moves_before_it_is_due_and_forward_only(self):
        promised = ask(status=Status.COMMITTED)
        assert rules.may_move(promised, promise(), ANA, TODAY, LATER)
        assert not rules.may_move(promised, promise(), ANA, TODAY, TODAY)
        assert not rules.may_move(promised, promise(), BEN, TODAY, LATER)
        assert not rules.may_move(promised, promise(due_on=LATER), ANA, TODAY, LATER)
        assert "passed" in rules.may_move(promised, promise(), ANA, date(2026, 3, 11), LATER).reason
        assert not rules.may_move(ask(), None, ANA, TODAY, LATER)

    def test_passing_on_is_to_somebody_else_who_is_there(self):
        assert rules.may_pass_on(ask(), ANA, BEN, TODAY)
        assert not rules.may_pass_on(ask(), ANA, ANA, TODAY)
        assert not rules.may_pass_on(ask(), BEN, CAT, TODAY)
        assert not rules.may_pass_on(ask(), ANA, Person(pk=9, name="Gone", is_active=False), TODAY)

    def test_only_a_date_that_passed_in_silence_is_broken(self):
        assert not promise().has_passed(TODAY)
        assert promise().has_passed(date(2026, 3, 11))
        for ended in ("moved_at", "kept_at", "broken_at", "ended_at"):
            assert not promise(**{ended: MADE}).has_passed(date(2026, 3, 11))


class TestTheTeam:
    def test_those_who_wait_hold_it_until_it_is_over(self):
        assert rules.may_stay(ask(), BEN, {2})
        assert rules.may_stay(ask(asked_by=BEN), BEN, ())
        assert not rules.may_stay(ask(), CAT, {2})
        assert not rules.may_stay(ask(status=Status.KEPT), BEN, {2})

    def test_after_a_no_the_next_one_up_can_be_asked(self):
        above = LADDER[3]
        assert rules.may_ask_higher(ask(status=Status.DECLINED), BEN, {2}, above)
        assert rules.may_ask_higher(ask(), BEN, {2}, above)
        assert not rules.may_ask_higher(ask(), CAT, {2}, above)
        assert not rules.may_ask_higher(ask(), BEN, {2}, None)
        assert "promised" in rules.may_ask_higher(ask(status=Status.MOVED), BEN, {2}, above).reason
        assert not rules.may_ask_higher(ask(status=Status.KEPT), BEN, {2}, above)

    def test_ten_minutes_come_with_a_no_and_are_taken_up_once(self):
        declined = ask(status=Status.DECLINED)
        assert rules.may_talk(declined, BEN, {2})
        assert not rules.may_talk(declined, CAT, {2})
        assert not rules.may_talk(ask(), BEN, {2})
        assert not rules.may_talk(ask(status=Status.DECLINED, talk_wanted_at=MADE), BEN, {2})


class TestWhatCouldBeClearedBelow:
    def held(self, kind: str = AskKind.TIME, level: str = Level.EXECUTIVE) -> Ask:
        return ask(kind=kind, level=level, level_place=TRUST, holder=DEV)

    def test_it_is_the_one_right_below_who_never_had_it(self):
        assert rules.could_clear_below(LADDER, self.held(), ()) == LADDER[2]
        assert rules.could_clear_below(LADDER, self.held(), {3}) == LADDER[1]
        assert rules.could_clear_below(LADDER, self.held(), {1, 2, 3}) is None

    def test_what_begins_higher_goes_no_lower(self):
        assert rules.could_clear_below(LADDER, self.held(AskKind.ESTATE), ()) == LADDER[2]
        assert rules.could_clear_below(LADDER, self.held(AskKind.ESTATE), {3}) is None
        assert rules.could_clear_below(LADDER, self.held(AskKind.MONEY), ()) is None
        assert rules.could_clear_below(LADDER, self.held(AskKind.CONTRACT), ()) is None

    def test_nobody_is_below_the_lowest(self):
        assert rules.could_clear_below(LADDER, ask(kind=AskKind.TIME), ()) is None

    def test_passing_it_there_is_for_the_holder(self):
        assert rules.may_pass_below(self.held(), DEV, LADDER[2], TODAY)
        assert not rules.may_pass_below(self.held(), CAT, LADDER[2], TODAY)
        assert "Nobody below" in rules.may_pass_below(self.held(), DEV, None, TODAY).reason


class TestCover:
    AWAY = Person(pk=7, name="Eve", back_on=LATER, cover=BEN)

    def test_the_cover_answers_while_the_holder_is_away(self):
        held = ask(holder=self.AWAY)
        assert rules.may_answer(held, BEN, TODAY)
        assert rules.may_keep(held, BEN, TODAY)
        assert rules.may_commit(held, BEN, LATER, TODAY)
        assert rules.may_pass_on(held, BEN, CAT, TODAY)
        assert not rules.may_answer(held, CAT, TODAY)

    def test_the_holder_may_answer_all_the_same(self):
        assert rules.may_answer(ask(holder=self.AWAY), self.AWAY, TODAY)

    def test_from_the_day_back_on_the_cover_does_not(self):
        held = ask(holder=self.AWAY)
        assert not rules.may_answer(held, BEN, LATER)
        assert not rules.may_keep(held, BEN, LATER)

    def test_without_a_cover_nobody_else_answers(self):
        assert not rules.may_answer(ask(holder=Person(pk=8, name="Fay", back_on=LATER)), BEN, TODAY)

    def test_the_cover_sees_it_only_meanwhile(self):
        held, stranger = ask(holder=self.AWAY), Sight()
        assert rules.may_see(held, BEN, stranger, (), (), TODAY)
        assert not rules.may_see(held, BEN, stranger, (), (), LATER)
        assert not rules.may_see(held, CAT, stranger, (), (), TODAY)

    def test_a_decision_is_covered_in_the_same_way(self):
        wanted = Permission(decider=self.AWAY, organisation_id=10)
        assert deciding.may_decide(wanted, BEN, TODAY)
        assert deciding.may_need_more(wanted, BEN, TODAY)
        assert deciding.may_pass_up(wanted, BEN, LADDER[3], TODAY)
        assert not deciding.may_decide(wanted, CAT, TODAY)
        assert not deciding.may_decide(wanted, BEN, LATER)
