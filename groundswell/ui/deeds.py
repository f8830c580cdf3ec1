"""Something to do, as `components/deeds` shows it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Deed:
    """One thing to do: a page to go to, or a button that does it."""

    text: str
    href: str
    post: bool = False
    name: str = ""
    value: str = ""
    main: bool = False
