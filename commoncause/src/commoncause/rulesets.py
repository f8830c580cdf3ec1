"""Which rules tell special cause from common cause. A chart is read by exactly one set of rules."""

from __future__ import annotations

from dataclasses import dataclass

from .kinds import Refused, TwoOfThree

SHORTEST_RUN, LONGEST_RUN = 5, 9
ROUNDING = 1e-14  # some fifty times the rounding of one operation
LARGEST_TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class MakingDataCount:
    """The four rules of NHS England's Making Data Count.

    A reading beyond a limit; `shift` readings in a row on one side of the centre line; `trend` readings each
    higher, or each lower, than the one before; two of three in a row near the same limit. Lengths are 7, and
    5 to 9 elsewhere. `two_of_three`: "strict" wants three in a row on one side, two of them near the limit
    and inside it; "wide" takes any two of three near it or beyond, wherever the third is (Western Electric).

    `tolerance`: a reading or a target as near as this to a line counts as on it; a share of the size of the
    numbers. The default allows for the rounding of sums and nothing else.
    """

    shift: int = 7
    trend: int = 7
    two_of_three: TwoOfThree = TwoOfThree.STRICT
    tolerance: float = ROUNDING

    def __post_init__(self) -> None:
        for length in (self.shift, self.trend):
            if type(length) is not int or not SHORTEST_RUN <= length <= LONGEST_RUN:
                known = f"{SHORTEST_RUN} to {LONGEST_RUN}"
                raise Refused("rule_length", f"A run rule looks at {known} readings, not {length}")
        try:
            object.__setattr__(self, "two_of_three", TwoOfThree(self.two_of_three))
        except ValueError:
            raise Refused("unknown_rule", "two_of_three is strict or wide") from None
        _check_tolerance(self.tolerance)


@dataclass(frozen=True, slots=True)
class Anhoej:
    """The runs analysis of Anhøj & Olesen (PLoS ONE 2014, 9(11): e113825), beside Shewhart's point outside.

    Once for each part: the longest run on one side of the centre line is unusually long, or the line through
    the readings crosses it unusually few times, for the number of useful readings (those not on the line).
    `tolerance` as for MakingDataCount.
    """

    tolerance: float = ROUNDING

    def __post_init__(self) -> None:
        _check_tolerance(self.tolerance)


Rules = MakingDataCount | Anhoej


def _check_tolerance(tolerance: float) -> None:
    if isinstance(tolerance, bool | str) or not 0 <= tolerance <= LARGEST_TOLERANCE:
        raise Refused("unknown_rule", f"A tolerance is 0 to {LARGEST_TOLERANCE}, not {tolerance}")
