"""What the outbox of a device (a phone, a ward computer) is told: the same deeds, answered so that a script understands.

The device keeps what was typed until it knows what became of it, and sends it as the page would have: the same address, the
same fields, a key of its own. It says so in a header, and gets one of these answers instead of a page:

    200  {"to": address}       done, now or at an earlier try
    401  {}                    somebody must sign in first; nothing was done
    409  {"why": sentence}     the key was used for other words
    422  {}                    the form has errors: the page itself will show them
    403, 404, 429, 5xx         {"why": sentence} where there is one
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils import timezone

GetResponse = Callable[[HttpRequest], HttpResponse]

LONGEST_WAIT = timedelta(days=90)  # a request key is kept as long


def from_outbox(request: HttpRequest) -> bool:
    return request.headers.get("Groundswell-Outbox") == "1"


def typed_at(request: HttpRequest) -> datetime:
    """When it was typed, by the server's clock: now, less how long the device says it has held it.

    Both ends of that wait were read from one clock, so a clock that is years out does no harm. What cannot be is taken as now.
    """
    now = timezone.now()
    try:
        waited = timedelta(seconds=int(request.headers.get("Groundswell-Waited", "0")))
    except (ValueError, OverflowError):
        return now
    return now - waited if timedelta() <= waited <= LONGEST_WAIT else now


def asks_to_sign_in(response: HttpResponse) -> bool:
    """A redirect to sign-in: the words are not stored anywhere, so it is not the answer of a deed."""
    where = response.headers.get("Location", "")
    return 300 <= response.status_code < 400 and where.partition("?")[0] == resolve_url(settings.LOGIN_URL)


def answers(get_response: GetResponse) -> GetResponse:
    """Turn the answer to a request of a device's outbox into one of those above."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method != "POST" or not from_outbox(request):
            return response
        return _answer(response)

    return middleware


def _answer(response: HttpResponse) -> HttpResponse:
    if asks_to_sign_in(response):
        return JsonResponse({}, status=401)
    if 300 <= response.status_code < 400:
        told = JsonResponse({"to": response.headers.get("Location", "/")})
    elif response.status_code == 200:
        told = JsonResponse({}, status=422)
    else:
        told = JsonResponse({"why": getattr(response, "why", "")}, status=response.status_code)
        if "Retry-After" in response.headers:
            told["Retry-After"] = response.headers["Retry-After"]
    told.cookies = response.cookies
    return told
