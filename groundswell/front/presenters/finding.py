"""What a search shows: title, a piece of the words with the hits marked, what came of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from groundswell.ideas.memory import words_of
from groundswell.ideas.models import Remembered

AROUND = 90

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
    hits = hits_of(tuple(words_of(text)))
    return [_card(row, hits) for row in found]


def _card(row: Remembered, hits: re.Pattern[str]) -> FoundCard:
    plain = " ".join(row.text.split())
    excerpt = (
        "" if plain[: len(row.title) - 2] == row.title[:-2].rstrip(" …") and len(plain) < 100 else around(plain, hits)
    )
    kinds = {"ideas": _("Idea"), "changes": _("Change"), "stories": _("Story")}
    return FoundCard(row.address, kinds.get(row.room, ""), marked(row.title, hits), marked(excerpt, hits), row.outcome)


def around(text: str, hits: re.Pattern[str]) -> str:
    """A piece of the text around the first word that was searched for."""
    hit = hits.search(text)
    start = max(0, hit.start() - AROUND // 2) if hit else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece = text[start : start + 2 * AROUND]
    if start + len(piece) < len(text):
        piece = piece.rsplit(" ", 1)[0] + " …"
    return f"… {piece}" if start else piece


@lru_cache(maxsize=200)
def hits_of(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words that were searched for by their first letters; the stem of a longer word counts as well (walking, walks)."""
    stems = (each[: max(4, len(each) - 3)] if len(each) > 4 else each for each in wanted)
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, stems))})[^\W_]*", re.IGNORECASE)


def marked(text: str, hits: re.Pattern[str]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    end = 0
    for found in hits.finditer(text):
        pieces += [(text[end : found.start()], False), (found.group(), True)]
        end = found.end()
    return tuple(piece for piece in (*pieces, (text[end:], False)) if piece[0])


def pager(text: str, page: int, more: bool) -> Pager:
    def there(number: int) -> str:
        return "?" + urlencode({"q": text, **({"page": number} if number else {})})

    return Pager(there(page + 1) if more else "", there(page - 1) if page else "")
