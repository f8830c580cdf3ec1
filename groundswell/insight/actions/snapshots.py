"""Make the figures of a month, once, so that they do not move."""

from __future__ import annotations

from datetime import date, datetime

from groundswell.insight import queries
from groundswell.insight.bureaucracy import figures
from groundswell.insight.hierarchy import shown_together
from groundswell.insight.models import Round, Snapshot
from groundswell.insight.one_team import days_spent
from groundswell.places.models import Place


def make_snapshots(*, home: Place, month: date, at: datetime) -> int:
    """The figures of an organisation and of every place below it where something happened. What is there already stays.

    Seconds for a large trust, so nothing is locked while it is worked out: what a month that is over looked like does not move.
    """
    heads, found = queries.staff_by_place(home, month), queries.rows_by_place(home, month)
    above = {place.pk: place.parent_id for place in found if place != home and place.parent_id}
    shown = shown_together({place.pk: heads.get(place.pk, frozenset()) for place in found}, above)
    leadership = queries.leadership_by_place(home, month)
    for pk, beside in queries.beside_by_place(home, month, leadership).items():
        leadership[pk]["beside"] = beside
    for place, rows in found.items():
        if "beside" in (kept := leadership.get(place.pk, {})):
            kept["spent"] = days_spent(rows)
    made = []
    for place, rows in found.items():
        over = heads.get(above.get(place.pk, 0))
        made.append(
            Snapshot(
                place=place, month=month, made_at=at, staff=len(heads.get(place.pk, ())),
                parent_staff=None if over is None else len(over), figures=figures(rows) if place.pk in shown else {},
                leadership=leadership.get(place.pk, {}),
            )
        )  # fmt: skip
    Snapshot.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def finish_round(*, month: date, at: datetime) -> None:
    """Every organisation has its figures up to this month."""
    Round.objects.get_or_create(month=month, defaults={"finished_at": at})
