"""What the pages with a form share."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.enabling.models import Ask, Permission, RuleChallenge
from groundswell.people.middleware import Request
from groundswell.ui.fields import Form
from groundswell.ui.verdicts import Verdict


def form_page(
    request: Request,
    about: Ask | Permission | RuleChallenge,
    form: Form,
    may: Verdict,
    title: str,
    button: str,
    lead: str = "",
) -> HttpResponse:
    """A page with one form. When the rule says no there is the reason, and no form."""
    back = {"href": about.get_absolute_url(), "text": _("Back to what is asked")}
    shown = {"title": title, "form": form, "button": button, "caption": str(about), "back": back, "may": may}
    if not may and not form.is_bound:
        return render(request, "layouts/not_now.jinja", shown)
    return render(request, "layouts/form.jinja", shown | {"lead": [lead] if lead else []})


def onwards(request: Request, about: Ask | Permission | RuleChallenge) -> str:
    """Back to *asked of you* for whoever answered from there."""
    return reverse("front:asked_of_you") if request.POST.get("from") == "asked" else about.get_absolute_url()
