"""Who may open a call, read it, answer it and close it; and what others see of a place that answers."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from groundswell.people.models import Person, RoleCode
from groundswell.people.sight import Sight
from groundswell.places.models import Kind, Place
from groundswell.stories.models import Call, CallAnswer, Reach
from groundswell.ui.verdicts import YES, Verdict, no

CALLERS = (Kind.REGION, Kind.ICB, Kind.SUB_ICB, Kind.NETWORK, Kind.COMMISSIONER, Kind.HEALTH_BOARD)
LEADS = (RoleCode.EXECUTIVE, RoleCode.MANAGER, RoleCode.PLACE_LEAD)
FEWEST = 5  # places that did not give their name: below this their number is not said (d22)


def may_call(place: Place) -> bool:
    """A place with organisations under it, or the top of the tree, as a nation is."""
    return place.is_open and (place.kind in CALLERS or place.parent_id is None)


def speaks_for(seen: Sight, place: Place) -> bool:
    """Executive, manager or lead of that very place; its system viewer where they can also be asked.

    A call promises an answer to what stands in the way. Looking across alone promises nothing, so a system viewer needs to
    be one who may be asked there.
    """
    held = {grant.role for grant in seen.grants if grant.place_id == place.pk}
    return bool(held & set(LEADS)) or {RoleCode.SYSTEM_VIEWER, RoleCode.ENABLER} <= held


def places_to_call_for(seen: Sight) -> list[Place]:
    """The places in whose name this person may call."""
    places = dict.fromkeys(grant.place for grant in seen.grants)
    return [place for place in places if may_call(place) and speaks_for(seen, place)]


def may_open(seen: Sight) -> Verdict:
    if places_to_call_for(seen):
        return YES
    return no(_("A call is opened by who leads an integrated care board, a network, a region or a nation."))


def may_change(call: Call, seen: Sight) -> Verdict:
    if not speaks_for(seen, call.place):
        return no(_("Who leads {place} can change this call.").format(place=call.place))
    return no(_("This call is closed.")) if call.closed_at else YES


def may_read(call: Call, seen: Sight, above: Collection[int]) -> Verdict:
    """`above`: ids of the places above where somebody works, with the networks of those."""
    if call.place_id in above or (call.reach == Reach.EVERYONE and seen.memberships):
        return YES
    return no(_("This call is for other places."))


def is_for(call: Call, above: Collection[int]) -> bool:
    """Whether a call reaches a place, of which `above` are the places above it with their networks."""
    return call.reach == Reach.EVERYONE or call.place_id in above


def may_answer(call: Call, today: date, above: Collection[int]) -> Verdict:
    """With something of one's own, while it is open, from a place that it reaches."""
    if call.is_over_on(today):
        return no(_("This call is over."))
    if not call.is_open_on(today):
        return no(_("This call has not begun."))
    return YES if is_for(call, above) else no(_("This call is for other places."))


def may_unlink(answer: CallAnswer, by: Person, seen: Sight) -> Verdict:
    """Who linked it, or who leads the place, says what others see of it, and takes it back."""
    if answer.linked_by_id == by.pk or seen.holds_any(LEADS, answer.place):
        return YES
    return no(_("Who linked it or leads {place} can change this.").format(place=answer.place))
