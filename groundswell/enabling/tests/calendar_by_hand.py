"""England's calendar typed from the published list, and the rule of the clock told minute by minute: nothing here asks the engine."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "clock_cases.csv"
BANK_HOLIDAYS = """
    2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26
    2025-01-01 2025-04-18 2025-04-21 2025-05-05 2025-05-26 2025-08-25 2025-12-25 2025-12-26
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28
    2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26
    2029-01-01 2029-03-30 2029-04-02 2029-05-07 2029-05-28 2029-08-27 2029-12-25 2029-12-26
""".split()
# Summer time begins and ends at 01:00 UTC on these Sundays.
SUMMERS = {
    2023: ("2023-03-26", "2023-10-29"), 2024: ("2024-03-31", "2024-10-27"), 2025: ("2025-03-30", "2025-10-26"),
    2026: ("2026-03-29", "2026-10-25"), 2027: ("2027-03-28", "2027-10-31"), 2028: ("2028-03-26", "2028-10-29"),
    2029: ("2029-03-25", "2029-10-28"),
}  # fmt: skip
HOUR = timedelta(hours=1)


def hours_ahead(moment: datetime) -> int:
    """By how many hours London is ahead of UTC."""
    begins, ends = (datetime.fromisoformat(f"{day}T01:00+00:00") for day in SUMMERS[moment.year])
    return int(begins <= moment < ends)


def london_date(moment: datetime) -> str:
    return (moment + HOUR * hours_ahead(moment)).date().isoformat()


def is_working(day: str) -> bool:
    return datetime.fromisoformat(day).isoweekday() <= 5 and day not in BANK_HOLIDAYS


@dataclass(frozen=True)
class Case:
    asked_at: datetime
    days: int
    pauses: tuple[tuple[datetime, datetime | None], ...]
    due: datetime | None
    why: str


def cases() -> list[Case]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [
            Case(_utc(row["asked_at"]), int(row["working_days"]), _pauses(row["pauses"]),
                 None if row["due_at"] == "none" else _utc(row["due_at"]), row["why"])
            for row in csv.DictReader(file)
        ]  # fmt: skip


def due_minute_by_minute(case: Case) -> datetime | None:
    """Walk through London's days, count the paused minutes of each, and stop at the end of the Nth that counts."""
    asked_on, minute = london_date(case.asked_at), case.asked_at.replace(second=0, microsecond=0)
    while london_date(minute) == asked_on:
        minute += timedelta(minutes=1)
    left = case.days
    for _day in range(400):
        today, minutes, paused = london_date(minute), 0, 0
        while london_date(minute) == today:
            minutes, paused = minutes + 1, paused + _is_paused(minute, case)
            minute += timedelta(minutes=1)
        still_paused = _is_paused(minute - timedelta(minutes=1), case)
        if is_working(today) and not still_paused and paused <= minutes / 2:
            left -= 1
        if not left:
            return minute
    return None


def _is_paused(minute: datetime, case: Case) -> bool:
    return any(start <= minute and (end is None or minute < end) for start, end in case.pauses)


def _utc(written: str) -> datetime:
    return datetime.fromisoformat(written).astimezone(UTC)


def _pauses(written: str) -> tuple[tuple[datetime, datetime | None], ...]:
    pairs = [pause.split("/") for pause in written.split()]
    return tuple((_utc(start), _utc(end) if end else None) for start, end in pairs)
