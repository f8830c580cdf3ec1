"""P1, the pulse: the share of favourable answers to one statement, and how far chance may have moved it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from groundswell.insight.measures.intervals import Z95, Limits, Share, wilson

FAVOURABLE = (4, 5)
SCALE = 5


def favourable(answers: Sequence[int]) -> Share:
    """`answers`: how many chose 1, 2, 3, 4 and 5. Raises ValueError unless there are five counts."""
    if len(answers) != SCALE:
        raise ValueError("a statement has five answers")
    return Share(sum(answers[choice - 1] for choice in FAVOURABLE), sum(answers))


def is_corrected(answers: int, population: int | None) -> bool:
    """Whether the limits can be narrowed: it is known how many could answer, and they are not fewer than answered."""
    return population is not None and population >= max(answers, 2)


def limits(share: Share, population: int | None) -> Limits | None:
    """Wilson's interval, between 0 and 1, narrowed where the whole group is not much larger than who answered.

    `population` is how many could have answered; None, or fewer than answered: no correction. None of nothing. When everybody
    answered both ends are the share itself.

    The variance of a sample without replacement is (N - n) / (N - 1) of the other (Cochran 1977); in Wilson's formula that is
    a smaller z.
    """
    if not is_corrected(share.whole, population):
        return wilson(share.part, share.whole)
    assert population is not None  # noqa: S101 - just asked
    left = (population - share.whole) / (population - 1)
    return wilson(share.part, share.whole, Z95 * math.sqrt(left))
