"""Decisions about clearing the way: rules of trust, and who may do what with an ask."""

from groundswell.enabling.rules.asks import (
    ANSWER_IN_WORKING_DAYS,
    WARN_WORKING_DAYS,
    Rung,
    answers_for,
    could_clear_below,
    level_of,
    may_answer,
    may_ask,
    may_ask_higher,
    may_commit,
    may_keep,
    may_move,
    may_pass_below,
    may_pass_on,
    may_see,
    may_stay,
    may_talk,
    next_rung,
    proposed,
)
from groundswell.enabling.rules.challenges import (
    SHOW_IN_WORKING_DAYS,
    can_change,
    fits,
    host_of,
    is_link,
    may_challenge,
    may_pass_rule_on,
    may_say_told,
    may_settle,
    may_show,
    source_needed,
)
from groundswell.enabling.rules.figures import may_read_figures
from groundswell.enabling.rules.funds import (
    MOST_POUNDS,
    fund_fits,
    may_ask_money,
    may_set_fund,
    may_spend_from,
    may_undo,
    spend_fits,
)
from groundswell.enabling.rules.offers import USUAL_DAYS, day_fits_offer, lasts, may_end_offer, may_offer
from groundswell.enabling.rules.replaying import Different, Replay, Way, replay
from groundswell.enabling.rules.sorting import QUESTIONS, Sorted, what_is_this
from groundswell.enabling.rules.suspecting import pounds_in, suspected
from groundswell.enabling.rules.time import (
    MOST_HOURS_A_DAY,
    MOST_HOURS_A_WEEK,
    day_fits,
    hours_of,
    is_given,
    may_strike,
    may_use,
    may_use_on,
)
from groundswell.enabling.rules.trust import (
    Facts,
    Follows,
    Rule,
    rules_at,
    source_of,
    starting_rules,
    what_follows,
)

__all__ = [
    "ANSWER_IN_WORKING_DAYS", "MOST_HOURS_A_DAY", "MOST_HOURS_A_WEEK", "MOST_POUNDS", "QUESTIONS",
    "SHOW_IN_WORKING_DAYS", "USUAL_DAYS", "WARN_WORKING_DAYS", "Different", "Facts", "Follows", "Replay", "Rule",
    "Rung", "Sorted", "Way", "answers_for", "can_change", "could_clear_below", "day_fits", "day_fits_offer", "fits",
    "fund_fits", "host_of", "hours_of", "is_given", "is_link", "lasts", "level_of", "may_answer", "may_ask",
    "may_ask_higher", "may_ask_money", "may_challenge", "may_commit", "may_end_offer", "may_keep", "may_move",
    "may_offer", "may_pass_below", "may_pass_on", "may_pass_rule_on", "may_read_figures", "may_say_told", "may_see",
    "may_set_fund", "may_settle", "may_show", "may_spend_from", "may_stay", "may_strike", "may_talk", "may_undo",
    "may_use", "may_use_on", "next_rung", "pounds_in", "proposed", "replay", "rules_at", "source_needed", "source_of",
    "spend_fits", "starting_rules", "suspected", "what_follows", "what_is_this",
]  # fmt: skip
