"""What a measure says, as form fields: for this room's own pages and for a room above that starts one on the way."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.measures.models import Direction, Interval, Purpose
from groundswell.measures.parsing import NotANumber, number
from groundswell.ui.fields import ChoiceField, Form, LineField


class NumberField(LineField):
    """A number as people type it: 1,204 or £12.50 or 78%. Blank is None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=40, check="none", **kwargs)
        self.widget.attrs["class"] = "nhsuk-input--width-10"

    def clean(self, value: Any) -> Decimal | None:  # type: ignore[override]
        try:
            found = number(super().clean(value))
        except NotANumber as error:
            raise ValidationError(error.reason, code=error.code) from None
        if found is None and self.required:
            raise ValidationError(_("Give a number."), code="required")
        return found


class MeasureForm(Form):
    """The words of a measure: what is counted, in what, which way is good, how often."""

    name = LineField(
        label=_("What do you count?"),
        help_text=_("For example: minutes from knocking to the first drink."),
        max_length=120,
        error_messages={"required": _("Say what you count.")},
    )
    unit = LineField(
        label=_("In what?"),
        help_text=_("For example minutes, walks or per cent. Leave it empty for a plain count."),
        max_length=40,
        required=False,
    )
    direction = ChoiceField(
        label=_("Which way is good?"),
        choices=Direction.choices,
        error_messages={"required": _("Say which way is good.")},
    )
    interval = ChoiceField(
        label=_("How often?"),
        choices=Interval.choices,
        initial=Interval.WEEK,
        error_messages={"required": _("Say how often.")},
    )
    purpose = ChoiceField(label=_("What is it for?"), choices=Purpose.choices, initial=Purpose.OUTCOME, required=False)
    target = NumberField(label=_("What do you aim for?"), help_text=_("A number, if there is one."), required=False)
    source = LineField(
        label=_("Where do the numbers come from?"),
        help_text=_("Only for published figures: who publishes them, and the licence."),
        max_length=300,
        required=False,
    )
    field_order: tuple[str, ...] = ("name", "direction", "interval", "unit", "target", "purpose", "source")
    first: tuple[str, ...] = ("name", "direction", "interval")  # the three answers; the rest can wait

    def clean_purpose(self) -> str:
        return self.cleaned_data["purpose"] or Purpose.OUTCOME

    @property
    def later(self) -> list[str]:
        """What can wait."""
        return [name for name in self.fields if name not in self.first and not self[name].is_hidden]
