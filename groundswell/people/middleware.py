"""`request.person`: who asks, set once; None when nobody is signed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from groundswell.people.actions.security import note
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.own_numbers import typed_where


class Request(HttpRequest):
    """A request on a page that needs sign-in, as views see it: for types alone."""

    person: Person


def person(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Also writes what the page wanted noted in the security log, after whatever was refused has been rolled back."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.person = request.user if request.user.is_authenticated else None  # type: ignore[attr-defined]
        with typed_where(lambda: sight(request.person).number_shapes):  # type: ignore[attr-defined]
            response = get_response(request)
        for kind, facts in getattr(request, "to_note", ()):
            note(kind, who=request.person, at=timezone.now(), facts=facts)  # type: ignore[attr-defined]
        return response

    return middleware


def note_later(request: HttpRequest, kind: str, facts: dict[str, Any]) -> None:
    """Note something once the page is done: a refusal, or a look at something restricted."""
    request.__dict__.setdefault("to_note", []).append((kind, facts))
