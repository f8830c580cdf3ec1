"""Details that name nobody, and together tell colleagues who it is: a bed and a day, an only patient, local fame."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .names import Clue
from .plain import Plain

_WORD = re.compile("[a-z0-9]")


@dataclass(frozen=True, slots=True)
class Combinations:
    """Clues with their weights: `needed` of them in one sentence, about one person (`anchor`), are too many."""

    kind: str
    needed: float
    sentence_end: re.Pattern[str]
    anchor: re.Pattern[str]
    clues: Sequence[Clue]


def combinations_in(plain: Plain, rules: Combinations) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each, from the first clue of its sentence to the last."""
    if not rules.anchor.search(plain.folded):
        return
    for start, end in _sentences(plain.folded, rules.sentence_end):
        sentence = plain.folded[start:end]
        if not rules.anchor.search(sentence):
            continue
        matches = [(weight, match) for weight, clue in rules.clues if (match := clue.search(sentence))]
        if sum(weight for weight, _ in matches) >= rules.needed:
            first = min(match.start() for _, match in matches)
            first += not _WORD.match(sentence, first)  # the sign before the first word
            yield start + first, start + max(match.end() for _, match in matches), rules.kind


def _sentences(text: str, ends: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for end in ends.finditer(text):
        yield start, end.start()
        start = end.end()
    yield start, len(text)
