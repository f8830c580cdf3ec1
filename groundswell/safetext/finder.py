"""Running the rules over a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .combinations import combinations_in
from .names import names_in
from .patterns import DEFAULT, Patterns, Rule
from .plain import Plain, made_plain

_SMALL = re.compile("[a-z]")
_CALLED_OUT = 3  # spaces: fewer words in capitals are a code or initials

Span = tuple[int, int, str]  # start, end and kind, in the text made plain


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that may point to a patient.

    `start` and `end` (exclusive) count code points of the text as given; `words` is what stands
    there. `words` stays out of the repr, so that no log line can repeat it.
    """

    kind: str
    start: int
    end: int
    words: str = field(repr=False)
    advice: str


def findings(text: str, patterns: Patterns = DEFAULT) -> tuple[Finding, ...]:
    """Everything in the text that may point to a patient, in order and never overlapping.

    Any string is accepted and none makes it slow: the time grows with the length alone.
    """
    plain = _without_masks(_calm(made_plain(text, patterns.lookalikes)), patterns)
    taken = bytearray(len(plain.clean))
    found: list[Span] = []

    def take(spans: Iterable[Span]) -> None:
        for start, end, kind in spans:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                found.append((start, end, kind))

    for rule in patterns.rules:
        take(_matches(rule, plain))
    take(names_in(plain, patterns.names, tuple((start, end) for start, end, _ in found)))
    take(combinations_in(plain, patterns.combinations))
    return tuple(_finding(plain, *span, patterns) for span in sorted(found))


def _finding(plain: Plain, start: int, end: int, kind: str, patterns: Patterns) -> Finding:
    start, end = plain.span(start, end)
    return Finding(kind, start, end, plain.original[start:end], patterns.kinds[kind].advice)


def _calm(plain: Plain) -> Plain:
    """A whole text in capitals is read in small letters: there, capitals tell no names."""
    if _SMALL.search(plain.clean) or plain.clean.count(" ") < _CALLED_OUT:
        return plain
    return Plain(plain.original, plain.folded, plain.folded, plain.origin)


def _without_masks(plain: Plain, patterns: Patterns) -> Plain:
    """Blank what `masked` wrote: "[a patient's number]" is not a word about the number after it."""
    if "[" not in plain.clean:
        return plain
    clean, folded = (
        patterns.masks.sub(lambda mask: "\x00" * len(mask[0]), words) for words in (plain.clean, plain.folded)
    )
    return Plain(plain.original, clean, folded, plain.origin)


def _matches(rule: Rule, plain: Plain) -> Iterator[Span]:
    words = plain.clean if rule.keeps_case else plain.folded
    for match in rule.pattern.finditer(words):
        start, end = match.span(1 if rule.pattern.groups else 0)
        if _check_passes(rule, words[start:end]) and not _explained(rule, plain.folded, start, end):
            yield start, end, rule.kind


def _check_passes(rule: Rule, words: str) -> bool:
    return rule.check is None or rule.check(words, rule.limits)


def _explained(rule: Rule, folded: str, start: int, end: int) -> bool:
    """Do the words around it say that it is something else?"""
    before = folded[max(0, start - rule.window) : start]
    after = folded[end : end + rule.window]
    if rule.unless_before and rule.unless_before.search(before):
        return True
    if rule.unless_after and rule.unless_after.match(after):
        return True
    theirs, not_theirs = _last(rule.theirs, before), _last(rule.not_theirs, before)
    return not_theirs >= max(theirs, 0) or (rule.needs_theirs and theirs < 0)


def _last(words: re.Pattern[str] | None, before: str) -> int:
    """Where the nearest of these words ends, or -1."""
    ends = [match.end() for match in words.finditer(before)] if words else []
    return ends[-1] if ends else -1
