"""Where a story went, as a tree: taken up, told there, taken up from there. Plain functions of what was found.

A place whose story somebody may not read is counted and not named. The picture is worked out by `changes.drivers`, which
puts every box beside the middle of what hangs on it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.drivers import Diagram, Driver, laid_out

MOST_BOXES = 60


@dataclass(frozen=True)
class Branch:
    """A place where it is, and the places that took it up from there. `places`: how many a box without a name stands for."""

    where: str
    said: str = ""
    href: str = ""
    is_this: bool = False
    is_named: bool = True
    places: int = 1
    parts: tuple[Branch, ...] = ()

    @property
    def words(self) -> str:
        if self.is_named:
            return f"{self.where}: {self.said}" if self.said else self.where
        said = ngettext("A place you cannot read about", "{n} places you cannot read about", self.places)
        return said.format(n=self.places)


def walk(branch: Branch) -> Iterator[Branch]:
    """Itself and all that hangs on it, as the boxes of the picture are ordered."""
    yield branch
    for part in branch.parts:
        yield from walk(part)


def size(branches: Sequence[Branch]) -> int:
    """How many places they are, with those that are only counted."""
    return sum(one.places for branch in branches for one in walk(branch))


def counted(branch: Branch) -> Branch:
    """Unnamed places with nobody named after them become one box of their parent, which says how many they are."""
    parts = [counted(part) for part in branch.parts]
    hidden = [part for part in parts if not any(one.is_named for one in walk(part))]
    shown = tuple(part for part in parts if part not in hidden)
    if not hidden:
        return replace(branch, parts=shown)
    return replace(branch, parts=(*shown, Branch("", is_named=False, places=size(hidden))))


def cut(branch: Branch, most: int = MOST_BOXES) -> tuple[Branch, int]:
    """The boxes nearest to the beginning, and how many places are left out."""
    kept, waiting = set[int](), deque([branch])
    while waiting and len(kept) < most:
        one = waiting.popleft()
        kept.add(id(one))
        waiting.extend(one.parts)
    shown = _only(branch, kept)
    return shown, size([branch]) - size([shown])


def _only(branch: Branch, kept: set[int]) -> Branch:
    return replace(branch, parts=tuple(_only(part, kept) for part in branch.parts if id(part) in kept))


def drawn(branch: Branch) -> Diagram:
    """Where the boxes stand, in the order of `walk`."""
    return laid_out(branch.words, [_box(part) for part in branch.parts])


def _box(branch: Branch) -> Driver:
    return Driver(branch.words, tuple(_box(part) for part in branch.parts))


def sentence(branch: Branch, left_out: int) -> str:
    """What the picture says, for whoever does not see it."""
    others = size([branch]) + left_out - 1
    if not others:
        return _("Nobody has taken it up yet.")
    return ngettext("It is at {n} other place.", "It is at {n} other places.", others).format(n=others)
