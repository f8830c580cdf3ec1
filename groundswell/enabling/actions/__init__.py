"""Ask, promise, pass on, say no, clear it; ask whether a rule is real; spend from a fund; use protected time."""

from groundswell.enabling.actions.asks import (
    ask_for,
    ask_higher,
    break_promise,
    climb,
    commit,
    decline,
    join,
    keep,
    move,
    move_up,
    pass_below,
    pass_on,
    stay,
    want_to_talk,
    warn,
    withdraw,
)
from groundswell.enabling.actions.books import bring_into_force, discard, put_back, set_rule, start_draft
from groundswell.enabling.actions.challenges import (
    challenge,
    pass_rule_on,
    rule_clock,
    rule_up,
    say_told,
    settle_rule,
    show_rule,
    warn_of_rule,
)
from groundswell.enabling.actions.funds import set_fund, spend, undo_spend
from groundswell.enabling.actions.offers import end_offer, offer_time
from groundswell.enabling.actions.permissions import (
    ask_permissions,
    clock_ran_out,
    give,
    need_more,
    pass_up,
    refuse,
    send,
    want_talk_about,
    withdraw_permissions,
)
from groundswell.enabling.actions.personal import export, forget
from groundswell.enabling.actions.time import strike_hours, use_hours

__all__ = [
    "ask_for", "ask_higher", "ask_permissions", "break_promise", "bring_into_force", "challenge", "climb",
    "clock_ran_out", "commit", "decline", "discard", "end_offer", "export", "forget", "give", "join", "keep", "move",
    "move_up", "need_more", "offer_time", "pass_below", "pass_on", "pass_rule_on", "pass_up", "put_back", "refuse",
    "rule_clock", "rule_up", "say_told", "send", "set_fund", "set_rule", "settle_rule", "show_rule", "spend",
    "start_draft", "stay", "strike_hours", "undo_spend", "use_hours", "want_talk_about", "want_to_talk", "warn",
    "warn_of_rule", "withdraw", "withdraw_permissions",
]  # fmt: skip
