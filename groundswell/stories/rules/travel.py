"""Which stories may leave this installation, whom it trusts, and who decides that."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from groundswell.changes.rules import Seats
from groundswell.people.models import Person, RoleCode
from groundswell.people.sight import Sight
from groundswell.stories.models import Story
from groundswell.stories.models.travel import Installation
from groundswell.ui.verdicts import YES, Verdict, no

BETWEEN = timedelta(hours=1)
LONGEST_BACK_OFF = timedelta(days=1)


def may_travel(story: Story, *, arrived: bool) -> Verdict:
    """The one place that decides it: what is for everyone, from here. What arrived from elsewhere is theirs to send."""
    if arrived:
        return no(_("This story came from another installation. It travels from there."))
    return YES if story.is_for_everyone else no(_("Only a story that everyone can read may travel."))


def looks_after(seen: Sight) -> Verdict:
    """Whom this installation trusts is decided by who looks after a whole organisation here: it is for all of them."""
    if any(grant.role == RoleCode.PLACE_ADMIN and grant.place.is_organisation for grant in seen.grants):
        return YES
    return no(_("Who looks after a whole organisation here decides which installations are trusted."))


def may_take_out(story: Story, by: Person, seen: Sight, seats: Seats, *, arrived: bool) -> Verdict:
    """A co-lead of the work, or who looks after an organisation, carries it out as a file."""
    if not (verdict := may_travel(story, arrived=arrived)):
        return verdict
    if seats.holds(by) or looks_after(seen):
        return YES
    return no(_("A co-lead, or who looks after the organisation, takes a story out as a file."))


def is_newer(as_of: datetime, held: datetime | None) -> bool:
    """A version older than the one we hold, or the same once more, changes nothing."""
    return held is None or as_of > held


def asks_next(at: datetime, failures: int) -> datetime:
    """In an hour; after failures later and later, at most a day."""
    return at + min(BETWEEN * 2**failures, LONGEST_BACK_OFF)


def is_trusted(installation: Installation) -> bool:
    return installation.ended_at is None
