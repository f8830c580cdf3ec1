"""Numbers for whoever sent something without an account: 16 digits that follow from the form's key and are never stored.

`number_of(key)` makes the number; only `mark_of(number)` is kept. A `ticket` carries a number in an address for half an hour.
What seals and marks is a key of the installation, outside the database: a copy of the database alone opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

TICKET_LASTS = 30 * 60  # seconds
DIGITS = 16


def _key(purpose: str) -> bytes:
    whole = settings.NAMES_KEY or settings.SECRET_KEY
    return hmac.digest(whole.encode(), f"groundswell {purpose}".encode(), "sha256")


def number_of(key: str) -> str:
    """The number that belongs to a request key: the same for a retry."""
    made = hmac.digest(_key("number"), key.encode(), "sha256")
    return f"{int.from_bytes(made[:16], 'big') % 10**DIGITS:0{DIGITS}}"


def mark_of(number: str) -> str:
    """What is stored of a number, as 64 hexadecimal digits."""
    return hmac.new(_key("mark"), number.encode(), "sha256").hexdigest()


def digits_of(typed: str) -> str:
    """A number as somebody typed it, with or without spaces; empty when it is not one."""
    digits = re.sub(r"[\s-]", "", typed)
    return digits if len(digits) == DIGITS and digits.isascii() and digits.isdigit() else ""


def spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, DIGITS, 4))


def ticket(number: str) -> str:
    """The number sealed for an address; it opens for half an hour."""
    return Fernet(base64.urlsafe_b64encode(_key("ticket"))).encrypt(number.encode()).decode()


def number_in(sealed: str) -> str:
    """The number in a ticket; empty when it is too old or was not made here."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("ticket"))).decrypt(sealed.encode(), ttl=TICKET_LASTS).decode()
    except (InvalidToken, UnicodeError):
        return ""


def seal(text: str, at: int) -> str:
    """Text that only the key opens. `at` (seconds) is written beside it in the open: give a time that tells nothing."""
    return Fernet(base64.urlsafe_b64encode(_key("name"))).encrypt_at_time(text.encode(), at).decode()


def unseal(sealed: str) -> str:
    """The text; empty when it was sealed with another key."""
    try:
        return Fernet(base64.urlsafe_b64encode(_key("name"))).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def key_mark(key: str) -> str:
    """A request key as it is kept for a request that leaves no trace."""
    return hashlib.sha256(f"no trace {key}".encode()).hexdigest()
