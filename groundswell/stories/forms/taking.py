"""What people type when they take a story up where they work, and when what they do differently changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groundswell.changes.fields import Seated
from groundswell.enabling.fields import PlainForm
from groundswell.enabling.rules import Rule
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, WordsField, YesNoField

ANSWER = "answer_"  # before the trigger, for a question of the rules of trust


class AdaptForm(Form):
    """What is different here. `version` says which words the writer had before them."""

    adapted = WordsField(
        label=_("What do you do differently here?"), rows=4, required=False,
        help_text=_("Leave it empty if you do just as they did."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)


class TakeUpForm(Seated, PlainForm):
    """Where, what will be different, a seat, and the questions of the rules of trust that were a yes where it began."""

    place = ChoiceField(label=_("Where do you take it up?"))
    title = LineField(label=_("What will you call it here?"), max_length=120)
    adapted = WordsField(
        label=_("What will you do differently here?"), rows=3, required=False,
        help_text=_("Leave it empty if you begin just as they did. You can change it later."),
    )  # fmt: skip
    aim = LineField(
        label=_("What do you want to reach?"), max_length=300, required=False,
        help_text=_("What, for whom, by how much. You can change it later."),
    )  # fmt: skip
    aim_by = DayField(label=_("By when?"), required=False)

    field_order = ("place", "title", "adapted", "aim", "aim_by", "seat", "reversible", "inside_team", "new_risk")

    def __init__(
        self, *args: Any, places: Sequence[Place], seen: Sight, asked: Sequence[Rule] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        field = self.fields["place"]
        field.choices = [(place.key, str(place)) for place in places]  # type: ignore[attr-defined]
        if len(self.places) == 1:
            field.initial = next(iter(self.places))
        self.offer_seats(seen)
        self.triggers = [rule.trigger.value for rule in asked]
        for rule in asked:
            self.fields[ANSWER + rule.trigger.value] = YesNoField(
                label=rule.question, required=False, initial=True, help_text=_("Where it began they said yes.")
            )

    def clean_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    @property
    def taken(self) -> dict[str, Any]:
        """What was typed, as the verb wants it. A question that was left open stays open."""
        names = ("place", "title", "adapted", "aim", "aim_by", "reversible", "inside_team", "new_risk")
        answers = {
            trigger: self.cleaned_data[ANSWER + trigger] for trigger in self.triggers if self.data.get(ANSWER + trigger)
        }
        return {name: self.cleaned_data[name] for name in names} | {"answers": answers, "seat": self.seat_wanted}
