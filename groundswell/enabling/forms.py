"""What the person who is asked types."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.fields import WhomForm
from groundswell.ui.fields import DayField, Form, LineField


class CommitForm(Form):
    """A day that is still to come."""

    due = DayField(label=_("By when?"), help_text=_("Everybody who waits sees this day."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> date:
        if self.cleaned_data["due"] < self.today:
            raise ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["due"]


class MoveForm(Form):
    to = DayField(label=_("The new date"))
    reason = LineField(label=_("Why?"), help_text=_("Both dates and your reason are shown."), max_length=200)


class PassOnForm(WhomForm):
    words = LineField(label=_("A word with it"), required=False, max_length=200)


class ConditionsForm(Form):
    conditions = LineField(
        label=_("Yes, if:"), help_text=_("The team sees this. For example: only on this ward."), max_length=300
    )


class NeedForm(Form):
    need = LineField(
        label=_("What exactly do you need?"), max_length=300,
        help_text=_("The clock stands still until the team has sent it. Name one thing, so that they can."),
    )  # fmt: skip


class SendForm(Form):
    sent = LineField(label=_("What did you send, or where is it?"), max_length=300)


class PassUpForm(Form):
    words = LineField(label=_("A word with it"), required=False, max_length=200)


class DeclineForm(Form):
    reason = LineField(label=_("Why not?"), help_text=_("The team sees this."), max_length=300)
    would_be_yes = LineField(
        label=_("What would make it a yes?"), max_length=300,
        help_text=_("You also offer ten minutes to talk about it. They are told how to ask for it."),
    )  # fmt: skip
