"""Keep the results of the NHS Staff Survey that an organisation loaded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from groundswell.insight.models import LoadedValue
from groundswell.insight.survey import Value
from groundswell.places.models import Place


@transaction.atomic
def load_values(*, home: Place, values: Sequence[Value], on: date) -> None:
    """Said again for the same year and question, a value is corrected; others stay as they are."""
    LoadedValue.objects.bulk_create(
        [
            LoadedValue(
                place=home, year=one.year, question=one.question, percent=Decimal(int(one.percent * 10)) / 10,
                answers=one.answers, loaded_on=on,
            )
            for one in values
        ],
        update_conflicts=True,
        unique_fields=["place", "year", "question"],
        update_fields=["percent", "answers", "loaded_on"],
    )  # fmt: skip
