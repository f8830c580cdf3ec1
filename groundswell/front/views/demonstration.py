"""For the demonstration alone: be one of the cast, read the mail. Anywhere else these pages are not there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from groundswell.front.demo.cast import CAST
from groundswell.front.queries import demonstration as queries
from groundswell.people.middleware import Request

View = Callable[..., HttpResponse]


def only_in_demonstration(view: View) -> View:
    """Asked on every request, of the mode itself as well as of the flag."""

    @wraps(view)
    def guarded(request: Request) -> HttpResponse:
        if settings.MODE != "demo" or not settings.DEMO:
            raise Http404
        return view(request)

    return guarded


@login_not_required
@only_in_demonstration
def be_someone(request: Request) -> HttpResponse:
    """The cast, one tap each. Entering begins a new session."""
    if request.method == "POST":
        login(request, queries.member(request.POST.get("who", "")))
        return redirect("front:home")
    cast = queries.there([member.email for member in CAST])
    members = [(member, cast[member.email]) for member in CAST if member.email in cast]
    return render(request, "front/be_someone.jinja", {"members": members})


@login_not_required
@only_in_demonstration
def mail(request: Request) -> HttpResponse:
    """Every letter kept, newest first."""
    letters = queries.letters(request.GET.get("to", ""))
    return render(request, "front/mail.jinja", {"letters": letters, "to": request.GET.get("to", "")})
