"""What the person who is asked types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.fields import ANYBODY, HoursField, PoundsField, WhomForm
from groundswell.enabling.models import (
    COSTS,
    Ask,
    AskKind,
    HowMuch,
    OnClockEnd,
    Origin,
    Outcome,
    Paper,
    RuleOutcome,
    RuleVerdict,
    Topic,
)
from groundswell.enabling.rules import MOST_HOURS_A_DAY, MOST_HOURS_A_WEEK, Rule, Rung, is_link, level_of
from groundswell.enabling.rules.books import OFFICES, wrong_with
from groundswell.events.kinds import Subject
from groundswell.people.models import Person, RoleCode
from groundswell.places.models import Place
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField, SeveralField, YesNoField
from groundswell.ui.formats import upper


class CommitForm(Form):
    """A day that is still to come."""

    due = DayField(label=_("By when?"), help_text=_("Everybody who waits sees this day."))
    hours = HoursField(
        label=_("How many hours a week do you give?"), most=MOST_HOURS_A_WEEK, required=False,
        help_text=_("Left open, it is what they asked for."),
    )  # fmt: skip

    def __init__(self, *args: Any, today: date, ask: Ask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial.setdefault("hours", ask.hours_asked)
        if ask.kind != AskKind.TIME:
            del self.fields["hours"]

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
        label=_("On what condition?"),
        help_text=_("The team sees this. For example: only on this ward."),
        max_length=300,
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


class ChallengeForm(WhomForm):
    """The rule as people tell it, and whoever keeps it."""

    rule = LineField(
        label=_("What were you told?"),
        max_length=200,
        help_text=_("As people say it. For example: only a doctor may order this."),
    )
    told_by = LineField(
        label=_("Who told you?"),
        required=False,
        max_length=100,
        help_text=_("A job title is enough. For example: the night manager."),
    )
    name_shown = forms.BooleanField(
        label=_("My name may be shown, also to say thank you"), required=False,
    )  # fmt: skip

    field_order = ("rule", "told_by", "to", "name", "which", "name_shown")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = _("Who keeps this rule, or could know?")


VERDICT_HINTS: dict[str, Any] = {
    RuleVerdict.LAW: _("Real, and not ours to change."), RuleVerdict.LOCAL_POLICY: _("Real, and ours to change."),
    RuleVerdict.HABIT: _("Always done so, written nowhere."), RuleVerdict.MYTH: _("There is a rule, but it does not say this."),
}  # fmt: skip


class OutcomeForm(Form):
    outcome = ChoiceField(
        label=_("What happens to it now?"), choices=RuleOutcome.choices, error_messages={"required": _("Choose one.")}
    )
    words = LineField(label=_("In your words"), required=False, max_length=300)


class ShowForm(Form):
    """What it is, and where it is written. What happens to it can be said now or later."""

    verdict = ChoiceField(
        label=_("What is it?"), hints=VERDICT_HINTS, error_messages={"required": _("Say what it is.")},
        choices=[(code, label) for code, label in RuleVerdict.choices if code != RuleVerdict.UNKNOWN],
    )  # fmt: skip
    says = LineField(label=_("What does the rule really say?"), required=False, max_length=300)
    source = LineField(
        label=_("A link to where it is written"), required=False, max_length=300, help_text=_("It begins with https://")
    )
    outcome = ChoiceField(
        label=_("What happens to it now?"), required=False, choices=RuleOutcome.choices,
        help_text=_("You can also say it later."),
    )  # fmt: skip
    words = LineField(label=_("In your words"), required=False, max_length=300)

    def clean_source(self) -> str:
        source: str = self.cleaned_data["source"]
        if source and not is_link(source):
            raise ValidationError(_("Give the whole link, for example https://www.england.nhs.uk/rule"))
        return source


class FundForm(Form):
    yearly = PoundsField(label=_("Pounds a year"), help_text=_("From 1 April to 31 March."))
    limit = PoundsField(label=_("At most, for one spend"), help_text=_("Below this a team asks nobody."))


class SpendForm(Form):
    """One receipt line."""

    what = LineField(label=_("What for?"), max_length=120, help_text=_("For example: labels for the trolley."))
    amount = PoundsField(label=_("How many pounds?"))
    work = forms.ChoiceField(label=_("For which change?"), required=False)

    def __init__(self, *args: Any, works: Sequence[Subject], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.works = {work.id: work for work in works}
        self.fields["work"].choices = [("", _("None, or another")), *((one.id, one.title) for one in works)]  # type: ignore[attr-defined]
        if not works:
            del self.fields["work"]

    @property
    def chosen(self) -> Subject | None:
        return self.works.get(self.cleaned_data.get("work", ""))


class MoneyForm(WhomForm):
    """Money that is more than the fund gives: one person is asked, with a clock."""

    what = LineField(label=_("What is the money for, and how much?"), max_length=200)

    field_order = ("what", "to", "name", "which")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].label = _("Who is asked?")


class HoursForm(Form):
    on = DayField(label=_("Which day?"), required=False, help_text=_("Left open, it is today."))
    hours = HoursField(label=_("How many hours?"), most=MOST_HOURS_A_DAY)


NEAREST = "nearest"


class RuleForm(WhomForm):
    """One rule of a draft. What a place above has fixed, and what d9 excludes, is said next to the field."""

    question = LineField(label=_("The question, as the team is asked"), max_length=200)
    outcome = ChoiceField(label=_("When the answer is yes"), choices=Outcome.choices)
    limit_pounds = forms.IntegerField(
        label=_("Free up to how many pounds?"), required=False, min_value=0, max_value=1_000_000,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _("Give whole pounds, at most a million.")),
        help_text=_("Up to this the team spends without asking. Leave it open for none."),
    )  # fmt: skip
    working_days = forms.IntegerField(
        label=_("Answered within how many working days?"), min_value=1, max_value=60,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _("Give from 1 to 60 working days.")),
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


class OfferForm(Form):
    """I have an hour: what for, how much, until when."""

    where = ChoiceField(label=_("Where?"), required=False)
    topics = SeveralField(
        label=_("What can you help with?"), choices=Topic.choices, error_messages={"required": _("Choose one or more")}
    )
    how_much = ChoiceField(label=_("How much?"), choices=HowMuch.choices, required=False)
    until = DayField(
        label=_("Until when?"), required=False,
        help_text=_("It ends by itself after this day. Left open, that is in three months. You can end it any day."),
    )  # fmt: skip
    words = LineField(
        label=_("In your own words"), required=False, max_length=200,
        help_text=_("For example: Tuesday afternoons. I like Excel."),
    )  # fmt: skip

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place.key: place for place in places}
        self.fields["where"].choices = [(key, str(place)) for key, place in self.places.items()]  # type: ignore[attr-defined]
        if len(self.places) < 2:
            del self.fields["where"]
        self.initial.setdefault("how_much", HowMuch.ONCE)

    def clean_how_much(self) -> str:
        return self.cleaned_data["how_much"] or HowMuch.ONCE

    @property
    def place(self) -> Place:
        return self.places[self.cleaned_data.get("where") or next(iter(self.places))]
