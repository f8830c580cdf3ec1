"""Cuts a text into the word pieces that the model was taught with (uncased BERT WordPiece).

Written out here because the usual library brings a client for a model hub and thirty megabytes with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VOCABULARY = Path(__file__).parent / "data" / "vocab.txt"
MOST_PIECES = 256
LONGEST_WORD = 100
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
UNSEEN = ("Cc", "Cf", "Cs", "Co")
CJK = ((0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2FA1F), (0xF900, 0xFAFF))


@cache
def vocabulary() -> dict[str, int]:
    """Each piece and its number: the line it stands on."""
    return {piece: number for number, piece in enumerate(VOCABULARY.read_text("utf-8").split("\n"))}


def pieces(text: str) -> list[int]:
    """The numbers of the pieces of `text`, with a start and an end, at most 256."""
    known = vocabulary()
    found = [number for word in words(text) for number in _cut(word, known)]
    return [known[START], *found[: MOST_PIECES - 2], known[END]]


def words(text: str) -> Iterator[str]:
    """Lower case without accents, cut at blanks and around each mark and each Chinese character."""
    for run in "".join(map(_plain, text)).lower().split():
        word = ""
        for letter in unicodedata.normalize("NFD", run):
            if unicodedata.category(letter) == "Mn":
                continue
            if _stands_alone(letter):
                yield from filter(None, (word, letter))
                word = ""
            else:
                word += letter
        if word:
            yield word


def _plain(letter: str) -> str:
    """Blanks become spaces; what cannot be seen goes."""
    if letter in "\t\n\r" or unicodedata.category(letter) == "Zs":
        return " "
    return "" if letter == "\ufffd" or unicodedata.category(letter) in UNSEEN else letter


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return not letter.isalnum()
    return unicodedata.category(letter)[0] == "P" or any(first <= ord(letter) <= last for first, last in CJK)


def _cut(word: str, known: dict[str, int]) -> list[int]:
    """The longest known beginning, then the longest known continuation, and so on; one `unknown` when that fails."""
    found: list[int] = []
    start = 0
    while start < len(word) <= LONGEST_WORD:
        lead = "##" if start else ""
        end = next((end for end in range(len(word), start, -1) if lead + word[start:end] in known), 0)
        if not end:
            return [known[UNKNOWN]]
        found.append(known[lead + word[start:end]])
        start = end
    return found or [known[UNKNOWN]]
