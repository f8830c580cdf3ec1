"""Who else sees a measure: whoever has a link, another organisation, everyone; and the work it belongs to."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.measures import kinds, rules
from groundswell.measures.actions.common import may_change, record
from groundswell.measures.models import ChartLink, Measure, MeasureShown
from groundswell.people.models import Person
from groundswell.places.models import Place


@transaction.atomic
def make_link(*, measure: Measure, by: Person, at: datetime) -> ChartLink:
    """An address that shows the chart to whoever has it."""
    may_change(measure, by)
    link = ChartLink.objects.create(measure=measure, made_by=by, made_at=at)
    record(kinds.LINK_MADE, measure, by, at)
    return link


@transaction.atomic
def end_link(*, link: ChartLink, by: Person, at: datetime) -> None:
    """The address shows nothing any more."""
    may_change(link.measure, by)
    rules.may_end(link).or_refuse()
    link.ended_at = at
    link.save(update_fields=["ended_at"])
    record(kinds.LINK_ENDED, link.measure, by, at)


def show_to(*, measure: Measure, organisation: Place, may_add: bool = False) -> None:
    """Another organisation sees the measure from now on; a room above calls this when a change spans both."""
    if organisation.pk == measure.organisation_id:
        return
    row, _fresh = MeasureShown.objects.get_or_create(measure=measure, organisation=organisation)
    if may_add and not row.may_add:
        MeasureShown.objects.filter(pk=row.pk).update(may_add=True)


def show_to_everyone(*, measure: Measure, yes: bool = True) -> None:
    """A story that everyone may read shows this measure, or (`yes=False`) no longer does."""
    Measure.objects.filter(pk=measure.pk).update(everyone=yes)


def belongs_to(*, measure: Measure, title: str, address: str) -> None:
    """The room above leaves the way back to the work this measure is for."""
    Measure.objects.filter(pk=measure.pk).update(work_title=title[:200], work_address=address)
