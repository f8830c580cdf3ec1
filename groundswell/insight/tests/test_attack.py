"""An attack on what is published: somebody who knows every headcount takes figures of two months from each other.

The attacker sees the counts of a place and of all places inside it in two months that follow each other, knows how many work at
each, that nothing changed at all but one of them, and that at most three people are more or fewer there; and tries every way in which
it can all be true. A count of 1 to 7 people, or of all but 1 to 7, that can be no other is a leak. With the gate switched off the
same attack must succeed. `make soak` tries 10,000 times.
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
    fits = (count for count in anything(unit) if rules.nearest(count) == int(figure.count.text))
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
