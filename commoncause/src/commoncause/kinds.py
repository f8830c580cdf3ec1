"""The words of the field, as closed lists. Each member's value is the text used in dictionaries and JSON."""

from __future__ import annotations

from enum import StrEnum


class Refused(ValueError):
    """The input cannot be charted honestly. `code` is stable for programs, the message is for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Direction(StrEnum):
    """Which way is good for this measure."""

    INCREASE = "increase"
    DECREASE = "decrease"
    NEITHER = "neither"


class Side(StrEnum):
    """High: above the centre line, or rising. Low: below it, or falling."""

    HIGH = "high"
    LOW = "low"


class SignalKind(StrEnum):
    """The patterns of special cause, most telling first.

    Outside belongs to both sets of rules; trend, two of three and shift to NHS England's Making Data Count;
    long run and few crossings to Anhøj & Olesen.
    """

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    SHIFT = "shift"
    LONG_RUN = "long_run"
    FEW_CROSSINGS = "few_crossings"


class TwoOfThree(StrEnum):
    """How strictly two of three readings near a limit are read; see `MakingDataCount`."""

    STRICT = "strict"
    WIDE = "wide"


class Judgement(StrEnum):
    """What one reading says, once it is known which way is good.

    Neutral: no way is good, or readings go to and fro (few crossings, long runs), so that no side is reached.
    """

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL = "neutral"


class Variation(StrEnum):
    """The variation icons of Making Data Count."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


class Assurance(StrEnum):
    """The assurance icons of Making Data Count; empty means that nothing can be said about a target."""

    PASS = "pass"
    FAIL = "fail"
    INCONSISTENT = "inconsistent"
    EMPTY = "empty"


class Stage(StrEnum):
    """How far a part can be trusted: a run line under 5 readings, trial limits from 5 to 11, then settled."""

    RUN_LINE = "run_line"
    TRIAL = "trial"
    SETTLED = "settled"


GOOD_SIDE = {Direction.INCREASE: Side.HIGH, Direction.DECREASE: Side.LOW}


def judge(side: Side | None, direction: Direction) -> Judgement:
    """Turn the side of a signal (None: no signal) into a judgement."""
    if side is None:
        return Judgement.COMMON_CAUSE
    if direction is Direction.NEITHER:
        return Judgement.NEUTRAL
    return Judgement.IMPROVEMENT if GOOD_SIDE[direction] is side else Judgement.CONCERN
