"""An attack on what is published: somebody who knows every headcount takes figures of two months from each other.

The attacker sees the counts of a place and of all places inside it in two months that follow each other, knows how many work at
each, that nothing changed at all but one of them, and that at most three people are more or fewer there; and tries every way in which
it can all be true. A count of 1 to 7 people, or of all but 1 to 7, that can be no other is a leak. Another drills down from the exact
counts of the nation to boards and organisations, of one month. With the gate switched off the same attacks must succeed. `make soak`
tries 10,000 times.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from groundswell.insight import hierarchy, rules
from groundswell.insight.measures.intervals import Share

UNKNOWN = range(-3, 4)


@dataclass(frozen=True)
class Unit:
    count: int
    staff: int


def made_up(chance: random.Random) -> list[Unit]:
    """Two to six units, the last of them those who work at none of the places inside: nobody, or more than ten."""
    found = []
    for _ in range(chance.randint(2, 6)):
        staff = chance.choice([chance.randint(11, 40), chance.randint(12, 120), chance.randint(3, 15)])
        found.append(Unit(chance.choice([0, chance.randint(0, min(staff, 9)), chance.randint(0, staff)]), staff))
    others = chance.choice([0, 0, chance.randint(11, 40)])
    return [*found, Unit(chance.randint(0, others), others)]


def a_month_later(units: list[Unit], at: int, chance: random.Random) -> list[Unit]:
    more = chance.choice(UNKNOWN)
    count = min(max(units[at].count + more, 0), units[at].staff)
    return [replace(unit, count=count) if number == at else unit for number, unit in enumerate(units)]


def seen(units: list[Unit], *, gate: bool) -> list[set[int]]:
    """What each count can be to a reader of one month: the whole first, then the places inside; of the others nothing is said."""
    whole = Unit(sum(unit.count for unit in units), sum(unit.staff for unit in units))
    if not gate:
        return [{whole.count}, *({unit.count} for unit in units[:-1]), anything(units[-1])]
    inside = tuple(hierarchy.Place(f"{at}", Share(unit.count, unit.staff)) for at, unit in enumerate(units[:-1]))
    found = hierarchy.published(hierarchy.Place("", Share(whole.count, whole.staff), inside))
    shown = [(found[""], whole), *((found[f"{at}"], unit) for at, unit in enumerate(units[:-1]))]
    return [*(read(figure, unit) for figure, unit in shown), anything(units[-1])]


def read(figure: rules.People, unit: Unit) -> set[int]:
    if not figure.count.is_shown:
        return anything(unit)
    fits = (count for count in anything(unit) if rules.nearest(count) == figure.count.drawn)
    return {count for count in fits if not rules.is_small(count, unit.staff)}


def anything(unit: Unit) -> set[int]:
    return set(range(unit.staff + 1))


def sums(sets: list[set[int]]) -> set[int]:
    found = {0}
    for one in sets:
        found = {a + b for a in found for b in one}
    return found


def worked_out(before: list[set[int]], after: list[set[int]], changed: int) -> list[set[int]]:
    """What each unit's count can have been in the first month, with everything in view."""
    left: list[set[int]] = [set() for _unit in before[1:]]
    for more in UNKNOWN:
        whole = {count for count in before[0] if count + more in after[0]}
        units = [
            {count for count in one if count + (more if at == changed else 0) in other}
            for at, (one, other) in enumerate(zip(before[1:], after[1:], strict=True))
        ]
        for at, unit in enumerate(units):
            rest = sums(units[:at] + units[at + 1 :])
            left[at] |= {count for count in unit if any(count + other in whole for other in rest)}
    return left


def leaks(tries: int, seed: int, *, gate: bool) -> int:
    """In how many of so many attacks a small count came out."""
    chance, found = random.Random(seed), 0
    for _ in range(tries):
        units = made_up(chance)
        changed = chance.randrange(len(units) - 1)
        later = a_month_later(units, changed, chance)
        left = worked_out(seen(units, gate=gate), seen(later, gate=gate), changed)
        found += any(given_away(one, unit) for one, unit in zip(left, units, strict=True))
    return found


def given_away(left: set[int], unit: Unit) -> bool:
    """Nobody and everybody are no small count: 0 is published as 0, and a whole team openly."""
    return len(left) == 1 and 0 < unit.count < unit.staff and rules.is_small(unit.count, unit.staff)


def test_two_months_give_nobody_away():
    assert leaks(30, 0, gate=True) == 0


def test_without_the_gate_the_same_attack_succeeds():
    assert leaks(15, 0, gate=False) > 5


NATION, BOARDS = 0, range(1, 4)


def made_up_nation(chance: random.Random) -> tuple[dict[int, Unit], dict[int, int]]:
    """People of those at risk: of two or three boards with one to four organisations each, and who belongs to none of them."""
    counts, above = {}, {}
    for board in BOARDS[: chance.randint(2, 3)]:
        above[board] = NATION
        for organisation in range(10 * board, 10 * board + chance.randint(1, 4)):
            staff = chance.choice([chance.randint(11, 30), chance.randint(20, 60)])
            counts[organisation] = Unit(chance.choice([0, chance.randint(0, 9), chance.randint(0, staff)]), staff)
            above[organisation] = board
        inside = [counts[each] for each in above if above[each] == board]
        others = chance.choice([0, 0, 13])
        counts[board] = Unit(
            sum(one.count for one in inside) + chance.randint(0, others), sum(one.staff for one in inside) + others
        )
    boards = [counts[each] for each in above if above[each] == NATION]
    counts[NATION] = Unit(sum(one.count for one in boards), sum(one.staff for one in boards))
    return counts, above


def drilled_down(counts: dict[int, Unit], above: dict[int, int], *, gate: bool) -> dict[int, set[int]]:
    """What the count of each can be, with all figures in view: what lies inside adds up, with others or without."""
    people = {each: Share(one.count, one.staff) for each, one in counts.items()}
    held = hierarchy.held_together(people, above, NATION) if gate else set()

    def read_one(each: int) -> set[int]:
        unit = counts[each]
        if each in held:
            return anything(unit)
        if each == NATION or not gate:
            return {unit.count}
        shown = rules.nearest(unit.count)
        return {n for n in anything(unit) if rules.nearest(n) == shown and not rules.is_small(n, unit.staff)}

    def inside(each: int) -> list[int]:
        return [other for other, over in above.items() if over == each]

    left = {each: read_one(each) for each in counts}
    for _again in range(3):  # up and down until nothing more is learned
        for each in counts:
            if near := inside(each):
                others = counts[each].staff - sum(counts[one].staff for one in near)
                parts = [*(left[one] for one in near), set(range(others + 1))]
                left[each] &= sums(parts)
                for at, one in enumerate(near):
                    rest = sums(parts[:at] + parts[at + 1 :])
                    left[one] = {n for n in left[one] if any(n + other in left[each] for other in rest)}
    return left


def drilled_leaks(tries: int, seed: int, *, gate: bool) -> int:
    chance, found = random.Random(seed), 0
    for _ in range(tries):
        counts, above = made_up_nation(chance)
        left = drilled_down(counts, above, gate=gate)
        found += any(given_away(left[each], unit) for each, unit in counts.items())
    return found


def test_nobody_drills_down_to_somebody():
    assert drilled_leaks(40, 0, gate=True) == 0


def test_without_the_gate_drilling_down_succeeds():
    assert drilled_leaks(20, 0, gate=False) > 10
