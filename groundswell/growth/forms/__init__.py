"""What people type in this room."""

from groundswell.growth.forms.entries import EntryForm
from groundswell.growth.forms.opportunities import GIVES, AnswerForm, CloseForm, OfferForm, StepInForm

__all__ = ["GIVES", "AnswerForm", "CloseForm", "EntryForm", "OfferForm", "StepInForm"]
