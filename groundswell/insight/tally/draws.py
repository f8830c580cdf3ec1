"""Bootstraps of what was counted, with NumPy: percentile limits of 1,000 draws, seeded. None where NumPy is not installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from groundswell.insight.measures.intervals import DRAWS, TAIL, Limits

SEED = 1


def of_counts(counted: Mapping[int, int]) -> Limits | None:
    """Of a mean: `counted` says how often each number was there. None of nothing."""
    numbers = sorted(counted)
    return _limits([counted[number] for number in numbers], [[number] for number in numbers], _mean)


def of_hands(changes: Sequence[Mapping[int, int]]) -> Limits | None:
    """Of N1, the effective number of leads (LM3): each change with the part that each of its leads has in it."""
    leads = sorted({lead for change in changes for lead in change})
    return _limits(
        [1] * len(changes), [[change.get(lead, 0) for lead in leads] for change in changes], _effective_number
    )


def _limits(
    often: Sequence[int], rows: Sequence[Sequence[int]], figure: Callable[[Any, Any, int], Any]
) -> Limits | None:
    """`often`: how often each row was there; `figure`: of the sums of the rows drawn, one for each draw.

    None where all rows are alike: to draw from them says nothing of chance, and does not make the figure certain.
    """
    try:
        import numpy as np
    except ImportError:
        return None
    n = sum(often)
    if len(set(map(tuple, rows))) < 2:
        return None
    drawn = np.random.default_rng(SEED).multinomial(n, np.array(often) / n, DRAWS) @ np.array(rows, dtype=float)
    low, high = np.quantile(figure(np, drawn, n), (TAIL, 1 - TAIL), method="inverted_cdf")
    return Limits(float(low), float(high))


def _mean(_np: Any, drawn: Any, n: int) -> Any:
    return drawn[:, 0] / n


def _effective_number(np: Any, drawn: Any, _n: int) -> Any:
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    return np.exp(-(shares * logs).sum(axis=1))
