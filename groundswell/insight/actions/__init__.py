"""Verbs of the room of figures: count a month, an answer to the pulse; load what was published; keep the frameworks of packs."""

from groundswell.insight.actions.counting import count_up_to
from groundswell.insight.actions.frameworks import (
    add_statement,
    copy,
    discard,
    edit,
    edit_statement,
    end,
    load_shipped,
    remove_statement,
    start,
)
from groundswell.insight.actions.pulse import answer_pulse, close_quarters, hear, make_pulse_results, switch_pulse
from groundswell.insight.actions.snapshots import finish_round, make_snapshots
from groundswell.insight.actions.staff_side import agree, take_back
from groundswell.insight.actions.survey import load_values

__all__ = [
    "add_statement", "agree", "answer_pulse", "close_quarters", "copy", "count_up_to", "discard", "edit", "edit_statement", "end",
    "finish_round", "hear", "load_shipped", "load_values", "make_pulse_results", "make_snapshots", "remove_statement", "start",
    "switch_pulse", "take_back",
]  # fmt: skip
