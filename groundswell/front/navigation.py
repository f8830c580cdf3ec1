"""The places to go, in the header of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def context(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": items(request)}


def items(request: HttpRequest) -> list[dict[str, Any]]:
    """What the header lists for who asks: few words, the same order everywhere. Who is signed in comes last, by name."""
    person = getattr(request, "person", None)
    wanted = [("ideas:notice", _("Notice something"), "main")]
    if person is not None:
        wanted += [
            ("front:asked_of_you", _("Asked of you"), ""),
            ("stories:index", _("Stories"), ""),
            ("front:search", _("Search"), ""),
            ("front:me", person.name or _("Me"), "person"),
        ]
    else:
        wanted.append(("account_login", _("Sign in"), ""))
    return [
        {"href": (href := reverse(name)), "text": text, "sort": sort, "here": request.path == href}
        for name, text, sort in wanted
    ]
