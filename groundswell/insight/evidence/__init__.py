"""What a pack of evidence is made of. Pure: no query, no page."""

from groundswell.insight.evidence.kinds import ALL, KINDS, Kind, Source, known
from groundswell.insight.evidence.work import (
    MONTHS,
    Came,
    Counted,
    Item,
    Period,
    Record,
    Told,
    Tried,
    Work,
    changes_stopped,
    found_in,
    tests_stopped,
)

__all__ = [
    "ALL", "KINDS", "MONTHS", "Came", "Counted", "Item", "Kind", "Period", "Record", "Source", "Told", "Tried", "Work",
    "changes_stopped", "found_in", "known", "tests_stopped",
]  # fmt: skip
