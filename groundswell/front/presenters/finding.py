"""What a search shows: title, a piece of the words with the hits marked, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from groundswell.ideas.memory import words_of
from groundswell.ideas.models import Remembered

AROUND = 90
WORD = re.compile(r"[^\W_]+", re.UNICODE)

Piece = tuple[str, bool]  # words, and whether they were searched for


@dataclass(frozen=True)
class FoundCard:
    href: str
    kind: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    outcome: str


@dataclass(frozen=True)
class Pager:
    older: str = ""
    newer: str = ""


def cards(found: list[Remembered], text: str) -> list[FoundCard]:
    wanted = words_of(text)
    return [_card(row, wanted) for row in found]


def _card(row: Remembered, wanted: list[str]) -> FoundCard:
    plain = " ".join(row.text.split())
    excerpt = (
        "" if plain[: len(row.title) - 2] == row.title[:-2].rstrip(" …") and len(plain) < 100 else around(plain, wanted)
    )
    kinds = {"ideas": _("Idea"), "changes": _("Change"), "stories": _("Story")}
    return FoundCard(
        row.address, kinds.get(row.room, ""), marked(row.title, wanted), marked(excerpt, wanted), row.outcome
    )


def around(text: str, wanted: list[str]) -> str:
    """A piece of the text around the first word that was searched for."""
    hit = next((found for found in WORD.finditer(text) if is_hit(found.group(), wanted)), None)
    start = max(0, hit.start() - AROUND // 2) if hit else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece = text[start : start + 2 * AROUND]
    if start + len(piece) < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return f"… {piece}" if start else piece


def is_hit(word: str, wanted: list[str]) -> bool:
    """Searching is by first letters; the stem of a longer word counts as well (walking, walks)."""
    low = word.lower()
    return any(
        low.startswith(each) or (len(each) > 4 and low.startswith(each[: max(4, len(each) - 3)])) for each in wanted
    )


def marked(text: str, wanted: list[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = 0
    for found in WORD.finditer(text):
        if is_hit(found.group(), wanted):
            pieces += [(text[end : found.start()], False), (found.group(), True)]
            end = found.end()
    return tuple(piece for piece in (*pieces, (text[end:], False)) if piece[0])


def pager(text: str, page: int, more: bool) -> Pager:
    def there(number: int) -> str:
        return "?" + urlencode({"q": text, **({"page": number} if number else {})})

    return Pager(there(page + 1) if more else "", there(page - 1) if page else "")
