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
    found_in,
    stopped_changes,
    stopped_tests,
)

__all__ = [
    "ALL",
    "KINDS",
    "MONTHS",
    "Came",
    "Counted",
    "Item",
    "Kind",
    "Period",
    "Record",
    "Source",
    "Told",
    "Tried",
    "Work",
    "found_in",
    "known",
    "stopped_changes",
    "stopped_tests",
]  # fmt: skip
