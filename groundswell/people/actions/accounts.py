"""An account: made by a first confirmed code, named by its person, closed, forgotten, taken away as data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.people import rules
from groundswell.people.actions.security import note
from groundswell.people.models import Invitation, Membership, Person, RoleGrant
from groundswell.people.queries import look_again, memberships_of, notes_of, sight
from groundswell.post import actions as post
from groundswell.ui.formats import london_day


@transaction.atomic
def welcome(*, email: str, at: datetime) -> Person:
    """The account of an address whose code was confirmed: the one there is, or a new one."""
    person, new = Person.objects.get_or_create(email=email.lower())
    if new:
        person.set_unusable_password()
        person.save(update_fields=["password"])
        note("account_made", who=person, at=at)
    return person


@transaction.atomic
def be_called(*, person: Person, name: str) -> Person:
    """The name others see from now on, also on what happened before."""
    person.name = name
    person.save(update_fields=["name"])
    return person


@transaction.atomic
def be_away(*, person: Person, back_on: date | None, at: datetime, cover: Person | None = None) -> None:
    """Away until the day `back_on`; None: back now. What waits for an answer goes to who is next.

    `cover` answers asks and decisions in the meantime, is told, and can say no.
    """
    today, before = london_day(at), person.cover
    rules.may_be_away_until(back_on, today).or_refuse()
    if cover:
        rules.may_cover(person, sight(person, at), cover, sight(cover, at), today).or_refuse()
    person.back_on, person.cover = back_on, cover if back_on else None
    person.save(update_fields=["back_on", "cover"])
    if person.cover and person.cover != before:
        _write(
            person.cover, "cover", person, at, _("{name} is away and named you to answer").format(name=person.called)
        )


def leave_out_of_map(*, person: Person, is_left_out: bool) -> None:
    """Out of the ties and steps of the map, or back in, from its next count on. Nothing is noted: it is nobody else's matter."""
    Person.objects.filter(pk=person.pk).update(left_out_of_map=is_left_out)


@transaction.atomic
def decline_cover(*, person: Person, by: Person, at: datetime) -> None:
    """I cannot answer for them. They are told, and what waits for them waits for them alone again."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    rules.may_decline_cover(person, by).or_refuse()
    person.cover = None
    person.save(update_fields=["cover"])
    _write(person, "cover-no", by, at, _("{name} cannot answer while you are away").format(name=by.called))


def _write(to: Person, key: str, about: Person, at: datetime, subject: str) -> None:
    body = _("{said}.\n\nRead more, or change it: {address}\n").format(
        said=subject, address=settings.BASE_ADDRESS + reverse("people:me_away")
    )
    post.send(
        key=f"{key}-{about.public_id}-{to.public_id}-{at:%Y%m%d%H%M%S}", to=to.email, subject=subject, body=body, at=at
    )


@transaction.atomic
def close_account(*, person: Person, at: datetime) -> None:
    """Nobody enters with this account any more; what the person did stays under their name."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    Person.objects.filter(cover=person).update(cover=None)
    _sign_out_everywhere(person)
    note("account_closed", who=person, at=at)


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """Erase who this was: name, address, ways to sign in, places. What the team did stays, by "a colleague".

    The security log names nobody and keeps its chain.
    """
    address = person.email
    Authenticator.objects.filter(user=person).delete()
    Invitation.objects.filter(email__iexact=address).delete()
    Membership.objects.filter(person=person, until=None).update(until=at)
    Membership.objects.filter(person=person, until__gt=at).update(until=at)
    Membership.objects.filter(person=person).update(title="", refused_because="")
    RoleGrant.objects.current(at).filter(person=person).update(until=at)
    post.forget(address=address, who=str(person.pk))
    person.name, person.email = "", f"{person.public_id}@forgotten.invalid"
    person.is_active, person.forgotten_at, person.last_login = False, at, None
    person.back_on, person.cover, person.left_out_of_map = None, None, False
    person.save()
    Person.objects.filter(cover=person).update(cover=None)
    _sign_out_everywhere(person)
    look_again(person)
    note("forgotten", who=person, at=at)


def _sign_out_everywhere(person: Person) -> None:
    """A new unusable password ends every session at once; then the rows go too."""
    person.set_unusable_password()
    person.save(update_fields=["password"])
    rows = Session.objects.iterator(chunk_size=500)
    mine = [row.session_key for row in rows if row.get_decoded().get(SESSION_KEY) == str(person.pk)]
    Session.objects.filter(session_key__in=mine).delete()


def export(*, person: Person) -> dict[str, Any]:
    """Everything this room keeps about a person, for that person."""
    return {
        "name": person.name,
        "email": person.email,
        "joined_at": person.joined_at,
        "last_signed_in_at": person.last_login,
        "away_until": person.back_on,
        "left_out_of_map": person.left_out_of_map,
        "answers_while_away": person.cover.called if person.cover else None,
        "answers_for": [away.called for away in person.covers.order_by("pk")],
        "memberships": [_membership(row) for row in memberships_of(person)],
        "roles": [
            {"role": row.get_role_display(), "place": str(row.place), "since": row.since, "until": row.until}
            for row in RoleGrant.objects.filter(person=person).select_related("place").order_by("since", "pk")
        ],
        "ways_to_sign_in": [
            {"kind": row.get_type_display(), "added_at": row.created_at, "last_used_at": row.last_used_at}
            for row in Authenticator.objects.filter(user=person).order_by("pk")
        ],
        "invitations": [
            {"place": str(row.place), "at": row.invited_at, "accepted_at": row.accepted_at}
            for row in Invitation.objects.filter(email__iexact=person.email).select_related("place").order_by("pk")
        ],
        "security_log": [
            {"at": row.at, "kind": row.kind, "facts": row.facts} for row in notes_of(person, limit=10_000)
        ],
    }


def _membership(row: Membership) -> dict[str, Any]:
    return {
        "place": str(row.place), "title": row.title, "staff_group": row.get_staff_group_display(),
        "clinical": row.clinical, "managerial": row.managerial, "joined_by": row.get_joined_by_display(),
        "since": row.since, "until": row.until, "confirmed_at": row.confirmed_at,
        "refused_because": row.refused_because,
    }  # fmt: skip
