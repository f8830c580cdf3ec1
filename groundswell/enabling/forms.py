"""What the person who is asked types."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.fields import ANYBODY, WhomForm
from groundswell.enabling.models import COSTS, OnClockEnd, Origin, Outcome, Paper
from groundswell.enabling.rules import Rule, Rung, level_of
from groundswell.enabling.rules.books import OFFICES, wrong_with
from groundswell.people.models import Person, RoleCode
from groundswell.places.models import Place
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, SeveralField, YesNoField
from groundswell.ui.formats import upper


class CommitForm(Form):
    """A day that is still to come."""

    due = DayField(label=_("By when?"), help_text=_("Everybody who waits sees this day."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_due(self) -> date:
        if self.cleaned_data["due"] < self.today:
            raise ValidationError(_("Choose today or a later day."))
        return self.cleaned_data["due"]


class MoveForm(Form):
    to = DayField(label=_("The new date"))
    reason = LineField(label=_("Why?"), help_text=_("Both dates and your reason are shown."), max_length=200)


class PassOnForm(WhomForm):
    words = LineField(label=_("A word with it"), required=False, max_length=200)


class ConditionsForm(Form):
    conditions = LineField(
        label=_("Yes, if:"), help_text=_("The team sees this. For example: only on this ward."), max_length=300
    )


class NeedForm(Form):
    need = LineField(
        label=_("What exactly do you need?"), max_length=300,
        help_text=_("The clock stands still until the team has sent it. Name one thing, so that they can."),
    )  # fmt: skip


class SendForm(Form):
    sent = LineField(label=_("What did you send, or where is it?"), max_length=300)


class PassUpForm(Form):
    words = LineField(label=_("A word with it"), required=False, max_length=200)


class DeclineForm(Form):
    reason = LineField(label=_("Why not?"), help_text=_("The team sees this."), max_length=300)
    would_be_yes = LineField(
        label=_("What would make it a yes?"), max_length=300,
        help_text=_("You also offer ten minutes to talk about it. They are told how to ask for it."),
    )  # fmt: skip


NEAREST = "nearest"


class RuleForm(WhomForm):
    """One rule of a draft. What a place above has fixed, and what d9 excludes, is said next to the field."""

    question = LineField(label=_("The question, as the team is asked"), max_length=200)
    outcome = ChoiceField(label=_("When the answer is yes"), choices=Outcome.choices)
    limit_pounds = forms.IntegerField(
        label=_("Free up to how many pounds?"), required=False, min_value=0, max_value=1_000_000,
        help_text=_("Up to this the team spends without asking. Leave it open for none."),
    )  # fmt: skip
    working_days = forms.IntegerField(
        label=_("Answered within how many working days?"), min_value=1, max_value=60,
        help_text=_("Counted from the day of asking. The clock is never set back."),
    )  # fmt: skip
    on_clock_end = ChoiceField(
        label=_("When nobody answers in time"), choices=OnClockEnd.choices,
        hints={OnClockEnd.COUNTS_AS_YES: _("Only for what is low risk. For some things, as for data and medicines, never.")},
    )  # fmt: skip
    papers = SeveralField(label=_("Papers that are needed"), choices=Paper.choices, required=False)
    origin = forms.ChoiceField(label=_("Who wants this check?"), choices=Origin.choices)
    why = LineField(label=_("What does it protect?"), required=False, max_length=300)
    may_loosen = YesNoField(label=_("May a division or ward ask for less?"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = (
        "question", "outcome", "limit_pounds", "to", "name", "which", "working_days", "on_clock_end", "papers", "origin", "why",
        "may_loosen",
    )  # fmt: skip

    def __init__(self, *args: Any, rule: Rule, above: Rule | None, place: Place, at: datetime, version: int) -> None:
        named = Rung(rule.decider, place, level_of(place)) if rule.decider else None
        given = {name: getattr(rule, name) for name in self.base_fields if hasattr(rule, name)}
        super().__init__(
            *args, ladder=(), first=named, organisations=[place.organisation_id or place.pk], at=at,
            initial=given | {"papers": list(rule.papers), "version": version, "to": _whom(rule)},
        )  # fmt: skip
        self.rule, self.above = rule, above
        self.fields["to"].label = _("Who decides, or is told?")
        self.fields["to"].required = False
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            *((key, rung.person.called) for key, rung in self.rungs.items()), (ANYBODY, _("One person, found by name")),
            (NEAREST, _("Whoever decides nearest to the team")),
            *((office.value, upper(str(said))) for office, said in OFFICES.items()),
        ]  # fmt: skip
        self.fields["name"].help_text = _("Only for one person. A few letters are enough.")
        if rule.trigger not in COSTS:
            del self.fields["limit_pounds"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("outcome") == Outcome.GO:  # nobody is asked or told
            for name in ("to", "name", "which"):
                self.errors.pop(name, None)
        elif not data.get("to") and "to" not in self.errors:
            self.add_error("to", _("Choose who decides or is told."))
        if not self.errors:
            for name, reason in wrong_with(self.written, self.above).items():
                self.add_error(name, reason)
        return data

    @property
    def written(self) -> Rule:
        """The rule as typed, of a form without errors."""
        typed, chosen = self.cleaned_data, self.cleaned_data.get("to", "")
        return Rule(
            self.rule.trigger, Outcome(typed["outcome"]), typed["question"], self.rule.source, typed["working_days"],
            OnClockEnd(typed["on_clock_end"]), Origin(typed["origin"]), tuple(typed["papers"]), self._person(),
            chosen if chosen in RoleCode.values else "", typed.get("limit_pounds"), typed["why"], typed["may_loosen"],
        )  # fmt: skip

    def _person(self) -> Person | None:
        return self.rung.person if self.rung else None


def _whom(rule: Rule) -> str:
    return rule.decider.public_id if rule.decider else rule.office or NEAREST


class SignForm(Form):
    """Whoever leads the place signs for what they agree."""

    agreed_on = DayField(label=_("Agreed on"), help_text=_("The day stands next to your name on every answer."))
    signed = forms.BooleanField(
        label=_("I sign this promise, by my name"),
        error_messages={"required": _("Tick it, or leave the draft as it is.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: date, version: int) -> None:
        super().__init__(*args, initial={"agreed_on": today, "version": version})
        self.today = today

    def clean_agreed_on(self) -> date:
        if self.cleaned_data["agreed_on"] > self.today:
            raise ValidationError(_("This day has not come yet. Sign when it is agreed."))
        return self.cleaned_data["agreed_on"]
