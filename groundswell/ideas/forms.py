"""What people type about an idea."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.ideas import rules
from groundswell.ideas.models import NameMode, Release, RestingReason
from groundswell.people.models import Person
from groundswell.people.queries import Sight, organisation_id, people_in, sight
from groundswell.places.fields import PlaceField
from groundswell.places.models import Place
from groundswell.post.numbers import digits_of
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
    name_mode = ChoiceField(label=_("Your name"), choices=NameMode.choices, required=False, initial=NameMode.OPEN)
    release = ChoiceField(
        label=_("When is it shown? Only if your name is held or not kept"), choices=Release.choices, required=False,
        initial=Release.NOW,
    )  # fmt: skip

    def __init__(
        self, *args: Any, sight: Sight | None = None, poster: bool = False, keeper: Person | None = None, **kwargs: Any
    ) -> None:
        """From a `poster` the place is known. A name is held by the `keeper`: without one that choice is not there."""
        super().__init__(*args, **kwargs)
        self.sight, mode = sight, self.fields["name_mode"]
        offered = [
            NameMode.OPEN,
            *([NameMode.HELD] if keeper else []),
            *([NameMode.NOT_KEPT] if poster or sight else []),
        ]
        mode.choices = [choice for choice in NameMode.choices if choice[0] in offered]  # type: ignore[attr-defined]
        mode.hints = {NameMode.NOT_KEPT: _("You get a number. It is the only way back to your idea.")}  # type: ignore[attr-defined]
        if keeper:
            held = _("{name} alone can see it. You still get answers.").format(name=keeper.called)
            mode.hints[NameMode.HELD] = held  # type: ignore[attr-defined]
        if poster:
            del self.fields["place"]
        if not offered[1:]:
            del self.fields["name_mode"], self.fields["release"]

    def how(self) -> dict[str, str]:
        """What was chosen about the name, as the verb wants it."""
        chosen = self.cleaned_data
        return {"mode": chosen.get("name_mode") or NameMode.OPEN, "release": chosen.get("release") or Release.NOW}

    def clean_place(self) -> Any:
        place = self.cleaned_data["place"]
        if self.sight is not None and not (verdict := rules.may_notice(place, self.sight)):
            raise forms.ValidationError(verdict.reason)
        return place


class ColleagueForm(Form):
    """What a colleague said, typed by somebody else. Of several people with a name, one is chosen."""

    words = WordsField(
        label=_("What did they notice?"), help_text=_("Their words. Please leave out names and numbers of patients."),
        check="warn", rows=5, error_messages=NEEDED,
    )  # fmt: skip
    colleague = LineField(
        label=_("Who noticed it?"), help_text=_("Their name, or a part of it."), max_length=60, check="none",
        error_messages={"required": _("Type the name of the colleague who noticed it")},
    )  # fmt: skip
    which = ChoiceField(label=_("Which of them?"), required=False)
    said_yes = forms.BooleanField(
        label=_("They said yes to my typing it, with their name"),
        error_messages={"required": _("Ask them first. Tick this when they said yes")},
    )
    place = PlaceField(label=_("Where?"), help_text=_("The ward, practice or team. Three letters are enough."))

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.people: list[Person] = []

    def clean_place(self) -> Place:
        place: Place = self.cleaned_data["place"]
        if not (verdict := rules.may_notice(place, sight(self.by))):
            raise forms.ValidationError(verdict.reason)
        return place

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.errors.pop("which", None)  # who may be chosen is known only from here on
        if (place := data.get("place")) and (name := data.get("colleague")):
            self._find(name, place)
        if len(self.people) < 2:
            del self.fields["which"]
        return data

    def _find(self, name: str, place: Place) -> None:
        rows = people_in([organisation_id(place) or place.pk], name, timezone.now())
        rows = [row for row in rows if row.person_id != self.by.pk]
        self.fields["which"].choices = [(row.person.public_id, f"{row.person.called}, {row}") for row in rows]  # type: ignore[attr-defined]
        chosen = [row.person for row in rows if row.person.public_id == self.data.get("which")]
        self.people = [row.person for row in rows]
        if not rows:
            self.add_error("colleague", _("Nobody of that name works here. Look at how it is written."))
        elif len(rows) > 1 and not chosen:
            self.add_error("which", _("Several people have this name. Choose one."))
        else:
            self.cleaned_data["person"] = (chosen or self.people)[0]


class NumberForm(Form):
    """The sixteen digits somebody was given."""

    number = LineField(
        label=_("Your number"), help_text=_("16 digits, with or without spaces."), max_length=40, check="none",
        error_messages={"required": _("Type the 16 digits you were given")},
    )  # fmt: skip

    def clean_number(self) -> str:
        if digits := digits_of(self.cleaned_data["number"]):
            return digits
        raise forms.ValidationError(_("A number has 16 digits. Look at it again."))


class ReplyForm(Form):
    words = WordsField(
        label=_("Write back"),
        help_text=_("Your name is not on it. People may know how you write."),
        rows=3,
        max_length=2000,
        error_messages={"required": _("Write a few words to send")},
    )


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
