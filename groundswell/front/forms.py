"""What people fill in on pages of the roof."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.measures.fields import NumberField
from groundswell.ui.fields import Form, WordsField


class LeaveForm(Form):
    """A tick, so that nobody is forgotten by a slip of the thumb."""

    sure = forms.BooleanField(
        label=_("Yes, forget who I am"), error_messages={"required": _("Tick the box if you want to be forgotten")}
    )


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
