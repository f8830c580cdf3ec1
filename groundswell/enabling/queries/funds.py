"""The fund of a place and what was spent from it, for people of its organisation."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404

from groundswell.enabling.clocks import financial_year
from groundswell.enabling.models import Fund, FundYear, Spend
from groundswell.enabling.queries.asks import PAGE
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day
from groundswell.ui.paging import older_than

MOST_RECEIPTS = 5000


def fund_at(place: Place) -> Fund | None:
    """The nearest fund at a place or above it, never of another organisation. One query."""
    rows = Fund.objects.filter(place_id__in=place.above_ids(), organisation=organisation_id(place))
    return max(rows.select_related("place"), key=lambda fund: len(fund.place.path), default=None)


def year_now(fund: Fund, at: datetime) -> FundYear:
    return year_of(fund, financial_year(london_day(at)))


def year_of(fund: Fund, year: int) -> FundYear:
    """One financial year of a fund; a year in which nothing was spent is not kept."""
    return FundYear.objects.filter(fund=fund, year=year).first() or FundYear(fund=fund, year=year, amount=fund.yearly)


def years_of(fund: Fund) -> list[int]:
    """Financial years in which something was spent, newest first."""
    return list(FundYear.objects.filter(fund=fund).order_by("-year").values_list("year", flat=True)[:50])


def spends_of(year: FundYear, after: str = "", limit: int = PAGE) -> list[Spend]:
    """Receipts, newest first; one more than `limit` when there are more."""
    if year.pk is None:
        return []
    rows = Spend.objects.filter(year=year)
    if after:
        rows = rows.filter(older_than(after, "at"))
    return list(rows.select_related("person", "place").order_by("-at", "-pk")[: limit + 1])


def spend_for_reader(person: Person, public_id: str) -> Spend:
    """A receipt of one's own organisation; otherwise not found."""
    rows = Spend.objects.select_related("year__fund__place", "person")
    row = rows.filter(public_id=public_id).first()
    if row is None or not sight(person).works_in(row.year.fund.organisation_id):
        raise Http404
    return row
