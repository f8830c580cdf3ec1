"""What the person who is asked types."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.enabling.fields import HoursField, PoundsField, WhomForm
from groundswell.enabling.models import Ask, AskKind, RuleOutcome, RuleVerdict
from groundswell.enabling.rules import MOST_HOURS_A_DAY, MOST_HOURS_A_WEEK, is_link
from groundswell.events.kinds import Subject
from groundswell.ui.fields import ChoiceField, DayField, Form, LineField


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


class HoursForm(Form):
    on = DayField(label=_("Which day?"), required=False, help_text=_("Left open, it is today."))
    hours = HoursField(label=_("How many hours?"), most=MOST_HOURS_A_DAY)
