"""What is seen of ideas, of what can be said after sending, and of posters."""

from groundswell.ideas.presenters.hidden import Line, can_hold_names, group, held_cards, held_name, more_to_say, thread
from groundswell.ideas.presenters.ideas import (
    Alike,
    Deed,
    Found,
    IdeaCard,
    IdeaPage,
    alike,
    card,
    found,
    has_it,
    helps,
    noticed_when,
    page,
    waits_for,
    who_answers,
)
from groundswell.ideas.presenters.posters import Sheet, part_pages, poster_page, sheet

__all__ = [
    "Alike",
    "Deed",
    "Found",
    "IdeaCard",
    "IdeaPage",
    "Line",
    "Sheet",
    "alike",
    "can_hold_names",
    "card",
    "found",
    "group",
    "has_it",
    "held_cards",
    "held_name",
    "helps",
    "more_to_say",
    "noticed_when",
    "page",
    "part_pages",
    "poster_page",
    "sheet",
    "thread",
    "waits_for",
    "who_answers",
]  # fmt: skip
