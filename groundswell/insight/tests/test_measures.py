"""Each measure against another way of working it out: counting pairs, days and people one by one, or another library."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import pairwise, product

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight.measures import rows
from groundswell.insight.measures.approvals import approvals
from groundswell.insight.measures.blocked import BANDS, OLDEST, blocked, reversals
from groundswell.insight.measures.boundary import boundary, co_led
from groundswell.insight.measures.breadth import Group, breadth
from groundswell.insight.measures.clocks import Act, decisions, first_answer, responses
from groundswell.insight.measures.concentration import concentration
from groundswell.insight.measures.connectedness import connectedness
from groundswell.insight.measures.coverage import FEWEST_STAFF, Team, coverage
from groundswell.insight.measures.funnel import Funnel, Where, winsorised
from groundswell.insight.measures.intervals import Z95, Z998, Share
from groundswell.insight.measures.network import network
from groundswell.insight.measures.progression import STAGES, Way, progression
from groundswell.insight.measures.pulse import favourable
from groundswell.insight.measures.second import First, second_time
from groundswell.insight.measures.spread import Adoption, spread
from groundswell.insight.measures.waiting import waiting

quick = settings(max_examples=150, deadline=None, derandomize=True)
NAMES = "abcdefg"
people = st.lists(st.sampled_from(NAMES), unique=True, max_size=7)
ties = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=30)
days = st.integers(0, 60)
maybe_days = st.none() | days


def graph_of(members, pairs) -> networkx.DiGraph:
    graph = networkx.DiGraph()
    graph.add_nodes_from(members)
    graph.add_edges_from((one, other) for one, other in pairs if one != other and {one, other} <= set(members))
    return graph


@quick
@given(people, ties)
def test_network_as_networkx_sees_it(members, pairs):
    found, graph = network(members, pairs), graph_of(members, pairs)
    assert found.ties == graph.number_of_edges()
    assert found.in_degree == dict(graph.in_degree())
    if found.n < 2:
        assert (found.density, found.in_degree_centralisation, found.decentralisation) == (None, None, None)
        return
    assert float(found.density) == pytest.approx(networkx.density(graph), abs=1e-12)
    central = networkx.in_degree_centrality(graph)
    most = max(central.values())
    # In-degree centrality is in-degree over n - 1, so Freeman's sum lacks one more n - 1 below.
    assert float(found.in_degree_centralisation) == pytest.approx(
        sum(most - each for each in central.values()) / (found.n - 1), abs=1e-12
    )
    assert 0 <= found.in_degree_centralisation <= 1
    assert found.decentralisation == 1 - found.in_degree_centralisation


@quick
@given(st.dictionaries(st.sampled_from(NAMES), st.sampled_from("xyz"), max_size=7), ties)
def test_boundaries_as_networkx_and_counting_see_them(sides, pairs):
    found, graph = boundary(sides, pairs), graph_of(list(sides), pairs)
    crossing = sum(sides[one] != sides[other] for one, other in graph.edges)
    assert (found.cross, found.within) == (crossing, graph.number_of_edges() - crossing)
    every = [(one, other) for one, other in product(sides, sides) if one != other]
    if every:
        assert found.expected_cross_share == Fraction(sum(sides[a] != sides[b] for a, b in every), len(every))
    else:
        assert found.expected_cross_share is None
    networkx.set_node_attributes(graph, sides, "side")
    if found.assortativity is None:
        ends = {sides[person] for tie in graph.edges for person in tie}
        assert len(ends) <= 1
    else:
        other = networkx.attribute_assortativity_coefficient(graph, "side")
        assert float(found.assortativity) == pytest.approx(other, abs=1e-9)
    if found.ei_index is not None:
        assert found.ei_index == 2 * found.cross_share.value - 1


def test_all_ties_to_the_other_side_are_as_mixed_as_can_be():
    found = boundary({"a": 1, "b": 2}, [("a", "b"), ("b", "a")])
    assert (found.ei_index, found.assortativity, found.observed_to_expected) == (1, -1, 1)


@quick
@given(st.lists(st.lists(st.sampled_from(NAMES), max_size=4), max_size=8), st.integers(7, 25))
def test_concentration_by_all_pairs(changes, staff):
    found = concentration(staff, changes)
    led = [set(leads) for leads in changes if leads]
    assert found.total == len(led)
    if not led:
        assert (found.n1, found.n2, found.gini, found.evenness, found.top_tenth_share) == (None,) * 5
        return
    of_each = [*found.weights.values(), *[Fraction(0)] * (staff - found.leaders)]
    apart = sum(abs(one - other) for one, other in product(of_each, of_each))
    assert found.gini == apart / (2 * staff * sum(of_each))
    assert 1 - 1e-12 <= float(found.n2) <= found.n1 + 1e-12 <= found.leaders + 1e-9
    assert found.top_tenth_share == sum(sorted(of_each)[-math.ceil(staff / 10) :]) / len(led)


def test_more_leads_than_staff_is_told():
    with pytest.raises(ValueError, match="2 leads among 1 staff"):
        concentration(1, [["a", "b"]])


@st.composite
def some_teams(draw):
    sizes = draw(st.lists(st.tuples(st.integers(0, 30), st.sampled_from("pqr"), st.integers(0, 3)), max_size=14))
    return [Team(f"t{number}", parent, staff, leads) for number, (staff, parent, leads) in enumerate(sizes)]


@quick
@given(some_teams())
def test_pooling_loses_nobody_and_leaves_no_small_unit(teams):
    found = coverage(teams)
    gathered = [name for unit in found.units for name in unit.ids]
    assert sorted([*gathered, *found.not_shown]) == sorted(team.id for team in teams)
    by_id = {team.id: team for team in teams}
    for unit in found.units:
        assert unit.staff == sum(by_id[name].staff for name in unit.ids) >= FEWEST_STAFF
        assert unit.leads == sum(by_id[name].leads for name in unit.ids)
        assert len({by_id[name].parent for name in unit.ids}) == 1
    for parent in {by_id[name].parent for name in found.not_shown}:
        inside = [team for team in teams if team.parent == parent]
        assert sum(team.staff for team in inside) < FEWEST_STAFF
    assert found.led_by_two.part <= found.led.part
    assert found == coverage(teams)


@quick
@given(some_teams(), st.randoms(use_true_random=False))
def test_the_order_of_teams_decides_nothing(teams, chance):
    turned = list(teams)
    chance.shuffle(turned)
    assert {frozenset(unit.ids) for unit in coverage(turned).units} == {
        frozenset(unit.ids) for unit in coverage(teams).units
    }


@quick
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 9)), max_size=6))
def test_breadth_is_what_is_shared(sizes):
    found = breadth(Group(str(number), *size) for number, size in enumerate(sizes))
    if not (found.staff and found.leaders):
        assert found.breadth is None
        return
    shares = [(Fraction(group.leaders, found.leaders), Fraction(group.staff, found.staff)) for group in found.groups]
    assert found.breadth == sum(min(pair) for pair in shares)
    for group, (of_leads, of_staff) in zip(found.groups, shares, strict=True):
        ratio = found.representation_ratio(group)
        assert ratio == (of_leads / of_staff if of_staff else None)


def test_rates_for_each_100_have_exact_limits():
    low, high = Group("nursing", 200, 0).limits
    assert (low, high) == (0.0, pytest.approx(-math.log(0.025) / 2))
    assert Group("nobody", 0, 0).limits is None


@pytest.mark.parametrize(("staff", "leaders"), [(-1, 0), (1, -1)])
def test_a_count_below_nought_is_told(staff, leaders):
    with pytest.raises(ValueError, match="not negative"):
        breadth([Group("x", staff, leaders)])


@st.composite
def ways(draw):
    reached = tuple(draw(st.tuples(*[maybe_days] * 4)))
    return Way(reached, draw(maybe_days))


@quick
@given(st.lists(ways(), max_size=6), st.integers(0, 30), st.integers(0, 30))
def test_progression_day_by_day(found_ways, start, length):
    """At risk on a day: the stage was reached before it, no later one and no leaving was; the window holds it."""
    end = start + length
    moves = progression(found_ways, start, end)
    for stage, pair in enumerate(pairwise(STAGES)):
        at_risk = events = 0
        for way in found_ways:
            since, following = way.reached[stage], way.reached[stage + 1]
            over = [day for day in (*way.reached[stage + 1 :], way.left) if day is not None]
            for day in range(start + 1, end + 1):
                if since is not None and since < day and all(day <= each for each in over):
                    at_risk += 1
                    events += following == day
        assert (moves[pair].events, moves[pair].person_days) == (events, at_risk)
        assert (moves[pair].rate is None) is (moves[pair].limits is None) is (at_risk == 0)


def test_a_window_runs_forward():
    with pytest.raises(ValueError, match="before it starts"):
        progression([], 2, 1)


@quick
@given(
    st.lists(st.integers(0, 40), max_size=8),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 60)), max_size=25),
    st.integers(1, 15),
)
def test_spread_change_by_change(implemented, adopted, follow_up):
    as_of = 40
    found = spread(enumerate(implemented), [Adoption(*each) for each in adopted], as_of, follow_up)
    cohort = [
        (key, day)
        for key, day in enumerate(implemented)
        if day in range(as_of - 2 * follow_up + 1, as_of - follow_up + 1)
    ]
    children = [sum(parent == key and day <= on <= day + follow_up for parent, on in adopted) for key, day in cohort]
    assert list(found.children) == children
    if len(children) > 1:
        squares = sum(Fraction(count) ** 2 for count in children) - Fraction(sum(children) ** 2, len(children))
        assert found.variance == squares / (len(children) - 1)
        assert (found.dispersion_k is None) is (found.variance <= found.r)


clocks = st.lists(st.tuples(st.sampled_from("xyz"), days, maybe_days), max_size=12).map(
    lambda each: [
        rows.Clock(number, who, start, None if end is None else start + end)
        for number, (who, start, end) in enumerate(each)
    ]
)


@quick
@given(clocks, st.integers(0, 80), st.integers(0, 20))
def test_clocks_one_by_one(given_clocks, as_of, limit):
    there = [clock for clock in given_clocks if clock.start <= as_of]
    ended = {clock: clock.end is not None and clock.end <= as_of for clock in there}
    old = [clock for clock in there if clock.start + limit <= as_of]
    silent = responses(given_clocks, as_of, limit).silent
    in_time = [clock for clock in old if ended[clock] and clock.end <= clock.start + limit]
    assert (silent.part, silent.whole) == (len(old) - len(in_time), len(old))
    found = decisions(given_clocks, as_of, limit)
    late = [clock for clock in there if not ended[clock] and as_of > clock.start + limit]
    assert found.open_past == len(late)
    assert found.within.whole == sum(ended.values()) + len(late)
    assert found.within.part == sum(ended[clock] and clock.end - clock.start <= limit for clock in there)
    assert found.behind == (len(there), len({clock.person for clock in there}))


def test_what_comes_after_the_snapshot_changes_nothing():
    before = [rows.Clock(1, "a", 0, None), rows.Clock(2, "b", 5, 9)]
    after = [rows.Clock(1, "a", 0, 31), rows.Clock(2, "b", 5, 9), rows.Clock(3, "c", 31, 32)]
    assert responses(after, 30) == responses(before, 30)
    assert decisions(after, 30, 7) == decisions(before, 30, 7)


def test_only_a_human_act_of_somebody_else_is_an_answer():
    acts = [
        Act("me", 3, False),
        Act("clock", 4, True),
        Act("you", 2, False),
        Act("you", 9, False),
        Act("you", 8, False),
    ]
    assert first_answer("me", 3, acts, 20) == 8
    assert first_answer("me", 3, acts, 7) is None
    assert first_answer("you", 3, acts, 7) == 3


requests = st.lists(st.builds(rows.Request, st.sampled_from(["team", "ward", "trust"]), st.booleans()), max_size=6)


@quick
@given(st.lists(st.tuples(st.sampled_from("xyz"), st.booleans(), requests), max_size=8))
def test_approvals_step_by_step(given_changes):
    passages = [rows.Passage(number, who, low, tuple(asked)) for number, (who, low, asked) in enumerate(given_changes)]
    found = approvals(passages)
    for handoffs, passage in zip(found.handoffs, passages, strict=True):
        held = ["team", *(request.holder for request in passage.requests)]
        assert handoffs == sum(one != other for one, other in pairwise(held))
    assert found.rework.part == sum(any(request.returned for request in each.requests) for each in passages)
    low = [each for each in passages if each.is_low_risk]
    assert (found.own_authority.part, found.own_authority.whole) == (
        len([each for each in low if len(each.requests) == 0]), len(low),
    )  # fmt: skip
    if passages:
        assert found.approvals_per_change * len(passages) == sum(len(each.requests) for each in passages)


waits = st.lists(st.builds(rows.Wait, days, maybe_days), max_size=6)


@quick
@given(st.lists(st.tuples(days, st.none() | st.integers(0, 30), waits), max_size=5))
def test_waiting_days_counted_one_by_one(given_lives):
    as_of = 70
    lives = [
        rows.Life(number, "x", start, None if length is None else start + length, tuple(waited))
        for number, (start, length, waited) in enumerate(given_lives)
    ]
    found = waiting(lives, as_of)
    for life, spent in zip(lives, found.changes, strict=True):
        end = as_of if life.end is None else life.end
        waited = [
            day for day in range(life.start, end)
            if any(wait.start <= day and (wait.end is None or day < wait.end) for wait in life.waits)
        ]  # fmt: skip
        assert (spent.waiting_days, spent.elapsed_days) == (len(waited), end - life.start)
    elapsed = sum(spent.elapsed_days for spent in found.changes)
    if elapsed:
        assert found.waiting_share == Fraction(sum(spent.waiting_days for spent in found.changes), elapsed)
        assert found.flow_efficiency == 1 - found.waiting_share
    else:
        assert found.waiting_share is found.flow_efficiency is None


def test_a_change_that_ends_before_it_begins_is_told():
    with pytest.raises(ValueError, match="change 7 ends before"):
        waiting([rows.Life(7, "x", 5, 4, ())], 10)


cleared = st.none() | st.integers(0, 130)
blockers = st.builds(rows.Blocker, st.sampled_from(["ward", "trust"]), st.integers(0, 120), cleared)


@quick
@given(st.lists(blockers, max_size=9), st.integers(100, 120))
def test_blockers_one_by_one(given_blockers, as_of):
    found = blocked(given_blockers, as_of)
    there = [each for each in given_blockers if each.since <= as_of]
    ages = [as_of - each.since for each in there if not (each.cleared is not None and each.cleared <= as_of)]
    assert found.open == len(ages) == found.by_level.total() == found.bands.total()
    assert found.blocked_days == sum(ages)
    assert list(found.bands) == [*BANDS, OLDEST]
    assert found.bands["0-7"] == sum(age < 8 for age in ages)
    assert found.bands[OLDEST] == sum(age > 90 for age in ages)
    if ages:
        middle = found.median_age_days
        assert max(sum(age < middle for age in ages), sum(age > middle for age in ages)) <= len(ages) / 2


def test_giving_up_on_the_last_day_is_in_time():
    working = [rows.Working(1, 0, 180), rows.Working(2, 0, 181), rows.Working(3, 0, None), rows.Working(4, 1, 2)]
    assert reversals(working, 180) == Share(1, 3)


shares = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Share(min(pair), max(pair))), max_size=25
)


@quick
@given(shares)
def test_funnel_holds_what_it_promises(units):
    funnel = Funnel(tuple(units))
    for unit in units:
        limits, wider, weight = funnel.limits(unit, Z95), funnel.limits(unit, Z998), funnel.weight(unit)
        if limits is None or wider is None:
            assert not unit.whole
            continue
        assert 0 <= wider.low <= limits.low <= float(funnel.target) <= limits.high <= wider.high <= 1
        assert 0 <= weight <= 1
        ends = sorted([funnel.target, unit.value])
        assert ends[0] <= funnel.shrunk(unit) <= ends[1]
        z = funnel.z(unit)
        if (
            z is not None
            and abs(abs(z) / math.sqrt(funnel.phi_used) - Z95) > 1e-9
            and limits.low > 0
            and limits.high < 1
        ):
            assert (funnel.where(unit) is not Where.INSIDE) is (abs(z) / math.sqrt(funnel.phi_used) > Z95)
    sizes = sorted((unit.whole, funnel.weight(unit)) for unit in units if unit.whole)
    assert all(one[1] <= other[1] for one, other in pairwise(sizes))


def test_units_that_are_too_different_share_no_target():
    alike, apart = [Share(50, 100)] * 4, [Share(0, 1000), Share(1000, 1000)] * 2
    assert Funnel(tuple(alike)).has_common_target
    assert Funnel(tuple(alike)).phi_used == 1
    assert not Funnel(tuple(apart)).has_common_target
    assert Funnel(()).target is None


def test_where_a_unit_lies():
    rest = [Share(500, 1000)] * 20
    places = [Funnel((*rest, Share(part, 100))).where(Share(part, 100)) for part in (50, 61, 39, 70, 30)]
    assert places == [Where.INSIDE, Where.BEYOND_95, Where.BEYOND_95, Where.BEYOND_998, Where.BEYOND_998]


@quick
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=35))
def test_winsorised_replaces_a_tenth_at_each_end(values):
    found, ordered, tenth = winsorised(values), sorted(values), len(values) // 10
    middle = ordered[tenth : len(ordered) - tenth]
    assert found == [middle[0]] * tenth + middle + [middle[-1]] * tenth


def test_a_lead_whose_seat_is_unknown_is_told():
    assert co_led([["a", "b"], ["a"], []], {"a": True, "b": False}) == Share(1, 2)
    with pytest.raises(KeyError):
        co_led([["z"]], {"a": True})


def test_five_answers_make_a_pulse():
    assert favourable([1, 2, 3, 4, 2]) == Share(6, 12)
    with pytest.raises(ValueError, match="five answers"):
        favourable([1, 2, 3])


def test_who_is_behind_counts_each_once():
    passages = [rows.Passage(1, "a", True, ()), rows.Passage(1, "b", True, ()), rows.Passage(2, "a", True, ())]
    assert rows.behind(passages) == rows.Behind(changes=2, people=2)
    assert Counter() == blocked([], 5).by_level


@quick
@given(
    st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from("xyz")),
    st.lists(st.tuples(*2 * [st.sampled_from("abcdefghijk")]), max_size=14),
)
def test_connectedness_as_networkx_sees_it(organisations, shared):
    found = connectedness(organisations, shared)
    graph = networkx.Graph()
    graph.add_nodes_from(organisations)
    graph.add_edges_from((one, other) for one, other in shared if one != other and {one, other} <= organisations.keys())
    parts = list(networkx.connected_components(graph))
    assert found.teams == len(organisations)
    assert found.largest == max(map(len, parts), default=0)
    assert {frozenset(bridge) for bridge in found.bridges} == {frozenset(edge) for edge in networkx.bridges(graph)}
    assert set(found.hinges) == set(networkx.articulation_points(graph))
    outside = [
        team for team in organisations if any(organisations[other] != organisations[team] for other in graph[team])
    ]
    assert found.outside == len(outside)


def test_connectedness_of_a_long_line_needs_no_deep_stack():
    found = connectedness({team: team % 2 for team in range(50_000)}, pairwise(range(50_000)))
    assert (found.largest, len(found.bridges), len(found.hinges)) == (50_000, 49_999, 49_998)
    assert found.reaching_out.value == 1


FIRSTS = st.builds(
    lambda noticed, more: First(noticed, None if more is None else noticed + more),
    st.integers(0, 600),
    st.none() | st.integers(1, 90),
)


@quick
@given(st.lists(FIRSTS, max_size=20), st.integers(300, 700))
def test_the_second_time_counted_one_by_one(people, as_of):
    days = range(as_of - 424, as_of - 59)
    cohort = [one for one in people if one.noticed in days]
    again = [one for one in cohort if one.again in range(one.noticed + 1, one.noticed + 61)]
    assert second_time(people, as_of) == Share(len(again), len(cohort))


def test_a_second_act_on_the_same_day_is_none():
    with pytest.raises(ValueError, match="on the day of the notice"):
        second_time([First(10, 10)], 100)
