"""What people type about an idea."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from groundswell.ideas import meeting, rules
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


class _Typed(Form):
    """Typed by somebody for a place where they may notice things, perhaps for a colleague who is looked for by name."""

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.people: list[Person] = []

    def clean_place(self) -> Place:
        place: Place = self.cleaned_data["place"]
        if not (verdict := rules.may_notice(place, sight(self.by))):
            raise forms.ValidationError(verdict.reason)
        return place

    def look_for(self, name: str | None, place: Place | None) -> None:
        """Puts the colleague as `person` among the cleaned data; of several with the name one is to be chosen as `which`."""
        self.errors.pop("which", None)  # who may be chosen is known only from here on
        if name and place:
            self._find(name, place)
        if len(self.people) < 2:
            del self.fields["which"]

    def _find(self, name: str, place: Place) -> None:
        rows = people_in([organisation_id(place) or place.pk], name, timezone.now())
        rows = [row for row in rows if row.person_id != self.by.pk]
        self.fields["which"].choices = [(row.person.public_id, f"{row.person.called}, {row}") for row in rows]  # type: ignore[attr-defined]
        chosen = [row.person for row in rows if row.person.public_id == self.data.get(self.add_prefix("which"))]
        self.people = [row.person for row in rows]
        if not rows:
            self.add_error("colleague", _("Nobody of that name works here. Look at how it is written."))
        elif len(rows) > 1 and not chosen:
            self.add_error("which", _("Several people have this name. Choose one."))
        else:
            self.cleaned_data["person"] = (chosen or self.people)[0]


class ColleagueForm(_Typed):
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

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.look_for(data.get("colleague"), data.get("place"))
        return data


class MeetingForm(_Typed):
    """What a meeting raised, as one text. What it says of patients is asked in the preview, idea by idea."""

    text = WordsField(
        label=_("What did the meeting raise?"), help_text=meeting.HOW, check="none", rows=12, max_length=30_000,
        error_messages={
            "required": _("Write what the meeting raised"),
            "max_length": _("This has %(show_value)d letters, and %(limit_value)d fit. Send it in two parts"),
        },
    )  # fmt: skip
    place = PlaceField(label=_("Where?"), help_text=_("The ward, practice or team. Three letters are enough."))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if not (ideas := meeting.split(text)):
            raise forms.ValidationError(_("Write what the meeting raised"))
        if not (verdict := rules.may_send_together(len(ideas))):
            raise forms.ValidationError(verdict.reason)
        return text


class TogetherForm(_Typed):
    """What holds for all ideas of a meeting: the place, and that whoever is named said yes."""

    place = PlaceField(label=_("Where?"), help_text=_("The ward, practice or team. Three letters are enough."))
    said_yes = forms.BooleanField(
        label=_("Everybody I named said yes to my typing it, with their name"), required=False
    )


class OneOfThemForm(_Typed):
    """One idea of a meeting: its words as they will be kept, or left out; the typer's, or a colleague's."""

    words = WordsField(
        label=_("What was noticed?"), check="warn", rows=3,
        error_messages={"required": _("Write what was noticed, or leave this one out")},
    )  # fmt: skip
    leave_out = forms.BooleanField(label=_("Leave this one out"), required=False)
    colleague = LineField(
        label=_("Whose idea was it, if not yours?"), help_text=_("Their name, or a part of it."), max_length=60,
        check="none", required=False,
    )  # fmt: skip
    which = ChoiceField(label=_("Which of them?"), required=False)

    def __init__(self, *args: Any, place: Place | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self.look_for("" if data.get("leave_out") else data.get("colleague"), self.place)
        return data

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.cleaned_data.get("leave_out"):
            self.errors.clear()


class Preview:
    """The ideas of a meeting as they will be made: one form for all of them, and one for each."""

    def __init__(self, data: Mapping[str, Any], *, by: Person) -> None:
        self.count = int(typed) if (typed := str(data.get("count", ""))).isdecimal() and len(typed) < 4 else 0
        self.all = TogetherForm(data, by=by)
        self.all.full_clean()
        place = self.all.cleaned_data.get("place")
        numbers = range(1, min(self.count, rules.MOST_TOGETHER) + 1)
        self.each = [OneOfThemForm(data, prefix=f"{n}", by=by, place=place) for n in numbers]
        for one in self.each:
            one.full_clean()
        self._together()

    @classmethod
    def of(cls, text: str, place: Place, *, by: Person) -> Preview:
        """As it is first seen: what may point to a patient is asked about at once."""
        ideas = meeting.split(text)
        words = {f"{n}-words": words for n, words in enumerate(ideas, 1)}
        return cls({"count": str(len(ideas)), "place_key": place.key, **words}, by=by)

    def _together(self) -> None:
        if not self.kept and self.each:
            self.each[0].add_error("leave_out", _("All of them are left out. Keep at least one"))
        if any(one.people for one in self.kept) and not self.all.cleaned_data["said_yes"]:
            self.all.add_error("said_yes", _("Ask those you named first. Tick this when they said yes"))

    @property
    def kept(self) -> list[OneOfThemForm]:
        return [one for one in self.each if not one.cleaned_data.get("leave_out")]

    @property
    def errors(self) -> bool:
        return any(form.errors for form in (self.all, *self.each))

    def is_valid(self) -> bool:
        return bool(self.each) and not self.errors

    def text(self) -> str:
        """All of it as one text again, as it is typed now."""
        return "\n\n".join(one.data.get(one.add_prefix("words"), "") for one in self.each)

    def summary(self) -> list[dict[str, str]]:
        """Errors for the summary at the top; each says of which idea it is."""
        of_each = [
            {**error, "text": _("Idea {n}: {error}").format(n=n, error=error["text"])}
            for n, one in enumerate(self.each, 1) for error in one.summary()
        ]  # fmt: skip
        return [*of_each, *self.all.summary()]


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
