"""What people type about a change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.changes.drivers import NotAnOutline, read, written
from groundswell.changes.fields import Seated
from groundswell.changes.lasting import ANSWERS, SCALE, said
from groundswell.changes.models import Change, Decision, Factor, Scale, Seat
from groundswell.enabling.fields import HoursField, PlainForm, WhomForm
from groundswell.enabling.models import AskKind
from groundswell.enabling.rules import MOST_HOURS_A_WEEK, Rule, Rung, proposed
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.fields import PlaceField
from groundswell.places.models import Place
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, WordsField, YesNoField

NOT_YET = ""
USUAL = "usual"


class TrustForm(PlainForm):
    """The title and the three questions of the rule of trust."""

    title = LineField(
        label=_("What do you want to try?"), help_text=_("A short title. Others see it in lists."), max_length=120
    )

    field_order: tuple[str, ...] = ("title",)


class OpenForm(Seated, TrustForm):
    """Begin to make an idea real."""

    where = ChoiceField(label=_("Where?"))

    field_order = ("title", "reversible", "inside_team", "new_risk", "where", "seat")

    def __init__(self, *args: Any, seen: Sight, places: tuple[Place, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.fields["where"].choices = [(key, str(place)) for key, place in self.places.items()]  # type: ignore[attr-defined]
        if len(self.places) < 2:
            del self.fields["where"]
        self.offer_seats(seen)

    @property
    def place(self) -> Place:
        first = next(iter(self.places))
        return self.places[self.cleaned_data.get("where", first)]


class EditForm(TrustForm):
    """Title, aim and answers. `version` says which words the writer had before them."""

    aim = LineField(
        label=_("Aim"), help_text=_("What, for whom, by how much. For example: 8 of 10 scanned the same day."),
        max_length=300, required=False,
    )  # fmt: skip
    aim_by = DayField(label=_("By when"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("title", "aim", "aim_by")

    @classmethod
    def of(cls, change: Change) -> EditForm:
        names = ("title", "aim", "aim_by", "reversible", "inside_team", "new_risk", "version")
        return cls(initial={name: getattr(change, name) for name in names})


class QuestionsForm(Form):
    """At most three plain questions that the words of the change suggest, one field a trigger."""

    def __init__(self, *args: Any, questions: Sequence[Rule], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rule in questions:
            self.fields[rule.trigger.value] = YesNoField(label=rule.question, help_text=rule.why)


class SeatForm(Form):
    """Who is asked for which seat: `clinical abcdefghjk`, the seat and a person's public id."""

    ask = forms.RegexField(rf"^({'|'.join(Seat.values)}) \w{{1,12}}$")

    def clean_ask(self) -> tuple[str, str]:
        seat, person = self.cleaned_data["ask"].split()
        return seat, person


class DeclineForm(Form):
    words = LineField(
        label=_("A word to whoever asked"), help_text=_("For example: not before May."), max_length=200, required=False
    )


class CalledForm(Form):
    """What a partner by experience is called here."""

    called = LineField(
        label=_("What shall the team call you?"), required=False, max_length=60, check="none",
        help_text=_("A first name is enough. Left open, you are “a partner by experience”."),
    )  # fmt: skip


class PartnerWordForm(Form):
    words = WordsField(
        label=_("What do you want to say?"), max_length=2000,
        help_text=_("Please leave out anything that could tell who a patient is, also yourself as a patient."),
    )  # fmt: skip


class LastingForm(Form):
    """Ten taps; what is left open is not known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for factor in Factor:
            self.fields[factor.value] = ChoiceField(
                label=factor.label, choices=list(ANSWERS), inline=True, required=False
            )


class ProgressForm(Form):
    tenths = forms.TypedChoiceField(label=_("How far has it come?"), coerce=int)
    why = LineField(label=_("Why?"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tenths"].choices = [(str(tenths), said(tenths)) for tenths in SCALE]  # type: ignore[attr-defined]


class StepForm(Form):
    what = LineField(label=_("What is to be done?"), max_length=200)
    who = forms.ChoiceField(label=_("Who does it?"), required=False, help_text=_("Somebody of the team."))
    by_when = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.public_id: person for person in people}
        choices = [(NOT_YET, _("Nobody yet")), *((key, person.called) for key, person in self.people.items())]
        self.fields["who"].choices = choices  # type: ignore[attr-defined]

    @property
    def person(self) -> Person | None:
        return self.people.get(self.cleaned_data["who"])


class DriversForm(Form):
    """The outline of a driver diagram. `version` says which one the writer had before them."""

    outline = WordsField(
        label=_("What does the aim depend on?"), required=False, rows=10, max_length=5000,
        help_text=_("A line for each. One dash for what that depends on, two dashes for an idea that would change it."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_outline(self) -> str:
        try:
            return written(read(self.cleaned_data["outline"]))
        except NotAnOutline as error:
            raise ValidationError(str(error)) from None


class TestForm(Form):
    __test__ = False  # pytest would collect it for its name

    question = LineField(label=_("What do you want to find out?"), max_length=300)
    prediction = LineField(
        label=_("What do you think will happen?"), help_text=_("Being wrong teaches most."), max_length=300
    )
    plan = WordsField(label=_("Who does what, where and when?"), required=False, rows=3)
    scale = ChoiceField(
        label=_("How small can it be?"), help_text=_("The smaller, the sooner you know."), choices=Scale.choices
    )
    started_on = DayField(label=_("It starts on"))
    tries = forms.ChoiceField(label=_("Which idea of the driver diagram does it try?"), required=False)

    def __init__(self, *args: Any, ideas: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tries"].choices = [(NOT_YET, _("None of them")), *((idea, idea) for idea in ideas)]  # type: ignore[attr-defined]
        if not ideas:
            del self.fields["tries"]


class LearnForm(Form):
    """What happened, beside what was thought would happen."""

    happened = WordsField(label=_("What happened?"))
    learned = WordsField(
        label=_("What did you learn?"), help_text=_("Compared with what you thought would happen."), required=False
    )
    decision = ChoiceField(label=_("What follows?"), choices=Decision.choices)
    ended_on = DayField(label=_("It ended on"), help_text=_("Today, when left empty."), required=False)

    def __init__(self, *args: Any, began: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"ended_on": max(began, today)}, **kwargs)
        self.began, self.today = began, today

    def clean_ended_on(self) -> date:
        day: date = self.cleaned_data["ended_on"] or max(self.began, self.today)
        if day < self.began:
            raise ValidationError(_("It cannot end before it began."))
        if day > max(self.today, self.began):
            raise ValidationError(_("This day has not come yet. Write what happened once it has."))
        return day


class PauseForm(Form):
    reason = WordsField(
        label=_("What is not safe?"),
        help_text=_("Your name and these words are shown to everyone who takes part."),
        max_length=1000,
    )


class PauseAnswerForm(Form):
    answer = WordsField(label=_("What was done, so that it is safe to go on?"), max_length=1000)


class StopForm(Form):
    reason = LineField(label=_("Why does it end?"), max_length=150)
    learned = WordsField(
        label=_("What did you learn?"), help_text=_("It saves others the same way round."), required=False
    )


class PromiseForm(Form):
    """One thing, by a day that is still to come."""

    what = LineField(
        label=_("One thing you will clear"), help_text=_("For example: the scanner slot on Saturdays."), max_length=200
    )
    due = DayField(label=_("By when"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> date:
        if self.cleaned_data["due"] < self.today:
            raise ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["due"]


class AskForm(WhomForm):
    """One sentence, and who can clear it. The kind suggests whom; a date is not needed."""

    what = LineField(
        label=_("What is in the way?"),
        help_text=_("One sentence. For example: no CT slot on Saturdays."),
        max_length=200,
    )
    kind = forms.ChoiceField(label=_("What sort of thing is it?"), choices=AskKind.choices, initial=AskKind.OTHER)
    hours = HoursField(
        label=_("For protected time: how many hours a week?"), most=MOST_HOURS_A_WEEK, required=False,
        help_text=_("Leave it open for anything else."),
    )  # fmt: skip
    by_when = DayField(label=_("When do you need it?"), required=False)

    field_order = ("what", "kind", "hours", "to", "name", "which", "by_when")

    def __init__(self, *args: Any, ladder: Sequence[Rung], but: Collection[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, ladder=ladder, but=but, **kwargs)
        self.today, self.ladder = today, ladder
        usual = (USUAL, _("Whoever usually clears this sort of thing"))
        self.fields["to"].choices = [usual, *self.fields["to"].choices]  # type: ignore[attr-defined]
        self.initial["to"] = USUAL

    def clean(self) -> dict[str, Any]:
        """The kind and the tree suggest whom; who is asked is said at once, and can pass it on."""
        data = super().clean()
        if data.get("to") == USUAL:
            self.rung = proposed(self.ladder, data.get("kind", AskKind.OTHER), self.but)
            if self.rung is None:
                self.add_error("to", _("Nobody is named for this place yet. Choose somebody by name."))
        return data

    def clean_by_when(self) -> date | None:
        if (wanted := self.cleaned_data["by_when"]) and wanted < self.today:
            raise ValidationError(_("Choose today or a later day."))
        return wanted


class PlaceForm(Form):
    place = PlaceField(
        label=_("Which place takes part?"), help_text=_("Three letters of its name, its postcode or its ODS code.")
    )


class CoachForm(Form):
    """The question of a coach: suggested, and the coach's own once it is changed."""

    words = WordsField(
        label=_("Your question"), help_text=_("It stands in their talk, with your name."), rows=4, max_length=500
    )
