"""Start a measure, add and correct readings, undo a load, redraw limits, and show a measure to others."""

from groundswell.measures.actions.limits import fix_limits, rebase, set_aside, take_choice_back
from groundswell.measures.actions.measures import WORDS, count_the_same, counted_elsewhere, draw_as, edit, start_measure
from groundswell.measures.actions.personal import export, forget
from groundswell.measures.actions.readings import add_reading, add_readings, correct, remove, undo
from groundswell.measures.actions.showing import belongs_to, end_link, make_link, show_to, show_to_everyone

__all__ = [
    "WORDS",
    "add_reading",
    "add_readings",
    "belongs_to",
    "correct",
    "count_the_same",
    "counted_elsewhere",
    "draw_as",
    "edit",
    "end_link",
    "export",
    "fix_limits",
    "forget",
    "make_link",
    "rebase",
    "remove",
    "set_aside",
    "show_to",
    "show_to_everyone",
    "start_measure",
    "take_choice_back",
    "undo",
]
