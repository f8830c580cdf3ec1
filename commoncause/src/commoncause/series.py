"""From readings as they come to the points of a chart: in order of time, one for each place in time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from .kinds import Refused
from .model import When
from .numbers import deviation, each_of, known, mean, median, numbers, too_large
from .when import moments

Column = list[float | None]
COMBINE: dict[str, Callable[[Sequence[float]], float | None]] = {
    "mean": mean,
    "median": median,
    "sum": sum,
    "sd": deviation,
}


class Series(NamedTuple):
    """Parallel columns, in order of time. `rows` is where the first reading of each place was given."""

    on: list[When]
    raw: Column
    sizes: Column
    spreads: Column
    rows: list[int]
    given: int

    def part(self, first: int, end: int) -> Series:
        return self._replace(
            on=self.on[first:end],
            raw=self.raw[first:end],
            sizes=self.sizes[first:end],
            spreads=self.spreads[first:end],
        )


def places(on: Iterable[object] | None, count: int) -> list[When]:
    """When each reading was taken: 1, 2, 3 ... unless said otherwise."""
    if on is None:
        return list(range(1, count + 1))
    found = moments(on)
    if len(found) != count:
        raise Refused("lengths", f"{count} readings but {len(found)} dates")
    return found


def _grouped(on: Sequence[When]) -> dict[When, list[int]]:
    """The rows of each place in time, in order of time, rows in the order given."""
    found: dict[When, list[int]] = {}
    for row in sorted(range(len(on)), key=on.__getitem__):
        found.setdefault(on[row], []).append(row)
    return found


def single(values: Iterable[object], on: Iterable[object] | None, combine: str | None) -> Series:
    """One reading for each place. Refuses two of them in one place unless told how to combine them.

    A single reading has no standard deviation, so "sd" leaves a gap there.
    """
    column = numbers(values)
    when = places(on, len(column))
    if len(set(when)) == len(when):
        return _in_order(when, column if combine != "sd" else [None] * len(column), [None] * len(column))
    groups = _grouped(when)
    if combine is None:
        twice = next(place for place, rows in groups.items() if len(rows) > 1)
        raise Refused("duplicate_dates", f"More than one reading on {twice}")
    together = COMBINE[combine]
    raw = [
        together(there) if (there := known(column[row] for row in rows)) else None for rows in groups.values()
    ]
    return _series(groups, raw, [None] * len(groups), [None] * len(groups), len(when))


def _in_order(when: list[When], raw: Column, sizes: Column) -> Series:
    """One row for each place, put in order of time."""
    order = sorted(range(len(when)), key=when.__getitem__)
    at, values = [when[row] for row in order], [raw[row] for row in order]
    return Series(at, values, [sizes[row] for row in order], [None] * len(when), order, len(when))


def ratios(events: Iterable[object], sizes: Iterable[object], on: Iterable[object] | None) -> Series:
    """Events and what they are counted out of; several for one place are added up, incomplete ones left out.

    Where there is no complete pair the size is kept, so that limits can be drawn through the gap.
    """
    above, below = numbers(events, "Count"), numbers(sizes, "Size")
    if len(above) != len(below):
        raise Refused("lengths", f"{len(above)} counts but {len(below)} sizes")
    if any(size is not None and size < 0 for size in below):
        raise Refused("negative", "A size (denominator, area of opportunity) cannot be negative")
    when = places(on, len(above))
    if len(set(when)) == len(when):
        counted = [event if size is not None else None for event, size in zip(above, below, strict=True)]
        return _in_order(when, counted, below)
    groups = _grouped(when)
    raw: Column = []
    sums: Column = []
    for rows in groups.values():
        whole = [row for row in rows if above[row] is not None and below[row] is not None]
        there = known(below[row] for row in whole or rows)
        raw.append(sum(known(above[row] for row in whole)) if whole else None)
        sums.append(sum(there) if there else None)
    return _series(groups, raw, sums, [None] * len(groups), len(when))


def subgroups(values: Iterable[object], on: Iterable[object] | None) -> Series:
    """Mean, number and standard deviation of the readings of each place.

    values: one reading after another with repeated places in `on`, or a sequence of readings for each.
    """
    rows = list(each_of(values, "Readings"))
    grouped = any(_is_group(row) for row in rows)
    if on is None and rows and not grouped:
        raise Refused("no_subgroups", "Say which readings belong together: repeat their place in `on`")
    when = places(on, len(rows))
    flat = [(place, each) for place, row in enumerate(rows) for each in (_members(row) if grouped else [row])]
    column = numbers(each for _, each in flat)
    groups = _grouped([when[place] for place, _ in flat])
    there = [known(column[row] for row in rows) for rows in groups.values()]
    raw = [mean(each) if each else None for each in there]
    sizes: Column = [float(len(each)) for each in there]
    try:
        spreads = [deviation(each) for each in there]
    except OverflowError:
        raise too_large() from None
    found = _series(groups, raw, sizes, spreads, len(when))
    return found._replace(rows=[flat[row][0] for row in found.rows])


def _is_group(row: object) -> bool:
    return hasattr(row, "__iter__") and not isinstance(row, str | bytes)


def _members(row: object) -> list[object]:
    """The readings of one subgroup; an empty one is a gap."""
    if not isinstance(row, Iterable) or not _is_group(row):
        raise Refused("no_subgroups", "Give a sequence of readings for every subgroup, or for none")
    return list(row) or [None]


def _series(groups: dict[When, list[int]], raw: Column, sizes: Column, spreads: Column, given: int) -> Series:
    return Series(list(groups), raw, sizes, spreads, [rows[0] for rows in groups.values()], given)
