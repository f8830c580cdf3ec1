"""What people type to ask for a mentor, to answer, to log time and to end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.growth.models import Answer
from groundswell.growth.rules import MOST_MINUTES
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField


class AskMentorForm(Form):
    topic = ChoiceField(label=_("What about?"), error_messages={"required": _("Choose one.")})
    words = LineField(label=_("A line to them"), max_length=300, help_text=_("What would you like to be able to do?"))
    ends_on = DayField(label=_("Until when?"), help_text=_("Every mentoring has a last day. You can ask again then."))

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topics  # type: ignore[attr-defined]


class AnswerMenteeForm(Form):
    answer = ChoiceField(label=_("Your answer"), choices=Answer.choices, error_messages={"required": _("Choose one.")})
    reply = LineField(
        label=_("A line to them"), max_length=300, help_text=_("When and how you meet first, or why not now.")
    )
    ends_on = DayField(label=_("Until when?"), required=False, help_text=_("Empty: until the day they asked for."))


class SessionForm(Form):
    on = DayField(label=_("On which day?"))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=1, max_value=MOST_MINUTES,
        error_messages={
            "required": _("Give minutes, for example 60."), "invalid": _("Give minutes, for example 60."),
            "min_value": _("Give one minute or more."), "max_value": _("Give at most 480 minutes: a working day."),
        },
    )  # fmt: skip


class EndMentoringForm(Form):
    thanks = LineField(
        label=_("Thank them"), max_length=280, required=False,
        help_text=_("They can keep it as feedback for their own appraisal. Only they see it."),
    )  # fmt: skip
