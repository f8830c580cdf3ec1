"""Find somebody among the people of some organisations."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from groundswell.people.models import Membership


def people_in(
    organisation_ids: Iterable[int],
    text: str,
    at: datetime,
    *,
    flag: str = "",
    public_id: str = "",
    limit: int = 20,
) -> list[Membership]:
    """Who works in these organisations and has `text` in the name or the title, by name, each once.

    `flag` is `clinical` or `managerial`; `public_id` asks for one person alone.
    """
    rows = Membership.objects.current(at).filter(person__is_active=True, place__organisation__in=list(organisation_ids))
    for word in text.split()[:4]:
        rows = rows.filter(Q(person__name__icontains=word) | Q(title__icontains=word))
    if flag:
        rows = rows.filter(**{flag: True})
    if public_id:
        rows = rows.filter(person__public_id=public_id)
    rows = rows.select_related("person", "place").order_by("person__name", "pk")[: limit * 2]
    return list({row.person_id: row for row in reversed(rows)}.values())[::-1][:limit]
