"""The rules that hold at a place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from groundswell.enabling.models import RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Rule, rules_at
from groundswell.places.models import Place


@dataclass(frozen=True)
class Trust:
    """What holds at one place: the rules by trigger, and the nearest book that sets them (none: the starting rules)."""

    rules: Mapping[Trigger, Rule]
    book: RuleBook | None


def trust_at(*places: Place) -> dict[int, Trust]:
    """The rules in force at some places, by the id of the place. Two queries for all of them."""
    ids = {number for place in places for number in place.above_ids()}
    rows = RuleBook.objects.filter(place__in=ids, ended_at=None).exclude(in_force_at=None)
    rows = rows.select_related("place", "agreed_by").prefetch_related(_rules())
    books = sorted(rows, key=lambda book: len(book.place.path))
    return {place.pk: _trust(place, books) for place in places}


def _rules() -> Prefetch[str]:
    return Prefetch("rules", TrustRule.objects.select_related("decider"))


def _trust(place: Place, books: Iterable[RuleBook]) -> Trust:
    """Books of the place's own organisation only: another body above does not set its rules."""
    home = place.organisation_id or place.pk
    here = [book for book in books if place.is_under(book.place) and book.organisation_id == home]
    return Trust(rules_at(here), here[-1] if here else None)
