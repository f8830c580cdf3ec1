"""What is asked about a benefit, as form fields, for the room above where it is claimed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.benefits.models import Basis, Class, Recurrence
from groundswell.benefits.rules import WANTED
from groundswell.measures.fields import NumberField
from groundswell.measures.models import Measure
from groundswell.people.models import StaffGroup
from groundswell.ui.fields import ChoiceField, Form, LineField, WordsField

EXAMPLES: dict[str, Any] = {
    Class.CASH_RELEASING: _("A budget can be cut or spent on something else. Finance checks it before it is called money released."),
    Class.NON_CASH_RELEASING: _("Worth something, but no budget gets smaller. Finance is told."),
    Class.TIME_TO_CARE: _("Hours a week that a staff group has back for patients. Do not count them as money as well."),
    Class.SAFETY: _("Falls, pressure sores, wrong doses that no longer happen. Counted, not guessed."),
    Class.ACCESS: _("Days or appointments that people no longer wait for."),
    Class.EXPERIENCE: _("What patients or carers say. No names, and nothing by which somebody can be known."),
    Class.STAFF_EXPERIENCE: _("What staff say about their work."),
    Class.EQUITY: _("A difference between groups that got smaller."),
    Class.CARBON: _("With the source of the factor and its year."),
    Class.SOCIETAL: _("For people beyond this service."),
}  # fmt: skip
MOST = Decimal("999999999999.99")


class KindForm(Form):
    """The first question: what came of it?"""

    kind = ChoiceField(
        label=_("What came of it?"),
        choices=Class.choices,
        hints=EXAMPLES,
        error_messages={"required": _("Choose one.")},
    )


class AmountField(NumberField):
    """A size: more than nothing, and not beyond what a column holds."""

    def clean(self, value: Any) -> Decimal | None:
        found = super().clean(value)
        if found is not None and not 0 < found <= MOST:
            raise ValidationError(_("Give a number above 0."), code="size")
        return found


class ClaimForm(Form):
    """One claim; it asks only what its class wants to know."""

    kind = forms.CharField(widget=forms.HiddenInput)
    words = WordsField(
        label=_("Say it in a sentence"), rows=2, max_length=300, error_messages={"required": _("Say what came of it.")}
    )
    amount = AmountField(label=_("How much?"), required=False)
    unit = ChoiceField(label=_("In what?"), required=False)
    recurrence = ChoiceField(label=_("How often?"), choices=Recurrence.choices, required=False)
    staff_group = forms.ChoiceField(
        label=_("Whose time?"), choices=[("", _("Choose")), *StaffGroup.choices], required=False
    )
    basis = ChoiceField(
        label=_("How do you know?"), choices=Basis.choices, error_messages={"required": _("Say how you know.")},
        hints={
            "measured": _("Counted before and after."), "estimated": _("Worked out from something counted."),
            "expected": _("Not seen yet."),
        },
    )  # fmt: skip
    measure = forms.ChoiceField(label=_("Which number shows it?"), required=False)
    source = LineField(
        label=_("Where does the number come from?"),
        help_text=_("The source and its year."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, kind: str, measures: list[Measure], **kwargs: Any) -> None:
        kwargs["initial"] = {"kind": kind} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.of_class, self.wanted = kind, WANTED[kind]
        self.measures = {measure.public_id: measure for measure in measures}
        self._ask_for(measures)

    def _ask_for(self, measures: list[Measure]) -> None:
        units = [(unit.value, unit.label) for unit in self.wanted.units]
        if len(units) == 1:
            del self.fields["unit"]
            self.fields["amount"].label = _("How much, in {unit}?").format(unit=units[0][1])
        else:
            self.fields["unit"].choices = units  # type: ignore[attr-defined]
        for name in ("recurrence", "staff_group", "source"):
            if not getattr(self.wanted, name):
                del self.fields[name]
        if measures:
            named = [(key, one.name) for key, one in self.measures.items()]
            self.fields["measure"].choices = [("", _("None of them")), *named]  # type: ignore[attr-defined]
        else:
            del self.fields["measure"]
        if self.of_class == Class.SAFETY:
            self.fields["basis"].choices = [(Basis.MEASURED.value, Basis.MEASURED.label)]  # type: ignore[attr-defined]
            self.fields["basis"].initial = Basis.MEASURED

    def clean_kind(self) -> str:
        return self.of_class

    def clean_measure(self) -> Measure | None:
        return self.measures.get(self.cleaned_data["measure"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if "amount" in data and data["amount"] is None and self.wanted.amount_needed:
            self.add_error("amount", _("Give a number."))
        if data.get("amount") is not None:
            self._with_amount(data)
        return data

    def _with_amount(self, data: dict[str, Any]) -> None:
        data.setdefault("unit", self.wanted.units[0].value if len(self.wanted.units) == 1 else "")
        for name, words in (
            ("unit", _("Say in what.")), ("recurrence", _("Say how often.")), ("staff_group", _("Say whose time it is.")),
            ("source", _("Give the source and its year.")),
        ):  # fmt: skip
            if (name in self.fields or name == "unit") and not data.get(name) and name not in self.errors:
                self.add_error(name, words)
