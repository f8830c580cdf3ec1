"""Set a fund, spend from it without asking anybody, take one's own receipt back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.enabling import kinds, rules
from groundswell.enabling.clocks import financial_year
from groundswell.enabling.models import Fund, FundYear, Spend
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Subject
from groundswell.people.models import Person
from groundswell.people.queries import organisation_id, sight
from groundswell.places.models import Place
from groundswell.ui.formats import london_day, pounds


@transaction.atomic
def set_fund(*, place: Place, yearly: int, limit: int, by: Person, at: datetime) -> Fund:
    """A year's money and the most for one spend, in pence. It counts from this financial year on."""
    rules.may_set_fund(place, sight(by)).or_refuse()
    fund = Fund.objects.select_for_update().filter(place=place).first()
    year = _year(fund, at) if fund else None
    rules.fund_fits(yearly, limit, year.spent if year else 0).or_refuse()
    values = {"yearly": yearly, "limit": limit, "set_by": by, "set_at": at, "organisation_id": organisation_id(place)}
    fund, _made = Fund.objects.update_or_create(place=place, defaults=values)
    if year:
        year.amount = yearly
        year.save(update_fields=["amount"])
    facts = {"yearly": pounds(yearly), "limit": pounds(limit)}
    events.record(kinds.FUND_SET, subject=_subject(fund), place=place, at=at, by=by, facts=facts)
    return fund


def _subject(fund: Fund) -> Subject:
    return Subject("enabling", f"fund-{fund.pk}", str(fund.place), fund.get_absolute_url())


def _year(fund: Fund, at: datetime) -> FundYear:
    """This financial year's money; the fund is held, so that nobody makes it twice."""
    year = financial_year(london_day(at))
    return FundYear.objects.get_or_create(fund=fund, year=year, defaults={"amount": fund.yearly})[0]


@transaction.atomic
def spend(
    *, fund: Fund, what: str, amount: int, place: Place, by: Person, at: datetime, work: Subject | None = None
) -> Spend:
    """One receipt and no approval. Two at once are one after the other, so that a fund is never overdrawn."""
    fund = Fund.objects.select_for_update(of=("self",)).select_related("place").get(pk=fund.pk)
    rules.may_spend_from(fund, sight(by)).or_refuse()
    year = _year(fund, at)
    rules.spend_fits(fund, year, amount).or_refuse()
    year.spent += amount
    year.save(update_fields=["spent"])
    row = Spend.objects.create(year=year, what=what, amount=amount, place=place, person=by, at=at, **_about(work))
    _record(kinds.FUND_SPENT, row, fund, by, at)
    return row


def _about(work: Subject | None) -> dict[str, str]:
    if work is None:
        return {}
    return {
        "work_room": work.room,
        "work_id": work.id,
        "work_title": work.title[:200],
        "work_address": work.address,
    }


def _record(kind: Kind, row: Spend, fund: Fund, by: Person, at: datetime) -> None:
    """On the line of time of the change it was for, if any."""
    subject = row.work if row.work_id else _subject(fund)
    facts = {"what": row.what, "amount": pounds(row.amount), "fund": str(fund.place)}
    events.record(kind, subject=subject, place=row.place, at=at, by=by, facts=facts)


@transaction.atomic
def undo_spend(*, spend: Spend, by: Person, at: datetime) -> None:
    """One's own receipt, within a day. It stays in sight and the money is there again."""
    fund = Fund.objects.select_for_update(of=("self",)).select_related("place").get(pk=spend.year.fund_id)
    spend.refresh_from_db()
    rules.may_undo(spend, by, at).or_refuse()
    year = spend.year
    year.refresh_from_db()
    year.spent -= spend.amount
    year.save(update_fields=["spent"])
    spend.undone_at = at
    spend.save(update_fields=["undone_at"])
    _record(kinds.FUND_UNDONE, spend, fund, by, at)
