"""Which rules of trust hold at a place, and which versions there were."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404

from groundswell.enabling.models import RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Rule, rules_at
from groundswell.enabling.rules.books import may_write
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place

VERSIONS = 50


@dataclass(frozen=True)
class Trust:
    """What holds at one place: the rules by trigger, and the books that set them, the highest first (none: the starting rules)."""

    rules: Mapping[Trigger, Rule]
    books: tuple[RuleBook, ...] = ()

    @property
    def book(self) -> RuleBook | None:
        """The nearest one."""
        return self.books[-1] if self.books else None


def trust_at(*places: Place, instead: RuleBook | None = None) -> dict[int, Trust]:
    """The rules in force at some places, by the id of the place. Two queries for all of them.

    `instead` is a draft (from `draft_of`): what would hold if it were in force.
    """
    ids = {number for place in places for number in place.above_ids()}
    rows = list(_whole().filter(place__in=ids, ended_at=None).exclude(in_force_at=None))
    if instead:
        rows = [*(book for book in rows if book.place_id != instead.place_id), instead]
    books = sorted(rows, key=lambda book: len(book.place.path))
    of_books: dict[tuple[int, ...], Trust] = {}  # most places of an organisation have the same
    found = {}
    for place in places:
        here = _books_of(place, books)
        key = tuple(book.pk for book in here)
        found[place.pk] = of_books[key] = of_books.get(key) or Trust(rules_at(here), here)
    return found


def _whole() -> QuerySet[RuleBook]:
    rules = Prefetch("rules", TrustRule.objects.select_related("decider"))
    return RuleBook.objects.select_related("place", "organisation", "agreed_by", "made_by").prefetch_related(rules)


def _books_of(place: Place, books: Iterable[RuleBook]) -> tuple[RuleBook, ...]:
    """Books of the place's own organisation only: another body above does not set its rules."""
    home = place.organisation_id or place.pk
    return tuple(book for book in books if place.is_under(book.place) and book.organisation_id == home)


def rules_above(place: Place) -> Mapping[Trigger, Rule]:
    """What is set above a place, and would hold there without rules of its own; nothing for an organisation, which sets them."""
    if place.is_organisation or place.parent is None:
        return {}
    return trust_at(place.parent)[place.parent.pk].rules


def draft_of(place: Place) -> RuleBook | None:
    """The draft of a place, with its rules."""
    return _whole().filter(place=place, in_force_at=None).first()


def draft_for(person: Person, place: Place) -> RuleBook:
    """The draft, for those who write it; otherwise not found."""
    draft = draft_of(place) if may_write(place, sight(person)) else None
    if draft is None:
        raise Http404
    return draft


def versions_of(place: Place) -> list[RuleBook]:
    """Every version that was ever in force at a place, the newest first."""
    rows = RuleBook.objects.filter(place=place).exclude(in_force_at=None).select_related("place", "agreed_by")
    return list(rows.order_by("-number")[:VERSIONS])


def version_of(place: Place, number: int) -> RuleBook:
    """One version that is or was in force, with its rules; otherwise not found."""
    book = _whole().filter(place=place, number=number).exclude(in_force_at=None).first()
    if book is None:
        raise Http404
    return book


def who_works_under(place: Place, at: datetime) -> list[Person]:
    """Everybody who works at a place or below it, each once."""
    here = Q(memberships__place__path__begins=place.path) & ~Q(memberships__confirmed_at=None)
    held = Q(memberships__since__lte=at) & (Q(memberships__until=None) | Q(memberships__until__gt=at))
    return list(Person.objects.filter(here & held, is_active=True).distinct().order_by("pk"))
