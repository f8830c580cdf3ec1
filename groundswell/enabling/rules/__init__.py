"""Decisions about clearing the way: rules of trust, and who may do what with an ask."""

from groundswell.enabling.rules.asks import (
    ANSWER_IN_WORKING_DAYS,
    WARN_WORKING_DAYS,
    Rung,
    level_of,
    may_answer,
    may_ask,
    may_ask_higher,
    may_commit,
    may_keep,
    may_move,
    may_pass_on,
    may_see,
    may_stay,
    may_talk,
    next_rung,
    proposed,
)
from groundswell.enabling.rules.replaying import Different, Replay, Way, replay
from groundswell.enabling.rules.sorting import QUESTIONS, Sorted, what_is_this
from groundswell.enabling.rules.suspecting import pounds_in, suspected
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
    "ANSWER_IN_WORKING_DAYS", "QUESTIONS", "WARN_WORKING_DAYS", "Different", "Facts", "Follows", "Replay", "Rule", "Rung", "Sorted",
    "Way", "level_of", "may_answer", "may_ask", "may_ask_higher", "may_commit", "may_keep", "may_move", "may_pass_on", "may_see",
    "may_stay", "may_talk", "next_rung", "pounds_in", "proposed", "replay", "rules_at", "source_of", "starting_rules", "suspected",
    "what_follows", "what_is_this",
]  # fmt: skip
