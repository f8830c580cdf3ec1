"""What people type in this room."""

from groundswell.growth.forms.entries import EntryForm
from groundswell.growth.forms.mentoring import AnswerMenteeForm, AskMentorForm, EndMentoringForm, SessionForm
from groundswell.growth.forms.opportunities import GIVES, AnswerForm, CloseForm, OfferForm, StepInForm

__all__ = [
    "GIVES", "AnswerForm", "AnswerMenteeForm", "AskMentorForm", "CloseForm", "EndMentoringForm", "EntryForm", "OfferForm",
    "SessionForm", "StepInForm",
]  # fmt: skip
