"""What is like a text, among what somebody may find: by its words always, and by its meaning where the model is installed.

Meaning leads and words help: the nearness of two vectors (cosine) and a tenth of the score by words. Adding up ranks instead
of scores did worse. Without the model, words alone decide.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from groundswell.ideas import memory, words
from groundswell.ideas.meaning import model
from groundswell.ideas.models import Meaning, Remembered

if TYPE_CHECKING:
    from groundswell.ideas.meaning.shelves import Shelves

SHORTLIST = 200
OF_WORDS = 0.1
OF_FEW_WORDS, FEW = 0.3, 5  # a handful of words is a search rather than a sentence: the words themselves say more
NOT_YET_MEANT = 0.5  # a text whose meaning is not worked out yet counts half of its words' score
LIKELY = 0.45  # below this the two are strangers: about one true pair in a hundred lies there
LIKELY_BY_WORDS = 0.15  # of the telling words' weight


@dataclass(frozen=True)
class Alike:
    """Something found. `likely`: alike enough to show to somebody who did not ask for it."""

    row: Remembered
    likely: bool


def alike(
    text: str, *, organisations: Iterable[int], above: Iterable[int] = (), limit: int = 5, but: Collection[tuple[str, str]] = (),
    by_words: bool = False,
) -> list[Alike]:  # fmt: skip
    """What is most like `text` and shown to one of `organisations`, to who works below `above` or to everyone, likest first.

    `but`: rooms and ids that are left out. `by_words`: leave meaning aside. Who works nowhere finds nothing.
    """
    mine = memory.readers(organisations, above)
    if not mine or not text.strip():
        return []
    found = words.ranked(text, mine)
    if by_words or not model.ready():
        scores = {pk: (score.bm25, score.shared >= LIKELY_BY_WORDS) for pk, score in found.items()}
    else:
        scores = _by_meaning(text, mine, found)
    best = sorted(scores, key=lambda pk: (-scores[pk][0], -pk))[: limit + len(but)]
    rows = Remembered.objects.in_bulk(best)
    shown = [rows[pk] for pk in best if pk in rows and (rows[pk].room, rows[pk].subject_id) not in but]
    return [Alike(row, scores[row.pk][1]) for row in shown[:limit]]


def _by_meaning(text: str, mine: list[str], found: dict[int, words.Score]) -> dict[int, tuple[float, bool]]:
    """The scores of the shortlist and of what shares words, and whether they are likely."""
    asked = model.vector(text)
    shelves = _shelves(model.name())
    listed = shelves.nearest(model.code(asked), mine, SHORTLIST)
    near = _cosines(asked, {*listed, *found}, mine)
    if gone := set(listed) - set(near):
        shelves.drop(gone, mine)
    most = max((score.bm25 for score in found.values()), default=1.0) or 1.0
    of_words = OF_FEW_WORDS if len(text.split()) <= FEW else OF_WORDS
    scores = {}
    for pk in {*near, *found}:
        by_words = found[pk].bm25 / most if pk in found else 0.0
        score = near[pk] + of_words * by_words if pk in near else NOT_YET_MEANT * by_words
        scores[pk] = (score, score >= LIKELY if pk in near else found[pk].shared >= LIKELY_BY_WORDS)
    return scores


def _cosines(asked, ids: Collection[int], mine: Iterable[str]) -> dict[int, float]:  # type: ignore[no-untyped-def]
    """How near each is (-1 to 1), of those that are still there and shown to the reader."""
    import numpy as np

    readers = set(mine)
    rows = Meaning.objects.filter(pk__in=ids, model=model.name()).values_list("pk", "vector", "remembered__shown")
    kept = [(pk, bytes(vector)) for pk, vector, shown in rows if not readers.isdisjoint(shown.split())]
    if not kept:
        return {}
    table = np.frombuffer(b"".join(vector for _, vector in kept), np.int8).reshape(len(kept), -1).astype(np.float32)
    query = asked.astype(np.float32)
    near = table @ query / (np.linalg.norm(table, axis=1) * np.linalg.norm(query) + 1e-9)
    return dict(zip((pk for pk, _ in kept), near.tolist(), strict=True))


@cache
def _shelves(name: str) -> Shelves:
    from groundswell.ideas.meaning.shelves import Shelves

    return Shelves(name)
