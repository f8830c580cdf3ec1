"""Who works where, who waits, what is held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from groundswell.people import domains, rules
from groundswell.people.models import Invitation, MailDomain, Membership, Person, RoleGrant
from groundswell.people.queries.seeing import sight
from groundswell.people.sight import organisation_id
from groundswell.places.models import Place


def members(place: Place, at: datetime, *, words: str = "", after: str = "", limit: int = 50) -> list[Membership]:
    """Who works at a place or below it in its organisation, by name, one more than `limit` so that the caller knows there are
    more. `after` is the public id of the last membership shown.
    """
    rows = Membership.objects.current(at).filter(
        place__path__startswith=place.path, place__organisation=organisation_id(place), person__is_active=True
    )
    if words:
        rows = rows.filter(person__name__icontains=words[:100])
    if after and (last := Membership.objects.filter(public_id=after).select_related("person").first()):
        rows = rows.filter(Q(person__name__gt=last.person.name) | Q(person__name=last.person.name, pk__gt=last.pk))
    return list(rows.select_related("person", "place").order_by("person__name", "pk")[: limit + 1])


def working_at(place: Place, at: datetime) -> int:
    """How many people work at a place or below it."""
    rows = Membership.objects.current(at).filter(place__path__begins=place.path, person__is_active=True)
    return rows.values("person").distinct().count()


def waiting_at(place: Place, limit: int = 50) -> list[Membership]:
    """Who asks to join a place or one below it, oldest first."""
    rows = Membership.objects.filter(
        confirmed_at=None, until=None, place__path__startswith=place.path, person__is_active=True
    )
    home = organisation_id(place)
    rows = rows.filter(Q(place__organisation_id=home) | Q(place_id=home))
    return list(rows.select_related("person", "place").order_by("since", "pk")[:limit])


def asking_to_join(person: Person) -> QuerySet[Membership]:
    """Questions to join that this person may answer, as rows to count."""
    here = Q(pk__in=[])
    for grant in sight(person).grants:
        if grant.role in rules.LETS_IN:
            below = Q(place__organisation=organisation_id(grant.place)) | Q(place=organisation_id(grant.place))
            here |= below & Q(place__path__begins=grant.place.path)
    rows = Membership.objects.filter(here, confirmed_at=None, until=None, person__is_active=True)
    return rows.exclude(person=person)


def joins_for_cards(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Questions to join with what a card needs."""
    return rows.select_related("person", "place")


def away_for(person: Person, public_id: str, today: date) -> Person:
    """One colleague who is away and for whom this person answers; otherwise not found."""
    found = covered_by(person, today).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def covered_by(person: Person, today: date) -> QuerySet[Person]:
    """Colleagues who are away and for whom this person answers."""
    return Person.objects.filter(cover=person, back_on__gt=today, is_active=True)


def grants_at(place: Place, at: datetime, limit: int = 200) -> list[RoleGrant]:
    """Roles held at exactly this place."""
    rows = RoleGrant.objects.current(at).filter(place=place).select_related("person", "place")
    return list(rows.order_by("role", "person__name", "pk")[:limit])


def open_invitations(place: Place, at: datetime, limit: int = 50) -> list[Invitation]:
    fresh = at - rules.INVITATION_LASTS
    rows = Invitation.objects.filter(place=place, accepted_at=None, withdrawn_at=None, invited_at__gt=fresh)
    return list(rows.order_by("-invited_at", "-pk")[:limit])


def known_at(organisation: Place, addresses: Iterable[str], at: datetime) -> dict[str, str]:
    """Which of some addresses belong to an organisation: who works there by name, who is invited there by address."""
    wanted = {address.lower() for address in addresses}
    here = Q(place__organisation=organisation) | Q(place=organisation)
    invited = Invitation.objects.filter(here, email__in=wanted).values_list("email", flat=True)
    working = Membership.objects.current(at).filter(here, person__email__in=wanted).select_related("person")
    return {address: address for address in invited} | {row.person.email: row.person.called for row in working}


def memberships_of(person: Person, limit: int = 100) -> list[Membership]:
    """Every place somebody works, worked or asked to work at, newest first, for that person's own eyes."""
    rows = Membership.objects.filter(person=person).select_related("place", "place__organisation")
    return list(rows.order_by("-since", "-pk")[:limit])


def grants_of(person: Person, at: datetime, limit: int = 100) -> list[RoleGrant]:
    return list(RoleGrant.objects.current(at).filter(person=person).select_related("place").order_by("-since")[:limit])


def own_domain(person: Person) -> MailDomain | None:
    """The organisation to which this person's mail domain belongs alone, if any. A shared domain never says so."""
    domain = domains.domain_of(person.email)
    if domains.is_shared(domain):
        return None
    return MailDomain.objects.filter(domain=domain).select_related("place").first()


def domains_of(place: Place) -> list[MailDomain]:
    return list(MailDomain.objects.filter(place=place).order_by("domain")[:20])
