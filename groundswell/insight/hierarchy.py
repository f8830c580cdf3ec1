"""Counts of people at every place of the fixed hierarchy, made all together so that none gives another away.

Rounding each figure by itself is not enough: three teams shown as 10 and one as a star, under a total of 45, leave just one count
for the star. Rules 2, 3 and 6 of the leadership map, for one snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from groundswell.insight import rules
from groundswell.insight.giving_away import Part, Possible, anything, only, possible, together
from groundswell.insight.measures.intervals import Share
from groundswell.insight.rules import Group, Held, People, Published


@dataclass(frozen=True)
class Place:
    """People of staff at one place of the fixed hierarchy, and the places inside it. Staff may belong to none of those.

    Raises ValueError where the places inside have more staff than the place itself.
    """

    key: str
    people: Share
    inside: tuple[Place, ...] = ()

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
        place.key: rules.people(Group(place.people.whole, above[place.key].people.whole if place.key in above else None),
                          place.people.part)
        for place in _walk(top)
    }  # fmt: skip
    while (near := _given_away(top, figures)) is not None:
        circles = (found for circle in _around(near, top, above) if (found := _shown(circle, figures)))
        shown = next(circles, [])
        if not shown:
            break
        smallest = min(shown, key=lambda place: (place.people.part == 0, place.people.part, place.key))  # 0 last
        figures[smallest.key] = rules.without_the_count(figures[smallest.key])
    return figures


def _around(near: Place, top: Place, above: Mapping[str, Place]) -> Iterator[Iterable[Place]]:
    """Where to look for what to hold: in the same table, its total, so on upward, then anywhere."""
    place: Place | None = near
    while place:
        yield place.inside
        yield (place,)
        place = above.get(place.key)
    yield _walk(top)


def _shown(places: Iterable[Place], figures: Mapping[str, People]) -> list[Place]:
    return [place for place in places if figures[place.key].count.is_shown]


def _walk(place: Place) -> Iterator[Place]:
    yield place
    for each in place.inside:
        yield from _walk(each)


def _given_away(top: Place, figures: Mapping[str, People]) -> Place | None:
    """A place whose table lets a small count be worked out; None when there is none left."""
    asked = _asked(top, top)
    for (near, staff), left in zip(asked, together(_as_part(top, figures)), strict=True):
        count = only(left)
        is_known = near.people.part == near.people.whole and figures[near.key].count.is_shown  # everybody, said openly
        if count and rules.is_small(count, staff) and not is_known:
            return near
    return None


def _asked(place: Place, near: Place) -> Iterator[tuple[Place, int]]:
    """Whose count is worked out, in the order of `together`: the place in whose table it stands, and its staff."""
    yield near, place.people.whole
    for each in place.inside:
        yield from _asked(each, place)
    if place.inside:
        yield place, place.others


def _as_part(place: Place, figures: Mapping[str, People]) -> Part:
    alone = _possible(figures[place.key].count, place.people)
    if not place.inside:
        return Part(alone)
    return Part(alone, (*(_as_part(each, figures) for each in place.inside), Part(anything(place.others))))


def _possible(count: Published, true: Share) -> Possible:
    """The counts that a reader of this one figure holds possible. One that is held for another's sake could be any."""
    staff = true.whole
    if count.drawn is not None:
        return possible(staff, lambda each: rules.nearest(each) == count.drawn and not rules.is_small(each, staff))
    if count.held is Held.SMALL and rules.is_small(true.part, staff):
        return possible(staff, lambda each: rules.is_small(each, staff))
    return anything(staff)


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
