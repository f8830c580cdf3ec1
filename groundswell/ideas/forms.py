"""What people type about an idea."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.ideas import rules
from groundswell.ideas.models import IdeaKind, RestingReason
from groundswell.people.queries import Sight
from groundswell.places.fields import PlaceField
from groundswell.ui.fields import ChoiceField, Form, LineField, WordsField

NEEDED = {"required": _("Write what you have noticed")}


class NoticeForm(Form):
    """One box. The place is remembered; nothing else is asked before Send."""

    words = WordsField(
        label=_("What have you noticed?"),
        help_text=_("Please leave out names and numbers of patients."),
        check="warn",
        rows=5,
        error_messages=NEEDED,
    )
    place = PlaceField(label=_("Where?"), help_text=_("The ward, practice or team. Three letters are enough."))

    def __init__(self, *args: Any, sight: Sight | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sight = sight

    def clean_place(self) -> Any:
        place = self.cleaned_data["place"]
        if self.sight is not None and not (verdict := rules.may_notice(place, self.sight)):
            raise forms.ValidationError(verdict.reason)
        return place


class KindForm(Form):
    kind = ChoiceField(label=_("What kind of thing is it?"), choices=[*IdeaKind.choices], required=False)


class AnswerForm(Form):
    words = WordsField(
        label=_("Your answer"),
        help_text=_("What happens next, and when. Your name is on it."),
        max_length=2000,
        error_messages={"required": _("Write a few words to answer with")},
    )


class RewordForm(Form):
    words = WordsField(label=_("Your words"), check="warn", rows=6, error_messages=NEEDED)
    version = forms.IntegerField(widget=forms.HiddenInput)


class FixedForm(Form):
    what = LineField(
        label=_("What did you do?"),
        help_text=_("One sentence. For example: the sling was replaced from the store."),
        max_length=200,
        error_messages={"required": _("Write in one sentence what you did")},
    )


class RestForm(Form):
    reason = ChoiceField(
        label=_("Why does it rest?"),
        choices=[choice for choice in RestingReason.choices if choice[0] != RestingReason.JOINED_ANOTHER],
        error_messages={"required": _("Choose why it rests")},
    )
    words = WordsField(
        label=_("In your own words"),
        rows=3,
        max_length=1000,
        error_messages={"required": _("Write a few words to say why")},
    )
    would_help = WordsField(label=_("What would make it a yes?"), rows=2, max_length=500, required=False)
    learned = WordsField(label=_("What did we learn?"), rows=2, max_length=1000, required=False)


class JoinForm(Form):
    """Which other idea is the same, by its address."""

    into = ChoiceField(
        label=_("Which idea is the same?"), error_messages={"required": _("Choose the idea that is the same")}
    )

    def __init__(self, *args: Any, found: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].choices = found  # type: ignore[attr-defined]
