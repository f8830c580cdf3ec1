"""What people type when they talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.people.models import Person
from groundswell.talk import photos
from groundswell.talk.attached import Attached
from groundswell.talk.mentions import Find, Meant, meant_in, written
from groundswell.talk.models import Report
from groundswell.ui.fields import ChoiceField, Form, LineField, SeveralField, WordsField, leave_out
from groundswell.ui.own_numbers import found_in
from groundswell.ui.verdicts import YES, Verdict

NOBODY = "nobody"


NOT_MEANT = "nobody"
MOST_FOUND = 5  # things shown that may point to a patient
MOST_OFFERED = 8  # people in one question


class FileForm(Form):
    """One document. `looked_at` is what `attached.read` made of it before: reading takes a moment and is done once."""

    file = forms.FileField(
        label=_("Choose a file"),
        help_text=_("PDF, photo, plain text or office file, up to 5 MB. Leave out anything about a patient."),
        allow_empty_file=True,
        error_messages={"required": _("Choose a file first."), "missing": _("Choose a file first.")},
        widget=forms.FileInput,
    )

    def __init__(self, *args: Any, looked_at: Attached | photos.Unusable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **({"auto_id": "file-%s"} | kwargs))
        self.looked_at = looked_at

    def clean_file(self) -> Attached | None:
        """Its name holds nothing about a patient; for its words see `_ask_about_the_file`."""
        if self.looked_at is None:
            return None
        if isinstance(self.looked_at, photos.Unusable):
            raise forms.ValidationError(str(self.looked_at))
        if found := found_in(self.looked_at.name.rsplit(".", 1)[0].replace("_", " ")):
            raise forms.ValidationError(_("The name of the file: {why}").format(why=leave_out(found)))
        return self.looked_at

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound:
            self._ask_about_the_file(self.cleaned_data.get("file"))

    def _ask_about_the_file(self, looked: Attached | None) -> None:
        """As of typed words that are asked about (`ui.fields.Form`): a tick lets it pass, and it is then held.

        The tick is for this very file: its name holds what the file is known by.
        """
        self.cleaned_data["file_confirmed"] = False
        found = _found_in_parts(looked) if looked else []
        if looked is None or not found:
            return
        tick = f"file_not_a_patient_{looked.sha256[:12]}"
        self._place_after(
            "file", tick, forms.BooleanField(label=_("Nothing in this file is about a patient"), required=False)
        )
        if self[tick].data:
            self.cleaned_data["file_confirmed"] = True
            return
        what_now = _(
            "This may point to a patient. Take it out. Or choose the same file again and tick below: "
            "then it is held until it is looked through."
        )
        self.add_error("file", " ".join([*found, str(what_now), *looked.unread]))

    def about_the_file(self) -> str:
        """What happens with it now, and what was not looked at."""
        said = [_("The file is there for all who can read this page.")]
        if self.cleaned_data["file_confirmed"]:
            said = [
                _(
                    "The file is held: only you and the information governance lead see it, until they have looked through it."
                )
            ]
        if unread := self.cleaned_data["file"].unread:
            said += [*unread, _("Look through it yourself for anything about a patient.")]
        return " ".join(map(str, said))


def _found_in_parts(looked: Attached) -> list[str]:
    """The first few things that may point to a patient, by where they stand."""
    said: list[str] = []
    left = MOST_FOUND
    for where, text in looked.parts:
        if found := found_in(text)[:left]:
            words = ", ".join(f"“{one.words}”" for one in found)
            said.append(f"{where or _('In the file')}: {words}.")
            left -= len(found)
        if not left:
            break
    return said


class CommentForm(FileForm):
    """Something said. `find` asks who among the readers of the subject has some letters in the name: then `@` means somebody.

    Where one `@` may mean several people, a question appears for it; whom it means is also chosen from `people`.
    """

    words = WordsField(label=_("Say something"), rows=3, max_length=2000)
    mention = SeveralField(label=_("Let somebody of this work know"), required=False)
    file = forms.FileField(
        label=_("A file, if you like"), help_text=FileForm.base_fields["file"].help_text, required=False, allow_empty_file=True,
        widget=forms.FileInput,
    )  # fmt: skip
    field_order = ("words", "mention", "file")

    def __init__(
        self, *args: Any, people: Sequence[Person] = (), find: Find | None = None, files: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, auto_id="talk-%s", **kwargs)
        self.find, self.people = find, {person.public_id: person for person in people} if find else {}
        self.meant: list[Meant] = []
        if find:
            self.fields["words"].help_text = _("With @ right before a name you let that colleague know.")
        if not files:
            del self.fields["file"]
        if self.people:
            self.fields["mention"].choices = [(key, one.called) for key, one in self.people.items()]  # type: ignore[attr-defined]
        else:
            del self.fields["mention"]
        if self.is_bound and find:
            self._ask_who(meant_in(str(self.data.get("words", ""))[:2000], find))

    @property
    def takes_files(self) -> bool:
        return "file" in self.fields

    @property
    def questions(self) -> list[forms.BoundField]:
        """Whom an `@` means, where it may be several."""
        return [bound for bound in self if bound.name.startswith("who_")]

    @property
    def more(self) -> list[forms.BoundField]:
        return [bound for bound in self if bound.name == "mention" or bound.name.startswith("file")]

    @property
    def opened(self) -> bool:
        """Something was chosen or is wrong there."""
        return any(bound.errors or (self.is_bound and bound.value()) for bound in self.more)

    def _ask_who(self, meant: list[Meant]) -> None:
        self.meant = meant
        for number, one in enumerate(meant):
            if one.rows and one.person is None:
                choices = [
                    (row.person.public_id, f"{row.person.called}, {row.title}, {row.place}")
                    for row in one.rows[:MOST_OFFERED]
                ]
                self.fields[f"who_{number}"] = ChoiceField(
                    label=_("Whom do you mean by “@{name}”?").format(name=one.typed),
                    help_text=_("There are more. Type more of the name to find them.")
                    if len(one.rows) > MOST_OFFERED
                    else "",
                    choices=[*choices, (NOT_MEANT, _("Nobody: leave it as it is"))],
                    error_messages={"required": _("Say whom you mean by “@{name}”.").format(name=one.typed)},
                )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        named = [self.people[key] for key in typed.get("mention", [])]
        for number, one in enumerate(self.meant):
            person = one.person or self._chosen(one, typed.get(f"who_{number}", ""))
            if person and "words" in typed:
                typed["words"] = written(typed["words"], one.typed, person)
                named.append(person)
            elif not one.rows:
                self.add_error(
                    "words",
                    _("Nobody called “{name}” can read this here. Take out the @, or ask them to join.").format(
                        name=one.typed
                    ),
                )
        typed["named"] = list(dict.fromkeys(named))
        if self.errors and isinstance(self.looked_at, Attached) and "file" not in self.errors:
            self.add_error("file", _("Choose the file again: it is kept only when the rest is filled in too."))
        return typed

    def _chosen(self, one: Meant, key: str) -> Person | None:
        return next((row.person for row in one.rows if row.person.public_id == key), None)


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
