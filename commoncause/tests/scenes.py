"""What the gallery shows: one realistic scene for each kind of chart, and a few more.

All figures are invented, except those of Doncaster and Bassetlaw, which NHS England published (see SOURCE).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from commoncause import Annotation, Chart, chart, xmr

CASES = Path(__file__).parent / "cases"
SOURCE = (
    "Real figures of Doncaster and Bassetlaw Teaching Hospitals, published by NHS England. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
INVENTED = "Invented figures."


class Scene(NamedTuple):
    """One picture of the gallery: `look` are the keywords of `draw`, of which `explain` takes its own."""

    name: str
    heading: str
    why: str
    chart: Chart
    look: dict[str, Any]
    source: str = INVENTED

    @property
    def wording(self) -> dict[str, Any]:
        return {name: self.look[name] for name in ("percent", "unit", "decimals") if name in self.look}


def months(count: int, year: int = 2023, month: int = 1) -> list[date]:
    places = range(year * 12 + month - 1, year * 12 + month - 1 + count)
    return [date(place // 12, place % 12 + 1, 1) for place in places]


def weeks(count: int, first: date = date(2025, 1, 6)) -> list[date]:
    return [first + timedelta(weeks=week) for week in range(count)]


def published(name: str, file: str = "qic-open-data.json") -> dict[str, Any]:
    """The input of one of the cases with published figures."""
    cases = json.loads((CASES / file).read_text(encoding="utf-8"))
    found: dict[str, Any] = next(case["input"] for case in cases if case["id"] == name)
    return found


BELLS = [7, 9, 6, 8, 10, 7, 6, 9, 8, 7, 9, 6, 8, 5, 6, 4, 5, 4, 5, 6, 3, 4, 5, 4]
NOON = [18, 21, 17, 15, 19, 16, 20, 18, 17, 22, 21, 19, 24, 27, 23, 26, 29, 25, 28, 30, 27, 31, 26, 29]
LATE = [14, 22, 9, 17, 25, 12, 19, 16, 28, 11, 18, 21, 13, 64, 15, 20, 10, 23, 17, 12, 19, 26, 14, 18]
SAMPLES = [
    *([42, 38, 55, 47, 51], [45, 60, 39, 48], [50, 41, 44, 58, 46, 52], [37, 49, 43, 55, 40]),
    *([61, 44, 52, 47], [48, 39, 57, 45, 50], [43, 54, 46, 62, 41, 49], [52, 47, 38, 44]),
    *([56, 42, 50, 45, 48], [40, 53, 47, 59], [49, 45, 51, 43, 56, 38], [33, 29, 41, 35, 30]),
    *([36, 28, 39, 31], [34, 42, 30, 37, 33, 29], [31, 38, 27, 35, 40], [32, 36, 41, 29]),
    *([30, 37, 34, 28, 39], [35, 31, 42, 33], [29, 38, 32, 36, 34, 40], [37, 30, 33, 28, 35]),
]
ULCERS = [12, 5, 21, 9, 3, 17, 26, 8, 14, 6, 31, 11, 4, 19, 23, 38, 45, 29, 61, 52]
CLEAN = [17, 24, 20, 31, 18, 26, 22, 35, 21, 28, 25, 19, 33, 27, 30, 38, 29, 41, 26, 36, 40, 34, 43, 39]
SEEN = [22, 30, 26, 38, 23, 34, 27, 44, 27, 36, 31, 24, 40, 33, 35, 44, 32, 46, 29, 40, 44, 37, 47, 42]
FALLS = [6, 4, 7, 5, 3, 8, 6, 4, 5, 7, 14, 6, 5, 4, 6, 3, 7, 5, 2, 4, 3, 5, 4, 3]
BED_DAYS = [812, 764, 840, 795, 828, 690, 845, 810, 779, 836, 801, 842, 655, 770, 834, 802, 825, 788]
BED_DAYS += [840, 816, 774, 829, 798, 838]
DOSES = [41200, 39800, 42900, 40100, 43600, 38700, 42200, 41800, 40500, 44100, 39200, 43000]
DOSES += [42700, 38100, 43900, 41500, 40900, 42400, 39900, 43300, 41100, 42800, 40300, 43700]
SLIPS = [58, 49, 66, 47, 71, 52, 61, 69, 50, 63, 44, 72, 57, 48, 75, 59, 51, 64, 46, 68, 55, 92, 54, 65]
HIPS = [34, 12, 51, 27, 8, 63, 19, 40, 5, 72, 31, 22, 46, 14, 58, 88, 37, 104, 66, 131]
DISCHARGES = [96, 88, 104, 71, 99, 93, 110, 85, 102, 64, 97, 91, 108, 79, 100, 95, 87, 112, 73, 103]
STAYS = [528, 502, 541, 419, 534, 521, 572, 476, 561, 390, 512, 498, 551, 427, 480, 447, 401, 515, 348, 470]
VISITS = [61, 64, 58, 66, 60, 63, 59, 62, 31, 65, 60, None, 62, 70, 74, 69, 75, 72, 77, 71, 73, 76, 70, 74]


def scenes() -> Iterator[Scene]:
    """Every picture, in the order of the page."""
    yield from _individuals()
    yield from _subgroups_and_rare()
    yield from _counts()
    yield from _ratios()
    yield from _more()


def _individuals() -> Iterator[Scene]:
    ae = published("ptd-RP5-perf-inc-t95", "ptd-ae-attendances.json")
    yield Scene(
        "run", "Run chart", "The start of most work: readings and their median, and nothing to work out.",
        chart("run", BELLS, on=weeks(24), direction="decrease"),
        {"title": "Time to answer a call bell, weekly median", "unit": "minutes",
         "annotations": [Annotation(date(2025, 4, 7), "A bell buddy on every shift")]},
    )  # fmt: skip
    yield Scene(
        "xmr", "XmR chart", "One number for each day, week or month: the chart of Making Data Count.",
        xmr(ae["value"], on=ae["date"], target=0.95),
        {"title": "Seen within four hours at a major A&E department", "percent": True,
         "annotations": [Annotation(date(2017, 12, 1), "Winter begins")]},
        SOURCE,
    )  # fmt: skip
    yield Scene(
        "mr", "mR chart", "The step from each reading to the next: beside an XmR chart, to see wild ones.",
        chart("mr", LATE, on=weeks(24), direction="decrease"),
        {"title": "First operation late: step from one week to the next", "unit": "minutes"},
    )  # fmt: skip


def _subgroups_and_rare() -> Iterator[Scene]:
    yield Scene(
        "xbar", "x-bar chart", "Several measurements at a time: their average.",
        chart("xbar", SAMPLES, on=weeks(20), direction="decrease"),
        {"title": "Blood taken to result seen, average of the week's sample", "unit": "minutes"},
    )  # fmt: skip
    yield Scene(
        "s", "s chart", "Several measurements at a time: how far apart they are. Read it before x-bar.",
        chart("s", SAMPLES, on=weeks(20), direction="decrease"),
        {"title": "Blood taken to result seen, spread in the week's sample", "unit": "minutes"},
    )  # fmt: skip
    yield Scene(
        "t", "t chart", "Rare events: the time from one to the next. Higher is rarer.",
        chart("t", ULCERS, on=_ends(ULCERS, date(2023, 9, 4))),
        {"title": "Time from one pressure ulcer to the next", "unit": "days",
         "annotations": [Annotation(date(2024, 4, 15), "Turning rounds every two hours")]},
    )  # fmt: skip
    yield Scene(
        "g", "g chart", "Rare events: how many cases went well from one to the next. Higher is rarer.",
        chart("g", HIPS),
        {"title": "Hip operations from one wound infection to the next", "unit": "operations"},
    )  # fmt: skip


def _ends(days: list[int], first: date) -> list[date]:
    """The day on which each of these stretches ended."""
    return [first + timedelta(days=sum(days[: place + 1])) for place in range(len(days))]


def _counts() -> Iterator[Scene]:
    yield Scene(
        "c", "c chart", "A count of events where there is about the same room for them each time.",
        chart("c", FALLS, on=months(24), direction="decrease"),
        {"title": "Falls on a ward of 28 beds", "unit": "falls",
         "annotations": [Annotation(date(2023, 11, 1), "Ward moved during building works")]},
    )  # fmt: skip
    yield Scene(
        "u", "u chart", "Events where the room for them differs: per bed day, per visit.",
        chart("u", FALLS, BED_DAYS, on=months(24), direction="decrease", multiply=1000),
        {"title": "Falls for every 1,000 bed days"},
    )  # fmt: skip
    yield Scene(
        "u_prime", "u' chart", "The same with so many that the limits of a u chart are too narrow.",
        chart("u_prime", SLIPS, DOSES, on=months(24), direction="decrease", multiply=1000),
        {"title": "Medication slips reported for every 1,000 doses"},
    )  # fmt: skip


def _ratios() -> Iterator[Scene]:
    ae = published("qic-RP5-within4h-pp")
    yield Scene(
        "p", "p chart", "So many out of so many, tens or hundreds at a time.",
        chart("p", CLEAN, SEEN, on=weeks(24), target=0.9),
        {"title": "Clean hands at the moments that were watched"},
    )  # fmt: skip
    yield Scene(
        "p_prime", "p' chart", "So many out of thousands, where the limits of a p chart are too narrow.",
        chart("p_prime", ae["y"], ae["n"], on=ae["x"], target=0.95),
        {"title": "Seen within four hours, out of all who came to a major A&E department"},
        SOURCE,
    )  # fmt: skip
    yield Scene(
        "i_prime", "I' chart", "Any other ratio, such as an average stay, where sizes differ.",
        chart("i_prime", STAYS, DISCHARGES, on=months(20), direction="decrease"),
        {"title": "Average stay: bed days for each discharge", "unit": "days"},
    )  # fmt: skip


def _more() -> Iterator[Scene]:
    yield Scene(
        "crossings", "Too few crossings", "A drift that crosses the median less often than chance would.",
        chart("run", NOON, on=weeks(24)),
        {"title": "Home before noon, of all who went home", "unit": "%"},
    )  # fmt: skip
    yield Scene(
        "parts", "Parts, a gap, a point set aside, a target that changes", "What change may need.",
        xmr(VISITS, on=months(24), rebase=["2024-02-01"], exclude={"2023-09-01": "records lost in a flood"},
            target={"2023-01-01": 60, "2024-04-01": 70}),
        {"title": "Home visits within two hours", "unit": "visits", "phases": ["One van", "Two vans"],
         "annotations": [Annotation(date(2024, 2, 1), "Second van"), Annotation(date(2024, 6, 1), "New rota"),
                         Annotation(date(2024, 7, 1), "Rota for weekends as well, agreed with both teams")]},
    )  # fmt: skip
    yield Scene(
        "few", "Too few to tell", "Under five readings there is a line, and no limits.",
        xmr([12, 9, 14, 10], on=weeks(4), direction="decrease", target=10),
        {"title": "Patients waiting for a ward at eight", "unit": "patients"},
    )  # fmt: skip
