"""Documents that travel: written in one way alone, and signed with the installation's own Ed25519 key.

A document is JSON with sorted keys; what is read must be, byte for byte, what would be written. So a changed byte anywhere is
refused, also where JSON would not care. Decision 39.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

LIMIT = 300_000  # bytes of one document
FEED_LIMIT = 4_000_000
FINGERPRINT = 40  # hexadecimal digits
DEEPEST = 12


class Unreadable(Exception):
    """It is not a whole document of a known kind; `str()` says why."""


def own_key() -> Ed25519PrivateKey:
    """Made of the key that seals names (or the secret key): never stored, and the same after the database is lost."""
    whole = settings.NAMES_KEY or settings.SECRET_KEY
    return Ed25519PrivateKey.from_private_bytes(
        hmac.digest(whole.encode(), b"groundswell travelling stories", "sha256")
    )


def public_half(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()


def fingerprint_of(public: str) -> str:
    return hashlib.sha256(bytes.fromhex(public)).hexdigest()[:FINGERPRINT]


def own_fingerprint() -> str:
    return fingerprint_of(public_half(own_key()))


def spaced(fingerprint: str) -> str:
    """In groups of four, to be read aloud and compared."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4))


def written(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, sort_keys=True, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def seal(document: dict[str, Any], key: Ed25519PrivateKey | None = None) -> dict[str, Any]:
    """The document with the public key and the signature over everything else."""
    key = key or own_key()
    signed = document | {"key": public_half(key)}
    return signed | {"signature": key.sign(written(signed)).hex()}


def read(content: bytes, limit: int = LIMIT) -> dict[str, Any]:
    """The document in some bytes, when it is written as we write and its signature fits the key it names."""
    if len(content) > limit:
        raise Unreadable("It is too large.")
    try:
        document = json.loads(content.decode("utf-8"), parse_float=_no_fraction, parse_constant=_no_fraction)
        same = isinstance(document, dict) and _depth(document) <= DEEPEST and written(document) == content
    except (ValueError, RecursionError):
        raise Unreadable("It is not a file that Groundswell wrote.") from None
    if not same:
        raise Unreadable("It was changed after it was written.")
    check(document)
    return document


def check(document: dict[str, Any]) -> None:
    """The signature of a document that was taken out of another one."""
    try:
        public, signature = document["key"], document["signature"]
        rest = {name: value for name, value in document.items() if name != "signature"}
        if bytes.fromhex(public).hex() != public or bytes.fromhex(signature).hex() != signature:
            raise ValueError
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), written(rest))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidSignature):
        raise Unreadable("Its signature does not fit: it was changed, or it is not whole.") from None


def _no_fraction(text: str) -> Any:
    raise ValueError(text)


def _depth(value: Any, so_far: int = 0) -> int:
    if so_far > DEEPEST or not isinstance(value, dict | list):
        return so_far
    inside = value.values() if isinstance(value, dict) else value
    return max((_depth(one, so_far + 1) for one in inside), default=so_far + 1)
