"""Trust an installation, bring a file in."""

from __future__ import annotations

import re

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from groundswell.stories.fetching import Unreached, where
from groundswell.stories.sealed import FINGERPRINT, LIMIT
from groundswell.ui.fields import Form, LineField


class TrustForm(Form):
    name = LineField(
        label=_("What is it called?"), max_length=60, help_text=_("It stands on every story that comes from there.")
    )
    fingerprint = LineField(
        label=_("Its fingerprint"), max_length=80, check="none",
        help_text=_("40 letters and digits. Have it read to you by somebody you know there: do not take it from the file."),
    )  # fmt: skip
    address = LineField(
        label=_("The address it made for you"), max_length=300, required=False, check="none",
        help_text=_("It ends in /travel/ and a secret key. Leave it empty where files are carried by hand."),
    )  # fmt: skip

    def clean_fingerprint(self) -> str:
        typed = re.sub(r"[\s:-]", "", self.cleaned_data["fingerprint"]).lower()
        if not re.fullmatch(rf"[0-9a-f]{{{FINGERPRINT}}}", typed):
            raise ValidationError(_("A fingerprint has 40 of the digits 0 to 9 and the letters a to f."))
        return typed

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        if not typed:
            return ""
        try:
            there = where(typed, nearby=settings.TRAVEL_NEARBY)
        except Unreached as error:
            raise ValidationError(str(error)) from None
        if not re.search(r"/travel/[A-Za-z0-9_-]{8,40}/?$", there.path):
            raise ValidationError(_("The address ends in /travel/ and a secret key."))
        return typed if typed.endswith("/") else f"{typed}/"


class BringForm(Form):
    file = forms.FileField(
        label=_("The file"), help_text=_("A story or a report that another Groundswell wrote."),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
    )  # fmt: skip

    def clean_file(self) -> bytes:
        content: bytes = self.cleaned_data["file"].read(LIMIT + 1)
        if len(content) > LIMIT:
            raise ValidationError(_("It is too large."))
        return content
