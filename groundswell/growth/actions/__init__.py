"""The verbs of this room."""

from groundswell.growth.actions.entries import change, remove, write
from groundswell.growth.actions.mentoring import (
    answer_mentee,
    ask_mentor,
    end_mentoring,
    log_session,
    mentoring_is_over,
    strike_session,
)
from groundswell.growth.actions.next_steps import put_away, say_next
from groundswell.growth.actions.opportunities import answer, change_offer, close, offer, remind, step_in, withdraw
from groundswell.growth.actions.person import export, forget

__all__ = [
    "answer", "answer_mentee", "ask_mentor", "change", "change_offer", "close", "end_mentoring", "export", "forget",
    "log_session", "mentoring_is_over", "offer", "put_away", "remind", "remove", "say_next", "step_in", "strike_session",
    "withdraw", "write",
]  # fmt: skip
