"""What people type to keep a search."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from groundswell.ui.fields import Form, LineField


class KeepForm(Form):
    name = LineField(
        label=_("What do you call it?"), max_length=60, help_text=_("Only you see it, on the page of stories.")
    )
