"""LM11, approvals, handoffs and rework: what a change goes through before it may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from groundswell.insight.measures.intervals import Share, share_of
from groundswell.insight.measures.rows import Behind, Passage, behind

FIRST_HOLDER = "team"


@dataclass(frozen=True)
class Approvals:
    """Of implemented changes. `handoffs` and `requests` are for each change, in the order given."""

    requests: tuple[int, ...]
    handoffs: tuple[int, ...]
    rework: Share
    own_authority: Share
    behind: Behind

    @property
    def changes(self) -> int:
        return len(self.requests)

    @property
    def approvals_per_change(self) -> Fraction | None:
        return mean(self.requests)

    @property
    def handoffs_per_change(self) -> Fraction | None:
        return mean(self.handoffs)


def approvals(passages: Iterable[Passage]) -> Approvals:
    """Rework: at least one request came back. Own authority: of the low-risk changes, those that nothing was asked for."""
    done = list(passages)
    return Approvals(
        requests=tuple(len(passage.requests) for passage in done),
        handoffs=tuple(handoffs(passage) for passage in done),
        rework=share_of([any(request.returned for request in passage.requests) for passage in done]),
        own_authority=share_of([not passage.requests for passage in done if passage.is_low_risk]),
        behind=behind(done),
    )


def handoffs(passage: Passage) -> int:
    """How often the change went to another holder; the team holds it first."""
    holder, count = FIRST_HOLDER, 0
    for request in passage.requests:
        count += request.holder != holder
        holder = request.holder
    return count


def mean(counts: tuple[int, ...]) -> Fraction | None:
    return Fraction(sum(counts), len(counts)) if counts else None
