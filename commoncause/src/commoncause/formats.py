"""Numbers and dates as people in Britain write them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from .model import Chart, When

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

SIGNS = ("£", "%")
PROPORTIONS = ("p", "p_prime")
PLURAL = ("ss", "us", "ies", "ses", "xes", "zes", "ches", "shes")  # not told apart by an s alone


class Format(NamedTuple):
    """How the numbers of one chart are written: decimals at most; the unit stands after, £ before."""

    percent: bool = False
    unit: str = ""
    decimals: int = 1

    def number(self, value: float) -> str:
        """For example 1,190 or 91.7% or £12.50 or 3.2 days."""
        if self.unit == "£":
            return _money(value, self.decimals)
        text = _digits(value * 100 if self.percent else value, self.decimals)
        if self.percent or self.unit == "%":
            return f"{text}%"
        return f"{text} {_one(self.unit) if text == '1' else self.unit}".rstrip()

    def beside(self, value: float, other: float | None) -> str:
        """The number, with up to two decimals more where it would read like another that it only nears."""
        finer = [self._replace(decimals=self.decimals + more) for more in range(3)]
        apart = (form for form in finer if other is None or form.number(value) != form.number(other))
        return next(apart, self).number(value) if value != other else self.number(value)

    @property
    def is_sign(self) -> bool:
        """The unit is a sign that stands with every number."""
        return self.unit in SIGNS

    def bare(self) -> Format:
        """The same without a word after the number, for places where the unit has been named already."""
        return self if self.is_sign else self._replace(unit="")


def _one(unit: str) -> str:
    """The unit of a single one: 1 day, not 1 days."""
    plain = unit.isalpha() and unit.endswith("s") and not unit.endswith(PLURAL)
    return unit[:-1] if plain else unit


def _digits(value: float, decimals: int) -> str:
    if value and not 1e-6 <= abs(value) < 1e15:
        return f"{value:.3g}"
    text = f"{value:,.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _money(value: float, decimals: int) -> str:
    """Pounds, with pence only where there are some to tell."""
    text = f"{abs(value):,.2f}" if decimals and abs(value) < 1e15 else _digits(abs(value), decimals)
    return f"{'-' if value < 0 else ''}£{text.removesuffix('.00')}"


def format_for(
    chart: Chart, percent: bool | None = None, unit: str = "", decimals: int | None = None
) -> Format:
    """A format with enough decimals to tell the numbers of this chart apart, unless told how many.

    percent: unless told, proportions (p and p') that were not multiplied are written as percentages.
    """
    if percent is None:
        percent = chart.kind in PROPORTIONS and chart.method.multiply == 1 and not unit
    if decimals is not None:
        return Format(percent, unit, decimals)
    enough = _enough_decimals(_numbers(chart), 100 if percent else 1)
    return Format(percent, unit, max(enough, 1) if percent else enough)


def _numbers(chart: Chart) -> list[float]:
    return [value for point in chart.points for value in (point.value, point.target) if value is not None]


def _enough_decimals(values: Iterable[float], factor: int) -> int:
    """Two or three figures of the spread of the numbers; of their size when they are all alike."""
    found = [value * factor for value in values]
    if not found:
        return 1
    spread = max(found) - min(found) or abs(found[0]) or 1.0
    return min(max(math.ceil(1.3 - math.log10(spread)), 0), 12) if math.isfinite(spread) else 0


def long_date(on: When, monthly: bool) -> str:
    """March 2019, 3 March 2019, 3 March 2019 at 14:30, or reading 12."""
    if not isinstance(on, date):
        return f"reading {on}"
    text = f"{MONTHS[on.month - 1]} {on.year}"
    text = text if monthly else f"{on.day} {text}"
    return f"{text} at {on:%H:%M}" if isinstance(on, datetime) and (on.hour or on.minute) else text


def short_date(on: When, monthly: bool) -> str:
    """Mar 2019, 3 Mar 2019, or reading 12."""
    text = long_date(on, monthly)
    return text.replace(MONTHS[on.month - 1], MONTHS[on.month - 1][:3]) if isinstance(on, date) else text


def is_monthly(places: Iterable[When]) -> bool:
    """Whether every place is the first day of a month, so that the day need not be told."""
    found = list(places)
    return bool(found) and all(_starts_month(on) for on in found)


def _starts_month(on: When) -> bool:
    midnight = not isinstance(on, datetime) or not (on.hour or on.minute)
    return isinstance(on, date) and on.day == 1 and midnight


def count(number: int, word: str, words: str = "") -> str:
    """1 reading, 2 readings."""
    return f"{number:,} {word}" if number == 1 else f"{number:,} {words or f'{word}s'}"


def times(number: int) -> str:
    """Only once, only twice, only 3 times."""
    return {1: "only once", 2: "only twice"}.get(number, f"only {number:,} times")


def often(number: int) -> str:
    """Once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def listed(words: list[str]) -> str:
    """a, b and c."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
