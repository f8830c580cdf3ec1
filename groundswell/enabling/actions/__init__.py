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
from groundswell.enabling.actions.personal import export, forget

__all__ = [
    "ask_for",
    "ask_higher",
    "break_promise",
    "climb",
    "commit",
    "decline",
    "export",
    "forget",
    "join",
    "keep",
    "move",
    "move_up",
    "pass_on",
    "stay",
    "want_to_talk",
    "warn",
    "withdraw",
]  # fmt: skip
