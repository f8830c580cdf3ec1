"""Ideas whose sender is found by a number or under a seal; ideas that nobody confirmed, or that wait to be shown."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from groundswell.ideas.models import Idea, NameMode
from groundswell.ideas.rules import RELEASED_TOGETHER
from groundswell.people.models import Person
from groundswell.people.queries import sight
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
    """The name of the person under the seal, for the one who holds it."""
    owner = Person.objects.filter(pk=is_held_for(idea) or 0).first()
    return owner.called if owner else ""


def is_held_for(idea: Idea) -> int | None:
    """Under the seal: the primary key of the person whose name is held."""
    opened = numbers.unseal(idea.sealed_owner) if idea.sealed_owner else ""
    return int(opened) if opened.isdigit() else None


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
