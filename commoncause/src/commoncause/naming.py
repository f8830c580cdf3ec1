"""What to call a chart, what it plots and its centre line, in words that are true of that kind of chart."""

from __future__ import annotations

from typing import NamedTuple

from .formats import Format, count
from .model import Chart

CHARTS = {
    "run": "A run chart",
    "xmr": "A control chart",
    "mr": "An mR chart",
    "xbar": "An x-bar chart",
    "s": "An s chart",
    "t": "A t chart",
    "p": "A p chart",
    "p_prime": "A p' chart",
    "c": "A c chart",
    "u": "A u chart",
    "u_prime": "A u' chart",
    "g": "A g chart",
    "i_prime": "An I' chart",
}
CENTRES = {"run": "median", "g": "median", "t": "centre line"}
VALUES = {
    "mr": ("step", "steps"),
    "xbar": ("group average", "group averages"),
    "s": ("spread", "spreads"),
    "t": ("interval", "intervals"),
    "g": ("interval", "intervals"),
    "c": ("count", "counts"),
    "u": ("rate", "rates"),
    "u_prime": ("rate", "rates"),
}
BETWEEN_EVENTS = ("t", "g")
WHOLE = ("c", "g")
AS_MANY = {
    "p": ", out of as many as the latest",
    "p_prime": ", out of as many as the latest",
    "xbar": ", from as many as the latest",
    "s": ", from as many as the latest",
}


class Voice(NamedTuple):
    """How to speak of one chart. `value` and `values`: what is plotted; `centre`: the centre line."""

    value: str
    values: str
    centre: str
    form: Format

    def some(self, number: int) -> str:
        """For example 1 reading, or 12 intervals."""
        return count(number, self.value, self.values)


def voice(chart: Chart, form: Format) -> Voice:
    found = VALUES.get(chart.kind, ("reading", "readings"))
    if form.percent and chart.kind in ("p", "p_prime"):
        found = ("percentage", "percentages")
    return Voice(*found, centre_name(chart), form)


def centre_name(chart: Chart) -> str:
    """What the centre line is: the average of the readings, their median, or a line that was given."""
    return CENTRES.get(chart.kind, "average") if chart.method.centre is None else "centre line"


def as_many(chart: Chart) -> str:
    """What a forecast takes for granted where limits follow the size."""
    return AS_MANY.get(chart.kind, ", over as much as the latest")


def chart_name(chart: Chart) -> str:
    """With its article."""
    return CHARTS[chart.kind]
