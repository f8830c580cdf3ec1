"""What is seen of a change: short cards in plain words."""

from groundswell.changes.cards import drawn_drivers, driver_lines, follows_cards
from groundswell.changes.presenters.brought import as_there, tried_there
from groundswell.changes.presenters.houses import house_cards
from groundswell.changes.presenters.lines import both_versions, idea_words, place_cards
from groundswell.changes.presenters.page import STORY_ADDRESS_NAME, change_page, story_for
from groundswell.changes.presenters.partners import partner_page
from groundswell.changes.presenters.plan import plan_parts
from groundswell.changes.presenters.replaying import replay_page
from groundswell.changes.presenters.seats import seat_cards, suggestion_cards
from groundswell.changes.presenters.sheet import csv_of

__all__ = [
    "STORY_ADDRESS_NAME",
    "as_there",
    "both_versions",
    "change_page",
    "csv_of",
    "drawn_drivers",
    "driver_lines",
    "follows_cards",
    "house_cards",
    "idea_words",
    "partner_page",
    "place_cards",
    "plan_parts",
    "replay_page",
    "seat_cards",
    "story_for",
    "suggestion_cards",
    "tried_there",
]
