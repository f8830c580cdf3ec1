"""Questions about ideas, posters and hidden names."""

from groundswell.ideas.queries.hidden import (
    after_number,
    held_for_me,
    is_a_number,
    is_held_for,
    keepers_gone,
    keeping_of,
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
    can_help,
    fixes_to_check,
    held_words,
    idea_for,
    ideas_for_cards,
    ideas_named,
    ideas_of,
    ideas_under,
    joinings_for_cards,
    joinings_wanted,
    may_find,
    new_near,
    not_the_same,
    open_joining,
    readable_among,
    search,
    shared_with,
    shown_at_home,
    stage_counts,
    supporters,
    together,
    tried_before,
)
from groundswell.ideas.queries.line import entered_by, line_for, to_pass_on, typist, who_helps
from groundswell.ideas.queries.measured import Raised, ideas_measured
from groundswell.ideas.queries.posters import PosterRow, live_posters, poster_by_code, posters_under, teams_under

__all__ = [
    "NO_SUPPORT", "Page", "PosterRow", "Raised", "Supporters", "after_number", "answers_wanted", "can_help",
    "entered_by", "fixes_to_check", "held_for_me", "held_words", "idea_for", "ideas_for_cards", "ideas_measured",
    "ideas_named", "ideas_of", "ideas_under", "is_a_number", "is_held_for", "joinings_for_cards", "joinings_wanted",
    "keepers_gone", "keeping_of", "line_for", "live_posters", "may_find", "name_under_seal", "new_near",
    "not_the_same", "open_joining", "poster_by_code", "posters_under", "readable_among", "released_with", "search", "shared_with",
    "shown_at_home", "stage_counts", "supporters", "teams_under", "to_pass_on", "together", "tried_before", "typist",
    "unconfirmed_among", "unconfirmed_over", "waiting_too_long", "who_helps", "whose_name_is_held",
]  # fmt: skip
