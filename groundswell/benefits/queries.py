"""Benefits, scoped to who asks; and totals that never mix."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When
from django.http import Http404

from groundswell.benefits import rules
from groundswell.benefits.models import Benefit, Check, State, class_name, size
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.places.queries import ids_under, place_by_key

PAGE = 50
LAST_PAGE = 100


def page_number(typed: str) -> int:
    """A page as an address says it, from 0; the first when that is no number."""
    return min(int(typed), LAST_PAGE) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0


def benefit_for(person: Person, public_id: str) -> Benefit:
    """A benefit that `person` may see; not found otherwise, whatever the reason."""
    rows = Benefit.objects.select_related("place", "claimed_by", "measure")
    found = rows.filter(public_id=public_id).first()
    if found is None or not rules.may_see(found, sight(person)):
        raise Http404
    return found


def place_for(person: Person, key: str) -> Place:
    """The place whose benefits are listed: the asked one, or the person's own organisation."""
    seen = sight(person)
    place = place_by_key(key) if key else seen.home
    if place is None or not seen.works_in(organisation_id(place)):
        raise Http404
    return place


def benefits_of(work_room: str, work_id: str, limit: int = PAGE, offset: int = 0) -> list[Benefit]:
    """What came of one piece of work, newest first; one more than `limit` when there are more. Who sees the work is asked above."""
    rows = Benefit.objects.standing().filter(work_room=work_room, work_id=work_id).select_related("claimed_by", "place")
    return list(rows.order_by("-claimed_at", "-pk")[offset : offset + limit + 1])


def benefit_of(work_room: str, work_id: str, public_id: str) -> Benefit:
    """One claim of a piece of work; not found when it is of another, or was taken back. Who sees the work is asked above."""
    rows = Benefit.objects.standing().filter(work_room=work_room, work_id=work_id)
    found = rows.select_related("claimed_by", "place").filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def checks_of(benefit: Benefit) -> list[Check]:
    """Who confirmed or corrected it, oldest first."""
    return list(benefit.checks.select_related("person").order_by("at", "pk"))


def _at(place: Place) -> Q:
    return Q(organisation=place) if organisation_id(place) == place.pk else Q(place__in=ids_under(place))


def benefits_under(place: Place, *, limit: int = PAGE, offset: int = 0) -> list[Benefit]:
    """What came of changes at a place and below it, newest first; one more than `limit` when there are more.

    The place comes from `place_for`, which asks whether the reader works in its organisation.
    """
    rows = Benefit.objects.standing().filter(_at(place)).select_related("place", "claimed_by")
    return list(rows.order_by("-claimed_at", "-pk")[offset : offset + limit + 1])


@dataclass(frozen=True)
class Total:
    """A sum of one class, one unit, one recurrence, one basis, one staff group, and either checked or not."""

    kind: str
    unit: str
    recurrence: str
    basis: str
    staff_group: str
    checked: bool
    amount: Decimal
    number: int

    @property
    def name(self) -> str:
        return class_name(self.kind, self.checked)

    @property
    def size(self) -> str:
        return size(self.amount, self.unit, self.recurrence)


ONE_SUM = ("kind", "unit", "recurrence", "basis", "staff_group", "checked")


@dataclass(frozen=True)
class Sums:
    """Totals that never mix, and how many claims have no number and so are in none of them."""

    totals: list[Total]
    words_only: int


def sums_under(place: Place) -> Sums:
    """Sums at a place and below it; the most that this gives are a few dozen lines. One query."""
    return _sums(Benefit.objects.standing().filter(_at(place)))


def sums_of(work_room: str, work_id: str) -> Sums:
    """Sums of one piece of work. Whether the reader sees what is told of it is asked above. One query."""
    return _sums(Benefit.objects.standing().filter(work_room=work_room, work_id=work_id))


def _sums(rows: QuerySet[Benefit]) -> Sums:
    """A claim without a number has no unit either, so that it is never in a group with one."""
    rows = rows.annotate(checked=Case(When(state=State.CLAIMED, then=Value(False)), default=Value(True)))
    found = list(rows.order_by().values(*ONE_SUM).annotate(amount_of_all=Sum("amount"), number_of_all=Count("pk")))
    totals = [
        Total(**{name: row[name] for name in ONE_SUM}, amount=row["amount_of_all"], number=row["number_of_all"])
        for row in found
        if row["amount_of_all"] is not None
    ]
    return Sums(
        sorted(totals, key=_in_order), sum(row["number_of_all"] for row in found if row["amount_of_all"] is None)
    )


def _in_order(one: Total) -> tuple[object, ...]:
    return (list(rules.WANTED).index(one.kind), not one.checked, one.basis, one.unit, one.recurrence, one.staff_group)


def to_check(person: Person) -> QuerySet[Benefit]:
    """Claims that wait for this person's right: finance and patient safety. Co-leads are asked by the room above."""
    here = Q(pk__in=[])
    for grant in sight(person).grants:
        kinds = [kind for kind, role in rules.CHECKED_BY.items() if role == grant.role]
        if kinds:
            here |= Q(kind__in=kinds) & _at(grant.place)
    return Benefit.objects.unchecked().filter(here).exclude(claimed_by=person)


def benefits_for_cards(rows: QuerySet[Benefit]) -> QuerySet[Benefit]:
    """Claims with what a card needs."""
    return rows.select_related("place", "claimed_by")
