"""An organisation's own hospital numbers, said as a shape: A is a letter, 9 a digit, everything else as it is.

Nobody types a regular expression. What a shape may be keeps it from catching words, years and counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from .patterns import DEFAULT, Patterns, Rule, rule_from

LONGEST, MOST = 20, 5
_SHORTEST, _FEWEST_DIGITS, _FEWEST_ALONE = 5, 4, 6
_WRITTEN = re.compile("[A-Z0-9](?:[ ./-]?[A-Z0-9])*")
_OPEN = {"A": "[a-z]", "9": "[0-9]"}


class Wrong(StrEnum):
    """Why a shape is none."""

    SIGNS = "signs"
    LENGTH = "length"
    DIGITS = "digits"
    DIGITS_ALONE = "digits_alone"


def tidy_shape(typed: str) -> str:
    """Capitals, and one space where there are several."""
    return " ".join(typed.upper().split())


def wrong_with(shape: str) -> Wrong | None:
    """None when a tidy shape is one: 5 to 20 signs, four 9s, and six where no letter stands beside them."""
    if not _SHORTEST <= len(shape) <= LONGEST:
        return Wrong.LENGTH
    if not _WRITTEN.fullmatch(shape):
        return Wrong.SIGNS
    if shape.count("9") < _FEWEST_DIGITS:
        return Wrong.DIGITS
    if shape.count("9") < _FEWEST_ALONE and not re.search("[A-Z]", shape):
        return Wrong.DIGITS_ALONE
    return None


def pattern_of(shape: str) -> str:
    """The pattern, for a text in small letters; `ownNumber` in patterns.js gives the same."""
    return "".join(_OPEN.get(sign) or (f"[{sign}]" if sign in " ./-" else sign.lower()) for sign in shape)


@lru_cache(maxsize=100)
def with_shapes(shapes: tuple[str, ...]) -> Patterns:
    """The rules of everybody, and these shapes; one that is wrong is left out."""
    own = tuple(_rule_of(shape) for shape in shapes if wrong_with(shape) is None)
    return replace(DEFAULT, rules=DEFAULT.rules + own) if own else DEFAULT


def _rule_of(shape: str) -> Rule:
    common = DEFAULT.own_number
    return rule_from({**common, "pattern": pattern_of(shape) + common["after"]}, DEFAULT)
