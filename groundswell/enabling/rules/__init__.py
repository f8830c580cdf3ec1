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
from groundswell.enabling.rules.suspecting import suspected
from groundswell.enabling.rules.trust import (
    Facts,
    Follows,
    Replay,
    Rule,
    replay,
    rules_at,
    source_of,
    starting_rules,
    what_follows,
)

__all__ = [
    "ANSWER_IN_WORKING_DAYS", "WARN_WORKING_DAYS", "Facts", "Follows", "Replay", "Rule", "Rung", "answers_for",
    "could_clear_below", "level_of", "may_answer", "may_ask", "may_ask_higher", "may_commit", "may_keep", "may_move",
    "may_pass_below", "may_pass_on", "may_see", "may_stay", "may_talk", "next_rung", "proposed", "replay", "rules_at",
    "source_of", "starting_rules", "suspected", "what_follows",
]  # fmt: skip
