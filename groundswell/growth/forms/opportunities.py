"""What people type to offer something, to step in and to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.growth.models import Answer, OpportunityKind, Readers
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, WordsField

NONE = _("Leave it empty when there is none: it is shown as none.")
GIVES = ("time", "pay", "backfill", "development", "returns")


class OfferForm(Form):
    """What it is, what it gives, when, and who finds it. What is left empty is shown as none."""

    kind = ChoiceField(label=_("What is it?"), error_messages={"required": _("Choose what it is.")})
    title = LineField(
        label=_("Say it in one line"), max_length=120, help_text=_("For example: Deputise for the ward manager"),
    )  # fmt: skip
    what = WordsField(
        label=_("What would somebody do?"), rows=4, max_length=2000,
        help_text=_("In plain words, and for whom it is. Say that no title is needed when that is so."),
    )  # fmt: skip
    time = LineField(label=_("Protected hours or sessions a week"), max_length=120, required=False, help_text=NONE)
    pay = LineField(label=_("Pay"), max_length=120, required=False, help_text=NONE)
    backfill = LineField(label=_("Who pays for the cover"), max_length=120, required=False, help_text=NONE)
    development = LineField(
        label=_("What somebody learns, and with whose help"), max_length=200, required=False, help_text=NONE
    )
    returns = LineField(label=_("Right to go back to one’s own post"), max_length=120, required=False, help_text=NONE)
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False)
    apply_by = DayField(label=_("Step in by"), required=False, help_text=_("Empty: until you close it."))
    readers = ChoiceField(label=_("Who finds it?"), required=False, initial=Readers.ORGANISATION)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kinds: Sequence[str], system: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(OpportunityKind.choices)
        self.fields["kind"].choices = [(kind, labels[OpportunityKind(kind)]) for kind in kinds]  # type: ignore[attr-defined]
        found = [row for row in Readers.choices if system or row[0] != Readers.SYSTEM]
        self.fields["readers"].choices = found  # type: ignore[attr-defined]
        if system:
            self.fields["readers"].hints = {Readers.SYSTEM: system}  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["readers"] = data.get("readers") or Readers.ORGANISATION
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("It cannot end before it starts."))
        return data


class CloseForm(Form):
    because = LineField(
        label=_("Why is it closed?"), max_length=200, required=False,
        help_text=_("Whoever waits for an answer reads it. For example: The post is filled."),
    )  # fmt: skip


class StepInForm(Form):
    why = LineField(label=_("Why you?"), max_length=300, help_text=_("A line is enough."))


class AnswerForm(Form):
    """A yes, or a not now with its reason and what would make it a yes."""

    answer = ChoiceField(label=_("Your answer"), choices=Answer.choices, error_messages={"required": _("Choose one.")})
    words = LineField(
        label=_("What comes next, or why not now"), max_length=500, error_messages={"required": _("Write a line to them.")}
    )  # fmt: skip
    would_be_yes = LineField(label=_("If not now: what would make it a yes?"), max_length=500, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("answer") == Answer.NOT_NOW and not data.get("would_be_yes") and "would_be_yes" not in self.errors:
            self.add_error("would_be_yes", _("Say what would make it a yes."))
        return data
