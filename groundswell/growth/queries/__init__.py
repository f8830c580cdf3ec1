"""The questions of this room. Each is asked by a person, about what they may see."""

from groundswell.growth.queries.next_steps import (
    became_real,
    is_taken_up,
    made_by,
    next_for,
    next_steps,
    ways_of,
)
from groundswell.growth.queries.opportunities import (
    Asked,
    Listed,
    answers,
    changes_to_offer,
    is_there,
    listed,
    may_keep,
    offers_of,
    open_on,
    opportunities_at,
    opportunity_for,
    places_to_offer,
    readable,
    readable_among,
    silent_since,
    step_for,
    stepped_by,
    steps_by,
    steps_for_cards,
    steps_of,
    steps_to_answer,
    system_of,
    who_answers,
)
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
    "Asked", "Known", "Listed", "Record", "Thanked", "all_entries", "answers", "became_real", "changes_to_offer",
    "entries_about", "entries_of", "entry_for", "is_taken_up", "is_there", "known", "listed", "log_of", "made_by",
    "may_keep", "next_for", "next_steps", "offers_of", "open_on", "opportunities_at", "opportunity_for", "places_to_offer",
    "readable", "readable_among", "record_of", "silent_since", "step_for", "stepped_by", "steps_by", "steps_for_cards",
    "steps_of", "steps_to_answer", "system_of", "thanked", "title_for", "used_bodies", "ways_of", "who_answers",
]  # fmt: skip
