"""Dates, durations and counts as people say them. All decisions by the day are made in Europe/London."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime) -> date:
    """The calendar day in London at an aware `moment`."""
    return moment.astimezone(LONDON).date()


def as_day(when: date | datetime) -> date:
    return london_day(when) if isinstance(when, datetime) else when


def start_of_day(moment: datetime) -> datetime:
    """Midnight in London at the start of that day."""
    return datetime.combine(london_day(moment), time(), LONDON)


def start_of_week(moment: datetime) -> datetime:
    """Midnight in London at the start of that week's Monday."""
    first = london_day(moment) - timedelta(days=london_day(moment).weekday())
    return datetime.combine(first, time(), LONDON)


def day(when: date | datetime | None) -> str:
    """`4 March 2026`."""
    return f"{(d := as_day(when)).day} {d:%B %Y}" if when else ""


def short_day(when: date | datetime | None) -> str:
    """`Wed 4 Mar`."""
    return f"{(d := as_day(when)):%a} {d.day} {d:%b}" if when else ""


def moment(when: datetime) -> str:
    """`4 March 2026 at 3:05pm`."""
    local = when.astimezone(LONDON)
    return f"{day(local)} at {local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def days_between(start: date | datetime, end: date | datetime) -> int:
    return (as_day(end) - as_day(start)).days


def ago(when: date | datetime, now: date | datetime) -> str:
    """`today`, `yesterday`, `6 days ago`, then the date itself after four weeks."""
    days = days_between(when, now)
    if days < 0 or days > 28:
        return day(when)
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def until(when: date | datetime, now: date | datetime) -> str:
    """`today`, `tomorrow`, `by Thursday`, then `by 4 March 2026`; past dates say `was due ...`."""
    days = days_between(now, when)
    if days < 0:
        return f"was due {ago(when, now)}"
    if days <= 1:
        return ("today", "tomorrow")[days]
    return f"by {as_day(when):%A}" if days < 7 else f"by {day(when)}"


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 idea`, `1,204 ideas`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value: float | Decimal | int | None) -> str:
    """At most four significant figures, never an exponent, thousands marked: `1,234`, `0.4567`, `12.3`."""
    if value is None:
        return ""
    value = float(value)
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.4g}"


def pounds(pence: int) -> str:
    """`£12`, `£1,204.50`."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}.{rest:02}" if rest else f"£{whole:,}"


def hours(number_of: Decimal) -> str:
    """`1 hour`, `2.5 hours`."""
    return f"{number(number_of)} {'hour' if number_of == 1 else 'hours'}"


def upper(words: str) -> str:
    """With a capital at the beginning, and nothing else changed."""
    return words[:1].upper() + words[1:]


def lower(words: str) -> str:
    """As it stands within a sentence: `working with IT`."""
    return words[:1].lower() + words[1:]


def joined(names: list[str], word: str = "and") -> str:
    """`Ana`, `Ana and Ben`, `Ana, Ben and Cy`."""
    return " ".join([", ".join(names[:-1]), word, names[-1]]) if len(names) > 1 else "".join(names)
