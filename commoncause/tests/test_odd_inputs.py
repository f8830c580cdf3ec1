"""Whatever comes in: a right chart, or Refused with a reason; never an error from inside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from commoncause import (
    CHARTS,
    Anhoej,
    MakingDataCount,
    Refused,
    c,
    chart,
    describe,
    draw,
    from_json,
    g,
    i_prime,
    mr,
    p,
    run,
    s,
    to_json,
    u,
    xbar,
    xmr,
)

V = [5, 7, 4, 9, 6, 3, 8, 5, 7, 6, 4, 8, 5, 9, 6]
D = [f"2024-01-{day:02}" for day in range(1, 16)]


class NaTType:
    """As pandas has it: a missing time that looks like one."""

    def to_pydatetime(self) -> NaTType:
        return self

    def __repr__(self) -> str:
        return "NaT"


class Index:
    """A whole number of NumPy."""

    def __init__(self, value: int) -> None:
        self.value = value

    def __index__(self) -> int:
        return self.value


class complex128:
    def __float__(self) -> float:
        return 1.0


class Alone:
    """An array of NumPy without a dimension: it has __iter__, and refuses to be looked through."""

    def __iter__(self) -> Any:
        raise TypeError("iteration over a 0-d array")

    def __float__(self) -> float:
        return 6.0


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: xmr([Decimal("sNaN"), *V]), "not_a_number"),
        (lambda: xmr([Decimal("Infinity"), *V]), "not_finite"),
        (lambda: xmr([complex128(), *V]), "not_a_number"),
        (lambda: xmr([V, V]), "not_a_number"),
        (lambda: xmr(None), "not_a_column"),
        (lambda: xmr(5), "not_a_column"),
        (lambda: xmr(Alone()), "not_a_column"),
        (lambda: xmr("567"), "not_a_column"),
        (lambda: xbar(5), "not_a_column"),
        (lambda: p(V, None), "not_a_column"),
        (lambda: p(V, 20), "not_a_column"),
        (lambda: u([1, 2], [-1, 3]), "negative"),
        (lambda: p([3, 1], [0, 4]), "more_than_all"),
        (lambda: xmr(V, on=3), "not_a_column"),
        (lambda: xmr(V, on="2024-01-01"), "not_a_column"),
        (lambda: xmr([1, 2], on=["2024-01-01", NaTType()]), "not_a_date"),
        (lambda: xmr([1, 2], on=[10**400, 3]), "not_a_date"),
        (lambda: xmr(V, on=D[:14] + D[:1]), "duplicate_dates"),
        (lambda: xmr(V, rebase=None), "not_a_column"),
        (lambda: xmr(V, rebase=3), "not_a_column"),
        (lambda: xmr(V, on=D, rebase=D[3]), "not_a_column"),
        (lambda: xmr(V, on=D, rebase=date(2024, 1, 4)), "not_a_column"),
        (lambda: xmr(V, exclude=3), "not_a_column"),
        (lambda: xmr(V, exclude=None), "not_a_column"),
        (lambda: xmr(V, exclude=[[1]]), "not_a_date"),
        (lambda: xmr(V, fix=3), "fix_no_match"),
        (lambda: xmr(V, fix_first=12.5), "fix_too_short"),
        (lambda: xmr(V, fix_first="12"), "fix_too_short"),
        (lambda: run(V, fix_first=-3), "fix_too_short"),
        (lambda: xmr(V, factor="x"), "not_a_number"),
        (lambda: xmr(V, multiply=None), "not_positive"),
        (lambda: xmr(V, multiply="1"), "not_a_number"),
        (lambda: xmr(V, rules="anhoej"), "unknown_rule"),
        (lambda: xmr(V, rules=Anhoej), "unknown_rule"),
        (lambda: xmr(V, combine=["mean"]), "unknown_combine"),
        (lambda: chart(["xmr"], V), "unknown_chart"),
        (lambda: MakingDataCount(shift="7"), "rule_length"),
        (lambda: Anhoej(tolerance="x"), "unknown_rule"),
        (lambda: xmr([v * 1e200 for v in V], multiply=1e200), "not_finite"),
        (lambda: s([[1e300, -1e300]] * 6), "not_finite"),
        (lambda: u([1e300] * 6, [1e-300] * 6), "not_finite"),
        (lambda: g([1e200] * 6), "not_finite"),
        (lambda: g(V, centre=1e300), "not_finite"),
        (lambda: i_prime([1e300, 1] * 6, [1e-300, 1e300] * 6), "not_finite"),
    ],
)  # fmt: skip
def test_refused_with_a_reason(make: Callable[[], Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        make()
    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize(
    ("make", "readings", "places"),
    [
        (lambda: xmr([float("nan"), Decimal("NaN"), *V]), 15, 17),
        (lambda: xmr([Fraction(value, 3) for value in V]), 15, 15),
        (lambda: xmr(value for value in V), 15, 15),
        (lambda: xmr([]), 0, 0),
        (lambda: xbar([]), 0, 0),
        (lambda: xmr([None] * 5), 0, 5),
        (lambda: xmr([5]), 1, 1),
        (lambda: mr([5]), 0, 1),
        (lambda: p([0, 0], [0, 0]), 0, 2),
        (lambda: u([1, 2], [float("nan"), 3]), 1, 2),
        (lambda: c(V, on=D[:14] + D[:1]), 14, 14),
        (lambda: xmr(V, on=D, rebase=[D[0]]), 15, 15),
        (lambda: xmr(V, on=D, rebase=[D[-1]]), 15, 15),
        (lambda: xmr(V, on=D, rebase=D), 15, 15),
        (lambda: xmr(V, exclude=range(1, 16)), 15, 15),
        (lambda: xmr(V, target=Alone()), 15, 15),
        (lambda: xmr(V, fix_first=Index(12)), 15, 15),
        (lambda: xmr([1, 2, 3], on=[date(1, 1, 1), date(9999, 12, 31), date(2000, 1, 1)]), 3, 3),
        (lambda: xmr([1e300, -1e300, 1e300, 1e300, 0, 0]), 6, 6),
    ],
)
def test_charted(make: Callable[[], Any], readings: int, places: int) -> None:
    found = make()
    assert (found.readings, len(found.points)) == (readings, places)
    assert from_json(to_json(found)) == found
    for width in (320, 720):
        assert draw(found, width=width).startswith("<svg")
    assert not {"nan", "inf", "None"} & set(describe(found).replace(",", " ").split())


def test_readings_out_of_order_are_put_in_order() -> None:
    found = xmr(V, on=D[::-1])
    assert [point.value for point in found.points] == V[::-1]
    assert found.parts == xmr(V[::-1], on=D).parts


def test_a_reason_may_be_missing() -> None:
    assert xmr(V, exclude={3: None}).points[2].excluded == ""


WITH_FACTOR = {"xmr", "t", "p_prime", "u_prime"}
WITH_COMBINE = {"run", "xmr", "mr", "t", "g"}


@pytest.mark.parametrize("code", CHARTS)
def test_factor_and_combine_do_something_or_are_refused(code: str) -> None:
    on = [1, 1, *range(2, 15)]
    ratios = code in ("p", "p_prime", "u", "u_prime", "i_prime")
    columns = [V, [90] * 15] if ratios else [V]
    for name, one, other, kinds in (
        ("factor", 1.0, 2.0, WITH_FACTOR),
        ("combine", "mean", "sum", WITH_COMBINE),
    ):
        where = on if name == "combine" or code in ("xbar", "s") else range(1, 16)
        if code in kinds:
            first, second = (
                chart(code, *columns, on=where, **{name: each}).points
                for each in (one, other)  # type: ignore[misc]
            )
            assert [(each.raw, each.lines) for each in first] != [(each.raw, each.lines) for each in second]
        else:
            with pytest.raises(Refused, match=f"^{name} is not for a {code} chart"):
                chart(code, *columns, on=where, **{name: one})  # type: ignore[misc]
