"""Questions of the room of figures: rows of the rooms below, and the snapshots that were made."""

from groundswell.insight.queries.beside import beside_by_place
from groundswell.insight.queries.bureaucracy import rows_by_place, working_number
from groundswell.insight.queries.leadership import leadership_by_place
from groundswell.insight.queries.peers import is_compared, peers_of
from groundswell.insight.queries.snapshots import (
    changes_named_for,
    divisions_of,
    is_finished,
    missing,
    months_of,
    place_by_id,
    snapshot_of,
    staff_by_place,
    teams_of,
)

__all__ = [
    "beside_by_place", "changes_named_for", "divisions_of", "is_compared", "is_finished", "leadership_by_place", "missing",
    "months_of", "peers_of", "place_by_id", "rows_by_place", "snapshot_of", "staff_by_place", "teams_of", "working_number",
]  # fmt: skip
