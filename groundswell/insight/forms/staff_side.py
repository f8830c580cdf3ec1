"""What is typed when staff side has agreed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.ui.fields import DayField, Form, LineField


class StaffSideForm(Form):
    with_whom = LineField(
        label=_("With whom was it agreed?"), max_length=120,
        help_text=_("The meeting or committee, for example the joint staff committee. No names of people."),
        error_messages={"required": _("Say with whom it was agreed.")},
    )  # fmt: skip
    agreed_on = DayField(label=_("On which day?"), required=False, help_text=_("Leave it empty for today."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_agreed_on(self) -> date:
        on: date = self.cleaned_data["agreed_on"] or self.today
        if on > self.today:
            raise ValidationError(_("This day is still to come. Say when it was agreed."))
        return on
