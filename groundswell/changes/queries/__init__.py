"""Questions about changes, always asked on somebody's behalf."""

from groundswell.changes.queries.finding import (
    breadth_of,
    candidate,
    candidates,
    change_for,
    co_lead_for,
    readable_among,
    step_for,
    test_for,
)
from groundswell.changes.queries.lists import (
    benefits_to_confirm,
    changes_of,
    changes_under,
    empty_seats_near,
    pauses_for_cards,
    pauses_overdue,
    pauses_to_answer,
    seats_for_cards,
    seats_offered,
    state_at_home,
    was_reminded,
    works_standing,
)
from groundswell.changes.queries.measured import (
    From,
    Tried,
    Work,
    ideas_taken_on,
    tests_measured,
    works_measured,
    works_of,
)
from groundswell.changes.queries.page import (
    FEW,
    Whole,
    benefit_of,
    benefits_of,
    charts_of,
    other_measures,
    place_to_count_at,
    small_charts,
    whole,
)
from groundswell.changes.queries.parts import (
    asks_of,
    held_since,
    home_row,
    ideas_in,
    measures_of,
    open_pause,
    organisations_of,
    owners,
    past_seats,
    place_row_for,
    quiet,
    readings_since_adopted,
    rows_of,
    seats_of,
    seats_shown,
    steps_of,
    team_ids,
    team_of,
    tests_of,
)
from groundswell.changes.queries.replaying import try_draft
from groundswell.changes.queries.trust import (
    has_begun,
    named_by,
    permissions_of,
    questions_of,
    what_follows_for,
    what_would_follow,
)

__all__ = [
    "FEW", "From", "Tried", "Whole", "Work", "asks_of", "benefit_of", "benefits_of", "benefits_to_confirm",
    "breadth_of", "candidate", "candidates", "change_for", "changes_of", "changes_under", "charts_of", "co_lead_for",
    "empty_seats_near", "has_begun", "held_since", "home_row", "ideas_in", "ideas_taken_on", "measures_of",
    "named_by", "open_pause", "organisations_of", "other_measures", "owners", "past_seats", "pauses_for_cards",
    "pauses_overdue", "pauses_to_answer", "permissions_of", "place_row_for", "place_to_count_at", "questions_of",
    "quiet", "readable_among", "readings_since_adopted", "rows_of", "seats_for_cards", "seats_of", "seats_offered",
    "seats_shown", "small_charts", "state_at_home", "step_for", "steps_of", "team_ids", "team_of", "test_for",
    "tests_measured", "tests_of", "try_draft", "was_reminded", "what_follows_for", "what_would_follow", "whole",
    "works_measured", "works_of", "works_standing",
]  # fmt: skip
