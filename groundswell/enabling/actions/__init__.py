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
    pass_below,
    pass_on,
    stay,
    want_to_talk,
    warn,
    withdraw,
)
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
    "ask_for", "ask_higher", "ask_permissions", "break_promise", "climb", "clock_ran_out", "commit", "decline",
    "export", "forget", "give", "join", "keep", "move", "move_up", "need_more", "pass_below", "pass_on", "pass_up", "refuse",
    "send", "stay", "want_talk_about", "want_to_talk", "warn", "withdraw", "withdraw_permissions",
]  # fmt: skip
