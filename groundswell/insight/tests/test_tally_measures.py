"""The cells say what the measures say that the golden cases check, on made-up logs."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache

import pytest
from django.db import connection, transaction

from groundswell.insight.counted import of_units
from groundswell.insight.journey import journey
from groundswell.insight.measures.approvals import approvals
from groundswell.insight.measures.blocked import blocked, reversals
from groundswell.insight.measures.boundary import boundary, co_led
from groundswell.insight.measures.clocks import decisions, responses
from groundswell.insight.measures.concentration import concentration
from groundswell.insight.measures.coverage import Team, coverage
from groundswell.insight.measures.intervals import bootstrap, ratio
from groundswell.insight.measures.network import network
from groundswell.insight.measures.progression import Way, progression
from groundswell.insight.measures.rows import Blocker, Clock, Life, Passage, Request, Wait, Working
from groundswell.insight.measures.second import First, second_time
from groundswell.insight.measures.spread import Adoption, spread
from groundswell.insight.measures.waiting import waiting
from groundswell.insight.queries.tally import cells_of_units, tree
from groundswell.insight.tally import cells as read
from groundswell.insight.tally.codes import BEGINNINGS, CONTRIBUTES, FOLLOWS, OWN_ACTS, SEATS, TAKES_PART, Kind, Measure
from groundswell.insight.tally.draws import of_counts
from groundswell.insight.tally.keep import rebuild
from groundswell.insight.tally.own import Own
from groundswell.insight.tests.test_tally import PEOPLE, START, TEAMS, T, begun

SEEDS = range(4)
LEAST = T - 365


class World:
    """The same log, read by plain Python."""

    def __init__(self, seed):
        self.facts = sorted(begun(seed))
        places = START.places()
        self.teams = {row[0]: row for row in places.teams}
        self.members = {row[0]: row for row in places.members}
        self.home = {person: row[1] for person, row in self.members.items()}
        self.of = defaultdict(list)
        for row in self.facts:
            self.of[row[3]].append(row)

    def firsts(self):
        """Of each change: team, owner, day raised."""
        for change, rows in self.of.items():
            first = min((row for row in rows if row[2] in BEGINNINGS), key=lambda row: row[0])
            yield change, first[5], first[4], first[1]

    def first(self, change, kinds, since=0):
        return min((row[1] for row in self.of[change] if row[2] in kinds and since <= row[1] <= T), default=None)

    @cache  # noqa: B019
    def led(self):
        """(change, person) and the days of their own acts after the seat."""
        found = {}
        for change, rows in self.of.items():
            for person in {row[4] for row in rows if row[2] in SEATS and row[4]}:
                seat = min(row[1] for row in rows if row[2] in SEATS and row[4] == person)
                acts = [row[1] for row in rows if row[2] in OWN_ACTS and row[4] == person and seat <= row[1] <= T]
                if seat <= T and acts:
                    found[change, person] = acts
        return found

    @cache  # noqa: B019
    def days(self):
        """Of each person the days of each kind."""
        found = defaultdict(lambda: defaultdict(list))
        for row in self.facts:
            if row[4] and row[1] <= T:
                found[row[4]][row[2]].append(row[1])
        return found

    def earliest(self, person, kinds):
        return min((day for kind in kinds for day in self.days()[person][kind]), default=None)

    def reached(self, person):
        """The first day of each stage of LM7."""
        led = min((min(acts) for (_change, who), acts in self.led().items() if who == person), default=None)
        return (
            self.earliest(person, TAKES_PART),
            self.earliest(person, CONTRIBUTES),
            led,
            self.earliest(person, (Kind.MENTORED,)),
        )

    def leads(self):
        return [pair for pair, acts in self.led().items() if max(acts) > LEAST]

    def requests(self, change, begins, ends):
        refs = {row[6] for row in self.of[change] if row[2] == begins}
        for ref in sorted(refs):
            rows = [row for row in self.of[change] if row[6] == ref and row[1] <= T]
            asked = [row for row in rows if row[2] == begins]
            if asked:
                begin, over = min(row[1] for row in asked), [row[1] for row in rows if row[2] == ends]
                yield rows, begin, max(begin, min(over)) if over else None


@pytest.fixture(params=SEEDS)
def seen(request, db):
    """A log, and what was counted of it: cells and figures by unit."""
    world = World(request.param)
    with transaction.atomic():
        engine = Own()
        rebuild(engine, T, START.places(), world.facts)
        engine.close()
    units = dict(cells_of_units())
    return world, units, dict(of_units(units.items, tree()))


def in_home(world, unit):
    return lambda team: unit == 300 or world.teams[team][2] == unit


UNITS = (1, 2, 3, 300)


def test_response_and_silence(seen):
    world, _units, figures = seen
    for unit in UNITS:
        inside = in_home(world, unit)
        clocks = []
        for change, team, owner, day in world.firsts():
            others = [row[1] for row in world.of[change] if row[4] not in (0, owner) and day <= row[1] <= T]
            if inside(team) and day > LEAST:
                clocks.append(Clock(change, owner, day, min(others, default=None)))
        wanted, found = responses(clocks, T), figures.get(unit, {}).get("response")
        if clocks:
            assert found["median"] == wanted.median_days
            assert tuple(found["median_limits"]) == tuple(wanted.median_limits)
            assert tuple(found["silent"]) == (wanted.silent.part, wanted.silent.whole)
            assert found["behind"][0] == len(clocks)


def test_decisions(seen):
    world, _units, figures = seen
    for unit in UNITS:
        inside, clocks, past, in_time = in_home(world, unit), [], 0, 0
        for change, team, _owner, _day in world.firsts():
            for rows, asked, decided in world.requests(change, Kind.REQUESTED, Kind.DECIDED):
                if inside(team) and asked > LEAST:
                    clocks.append(Clock(change, 1, asked, decided))
                    due = min(row[8] for row in rows if row[2] == Kind.REQUESTED)
                    in_time += decided is not None and decided <= due
                    past += decided is None and due < T
        if clocks:
            wanted, found = decisions(clocks, T, 14), figures[unit]["decision"]
            assert (found["median"], found["p90"]) == (wanted.median_days, wanted.p90_days)
            assert tuple(found["within"]) == (in_time, sum(clock.end is not None for clock in clocks) + past)
            assert found["open_past"] == past


def test_waiting_approvals_and_reversal(seen):
    world, _units, figures = seen
    for unit in UNITS:
        inside, lives, passages, working = in_home(world, unit), [], [], []
        for change, team, owner, day in world.firsts():
            if not inside(team):
                continue
            answered = min(
                (row[1] for row in world.of[change] if row[4] not in (0, owner) and day <= row[1] <= T), default=None
            )
            worked = world.first(change, {Kind.IMPLEMENTED}, day)
            asked = list(world.requests(change, Kind.REQUESTED, Kind.DECIDED))
            stuck = list(world.requests(change, Kind.BLOCKED, Kind.UNBLOCKED))
            waits = [Wait(day, answered), *(Wait(begin, end) for _rows, begin, end in (*asked, *stuck))]
            if (T if worked is None else worked) > LEAST:
                lives.append(Life(change, owner, day, worked, tuple(waits)))
            plain = max((row[9] for row in world.of[change] if row[2] == Kind.LED and row[1] >= day), default=0)
            if worked is not None and LEAST < worked <= T:
                in_order = sorted(asked, key=lambda one: (one[1], one[0][0][6]))
                passages.append(Passage(change, owner, bool(plain), tuple(
                    Request(str(max(row[7] for row in rows if row[2] in (Kind.REQUESTED, Kind.CLIMBED)) or "team"),
                            any(row[2] == Kind.RETURNED for row in rows)) for rows, _begin, _end in in_order
                )))  # fmt: skip
            if worked is not None and T - 545 < worked <= T:
                working.append(Working(change, worked, world.first(change, {Kind.REVERSED}, day)))
        found = figures.get(unit, {})
        if lives:
            spent = waiting(lives, T).changes
            assert found["waiting"]["days"] == sum(one.waiting_days for one in spent)
            assert found["waiting"]["of"] == sum(one.elapsed_days for one in spent)
            squares = [sum(one.waiting_days**2 for one in spent), sum(one.waiting_days * one.elapsed_days for one in spent),
                       sum(one.elapsed_days**2 for one in spent)]  # fmt: skip
            days = (found["waiting"]["days"], found["waiting"]["of"], len(spent))
            assert found["limits"]["waiting"] == ratio(*days, *squares)
        if passages:
            wanted = approvals(passages)
            assert found["approvals"]["requests"] == sum(wanted.requests)
            assert found["approvals"]["handoffs"] == sum(wanted.handoffs)
            assert found["limits"]["requests"] == of_counts(Counter(wanted.requests))
            assert found["limits"]["handoffs"] == of_counts(Counter(wanted.handoffs))
            assert tuple(found["approvals"]["returned"]) == (wanted.rework.part, wanted.rework.whole)
            assert tuple(found["approvals"]["own_authority"]) == (wanted.own_authority.part, wanted.own_authority.whole)
        if working:
            share = reversals(working, T)
            assert tuple(found["reversal"]) == (share.part, share.whole)


def test_blocked(seen):
    world, _units, figures = seen
    for unit in UNITS:
        inside, blockers = in_home(world, unit), []
        for change in world.of:
            for rows, begin, end in world.requests(change, Kind.BLOCKED, Kind.UNBLOCKED):
                if inside(max(row[5] for row in rows if row[2] == Kind.BLOCKED)):
                    level = max(row[7] for row in rows if row[2] in (Kind.BLOCKED, Kind.CLIMBED))
                    blockers.append(Blocker(str(level), begin, end))
        wanted = blocked(blockers, T)
        if wanted.open:
            found = figures[unit]["blocked"]
            assert (found["open"], found["days"]) == (wanted.open, wanted.blocked_days)
            assert {str(level): sum(bands) for level, bands in found["by_level"].items()} == dict(wanted.by_level)


def test_coverage_hands_and_network(seen):
    world, units, figures = seen
    leads = defaultdict(set)
    for _change, person in world.leads():
        leads[world.home[person]].add(person)
    for unit in (1, 2, 3):
        teams = [
            Team(str(team), str(row[1]), row[4], len(leads[team]), sum(not world.members[one][4] for one in leads[team]))
            for team, row in world.teams.items() if row[2] == unit
        ]  # fmt: skip
        wanted = coverage(teams)
        found = figures.get(unit, {}).get("coverage", (0, 0, 0, 0))
        expected = (wanted.led.part, wanted.led_by_two.part, wanted.led_by_others.part, len(wanted.units))
        assert tuple(found) == expected
    ties = {
        (row[4], leader) for change, leader in world.leads() for row in world.of[change]
        if row[2] in FOLLOWS and LEAST < row[1] <= T and row[4] not in (0, leader)
    }  # fmt: skip
    free = {person for person, row in world.members.items() if not row[8]}
    for team, row in world.teams.items():
        people = [person for person in free if world.home[person] == team]
        inside = network(people, ties)
        cell = units.get(team, {}).get(Measure.NETWORK, {}).get(0)
        assert (cell is None) == (inside.ties == 0)
        if cell:
            assert cell[:3] == (inside.ties, max(inside.in_degree.values()), row[4])
    kept = {(one, other) for one, other in ties if one in free and other in free}
    tied = {person for pair in kept for person in pair}
    for key, column in ((1, 4), (2, 3), (3, 2), (4, 5)):
        wanted = boundary({person: world.members[person][column] for person in tied}, kept)
        found = read.boundary(units[300], key) if 300 in units else None
        if kept:
            assert (found.cross, found.within) == (wanted.cross, wanted.within)
            assert found.expected_cross_share == wanted.expected_cross_share
    led = defaultdict(list)
    for change, person in world.leads():
        led[change].append(person)
    part = whole = 0
    for change, leads in led.items():
        seats = [row for row in world.of[change] if row[2] in SEATS and row[1] <= T]
        share = co_led([leads], {person: any(row[4] == person and row[7] for row in seats) for person in leads})
        part, whole = part + share.part, whole + share.whole
    assert tuple(figures[300]["co_led"]) == (part, whole)


@pytest.mark.django_db
def test_the_hands_of_a_team_are_the_measure_of_hands():
    chance = random.Random(5)
    led = [chance.sample(PEOPLE[:9], chance.choice((1, 1, 2, 3))) for _ in range(14)]
    facts, team = [], TEAMS[0]
    for change, leads in enumerate(led, 1):
        facts.append((len(facts) + 1, T - 90, int(Kind.RAISED), change, leads[0], team, 0, 0, 0, 0))
        for kind in (Kind.LED, Kind.CYCLE_DONE):
            facts += [
                (len(facts) + at, T - 80, int(kind), change, who, team, 0, 0, 0, 0) for at, who in enumerate(leads, 1)
            ]
    places = replace(START, team=(team,) * len(PEOPLE)).places()
    with transaction.atomic():
        engine = Own()
        rebuild(engine, T, places, facts)
        engine.close()
    rows = dict(cells_of_units())[team][Measure.WEIGHTS]
    found, wanted = read.hands(rows, 24), concentration(24, led)
    assert found["leads"] == wanted.leaders == 9
    for name in ("n1", "n2", "evenness", "gini"):
        assert found[name] == pytest.approx(float(getattr(wanted, name)), abs=1e-9)
    low, high = found["n1_limits"]
    by_hand = bootstrap(led, lambda drawn: concentration(24, drawn).n1, seed=1)
    assert (low, high) == pytest.approx(tuple(by_hand), abs=0.25)
    assert low < found["n1"] < high + 0.5


def test_progression_spread_and_second_time(seen):
    world, _units, figures = seen
    for unit in UNITS:
        inside = in_home(world, unit)
        ways, firsts = [], []
        for person, row in world.members.items():
            if not inside(row[1]):
                continue
            if not row[8]:
                ways.append(Way(world.reached(person)))
            if (noticed := world.earliest(person, (Kind.RAISED,))) is not None:
                later = [day for kind in world.days()[person].values() for day in kind if day > noticed]
                firsts.append(First(noticed, min(later, default=None)))
        moves = [(one.events, one.person_days, one.at_risk) for one in progression(ways, LEAST, T).values()]
        found = figures.get(unit, {})
        assert [tuple(row) for row in found.get("moves", [(0, 0, 0)] * 3)] == moves
        share = second_time(firsts, T)
        assert tuple(found.get("second", (0, 0))) == (share.part, share.whole)
        done, taken = [], []
        for change, team, _owner, day in world.firsts():
            worked = world.first(change, {Kind.IMPLEMENTED}, day)
            if inside(team) and worked is not None and worked <= T:
                done.append((change, worked))
                adopters = defaultdict(list)
                for row in world.of[change]:
                    if row[2] == Kind.ADOPTED and row[5] != team and worked <= row[1] <= T:
                        adopters[row[5]].append(row[1])
                taken += [Adoption(change, min(when)) for when in adopters.values()]
        wanted = spread(done, taken, T)
        if wanted.children:
            assert sorted(read.spread(found).children) == sorted(wanted.children)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_persons_own_journey_has_the_days_that_the_map_counts(seed):
    world = World(seed)
    for person in world.members:
        own = [row for row in world.facts if row[4] == person and row[1] <= T]
        assert tuple(one.day for one in journey(own)) == world.reached(person)


@pytest.mark.django_db
def test_the_engine_leaves_nothing_behind():
    with transaction.atomic():
        engine = Own()
        engine.run("CREATE TEMP TABLE t_change AS SELECT 1 AS one")
        engine.close()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE t_change AS SELECT 1 AS one")
        cursor.execute("DROP TABLE t_change")
