"""When a form needs its token: whenever the browser says who it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.views.decorators.csrf import csrf_exempt

View = Callable[..., HttpResponse]


def token_unless_a_stranger(view: View) -> View:
    """A browser without a session has nothing another site could use: such a form may come late, from a phone's outbox.

    With a session cookie the token is asked for as everywhere else.
    """

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.method not in ("GET", "HEAD"):
            refused = _Check(lambda _request: HttpResponse()).process_view(request, _plain, args, kwargs)
            if refused is not None:
                return refused
        return view(request, *args, **kwargs)

    return csrf_exempt(asked)


class _Check(CsrfViewMiddleware):
    """Django's own check, asked by hand."""


def _plain() -> HttpResponse:
    """A view that is not exempt."""
    return HttpResponse()
