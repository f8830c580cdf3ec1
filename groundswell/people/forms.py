"""What people type about themselves and their places."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, RequestLoginCodeForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from groundswell.people.models import Membership, Person, RoleCode, StaffGroup
from groundswell.people.queries import people_in, sight
from groundswell.people.rules import default_flags, may_be_away_until, may_cover
from groundswell.places import queries as places
from groundswell.places.models import Door, Place
from groundswell.places.rules import may_write_numbers
from groundswell.safetext.shapes import tidy_shape
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, WordsField
from groundswell.ui.formats import LONDON, london_day

USUAL = "usual"
_ADDRESS = re.compile(r"https://[^\s]+|[^@\s]+@[^@\s]+\.[a-z]+")


def no_control_characters(words: str) -> None:
    if any(not (letter.isprintable()) for letter in words):
        raise ValidationError(_("Please use letters and ordinary signs only."))


class AwayForm(Form):
    """The first day back, and who answers in the meantime. `colleague` is who was found by the name."""

    back_on = DayField(
        label=_("I am back on"),
        help_text=_("The first day you are back, for example 27 3 2026. It ends by itself."),
        error_messages={"required": _("Give the first day you are back")},
    )
    cover = LineField(
        label=_("Who answers asks and decisions for you meanwhile?"), required=False, max_length=60, check="none",
        help_text=_("A colleague's name. They are told, and can say no. Without one, what is not answered in time moves up."),
    )  # fmt: skip
    which = forms.ChoiceField(widget=forms.RadioSelect, label=_("Which of them?"), required=False)

    def __init__(self, *args: Any, person: Person, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.at, self.today = person, at, london_day(at)
        self.initial["back_on"] = person.back_on
        self.initial["cover"] = person.cover.called if person.cover else ""
        self.colleague: Person | None = None
        found = self._found()
        if len(found) < 2:
            self.fields.pop("which")
        else:
            self.fields["which"].choices = [(row.person.public_id, f"{row.person.called}, {row}") for row in found]  # type: ignore[attr-defined]

    def _found(self) -> list[Membership]:
        name = self.data.get("cover", "").strip()
        rows = people_in(sight(self.person).organisations, name, self.at) if name else []
        return [row for row in rows if row.person_id != self.person.pk]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not data.get("cover"):
            return data
        found = self._found()
        chosen = [row for row in found if row.person.public_id == data.get("which")] or found
        if not found:
            self.add_error("cover", _("Nobody of that name works here. Look at how it is written."))
        elif len(chosen) > 1:
            self.add_error("which", _("Several people fit. Choose one."))
        elif verdict := may_cover(
            self.person, sight(self.person), chosen[0].person, sight(chosen[0].person), self.today
        ):
            self.colleague = chosen[0].person
        else:
            self.add_error("cover", verdict.reason)
        return data

    def clean_back_on(self) -> date:
        day: date = self.cleaned_data["back_on"]
        if not (verdict := may_be_away_until(day, self.today)):
            raise ValidationError(verdict.reason)
        return day


class AddressForm(Form, RequestLoginCodeForm):
    """The one box to sign in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["email"]
        box.label, box.help_text = (
            _("Your work e-mail address"),
            _("We send you a code. There is no password."),
        )
        box.error_messages |= {
            "required": _("Type your e-mail address"),
            "invalid": _("Type an e-mail address, such as name@nhs.net"),
        }
        box.widget.attrs |= {"autocomplete": "email"}


class _OneCode(Form):
    """A code of any kind: big enough, found by the phone, said in our words."""

    said = _("The code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        box = self.fields["code"]
        box.label = self.said
        box.error_messages |= {"required": _("Type the code")}
        box.widget.attrs |= {"autocomplete": "one-time-code", "class": "nhsuk-input--width-10"}


class CodeForm(_OneCode, ConfirmLoginCodeForm):
    said = _("The code from the e-mail")


class AppCodeForm(_OneCode, AuthenticateForm):
    said = _("The code from your app, or a spare code")


class AppCodeAgainForm(_OneCode, ReauthenticateForm):
    said = _("The code from your app, or a spare code")


class AddAppForm(_OneCode, ActivateTOTPForm):
    said = _("The code the app shows now")


class RemoveAppForm(Form, DeactivateTOTPForm):
    pass


class SpareCodesForm(Form, GenerateRecoveryCodesForm):
    pass


class AddPasskeyForm(Form, AddWebAuthnForm):
    """Always a passkey that can sign in by itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")
        self.fields["name"].help_text = _("For example: my phone")
        del self.fields["passwordless"]


class RenamePasskeyForm(Form, EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What do you call it?")


class NameForm(Form):
    name = forms.CharField(
        label=_("What would you like to be called?"), max_length=100, validators=[no_control_characters],
        help_text=_("The name your colleagues know you by. It stands beside what you notice and do."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Type the name you would like to be called")},
    )  # fmt: skip

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if "@" in name or "://" in name:
            raise ValidationError(_("Type a name, not an address."))
        return name


class PlaceForm(Form):
    """One box; several finds become a choice."""

    place = forms.CharField(
        label=_("Where do you work?"), max_length=100,
        help_text=_("Type three letters of the name, the postcode or the ODS code."),
        error_messages={"required": _("Type where you work")},
    )  # fmt: skip
    found: tuple[Place, ...] = ()

    def clean_place(self) -> Place:
        typed = self.cleaned_data["place"].strip()
        try:
            return places.place_by_key(typed)
        except Http404:
            self.found = tuple(place for place in places.find(typed, limit=20) if place.is_open)
        if not self.found:
            raise ValidationError(_("We found no place by that name. Try other letters, or the ODS code."))
        raise ValidationError(_("Choose your place below, or type more of its name."))


class WorkForm(Form):
    """What somebody is at a place."""

    staff_group = forms.ChoiceField(
        label=_("Which group of staff are you in?"), choices=[("", _("Choose one")), *StaffGroup.choices],
        error_messages={"required": _("Choose a group of staff")},
    )  # fmt: skip
    title = LineField(
        label=_("Your job, in plain words"), max_length=80, required=False, help_text=_("For example: ward nurse"),
        validators=[no_control_characters],
    )  # fmt: skip
    clinical = ChoiceField(
        label=_("Do you care for patients in this job?"), initial=USUAL,
        choices=[(USUAL, _("As usual in my group")), ("yes", _("Yes")), ("no", _("No"))],
        hints={USUAL: _("Nurses, doctors, therapists, pharmacists, scientists and those who support them: yes.")},  # type: ignore[dict-item]
    )  # fmt: skip
    managerial = ChoiceField(
        label=_("Do you manage people, money or a service in this job?"), initial=USUAL,
        choices=[(USUAL, _("As usual in my group")), ("yes", _("Yes")), ("no", _("No"))],
        hints={USUAL: _("Only the group called Management: yes.")},  # type: ignore[dict-item]
    )  # fmt: skip

    last_day = DayField(
        label=_("Does your post there end on a day?"), required=False,
        help_text=_("The last day, if there is one. Two weeks before, you are asked who carries on with what you lead."),
    )  # fmt: skip

    def __init__(self, *args: Any, row: Membership | None = None, today: date | None = None, **kwargs: Any) -> None:
        """`row` is the post one has; while one has none yet there is no word of its end."""
        if row:
            kwargs.setdefault("initial", {**self.facts_of(row), "last_day": row.last_day})
        super().__init__(*args, **kwargs)
        self.row, self.today = row, today
        if not (row and row.confirmed_at) or (row.last_day and today and row.last_day < today):
            del self.fields["last_day"]

    def clean_last_day(self) -> date | None:
        if (day := self.cleaned_data["last_day"]) and self.today and day < self.today:
            raise ValidationError(_("The last day has passed already. Leave the place instead."))
        return day

    def as_facts(self) -> dict[str, Any]:
        """What the actions want to know."""
        given = self.cleaned_data
        usual = dict(zip(("clinical", "managerial"), default_flags(given["staff_group"]), strict=True))
        flags = {name: usual[name] if given[name] == USUAL else given[name] == "yes" for name in usual}
        more = {"last_day": given.get("last_day")} if self.row else {}
        return {"staff_group": given["staff_group"], "title": given["title"].strip(), **flags, **more}

    @staticmethod
    def facts_of(row: Membership) -> dict[str, str]:
        said = {True: "yes", False: "no"}
        return {
            "staff_group": row.staff_group, "title": row.title, "clinical": said[row.clinical],
            "managerial": said[row.managerial],
        }  # fmt: skip


class InviteForm(Form):
    email = forms.EmailField(
        label=_("Their work e-mail address"), max_length=254,
        error_messages={
            "required": _("Type an e-mail address"),
            "invalid": _("Type an e-mail address, such as name@nhs.net"),
        },
    )  # fmt: skip


class ReasonForm(Form):
    reason = WordsField(
        label=_("Why not?"), rows=2, max_length=200, help_text=_("They read this. One sentence is enough."),
        error_messages={"required": _("Say why, so that they know what to do")},
    )  # fmt: skip


class DomainForm(Form):
    domain = forms.CharField(
        label=_("A mail domain that only this organisation uses"), max_length=100,
        help_text=_("Everyone with an address there can join without being asked. For example: hospital.nhs.uk"),
        error_messages={"required": _("Type a mail domain")},
    )  # fmt: skip


class RoleForm(Form):
    """Which right, until when."""

    role = ChoiceField(label=_("Which role?"), choices=[], error_messages={"required": _("Choose a role")})
    until = DayField(
        label=_("Last day, if there is one"), required=False, help_text=_("Leave it empty when no end is known."),
    )  # fmt: skip

    def __init__(self, *args: Any, roles: frozenset[RoleCode], now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["role"].choices = [(role.value, role.label) for role in RoleCode if role in roles]  # type: ignore[attr-defined]

    def clean_until(self) -> datetime | None:
        """The end of that day in London."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if day < london_day(self.now):
            raise ValidationError(_("The last day has passed already."))
        return datetime.combine(day + timedelta(days=1), time(), LONDON)


class OwnNumbersForm(Form):
    """The shapes of hospital numbers, and a line to try them on, which is not kept."""

    shapes = WordsField(
        label=_("How are they written?"), help_text=_("One shape on each line, for example A999999 or RX 9999999."),
        rows=3, max_length=200, required=False, check="none",
    )  # fmt: skip
    tried = LineField(
        label=_("Try it on a line"), help_text=_("With a number you made up. This line is not kept."),
        required=False, check="none",
    )  # fmt: skip

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_shapes(self) -> tuple[str, ...]:
        typed = (tidy_shape(line) for line in self.cleaned_data["shapes"].split("\n"))
        shapes = tuple(dict.fromkeys(shape for shape in typed if shape))
        if not (verdict := may_write_numbers(self.place, shapes)):
            raise ValidationError(verdict.reason)
        return shapes


class DoorsForm(Form):
    """Whom the organisation has for what is not an idea. Names and numbers of its own staff: not checked for patients."""

    def __init__(self, *args: Any, doors: Iterable[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for door in doors:
            called = door.get_route_display()
            parts = {
                "name": (_("{route}: who").format(route=called), 100),
                "phone": (_("{route}: phone").format(route=called), 40),
                "address": (_("{route}: e-mail or web address").format(route=called), 200),
            }
            for part, (label, longest) in parts.items():
                self.fields[f"{door.route}_{part}"] = LineField(
                    label=label, max_length=longest, required=False, check="none", initial=getattr(door, part)
                )

    def clean(self) -> dict[str, Any]:
        for name, words in list(self.cleaned_data.items()):
            if name.endswith("_address") and words and not _ADDRESS.fullmatch(words):
                self.add_error(name, _("Write an e-mail address, or a web address that begins with https://"))
        return self.cleaned_data
