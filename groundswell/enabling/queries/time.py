"""Protected time that was given, and what the team used of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404

from groundswell.enabling.models import PROMISED, Ask, AskBehind, AskKind, HoursUsed, Status
from groundswell.people.models import Person

LINES = 20


def week_of(day: date) -> date:
    """Its Monday."""
    return day - timedelta(days=day.weekday())


def hours_lines(ask: Ask) -> list[HoursUsed]:
    """The newest lines."""
    return list(HoursUsed.objects.filter(ask=ask).select_related("person")[:LINES])


def hours_on(ask: Ask, person: Person, day: date) -> Decimal:
    """What one person typed for a day."""
    return HoursUsed.objects.filter(ask=ask, person=person, on=day).aggregate(sum=Sum("hours"))["sum"] or Decimal(0)


def hours_line(ask: Ask, public_id: str) -> HoursUsed:
    row = HoursUsed.objects.filter(ask=ask, public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def time_given_to(room: str, work_ids: Iterable[str], today: date) -> list[tuple[Ask, Decimal]]:
    """Time that some pieces of work were given, each ask once, with the hours used this week. One query."""
    begins = week_of(today)
    week = HoursUsed.objects.filter(ask=OuterRef("pk"), on__gte=begins, on__lt=begins + timedelta(days=7))
    used = week.order_by().values("ask").annotate(sum=Sum("hours")).values("sum")
    behind = AskBehind.objects.filter(work_room=room, work_id__in=list(work_ids))
    rows = Ask.objects.filter(
        pk__in=behind.values("ask"), kind=AskKind.TIME, hours_given__isnull=False, status__in=(*PROMISED, Status.KEPT)
    )
    rows = rows.annotate(week=Coalesce(Subquery(used), Decimal(0)))
    return [(ask, Decimal(ask.week)) for ask in rows.order_by("asked_at", "pk")]
