"""Opening, closing, moving and renaming a place by hand. Who did it is recorded by the caller: places know no people."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr

from groundswell.places import rules
from groundswell.places.models import TEAMS, FormerName, Parentage, Place, Status, Word
from groundswell.places.words import leading_to
from groundswell.ui.formats import as_day

EARLIER = timedelta(days=1)


@transaction.atomic
def open_place(
    *,
    name: str,
    kind: str,
    parent: Place | None,
    at: date | datetime,
    ods_code: str | None = None,
    postcode: str = "",
) -> Place:
    """A team inside a place, or an organisation that no ODS file names."""
    rules.may_open(name=name, kind=kind, parent=parent).or_refuse()
    place = Place(
        name=name.strip(), kind=kind, parent=parent, ods_code=ods_code, postcode=postcode, opened_on=as_day(at)
    )
    if ods_code:
        place.key = ods_code
    place.save()
    _stand(place, parent)
    if parent:
        Parentage.objects.create(place=place, parent=parent, since=as_day(at))
    _remember_words(place)
    return place


@transaction.atomic
def place_elsewhere(*, name: str, kind: str, organisation: Place | None, source: str) -> Place:
    """A place of another installation: a tree of its own that nobody here works in, and that no search for places finds."""
    place = Place.objects.create(name=name[:150], kind=kind, organisation=organisation, source=source[:60])
    place.path, place.organisation = f"/{place.pk}/", organisation or place
    place.save(update_fields=["path", "organisation"])
    return place


def say_anew(*, place: Place, name: str, kind: str) -> None:
    """A place of another installation has the name and the kind that are said of it now."""
    place.name, place.kind = name[:150], kind
    place.save(update_fields=["name", "kind"])


@transaction.atomic
def close_place(*, place: Place, at: date | datetime) -> Place:
    """Its last day is the day of `at`. What is inside must have been closed or moved before."""
    inside = Place.objects.under(place).open_places().exclude(pk=place.pk).count()
    rules.may_close(place, open_inside=inside).or_refuse()
    place.status, place.closed_on = Status.INACTIVE, as_day(at)
    place.save(update_fields=["status", "closed_on"])
    _remember_words(place)
    return place


@transaction.atomic
def move_place(*, place: Place, to: Place, at: date | datetime) -> Place:
    """From the day of `at` it belongs to `to`; everything below it follows, and the past is kept."""
    for one in (place, to):  # as they stand now, whoever moved them in the meantime
        one.refresh_from_db(
            fields=["path", "organisation", "parent", "status"], from_queryset=Place.objects.select_for_update()
        )
    rules.may_move(place, to).or_refuse()
    day = as_day(at)
    today = Parentage.objects.filter(place=place, until=None)
    today.filter(since__gte=day).delete()  # moved twice in a day: the first move never held for a whole day
    today.update(until=day - EARLIER)
    Parentage.objects.create(place=place, parent=to, since=day)
    _carry(place, to)
    return place


@transaction.atomic
def rename_place(*, place: Place, name: str, at: date | datetime) -> Place:
    """The old name is kept with its last day."""
    rules.may_open(name=name, kind=place.kind, parent=place.parent).or_refuse()
    if name.strip() != place.name:
        FormerName.objects.create(place=place, name=place.name, until=as_day(at) - EARLIER)
        place.name = name.strip()
        place.save(update_fields=["name"])
        for one in Place.objects.under(place).select_related("parent", "organisation"):
            _remember_words(one)
    return place


def _stand(place: Place, parent: Place | None) -> None:
    """Write the place's own path and organisation from its parent's."""
    place.parent = parent
    place.path = f"{parent.path if parent else '/'}{place.pk}/"
    place.organisation = place if place.is_organisation else parent.organisation if parent else None
    place.save(update_fields=["parent", "path", "organisation"])


def _carry(place: Place, to: Place) -> None:
    before, old_organisation = place.path, place.organisation_id
    _stand(place, to)
    below = Place.objects.filter(path__begins=before).exclude(pk=place.pk)
    if place.organisation_id != old_organisation:
        below.filter(organisation=old_organisation).update(organisation=place.organisation_id)
    below.update(path=Concat(Value(place.path), Substr("path", len(before) + 1)))
    for one in Place.objects.under(place).filter(kind__in=TEAMS).select_related("parent", "organisation"):
        _remember_words(one)


def _remember_words(place: Place) -> None:
    """Write anew under which words the place is found."""
    around = {place.parent, place.organisation} - {place, None} if place.is_team else set()
    words = leading_to(
        name=place.name, kind=place.kind, status=place.status, code=place.ods_code, postcode=place.postcode,
        parent=place.parent.name if place.parent else "",
        of_place=" ".join(sorted(one.name for one in around if one)),
    )  # fmt: skip
    Word.objects.filter(place=place).delete()
    Word.objects.bulk_create(Word(place=place, word=word, weight=weight) for word, weight in words.items())
