"""Verbs that change changes. Each asks its rule first and records what happened in the same transaction."""

from groundswell.changes.actions.asking import (
    answer_questions,
    ask_for,
    ask_permissions,
    promise,
    sort,
    stand_behind,
)
from groundswell.changes.actions.benefiting import claim_benefit, confirm_benefit
from groundswell.changes.actions.coaching import coach_ask
from groundswell.changes.actions.keeping import link_measure, make_normal, start_measure
from groundswell.changes.actions.lasting import check_lasting, say_progress
from groundswell.changes.actions.opening import (
    bring_in,
    edit,
    open_change,
    stop,
    told_elsewhere,
)
from groundswell.changes.actions.partners import (
    ask_partner,
    end_partner,
    hide_partner_word,
    leave_as_partner,
    partner_is_called,
    say_as_partner,
)
from groundswell.changes.actions.personal import export, forget
from groundswell.changes.actions.safety import answer_pause, pause, remind_of_pause
from groundswell.changes.actions.seats import (
    accept_pair,
    ask_who_carries_on,
    decline_pair,
    end_seat,
    hand_over,
    help_with,
    leave_pair,
    pair,
    suggest,
)
from groundswell.changes.actions.trying import (
    add_step,
    do_step,
    draw_drivers,
    learn_from,
    start_test,
)

__all__ = [
    "accept_pair", "add_step", "answer_pause", "answer_questions", "ask_for", "ask_partner", "ask_permissions",
    "ask_who_carries_on", "bring_in", "check_lasting", "claim_benefit", "coach_ask", "confirm_benefit",
    "decline_pair", "do_step", "draw_drivers", "edit", "end_partner", "end_seat", "export", "forget", "hand_over",
    "help_with", "hide_partner_word", "learn_from", "leave_as_partner", "leave_pair", "link_measure", "make_normal",
    "open_change", "pair", "partner_is_called", "pause", "promise", "remind_of_pause", "say_as_partner",
    "say_progress", "sort", "stand_behind", "start_measure", "start_test", "stop", "suggest", "told_elsewhere",
]  # fmt: skip
