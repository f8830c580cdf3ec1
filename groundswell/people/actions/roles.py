"""Giving roles at a place, and ending them."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.people import rules
from groundswell.people.actions.security import note
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.people.queries import look_again, organisation_id, others_look_after, sight
from groundswell.places.models import Place
from groundswell.post import actions as post
from groundswell.ui.formats import london_day


@transaction.atomic
def give_role(
    *, person: Person, role: str, place: Place, by: Person, at: datetime, until: datetime | None = None
) -> RoleGrant:
    """Give a right at a place and below it. Giving it again changes only when it ends."""
    rules.may_give(sight(by, at), by, role=role, place=place, to=person, to_seen=sight(person, at)).or_refuse()
    grant = _grant(person, role, place, by, at, until)
    facts = {
        "role": role,
        "place": place.key,
        "whom": person.public_id,
        "until": until.isoformat() if until else "",
    }
    note("role_given", who=by, at=at, facts=facts)
    return grant


def _grant(
    person: Person, role: str, place: Place, by: Person | None, at: datetime, until: datetime | None
) -> RoleGrant:
    Person.objects.select_for_update().get(pk=person.pk)  # two givers at once make one grant
    held = RoleGrant.objects.current(at).filter(person=person, role=role, place=place).first()
    grant = held or RoleGrant(person=person, role=role, place=place, since=at, granted_by=by)
    grant.until = until
    grant.save()
    look_again(person)
    return grant


@transaction.atomic
def give_first_role(*, email: str, role: str, place: Place, at: datetime) -> RoleGrant:
    """The operator's way to make the first administrator of an organisation, with an account where there is none."""
    person = Person.objects.filter(email=email.lower()).first() or Person.objects.create_user(email)
    grant = _grant(person, role, place, None, at, None)
    note(
        "role_given",
        who=None,
        at=at,
        facts={"role": role, "place": place.key, "whom": person.public_id, "operator": True},
    )
    return grant


@transaction.atomic
def accept_role(*, grant: RoleGrant, by: Person, at: datetime) -> RoleGrant:
    """Yes, I answer what is noticed here. Posters wait for it."""
    rules.may_accept(by, grant, at).or_refuse()
    grant.accepted_at = at
    grant.save(update_fields=["accepted_at"])
    look_again(by)
    note("role_accepted", who=by, at=at, facts={"role": grant.role, "place": grant.place.key})
    return grant


@transaction.atomic
def ask_to_accept(*, grants: list[RoleGrant], by: Person, at: datetime) -> int:
    """Write to those who were named and have not said yes, at most once a day each; how many."""
    for grant in grants:
        post.send(
            key=f"accept-{grant.public_id}-{london_day(at)}", to=grant.person.email, at=at,
            subject=_("Will you answer what is noticed at %(place)s?") % {"place": grant.place},
            body=_("Posters for %(place)s wait until you say yes: %(address)s\n")
            % {"place": grant.place, "address": settings.BASE_ADDRESS + reverse("people:me_places")},
        )  # fmt: skip
    note("asked_to_accept", who=by, at=at, facts={"count": len(grants)})
    return len(grants)


@transaction.atomic
def end_role(*, grant: RoleGrant, by: Person, at: datetime) -> RoleGrant:
    """Take a role back, or give one's own back. The last administrator of a place stays until there is another."""
    _lock_place(grant)
    grant = RoleGrant.objects.select_related("person", "place").get(pk=grant.pk)
    rules.may_end(sight(by, at), by, grant, others_look_after=others_look_after(grant, at)).or_refuse()
    _close(grant, at)
    note(
        "role_ended", who=by, at=at,
        facts={"role": grant.role, "place": grant.place.key, "whom": grant.person.public_id},
    )  # fmt: skip
    return grant


def _lock_place(grant: RoleGrant) -> None:
    """Two administrators who leave at the same moment do so one after the other."""
    list(Place.objects.select_for_update().filter(pk__in=grant.place.above_ids()).order_by("pk").values_list("pk"))


def close_grants(*, person: Person, left: Place, at: datetime) -> None:
    """End somebody's roles, and who answers for whom, in an organisation where they no longer work anywhere."""
    home = organisation_id(left)
    at_home = Q(place_id=home) | Q(place__organisation_id=home)
    if Membership.objects.current(at).filter(at_home, person=person).exists():
        return
    Person.objects.filter(cover=person).update(cover=None)
    Person.objects.filter(pk=person.pk).update(cover=None)
    for grant in RoleGrant.objects.current(at).filter(at_home, person=person).select_related("place"):
        _lock_place(grant)
        rules.keeps_admin(grant, others_look_after=others_look_after(grant, at)).or_refuse()
        _close(grant, at)


def _close(grant: RoleGrant, at: datetime) -> None:
    grant.until = at
    grant.save(update_fields=["until"])
    look_again(grant.person)
