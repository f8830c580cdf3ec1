"""Who took a story up, and what came of it there."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from groundswell.changes import queries as changes
from groundswell.changes.models import Change, CoLead, State
from groundswell.ideas.models import Stage
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.stories import rules
from groundswell.stories.models import Adoption
from groundswell.ui.verdicts import Verdict

OVER = (State.WORKING, State.NORMAL, State.STOPPED)


def adoptions_of(person: Person) -> QuerySet[Adoption]:
    """Adoptions, oldest first; each knows whether `person` sits in a seat of its pair, and whether both are empty."""
    accepted = CoLead.objects.live().filter(change=OuterRef("change_id"), accepted_at__isnull=False)
    rows = Adoption.objects.annotate(in_a_seat=Exists(accepted.filter(person=person)), seats_taken=Exists(accepted))
    rows = rows.select_related("place", "place__organisation", "person", "change", "measure", "returned_by")
    return rows.order_by("at", "pk")


def may_bring_result(adoption: Adoption, by: Person) -> Verdict:
    """The rule, for a row of `adoptions_of`."""
    mine, taken = adoption.in_a_seat, adoption.seats_taken  # type: ignore[attr-defined]
    return rules.may_bring_result(adoption, by, in_a_seat=mine, seats_empty=not taken)


def may_adapt(adoption: Adoption, by: Person) -> Verdict:
    """The rule, for a row of `adoptions_of`."""
    mine, taken = adoption.in_a_seat, adoption.seats_taken  # type: ignore[attr-defined]
    return rules.may_adapt(adoption, by, in_a_seat=mine, seats_empty=not taken)


def adoption_of(change: Change) -> Adoption | None:
    """Where a change was taken up from: the lineage, for pages above that show the change."""
    rows = Adoption.objects.select_related("story", "story__place", "story__organisation", "story__change", "place")
    return rows.filter(change=change).first()


def adoption_for(person: Person, public_id: str) -> Adoption:
    """An adoption whose change this person may see; otherwise not found."""
    row = (
        adoptions_of(person)
        .select_related("story", "story__change", "story__place")
        .filter(public_id=public_id)
        .first()
    )
    if row is None:
        raise Http404
    row.change = changes.change_for(person, row.change.public_id)
    return row


def places_to_take_up(person: Person, origin: Collection[int], taken: Collection[int]) -> list[Place]:
    """Where this person works and can take a story up."""
    return [place for place in sight(person).places if rules.may_take_up_at(place, origin, taken)]


def own_readings(adoption: Adoption) -> int:
    """How many readings the place that took it up has of its own."""
    return adoption.change.measures.filter(readings__value__isnull=False).count()


def first_reading_of(adoption: Adoption) -> date | None:
    """The day of the first reading that the place which took it up has of its own."""
    rows = adoption.change.measures.filter(readings__value__isnull=False)
    first: date | None = rows.order_by("readings__on").values_list("readings__on", flat=True).first()
    return first


def counting_unsaid(limit: int = 200) -> list[Adoption]:
    """Adoptions that have readings of their own, of which those it came from have not heard yet."""
    rows = Adoption.objects.filter(first_reading_on=None, change__measures__readings__value__isnull=False).distinct()
    return list(rows.select_related("story", "story__change", "place", "change").order_by("at", "pk")[:limit])


def waiting_to_spread(limit: int = 200) -> list[Adoption]:
    """Adoptions with readings of their own, while an idea at home is *normal practice here* and not yet *spread*."""
    rows = Adoption.objects.filter(
        story__change__ideas__stage=Stage.NORMAL, change__measures__readings__value__isnull=False
    ).distinct()
    return list(rows.select_related("story", "story__change", "place", "change").order_by("at", "pk")[:limit])


def results_wanted(person: Person) -> QuerySet[Adoption]:
    """Adoptions this person leads that work or have ended, whose result the origin has not heard."""
    rows = adoptions_of(person).filter(returned_at=None).filter(Q(in_a_seat=True))
    return rows.filter(change__change_places__home=True, change__change_places__state__in=OVER)


def results_for_cards(rows: QuerySet[Adoption]) -> QuerySet[Adoption]:
    """Adoptions with what a card needs."""
    return rows.select_related("story", "place", "change")
