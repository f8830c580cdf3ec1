"""What is known of the pulse: whether it runs, whether somebody has answered this quarter, what was heard and what may be shown."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from groundswell.enabling import queries as enabling
from groundswell.insight import pulse
from groundswell.insight.models import Heard, PulseKey, PulseOff, PulseResult, Spent
from groundswell.insight.quarters import next_quarter, quarter_of
from groundswell.places.models import Place

QUARTERS_SHOWN = 5


def pulse_is_off(home: Place) -> bool:
    return PulseOff.objects.filter(place=home).exists()


def pulse_off_since(home: Place) -> date | None:
    return PulseOff.objects.filter(place=home).values_list("since", flat=True).first()


def has_answered(person: int, on: date) -> bool:
    """In the quarter of that day. Once it is over nobody can say any more."""
    key = PulseKey.objects.filter(quarter=quarter_of(on)).first()
    return key is not None and Spent.objects.filter(digest=pulse.token(key.secret, person)).exists()


def has_old_key(on: date) -> bool:
    """Of a quarter that is over. No token is without the key of its quarter: they come and go together."""
    return PulseKey.objects.filter(quarter__lt=quarter_of(on)).exists()


def rows_heard(home: Place, quarter: date) -> QuerySet[Heard]:
    """Of an organisation and of the places inside it."""
    inside = Heard.objects.filter(place__organisation=home) | Heard.objects.filter(place=home)
    return inside.filter(month__gte=quarter, month__lt=next_quarter(quarter))


def heard_in(home: Place, quarter: date) -> list[pulse.Answered]:
    """What every place said by itself, over the three months."""
    found: dict[int, list[pulse.Counts]] = {}
    for place, counts in rows_heard(home, quarter).values_list("place_id", "counts"):
        found.setdefault(place, []).append(counts)
    return [pulse.Answered(place, pulse.together(many)) for place, many in found.items()]


def tree_of(home: Place) -> dict[int, int]:
    """The place above each place inside an organisation."""
    rows = Place.objects.filter(organisation=home).exclude(pk=home.pk).values_list("pk", "parent_id")
    return {place: above for place, above in rows if above}


def staff_said(home: Place, on: date) -> dict[int, int]:
    """How many work at each place of an organisation, as it was said for that day."""
    heads = enabling.heads_measured(home.pk, on)
    return {place: sum(groups.values()) for place, groups in heads.items()}


def quarters_to_make(on: date) -> list[tuple[Place, date]]:
    """Organisations with answers of a quarter that is over: its results are still to be made."""
    rows = (
        Heard.objects.filter(month__lt=quarter_of(on))
        .order_by("month")
        .values_list("place__organisation_id", "place_id", "month")
    )
    wanted = dict.fromkeys((home or place, quarter_of(month)) for home, place, month in rows)
    homes = Place.objects.in_bulk({home for home, _quarter in wanted})
    return [(homes[home], quarter) for home, quarter in wanted]


def has_pulse_results(home: Place, quarter: date) -> bool:
    """An organisation has one as soon as any place inside it has."""
    return PulseResult.objects.filter(place=home, quarter=quarter).exists()


def pulse_results(place: Place) -> list[PulseResult]:
    """The newest quarters of a place, newest first."""
    return list(PulseResult.objects.filter(place=place).order_by("-quarter")[:QUARTERS_SHOWN])
