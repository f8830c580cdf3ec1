"""Who may tell a story, read it, open it to everyone, take it up and bring a result back. Promises 1 and 6."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from statistics import median

from django.utils.translation import gettext as _

from groundswell.changes.models import State
from groundswell.changes.rules import Seats
from groundswell.ideas.models import Stage
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.stories.models import FOR_EVERYONE, Adoption, Audience, Result, Story
from groundswell.ui.verdicts import YES, Verdict, no

OWNER_TELLS_FROM = (State.WORKING, State.NORMAL, State.STOPPED)


def is_a_teller(by: Person, seats: Seats, owners: Collection[Person]) -> Verdict:
    """The pair, and whoever noticed it: the idea stays theirs."""
    if seats.holds(by) or by in owners:
        return YES
    return no(_("The co-leads or the owner of the idea tell this story."))


def may_tell(by: Person, seats: Seats, owners: Collection[Person], state: str) -> Verdict:
    """The pair as soon as something was tried; the owner of the idea once it is stopped, working or normal.

    `state` is what the change is at its home place.
    """
    if not (verdict := is_a_teller(by, seats, owners)):
        return verdict
    if state == State.PAIRING:
        return no(_("Nothing was tried yet. Tell the story when there is something to learn from."))
    if not seats.holds(by) and state not in OWNER_TELLS_FROM:
        return no(_("The co-leads are still trying. You can tell it once it works, or once it was stopped."))
    return YES


def may_edit(by: Person, seats: Seats, owners: Collection[Person]) -> Verdict:
    return is_a_teller(by, seats, owners)


def may_read(
    story: Story,
    person: Person,
    seen: Sight,
    origin: Collection[Place],
    takers: Collection[int],
    named: Collection[Person],
) -> Verdict:
    """The one place that decides who reads a story.

    `origin` are the places of the change, `takers` the organisations that took it up (ids): they keep reading when the story is
    closed again. `named` are the owners and the pair: they read it wherever they work now.
    """
    if story.told_by_id == person.pk or person in named or seen.organisations & set(takers):
        return YES
    return is_among(story.audience, story, seen, origin)


def is_among(audience: str, story: Story, seen: Sight, origin: Collection[Place]) -> Verdict:
    """Whether somebody belongs to the readers that an audience names."""
    if audience == Audience.PLACE:
        here = any(seen.works_at(place) for place in origin)
        return YES if here else no(_("This story is for the places that took part."))
    if any(seen.works_in(place.organisation_id or place.pk) for place in origin):
        return YES
    if audience == Audience.SYSTEM and story.system_id in seen.above:
        return YES
    if audience in FOR_EVERYONE and seen.memberships:
        return YES
    return no(_("This story is for the organisations that took part."))


def reads_of_withdrawal(story: Story, seen: Sight, origin: Collection[Place]) -> Verdict:
    """Whoever could read it before it was withdrawn reads that it was, and why: it does not vanish in silence."""
    if not story.withdrawn_at:
        return no(_("This story was not withdrawn."))
    return is_among(story.withdrawn_from, story, seen, origin)


def may_choose_audience(by: Person, seats: Seats) -> Verdict:
    if seats.holds(by):
        return YES
    return no(_("A co-lead decides who can read the story. Until then it is for the organisations that took part."))


def may_change_audience(story: Story, to: str, by: Person, seats: Seats) -> Verdict:
    """Wider or narrower: a co-lead says so. Who has taken it up keeps reading it."""
    if story.withdrawn_at:
        return no(_("It is withdrawn. Put it back first."))
    if to == story.audience:
        return no(_("That is who can read it already."))
    if to == Audience.SYSTEM and not story.system_id:
        return no(_("There is no integrated care board above {place}.").format(place=story.place))
    return may_choose_audience(by, seats)


def is_wider(to: str, before: str) -> bool:
    order = list(Audience.values)
    return order.index(to) > order.index(before)


def may_withdraw(story: Story, by: Person, seats: Seats, owners: Collection[Person]) -> Verdict:
    """The pair and the owner of the idea: what is told in their name they can take back, openly."""
    if story.withdrawn_at:
        return no(_("It is withdrawn already."))
    return is_a_teller(by, seats, owners)


def may_put_back(story: Story, by: Person, seats: Seats, owners: Collection[Person]) -> Verdict:
    if not story.withdrawn_at:
        return no(_("It is not withdrawn."))
    return is_a_teller(by, seats, owners)


def may_be_named(by: Person, named: Collection[Person]) -> Verdict:
    """Owners and the pair say whether their name may stand where anybody reads it."""
    if by in named:
        return YES
    return no(_("Only those who noticed it and led it are named there."))


def may_take_up_somewhere(seen: Sight, origin: Collection[int], taken: Collection[int]) -> Verdict:
    """Whether there is any place of theirs left where somebody can take it up; ids of places."""
    if not seen.memberships:
        return no(_("People who work at a place can take it up there. Join the place where you work first."))
    left = [place for place in seen.places if may_take_up_at(place, origin, taken)]
    if left:
        return YES
    if all(place.pk in origin for place in seen.places):
        return no(_("This comes from where you work."))
    return no(_("It was already taken up where you work."))


def may_take_up_at(place: Place, origin: Collection[int], taken: Collection[int]) -> Verdict:
    if place.pk in origin:
        return no(_("It comes from {place}.").format(place=place))
    if place.pk in taken:
        return no(_("{place} has already taken it up.").format(place=place))
    if not place.is_open:
        return no(_("{place} is closed.").format(place=place))
    return YES


def may_take_up(seen: Sight, place: Place, origin: Collection[int], taken: Collection[int]) -> Verdict:
    """Take it up at one place where one works, which neither told it nor has taken it up."""
    if place not in seen.places:
        return no(_("Choose a place where you work."))
    return may_take_up_at(place, origin, taken)


def may_bring_result(adoption: Adoption, by: Person, *, in_a_seat: bool, seats_empty: bool) -> Verdict:
    """The pair of the change that took it up; while nobody sits in a seat, whoever took it up. Also after it stopped."""
    if adoption.returned_at:
        return no(_("The result was already brought back."))
    if in_a_seat or (seats_empty and adoption.person_id == by.pk):
        return YES
    return no(_("The co-leads at {place} bring the result back.").format(place=adoption.place))


def may_adapt(adoption: Adoption, by: Person, *, in_a_seat: bool, seats_empty: bool) -> Verdict:
    """Say what is different here, at any time: the pair; while nobody sits in a seat, whoever took it up."""
    if in_a_seat or (seats_empty and adoption.person_id == by.pk):
        return YES
    return no(_("The co-leads at {place} say what is different there.").format(place=adoption.place))


def result_of(helped: Collection[bool], *, partly: bool = False) -> Result:
    """Whether it held, from where it began and every place that told its result: all, some or none; `partly` anywhere is mixed."""
    if all(helped):
        return Result.MIXED if partly else Result.HELD
    return Result.MIXED if any(helped) else Result.NOT


def may_follow(seen: Sight) -> Verdict:
    """Whoever reads what is for everyone can have it come to a feed reader."""
    return YES if seen.memberships else no(_("Join the place where you work first."))


ENOUGH_READINGS = 6  # on either side, for a middle that says something


def before_and_since(
    readings: Sequence[tuple[date, float]], began: date | None, adopted: date | None
) -> tuple[float, float] | None:
    """The middle reading before anything was tried, and since it was kept; none with too few on either side."""
    before = [value for on, value in readings if began and on < began]
    since = [value for on, value in readings if adopted and on >= adopted]
    if min(len(before), len(since)) < ENOUGH_READINGS:
        return None
    return median(before), median(since)


def is_spread(stage: str, readings: int) -> bool:
    """An idea has spread when it is normal practice at home and another place has a reading of its own (d3)."""
    return stage == Stage.NORMAL and readings > 0
