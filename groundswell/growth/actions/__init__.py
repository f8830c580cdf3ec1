"""The verbs of this room."""

from groundswell.growth.actions.entries import change, remove, write
from groundswell.growth.actions.next_steps import put_away, say_next
from groundswell.growth.actions.opportunities import answer, change_offer, close, offer, remind, step_in, withdraw
from groundswell.growth.actions.person import export, forget

__all__ = [
    "answer", "change", "change_offer", "close", "export", "forget", "offer", "put_away", "remind", "remove", "say_next",
    "step_in", "withdraw", "write",
]  # fmt: skip
