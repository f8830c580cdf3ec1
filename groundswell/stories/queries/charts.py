"""The chart of a story, and those of the places that took it up, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from groundswell.events.models import Event
from groundswell.measures import queries as measures
from groundswell.measures.models import Measure
from groundswell.measures.queries import Picture
from groundswell.stories.models import FOR_EVERYONE, Adoption, Story
from groundswell.ui.formats import london_day


@dataclass(frozen=True)
class Charts:
    """The whole chart, and each place's own on one scale, by primary key of the measure; home is among them."""

    whole: Picture | None = None
    beside: dict[int, Picture] = field(default_factory=dict)


def charts_of(story: Story, adoptions: Sequence[Adoption], line: Sequence[Event]) -> Charts:
    """Two queries. A place that counts in another unit now cannot stand on the same scale, and is left out."""
    if story.measure is None:
        return Charts()
    others = [row.measure for row in adoptions if row.measure and row.measure.unit == story.measure.unit]
    whole, beside = measures.chart_among(story.measure, others, _notes(line))
    shown = {picture.measure.pk: picture for picture in beside if picture.has_readings}
    return Charts(whole, shown)


@dataclass(frozen=True)
class Beside:
    """The chart of a place that took something up, and the one it came from, on one scale and one time axis."""

    there: Picture
    here: Picture


def beside(adoption: Adoption) -> Beside | None:
    """Two queries. None while there is no chart there or here, or when they count in different units now."""
    there, here = adoption.story.measure, adoption.measure
    if there is None or here is None or there.unit != here.unit:
        return None
    return Beside(*measures.side_by_side([there, here]))


def _notes(line: Sequence[Event]) -> list[tuple[date, str]]:
    """Flags on the chart: when each test began, oldest first."""
    begun = [event for event in reversed(line) if event.kind == "test_started"]
    return [
        (_began_on(event), _("Test {number} starts").format(number=event.facts.get("number", ""))) for event in begun
    ]


def _began_on(event: Event) -> date:
    said = event.facts.get("on")
    return date.fromisoformat(said) if said else london_day(event.at)


def is_shown_to_everyone(measure: Measure) -> bool:
    """Whether a story for everyone shows this measure, as its own chart or as that of a place that took it up."""
    mine = Q(measure=measure) | Q(adoptions__measure=measure)
    return Story.objects.filter(mine, audience__in=FOR_EVERYONE).exists()
