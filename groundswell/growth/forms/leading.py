"""What is chosen from one's own record, and what somebody says of where they moved."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from groundswell.growth.models import Readers
from groundswell.ui.fields import ChoiceField, Form, LineField, SeveralField


class BesideForm(Form):
    chosen = SeveralField(label=_("From what you did"), required=False)

    def __init__(self, *args: Any, record: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = list(record.items())  # type: ignore[attr-defined]


class WillTalkForm(Form):
    into = LineField(label=_("I moved into"), max_length=120, help_text=_("For example: director of nursing"))
    came_from = LineField(
        label=_("I came from"), max_length=120, required=False, help_text=_("For example: ward sister")
    )
    readers = ChoiceField(
        label=_("Who finds it?"), required=False, initial=Readers.ORGANISATION,
        choices=[row for row in Readers.choices if row[0] != Readers.SYSTEM],
    )  # fmt: skip

    def clean_readers(self) -> str:
        return self.cleaned_data["readers"] or Readers.ORGANISATION
