"""What people fill in on pages of the roof."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.measures.fields import NumberField
from groundswell.ui.fields import Form, WordsField


class LeaveForm(Form):
    """A tick, so that nobody is forgotten by a slip of the thumb."""

    sure = forms.BooleanField(
        label=_("Yes, forget who I am"), error_messages={"required": _("Tick the box if you want to be forgotten")}
    )


HOURS = [(str(hour), f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}") for hour in range(24)]
WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))


class RhythmForm(Form):
    """When letters come: the weekly one, and the hours in which none comes."""

    weekly_on = forms.TypedChoiceField(
        label=_("A weekly letter with everything else"), required=False, coerce=int, empty_value=None,
        choices=[("", _("No weekly letter")), *((str(number), day) for number, day in enumerate(WEEKDAYS))],
    )  # fmt: skip
    weekly_hour = forms.TypedChoiceField(label=_("It comes at"), coerce=int, choices=HOURS)
    quiet_from = forms.TypedChoiceField(
        label=_("No letters from"), required=False, coerce=int, empty_value=None,
        choices=[("", _("No quiet hours")), *HOURS],
        help_text=_("For when you sleep or are off shift. What happens then comes when the quiet hours end."),
    )  # fmt: skip
    quiet_until = forms.TypedChoiceField(
        label=_("until"), required=False, coerce=int, empty_value=None, choices=[("", _("No quiet hours")), *HOURS]
    )

    def clean(self) -> dict[str, Any]:
        """Quiet hours have a beginning and an end."""
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("quiet_from"), said.get("quiet_until")
        if (begins is None) != (ends is None):
            missing = "quiet_until" if ends is None else "quiet_from"
            self.add_error(missing, _("Choose an hour, or choose “No quiet hours” in both"))
        elif begins is not None and begins == ends:
            self.add_error("quiet_until", _("Choose an hour that differs from the first one"))
        return said


class NumberForm(Form):
    """One number for today, typed in the huddle."""

    measure = forms.CharField(max_length=12)
    value = NumberField(label=_("Number"), error_messages={"required": _("Type a number, such as 12 or 7.5")})


class BoxForm(Form):
    """The box of the page that a device keeps for when there is no signal; it is sent to the page it stands in for."""

    words = WordsField(
        label=_("What have you noticed?"),
        help_text=_("Please leave out names and numbers of patients."),
        check="warn",
        rows=5,
    )
