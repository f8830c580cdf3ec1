"""Likeness by words, the same on both databases: which texts hold the telling words of this one, best first.

The database's index names, for each word, the newest texts that hold it and that the reader may find. A word in too many
texts is cut short and judged from how densely it stands; two such words together are asked for as a pair. The best are then
read and scored (BM25). So the cost grows with what a reader may see of each word, never with all there is, and nothing that
the reader may not see has a part in it.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import combinations

from groundswell.ideas import newest
from groundswell.ideas.memory import COMMON, WORD, words_of
from groundswell.ideas.models import Remembered

MOST_WORDS = 32
NEWEST = 1000  # texts a word may name; one in more is common
PAIRED = 200  # texts two common words may name together
TELLING = 3  # common words that are paired, those in the fewest texts
CANDIDATES = 120
K1, B = 1.2, 0.75  # BM25's usual dampers of repetition and of length
ENDINGS = ("ingly", "edly", "ings", "ies", "ing", "ely", "ed", "es", "ly", "s", "e", "y")


@dataclass(frozen=True)
class Asked:
    """A word of the text that was asked about. `weight` is higher the fewer texts hold it, 0 when none does."""

    stem: str
    beginning: bool
    weight: float
    common: bool = False

    def times(self, counted: Counter[str]) -> int:
        if self.beginning:
            return sum(number for stem, number in counted.items() if stem.startswith(self.stem))
        return counted[self.stem]


@dataclass(frozen=True)
class Score:
    """How alike by words: BM25, and the share of the telling words that both hold (0 to 1)."""

    bm25: float
    shared: float


def ranked(text: str, mine: Sequence[str]) -> dict[int, Score]:
    """Ids of what shares words with `text`, best first, at most 120, among what is shown to one of `mine`."""
    words = words_of(text, MOST_WORDS)
    named = newest.holding(words, mine, NEWEST) if words else {}
    unknown = [place for place, word in enumerate(words) if place not in named and len(word) > 4]
    if unknown:  # mistyped, or another form: its first letters may still say what was meant
        found = newest.holding([_beginning(words[place]) + "*" for place in unknown], mine, PAIRED)
        named |= {unknown[place]: ids for place, ids in found.items()}
    if not named:
        return {}
    last = max(ids[0] for ids in named.values())
    asked = {
        place: Asked(
            _beginning(words[place]) if place in unknown else stem(words[place]), place in unknown,
            _weight(ids, last), len(ids) >= NEWEST,
        )
        for place, ids in named.items()
    }  # fmt: skip
    return _scored(_candidates(words, named, asked, mine), list(asked.values()))


def stem(word: str) -> str:
    """The word without its commonest endings; it need only be the same on both sides."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def _stems(text: str) -> Iterator[str]:
    return (stem(word) for found in WORD.findall(text) if (word := found.lower()) not in COMMON)


def _beginning(word: str) -> str:
    return word[: max(4, len(word) * 2 // 3)]


def _weight(ids: list[int], last: int) -> float:
    """How telling a word is. Of one that was cut short we know how far back its newest texts reach."""
    reach = last - ids[-1] + 1 if len(ids) >= NEWEST else last
    return math.log(1 + max(reach, len(ids)) / len(ids))


def _candidates(
    words: list[str], named: dict[int, list[int]], asked: dict[int, Asked], mine: Sequence[str]
) -> list[int]:
    """The texts that hold the most telling words, or two common ones."""
    weight: defaultdict[int, float] = defaultdict(float)
    for place, ids in named.items():
        for pk in ids:
            weight[pk] += asked[place].weight
    common = nlargest(TELLING, [place for place in asked if asked[place].common], key=lambda place: asked[place].weight)
    pairs = list(combinations(common, 2))
    if pairs:
        found = newest.holding([f"{words[one]} {words[two]}" for one, two in pairs], mine, PAIRED)
        for number, ids in found.items():
            for pk in ids:
                weight[pk] = max(weight[pk], sum(asked[place].weight for place in pairs[number]))
    return nlargest(CANDIDATES, weight, key=lambda pk: (weight[pk], pk))


def _scored(ids: list[int], asked: list[Asked]) -> dict[int, Score]:
    """Reads the candidates and scores them by BM25."""
    texts = Remembered.objects.filter(pk__in=ids).values_list("pk", "title", "text")
    counted = {
        pk: Counter(_stems(text if text.startswith(title) else f"{title} {text}")) for pk, title, text in texts
    }  # fmt: skip
    usual = sum(stems.total() for stems in counted.values()) / max(len(counted), 1) or 1
    whole = sum(word.weight for word in asked) or 1
    scores = {}
    for pk, stems in counted.items():
        long = K1 * (1 - B + B * stems.total() / usual)
        held = [(word.weight, times) for word in asked if (times := word.times(stems))]
        bm25 = sum(weight * times * (K1 + 1) / (times + long) for weight, times in held)
        scores[pk] = Score(bm25, sum(weight for weight, _ in held) / whole)
    best = sorted(scores, key=lambda pk: (-scores[pk].bm25, -pk))
    return {pk: scores[pk] for pk in best}
