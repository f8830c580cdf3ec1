"""Public ids: short, unguessable, safe to read aloud (no 0/O, 1/l/i)."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 10  # 31**10 is about 8e14


def new_id() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def new_key() -> str:
    """A request key: 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)
