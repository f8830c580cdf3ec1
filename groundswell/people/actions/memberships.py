"""Joining a place, being let in, changing details, leaving."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.people import rules
from groundswell.people.actions.roles import close_grants
from groundswell.people.actions.security import note
from groundswell.people.models import Invitation, MailDomain, Membership, Person, holds_at
from groundswell.people.queries import look_again, organisation_id, own_domain, sight, who_lets_in
from groundswell.places.models import Place
from groundswell.post import actions as post
from groundswell.ui.formats import LONDON

Joined = Membership.Joined


@transaction.atomic
def ask_to_join(
    *, place: Place, by: Person, at: datetime, staff_group: str, title: str, clinical: bool, managerial: bool
) -> Membership:
    """Say where one works. It counts at once when one's mail domain belongs to that organisation alone.

    Else somebody there answers.
    """
    Person.objects.select_for_update().get(pk=by.pk)  # two tabs ask one after the other
    open_ones = Membership.objects.filter(person=by, until=None)
    here = Membership.objects.filter(Q(until=None) | Q(until__gt=at), person=by, place=place).exists()
    waiting = open_ones.filter(confirmed_at=None).count()
    rules.may_ask_to_join(by, place, here_already=here, waiting=waiting).or_refuse()
    proof = own_domain(by)
    proven = proof is not None and proof.place_id == organisation_id(place)
    membership = Membership.objects.create(
        person=by, place=place, since=at, staff_group=staff_group, title=title, clinical=clinical, managerial=managerial,
        joined_by=Joined.DOMAIN if proven else Joined.CONFIRMATION, confirmed_at=at if proven else None,
    )  # fmt: skip
    look_again(by)
    if not proven:
        _tell_those_who_answer(membership, at)
    note("joined" if proven else "asked_to_join", who=by, at=at, facts={"place": place.key})
    return membership


def _tell_those_who_answer(membership: Membership, at: datetime) -> None:
    address = settings.BASE_ADDRESS + reverse("people:place_people", args=[membership.place.key])
    for person in who_lets_in(membership.place, at, rules.LETS_IN):
        post.send(
            key=f"join-{membership.public_id}-{person.public_id}", to=person.email, at=at,
            subject=_("Someone says they work at %(place)s") % {"place": membership.place},
            body=_("Please say whether this is right: %(address)s\n\nUntil then they see no work of yours.\n")
            % {"address": address},
        )  # fmt: skip


@transaction.atomic
def confirm(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """Yes, this person works here."""
    membership = _locked(membership)
    rules.may_answer(sight(by, at), by, membership).or_refuse()
    membership.confirmed_at, membership.confirmed_by = at, by
    membership.save(update_fields=["confirmed_at", "confirmed_by"])
    _tell_the_answer(membership, at, _("You are now in %(place)s on Groundswell"))
    note("let_in", who=by, at=at, facts={"whom": membership.person.public_id, "place": membership.place.key})
    return membership


@transaction.atomic
def refuse(*, membership: Membership, by: Person, at: datetime, reason: str) -> Membership:
    """No, with the reason, which the person reads."""
    membership = _locked(membership)
    rules.may_answer(sight(by, at), by, membership).or_refuse()
    membership.until, membership.confirmed_by, membership.refused_because = at, by, reason
    membership.save(update_fields=["until", "confirmed_by", "refused_because"])
    _tell_the_answer(membership, at, _("%(place)s answered your question"))
    note(
        "not_let_in",
        who=by,
        at=at,
        facts={"whom": membership.person.public_id, "place": membership.place.key},
    )
    return membership


def _tell_the_answer(membership: Membership, at: datetime, subject: str) -> None:
    body = _("Read more: %(address)s\n") % {"address": settings.BASE_ADDRESS + reverse("people:me_places")}
    post.send(
        key=f"answer-{membership.public_id}", to=membership.person.email, at=at,
        subject=subject % {"place": membership.place}, body=body,
    )  # fmt: skip


@transaction.atomic
def change_details(
    *,
    membership: Membership,
    by: Person,
    at: datetime,
    staff_group: str,
    title: str,
    clinical: bool,
    managerial: bool,
    last_day: date | None = None,
) -> Membership:
    """One's own title, staff group and flags, and its last day. What was credited before keeps what was true on the day."""
    rules.is_own(membership, by).or_refuse()
    membership.staff_group, membership.title = staff_group, title
    membership.clinical, membership.managerial = clinical, managerial
    if membership.confirmed_at and holds_at(membership, at):
        membership.until = datetime.combine(last_day + timedelta(days=1), time(), LONDON) if last_day else None
    membership.save(update_fields=["staff_group", "title", "clinical", "managerial", "until"])
    look_again(by)
    return membership


@transaction.atomic
def leave(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """Stop working at a place, or take back a question. Roles end with the last place in the organisation."""
    rules.is_own(membership, by).or_refuse()
    membership = _locked(membership)
    membership.until = at
    membership.save(update_fields=["until"])
    if membership.confirmed_at:
        close_grants(person=by, left=membership.place, at=at)
        note("left", who=by, at=at, facts={"place": membership.place.key})
    look_again(by)
    return membership


@transaction.atomic
def remove(*, membership: Membership, by: Person, at: datetime) -> Membership:
    """Somebody has left and did not say so: whoever lets people in can end it."""
    membership = _locked(membership)
    rules.may_remove(sight(by, at), by, membership, at).or_refuse()
    membership.until = at
    membership.save(update_fields=["until"])
    close_grants(person=membership.person, left=membership.place, at=at)
    note("removed", who=by, at=at, facts={"whom": membership.person.public_id, "place": membership.place.key})
    return membership


def _locked(membership: Membership) -> Membership:
    """As it is now, held until the transaction ends: two answers at once make one."""
    rows = Membership.objects.select_for_update(of=("self",)).select_related("person", "place")
    return rows.get(pk=membership.pk)


@transaction.atomic
def invite(*, email: str, place: Place, by: Person, at: datetime) -> Invitation:
    """Ask somebody in by their address. Who already has an account here is not said to anybody."""
    rules.may_let_in(sight(by, at), place).or_refuse()
    invitation = Invitation.objects.create(email=email.lower(), place=place, invited_by=by, invited_at=at)
    address = settings.BASE_ADDRESS + reverse("people:invitation", args=[invitation.public_id])
    post.send(
        key=f"invitation-{invitation.public_id}", to=invitation.email, at=at,
        subject=_("%(who)s invites you to %(place)s on Groundswell") % {"who": by.called, "place": place},
        body=_(
            "Groundswell is where people who give care change how care is given.\n\n"
            "Join here: %(address)s\n\n"
            "You sign in with this address and a code we send you; there is no password. "
            "The invitation can be used once, within 30 days. If you did not expect it, do nothing.\n"
        ) % {"address": address},
    )  # fmt: skip
    note("invited", who=by, at=at, facts={"place": place.key, "invitation": invitation.public_id})
    return invitation


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Person, at: datetime) -> None:
    """Take an invitation back before it is used."""
    rules.may_let_in(sight(by, at), invitation.place).or_refuse()
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(withdrawn_at=at)


@transaction.atomic
def accept(
    *,
    invitation: Invitation,
    by: Person,
    at: datetime,
    staff_group: str,
    title: str,
    clinical: bool,
    managerial: bool,
) -> Membership:
    """Use an invitation: once, by the address it was sent to."""
    invitation = Invitation.objects.select_for_update(of=("self",)).select_related("place").get(pk=invitation.pk)
    rules.may_use(invitation, by, at).or_refuse()
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    membership, _new = Membership.objects.update_or_create(
        person=by, place=invitation.place, until=None,
        defaults={
            "staff_group": staff_group, "title": title, "clinical": clinical, "managerial": managerial,
            "joined_by": Joined.INVITATION, "confirmed_at": at, "confirmed_by_id": invitation.invited_by_id,
        },
        create_defaults={
            "staff_group": staff_group, "title": title, "clinical": clinical, "managerial": managerial, "since": at,
            "joined_by": Joined.INVITATION, "confirmed_at": at, "confirmed_by_id": invitation.invited_by_id,
        },
    )  # fmt: skip
    look_again(by)
    note("joined", who=by, at=at, facts={"place": invitation.place.key, "invitation": invitation.public_id})
    return membership


@transaction.atomic
def own_domain_is(*, domain: str, place: Place, by: Person, at: datetime) -> MailDomain:
    """Say that a mail domain belongs to this organisation alone, so that an address there lets people in."""
    domain = domain.strip().lower().lstrip("@").rstrip(".")
    taken = MailDomain.objects.filter(domain=domain).exists()
    rules.may_own(sight(by, at), by, domain, place, taken=taken).or_refuse()
    added = MailDomain.objects.create(domain=domain, place=place)
    note("mail_domain_added", who=by, at=at, facts={"place": place.key, "domain": domain})
    return added
