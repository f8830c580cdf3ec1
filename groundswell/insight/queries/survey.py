"""Values of the NHS Staff Survey for an organisation: published ones, and those it loaded itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from groundswell.insight import survey
from groundswell.insight.models import LoadedValue
from groundswell.places.models import Place

IMPROVE = "q3f"


@dataclass(frozen=True)
class SurveyValue:
    """One year and question. `loaded_on`: the day on which the organisation loaded it; None: it is from the published file."""

    year: int
    question: str
    percent: Fraction
    answers: int
    loaded_on: date | None = None


def survey_values(home: Place) -> list[SurveyValue]:
    """All values of an organisation in the order of years. What was published stands before what was loaded."""
    found = {
        (row.question, row.year): SurveyValue(row.year, row.question, Fraction(row.percent), row.answers, row.loaded_on)
        for row in LoadedValue.objects.filter(place=home)
    }
    found |= {(one.question, one.year): SurveyValue(*one) for one in survey.published(home.ods_code or "")}
    return sorted(found.values(), key=lambda one: (one.year, one.question))


def published_keys(home: Place) -> set[tuple[str, int]]:
    """Questions and years that the published file has for an organisation."""
    return {(one.question, one.year) for one in survey.published(home.ods_code or "")}


def able_to_improve(place: Place) -> tuple[survey.Value, ...]:
    """q3f of an organisation, oldest first; empty where nothing was published."""
    return tuple(one for one in survey.published(place.ods_code or "") if one.question == IMPROVE)
