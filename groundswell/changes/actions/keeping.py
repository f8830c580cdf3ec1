"""Measuring, and making it how things are done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from groundswell.changes import kinds, queries, rules
from groundswell.changes.actions.moving import go, hold, record, share_numbers
from groundswell.changes.models import BecameReal, Change, ChangePlace, State
from groundswell.ideas.actions import telling
from groundswell.ideas.models import Idea
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.measures.queries import shown_of
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day

REAL_ADDRESS_NAME = "stories:became_real"


@transaction.atomic
def link_measure(*, change: Change, measure: Measure, by: Person, at: datetime) -> None:
    """Follow a number for this change; everyone who takes part sees it. Once is enough."""
    hold(change)
    rules.may_take_part(change, by, queries.seats_of(change), queries.team_ids(change)).or_refuse()
    rules.may_follow(measure, sight(by), shown_of(measure)).or_refuse()
    if change.measures.filter(pk=measure.pk).exists():
        return
    change.measures.add(measure)
    if not measure.work_address:
        measures.belongs_to(measure=measure, title=change.title, address=change.get_absolute_url())
    for row in queries.rows_of(change):
        share_numbers(measure, row.place, by)
    record(kinds.MEASURE_LINKED, change, at=at, by=by, facts={"what": measure.name})


@transaction.atomic
def start_measure(*, change: Change, place: Place, by: Person, at: datetime, **words: Any) -> Measure:
    """Begin to count something new, for this change."""
    measure = measures.start_measure(place=place, by=by, at=at, **words)
    link_measure(change=change, measure=measure, by=by, at=at)
    return measure


@transaction.atomic
def make_normal(*, change: Change, row: ChangePlace, by: Person, at: datetime) -> None:
    """It is how things are done at this place now. Kept for each place."""
    hold(change)
    row.refresh_from_db(fields=["state"])
    today = london_day(at)
    rules.may_make_normal(
        change, by, queries.seats_of(change), row.state, queries.open_pause(change),
        queries.held_since(change), queries.readings_since_adopted(change), today,
    ).or_refuse()  # fmt: skip
    row.normal_on = today
    go(change, row, State.NORMAL, at)
    written_to = _say_it_became_real(change, row, by=by, at=at) if row.home else ()
    record(kinds.MADE_NORMAL, change, at=at, by=by, place=row.place, facts={"where": str(row.place)}, but=written_to)


def _say_it_became_real(change: Change, row: ChangePlace, *, by: Person, at: datetime) -> list[Person]:
    """Whoever noticed it is told once, for good, wherever they work now; who is told in this way."""
    told = []
    for idea in queries.ideas_in(change):
        made = {"change": change, "place": row.place, "at": at}
        _became, is_first = BecameReal.objects.get_or_create(idea=idea, defaults=made)
        if is_first:
            telling.record(
                kinds.BECAME_REAL,
                idea,
                at=at,
                by=by,
                address=real_address(change, idea),
                facts={"where": str(row.place)},
            )
            told += [idea.owner] if idea.owner else []
    return told


def real_address(change: Change, idea: Idea) -> str:
    """The quiet page about it lives above, and is called by name."""
    try:
        return reverse(REAL_ADDRESS_NAME, args=[idea.public_id])
    except NoReverseMatch:
        return change.get_absolute_url()
