"""Questions about places. Nothing here is secret: every organisation, site and team may be found by anyone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.http import Http404

from groundswell.places.models import TAKEN_THERE, Door, FormerName, Link, Place, PlaceQuerySet, Route, Word
from groundswell.places.words import WEIGHT_OF_CLOSED, asked_for, parts

MOST = 50  # neighbours and results are read by people


def place_by_key(key: str) -> Place:
    """By ODS code or our own id, in any case for a code; not found otherwise."""
    place = _by_key(key).first()
    if place is None:
        raise Http404
    return place


def _by_key(key: str) -> PlaceQuerySet:
    key = key.replace("\0", "").strip()  # which PostgreSQL would refuse
    return Place.objects.select_related("parent", "organisation").filter(key__in={key, key.upper()})


def under(place: Place) -> QuerySet[Place]:
    """The place itself and everything below it, in today's tree."""
    return Place.objects.under(place)


def ids_under(place: Place) -> list[int]:
    """Ids of a place and everything below it; kept on the place for one request."""
    if "_ids_under" not in place.__dict__:
        place.__dict__["_ids_under"] = list(Place.objects.under(place).values_list("pk", flat=True))
    found: list[int] = place.__dict__["_ids_under"]
    return found


def above(place: Place) -> list[Place]:
    """Everything the place belongs to, from the region down to its own parent. One query."""
    found = Place.objects.in_bulk(place.above_ids()[:-1])
    return [found[pk] for pk in place.above_ids()[:-1]]


def organisation_of(place: Place) -> Place | None:
    """The organisation a site or team belongs to; an organisation is its own."""
    return place.organisation


def neighbours(place: Place, on: date, limit: int = 20) -> list[Place]:
    """Open places of the same kind that share its parent, or its network on a day; the network's first."""
    mine = _links_on(on).filter(place=place).values("network")
    shared = set(_links_on(on).filter(network__in=mine).values_list("place", flat=True))
    near = Place.objects.open_places().filter(kind=place.kind).exclude(pk=place.pk).order_by("name", "pk")
    first = list(near.filter(pk__in=shared)[:limit])
    rest = near.filter(parent=place.parent_id).exclude(pk__in=shared)[:limit] if place.parent_id else []
    return [*first, *rest][: min(limit, MOST)]


def _links_on(day: date) -> QuerySet[Link]:
    return Link.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)


def networks_of(ids: Iterable[int], on: date) -> frozenset[int]:
    """Ids of the networks that some places belong to on a day. One query."""
    return frozenset(_links_on(on).filter(place__in=list(ids)).values_list("network", flat=True))


def members_of(network: Place, on: date) -> list[str]:
    """Paths of the places that belong to a network on a day."""
    return list(_links_on(on).filter(network=network).values_list("place__path", flat=True))


def successors(place: Place) -> list[Place]:
    """Who took over from a place."""
    return list(Place.objects.filter(predecessors__before=place).order_by("name", "pk")[:MOST])


def predecessors(place: Place) -> list[Place]:
    """From whom a place took over."""
    return list(Place.objects.filter(successors__after=place).order_by("name", "pk")[:MOST])


def names_since(places: Iterable[Place], since: date) -> dict[int, list[FormerName]]:
    """Names that some places still had on a day or after it, latest first, by the id of the place. One query."""
    found: dict[int, list[FormerName]] = {}
    for row in FormerName.objects.filter(place__in=list(places), until__gte=since).order_by("-until", "-pk"):
        found.setdefault(row.place_id, []).append(row)
    return found


def find(text: str, limit: int = 10, kinds: Iterable[str] | None = None, *, only_open: bool = False) -> list[Place]:
    """Places with words that begin like each word of `text` (name, postcode or ODS code), likeliest first.

    Needs three letters of at least one word. A code typed in full comes first, open places before closed ones.
    """
    wanted = asked_for(text)
    if not wanted:
        return []
    limit, wanted_kinds = min(limit, MOST), list(kinds or [])
    exact = _by_code(text, wanted_kinds, only_open)
    ids = _by_words(wanted, wanted_kinds, 3 * limit, only_open)
    found = Place.objects.select_related("parent", "organisation").in_bulk(ids)
    ids = [pk for pk in ids if pk in found and found[pk] not in exact]
    asked = parts(text)
    ids.sort(key=lambda pk: (not found[pk].is_open, not _leads(parts(found[pk].name), asked)))
    return [*exact, *(found[pk] for pk in ids)][:limit]


def _leads(name: list[str], asked: list[str]) -> bool:
    """Whether a name begins with the words typed; one word alone must be the whole name."""
    name = name[1:] if name[:1] in (["nhs"], ["the"]) and name[:1] != asked[:1] else name
    if len(asked) == 1:
        return name == asked
    return len(name) >= len(asked) and all(part.startswith(begin) for part, begin in zip(name, asked, strict=False))


def _by_code(text: str, kinds: list[str], only_open: bool) -> list[Place]:
    rows = _by_key(text).open_places() if only_open else _by_key(text)
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def _by_words(wanted: list[str], kinds: list[str], most: int, only_open: bool) -> list[int]:
    """Ids of the lightest places that have all the words; the longest word leads, since it is the rarest."""
    lead, *others = sorted(wanted, key=len, reverse=True)
    rows = Word.objects.filter(word__begins=lead)
    for word in others:
        rows = rows.filter(place__in=Word.objects.filter(word__begins=word).values("place"))
    if only_open:
        rows = rows.filter(weight__lt=WEIGHT_OF_CLOSED)
    if kinds:
        rows = rows.filter(place__kind__in=kinds)
    best = rows.values("place").annotate(best=Min("weight")).order_by("best", "place")[:most]
    return [row["place"] for row in best]


def doors_of(place: Place) -> list[Door]:
    """One door for each route at the place's organisation, most pressing first; one not named yet has no name.

    For speaking up, who is not named yet is the national line: Speak Up Direct, for NHS and social care staff in England.
    """
    organisation_id = place.organisation_id or place.pk
    named = {door.route: door for door in Door.objects.filter(organisation_id=organisation_id)}
    nobody = {route: Door(route=route) for route in Route}
    nobody[Route.SPEAK_UP] = Door(
        route=Route.SPEAK_UP, name="Speak Up Direct", phone="08000 724 725", address="https://speakup.direct"
    )
    return [named.get(route, nobody[route]) for route in Route]


def doors_for_words(place: Place) -> list[Door]:
    """Those to which somebody's words may be taken."""
    return [door for door in doors_of(place) if door.route in TAKEN_THERE]
