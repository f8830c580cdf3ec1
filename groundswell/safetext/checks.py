"""What a pattern alone cannot say: check digits, real dates, lengths of telephone numbers.

A check takes the matched words and the numbers its rule gives, and answers yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

Check = Callable[[str, tuple[int, ...]], bool]

_NUMBERS = re.compile("[0-9]+")
_MONTH = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PIECES = re.compile("[a-z]+|[0-9]+")
_TIMES = {"double": 2, "triple": 3, "treble": 3}
_DIGITS = {word: str(digit) for digit, word in enumerate("zero one two three four five six seven eight nine".split())}
_DIGITS |= {"oh": "0", "nought": "0"}
_NO_PATIENTS_RING_FROM = ("03", "080", "084", "087", "09")


def digits_of(words: str) -> str:
    """The ASCII digits, in order."""
    return "".join(_NUMBERS.findall(words))


def modulus_11(words: str, _: tuple[int, ...] = ()) -> bool:
    """Is the tenth digit the NHS check digit of the nine before it (d22)?

    A number that starts with 0 counts only if it starts with a date, as Scotland's do:
    otherwise it is somebody's telephone.
    """
    digits = digits_of(words)
    if len(digits) != 10 or len(set(digits)) == 1:
        return False
    weighted = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    right = (11 - weighted % 11) % 11 == int(digits[9])
    return right and (digits[0] != "0" or _is_day(2000, int(digits[2:4]), int(digits[:2])))


def birth_date(words: str, limits: tuple[int, ...]) -> bool:
    """Is it a day that exists, in a year from the first limit to the second?

    A third limit is the lowest two-digit year to believe; without it all are.
    """
    first, last, *short = limits
    parts = _year_month_day(words)
    if parts is None:
        return False
    year, month, day = parts
    if year < 100:
        if short and year < short[0]:
            return False
        # Only days are asked of a short year: 56 lies between 1900 and the last year either way.
        return _is_day(2000, month, day)
    return first <= year <= last and _is_day(year, month, day)


def year_between(words: str, limits: tuple[int, ...]) -> bool:
    """Is the only number in it a year from the first limit to the second?"""
    first, last = limits
    return first <= int(digits_of(words) or 0) <= last


def private_phone(words: str, _: tuple[int, ...] = ()) -> bool:
    """Could it ring in somebody's home or pocket? 03, 080, 084, 087 and 09 never do."""
    digits = digits_of(words.replace("(0)", ""))
    for abroad in ("0044", "44"):
        if digits.startswith(abroad):
            digits = "0" + digits.removeprefix(abroad).removeprefix("0")
            break
    shape = len(digits) == 11 or (len(digits) == 10 and digits[1] == "1")
    return shape and digits[1] in "1237" and not digits.startswith(_NO_PATIENTS_RING_FROM)


def digit_count(words: str, limits: tuple[int, ...]) -> bool:
    """Does it hold as many digits as a record number of a hospital does?"""
    fewest, most = limits
    return fewest <= len(digits_of(words)) <= most


def spelled(words: str, limits: tuple[int, ...]) -> bool:
    """Is it a number read out, "nine four three double seven": an NHS number (10 digits) or a private phone (11)?

    At least half of it must be words; numbers of digits alone have rules of their own.
    """
    digits, told, times = "", 0, 1
    for word in _PIECES.findall(words):
        if word in _TIMES:
            times = _TIMES[word]
            continue
        told += times if word in _DIGITS else 0
        digits += _DIGITS.get(word, word) * times
        times = 1
    if len(digits) != limits[0] or told * 2 < len(digits):
        return False
    return modulus_11(digits) if len(digits) == 10 else private_phone(digits)


def _year_month_day(words: str) -> tuple[int, int, int] | None:
    numbers = _NUMBERS.findall(words)
    named = _MONTH.search(words.lower())
    if named and len(numbers) == 2:
        return int(numbers[1]), _MONTHS.index(named[0]) + 1, int(numbers[0])
    if len(numbers) == 1 and len(numbers[0]) in (6, 8):
        run = numbers[0]
        numbers = [run[:2], run[2:4], run[4:]]
    if len(numbers) != 3:
        return None
    first, month, last = (int(number) for number in numbers)
    return (first, month, last) if len(numbers[0]) == 4 else (last, month, first)


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


CHECKS: dict[str, Check] = {
    "modulus_11": modulus_11,
    "birth_date": birth_date,
    "year_between": year_between,
    "private_phone": private_phone,
    "digit_count": digit_count,
    "spelled": spelled,
}
