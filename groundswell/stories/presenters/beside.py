"""The chart of a place that took something up, beside the one it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.measures.queries import Picture
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.stories import queries
from groundswell.stories.models import Adoption
from groundswell.ui.formats import as_day, day

MOST_ROWS = 60


@dataclass(frozen=True)
class Both:
    """One day of the table."""

    when: str
    there: str
    here: str


@dataclass(frozen=True)
class BesideCard:
    """Two charts with their sentences and one table; `why_not` says why there are none."""

    there: str
    here: str
    charts: queries.Beside | None
    why_not: str
    rows: tuple[Both, ...]
    cut: str
    adapted: str
    adapt: str
    change: str
    story: str


def beside(row: Adoption, person: Person, seen: Sight, charts: queries.Beside | None) -> BesideCard:
    rows, mine = _rows(charts) if charts else (), seen.works_in(row.organisation_id)
    return BesideCard(
        there=row.story.place.in_full, here=row.place.in_full, charts=charts, why_not="" if charts else why_not(row),
        rows=rows[:MOST_ROWS], adapted=row.adapted, story=row.story.get_absolute_url(),
        cut=_("The newest {n} days are shown.").format(n=MOST_ROWS) if len(rows) > MOST_ROWS else "",
        adapt=reverse("stories:adapt", args=[row.public_id]) if mine and queries.may_adapt(row, person) else "",
        change=row.change.get_absolute_url() if mine else "",
    )  # fmt: skip


def why_not(row: Adoption) -> str:
    if row.story.measure is None:
        return _("The story shows no chart.")
    if row.measure is None:
        return _("Nothing is counted here that the story counts.")
    unit = row.measure.unit or _("another unit")
    return _("They count in {unit} now, which cannot stand on the same scale.").format(unit=unit)


def _rows(charts: queries.Beside) -> tuple[Both, ...]:
    there, here = _readings(charts.there), _readings(charts.here)
    days = sorted({*there, *here}, reverse=True)
    return tuple(Both(day(on), there.get(on, ""), here.get(on, "")) for on in days)


def _readings(picture: Picture) -> dict[date, str]:
    """What the table of a chart says, by day; of several readings a day the last."""
    pairs = zip(picture.chart.points, picture.table, strict=True)
    return {as_day(point.on): row.reading for point, row in pairs if isinstance(point.on, date | datetime)}
