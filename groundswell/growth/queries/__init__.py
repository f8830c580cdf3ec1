"""The questions of this room. Each is asked by a person, about what they may see."""

from groundswell.growth.queries.record import (
    Known,
    Record,
    Thanked,
    all_entries,
    entries_about,
    entries_of,
    entry_for,
    known,
    log_of,
    record_of,
    thanked,
    title_for,
    used_bodies,
)

__all__ = [
    "Known", "Record", "Thanked", "all_entries", "entries_about", "entries_of", "entry_for", "known", "log_of", "record_of",
    "thanked", "title_for", "used_bodies",
]  # fmt: skip
