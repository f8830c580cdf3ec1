"""What people type when they talk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.people.models import Person
from groundswell.talk import photos
from groundswell.talk.models import Report
from groundswell.ui.fields import ChoiceField, Form, LineField, WordsField
from groundswell.ui.verdicts import YES, Verdict

NOBODY = "nobody"


class CommentForm(Form):
    words = WordsField(label=_("Say something"), rows=3, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="talk-%s", **kwargs)


class ThanksForm(Form):
    """Thanks for one of `people`, each known on the page by public id."""

    to = forms.ChoiceField(label=_("Say thanks to"))
    words = LineField(label=_("What for, if you like"), max_length=280, required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, auto_id="thanks-%s", **kwargs)
        self.people = {person.public_id: person for person in people}
        self.fields["to"].choices = [(key, person.called) for key, person in self.people.items()]  # type: ignore[attr-defined]

    def clean_to(self) -> Person:
        return self.people[self.cleaned_data["to"]]


class ReportForm(Form):
    reason = WordsField(
        label=_("What is wrong with these words?"),
        help_text=_("Your name is not shown to anybody."),
        max_length=1000,
    )
    colleague = ChoiceField(
        label=_("Are the words about one of these people?"),
        help_text=_("They look after this place. Whoever you choose does not see your report."),
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        if not people:
            del self.fields["colleague"]
            return
        field = self.fields["colleague"]
        field.choices = [(key, person.called) for key, person in self.people.items()] + [(NOBODY, _("No"))]  # type: ignore[attr-defined]
        field.initial = NOBODY

    @property
    def written_about(self) -> Person | None:
        return self.people.get(self.cleaned_data.get("colleague", NOBODY))


class AnswerForm(Form):
    outcome = ChoiceField(label=_("What happens with the words?"))
    answer = WordsField(
        label=_("Why?"),
        help_text=_("The person who reported the words reads this. If you hide them, so does the writer."),
        max_length=1000,
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        no = Report.Outcome.HIDDEN if report.comment_id is None else Report.Outcome.SETTLED
        said = {
            "hidden": _("Hide the words"),
            "kept": _("The words stay"),
            "settled": _("I sorted it out with the writer"),
        }
        self.fields["outcome"].choices = [(key, words) for key, words in said.items() if key != no]  # type: ignore[attr-defined]


class PhotoForm(Form):
    """A photo, what can be seen in it, and the tick that no person can be known by it.

    `looked_at` is what `photos.read` made of the file before: reading takes a moment and is done once.
    """

    photo = forms.FileField(
        label=_("Choose a photo"),
        help_text=_("Up to 12 MB. Where it was taken, when, and by which phone is removed before it is kept."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a photo first."), "missing": _("Choose a photo first.")},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    says = LineField(
        label=_("What can be seen? (if you like)"),
        help_text=_(
            "For colleagues who cannot see the photo. For example: the strap of the sling, torn at the buckle."
        ),
        max_length=150,
        required=False,
    )
    clear = forms.BooleanField(
        label=_("No face, name, wristband, screen or note about a patient can be seen in it"),
        error_messages={
            "required": _("Look at the photo once more. Tick when nobody can be known by it, or choose another.")
        },
    )
    face_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, looked_at: photos.Picture | photos.Unusable | None = None, may: Verdict = YES, **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="photo-%s", **kwargs)
        self.looked_at, self.may = looked_at, may

    def clean_photo(self) -> photos.Picture:
        if isinstance(self.looked_at, photos.Picture):
            return self.looked_at
        raise forms.ValidationError(str(self.looked_at or _("Choose a photo first.")))

    def clean(self) -> dict[str, Any]:
        if self.errors and "photo" not in self.errors:
            self.add_error("photo", _("Choose the photo again: it is kept only when the rest is filled in too."))
        elif not self.may:
            self.add_error("photo", self.may.reason)
        return self.cleaned_data
