"""Reading a text the way a person sees it, without losing where each letter stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a code point is read as: one plainer character, or None to look through it.
Lookalikes = Mapping[int, str | None]

_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


@dataclass(frozen=True, slots=True)
class Plain:
    """A text made plain: `clean` keeps capitals, `folded` is the same with A-Z lowered.

    Both have the same length. `origin` gives the place in the original of each of their
    characters, and is None when none was looked through.
    """

    original: str
    clean: str
    folded: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original, marks that cling to its last letter included."""
        if self.origin is None:
            return start, end
        after = self.origin[end] if end < len(self.origin) else len(self.original)
        return self.origin[start], after


def made_plain(text: str, lookalikes: Lookalikes) -> Plain:
    """Look through the tricks of Unicode; any string is accepted, lone surrogates too."""
    clean = text.translate(lookalikes)
    origin = None
    if len(clean) < len(text):
        origin = tuple(place for place, letter in enumerate(text) if _is_kept(letter, lookalikes))
    return Plain(text, clean, clean.translate(_LOWER), origin)


def _is_kept(letter: str, lookalikes: Lookalikes) -> bool:
    return lookalikes.get(ord(letter), letter) is not None
