"""Questions about changes, always asked on somebody's behalf."""

from groundswell.changes.queries.finding import (
    breadth_of,
    candidate,
    candidates,
    change_for,
    co_lead_for,
    readable_among,
    step_for,
    subjects_among,
    test_for,
)
from groundswell.changes.queries.houses import House, houses_of
from groundswell.changes.queries.lasting import (
    Progress,
    changes_with_progress,
    lasting_checks,
    offers_check,
    progress_of,
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
    At,
    From,
    Tried,
    Work,
    adopted_in_words,
    ideas_of_works,
    ideas_taken_on,
    places_measured,
    plain_works,
    tests_measured,
    works_measured,
    works_of,
    works_of_ideas,
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
from groundswell.changes.queries.partners import (
    ForPartner,
    digest_of,
    for_partner,
    own_words,
    partner_by_key,
    partner_of,
    partner_word,
    partner_words,
    partners_of,
    said_today,
    without_names,
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
    place_of,
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
from groundswell.changes.queries.posts import (
    last_day_of_post,
    lost_seats,
    post_ended_at,
    posts_ended,
    posts_ending,
    seat_to_hand_over,
    without_a_lead,
)
from groundswell.changes.queries.replaying import try_draft
from groundswell.changes.queries.suggesting import Suggested, Why, suggested, suggestions
from groundswell.changes.queries.trust import (
    has_begun,
    named_by,
    permissions_of,
    questions_of,
    what_follows_for,
    what_would_follow,
)

__all__ = [
    "FEW", "At", "ForPartner", "From", "House", "Progress", "Suggested", "Tried", "Whole", "Why", "Work",
    "adopted_in_words", "asks_of", "benefit_of", "benefits_of", "benefits_to_confirm", "breadth_of", "candidate",
    "candidates", "change_for", "changes_of", "changes_under", "changes_with_progress", "charts_of", "co_lead_for",
    "digest_of", "empty_seats_near", "for_partner", "has_begun", "held_since", "home_row", "houses_of", "ideas_in",
    "ideas_of_works", "ideas_taken_on", "last_day_of_post", "lasting_checks", "lost_seats", "measures_of", "named_by",
    "offers_check", "open_pause", "organisations_of", "other_measures", "own_words", "owners", "partner_by_key",
    "partner_of", "partner_word", "partner_words", "partners_of", "past_seats", "pauses_for_cards", "pauses_overdue",
    "pauses_to_answer", "permissions_of", "place_of", "place_row_for", "place_to_count_at", "places_measured",
    "plain_works", "post_ended_at", "posts_ended", "posts_ending", "progress_of", "questions_of", "quiet",
    "readable_among", "readings_since_adopted", "rows_of", "said_today", "seat_to_hand_over", "seats_for_cards",
    "seats_of", "seats_offered", "seats_shown", "small_charts", "state_at_home", "step_for", "steps_of",
    "subjects_among", "suggested", "suggestions", "team_ids", "team_of", "test_for", "tests_measured", "tests_of",
    "try_draft", "was_reminded", "what_follows_for", "what_would_follow", "whole", "without_a_lead", "without_names",
    "works_measured", "works_of", "works_of_ideas", "works_standing",
]  # fmt: skip
