"""Decisions as pure functions."""

from groundswell.growth.rules.mentoring import (
    MOST_MINUTES,
    USUAL,
    end_fits,
    may_answer_mentee,
    may_ask_mentor,
    may_end_mentoring,
    may_log,
)
from groundswell.growth.rules.opportunities import (
    ANSWERED_WITHIN,
    FOLLOWS_FOR,
    FOR_A_CHANGE,
    LEADS_TO,
    MOST_OFFERED,
    OFFERS,
    Fits,
    Ways,
    Where,
    answers,
    fitting,
    may_answer,
    may_keep,
    may_offer,
    may_offer_for_change,
    may_step_in,
    may_withdraw,
    remind_after,
)
from groundswell.growth.rules.ways import (
    CO_LED,
    COUNTED,
    WAY_OF,
    WAYS,
    said_instead,
    way_of,
    without_names,
)

__all__ = [
    "ANSWERED_WITHIN", "COUNTED", "CO_LED", "FOLLOWS_FOR",
    "FOR_A_CHANGE", "LEADS_TO", "MOST_MINUTES", "MOST_OFFERED", "OFFERS", "USUAL",
    "WAYS", "WAY_OF", "Fits", "Ways", "Where", "answers", "end_fits", "fitting", "may_answer", "may_answer_mentee",
    "may_ask_mentor", "may_end_mentoring", "may_keep", "may_log", "may_offer", "may_offer_for_change", "may_step_in",
    "may_withdraw", "remind_after", "said_instead", "way_of", "without_names",
]  # fmt: skip
