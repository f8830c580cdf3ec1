"""Pages of the floor: errors that help, and the gallery of components."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from groundswell.ui import gallery as gallery_of_things
from groundswell.ui.verdicts import Refused


def problem(request: HttpRequest, *, status: int, title: str, words: list[str]) -> HttpResponse:
    """A page that says what went wrong and what to do; never what somebody typed."""
    response = render(request, "problem.jinja", {"title": title, "words": words, "status": status}, status=status)
    response.why = f"{title}. {' '.join(words)}"  # type: ignore[attr-defined]  # for whoever asked without showing pages
    return response


def refused_page(request: HttpRequest, error: Refused) -> HttpResponse:
    words = [error.verdict.reason, "Nothing was changed. Go back to the page you came from to carry on."]
    return problem(request, status=403, title="This cannot be done now", words=words)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = [
        "If you typed the address, check it. If you followed a link, the page may have moved.",
        "It may also belong to another organisation, which you can only see when they share it.",
    ]
    return problem(request, status=404, title="Page not found", words=words)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    words = [
        "Something went wrong on our side. What you typed was not saved.",
        "Go back, copy your words to be safe, and try again in a minute.",
    ]
    return problem(request, status=500, title="Sorry, there is a problem", words=words)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    words = [
        "This form was open for too long, or you signed in again in another window.",
        "Go back, copy your words, reload the page and send it again. Nothing was changed.",
    ]
    return problem(request, status=403, title="This form is out of date", words=words)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = ["The form arrived incomplete. Go back, reload the page and send it again. Nothing was changed."]
    return problem(request, status=400, title="This form could not be read", words=words)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with its states."""
    return render(request, "gallery.jinja", gallery_of_things.things())
