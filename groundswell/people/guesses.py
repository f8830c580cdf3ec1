"""Limits for guessing numbers: wrong tries are counted for all processes together, and forgotten after ten minutes.

An address is kept only as a mark made with the secret key.
"""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


def _limits(request: HttpRequest) -> dict[str, str]:
    here = salted_hmac("receipts", str(get_adapter().get_client_ip(request))).hexdigest()[:20]
    return {"receipt_try": here, "receipt_try_all": "all"}


def may_guess(request: HttpRequest) -> bool:
    return all(ratelimit.consume(request, action=name, key=key, dry_run=True) for name, key in _limits(request).items())


def count_wrong(request: HttpRequest) -> None:
    for name, key in _limits(request).items():
        ratelimit.consume(request, action=name, key=key)
