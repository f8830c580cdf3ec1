"""Ideas whose sender is found by a number or under a seal; ideas that nobody confirmed, or that wait to be shown."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.http import Http404

from groundswell.ideas.models import Idea, NameMode
from groundswell.ideas.rules import HEARS_FIRST, RELEASED_TOGETHER, Keeping, keeping
from groundswell.people.models import Person, RoleGrant
from groundswell.people.queries import Sight, holders, sight
from groundswell.places.models import Place
from groundswell.post import numbers

MOST_SEALS = 500  # opened one by one: some tens of microseconds each


def after_number(number: str) -> Idea:
    """The idea to which a number of 16 digits belongs."""
    rows = Idea.objects.select_related("owner", "place", "place__organisation", "heard_by", "keeper")
    found = rows.filter(receipt=numbers.mark_of(number)).first() if number else None
    if found is None:
        raise Http404
    return found


def is_a_number(number: str) -> bool:
    return Idea.objects.filter(receipt=numbers.mark_of(number)).exists()


def unconfirmed_among(public_ids: list[str]) -> list[Idea]:
    """Of those sent from this device, the ones that still wait for their sender."""
    rows = Idea.objects.filter(public_id__in=public_ids[-20:], owner=None, unconfirmed_until__isnull=False)
    return list(rows.select_related("place").order_by("noticed_at", "pk"))


def held_for_me(person: Person, public_id: str) -> Idea:
    """One idea on which this person's own name is held; for anybody else it is not there."""
    rows = Idea.objects.filter(public_id=public_id, name_mode=NameMode.HELD)
    idea = rows.select_related("place", "place__organisation", "heard_by", "keeper").first()
    if idea is None or is_held_for(idea) != person.pk:
        raise Http404
    return idea


def name_under_seal(idea: Idea) -> str:
    """The name of the person under the seal, for the one it was sealed for: a keeper put into the row opens nothing."""
    owner, keeper = under_seal(idea)
    found = Person.objects.filter(pk=owner or 0).first() if keeper and keeper == idea.keeper_id else None
    return found.called if found else ""


def is_held_for(idea: Idea) -> int | None:
    """Under the seal: the primary key of the person whose name is held."""
    return under_seal(idea)[0]


def under_seal(idea: Idea) -> tuple[int | None, int | None]:
    """The primary keys of whose name it is and of who may hold it."""
    opened = numbers.unseal(idea.sealed_owner) if idea.sealed_owner else ""
    found = [int(key) for key in opened.split() if key.isdigit()]
    owner, keeper = (*found, None, None)[:2]
    return owner, keeper


def keeping_of(idea: Idea, owner: Person, at: datetime) -> Keeping:
    """Who holds this name now, or could."""
    return keeping(idea.keeper, owner, holders(HEARS_FIRST, idea.place, at))


def keepers_gone(at: datetime, limit: int = 50) -> list[Idea]:
    """Ideas whose keeper does not answer there any more, while somebody else does who is not the owner."""
    held = Idea.objects.filter(keeper__isnull=False)
    rows = RoleGrant.objects.current(at).filter(role__in=HEARS_FIRST, person__in=held.values("keeper"))
    grants: defaultdict[int, list[RoleGrant]] = defaultdict(list)
    for row in rows.filter(person__is_active=True).select_related("place"):
        grants[row.person_id].append(row)
    places = {place.pk: place for place in Place.objects.filter(pk__in=held.values("place"))}
    found: list[Idea] = []
    for keeper, place in held.order_by("keeper_id", "place_id").values_list("keeper_id", "place_id").distinct():
        if Sight(grants=tuple(grants[keeper])).holds_any(HEARS_FIRST, places[place]):
            continue
        others = holders(HEARS_FIRST, places[place], at)
        rows_there = held.filter(keeper=keeper, place=place) if others else held.none()
        found += [idea for idea in rows_there.select_related("place")[:limit] if _could_pass(idea, others)]
        if len(found) >= limit:
            break
    return found[:limit]


def _could_pass(idea: Idea, others: list[Person]) -> bool:
    """Where the seal does not open, because the key is missing, all stays as it is."""
    owner = is_held_for(idea)
    return owner is not None and any(one.pk != owner for one in others)


def whose_name_is_held(person: Person, *, everywhere: bool = False) -> list[Idea]:
    """Ideas where this person's own name is held, newest first. Nothing in the database says which: the seals are opened."""
    rows = Idea.objects.filter(name_mode=NameMode.HELD).exclude(sealed_owner="").select_related("place", "keeper")
    if not everywhere:
        rows = rows.filter(organisation__in=sight(person).organisations).newest_first()[:MOST_SEALS]
    return [idea for idea in rows.iterator(chunk_size=500) if is_held_for(idea) == person.pk]


def unconfirmed_over(at: datetime, limit: int = 200) -> list[Idea]:
    """Notices from posters that nobody confirmed in their fourteen days."""
    return list(Idea.objects.filter(unconfirmed_until__lte=at).order_by("unconfirmed_until")[:limit])


def waiting_too_long(at: datetime, limit: int = 200) -> list[Idea]:
    return list(Idea.objects.filter(release_at__lte=at).select_related("place").order_by("release_at")[:limit])


def released_with(idea: Idea) -> list[Idea]:
    """Those at the same place that wait for company, when there are enough of them; else nothing.

    Five from one person whose name is held are one. Of names not kept nobody can know, so each counts.
    """
    rows = Idea.objects.filter(place=idea.place_id, release_with_others=True, release_at__isnull=False)
    found = list(rows.select_related("place").order_by("pk")[:200])
    senders = {is_held_for(one) or f"idea {one.pk}" for one in found}
    return found if len(senders) >= RELEASED_TOGETHER else []
