"""What the bureaucracy costs, from rows: each figure against the same worked out the long way, for any small organisation."""

from __future__ import annotations

import json
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.insight import rules
from groundswell.insight.bureaucracy import (
    WINDOW,
    Change,
    Permission,
    Promise,
    Rows,
    fields_typed,
    figures,
    never_refused,
)
from groundswell.insight.hierarchy import shown_together
from groundswell.insight.measures.rows import Blocker, Clock, Wait
from groundswell.insight.rules import Group

quick = settings(max_examples=150, deadline=None, derandomize=True)
AS_OF = 1000
days = st.integers(AS_OF - 500, AS_OF)
KINDS, ORIGINS, LEVELS = ("data", "cost"), ("law", "ours"), ("team", "division", "executive")


def until(start: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(start, AS_OF)


@st.composite
def permissions(draw) -> Permission:
    start = draw(days)
    end = draw(until(start))
    decision = "" if end is None else draw(st.sampled_from(("yes", "yes_with_conditions", "no")))
    return Permission(
        draw(st.integers(0, 9)), draw(st.integers(0, 6)), draw(st.integers(0, 6)), draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(ORIGINS)), tuple(draw(st.lists(st.sampled_from(LEVELS), min_size=1, max_size=3))), start, end,
        # The calendar of working days is said here as every day but the seventh.
        start - start // 7, None if end is None else end - end // 7, draw(st.sampled_from((2, 5))), decision,
        decision == "yes" and draw(st.booleans()), draw(st.integers(0, 2)), draw(st.booleans()),
    )  # fmt: skip


@st.composite
def changes(draw, key: int) -> Change:
    raised = draw(days)
    waits = [
        (cause, Wait(start, draw(until(start))))
        for cause, start in draw(st.lists(st.tuples(st.sampled_from(("answer", "ask:time")), days), max_size=3))
    ]
    worked = draw(until(raised))
    return Change(
        key,
        draw(st.integers(0, 6)),
        draw(st.booleans()),
        raised,
        raised,
        draw(until(raised)),
        worked,
        worked,
        tuple(waits),
    )


@st.composite
def organisations(draw) -> Rows:
    made = Rows(AS_OF, AS_OF - AS_OF // 7)
    made.permissions = draw(st.lists(permissions(), max_size=25))
    made.changes = [draw(changes(key)) for key in range(draw(st.integers(0, 10)))]
    made.asks = draw(st.lists(st.builds(Blocker, st.sampled_from(LEVELS), days, st.none() | days), max_size=15))
    made.promises = draw(
        st.lists(
            st.builds(Promise, st.integers(0, 3), st.integers(0, 5), days, st.sampled_from(("kept", "broken", "open"))),
            max_size=9,
        )
    )
    for start in draw(st.lists(days, max_size=12)):
        made.ideas.append(Clock(len(made.ideas), draw(st.integers(0, 6)), start, draw(until(start))))
    return made


def in_window(day: int | None) -> bool:
    return day is not None and day in range(AS_OF - WINDOW + 1, AS_OF + 1)


@quick
@given(organisations())
def test_counts_are_those_of_the_rows(rows):
    found, asked = figures(rows), [row for row in rows.permissions if row.is_ours and in_window(row.start)]
    began = [row for row in rows.changes if in_window(row.began)]
    named = [row.change for row in rows.permissions]
    assert found["at_once"]["went"] == len([row for row in began if row.is_plain and named.count(row.change) == 0])
    assert found["at_once"]["began"] == len(began)
    assert found["asked"]["asked"] == len(asked)
    assert found["asked"]["refused"] == [row.decision for row in asked].count("no")
    assert found["asked"]["by_clock"] == [row.automatic for row in asked].count(True)
    assert {kind: one["asked"] for kind, one in found["by_kind"].items()} == Counter(row.kind for row in asked)
    assert {level: one["refused"] for level, one in found["by_level"].items() if one["refused"]} == Counter(
        row.levels[-1] for row in asked if row.decision == "no"
    )
    made = [row for row in rows.promises if in_window(row.start)]
    assert found["promises"]["became"] == Counter(row.became for row in made)
    still = [row for row in rows.asks if row.cleared is None or row.cleared > AS_OF]
    assert found["asks"]["open"] == len(still)
    assert found["asks"]["days"] == sum(AS_OF - row.since for row in still)
    for level, bands in found["asks"]["by_level"].items():
        ages = [AS_OF - row.since for row in still if row.level == level]
        assert bands == [
            sum(low <= age <= high for age in ages) for low, high in ((0, 7), (8, 30), (31, 90), (91, AS_OF))
        ]


@quick
@given(organisations())
def test_days_are_those_of_the_rows(rows):
    found, asked = figures(rows), [row for row in rows.permissions if row.is_ours and in_window(row.start)]
    waited = [(rows.as_of_working if row.end_working is None else row.end_working) - row.start_working for row in asked]
    assert sum(one["days"] for one in found["by_origin"].values()) == sum(waited)
    in_time = [
        days <= row.clock for row, days in zip(asked, waited, strict=True) if row.end is not None or days > row.clock
    ]
    assert found["decision"]["within"] == [in_time.count(True), len(in_time)]
    if asked and all(row.end is not None for row in asked):  # with none open it is the plain median, the lower of two
        assert found["decision"]["median"] == sorted(waited)[(len(waited) - 1) // 2]
    answered = [row for row in rows.ideas if in_window(row.start)]
    old = [row for row in answered if AS_OF - row.start >= 14]
    silent = [row for row in old if row.end is None or row.end - row.start > 14]
    assert found["response"]["silent"] == [len(silent), len(old)]


@quick
@given(organisations())
def test_waiting_is_counted_day_by_day(rows):
    found = figures(rows)["waiting"]
    waited = lived = 0
    causes: Counter[str] = Counter()
    for row in rows.changes:
        end = AS_OF if row.ended is None else row.ended
        if end <= AS_OF - WINDOW and row.ended is not None:
            continue
        lived += end - row.raised
        for day in range(row.raised, end):
            why = {cause for cause, wait in row.waits if wait.start <= day and (wait.end is None or day < wait.end)}
            waited += bool(why)
            causes.update(why)
    assert (found["days"], found["of"]) == (waited, lived)
    assert {cause: one["days"] for cause, one in found["causes"].items()} == causes


@quick
@given(organisations())
def test_hands_are_counted_one_by_one(rows):
    found = figures(rows)["approvals"]
    requests = hands = returned = 0
    for row in rows.changes:
        if in_window(row.worked):
            holder, asked = "team", [one for one in rows.permissions if one.change == row.change]
            requests += len(asked)
            returned += any(one.returned for one in asked)
            for level in (level for one in asked for level in one.levels):
                hands, holder = hands + (level != holder), level
    assert (found["requests"], found["handoffs"], found["returned"][0]) == (requests, hands, returned)


@quick
@given(organisations())
def test_it_can_be_kept_as_it_is_and_names_nobody(rows):
    """What comes back from the table says the same; keys of changes and people are not among the words in it."""
    kept = json.loads(json.dumps(figures(rows)))
    again = figures(rows)
    assert kept == json.loads(json.dumps(again))
    assert not {"person", "change", "name"} & set(json.dumps(kept).replace('"', " ").split())


def request(place: int, decision: str = "yes", origin: str = "ours") -> Permission:
    return Permission(place, place, place, "cost", origin, ("team",), 900, 901, 800, 801, 5, decision, False, 0)


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ([request(place) for place in range(8)], True),
        ([request(place % 5) for place in range(8)], True),
        ([request(place % 4) for place in range(8)], False),  # too few teams
        ([request(place) for place in range(7)], False),  # too few decided
        ([request(place) for place in range(8)] + [request(9, "no")], False),
        ([request(place) for place in range(8)] + [request(9, origin="law")], False),
        ([request(place, origin="habit") for place in range(8)], True),
        ([request(place, "") for place in range(8)], False),
    ],
)
def test_what_was_never_refused_is_offered_to_be_dropped(asked, offered):
    assert bool(never_refused(asked)) is offered


@pytest.mark.parametrize(
    ("decision", "returned", "fields"), [("yes", 0, 1), ("no", 0, 3), ("yes_with_conditions", 1, 4)]
)
def test_fields_of_a_permission(decision, returned, fields):
    assert fields_typed(request(1, decision)._replace(returned=returned)) == fields


def heads(*sizes: int) -> dict[int, frozenset[int]]:
    """A place 0 with so many people of its own, and the places 1, 2 ... inside it."""
    found, first = {}, 0
    for place, size in enumerate(sizes):
        found[place] = frozenset(range(first, first + size))
        first += size
    return {**found, 0: frozenset(range(first))}


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [
        ((0, 20, 20), {0, 1, 2}),
        ((0, 10, 20), {0}),  # the ten would be what is left
        ((0, 20, 30, 5), {0, 2}),  # the five as well: the smaller of its neighbours is held beside them
        ((11, 20, 30), {0, 1, 2}),
        ((4, 20, 30), {0, 2}),
        ((3, 2), set()),
    ],
)
def test_nothing_small_is_left_when_shown_places_are_taken_away(sizes, shown):
    assert shown_together(heads(*sizes), dict.fromkeys(range(1, len(sizes)), 0)) == shown


@quick
@given(st.lists(st.integers(0, 40), min_size=1, max_size=8), st.data())
def test_no_reader_can_take_a_small_group_out(sizes, data):
    """In any tree: a shown place without the shown places inside it has nobody or eleven."""
    above = {place: data.draw(st.integers(0, place - 1)) for place in range(1, len(sizes))}
    own = {place: set(range(100 * place, 100 * place + size)) for place, size in enumerate(sizes)}
    for place in sorted(above, reverse=True):
        own[above[place]] |= own[place]
    people = {place: frozenset(found) for place, found in own.items()}
    shown = shown_together(people, above)
    for place in shown:
        inside = {one for one in shown if one != place and place in chain(one, above)}
        left = people[place].difference(*(people[one] for one in inside))
        assert len(people[place]) >= 11
        assert not left or len(left) >= 11


def chain(place: int, above: dict[int, int]) -> list[int]:
    found = [place]
    while found[-1] in above:
        found.append(above[found[-1]])
    return found


def test_hours_pass_the_gate():
    assert str(rules.worked_out(Group(40), Fraction(5, 4))) == "1.3"
    assert rules.worked_out(Group(10), Fraction(5, 4)).text == rules.STAR
