"""The verbs of this room."""

from groundswell.growth.actions.entries import change, remove, remove_all, write
from groundswell.growth.actions.leading import ask_to_talk, set_beside, stop_talking, will_talk
from groundswell.growth.actions.mentoring import (
    answer_mentee,
    ask_mentor,
    end_mentoring,
    log_session,
    mentoring_is_over,
    strike_session,
)
from groundswell.growth.actions.next_steps import follow, put_away, say_next
from groundswell.growth.actions.opportunities import answer, change_offer, close, offer, remind, step_in, withdraw
from groundswell.growth.actions.person import export, forget

__all__ = [
    "answer", "answer_mentee", "ask_mentor", "ask_to_talk", "change", "change_offer", "close", "end_mentoring", "export",
    "follow", "forget", "log_session", "mentoring_is_over", "offer", "put_away", "remind", "remove", "remove_all", "say_next",
    "set_beside", "step_in", "stop_talking", "strike_session", "will_talk", "withdraw", "write",
]  # fmt: skip
