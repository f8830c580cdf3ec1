"""Every unsafe request carries a key made by the client, so that a double tap or a retry never doubles a deed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from groundswell.post.device import asks_to_sign_in
from groundswell.post.models import RequestKey
from groundswell.ui.verdicts import Refused
from groundswell.ui.views import problem, refused_page

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
NOT_HASHED = ("csrfmiddlewaretoken", "request_key")
# Sign-in has its own single-use codes, and counts wrong tries, which a rolled back transaction would forget.
EXEMPT_PREFIXES = ("account_", "mfa_")
View = Callable[..., HttpResponse]


class Once:
    """Run an unsafe view inside one transaction together with its key and its answer.

    The answer of a deed is a redirect; anything else (a form with errors, a preview) changed nothing and is rolled back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: Sequence[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        match = request.resolver_match
        if request.method in SAFE or (match and (match.url_name or "").startswith(EXEMPT_PREFIXES)):
            return None
        key = request.headers.get("Idempotency-Key") or request.POST.get("request_key", "")
        if not 16 <= len(key) <= 64:
            return _no_key(request)
        digest = body_hash(request)
        if prepare := getattr(view, "prepare", None):
            prepare(request)
        try:
            with transaction.atomic():
                return _once(request, key, digest, lambda: view(request, *args, **kwargs))
        except Refused as error:
            return refused_page(request, error)
        except IntegrityError:
            if (row := _known(key)) is None:  # not about the key: a rule of the tables was broken
                raise
            return _again(request, row, digest)  # the same form arrived twice at the same moment; the other was first


def prepared(prepare: Callable[[HttpRequest], None]) -> Callable[[View], View]:
    """Run `prepare(request)` before the transaction of this view begins: for slow work that needs no lock."""

    def mark(view: View) -> View:
        view.prepare = prepare  # type: ignore[attr-defined]
        return view

    return mark


def _known(key: str) -> RequestKey | None:
    return next(iter(RequestKey.objects.filter(key=key)[:1]), None)


def _who(request: HttpRequest) -> str:
    return str(getattr(request.user, "pk", None) or "")


def _once(request: HttpRequest, key: str, digest: str, run: Callable[[], HttpResponse]) -> HttpResponse:
    if row := _known(key):
        return _again(request, row, digest)
    response = run()
    if 300 <= response.status_code < 400 and not asks_to_sign_in(response):
        # Who it is now: a deed may end with signing in or with being forgotten.
        RequestKey.objects.create(
            key=key, who=_who(request), body_hash=digest, at=timezone.now(), status=response.status_code,
            location=response.headers.get("Location", "")[:500],
        )  # fmt: skip
    else:
        transaction.set_rollback(True)
    return response


def _again(request: HttpRequest, row: RequestKey, digest: str) -> HttpResponse:
    if (row.who, row.body_hash) != (_who(request), digest):
        return _other_words(request)
    return HttpResponseRedirect(row.location)


def body_hash(request: HttpRequest) -> str:
    """SHA-256 of the address and every field and file sent, in a fixed order."""
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(set(request.POST) - set(NOT_HASHED)):
        for value in request.POST.getlist(name):
            digest.update(f"\0{name}\1{value}".encode())
    for name in sorted(request.FILES):
        for upload in request.FILES.getlist(name):
            digest.update(f"\0{name}\1{upload.name}".encode())
            for chunk in upload.chunks():
                digest.update(chunk)
            upload.seek(0)
    return digest.hexdigest()


def _no_key(request: HttpRequest) -> HttpResponse:
    words = ["The form arrived without its key. Go back, reload the page and send it again. Nothing was changed."]
    return problem(request, status=400, title="This form could not be read", words=words)


def _other_words(request: HttpRequest) -> HttpResponse:
    words = [
        "This form was already sent once, with other words. The first version was kept.",
        "If you want to send these words as well, go back, copy them, reload the page and send them again.",
    ]
    return problem(request, status=409, title="This form was already sent", words=words)
