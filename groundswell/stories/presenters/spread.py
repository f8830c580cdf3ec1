"""Where a story went, and what came of it in all the places together: no place before another but by the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.cards import DrawnBox, Path, box_of, path_of
from groundswell.stories import tree
from groundswell.stories.models import Adoption, Story
from groundswell.stories.presenters.page import came_of_it
from groundswell.stories.queries import Adopted, Spread
from groundswell.stories.tree import Branch
from groundswell.ui.formats import day, days_between

ENOUGH = 5  # places from which on a middle value says something
PAGE = 30


@dataclass(frozen=True)
class AdoptedRow:
    where: str
    when: str
    adapted: str
    result: str


@dataclass(frozen=True)
class SpreadCard:
    """The picture, the same as a list, sentences over all who took it up, and each of them by the day."""

    sentence: str
    left_out: str
    width: int
    height: int
    boxes: tuple[DrawnBox, ...]
    paths: tuple[Path, ...]
    root: Branch
    sums: tuple[str, ...]
    rows: tuple[AdoptedRow, ...]
    newer: str = ""
    older: str = ""


def spread(story: Story, found: Spread, adopted: Sequence[Adopted], page: int = 0) -> SpreadCard:
    root, left_out = tree.cut(tree.counted(family(story, found)))
    picture, kept = tree.drawn(root), list(tree.walk(root))
    rows = adopted[page * PAGE : (page + 1) * PAGE]
    return SpreadCard(
        sentence=tree.sentence(root, left_out), left_out=_left_out(left_out), width=picture.width, height=picture.height,
        boxes=tuple(box_of(box, broken=not one.is_named, strong=one.is_this) for box, one in zip(picture.boxes, kept, strict=True)),
        paths=tuple(path_of(start, end) for start, end in picture.lines), root=root, sums=summary(adopted),
        rows=tuple(_row(one) for one in rows), newer=f"?page={page - 1}#places" if page else "",
        older=f"?page={page + 1}#places" if len(adopted) > (page + 1) * PAGE else "",
    )  # fmt: skip


def _left_out(number: int) -> str:
    if not number:
        return ""
    return ngettext("{n} more place is not drawn.", "{n} more places are not drawn.", number).format(n=number)


def family(story: Story, found: Spread) -> Branch:
    """The tree from where it first began; a place is named where a story that names it may be read."""
    first = found.first
    named = first.public_id in found.readable
    return Branch(
        first.place.in_full if named else "", came_of_it(first.worked) if named else "",
        first.get_absolute_url() if named else "", first.pk == story.pk, named, parts=_parts(first, story, found),
    )  # fmt: skip


def _parts(of: Story, story: Story, found: Spread) -> tuple[Branch, ...]:
    return tuple(_part(row, of, story, found) for row in found.taken.get(of.pk, ()))


def _part(row: Adoption, of: Story, story: Story, found: Spread) -> Branch:
    own = found.own.get(row.change_id)
    reads = own is not None and own.public_id in found.readable
    named = reads or of.public_id in found.readable
    return Branch(
        row.place.in_full if named else "", _said(row) if named else "", own.get_absolute_url() if own and reads else "",
        own is not None and own.pk == story.pk, named, parts=_parts(own, story, found) if own else (),
    )  # fmt: skip


def _said(row: Adoption | Adopted) -> str:
    return _("no result yet") if row.helped is None else came_of_it(row.helped, partly=row.partly)


def _row(one: Adopted) -> AdoptedRow:
    said = came_of_it(one.helped, partly=one.partly) if one.helped is not None else _("No result has come back yet")
    return AdoptedRow(one.place.in_full, day(one.at), one.adapted, f"{said}. {one.result}".strip())


def summary(adopted: Sequence[Adopted]) -> tuple[str, ...]:
    """How many took it up, what came of it, and how soon they began to count. Nobody is before anybody else."""
    if not adopted:
        return ()
    number, different = len(adopted), sum(bool(one.adapted) for one in adopted)
    said = [ngettext("One place took it up.", "{n} places took it up.", number).format(n=number), _results(adopted)]
    if different and number > 1:
        words = ngettext("{n} of them does something differently.", "{n} of them do something differently.", different)
        said.append(words.format(n=different))
    return (*said, _first_readings(adopted))


def _results(adopted: Sequence[Adopted]) -> str:
    held = sum(bool(one.helped) and not one.partly for one in adopted)
    mixed, not_ = sum(one.partly for one in adopted), sum(one.helped is False for one in adopted)
    early = len(adopted) - held - mixed - not_
    if len(adopted) == 1:
        said = _("It held there.") if held else _("It helped there in part.") if mixed else _("It did not help there.")
        return _("It is too early to say what came of it.") if early else said
    parts = [
        (held, _("it held at {n}")), (mixed, _("it helped in part at {n}")), (not_, _("it did not help at {n}")),
        (early, _("it is too early to say at {n}")),
    ]  # fmt: skip
    said = ", ".join(words.format(n=number) for number, words in parts if number)
    return f"{said[:1].upper()}{said[1:]}."


def _first_readings(adopted: Sequence[Adopted]) -> str:
    """The middle value only where enough places stand behind it; otherwise in words, by the slowest."""
    days = [max(0, days_between(one.at, one.first_reading_on)) for one in adopted if one.first_reading_on]
    if not days:
        return _("There is no first reading yet.")
    if len(days) >= ENOUGH:
        middle = round(median(days))
        said = ngettext(
            "Half of those who count had a first reading within {n} day.",
            "Half of those who count had a first reading within {n} days.", middle,
        )  # fmt: skip
        return said.format(n=middle)
    weeks = max(1, -(-max(days) // 7))
    if len(days) == 1:
        said = ngettext("The first reading came within {n} week.", "The first reading came within {n} weeks.", weeks)
    else:
        said = ngettext("The first readings came within {n} week.", "The first readings came within {n} weeks.", weeks)
    return said.format(n=weeks)
