"""Finding by first letters: which words lead to a place, and which place is likelier meant. Pure."""

from __future__ import annotations

import re
import unicodedata

from groundswell.places.models import Kind, Status

FEWEST_LETTERS = 3
MOST_WORDS = 6
LONGEST = 40
SILENT = frozenset("the and of at for in".split())
APOSTROPHES = re.compile("['’`]")
PART = re.compile(r"[a-z0-9]+")
OUTWARD, INWARD = re.compile(r"[a-z]{1,2}\d[a-z\d]?\Z"), re.compile(r"\d[a-z]{0,2}\Z")

# Lighter is better. One step of kind weighs less than starting with the word typed.
BY_KIND = {
    Kind.TRUST: 0, Kind.PRACTICE: 0, Kind.ICB: 2, Kind.REGION: 2, Kind.SITE: 2, Kind.SUB_ICB: 3,
    Kind.HEALTH_BOARD: 3, Kind.NETWORK: 4, Kind.COMMISSIONER: 7, Kind.CENTRE: 8,
}  # fmt: skip
TEAM, LATER_WORD, OF_ITS_PLACE, NOT_OPEN, LETTERS = 2, 3, 6, 30, 100


def parts(text: str) -> list[str]:
    """Lower-case words without accents and apostrophes: `King's Mill` is `kings`, `mill`."""
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text).lower())
    return PART.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def asked_for(text: str) -> list[str]:
    """The words to look for; a postcode typed with its space is one word. Empty when too little was typed."""
    found: list[str] = []
    for part in parts(text):
        if found and OUTWARD.match(found[-1]) and INWARD.match(part):
            found[-1] += part
        else:
            found.append(part[:LONGEST])
    telling = [part for part in found if part not in SILENT] or found
    wanted = list(dict.fromkeys(telling))[:MOST_WORDS]
    return wanted if any(len(part) >= FEWEST_LETTERS for part in wanted) else []


def leading_to(
    *, name: str, kind: str, status: str, code: str | None = "", postcode: str = "", of_place: str = ""
) -> dict[str, int]:
    """Each word under which a place is found, with its weight. `of_place` is the name of where a team belongs."""
    base = BY_KIND.get(kind, TEAM) + (0 if status == Status.ACTIVE else NOT_OPEN)  # type: ignore[call-overload]
    tail = min(len(name), LETTERS - 1)
    words: dict[str, int] = {}
    for part in (*[(code or "").lower()], "".join(parts(postcode))):
        if part:
            words[part[:LONGEST]] = base * LETTERS + tail
    for position, part in enumerate(parts(name)):
        step = LATER_WORD if position else 0
        _lightest(words, part, (base + step) * LETTERS + tail)
    for part in parts(of_place):
        _lightest(words, part, (base + OF_ITS_PLACE) * LETTERS + tail)
    return words


def _lightest(words: dict[str, int], part: str, weight: int) -> None:
    if len(part) > 1 and part not in SILENT:
        words[part[:LONGEST]] = min(weight, words.get(part[:LONGEST], weight))
