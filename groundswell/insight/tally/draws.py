"""Bootstraps of what was counted, with NumPy: percentile limits of 1,000 draws, seeded. None where NumPy is not installed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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


def of_hands(changes: Sequence[Mapping[int, int]]) -> Limits | None:
    """Of N1, the effective number of leads (LM3): each change with the part that each of its leads has in it."""
    try:
        import numpy as np
    except ImportError:
        return None
    leads = {lead: at for at, lead in enumerate(sorted({lead for change in changes for lead in change}))}
    if not leads:
        return None
    parts, n = np.zeros((len(changes), len(leads))), len(changes)
    for at, change in enumerate(changes):
        for lead, part in change.items():
            parts[at, leads[lead]] = part
    drawn = np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), DRAWS) @ parts
    shares = drawn / drawn.sum(axis=1, keepdims=True)
    logs = np.log(shares, out=np.zeros_like(shares), where=shares > 0)
    low, high = np.quantile(np.exp(-(shares * logs).sum(axis=1)), (TAIL, 1 - TAIL), method="inverted_cdf")
    return Limits(float(low), float(high))
