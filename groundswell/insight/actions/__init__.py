"""Verbs of the room of figures: make those of a month, count an answer to the pulse, load what was published."""

from groundswell.insight.actions.counting import count_up_to
from groundswell.insight.actions.pulse import answer_pulse, close_quarters, hear, make_pulse_results, switch_pulse
from groundswell.insight.actions.snapshots import finish_round, make_snapshots
from groundswell.insight.actions.survey import load_values

__all__ = [
    "answer_pulse", "close_quarters", "count_up_to", "finish_round", "hear", "load_values", "make_pulse_results",
    "make_snapshots", "switch_pulse",
]  # fmt: skip
