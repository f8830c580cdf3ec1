"""What is typed or pasted to say how many people work where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.people.headcounts.reading import MOST_HEADS, Count, Understood, read
from groundswell.people.models import Headcount, StaffGroup
from groundswell.places.models import Place
from groundswell.ui.fields import DayField, Form, LineField


def _since() -> DayField:
    return DayField(label=_("From which day?"))


def _source() -> LineField:
    hint = _("For example: the workforce team, or counted on the rota.")
    return LineField(label=_("Where is it from?"), max_length=120, required=False, help_text=hint)


class HeadcountForm(Form):
    """How many people of each staff group work at one place. A group that is left empty stays as it was."""

    since, source = _since(), _source()

    def __init__(self, *args: Any, held: Mapping[StaffGroup, Headcount], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = today
        for group in StaffGroup:
            self.fields[f"heads_{group}"] = forms.IntegerField(
                label=group.label, required=False, min_value=0, max_value=MOST_HEADS,
                error_messages={
                    "invalid": _("Give a whole number, for example 23."), "min_value": _("Give a whole number, for example 23."),
                    "max_value": _("That is more than we believe of one place."),
                },
            )  # fmt: skip
            self.initial[f"heads_{group}"] = held[group].heads if group in held else None

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        wrong = any(name.startswith("heads_") for name in self.errors)
        if not wrong and not any(data.get(f"heads_{group}") is not None for group in StaffGroup):
            raise ValidationError(_("Give a number for at least one staff group."))
        return data

    def counts(self, place: Place) -> list[Count]:
        typed = {group: self.cleaned_data.get(f"heads_{group}") for group in StaffGroup}
        return [Count(place, group, heads) for group, heads in typed.items() if heads is not None]


class PasteHeadcountsForm(Form):
    """The same for many places at once, from a spreadsheet. `understood` is what the words say once they are checked."""

    text = forms.CharField(
        label=_("Lines from your own list"), widget=forms.Textarea, max_length=2_000_000,
        help_text=_("Each line: the place, the staff group, the number. For example: Ward 21, Nursing and midwifery, 23"),
        error_messages={"required": _("Paste at least one line.")},
    )  # fmt: skip

    since, source = _since(), _source()

    def __init__(self, *args: Any, places: Iterable[Place], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["since"] = today
        self.places, self.understood = places, Understood()
        self.fields["text"].rows = 6  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.understood = read(text, self.places)
        if problems := self.understood.problems:
            said = [_("Line {n}: {words}").format(n=one.line, words=one.words) for one in problems[:10]]
            if len(problems) > len(said):
                said.append(_("And {n} lines more.").format(n=len(problems) - len(said)))
            raise ValidationError(" ".join(said))
        if not self.understood.counts:
            raise ValidationError(_("There is no line with a number in it."))
        return text
