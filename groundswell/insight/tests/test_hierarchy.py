"""Readers who try to work small counts out of all figures of a hierarchy together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight import hierarchy, rules
from groundswell.insight.measures.intervals import Share
from groundswell.insight.rules import Group, Held

quick = settings(max_examples=200, deadline=None, derandomize=True)
counts = st.integers(11, 400).flatmap(lambda staff: st.tuples(st.just(staff), st.integers(0, staff)))


def places(units: list[Share], whole: Share) -> hierarchy.Place:
    return hierarchy.Place("all", whole, tuple(hierarchy.Place(str(number), unit) for number, unit in enumerate(units)))


class TestHierarchy:
    def test_a_lone_star_that_could_be_worked_out_takes_the_total_with_it(self):
        """12 + 12 + 12 + 7 = 43: shown as 10, 10, 10, * and 45, only 7 goes together with that."""
        units = [Share(12, 60), Share(12, 60), Share(12, 60), Share(7, 60)]
        assert [row.count.text for row in rules.table(units).rows] == ["10", "10", "10", "*"]
        figures = hierarchy.published(places(units, Share(43, 240)))
        assert [figures[key].count.text for key in "0123"] == ["10", "10", "10", "*"]
        assert figures["all"].count.text == "*"
        assert figures["all"].count.held is figures["3"].count.held
        assert figures["all"].staff.text == "240"

    def test_a_unit_near_its_parent_is_not_shown(self):
        figures = hierarchy.published(places([Share(20, 60), Share(3, 10)], Share(23, 70)))
        assert [figures[key].count.held for key in "01"] == [Held.NEAR_PARENT, Held.FEW_STAFF]

    def test_everybody_may_be_said(self):
        figures = hierarchy.published(places([Share(20, 20), Share(20, 20)], Share(43, 43)))
        assert [figures[key].count.text for key in ("all", "0", "1")] == ["45", "20", "20"]

    def test_more_staff_inside_than_there_are_is_told(self):
        with pytest.raises(ValueError, match="more staff inside"):
            hierarchy.published(places([Share(20, 40), Share(20, 40)], Share(40, 70)))

    def test_a_key_is_there_once(self):
        with pytest.raises(ValueError, match="one key"):
            hierarchy.published(hierarchy.Place("all", Share(1, 50), (hierarchy.Place("all", Share(1, 20)),)))


class TestHeldTogether:
    """Twelve, twelve, twelve and seven of a whole of 43: see above; here of places of a tree."""

    above = {1: 9, 2: 9, 3: 8, 8: 9, 4: 9, 9: 0}
    counts = {1: Share(12, 60), 2: Share(12, 60), 3: Share(12, 60), 4: Share(7, 60), 9: Share(43, 240)}

    def test_what_could_be_worked_out_is_held_through_a_place_without_a_count(self):
        assert hierarchy.held_together(self.counts, self.above) == {4, 9}

    def test_the_exact_total_of_the_nation_gives_more_away(self):
        exact = self.counts | {0: Share(43, 240)}
        assert hierarchy.held_together(exact, self.above | {9: 0}, nation=0) == {1, 4, 9}

    def test_where_it_does_not_add_up_all_inside_are_held(self):
        counts = self.counts | {9: Share(43, 200)}
        assert hierarchy.held_together(counts, self.above) == {1, 2, 3, 4}

    def test_stars_below_a_star_do_not_hold_what_is_beside_them(self):
        counts = {
            1: Share(2, 60),
            2: Share(3, 60),
            3: Share(0, 60),
            9: Share(5, 180),
            8: Share(40, 200),
            7: Share(45, 380),
        }
        assert hierarchy.held_together(counts, {1: 9, 2: 9, 3: 9, 9: 7, 8: 7}) == {1, 2, 9}

    def test_nothing_is_held_of_large_counts(self):
        assert (
            hierarchy.held_together({1: Share(400, 900), 2: Share(300, 700), 9: Share(700, 1600)}, {1: 9, 2: 9})
            == set()
        )


Publish = Callable[[list[Share], Share], tuple[str, ...]]


def through_the_gate(units: list[Share], parent: Share) -> tuple[str, ...]:
    shown = hierarchy.published(places(units, parent)).values()
    return tuple(part.text for row in shown for part in (row.staff, row.count, row.percent, row.low, row.high))


def by_rules_of_single_figures_alone(units: list[Share], parent: Share) -> tuple[str, ...]:
    return tuple(rules.people(Group(unit.whole), unit.part).count.text for unit in (*units, parent))


def with_the_gate_off(units: list[Share], parent: Share) -> tuple[str, ...]:
    """Each count as it is, small ones left out."""
    return tuple("*" if unit.part in rules.SMALL else str(unit.part) for unit in (*units, parent))


def worked_out(sizes: list[int], rest: int, publish: Publish) -> list[tuple[tuple[int, ...], int]]:
    """What the strongest reader learns, who knows every headcount and this program: for each published page the true counts
    that give it, and each small count (of a unit, of those in none, of the whole) that is the same in all of them."""
    pages = defaultdict(list)
    everybody = sum(sizes) + rest
    for true in product(*[range(staff + 1) for staff in (*sizes, rest)]):
        units = [Share(count, staff) for count, staff in zip(true, sizes, strict=False)]
        pages[publish(units, Share(sum(true), everybody))].append((*true, sum(true)))
    # Nobody, or everybody: that may be said of the whole, and holds for each part.
    told = [same for same in pages.values() if same[0][-1] not in (0, everybody)]
    return [(same[0], place) for same in told for place in learned_from(same, (*sizes, rest, everybody))]


SMALL_HIERARCHIES = [
    ([12, 12], 0),
    ([11, 25], 0),
    ([12, 12], 4),
    ([11, 11], 11),
    ([16, 16, 16], 0),
    ([20, 9], 5),
]


@pytest.mark.parametrize(("sizes", "rest"), SMALL_HIERARCHIES, ids=str)
def test_no_reader_of_a_small_hierarchy_works_out_a_small_count(sizes, rest):
    """All figures of the hierarchy together, over every way the counts can be."""
    assert worked_out(sizes, rest, through_the_gate) == []


@pytest.mark.parametrize("publish", [with_the_gate_off, by_rules_of_single_figures_alone])
def test_the_same_reader_succeeds_without_the_gate(publish):
    """So the test above can fail; and rounding each figure by itself is not enough."""
    assert all(worked_out(sizes, rest, publish) for sizes, rest in [([11, 25], 0), ([16, 16, 16], 0)])


def test_nor_of_three_floors():
    """A trust of two divisions, one of them with two teams, read together: every way the counts can be."""
    pages = defaultdict(list)
    for one, two, other in product(range(12), range(12), range(23)):
        teams = (hierarchy.Place("one", Share(one, 11)), hierarchy.Place("two", Share(two, 11)))
        division, beside = (
            hierarchy.Place("division", Share(one + two, 22), teams),
            hierarchy.Place("beside", Share(other, 22)),
        )
        shown = hierarchy.published(hierarchy.Place("trust", Share(one + two + other, 44), (division, beside)))
        pages[tuple(row.count.text for row in shown.values())].append((one, two, other, one + two, one + two + other))
    assert not [
        same for same in pages.values() if same[0][-1] not in (0, 44) and learned_from(same, (11, 11, 22, 22, 44))
    ]


def learned_from(same: list[tuple[int, ...]], sizes: tuple[int, ...]) -> list[int]:
    """Which small counts are the same in all of these ways."""
    alike = [(place, {true[place] for true in same}) for place in range(len(sizes))]
    return [
        place for place, found in alike if len(found) == 1 and (n := found.pop()) and rules.is_small(n, sizes[place])
    ]


hierarchies = st.lists(counts.filter(lambda pair: pair[0] < 60), min_size=1, max_size=5)


def fits(shown: rules.Published, staff: int) -> list[int]:
    """The counts that a reader of this one figure holds possible."""
    if shown.drawn is None:
        return [count for count in range(staff + 1) if rules.is_small(count, staff) or shown.held is not Held.SMALL]
    return [count for count in range(staff + 1) if abs(count - shown.drawn) <= 2 and not rules.is_small(count, staff)]


@settings(quick, max_examples=60)
@given(hierarchies, st.tuples(st.integers(0, 30), st.integers(0, 30)).map(sorted))
def test_no_pair_of_published_figures_isolates_fewer_than_eight(pairs, rest):
    """A unit and the whole: those in between are 11 staff or more, and their number fits more than one small count."""
    units = [Share(count, staff) for staff, count in pairs]
    whole = Share(sum(unit.part for unit in units) + rest[0], sum(unit.whole for unit in units) + rest[1])
    figures = hierarchy.published(places(units, whole))
    for number, unit in enumerate(units):
        row, total = figures[str(number)], figures["all"]
        if not (row.count.is_shown and total.count.is_shown):
            continue
        between = whole.whole - unit.whole
        assert between >= rules.FEWEST_STAFF
        inside, together = fits(row.count, unit.whole), fits(total.count, whole.whole)
        differences = {one - other for one in together for other in inside if 0 <= one - other <= between}
        if whole.part not in (0, whole.whole):
            assert not (
                len(differences) == 1 and rules.is_small(differences.pop(), between) and whole.part != unit.part
            )
