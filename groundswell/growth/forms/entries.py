"""What people type into an entry: the fields of its body, every one of them checked for patients' details."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

from groundswell.growth.bodies import CHOICE, LINE, SEVERAL, Body, Field
from groundswell.ui.fields import ChoiceField, Form, LineField, SeveralField, WordsField

LONGEST = 6000
WIDTH, TALLEST = 60, 16  # letters in a line of a box, and lines it begins with at most


class EntryForm(Form):
    """Nothing is required: what is not known yet can stay empty, and be written another day."""

    title = LineField(label=_("Title"), max_length=200, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.body = body
        for field in body.fields:
            self.fields[field.code] = _made(field, str(self.initial.get(field.code) or ""))

    @property
    def words(self) -> dict[str, Any]:
        """What was typed, by code of the field."""
        return {field.code: self.cleaned_data[field.code] for field in self.body.fields}


def _made(field: Field, drafted: str) -> forms.Field:
    """A box for words is as tall as what it begins with, within reason."""
    about: dict[str, Any] = {
        "label": translated(field.label), "help_text": translated(field.ask) if field.ask else "", "required": False,
    }  # fmt: skip
    choices = [(code, translated(label)) for code, label in field.choices]
    if field.sort == CHOICE:
        return ChoiceField(choices=choices, **about)
    if field.sort == SEVERAL:
        return SeveralField(choices=choices, **about)
    if field.sort == LINE:
        return LineField(max_length=300, **about)
    lines = sum(1 + len(line) // WIDTH for line in drafted.splitlines())
    return WordsField(rows=min(max(field.rows, lines + 1), TALLEST), max_length=LONGEST, **about)
