"""Mail domains: which prove where somebody works, and which never can."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SHAPE = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+")


def domain_of(email: str) -> str:
    """The part after the last @, in small letters."""
    return email.rpartition("@")[2].strip().lower().rstrip(".")


def looks_right(domain: str) -> bool:
    return len(domain) <= 100 and _SHAPE.fullmatch(domain) is not None


def is_shared(domain: str) -> bool:
    """Do many organisations, or anyone, have addresses there? Then it says nothing about where somebody works."""
    domain = domain.lower().rstrip(".")
    return domain in _listed() or any(domain.endswith(end) for end in _listed() if end.startswith("."))


@cache
def _listed() -> frozenset[str]:
    lines = (Path(__file__).parent / "shared_domains.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))
