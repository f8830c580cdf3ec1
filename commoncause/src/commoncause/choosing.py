"""Which chart? A few answers about the data in, a chart and the reason for it in one sentence out.

What the answers lead to is common ground of the textbooks (Provost & Murray, The Health Care Data Guide;
Mohammed, Worthington & Woodall, Plotting basic control charts, Qual Saf Health Care 2008, 17: 137).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .charts import p_prime, u_prime
from .kinds import Refused
from .numbers import known, mean, numbers

EXPECTED = 1.128  # average moving range of standardised points that vary by chance alone
OVERDISPERSED = 1.5  # times more than chance explains: from here on the plain limits call everything special
RARE = 1.0  # events expected at a point: below this most counts are 0 and limits mean little


class Data(StrEnum):
    """What each number is."""

    MEASURED = "measured"  # a measurement: minutes, pounds, degrees
    COUNT = "count"  # how many, with the same opportunity each time
    SHARE = "share"  # so many out of so many: each is one or it is not
    RATE = "rate"  # so many events for an area of opportunity that varies: falls a bed day
    TIME_BETWEEN = "time_between"  # days between rare events
    CASES_BETWEEN = "cases_between"  # cases between rare events


@dataclass(frozen=True, slots=True)
class Advice:
    """The code of a chart in `CHARTS`, and why, in one sentence."""

    chart: str
    reason: str


SIMPLE = {
    Data.TIME_BETWEEN: Advice(
        "t", "For rare events the time between them says more, and sooner, than how many there were."
    ),
    Data.CASES_BETWEEN: Advice(
        "g", "For rare events the cases between them say more, and sooner, than how many there were."
    ),
    Data.COUNT: Advice("c", "It is a count, and there is the same opportunity for it each time."),
    Data.SHARE: Advice("p", "It is so many out of so many, and the limits allow for how many there were."),
    Data.RATE: Advice(
        "u", "It is a count for an opportunity that varies, and the limits allow for its size."
    ),
}
RARER = {Data.COUNT: "t", Data.RATE: "t", Data.SHARE: "g"}


def which_chart(
    data: Data | str,
    *,
    events: Iterable[object] | None = None,
    sizes: Iterable[object] | None = None,
    several: bool = False,
    baseline: bool = True,
) -> Advice:
    """The chart that suits the data, and the reason.

    data: what each number is, see `Data`. events, sizes: readings, if there are some already; they show
    whether events are rare, or vary more than chance explains. several: more than one measurement at each
    place in time. baseline: False when nobody wants limits yet, only to see whether something changes.
    """
    try:
        data = Data(data)
    except ValueError:
        raise Refused("unknown_data", f"Data is one of {', '.join(Data)}, not {data!r}") from None
    if not baseline:
        return Advice("run", "A run chart needs no limits: it shows whether the level changes.")
    if data is Data.MEASURED:
        return _measured(several)
    if events is None or data not in RARER:
        return SIMPLE[data]
    return _counted(data, numbers(events), None if sizes is None else numbers(sizes))


def _measured(several: bool) -> Advice:
    if several:
        return Advice(
            "xbar", "There are several measurements each time: their means are charted, see also s."
        )
    return Advice("xmr", "It is one number each time: an XmR chart suits almost all of these.")


def _counted(data: Data, events: list[float | None], sizes: list[float | None] | None) -> Advice:
    there = known(events)
    if there and mean(there) < RARE:
        between = "cases" if RARER[data] == "g" else "time"
        why = f"Most of the counts are 0 or 1: the {between} between events says more."
        return Advice(RARER[data], why)
    if data is Data.COUNT or sizes is None:
        return SIMPLE[data]
    excess = _excess(data, events, sizes)
    if excess is None or excess < OVERDISPERSED:
        return SIMPLE[data]
    why = f"The sizes are large, and readings vary {excess:.1f} times as much as chance alone explains."
    return Advice("p_prime" if data is Data.SHARE else "u_prime", why)


def _excess(data: Data, events: list[float | None], sizes: list[float | None]) -> float | None:
    """How many times more the points vary than chance explains: Laney's sigma z; None when not known."""
    work = p_prime if data is Data.SHARE else u_prime
    try:
        part = work(events, sizes).current
    except Refused:
        return None
    return None if part is None or part.dispersion is None else part.dispersion / EXPECTED
