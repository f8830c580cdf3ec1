"""Fold and rebuild give the same rows, whatever the order; and both count what the measures themselves count."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.insight.tally.codes import SEATS, Kind
from groundswell.insight.tally.count import count_all
from groundswell.insight.tally.keep import Places, fold, rebuild
from groundswell.insight.tally.own import Own

T = 739_000
HOMES, TEAMS, PEOPLE, CHANGES = range(1, 4), range(11, 20), range(1, 13), range(1, 8)
WITH_REF = {Kind.REQUESTED, Kind.DECIDED, Kind.RETURNED, Kind.BLOCKED, Kind.UNBLOCKED}


@dataclass(frozen=True)
class Where:
    """Which organisation each team lies in, which team each person works at, who left, and the board of each organisation."""

    home: tuple[int, ...]
    team: tuple[int, ...]
    gone: tuple[int, ...]
    board: tuple[int, ...]

    def places(self) -> Places:
        home = dict(zip(TEAMS, self.home, strict=True))
        teams = [(team, 100 + home[team], home[team], home[team] % 2, 12 + team % 3, 1) for team in TEAMS]
        members = [
            (person, team, home[team], person % 4, person % 3 == 0, home[team] % 2, 1, gone, person == 5)
            for person, team, gone in zip(PEOPLE, self.team, self.gone, strict=True)
        ]
        units = [(unit, home[team], team) for team in TEAMS for unit in (team, 100 + home[team], home[team])]
        boards = zip(HOMES, self.board, strict=True)
        above = [(one, unit) for one, board in boards for unit in (board, 300)]
        return Places(teams, [tuple(map(int, row)) for row in members], units, above)


def a_fact(event, kind, change, person, day, team, more):
    ref = change * 10 + more % 2 if kind in WITH_REF else 0
    level = more % 5 if ref else more % 2 * (kind in SEATS)
    return (event, day, int(kind), change, person, team, ref, level, day + 14, more % 2)


IDEAS = (8, 9)  # not part of a change at first
DRAWN = st.tuples(
    st.sampled_from(list(Kind)), st.sampled_from([*CHANGES, *IDEAS]), st.sampled_from([0, *PEOPLE]),
    st.one_of(st.integers(T - 400, T), st.integers(T - 900, T)), st.sampled_from(TEAMS), st.integers(0, 30),
)  # fmt: skip
START = Where(
    tuple(1 + at // 3 for at in range(9)), tuple(TEAMS[at % 9] for at in range(12)), (0,) * 12, (201, 201, 202)
)
MOVES = st.one_of(
    st.tuples(st.just("team"), st.integers(0, 11), st.sampled_from(TEAMS)),
    st.tuples(st.just("gone"), st.integers(0, 11), st.integers(T - 300, T)),
    st.tuples(st.just("home"), st.integers(0, 8), st.sampled_from(HOMES)),
    st.tuples(st.just("board"), st.integers(0, 2), st.sampled_from((201, 202))),
)
TAKEN = st.dictionaries(st.sampled_from(IDEAS), st.sampled_from(CHANGES), max_size=1)
DAYS = st.lists(st.tuples(st.lists(DRAWN, max_size=12), st.lists(MOVES, max_size=2), TAKEN), min_size=1, max_size=4)


def cells():
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, measure, key, a, b, c, d, organisation FROM insight_cell ORDER BY 1, 2, 3")
        return cursor.fetchall()


def begun(seed):
    """Every change is raised once and led by somebody, some by two; others join, ask, wait and take up, all over the place."""
    chance, rows = random.Random(seed), []
    lively = [kind for kind in Kind if kind not in (Kind.RAISED, Kind.LED)]
    for change in CHANGES:
        who, day = chance.choices(PEOPLE, k=4), T - chance.randint(40, 700)
        rows += [
            (Kind.RAISED, change, who[0], day),
            (Kind.LED, change, who[1], day + 1),
            (Kind.CYCLE_DONE, change, who[1], day + 9),
        ]
        rows += (
            [(Kind.CO_LED, change, who[2], day + 2), (Kind.RESULT_SHOWN, change, who[2], day + 30)]
            if change % 2
            else []
        )
        rows += [(chance.choice(lively), change, chance.choice(who), day + chance.randint(0, 60)) for _ in range(12)]
    return [a_fact(at, *row, chance.choice(TEAMS), chance.randint(0, 30)) for at, row in enumerate(rows, 1)]


def through(days, seed):
    """Fold day by day; the cells after the last, and the facts and places of that moment."""
    where, facts, taken = START, begun(seed), {}
    with transaction.atomic():
        engine = Own()
        rebuild(engine, T, where.places(), facts)
        engine.close()
    for drawn, moves, on in days:
        for what, which, to in moves:
            row = getattr(where, what)
            where = replace(where, **{what: (*row[:which], to, *row[which + 1 :])})
        last = max(row[0] for row in facts)
        new = [a_fact(last + at, *row) for at, row in enumerate(drawn, 1)]
        taken = {**on, **taken}
        with transaction.atomic():
            engine = Own()
            fold(engine, T, where.places(), new, last, taken.items())
            engine.close()
        facts += new
    return where, facts, taken, cells()


def anew(where, facts, taken):
    with transaction.atomic():
        engine = Own()
        rebuild(engine, T, where.places(), facts, taken.items())
        engine.close()
    return cells()


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(DAYS, st.integers(0, 10_000))
def test_folding_day_by_day_gives_what_counting_everything_gives(days, seed):
    where, facts, taken, folded = through(days, seed)
    assert folded == anew(where, facts, taken)


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2))
def test_duckdb_counts_the_same_beside_the_database(seed):
    duck = pytest.importorskip("groundswell.insight.tally.duck")
    made = []
    for count in (count_all, duck.count_beside):
        with transaction.atomic():
            engine = Own()
            rebuild(engine, T, START.places(), begun(seed), count=count)
            engine.close()
        made.append(cells())
    assert made[0] == made[1]
    assert made[0]
