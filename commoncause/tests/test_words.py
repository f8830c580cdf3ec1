"""What people read."""

from __future__ import annotations

from datetime import date

import pytest

from commoncause import describe, explain, table, xmr
from commoncause.formats import Format, listed, long_date

QUIET = [50, 52, 49, 51, 48, 53, 50, 47, 52, 49, 51, 50]
MONTHS = [date(2023 + number // 12, number % 12 + 1, 1) for number in range(24)]
NEXT = "As things are, expect the next reading to be between"
CHANGED = "Going by the limits so far, expect the next reading to be between"


@pytest.mark.parametrize(
    ("values", "settings", "expected"),
    [
        ([], {}, "There are no readings yet. The chart starts with the first one."),
        (
            [5],
            {},
            "There is only 1 reading, too few to tell a real change. "
            "Trial limits come at 5 readings and firm ones at 12.",
        ),
        (
            [5, 6, 4, 7],
            {"target": 6},
            "There are only 4 readings, too few to tell a real change. "
            "The latest, 7, meets the target of 6; trial limits come at 5 readings and firm ones at 12.",
        ),
        (
            QUIET[:8],
            {},
            "The latest reading, 47, is within the usual ups and downs (trial limits, from only 8 readings). "
            f"{NEXT} 42 and 58.",
        ),
        (
            [*QUIET, 90],
            {},
            "The latest reading, 90, is above the upper limit: this points to a real change, for the better. "
            f"{CHANGED} 45 and 61.",
        ),
        (
            [*QUIET, *[52, 48, 47, 46.5, 46, 45.5, 45, 44]],
            {"direction": "decrease", "target": 60},
            "The last 8 readings have each been lower than the one before: this points to a real change, "
            "for the better. Going by the limits so far, expect to meet the target of 60 every time.",
        ),
        (
            [*QUIET, *QUIET, *[53, 51.5, 52, 53, 51.5, 52, 53]],
            {"direction": "decrease", "target": 40},
            "The last 7 readings are all above the average: this points to a real change, for the worse. "
            "Going by the limits so far, expect to miss the target of 40 every time.",
        ),
        (
            [*QUIET, *QUIET, 57, 51, 57],
            {"direction": "neither"},
            "At least two of the last three readings are close to the upper limit: "
            f"this points to a real change. {CHANGED} 42.2 and 59.2.",
        ),
        (
            [*QUIET, None, None],
            {"target": 50},
            "The latest reading, 50, is within the usual ups and downs. As things are, expect to meet "
            "the target of 50 some of the time, but not every time; 2 gaps in the data are left out.",
        ),
        (
            QUIET,
            {"target": 57},
            "The latest reading, 50, is within the usual ups and downs. "
            "The target of 57 is within reach, but none of these 12 readings met it.",
        ),
        (
            QUIET,
            {"target": 46},
            "The latest reading, 50, is within the usual ups and downs. "
            "All of these 12 readings met the target of 46, but it could still be missed.",
        ),
        (
            [*QUIET, 90, *QUIET],
            {},
            "The latest reading, 50, is within the usual ups and downs, but 1 earlier reading stands out. "
            f"{NEXT} 44 and 59.",
        ),
        (
            [0, 1, 0, 2, 0, 1, 0, 0, 1, 3, 0, 1],
            {},
            "The latest reading, 1, is within the usual ups and downs. "
            "As things are, expect the next reading to be 4.4 or less.",
        ),
        ([7] * 12, {}, f"The latest reading, 7, is within the usual ups and downs. {NEXT[:-8]} 7."),
    ],
)
def test_explain(values: list[float | None], settings: dict[str, object], expected: str) -> None:
    assert explain(xmr(values, **settings)) == expected  # type: ignore[arg-type]


def test_explain_names_month_and_unit() -> None:
    chart = xmr(QUIET, on=MONTHS[:12])
    assert "The latest reading, 50 minutes in December 2023, is" in explain(chart, unit="minutes")


def test_percentages_stay_possible() -> None:
    chart = xmr([0.97, 0.99, 0.98, 0.96, 0.99, 1.0, 0.98, 0.97, 0.99, 0.98, 0.99, 0.97])
    assert explain(chart, percent=True).endswith("expect the next reading to be 93.7% or more.")
    spread = xmr([0.1, 0.9] * 6)
    assert explain(spread, percent=True).endswith("anywhere from 0% to 100%.")


def test_a_new_part_is_counted_from_its_start() -> None:
    chart = xmr([*QUIET, 60, 61], on=MONTHS[:14], rebase=["2024-01-01"])
    assert explain(chart).startswith("There are only 2 readings since the limits were redrawn, too few")


def test_describe_stands_in_for_the_picture() -> None:
    chart = xmr([*QUIET, *QUIET], on=MONTHS, target=55, rebase=["2024-01-01"])
    assert describe(chart).startswith(
        "A control chart of 24 readings from January 2023 to December 2024. Average 50.2, lower limit 42.4, "
        "upper limit 57.9 and target 55. Limits redrawn from January 2024. The latest reading"
    )


@pytest.mark.parametrize(
    ("form", "value", "expected"),
    [
        (Format(decimals=0), 1190.4, "1,190"),
        (Format(percent=True), 0.9167, "91.7%"),
        (Format(percent=True), 0.95, "95%"),
        (Format(unit="£", decimals=1), -12.5, "-£12.50"),
        (Format(unit="£", decimals=1), 1200, "£1,200"),
        (Format(unit="£", decimals=0), 1200.4, "£1,200"),
        (Format(unit="days", decimals=2), 3.25, "3.25 days"),
        (Format(), -0.01, "0"),
        (Format(), 5e-9, "5e-09"),
    ],
)
def test_numbers_as_people_write_them(form: Format, value: float, expected: str) -> None:
    assert form.number(value) == expected


def test_a_limit_close_to_the_target_does_not_read_like_it() -> None:
    form = Format(percent=True, decimals=1)
    assert form.beside(0.95021, 0.95) == "95.02%"
    assert form.beside(0.93, 0.95) == "93%"
    assert form.beside(0.95, 0.95) == "95%"
    assert form.beside(0.95 + 1e-9, 0.95) == "95%"


def test_dates_and_lists() -> None:
    assert long_date(date(2019, 3, 3), monthly=False) == "3 March 2019"
    assert listed(["a", "b", "c"]) == "a, b and c"


def test_the_table_has_a_row_for_each_point() -> None:
    rows = table(xmr([*QUIET, None, 90], on=MONTHS[:14], target=55))
    assert len(rows) == 14
    assert rows[0][:3] == ("January 2023", "50", "53")
    assert rows[12].says == "No reading"
    assert rows[13].says == "Improvement: above the upper limit"
    assert rows[13].target == "55"


def test_the_table_keeps_quiet_about_limits_that_are_not_drawn() -> None:
    assert [row.lower for row in table(xmr([1, 2, 3]))] == ["", "", ""]
