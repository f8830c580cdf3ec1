"""Search as somebody types it: what holds every word, the newest forty, the likest first. The same on both databases.

What holds the words themselves comes before what holds words that only begin like them, and beginnings are asked for only
when the words themselves do not fill the forty. So a common word costs no more than a rare one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from groundswell.ideas import newest
from groundswell.ideas.memory import readers, words_of
from groundswell.ideas.models import Remembered
from groundswell.ideas.words import K1, B, stem

CANDIDATES = 40
OF_TITLE = 4  # a word in the title counts as often as four in the text
HELD = """
    SELECT r.id, r.room, r.subject_id, r.title, r.address, r.text, r.outcome, r.at
    FROM ({}) AS held JOIN ideas_remembered AS r ON r.id = held.id
"""


def search(
    text: str, *, organisations: Iterable[int], above: Iterable[int] = (), limit: int = 20, offset: int = 0
) -> list[Remembered]:
    """Subjects that hold every word of `text`, or words that begin with it, the likest first. At most forty in all.

    Only what is shown to `organisations`, to who works below `above` or to everyone.
    """
    words, mine = words_of(text), readers(organisations, above)
    if not words or not mine:
        return []
    first = _held(words, mine)
    found = dict.fromkeys(first)
    if len(first) < CANDIDATES:
        found |= dict.fromkeys(_held([f"{word}*" if len(word) > 1 else word for word in words], mine))
    held = list(found)[:CANDIDATES]
    likeness, whole = Likeness.of(words, held), {row.pk for row in first}
    held.sort(key=lambda row: (row.pk in whole, likeness(row), row.at), reverse=True)
    return held[offset : offset + limit]


def _held(words: list[str], mine: list[str]) -> list[Remembered]:
    """The newest rows that hold all `words`, newest first."""
    asked, params = newest.statement([" ".join(words)], mine, CANDIDATES)
    return sorted(Remembered.objects.raw(HELD.format(asked), params), key=lambda row: -row.pk)


@dataclass(frozen=True)
class Likeness:
    """How often each word stands in a row, dampened as BM25 does. Every row holds every word, so none tells more than another."""

    begins: list[re.Pattern[str]]
    usual: float

    @classmethod
    def of(cls, words: list[str], rows: Sequence[Remembered]) -> Likeness:
        begins = [re.compile(rf"(?<![^\W_]){re.escape(stem(word))}", re.IGNORECASE) for word in words]
        return cls(begins, sum(len(row.text) for row in rows) / max(len(rows), 1) or 1)

    def __call__(self, row: Remembered) -> float:
        long = K1 * (1 - B + B * len(row.text) / self.usual)
        counted = [OF_TITLE * len(word.findall(row.title)) + len(word.findall(row.text)) for word in self.begins]
        return sum(times / (times + long) for times in counted)
