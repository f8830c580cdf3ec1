"""Bootstraps of what was counted, with NumPy: percentile limits of 1,000 draws, seeded. None where NumPy is not installed."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell.insight.measures.intervals import DRAWS, TAIL, Limits

SEED = 1


def of_counts(counted: Mapping[int, int]) -> Limits | None:
    """Of a mean: `counted` says how often each number was there. None of nothing."""
    try:
        import numpy as np
    except ImportError:
        return None
    n = sum(counted.values())
    if not n:
        return None
    numbers = np.array(sorted(counted), dtype=float)
    chances = np.array([counted[int(number)] for number in numbers]) / n
    means = np.random.default_rng(SEED).multinomial(n, chances, DRAWS) @ numbers / n
    low, high = np.quantile(means, (TAIL, 1 - TAIL), method="inverted_cdf")
    return Limits(float(low), float(high))
