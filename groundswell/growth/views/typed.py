"""What the pages with one form share."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.typed import Version
from groundswell.ui.verdicts import YES, Verdict


def form_page(
    request: Request, form: Form, *, title: str, caption: str, button: str, back: str, may: Verdict = YES,
    both: Sequence[Version] = (), lead: Sequence[str] = (),
) -> HttpResponse:  # fmt: skip
    """A page with one form. When the rule says no there is the reason, and no form."""
    shown = {
        "form": form, "title": title, "caption": caption, "button": button, "may": may, "both": both, "lead": lead,
        "back": {"href": back, "text": _("Back")},
    }  # fmt: skip
    if not may and not form.is_bound:
        return render(request, "layouts/not_now.jinja", shown)
    return render(request, "growth/form.jinja", shown)
