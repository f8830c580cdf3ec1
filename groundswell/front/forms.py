"""What people fill in on pages of the roof."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.measures.fields import NumberField
from groundswell.ui.fields import Form


class LeaveForm(Form):
    """A tick, so that nobody is forgotten by a slip of the thumb."""

    sure = forms.BooleanField(
        label=_("Yes, forget who I am"), error_messages={"required": _("Tick the box if you want to be forgotten")}
    )


class NumberForm(Form):
    """One number for today, typed in the huddle."""

    measure = forms.CharField(max_length=12)
    value = NumberField(label=_("Number"))
