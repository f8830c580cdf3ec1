"""Questions of the room of figures: rows of the rooms below, and the snapshots that were made."""

from groundswell.insight.queries.bureaucracy import rows_by_place, working_number
from groundswell.insight.queries.evidence import charts_of, measures_of, record_of
from groundswell.insight.queries.frameworks import (
    draft_of,
    framework_for,
    frameworks_of,
    home_of,
    in_force,
    newest_own,
    statement_for,
    version_for,
)
from groundswell.insight.queries.leadership import leadership_by_place
from groundswell.insight.queries.snapshots import (
    is_finished,
    missing,
    months_of,
    place_by_id,
    snapshot_of,
    staff_by_place,
    teams_of,
)

__all__ = [
    "charts_of", "draft_of", "framework_for", "frameworks_of", "home_of", "in_force", "is_finished", "leadership_by_place",
    "measures_of", "missing", "months_of", "newest_own", "place_by_id", "record_of", "rows_by_place", "snapshot_of",
    "staff_by_place", "statement_for", "teams_of", "version_for", "working_number",
]  # fmt: skip
