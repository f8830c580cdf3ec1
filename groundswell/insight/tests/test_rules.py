"""The privacy gate: each rule both ways, what has no way through, and readers who try to work counts out."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, dataclass, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight import rules
from groundswell.insight.measures.approvals import approvals
from groundswell.insight.measures.concentration import concentration
from groundswell.insight.measures.intervals import Limits, Share, wilson
from groundswell.insight.measures.rows import Behind
from groundswell.insight.measures.survival import DayLimits
from groundswell.insight.rules import Group, Held

quick = settings(max_examples=200, deadline=None, derandomize=True)
WARD = Group(40)
ENOUGH = Behind(changes=8, people=5)
counts = st.integers(11, 400).flatmap(lambda staff: st.tuples(st.just(staff), st.integers(0, staff)))


def test_thousands_are_marked_on_a_page_and_not_in_a_file():
    shown = rules.things(Group(5_000), 12_345)
    assert shown.text == "12,345"
    assert rules.cells(shown, "1,2") == ["12345", "1,2"]


class TestPeople:
    @pytest.mark.parametrize(("staff", "held"), [(10, Held.FEW_STAFF), (11, Held.SHOWN), (0, Held.FEW_STAFF)])
    def test_a_group_has_eleven_staff(self, staff, held):
        assert rules.may_show(Group(staff)) is held
        shown = rules.people(Group(staff), 0)
        assert shown.count.held is held
        assert shown.staff.is_shown is (held is Held.SHOWN)

    @pytest.mark.parametrize(("parent", "held"), [(50, Held.NEAR_PARENT), (51, Held.SHOWN), (40, Held.NEAR_PARENT)])
    def test_it_differs_from_the_place_above_by_eleven(self, parent, held):
        assert rules.may_show(Group(40, parent)) is held

    @pytest.mark.parametrize(
        ("count", "text", "percent"),
        [(0, "0", "0"), (1, "*", "*"), (7, "*", "*"), (8, "10", "25"), (12, "10", "25"), (13, "15", "38"),
         (32, "30", "75"), (33, "*", "*"), (39, "*", "*"), (40, "40", "100")],
    )  # fmt: skip
    def test_small_counts_and_all_but_small_ones_are_stars(self, count, text, percent):
        shown = rules.people(WARD, count)
        assert (shown.count.text, shown.percent.text, shown.staff.text) == (text, percent, "40")

    @quick
    @given(counts)
    def test_everything_shown_is_worked_out_from_what_is_shown(self, pair):
        """Whoever knows the two rounded counts knows the percentage and its limits: they say nothing finer."""
        staff, count = pair
        shown = rules.people(Group(staff), count)
        assert shown.staff.drawn % 5 == 0
        assert abs(shown.staff.drawn - staff) <= 2
        if not shown.count.is_shown:
            assert 1 <= min(count, staff - count) <= 7 or 1 <= count <= 7
            assert {shown.percent.text, shown.low.text, shown.high.text} == {"*"}
            return
        assert shown.count.drawn % 5 == 0
        assert abs(shown.count.drawn - count) <= 2
        share = Fraction(shown.count.drawn, shown.staff.drawn)
        limits = wilson(int(shown.count.drawn), int(shown.staff.drawn))
        ends = [rules.half_up(100 * Fraction(end)) for end in (share, *limits)]
        assert [shown.percent.drawn, shown.low.drawn, shown.high.drawn] == ends

    def test_the_nation_is_exact(self):
        shown = rules.people(Group(1_500_003, is_national=True), 3)
        assert (shown.count.text, shown.staff.text) == ("3", "1,500,003")
        assert rules.people(Group(10, is_national=True), 3).count.text == "*"

    def test_more_people_than_there_are_is_told(self):
        with pytest.raises(ValueError, match="no part of"):
            rules.people(WARD, 41)


class TestFiguresOfChanges:
    @pytest.mark.parametrize(
        ("behind", "held"),
        [(ENOUGH, Held.SHOWN), (Behind(7, 7), Held.FEW_BEHIND), (Behind(8, 4), Held.FEW_BEHIND)],
    )
    def test_durations_means_and_shares_rest_on_enough(self, behind, held):
        shown = [
            rules.days(WARD, 10, DayLimits(5, None), behind),
            rules.percent(WARD, Fraction(2, 5), Limits(0.1, 0.8), behind),
            rules.mean(WARD, Fraction(8, 5), Limits(1.0, 2.0), behind),
        ]
        assert {each.value.held for each in shown} == {held}
        if held is Held.FEW_BEHIND:
            assert {part.text for each in shown for part in (each.value, each.low, each.high)} == {"*"}

    def test_how_they_read(self):
        wait = rules.days(WARD, 10, DayLimits(5, None), ENOUGH)
        assert [str(part) for part in (wait.value, wait.low, wait.high, wait.changes)] == ["10", "5", "–", "8"]
        assert wait.high.held is Held.NOTHING
        assert rules.percent(WARD, Fraction(33, 61), None, ENOUGH).value.text == "54"
        assert rules.percent(WARD, Fraction(1, 200), None, ENOUGH).value.text == "1"
        assert rules.mean(WARD, Fraction(5, 4), None, ENOUGH).value.text == "1.3"
        assert rules.mean(WARD, Fraction(0), None, ENOUGH).value.text == "0.0"
        assert rules.days(WARD, None, DayLimits(None, None), ENOUGH).value.text == "–"
        assert rules.days(WARD, Fraction(121, 2), DayLimits(None, None), ENOUGH).value.text == "61"

    @pytest.mark.parametrize("group", [Group(10), Group(40, 45)])
    def test_nothing_of_a_group_that_is_not_shown(self, group):
        many = Behind(100, 50)
        shown = [
            rules.days(group, 10, DayLimits(5, 20), many), rules.percent(group, Fraction(1, 2), None, many),
            rules.mean(group, Fraction(1), None, many),
        ]  # fmt: skip
        assert {part.text for each in shown for part in (each.value, each.low, each.high, each.changes)} == {"*"}
        assert rules.things(group, 3).text == "*"

    def test_things_are_not_people(self):
        assert rules.things(WARD, 3).text == "3"

    @pytest.mark.parametrize(
        ("share", "text"),
        [(Share(6, 10), "*"), (Share(1, 11), "under 10"), (Share(10, 100), "10"), (Share(99, 1000), "under 10"),
         (Share(90, 100), "90"), (Share(901, 1000), "over 90"), (Share(125, 1000), "13"), (Share(0, 0), "*")],
    )  # fmt: skip
    def test_the_pulse(self, share, text):
        assert rules.pulse(share).text == text


@dataclass(frozen=True)
class Card:
    name: str
    figure: object


PUBLISHED = rules.things(WARD, 3)


class TestNoOtherWay:
    def test_only_the_gate_publishes(self):
        for key in (None, object(), rules.Published):
            with pytest.raises(rules.NotPublished):
                rules.Published("3", Fraction(3), Held.SHOWN, key)
        with pytest.raises((ValueError, TypeError)):
            replace(PUBLISHED, text="2")
        with pytest.raises(FrozenInstanceError):
            PUBLISHED.text = "2"  # type: ignore[misc]

    def test_a_copy_says_the_same(self):
        assert copy.copy(PUBLISHED) == PUBLISHED

    @pytest.mark.parametrize(
        "raw",
        [3, 0.5, Fraction(1, 2), Share(1, 2), Behind(8, 5), WARD, concentration(20, [["a"]]), approvals([]), {"a": 1}, {3},
         object(), b"3", ["words", ("more", {"deep": 3})]],
        ids=lambda raw: type(raw).__name__,
    )  # fmt: skip
    def test_a_raw_figure_is_stopped_wherever_it_hides(self, raw):
        with pytest.raises(rules.NotPublished):
            rules.for_reading(Card("Ward", raw))
        with pytest.raises(rules.NotPublished):
            rules.for_reading([Card("Ward", PUBLISHED), raw])

    def test_what_passed_may_be_read(self):
        card = Card("Ward 3", [rules.people(WARD, 9), date(2026, 4, 1), None, True, {"held": Held.SMALL}])
        assert rules.for_reading(card) is card
        assert rules.cells("Ward 3", PUBLISHED) == ["Ward 3", "3"]

    def test_a_file_takes_nothing_raw(self):
        with pytest.raises(rules.NotPublished):
            rules.cells("Ward 3", 3)  # type: ignore[arg-type]


class TestTable:
    def test_the_total_is_rounded_from_true_values(self):
        table = rules.table([Share(8, 48), Share(8, 48), Share(8, 48)])
        assert [row.count.text for row in table.rows] == ["10"] * 3
        assert table.total.count.text == "25"
