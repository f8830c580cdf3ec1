"""Ask, promise, pass on, say no, clear it."""

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
    pass_on,
    stay,
    want_to_talk,
    warn,
    withdraw,
)
from groundswell.enabling.actions.books import bring_into_force, discard, put_back, set_rule, start_draft
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

__all__ = [
    "ask_for", "ask_higher", "ask_permissions", "break_promise", "bring_into_force", "climb", "clock_ran_out", "commit",
    "decline", "discard", "export", "forget", "give", "join", "keep", "move", "move_up", "need_more", "pass_on",
    "pass_up", "put_back", "refuse", "send", "set_rule", "start_draft", "stay", "want_talk_about", "want_to_talk",
    "warn", "withdraw", "withdraw_permissions",
]  # fmt: skip
