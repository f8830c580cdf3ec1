"""P1, the pulse: the share of favourable answers to one statement."""

from __future__ import annotations

from collections.abc import Sequence

from groundswell.insight.measures.intervals import Share

FAVOURABLE = (4, 5)
SCALE = 5


def favourable(answers: Sequence[int]) -> Share:
    """`answers`: how many chose 1, 2, 3, 4 and 5. Raises ValueError unless there are five counts."""
    if len(answers) != SCALE:
        raise ValueError("a statement has five answers")
    return Share(sum(answers[choice - 1] for choice in FAVOURABLE), sum(answers))
