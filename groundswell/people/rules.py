"""Who may let people in, give roles and end them. Nobody gives more than they hold, nor in another organisation."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from groundswell.people import domains
from groundswell.people.models import (
    CLINICAL_GROUPS,
    Invitation,
    Membership,
    Person,
    RoleCode,
    RoleGrant,
    StaffGroup,
)
from groundswell.people.sight import Sight, organisation_id
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, no

INVITATION_LASTS = timedelta(days=30)
LONGEST_AWAY = timedelta(days=366)
MOST_WAITING = 5  # requests one person may have open, so that nobody can flood the people who answer

LETS_IN = (RoleCode.PLACE_ADMIN, RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.EXECUTIVE)

_TEAM = frozenset({RoleCode.ANSWERER, RoleCode.DEPUTY, RoleCode.ENABLER, RoleCode.COACH, RoleCode.PARTNER})
_PLACE = _TEAM | {RoleCode.DECIDER, RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.PLACE_ADMIN}
_CHECKS = frozenset({RoleCode.IG_LEAD, RoleCode.AUDITOR, RoleCode.FINANCE, RoleCode.SAFETY})
_ORGANISATION = _PLACE | _CHECKS | {RoleCode.EXECUTIVE, RoleCode.SYSTEM_VIEWER}
# The keeper of outside frameworks serves every organisation here: only the operator gives that role.
GIVES: dict[RoleCode, frozenset[RoleCode]] = {
    RoleCode.PLACE_LEAD: _TEAM,
    RoleCode.PLACE_ADMIN: _PLACE,
    RoleCode.EXECUTIVE: _ORGANISATION,
}


def default_flags(staff_group: str) -> tuple[bool, bool]:
    """Clinical and managerial, as usual for a staff group. Only a suggestion: the person decides."""
    return staff_group in CLINICAL_GROUPS, staff_group == StaffGroup.GENERAL_MANAGEMENT


def may_let_in(seen: Sight, place: Place) -> Verdict:
    """Invite people to a place and answer those who ask to join it."""
    if seen.holds_any(LETS_IN, place):
        return YES
    return no(f"Only someone who leads or looks after {place} can let people in.")


def may_look_after(seen: Sight, place: Place) -> Verdict:
    """Give and end roles at a place: see the tools for it at all."""
    if any(seen.holds(role, place) for role in GIVES):
        return YES
    return no(f"Only someone who leads or looks after {place} can give roles there.")


def roles_to_give(seen: Sight, place: Place) -> frozenset[RoleCode]:
    return frozenset(role for held, roles in GIVES.items() if seen.holds(held, place) for role in roles)


def may_give(seen: Sight, by: Person, *, role: str, place: Place, to: Person, to_seen: Sight) -> Verdict:
    """Threat 16: not to oneself, not above oneself, not in another organisation."""
    if not (allowed := may_look_after(seen, place)):
        return allowed
    if by == to:
        return no("Nobody can give a role to themselves. Ask someone else who looks after this place.")
    if role not in roles_to_give(seen, place):
        return no("This role can only be given by someone who holds more than you do here.")
    if not to.is_active or not to_seen.works_in(organisation_id(place)):
        return no("This person does not work in this organisation. Invite them first.")
    return YES


def may_end(seen: Sight, by: Person, grant: RoleGrant, *, others_look_after: bool) -> Verdict:
    """Give a role back oneself, or take it from someone to whom one could give it. A place keeps an administrator."""
    if grant.person_id != by.pk and grant.role not in roles_to_give(seen, grant.place):
        return no("This role can only be ended by someone who could give it.")
    return keeps_admin(grant, others_look_after=others_look_after)


def may_accept(by: Person, grant: RoleGrant, at: datetime) -> Verdict:
    """Say yes to answering for a place: only the person who was named, while they are."""
    if grant.person_id != by.pk:
        return no("Only the person who was named can say yes.")
    if grant.until and grant.until <= at:
        return no("This role has ended.")
    return YES if grant.wants_a_yes else no("You said yes already.")


def keeps_admin(grant: RoleGrant, *, others_look_after: bool) -> Verdict:
    if grant.role == RoleCode.PLACE_ADMIN and not others_look_after:
        return no(f"Nobody else looks after {grant.place}. Give that role to someone else first.")
    return YES


def may_ask_to_join(person: Person, place: Place, *, here_already: bool, waiting: int) -> Verdict:
    if not place.is_open or place.placeholder:
        return no("This place is closed. Choose another one.")
    if here_already:
        return no("You work here already, or your question is still waiting for an answer.")
    if waiting >= MOST_WAITING:
        return no("You have asked to join several places. Wait for an answer or take one back first.")
    return YES


def may_use(invitation: Invitation, person: Person, at: datetime) -> Verdict:
    """An invitation is for one address, once, for thirty days."""
    if invitation.accepted_at:
        return no("This invitation was used already.")
    if invitation.withdrawn_at:
        return no("This invitation was taken back.")
    if at >= invitation.invited_at + INVITATION_LASTS:
        return no("This invitation is more than 30 days old. Ask for a new one.")
    if invitation.email.lower() != person.email.lower():
        return no("This invitation was sent to another address. Sign in with that one.")
    return YES


def may_answer(seen: Sight, by: Person, membership: Membership) -> Verdict:
    """Say yes or no to somebody who asks to join; never to one's own question."""
    if not membership.waiting:
        return no("This was answered already.")
    if membership.person_id == by.pk:
        return no("Somebody else has to confirm that you work here.")
    return may_let_in(seen, membership.place)


def may_name_domain(seen: Sight, place: Place) -> Verdict:
    if seen.holds(RoleCode.PLACE_ADMIN, place) and organisation_id(place) == place.pk:
        return YES
    return no("Only someone who looks after the whole organisation can name its mail domain.")


def may_say_doors(seen: Sight, place: Place) -> Verdict:
    """Who answers for speaking up, faults and complaints is said by who looks after the whole organisation."""
    if place.is_organisation and seen.holds(RoleCode.PLACE_ADMIN, place):
        return YES
    return no("Only someone who looks after the whole organisation can say whom it has for this.")


def may_say_numbers(seen: Sight, place: Place) -> Verdict:
    """How hospital numbers are written is said by who looks after the whole organisation."""
    if place.is_organisation and seen.holds(RoleCode.PLACE_ADMIN, place):
        return YES
    return no("Only someone who looks after the whole organisation can say how its hospital numbers are written.")


def may_say_headcounts(seen: Sight, place: Place) -> Verdict:
    """How many people work at a place is said by who leads it or looks after its people, there or above."""
    if seen.holds_any((RoleCode.PLACE_LEAD, RoleCode.PLACE_ADMIN, RoleCode.MANAGER, RoleCode.EXECUTIVE), place):
        return YES
    return no("That is for whoever leads this place or looks after its people.")


def may_see_stuck(seen: Sight, place: Place) -> Verdict:
    """Letters and jobs that got stuck are looked at by who looks after the whole organisation."""
    if place.is_organisation and seen.holds(RoleCode.PLACE_ADMIN, place):
        return YES
    return no("Only someone who looks after the whole organisation sees what got stuck.")


def may_own(seen: Sight, by: Person, domain: str, place: Place, *, taken: bool) -> Verdict:
    """Say that a mail domain belongs to this organisation alone: the proof is one's own address there."""
    if not (allowed := may_name_domain(seen, place)):
        return allowed
    if not domains.looks_right(domain):
        return no("This does not look like a mail domain, such as hospital.nhs.uk.")
    if domains.is_shared(domain):
        return no("Many organisations share this mail domain, so it cannot show who works here.")
    if domains.domain_of(by.email) != domain:
        return no("You can only name the domain of your own work address.")
    if taken:
        return no("This mail domain is entered already.")
    return YES


def is_own(membership: Membership, by: Person) -> Verdict:
    return YES if membership.person_id == by.pk else no("Only the person can change this.")


def may_remove(seen: Sight, by: Person, membership: Membership, at: datetime) -> Verdict:
    """End the membership of somebody who has left; one's own is left by oneself."""
    if membership.until and membership.until <= at:
        return no("This person has left already.")
    if membership.person_id == by.pk:
        return no("Leave the place under Me, Where I work.")
    return may_let_in(seen, membership.place)


def may_be_away_until(back_on: date | None, today: date) -> Verdict:
    """A day to come, within a year; None says that somebody is back."""
    if back_on is None or today < back_on <= today + LONGEST_AWAY:
        return YES
    return no("Choose a day after today and within a year: the first day you are back.")


def may_cover(person: Person, seen: Sight, cover: Person, cover_seen: Sight, today: date) -> Verdict:
    """A colleague of the same organisation who is there, answers for somebody away."""
    if cover.pk == person.pk:
        return no("Choose a colleague: you are away yourself.")
    if not cover.is_active or not seen.organisations & cover_seen.organisations:
        return no(f"{cover.called} does not work where you work.")
    if cover.is_away(today):
        return no(f"{cover.called} is away too. Choose somebody else.")
    return YES


def may_decline_cover(person: Person, by: Person) -> Verdict:
    if person.cover_id == by.pk:
        return YES
    return no(f"You do not answer for {person.called}.")
