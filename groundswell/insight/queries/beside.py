"""With whom each team changes things: rows of changes and stories, for the places that are one team."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from groundswell.changes import queries as changes
from groundswell.insight.leadership import Figures, teams_in
from groundswell.insight.one_team import At, Beside, Took, teams_beside
from groundswell.insight.queries.snapshots import above_of, end_of
from groundswell.places.models import Kind, Place
from groundswell.stories import queries as stories
from groundswell.ui.formats import london_day


def beside_by_place(home: Place, month: date, leadership: Mapping[int, Figures]) -> dict[int, list[Beside]]:
    """For each place that is one team: a team with none inside it, or a practice. Three questions, however many places."""
    until, as_of = end_of(month), month.toordinal()
    teams = {pk for pk, found in leadership.items() if teams_in(found) == [pk]}
    places = Place.objects.in_bulk(list(leadership))
    alone = teams | {pk for pk, place in places.items() if place.kind == Kind.PRACTICE}
    ats = [
        At(row.work, row.place, above_of(row.path), london_day(row.joined_at).toordinal(), _over(row))
        for row in changes.places_measured(home.pk)
    ]
    takes = [
        Took(row.told_place, above_of(row.told_path), row.place, above_of(row.path))
        for row in stories.taken_up_measured(home.pk, until)
    ]
    found = {}
    for pk in alone:
        near = {other for other in teams if places[other].parent_id == places[pk].parent_id} if pk in teams else set()
        found[pk] = teams_beside(pk, near, ats, takes, as_of)
    return found


def _over(row: changes.At) -> int | None:
    days = [row.normal_on] if row.normal_on else []
    days += [london_day(row.stopped_at)] if row.stopped_at else []
    return min(days).toordinal() if days else None
