"""What the pages share: do what was typed, or say why not without losing a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.enabling.models import Ask, Permission
from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.verdicts import Refused, Verdict


def done(form: Form, deed: Callable[[], Any]) -> bool:
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
    request: Request, about: Ask | Permission, form: Form, may: Verdict, title: str, button: str, lead: str = ""
) -> HttpResponse:
    """A page with one form. When the rule says no there is the reason, and no form."""
    back = {"href": about.get_absolute_url(), "text": _("Back to what is asked")}
    shown = {"title": title, "form": form, "button": button, "caption": str(about), "back": back, "may": may}
    if not may and not form.is_bound:
        return render(request, "layouts/not_now.jinja", shown)
    return render(request, "layouts/form.jinja", shown | {"lead": [lead] if lead else []})


def onwards(request: Request, about: Ask | Permission) -> str:
    """Back to *asked of you* for whoever answered from there."""
    return reverse("front:asked_of_you") if request.POST.get("from") == "asked" else about.get_absolute_url()
