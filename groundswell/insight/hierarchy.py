"""Counts of people at every place of the fixed hierarchy, made all together so that none gives another away.

Rounding each figure by itself is not enough: three teams shown as 10 and one as a star, under a total of 45, leave just one count
for the star. Rules 2, 3 and 6 of the leadership map, for one snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from groundswell.insight import rules
from groundswell.insight.giving_away import Part, Possible, anything, together
from groundswell.insight.measures.intervals import Share
from groundswell.insight.rules import Group, Held, People, Published


@dataclass(frozen=True)
class Place:
    """People of staff at one place of the fixed hierarchy, and the places inside it. Staff may belong to none of those.

    The counts of the nation are exact. Raises ValueError where the places inside have more staff than the place itself.
    """

    key: str
    people: Share
    inside: tuple[Place, ...] = ()
    is_national: bool = False

    def __post_init__(self) -> None:
        if self.inside and self.others < 0:
            raise ValueError(f"{self.key} has more staff inside than it has")

    @property
    def others(self) -> int:
        """Staff who belong to no place inside."""
        return self.people.whole - sum(each.people.whole for each in self.inside)


def published(top: Place) -> dict[str, People]:
    """The figure of every place, by key: made once a snapshot, all together, and shown as it is on every page.

    Each by rules 2, 3 and 6; and where a reader who knows every headcount could work out a small count from all of them, the
    smallest figure near it is held too, in the same words, until nobody can. Raises ValueError for a key that is there twice.
    """
    keys = [place.key for place in _walk(top)]
    if len(set(keys)) != len(keys):
        raise ValueError("two places have one key")
    above = {each.key: place for place in _walk(top) for each in place.inside}
    figures = {
        place.key: rules.people(
            Group(place.people.whole, above[place.key].people.whole if place.key in above else None, place.is_national),
            place.people.part)
        for place in _walk(top)
    }  # fmt: skip
    while near := _given_away(top, figures):
        touched: set[str] = set()
        for place in near:
            if place.key in touched:
                continue
            circles = (found for circle in _around(place, top, above) if (found := _shown(circle, figures)))
            if not (shown := next(circles, [])):
                return figures
            smallest = min(shown, key=lambda each: (each.people.part == 0, each.people.part, each.key))  # 0 last
            figures[smallest.key] = rules.without_the_count(figures[smallest.key])
            touched |= {place.key, *(each.key for each in shown)}
    return figures


def _around(near: Place, top: Place, above: Mapping[str, Place]) -> Iterator[Iterable[Place]]:
    """Where to look for what to hold: the total of the same table, what is in it, so on upward, then anywhere.

    The total first, because it moves with the count. What lies beside it may be shown in another month, and be the same.
    """
    place: Place | None = near
    while place:
        yield (place,)
        yield place.inside
        place = above.get(place.key)
    yield _walk(top)


def _shown(places: Iterable[Place], figures: Mapping[str, People]) -> list[Place]:
    return [place for place in places if figures[place.key].count.is_shown]


def _walk(place: Place) -> Iterator[Place]:
    yield place
    for each in place.inside:
        yield from _walk(each)


def _given_away(top: Place, figures: Mapping[str, People]) -> list[Place]:
    """The places whose tables say more of a small count than stars by themselves would.

    For one month it would be enough that it can be two numbers. But beside a figure of the month before or after, between which
    a few people came or left, one of the two may be all that is left.
    """
    found = []
    by_stars = together(_as_part(top, figures, stars_alone=True))
    for (near, people), left, alone in zip(_asked(top, top), together(_as_part(top, figures)), by_stars, strict=True):
        is_known = near.people.part == near.people.whole and figures[near.key].count.is_shown  # everybody, said openly
        if rules.is_small(people.part, people.whole) and not is_known:
            star = _star(people).both(alone)
            if left.least > star.least or left.most < star.most:
                found.append(near)
    return found


def _star(people: Share) -> Possible:
    """What a star of this count stands for: nearly nobody, or nearly everybody; of few staff that is the same."""
    few, most = max(rules.SMALL), people.whole - 1
    if most <= 2 * few:
        return Possible(1, most)
    return Possible(1, few) if people.part <= few else Possible(people.whole - few, most)


def _asked(place: Place, near: Place) -> Iterator[tuple[Place, Share]]:
    """Whose count is worked out, in the order of `together`: the place in whose table it stands, and its people."""
    yield near, place.people
    for each in place.inside:
        yield from _asked(each, place)
    if place.inside:
        yield place, Share(place.people.part - sum(each.people.part for each in place.inside), place.others)


def _as_part(place: Place, figures: Mapping[str, People], *, stars_alone: bool = False) -> Part:
    count, people = figures[place.key].count, place.people
    if count.is_shown and stars_alone:
        alone = anything(people.whole)
    elif place.is_national and count.is_shown:
        alone = Possible(people.part, people.part)
    else:
        alone = _possible(count, people)
    if not place.inside:
        return Part(alone)
    parts = (_as_part(each, figures, stars_alone=stars_alone) for each in place.inside)
    return Part(alone, (*parts, Part(anything(place.others))))


def _possible(count: Published, true: Share) -> Possible:
    """The counts that a reader of this one figure holds possible. One that is held for another's sake could be any.

    Where these are several runs of numbers, a star for nearly nobody or nearly everybody say, it is taken for granted that the
    reader knows in which the true count lies.
    """
    if count.drawn is None and not (count.held is Held.SMALL and rules.is_small(true.part, true.whole)):
        return anything(true.whole)

    def fits(each: int) -> bool:
        if count.drawn is None:
            return rules.is_small(each, true.whole)
        return rules.nearest(each) == count.drawn and not rules.is_small(each, true.whole)

    least = most = true.part
    while least > 0 and fits(least - 1):
        least -= 1
    while most < true.whole and fits(most + 1):
        most += 1
    return Possible(least, most)


def held_together(counts: Mapping[int, Share], above: Mapping[int, int], nation: int | None = None) -> set[int]:
    """Places whose count of people is held, for its own sake or another's, when all of `counts` are published.

    `counts`: people of all who could be, for the places that have enough behind them. `above`: the place right above each,
    whether that has a count or not. Where places inside have more people than the place itself, all of those are held.
    """
    inside, held = _nearest_inside(set(counts), above), set()
    for over, near in list(inside.items()):
        if sum(counts[each].whole for each in near) > counts[over].whole:
            held |= set(near)

    def made(number: int) -> Place:
        near = () if held & set(inside.get(number, ())) else inside.get(number, ())
        return Place(str(number), counts[number], tuple(map(made, near)), number == nation)

    below = {each for near in inside.values() for each in near}
    for top in set(counts) - below | held:
        held |= {int(key) for key, row in published(made(top)).items() if not row.count.is_shown}
    return held


def shown_together(heads: Mapping[int, frozenset[int]], above: Mapping[int, int]) -> set[int]:
    """Of places (who works there, and the place above each): those whose other figures may be shown beside each other.

    Rule 2, and rule 6 for any number of places: what is left of a shown place once all shown places inside it are taken away
    is nobody or 11 staff and more. Where it is fewer, the smallest of those inside is held, until that holds everywhere.
    """
    return _apart(
        {place: len(people) for place, people in heads.items()},
        above,
        lambda place, near: len(_left(place, near, heads)),
    )


def shown_by_staff(staff: Mapping[int, int], above: Mapping[int, int]) -> set[int]:
    """The same from how many work at each place, where nobody is counted at two places that do not lie in each other."""
    return _apart(staff, above, lambda place, near: staff[place] - sum(staff[each] for each in near))


def _apart(staff: Mapping[int, int], above: Mapping[int, int], left: Callable[[int, list[int]], int]) -> set[int]:
    """`left`: how many staff of a place are at none of some places inside it."""
    shown = {place for place, heads in staff.items() if heads >= rules.FEWEST_STAFF}
    while True:
        inside = _nearest_inside(shown, above)
        near = (place for place in sorted(inside) if 0 < left(place, inside[place]) < rules.FEWEST_STAFF)
        if (found := next(near, None)) is None:
            return shown
        shown.remove(min(inside[found], key=lambda place: (staff[place], place)))


def _nearest_inside(shown: set[int], above: Mapping[int, int]) -> dict[int, list[int]]:
    """For each place that has some: the shown places inside it with no shown place between."""
    found: dict[int, list[int]] = {}
    for place in sorted(shown):
        over = above.get(place)
        while over is not None and over not in shown:
            over = above.get(over)
        if over is not None:
            found.setdefault(over, []).append(place)
    return found


def _left(place: int, near: list[int], heads: Mapping[int, frozenset[int]]) -> frozenset[int]:
    return heads[place].difference(*(heads[each] for each in near))
