"""What the pages share: do what was typed, or say why not without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes.models import Change
from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.verdicts import Refused, Verdict


def done(form: Form, deed: Callable[..., Any]) -> bool:
    """Do it with what was typed. A refusal becomes an error of the form, so that nothing typed is lost."""
    if not form.is_valid():
        return False
    try:
        deed()
    except Refused as refused:
        form.add_error(None, refused.verdict.reason)
        return False
    return True


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
