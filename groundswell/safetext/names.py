"""Whose name is this? Runs of capitalised words, weighed by what stands around them.

No list of names is kept. A word is a name when it is written like one, is no ordinary word of the NHS,
and what stands before and after it speaks of a patient or a relative rather than of staff or a thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .plain import Plain

_LONGEST = 5
_ALWAYS_TITLES = frozenset(("mr", "mrs", "ms"))
_SETTLED = 3.5  # whatever else the sentence says
_NO_SURNAME = frozenset(("and", "or", "men", "xx", "xxx", "xxxx"))
_SMALL = re.compile("[a-zß-öø-ÿ]")

_SORTS_OF_CLUES = {"titled": ("any",)} | dict.fromkeys(("single", "small_single"), ("any", "untitled", "single"))

Clue = tuple[float, re.Pattern[str]]
NameClue = tuple[float, str, re.Pattern[str]]  # the middle says for which names: any, untitled or single


@dataclass(frozen=True, slots=True)
class Names:
    """What rules.json says of names, ready to run."""

    kind: str
    titled_kind: str
    run: re.Pattern[str]
    part: re.Pattern[str]
    surname_first: re.Pattern[str]
    sentence_end: re.Pattern[str]
    small: re.Pattern[str]
    small_cue: re.Pattern[str]
    small_ending: re.Pattern[str]
    joined: re.Pattern[str]
    ending: re.Pattern[str]
    shapes: Mapping[str, float]
    needed: float
    window: int
    staff: float
    thing: float
    beside: float
    beside_within: int
    around_within: int
    around: Sequence[Clue]
    before: Sequence[NameClue]
    after: Sequence[NameClue]
    words: Mapping[str, frozenset[str]]


class Part(NamedTuple):
    """One capitalised word: where it stands and what sort it is."""

    start: int
    end: int
    word: str  # lowered, without the dot of an initial
    sort: str  # title, staff, thing, ordinary, initial, capitals or name


class Candidate(NamedTuple):
    """Words that may be a name; `start` includes a title."""

    start: int
    end: int
    shape: str
    weight: float


def names_in(plain: Plain, names: Names, found: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, str]]:
    """Start, end and kind of each name of a patient or relative; `found` is what other rules marked."""
    last_end, last_staff = -1, False
    for candidate in sorted((*_candidates(plain, names), *_small_candidates(plain, names))):
        weight = candidate.weight + _weigh(plain, names, candidate)
        joined = last_end >= 0 and names.joined.fullmatch(plain.folded, last_end, candidate.start)
        if joined and last_staff and candidate.shape != "titled":
            weight += names.staff
        last_end, last_staff = candidate.end, weight < 0
        if 0 < weight < names.needed and _is_beside(candidate, found, names.beside_within):
            weight += names.beside
        if weight >= names.needed and not _is_all_there_is(plain, candidate):
            yield candidate.start, candidate.end, names.titled_kind if candidate.shape == "titled" else names.kind


def _candidates(plain: Plain, names: Names) -> Iterator[Candidate]:
    reached = 0
    surname_first = [match.span() for match in names.surname_first.finditer(plain.clean)]
    for run in names.run.finditer(plain.clean):
        if run.start() < reached:
            continue
        while surname_first and surname_first[0][0] < run.start():
            surname_first.pop(0)
        if surname_first and surname_first[0][0] == run.start():
            start, end = surname_first.pop(0)
            parts = _parts(plain, names, start, end)
            if all(part.sort in ("capitals", "name", "initial") for part in parts):
                yield Candidate(start, end, "surname_first", names.shapes["surname_first"])
                reached = end
                continue
        yield from _segments(_parts(plain, names, *run.span()), names)


def _small_candidates(plain: Plain, names: Names) -> Iterator[Candidate]:
    """Names typed without capitals: words that are no English, two together or one behind a word of a patient."""
    ordinary = names.words["ordinary"]
    words = (match for match in names.small.finditer(plain.clean) if match[0] not in ordinary)
    strange = [match.span() for match in words if _is_strange(match[0], names)]
    reached = 0
    for (start, end), (after, after_end) in zip(strange, (*strange[1:], (-1, -1)), strict=False):
        if start < reached:
            continue
        if after == end + 1 and plain.clean[end] == " ":
            yield Candidate(start, after_end, "small_full", names.shapes["small_full"])
            reached = after_end
        elif names.small_cue.search(plain.folded[max(0, start - names.window) : start]):
            yield Candidate(start, end, "small_single", names.shapes["small_single"])


def _is_strange(word: str, names: Names) -> bool:
    """Is it no word of English or of the NHS, nor one of those with an ending?"""
    if _sort(word, word, names) != "name" or names.small_ending.search(word):
        return False
    return not (word.endswith("s") and word[:-1] in names.words["ordinary"])


def _parts(plain: Plain, names: Names, start: int, end: int) -> list[Part]:
    return [_part(plain, names, match.start(), match.end()) for match in names.part.finditer(plain.clean, start, end)]


def _part(plain: Plain, names: Names, start: int, end: int) -> Part:
    word = plain.folded[start:end]
    if word[-1] == ".":
        word = word[:-1]
    return Part(start, end, word, _sort(word, plain.clean[start:end], names))


def _sort(word: str, written: str, names: Names) -> str:
    words = names.words
    if word in words["titles"] and written != "MR":
        return "title"
    if word in words["staff_titles"]:
        return "staff"
    if word in words["things"] or word in words["things_before"]:
        return "thing"
    if len(word) == 1 and written != "I":
        return "initial"
    if word.split("'", 1)[0] in words["ordinary"] or word in words["titles"] or names.ending.search(word):
        return "ordinary"
    return "name" if _SMALL.search(written) else "capitals"


def _segments(parts: Sequence[Part], names: Names) -> Iterator[Candidate]:
    place = 0
    while place < len(parts):
        first = place
        while place < len(parts) and parts[place].sort == "title":
            place += 1
        begin = place
        while place < len(parts) and place - begin < _LONGEST and _goes_on(parts, place, titled=begin > first):
            place += 1
        if place > begin:
            yield from _candidate(parts, first, begin, place, names)
        elif place == first:
            place += 1


def _goes_on(parts: Sequence[Part], place: int, *, titled: bool) -> bool:
    sort = parts[place].sort
    if sort in ("name", "initial", "capitals"):
        return True
    title = parts[place - 1]
    surname = sort in ("thing", "ordinary") and parts[place].word not in _NO_SURNAME  # Mrs Ward, Mr Long
    return titled and surname and title.sort == "title" and title.word in _ALWAYS_TITLES


def _candidate(parts: Sequence[Part], first: int, begin: int, end: int, names: Names) -> Iterator[Candidate]:
    shape = _shape([part.sort for part in parts[begin:end]], titled=begin > first)
    if shape is None:
        return
    weight = names.shapes[shape]
    before = parts[first - 1] if first else None
    after = parts[end] if end < len(parts) else None
    if before and before.sort == "staff":
        weight += names.staff
    if (after and after.sort == "thing") or (before and before.word in names.words["things_before"]):
        weight += names.thing if shape != "titled" else 0
    yield Candidate(parts[first].start, parts[end - 1].end, shape, weight)


def _shape(sorts: Sequence[str], *, titled: bool) -> str | None:
    """How the name is written, or None when these are no name at all."""
    if titled:
        return "initial_last" if set(sorts) == {"initial"} else "titled"
    whole = sorts.count("name")
    if not whole:
        return None
    if whole > 1:
        return "full"
    if len(sorts) == 1:
        return "single"
    if sorts[0] == "initial":
        return "initial_first"
    if sorts[0] == "capitals":
        return "capitals_first"
    return {"initial": "initial_last", "capitals": "capitals_last"}.get(sorts[1], "full")


def _weigh(plain: Plain, names: Names, candidate: Candidate) -> float:
    before = plain.folded[max(0, candidate.start - names.window) : candidate.start]
    after = plain.folded[candidate.end : candidate.end + names.window]
    sorts = _SORTS_OF_CLUES.get(candidate.shape, ("any", "untitled"))
    weight = sum(weight for weight, sort, clue in names.before if sort in sorts and clue.search(before))
    weight += sum(weight for weight, sort, clue in names.after if sort in sorts and clue.match(after))
    settled = candidate.shape == "titled" or abs(candidate.weight + weight) >= _SETTLED
    return weight if settled else weight + _weigh_sentence(plain, names, candidate)


def _weigh_sentence(plain: Plain, names: Names, candidate: Candidate) -> float:
    """What else the sentence speaks of: somebody's illness and care, or the work."""
    before = plain.folded[max(0, candidate.start - names.around_within) : candidate.start]
    after = plain.folded[candidate.end : candidate.end + names.around_within]
    sentence = names.sentence_end.split(before)[-1] + "\0" + names.sentence_end.split(after, 1)[0]
    return sum(weight for weight, clue in names.around if clue.search(sentence))


def _is_all_there_is(plain: Plain, candidate: Candidate) -> bool:
    """A label, such as the name of a village in a table: it says nothing of anybody."""
    around = plain.clean[: candidate.start] + plain.clean[candidate.end :]
    return candidate.shape != "titled" and not around.strip()


def _is_beside(candidate: Candidate, found: Sequence[tuple[int, int]], within: int) -> bool:
    return any(0 <= start - candidate.end <= within or 0 <= candidate.start - end <= within for start, end in found)
