"""The rules file, read and made ready to run.

The patterns keep to what Python's `re` and JavaScript's `u` flag read alike, so that a page and
the server mark the same words: no \\b, \\d, \\s, \\w, no named groups, no flags, and nothing that looks
behind, which Safari before 16.4 cannot read. `left` says what may not stand just before a match instead.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .checks import CHECKS, Check
from .combinations import Combinations
from .names import Clue, NameClue, Names
from .plain import Lookalikes

RULES_FILE = Path(__file__).parent / "static" / "safetext" / "rules.json"  # the page reads the same file

_UP_TO_HERE = r")(?![\s\S])"
_LETTER_OR_DIGIT = "[A-Za-z0-9À-ÖØ-öø-ɏ]"
_FRAGMENT = re.compile(r"\{\{([a-z_]+)\}\}")


class BadRules(ValueError):
    """The rules do not fit together; the message says which part and why."""


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of finding is spoken of: "an NHS number", "[a patient's number]", the advice."""

    name: str
    called: str
    mask: str
    advice: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and what must be true around it.

    Group 1 is what gets marked, or the whole match where there is none. `theirs` and `not_theirs`
    are words before it: the nearest decides. `needs_theirs` refuses a match without any of them.
    """

    name: str
    kind: str
    keeps_case: bool
    pattern: re.Pattern[str]
    check: Check | None
    limits: tuple[int, ...]
    theirs: re.Pattern[str] | None
    not_theirs: re.Pattern[str] | None
    needs_theirs: bool
    window: int
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Patterns:
    """Everything `findings` needs. Make one with `patterns_from`, or use `DEFAULT`."""

    kinds: Mapping[str, Kind]
    rules: tuple[Rule, ...]
    names: Names
    combinations: Combinations
    lookalikes: Lookalikes
    masks: re.Pattern[str]
    own_number: Mapping[str, Any]  # what every rule for an organisation's own numbers has, but for its pattern
    fragments: Mapping[str, str]


def patterns_from(data: Mapping[str, Any]) -> Patterns:
    """Make rules of the shape of rules.json ready to run; BadRules says what is wrong with them."""
    try:
        kinds = {name: Kind(name, **words) for name, words in data["kinds"].items()}
        rules = tuple(_rule(entry, data["fragments"], kinds) for entry in data["rules"])
        masks = re.compile("|".join(re.escape(mask) for mask in sorted({kind.mask for kind in kinds.values()})))
        names = _names(data["names"], data["words"], data["fragments"], data["combinations"]["sentence_end"])
        combinations = _combinations(data["combinations"], data["fragments"])
        alike, own = _lookalikes(data["lookalikes"]), data["own_number"]
        return Patterns(kinds, rules, names, combinations, alike, masks, own, data["fragments"])
    except BadRules:
        raise
    except (KeyError, TypeError, ValueError, AttributeError, re.error) as wrong:
        raise BadRules(f"These rules cannot be read: {wrong!r}") from wrong


def read_patterns(file: Path) -> Patterns:
    """Read a rules file; OSError when it is not there, BadRules when it is not one."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as wrong:
        raise BadRules(f"{file.name} is not JSON: {wrong}") from wrong
    return patterns_from(data)


def rule_from(entry: Mapping[str, Any], patterns: Patterns) -> Rule:
    """One more rule, of the shape of those in rules.json."""
    return _rule(entry, patterns.fragments, patterns.kinds)


def _rule(entry: Mapping[str, Any], fragments: Mapping[str, str], kinds: Mapping[str, Kind]) -> Rule:
    name, kind = entry["name"], entry["kind"]
    if kind not in kinds:
        raise BadRules(f"Rule {name} is of the kind {kind}, which has no words.")
    check, *limits = entry.get("check", [None])
    if check is not None and check not in CHECKS:
        raise BadRules(f"Rule {name} asks for the check {check}, which nobody wrote.")

    def compiled(field: str, before: str = "(?:", after: str = ")") -> re.Pattern[str] | None:
        return re.compile(before + spelt_out(entry[field], fragments) + after) if field in entry else None

    whole_words = ("(?:^|[^a-z0-9])(?:", ")(?![a-z0-9])")
    left = "".join(f"(?<!{spelt_out(one, fragments)})" for one in entry.get("left", ()))
    return Rule(
        name=name,
        kind=kind,
        keeps_case=entry.get("keeps_case", False),
        pattern=re.compile(f"{left}(?:{spelt_out(entry['pattern'], fragments)})"),
        check=CHECKS.get(check),
        limits=tuple(limits),
        theirs=compiled("theirs", *whole_words),
        not_theirs=compiled("not_theirs", *whole_words),
        needs_theirs=entry.get("needs_theirs", False),
        window=entry.get("window", 40),
        unless_before=compiled("unless_before", after=_UP_TO_HERE),
        unless_after=compiled("unless_after"),
    )


def _names(data: Mapping[str, Any], words: Mapping[str, str], fragments: Mapping[str, str], sentence_end: str) -> Names:
    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(spelt_out(pattern, fragments))

    ready: dict[str, Any] = {name: compiled(data[name]) for name in ("part", "joined", "ending", "small_ending")}
    ready |= {name: compiled(f"(?<!{_LETTER_OR_DIGIT})(?:{data[name]})") for name in ("run", "surname_first", "small")}
    ready["small_cue"] = compiled(f"(?:{data['small_cue']}{_UP_TO_HERE}")
    plain = {name: value for name, value in data.items() if not isinstance(value, list) and name not in ready}
    return Names(
        **plain,
        **ready,
        sentence_end=re.compile(sentence_end),
        around=_clues(data["around"], fragments),
        before=_name_clues(data["before"], fragments, after=_UP_TO_HERE),
        after=_name_clues(data["after"], fragments),
        words={name: frozenset(listed.split(" ")) for name, listed in words.items()},
    )


def _combinations(data: Mapping[str, Any], fragments: Mapping[str, str]) -> Combinations:
    return Combinations(
        kind=data["kind"],
        needed=data["needed"],
        sentence_end=re.compile(data["sentence_end"]),
        anchor=re.compile(spelt_out(data["anchor"], fragments)),
        clues=_clues(data["clues"], fragments),
    )


def _clues(clues: Sequence[Sequence[Any]], fragments: Mapping[str, str], after: str = ")") -> tuple[Clue, ...]:
    return tuple((weight, re.compile(f"(?:{spelt_out(pattern, fragments)}{after}")) for weight, pattern in clues)


def _name_clues(clues: Sequence[Sequence[Any]], fragments: Mapping[str, str], after: str = ")") -> tuple[NameClue, ...]:
    """Clues of two parts count for any name; of three, for the sort that the middle one says."""
    sorts = [clue[1] if len(clue) > 2 else "any" for clue in clues]
    plain = _clues([(clue[0], clue[-1]) for clue in clues], fragments, after)
    return tuple((weight, sort, pattern) for sort, (weight, pattern) in zip(sorts, plain, strict=True))


def spelt_out(pattern: str, fragments: Mapping[str, str]) -> str:
    """Put the named fragments in, which may name others; BadRules for one that is not there."""
    for _ in range(5):
        if not _FRAGMENT.search(pattern):
            return pattern
        for name in _FRAGMENT.findall(pattern):
            if name not in fragments:
                raise BadRules(f"There is no fragment called {name}.")
        pattern = _FRAGMENT.sub(lambda found: f"(?:{fragments[found[1]]})", pattern)
    raise BadRules("Fragments name each other in a circle.")


def _lookalikes(data: Mapping[str, Any]) -> Lookalikes:
    read_as: dict[int, str | None] = {}
    for first, last, plain in data["one_by_one"]:
        read_as |= {code: chr(ord(plain) + code - int(first, 16)) for code in _codes(first, last)}
    for first in data["digits_from"]:
        read_as |= {int(first, 16) + digit: str(digit) for digit in range(10)}
    for first, last, plain in data["all_alike"]:
        read_as |= dict.fromkeys(_codes(first, last), plain)
    for first, last in data["nothing"]:
        read_as |= dict.fromkeys(_codes(first, last))
    return read_as


def _codes(first: str, last: str) -> range:
    return range(int(first, 16), int(last, 16) + 1)


DEFAULT = read_patterns(RULES_FILE)
