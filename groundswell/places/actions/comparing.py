"""What the files say against what is stored: the differences, and nothing else."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from groundswell.places.models import Link, Parentage, Place, Role, Succession
from groundswell.places.ods import Body, Book, Problem
from groundswell.places.ods.book import Held

FACTS = ("name", "kind", "subtype", "postcode", "status", "opened_on", "closed_on", "placeholder")


class Stored(NamedTuple):
    """A place with an ODS code as it is now."""

    pk: int
    name: str
    kind: str
    subtype: str
    postcode: str
    status: str
    opened_on: date | None
    closed_on: date | None
    placeholder: bool
    parent: str
    parentage: int | None
    since: date | None


@dataclass
class Result:
    added: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)

    def count(self, kind: str, outcome: str) -> None:
        getattr(self, outcome)[str(kind)] += 1


@dataclass
class Comparison:
    """`compare` fills the lists that `writing` carries out."""

    book: Book
    day: date
    result: Result = field(default_factory=Result)
    new: list[Body] = field(default_factory=list)
    different: list[tuple[Stored, Body]] = field(default_factory=list)
    moved: list[tuple[Stored, Body]] = field(default_factory=list)
    dated: list[tuple[Stored, Body]] = field(default_factory=list)  # the day a parent became one is now known
    new_roles: list[tuple[str, Held]] = field(default_factory=list)
    ended_roles: list[tuple[date | None, int]] = field(default_factory=list)
    new_links: list[tuple[str, str, date, date | None]] = field(default_factory=list)
    ended_links: list[tuple[date | None, int]] = field(default_factory=list)
    new_takeovers: list[tuple[str, str, date | None, bool]] = field(default_factory=list)
    dated_takeovers: list[tuple[date | None, bool, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.known = _stored()
        self.held = _held_roles()

    def compare(self) -> None:
        for body in self.book.bodies.values():
            self._body(body)
        self._members()
        self._takeovers()

    def _body(self, body: Body) -> None:
        stored = self.known.get(body.code)
        if stored is None:
            self.new.append(body)
            self.new_roles += [(body.code, held) for held in body.roles]
            self.result.count("placeholder" if body.placeholder else body.kind, "added")
            return
        _keep_what_is_not_said(body, stored)
        changed = any(getattr(body, fact) != getattr(stored, fact) for fact in FACTS)
        if changed:
            self.different.append((stored, body))
        changed = any([changed, self._parent(body, stored), self._roles(body, stored)])
        self.result.count(body.kind, "changed" if changed else "unchanged")

    def _parent(self, body: Body, stored: Stored) -> bool:
        if body.parent and body.parent != stored.parent:
            self.moved.append((stored, body))
        elif body.parent and body.parent_since and stored.parentage and body.parent_since != stored.since:
            self.dated.append((stored, body))
        else:
            return False
        return True

    def _roles(self, body: Body, stored: Stored) -> bool:
        """New roles are added. When a place becomes another kind of body, what it was ends on the day of loading."""
        held, said = self.held.get(stored.pk, {}), {role.code: role for role in body.roles}
        before = len(self.new_roles) + len(self.ended_roles)
        for code, role in said.items():
            if code not in held:
                began = self.day if role.since == body.opened_on and stored.kind != body.kind else role.since
                self.new_roles.append((body.code, Held(code, began, role.until)))
            elif held[code][1] != role.until:
                self.ended_roles.append((role.until, held[code][0]))
        if said and stored.kind != body.kind:
            gone = [pk for code, (pk, until) in held.items() if code not in said and until is None]
            self.ended_roles += [(self.day, pk) for pk in gone]
        return len(self.new_roles) + len(self.ended_roles) > before

    def _members(self) -> None:
        if not self.book.members:
            return
        rows = Link.objects.values_list("place__ods_code", "network__ods_code", "since", "until", "pk")
        stored = {(place, network, since): (until, pk) for place, network, since, until, pk in rows}
        for key, member in self.book.members.items():
            if unknown := self._unknown(member.practice, member.network):
                self.book.problems.append(Problem(*member.at, f"no file names {unknown}"))
            elif key not in stored:
                self.new_links.append((*key, member.until))
                self.result.count("membership", "added")
            elif stored[key][0] != member.until:
                self.ended_links.append((member.until, stored[key][1]))
                self.result.count("membership", "changed")
            else:
                self.result.count("membership", "unchanged")

    def _takeovers(self) -> None:
        rows = Succession.objects.values_list("before__ods_code", "after__ods_code", "on", "inferred", "pk")
        stored = {(before, after): (on, inferred, pk) for before, after, on, inferred, pk in rows}
        for key, takeover in self.book.takeovers.items():
            if unknown := self._unknown(takeover.before, takeover.after):
                self.book.problems.append(Problem(*takeover.at, f"no file names {unknown}"))
            elif key not in stored:
                self.new_takeovers.append((*key, takeover.on, takeover.inferred))
                self.result.count("takeover", "added")
            elif stored[key][:2] != (takeover.on, takeover.inferred):
                self.dated_takeovers.append((takeover.on, takeover.inferred, stored[key][2]))
                self.result.count("takeover", "changed")
            else:
                self.result.count("takeover", "unchanged")

    def _unknown(self, *codes: str) -> str:
        return next((code for code in codes if code not in self.known and code not in self.book.bodies), "")


def _keep_what_is_not_said(body: Body, stored: Stored) -> None:
    for fact in ("subtype", "postcode", "opened_on"):
        if not getattr(body, fact):
            setattr(body, fact, getattr(stored, fact))


def _stored() -> dict[str, Stored]:
    rows = Place.objects.exclude(ods_code=None)
    since = {place: (pk, day) for place, pk, day in _parentages()}
    codes = dict(rows.values_list("pk", "ods_code"))
    values = rows.values_list("ods_code", "pk", *FACTS, "parent")
    return {
        code: Stored._make((pk, *facts, codes.get(parent) or "", *since.get(pk, (None, None))))
        for code, pk, *facts, parent in values.iterator(chunk_size=5_000)
    }


def _parentages() -> list[tuple[int, int, date | None]]:
    return list(Parentage.objects.filter(until=None).values_list("place", "pk", "since"))


def _held_roles() -> dict[int, dict[str, tuple[int, date | None]]]:
    """By place, the row and the last day of its latest role of each code."""
    held: dict[int, dict[str, tuple[int, date | None]]] = defaultdict(dict)
    for place, code, pk, until in Role.objects.order_by("pk").values_list("place", "code", "pk", "until"):
        held[place][code] = (pk, until)
    return held
