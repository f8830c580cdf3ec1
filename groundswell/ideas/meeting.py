"""What a meeting raised, typed or pasted as one text: which ideas stand in it."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

HOW = _(
    "An empty line begins the next idea. So does a dash, a dot or a number at the start of a line. "
    "Where there are none of these, each line is one idea."
)
# Signs that stand for nothing else need no space after them; dashes, an `o` of a word processor and numbers do.
MARK = re.compile(r"\s*(?:[•▪◦‣●○∙·☐]\s*|(?:[-–—*o]|\(?\d{1,2}[.)]|\(?[a-z]\))(?:\s+|$))")
NOTHING = re.compile(r"[\s\-–—_=*]*")  # an empty line, or one that is only drawn


def split(text: str) -> list[str]:
    """The ideas of a text in their order, without the signs that set them apart. `HOW` says the same to the writer."""
    lines = text.strip().splitlines()
    begins = [bool(NOTHING.fullmatch(line) or MARK.match(line)) for line in lines]
    ideas: list[list[str]] = [[]]
    for line, new in zip(lines, begins, strict=True):
        if new or not any(begins):
            ideas.append([])
        if not NOTHING.fullmatch(line):
            ideas[-1].append(MARK.sub("", line, count=1).strip() if new else line.strip())
    return [words for one in ideas if (words := "\n".join(filter(None, one)))]
