"""What those who check a benefit type."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from groundswell.benefits.fields import AmountField
from groundswell.benefits.models import Unit
from groundswell.ui.fields import ChoiceField, Form, WordsField


class CheckForm(Form):
    """It is right, or the number is another one and why."""

    answer = ChoiceField(
        label=_("Is it right?"), choices=[("yes", _("Yes, as it stands")), ("other", _("The number is another one"))],
        error_messages={"required": _("Choose one.")},
    )  # fmt: skip
    amount = AmountField(label=_("The right number"), required=False)
    reason = WordsField(
        label=_("Why?"), help_text=_("Whoever claimed it reads this."), rows=2, max_length=300, required=False
    )

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit:
            self.fields["amount"].label = _("The right number, in {unit}").format(unit=Unit(unit).label)
        else:
            del self.fields["amount"]
            self.fields["answer"].choices = [("yes", _("Yes, as it stands"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("answer") != "other":
            return data | {"amount": None}
        if "amount" in data and data["amount"] is None:
            self.add_error("amount", _("Give the right number."))
        if not data.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why, so that next time it is right at once."))
        return data
