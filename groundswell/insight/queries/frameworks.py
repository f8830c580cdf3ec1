"""Which frameworks there are for an organisation: its own, and those that were shipped."""

from __future__ import annotations

from datetime import date

from django.db.models import Q
from django.http import Http404

from groundswell.insight.models import Framework, Statement
from groundswell.places.models import Place


def home_of(place: Place) -> Place:
    """The organisation of a place; an organisation is its own."""
    return place.organisation or place


def frameworks_of(home: Place) -> list[Framework]:
    """Every version that an organisation may see, by code, the newest first."""
    rows = Framework.objects.filter(Q(organisation=home) | Q(organisation=None))
    return list(rows.prefetch_related("statements").order_by("code", "-since", "-pk"))


def in_force(home: Place, day: date) -> list[Framework]:
    """One version of each on a day: the organisation's own, or else the shipped one."""
    found: dict[str, Framework] = {}
    for one in sorted(frameworks_of(home), key=lambda one: (one.is_shipped, -one.since.toordinal())):
        if one.holds_on(day):
            found.setdefault(one.code, one)
    return sorted(found.values(), key=lambda one: one.name)


def version_for(home: Place, code: str, day: date, version: str = "") -> Framework:
    """The version that is followed on a day; or the one that is asked for by its id. Not found where there is none."""
    versions = [one for one in frameworks_of(home) if one.code == code and not one.is_draft]
    asked = [one for one in versions if one.public_id == version]
    held = sorted((one for one in versions if one.holds_on(day)), key=lambda one: one.is_shipped)
    # Before the first version there was: the oldest, so that an old period can be read at all.
    found = next(iter([*asked, *held, *versions[::-1]]), None)
    if found is None:
        raise Http404
    return found


def framework_for(home: Place, public_id: str) -> Framework:
    """A version that this organisation may see; not found otherwise."""
    found = next((one for one in frameworks_of(home) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found


def statement_for(framework: Framework, code: str) -> Statement:
    found = next((one for one in framework.statements.all() if one.code == code), None)
    if found is None:
        raise Http404
    found.framework = framework
    return found


def draft_of(home: Place, code: str) -> Framework | None:
    return Framework.objects.filter(organisation=home, code=code, started_at=None).first()


def newest_own(home: Place, code: str) -> Framework | None:
    """The newest version of its own that an organisation began."""
    rows = Framework.objects.filter(organisation=home, code=code, started_at__isnull=False)
    return rows.order_by("-since", "-pk").first()
