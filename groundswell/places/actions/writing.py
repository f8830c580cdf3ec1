"""Carrying out a comparison: few statements, many rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from typing import Any

from groundswell.places.actions.comparing import FACTS, Comparison, Stored
from groundswell.places.bulk import change, pour
from groundswell.places.models import ORGANISATIONS, FormerName, Link, Parentage, Place, Role, Succession, Word
from groundswell.places.ods import Body, Problem
from groundswell.places.tree import Tree
from groundswell.places.words import leading_to

Progress = Callable[[int, int, str], None]
Step = Callable[[Comparison, dict[str, int]], None]
EARLIER = timedelta(days=1)


def write(found: Comparison, say: Progress) -> None:
    steps: tuple[tuple[str, Step], ...] = (
        ("Writing organisations and sites", _places),
        ("Working out the tree", _tree),
        ("Writing who belongs to whom", _parentages),
        ("Writing roles and memberships", _others),
        ("Writing the words to find them by", _words),
    )
    ids: dict[str, int] = {}
    for done, (doing, step) in enumerate(steps):
        say(len(steps) + done, 2 * len(steps), doing)
        step(found, ids)
    say(1, 1, "Done")


def _places(found: Comparison, ids: dict[str, int]) -> None:
    fields = ("key", "ods_code", *FACTS, "source", "path")
    pour(Place, fields, ((b.code, b.code, *_facts(b), b.source, "") for b in found.new))
    change(Place, (*FACTS, "source"), ((*_facts(b), b.source, s.pk) for s, b in found.different))
    renamed = [(s.pk, s.name, found.day - EARLIER) for s, b in found.different if s.name and s.name != b.name]
    pour(FormerName, ("place", "name", "until"), renamed)
    ids |= {str(code): pk for code, pk in Place.objects.exclude(ods_code=None).values_list("ods_code", "pk")}


def _facts(body: Body) -> Iterator[Any]:
    return (str(value) if isinstance(value := getattr(body, fact), str) else value for fact in FACTS)


def _tree(found: Comparison, ids: dict[str, int]) -> None:
    """Bring parent, organisation and path of every place up to date, teams included."""
    rows = Place.objects.values_list("pk", "parent", "organisation", "path", "kind")
    before = {pk: (parent, organisation, path) for pk, parent, organisation, path, kind in rows}
    parents = {pk: stand[0] for pk, stand in before.items()}
    for code, parent in _parents_said(found):
        parents[ids[code]] = ids[parent]
    tree = Tree(parents, {row[0] for row in rows if row[4] in ORGANISATIONS}).grow()
    _refuse_circles(found, tree, ids)
    after = ((pk, (parents[pk], *tree.stands[pk])) for pk in before)
    change(Place, ("parent", "organisation", "path"), [(*stand, pk) for pk, stand in after if stand != before[pk]])


def _parents_said(found: Comparison) -> Iterable[tuple[str, str]]:
    bodies = [*found.new, *(body for _stored, body in found.moved)]
    return ((body.code, body.parent) for body in bodies if body.parent)


def _refuse_circles(found: Comparison, tree: Tree, ids: dict[str, int]) -> None:
    """Files that make a body its own ancestor are wrong: say where, and load nothing of them."""
    if tree.circular:
        codes = {pk: code for code, pk in ids.items()}
        bad = [found.book.bodies[codes[pk]] for pk in tree.circular if codes.get(pk) in found.book.bodies]
        raise CircularFiles([Problem(*body.at, f"{body.code} would belong to itself") for body in bad])


class CircularFiles(ValueError):
    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(str(problem) for problem in problems) or "the tree has a circle")
        self.problems = problems


def _parentages(found: Comparison, ids: dict[str, int]) -> None:
    new = [(ids[body.code], ids[body.parent], body.parent_since) for body in found.new if body.parent]
    ended, corrected = [], []
    for stored, body in found.moved:
        since = _moved_on(found, stored, body)
        if stored.parentage and stored.since and since and since <= stored.since:
            corrected.append((ids[body.parent], since, stored.parentage))
            continue
        if stored.parentage:
            ended.append(((since or found.day) - EARLIER, stored.parentage))
        new.append((stored.pk, ids[body.parent], since))
    change(Parentage, ("until",), ended)
    change(Parentage, ("parent", "since"), corrected)
    change(Parentage, ("since",), [(body.parent_since, stored.parentage) for stored, body in found.dated])
    pour(Parentage, ("place", "parent", "since"), new)


def _moved_on(found: Comparison, stored: Stored, body: Body) -> Any:
    """The day the file gives, or the day of loading; a first parent has held since a day nobody says."""
    return body.parent_since or (found.day if stored.parent else None)


def _others(found: Comparison, ids: dict[str, int]) -> None:
    change(Role, ("until",), found.ended_roles)
    pour(Role, ("place", "code", "since", "until"), ((ids[code], *_role(held)) for code, held in found.new_roles))
    change(Link, ("until",), found.ended_links)
    links = ((ids[place], ids[network], since, until) for place, network, since, until in found.new_links)
    pour(Link, ("place", "network", "since", "until"), links)
    change(Succession, ("on", "inferred"), found.dated_takeovers)
    takeovers = ((ids[before], ids[after], on, inferred) for before, after, on, inferred in found.new_takeovers)
    pour(Succession, ("before", "after", "on", "inferred"), takeovers)


def _role(held: Any) -> tuple[Any, ...]:
    return (held.code, held.since, held.until)


def _words(found: Comparison, ids: dict[str, int]) -> None:
    stale = [stored.pk for stored, _body in found.different]
    for start in range(0, len(stale), 500):
        Word.objects.filter(place__in=stale[start : start + 500]).delete()
    bodies = [*found.new, *(body for _stored, body in found.different)]
    pour(Word, ("word", "place", "weight"), (row for body in bodies for row in _words_of(found, body, ids[body.code])))


def _words_of(found: Comparison, body: Body, pk: int) -> Iterator[tuple[str, int, int]]:
    above = found.book.bodies.get(body.parent) or found.known.get(body.parent)
    words = leading_to(
        name=body.name, kind=body.kind, status=body.status, code=body.code, postcode=body.postcode,
        parent=above.name if above else "",
    )  # fmt: skip
    return ((word, pk, weight) for word, weight in words.items())
