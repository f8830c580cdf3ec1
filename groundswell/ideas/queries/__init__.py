"""Questions about ideas, posters and hidden names."""

from groundswell.ideas.queries.hidden import (
    after_number,
    held_for_me,
    is_a_number,
    is_held_for,
    name_under_seal,
    released_with,
    unconfirmed_among,
    unconfirmed_over,
    waiting_too_long,
    whose_name_is_held,
)
from groundswell.ideas.queries.ideas import (
    NO_SUPPORT,
    Page,
    Supporters,
    answers_wanted,
    answers_wanted_from,
    fixes_to_check,
    held_for,
    held_words,
    idea_for,
    ideas_of,
    ideas_under,
    joinings_wanted,
    joinings_wanted_from,
    new_near,
    open_joining,
    search,
    shared_with,
    stage_counts,
    still_fixed_wanted_from,
    supporters,
    tried_before,
)
from groundswell.ideas.queries.posters import PosterRow, live_posters, poster_by_code, posters_under, teams_under

__all__ = [
    "NO_SUPPORT", "Page", "PosterRow", "Supporters", "after_number", "answers_wanted", "answers_wanted_from",
    "fixes_to_check", "held_for", "held_for_me", "held_words", "idea_for", "ideas_of", "ideas_under", "is_a_number",
    "is_held_for", "joinings_wanted", "joinings_wanted_from", "live_posters", "name_under_seal", "new_near", "open_joining",
    "poster_by_code", "posters_under", "released_with", "search", "shared_with", "stage_counts", "still_fixed_wanted_from",
    "supporters", "teams_under", "tried_before", "unconfirmed_among", "unconfirmed_over", "waiting_too_long",
    "whose_name_is_held",
]  # fmt: skip
