"""Headers, request ids and refusals: what every answer has in common."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from groundswell.ui import logs
from groundswell.ui.verdicts import Refused
from groundswell.ui.views import refused_page

GetResponse = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)
FRAMED = "; ".join(
    ["default-src 'none'", "style-src 'self'", "font-src 'self'", "img-src 'self' data:", "base-uri 'none'", "form-action 'none'",
     "frame-ancestors *"]
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def headers(get_response: GetResponse) -> GetResponse:
    """Content policy and the other protective headers; pages for a person are never kept by a cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(response, "may_be_framed", False):  # a view says so of a page without script, form or person
            response.setdefault("Content-Security-Policy", FRAMED)
        for name, value in HEADERS.items():
            if name != "X-Frame-Options" or not getattr(response, "may_be_framed", False):
                response.setdefault(name, value)
        response.setdefault("Cache-Control", "no-store, private")
        return response

    return middleware


def request_id(get_response: GetResponse) -> GetResponse:
    """Give each request a short id, shown on error pages and in every log line."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.id = secrets.token_hex(4)  # type: ignore[attr-defined]
        token = logs.request_id.set(request.id)  # type: ignore[attr-defined]
        try:
            response = get_response(request)
        finally:
            logs.request_id.reset(token)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        return response

    return middleware


class Refusals:
    """Turn `Refused`, raised by an action in a page that only reads, into a page with the reason."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Refused):
            logging.getLogger(__name__).info("refused", extra={"status_code": 403})
            return refused_page(request, error)
        return None
