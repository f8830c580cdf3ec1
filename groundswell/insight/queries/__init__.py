"""Questions of the room of figures: rows of the rooms below, and the snapshots that were made."""

from groundswell.insight.queries.beside import beside_by_place
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
from groundswell.insight.queries.journey import journey_of
from groundswell.insight.queries.leadership import leadership_by_place
from groundswell.insight.queries.peers import is_compared, peers_of
from groundswell.insight.queries.pulse import (
    has_answered,
    has_old_key,
    has_pulse_results,
    heard_in,
    pulse_is_off,
    pulse_off_since,
    pulse_results,
    quarters_to_make,
    rows_heard,
    staff_said,
    tree_of,
)
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
from groundswell.insight.queries.staff_side import agreement_of
from groundswell.insight.queries.survey import SurveyValue, able_to_improve, published_keys, survey_values
from groundswell.insight.queries.system import months_of_system, system_of
from groundswell.insight.queries.tally import counted_of

__all__ = [
    "SurveyValue", "able_to_improve", "agreement_of", "beside_by_place", "changes_named_for", "charts_of", "counted_of",
    "divisions_of", "draft_of", "framework_for", "frameworks_of", "has_answered", "has_old_key", "has_pulse_results",
    "heard_in", "home_of", "in_force", "is_compared", "is_finished", "journey_of", "leadership_by_place", "measures_of", "missing",
    "months_of", "months_of_system", "newest_own", "peers_of", "place_by_id", "published_keys", "pulse_is_off",
    "pulse_off_since", "pulse_results", "quarters_to_make", "record_of", "rows_by_place", "rows_heard", "snapshot_of",
    "staff_by_place", "staff_said", "statement_for", "survey_values", "system_of", "teams_of", "tree_of",
    "version_for", "working_number",
]  # fmt: skip
