"""What people type in this room."""

from groundswell.growth.forms.entries import EntryForm
from groundswell.growth.forms.leading import BesideForm, WillTalkForm
from groundswell.growth.forms.mentoring import AnswerMenteeForm, AskMentorForm, EndMentoringForm, SessionForm
from groundswell.growth.forms.opportunities import GIVES, AnswerForm, CloseForm, OfferForm, StepInForm

__all__ = [
    "GIVES", "AnswerForm", "AnswerMenteeForm", "AskMentorForm", "BesideForm", "CloseForm", "EndMentoringForm", "EntryForm",
    "OfferForm", "SessionForm", "StepInForm", "WillTalkForm",
]  # fmt: skip
