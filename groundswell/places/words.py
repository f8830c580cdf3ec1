"""Finding by first letters: which words lead to a place, and which place is likelier meant. Pure."""

from __future__ import annotations

import re
import unicodedata

from groundswell.places.models import Kind, Status

FEWEST_LETTERS = 3
MOST_WORDS = 6
LONGEST = 40
SILENT = frozenset("the and of at for in".split())
COMMON = frozenset(
    "ambulance and care central centre children community east foundation general health healthcare hospital hospitals "
    "mental north partnership royal service services social south teaching trust university west".split()
)
APOSTROPHES = re.compile("['’`]")
PART = re.compile(r"[a-z0-9]+")
OUTWARD, INWARD = re.compile(r"[a-z]{1,2}\d[a-z\d]?\Z"), re.compile(r"\d[a-z]{0,2}\Z")

# Lighter is better.
BY_KIND = {
    Kind.TRUST: 0, Kind.PRACTICE: 0, Kind.ICB: 2, Kind.REGION: 2, Kind.SITE: 2, Kind.SUB_ICB: 3,
    Kind.HEALTH_BOARD: 3, Kind.NETWORK: 4, Kind.COMMISSIONER: 7, Kind.CENTRE: 8, Kind.COUNCIL: 3, Kind.CHARITY: 4,
}  # fmt: skip
TEAM, LATER_WORD, OF_ITS_PLACE, DORMANT, CLOSED, LETTERS = 2, 1, 6, 15, 30, 100
WEIGHT_OF_CLOSED = CLOSED * LETTERS  # every open place is lighter
BY_STATUS = {Status.ACTIVE: 0, Status.INACTIVE: CLOSED + 1}  # a namesake weighs one less


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
    *,
    name: str,
    kind: str,
    status: str,
    code: str | None = "",
    postcode: str = "",
    parent: str = "",
    of_place: str = "",
) -> dict[str, int]:
    """Each word under which a place is found, with its weight.

    `parent` is the name above a site: of several sites in one building the one that shares its trust's name is likelier
    meant. `of_place` are the names above a team, under which it is found too.
    """
    base = BY_KIND.get(kind, TEAM) + BY_STATUS.get(status, DORMANT)  # type: ignore[call-overload]
    base -= 1 if kind == Kind.SITE and _is_namesake(name, parent) else 0
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


def _is_namesake(name: str, parent: str) -> bool:
    return any(len(part) > 3 and part not in COMMON for part in {*parts(name)} & {*parts(parent)})


def _lightest(words: dict[str, int], part: str, weight: int) -> None:
    if len(part) > 1 and part not in SILENT:
        words[part[:LONGEST]] = min(weight, words.get(part[:LONGEST], weight))
