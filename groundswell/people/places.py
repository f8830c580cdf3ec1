"""Choosing a place by what people type of its name or code."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.places.models import Place
from groundswell.ui.fields import Form


class PlaceForm(Form):
    """One box; several finds become a choice."""

    place = forms.CharField(
        label=_("Where do you work?"), max_length=100,
        help_text=_("Type the name of your ward, practice or organisation, or its ODS code."),
        error_messages={"required": _("Type where you work")},
    )  # fmt: skip
    found: tuple[Place, ...] = ()

    def clean_place(self) -> Place:
        typed: Any = self.cleaned_data["place"].strip()
        exact = Place.objects.filter(key=typed.upper()).first() or Place.objects.filter(key=typed).first()
        if exact:
            return exact
        self.found = tuple(
            Place.objects.filter(name__icontains=typed, closed_on=None, placeholder=False).order_by("name")[
                :20
            ]
        )
        if not self.found:
            raise ValidationError(_("We found no place by that name. Try fewer letters, or the ODS code."))
        raise ValidationError(_("Choose your place below, or type more of its name."))
