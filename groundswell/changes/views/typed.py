"""What the pages with a form share."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes.models import Change
from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.verdicts import Verdict


def form_page(
    request: Request, change: Change, form: Form, *, title: str, button: str, template: str = "layouts/form.jinja",
    may: Verdict | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    """A page with one form about a change. When the rule says no there is the reason, and no form."""
    about = {
        "title": title, "form": form, "button": button, "caption": change.title, "change": change,
        "back": {"href": change.get_absolute_url(), "text": _("Back to the change")},
    } | more  # fmt: skip
    if may is not None and not may and not form.is_bound:
        return render(request, "layouts/not_now.jinja", about | {"may": may})
    return render(request, template, about)


def address(name: str, *args: str) -> str:
    return reverse(f"changes:{name}", args=args)
