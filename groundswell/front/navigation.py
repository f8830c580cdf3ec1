"""The places to go, in the header of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


def context(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": items(request)}


def items(request: HttpRequest) -> list[dict[str, Any]]:
    """What the header lists for who asks: few words, the same order everywhere."""
    signed_in = getattr(request, "person", None) is not None
    wanted = [("ideas:notice", _("Notice something"), True)]
    if signed_in:
        wanted += [
            ("front:asked_of_you", _("Asked of you"), False),
            ("stories:index", _("Stories"), False),
            ("front:search", _("Search"), False),
            ("front:me", _("Me"), False),
        ]
    else:
        wanted += [("stories:index", _("Stories"), False), ("account_login", _("Sign in"), False)]
    return [
        {"href": (href := reverse(name)), "text": text, "main": main, "here": request.path == href}
        for name, text, main in wanted
    ]
