"""Who is meant by `@` and a name in a comment. Plain functions; who may be meant is asked of the room above."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from groundswell.people.models import Membership, Person

MOST = 5  # in one comment
WORD = r"[^\W\d_][\w'’-]*"
AT = re.compile(rf"(?:^|(?<=[\s(]))@({WORD}\.?(?: {WORD}){{0,3}})")
Find = Callable[[str], list[Membership]]


@dataclass(frozen=True)
class Meant:
    """What was typed after one `@`, and whom it may mean among those who can read it: nobody, one, or several."""

    typed: str
    rows: tuple[Membership, ...]
    sure: bool = True  # a name cut short is asked about, also where only one has it

    @property
    def person(self) -> Person | None:
        return self.rows[0].person if len(self.rows) == 1 and self.sure else None


def meant_in(text: str, find: Find) -> list[Meant]:
    """Each `@` once, in the order typed."""
    typed = list(dict.fromkeys(AT.findall(text)))
    return [_meant(one, find) for one in typed[:MOST]]


def _meant(typed: str, find: Find) -> Meant:
    """As many words as make a name, from four down to one."""
    words = typed.split()
    for number in range(len(words), 0, -1):
        name = [word.rstrip(".").casefold() for word in words[:number]]
        found = [(row, _parts(row.person.called)) for row in find(" ".join(name))]
        whole = [row for row, parts in found if set(name) <= set(parts)]
        exact = [row for row in whole if row.person.called.casefold() == " ".join(words[:number]).casefold()]
        if whole:
            return Meant(" ".join(words[:number]), tuple(exact or whole))
        cut = [
            row
            for row, parts in found
            if number == 1 and len(name[0]) > 1 and any(p.startswith(name[0]) for p in parts)
        ]
        if cut:
            return Meant(words[0], tuple(cut), sure=False)
    return Meant(words[0], ())


def _parts(called: str) -> list[str]:
    return [part.rstrip(".").casefold() for part in called.split()]


def written(text: str, typed: str, person: Person) -> str:
    """With the whole name where a part of it was typed."""
    return re.sub(rf"(^|(?<=[\s(]))@{re.escape(typed)}(?!\w)", lambda _found: f"@{person.called}", text)
