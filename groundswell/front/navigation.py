"""The places to go, in the header of every page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from groundswell.growth import queries as growth
from groundswell.growth.cards import Onwards, onwards
from groundswell.ui.formats import london_day


def context(request: HttpRequest) -> dict[str, Any]:
    return {"navigation": items(request), "onwards": lambda: _onwards(request)}


# Pages of things that become real: what could follow for whoever made them stands there and on the first page.
BECOME_REAL = {
    "front:home": "", "changes:change": "changes", "changes:made_normal": "changes", "ideas:idea": "ideas",
}  # fmt: skip


def _onwards(request: HttpRequest) -> Onwards | None:
    found, person = request.resolver_match, getattr(request, "person", None)
    if person is None or found is None or found.view_name not in BECOME_REAL:
        return None
    room, key = BECOME_REAL[found.view_name], str(found.kwargs.get("public_id", ""))
    return onwards(growth.next_steps(person, london_day(timezone.now()), room=room, subject_id=key))


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
