"""Dates as people type them. Day comes before month unless the file itself proves otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from groundswell.measures.parsing import numbers
from groundswell.measures.parsing.shapes import RowError

LONDON = ZoneInfo("Europe/London")
LONGEST = 45
EARLIEST = date(1948, 7, 5)
DAY_ZERO = date(1899, 12, 30)  # day numbers of spreadsheets, 1900 system
DAY_ZERO_1904 = date(1904, 1, 1)  # and of workbooks that began on an old Macintosh
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
FULL = "january february march april may june july august september october november december".split()
TIME = re.compile(
    r"[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(am|pm)?\s*(z|utc|gmt|bst|[+-]\d{2}:?\d{2})?$",
    re.ASCII | re.IGNORECASE,
)
WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[ ,.]+", re.IGNORECASE)
BEFORE = re.compile(r"^(w/[ce]|week (commencing|ending|of|beginning)|from)[ :]+", re.IGNORECASE)
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
ISO_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
ISO_WEEK = re.compile(r"(\d{4})-?W(\d{2})(?:-?([1-7]))?", re.ASCII | re.IGNORECASE)
COMPACT_MONTH = re.compile(r"((?:19|20)\d{2})(0[1-9]|1[0-2])", re.ASCII)
COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})", re.ASCII)
MONTH_YEAR = re.compile(r"(\d{1,2})/(\d{4})", re.ASCII)
WORDED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?[-/., ]*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
WORDED_US = re.compile(r"([a-z]{3,9})\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", re.ASCII | re.IGNORECASE)
WORDED_MONTH = re.compile(r"([a-z]{3,9})\.?[-/., ']*(\d{4}|\d{2})", re.ASCII | re.IGNORECASE)
DAY_NUMBER = re.compile(r"[2-7]\d{4}(\.0+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class When:
    """A day and perhaps a time, as written. `order` matters when `first` and `second` may be day or month."""

    day: date
    clock: time | None = None
    offset: timezone | None = None


def split_time(cell: str) -> tuple[str, time | None, timezone | None]:
    """The day as text, the time of day and its offset."""
    text = " ".join((cell if cell.isascii() else cell.translate(numbers.UNSEEN)).split())
    if ":" not in text:
        return text, None, None
    match = TIME.search(text)
    if not match:
        return text, None, None
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    if match[4]:
        hour = hour % 12 + (12 if match[4].lower() == "pm" else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise RowError("impossible_date", "There is no such time of day.")
    return text[: match.start()], time(hour, minute, second), _offset(match[5])


def _offset(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.lower() in ("z", "utc", "gmt"):
        return UTC
    if text.lower() == "bst":
        return timezone(timedelta(hours=1))
    sign, digits = (-1 if text[0] == "-" else 1), text[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    if minutes >= 24 * 60:
        raise RowError("impossible_date", "There is no such time of day.")
    return timezone(sign * timedelta(minutes=minutes))


def _bare(cell: str) -> str:
    """Without the weekday and words such as `w/c`."""
    text = cell.strip()
    return text if text[:1].isdigit() else WEEKDAY.sub("", BEFORE.sub("", text))


def numeric_parts(cell: str) -> tuple[int, str, int] | None:
    """First number, separator and second number of a date such as 03/04/2025."""
    if len(cell) > LONGEST:
        return None
    try:
        text = split_time(_bare(cell))[0]
    except RowError:
        return None
    match = NUMERIC.fullmatch(text)
    return (int(match[1]), match[2], int(match[3])) if match else None


def order_of(cells: list[str]) -> str:
    """`day_first`, `month_first`, or `unclear` when nothing in the column settles it; `none` when it does not matter."""
    parts = [found for cell in cells if (found := numeric_parts(cell))]
    day_first = sum(first > 12 or mark == "." for first, mark, _second in parts)
    month_first = sum(second > 12 >= first for first, _mark, second in parts)
    if day_first or month_first:
        return "month_first" if month_first > day_first else "day_first"
    return "unclear" if any(first != second for first, _mark, second in parts) else "none"


def is_day_number(cell: str) -> bool:
    return bool(DAY_NUMBER.fullmatch(cell.strip())) if len(cell) <= LONGEST else False


def when(cell: str, *, order: str = "day_first", day_numbers: date | None = None, today: date) -> When:
    """The day (and time) in a cell. `day_numbers`: day zero of numbers such as 45658. Raises RowError with the reason."""
    if len(cell) > LONGEST:
        raise _bad()
    if day_numbers and is_day_number(cell):
        return _checked(When(day_numbers + timedelta(days=int(float(cell)))), today)
    text, clock, offset = split_time(_bare(cell))
    return _checked(When(_day(text.strip(), order, today), clock, offset), today)


def _bad() -> RowError:
    return RowError("bad_date", "This is not a date we can read. Write it like 27/3/2026.")


def _checked(found: When, today: date) -> When:
    if found.day > today:
        raise RowError("date_out_of_range", f"{shown(found.day)} is in the future. Is the year right?")
    if found.day < EARLIEST:
        raise RowError("date_out_of_range", f"{shown(found.day)} is too long ago. Is the year right?")
    return found


def shown(day: date) -> str:
    return f"{day.day} {FULL[day.month - 1].capitalize()} {day.year}"


def _day(text: str, order: str, today: date) -> date:
    if match := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return _made(match[1], match[2], match[3], today)
    if match := ISO_MONTH.fullmatch(text) or COMPACT_MONTH.fullmatch(text):
        return _made(match[1], match[2], "1", today)
    if match := NUMERIC.fullmatch(text):
        return _numeric(int(match[1]), int(match[3]), match[4], order if match[2] != "." else "day_first", today)
    if match := ISO_WEEK.fullmatch(text):
        return _iso_week(match)
    if match := MONTH_YEAR.fullmatch(text):
        return _made(match[2], match[1], "1", today)
    return _worded(text, today)


def _iso_week(match: re.Match[str]) -> date:
    try:
        return date.fromisocalendar(int(match[1]), int(match[2]), int(match[3] or 1))
    except ValueError:
        raise RowError("impossible_date", "That year has no such week.") from None


def _numeric(first: int, second: int, year: str, order: str, today: date) -> date:
    day, month = (second, first) if order == "month_first" else (first, second)
    if month > 12 and day <= 12:
        first_is = "month" if order == "month_first" else "day"
        raise RowError("bad_date", f"The other dates have the {first_is} first. Here that gives month {month}.")
    return _made(year, str(month), str(day), today)


def _worded(text: str, today: date) -> date:
    if match := WORDED.fullmatch(text):
        return _made(match[3], _month(match[2]), match[1], today)
    if match := WORDED_US.fullmatch(text):
        return _made(match[3], _month(match[1]), match[2], today)
    if match := WORDED_MONTH.fullmatch(text):
        return _made(match[2], _month(match[1]), "1", today)
    raise _bad()


def _month(word: str) -> str:
    word = word.lower()
    whole = next((place for place, name in enumerate(FULL, 1) if name == word or word in (name[:3], name[:4])), None)
    if whole is None:
        raise _bad()
    return str(whole)


def _made(year: str, month: str, day: str, today: date) -> date:
    try:
        return date(_year(year, today), int(month), int(day))
    except ValueError:
        raise RowError("impossible_date", "There is no such day in the calendar.") from None


def _year(text: str, today: date) -> int:
    """Two figures are this century up to next year, else the last."""
    year = int(text)
    if len(text) > 2:
        return year
    return 2000 + year if year <= today.year % 100 + 1 else 1900 + year


def local_moment(found: When, *, second_time: bool = False) -> datetime:
    """The moment in UTC. London's clocks: a time that was skipped is refused, one that came twice has two moments."""
    assert found.clock is not None  # noqa: S101 - asked for times only
    wall = datetime.combine(found.day, found.clock)
    if found.offset is not None:
        return wall.replace(tzinfo=found.offset).astimezone(UTC)
    moment = wall.replace(tzinfo=LONDON, fold=int(second_time)).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != wall:
        raise RowError("nonexistent_local_time", "The clocks went forward: there was no such time on that day.")
    return moment


def comes_twice(found: When) -> bool:
    """Whether the clocks went back over this time of day."""
    if found.clock is None or found.offset is not None:
        return False
    wall = datetime.combine(found.day, found.clock, LONDON)
    return wall.utcoffset() != wall.replace(fold=1).utcoffset() and wall.utcoffset() > wall.replace(fold=1).utcoffset()  # type: ignore[operator]
