"""The page of a fund: what is left, and every receipt."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.http import urlencode
from django.utils.translation import gettext as _

from groundswell.enabling import rules
from groundswell.enabling.clocks import year_in_words
from groundswell.enabling.models import Fund, FundYear, Spend
from groundswell.enabling.presenters.challenges import Pager
from groundswell.enabling.queries import PAGE
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day, pounds
from groundswell.ui.paging import key_of
from groundswell.ui.spreadsheets import safe_cell
from groundswell.ui.verdicts import Verdict


@dataclass(frozen=True)
class Receipt:
    """One line. `undo` is the id with which whoever spent it can take it back today."""

    what: str
    amount: str
    line: str
    work: str
    work_href: str
    gone: str
    undo: str


@dataclass(frozen=True)
class FundPage:
    left: str
    lead: str
    year: str
    years: list[tuple[str, str, bool]]
    receipts: list[Receipt]
    pager: Pager
    may_set: Verdict
    may_spend: Verdict
    own: bool


def fund_page(
    fund: Fund,
    year: FundYear,
    years: Sequence[int],
    found: Sequence[Spend],
    person: Person,
    place: Place,
    after: str,
    now: datetime,
) -> FundPage:
    """`place` is where the reader came from: the fund may stand above it."""
    seen = sight(person)
    return FundPage(
        left=pounds(year.left), lead=_lead(fund, year), year=year_in_words(year.year),
        years=[(f"?year={one}", year_in_words(one), one == year.year) for one in years] if len(years) > 1 else [],
        receipts=[_receipt(row, person, now) for row in found[:PAGE]], pager=_pager(found, year, after),
        may_set=rules.may_set_fund(place, seen), may_spend=rules.may_spend_from(fund, seen), own=fund.place_id == place.pk,
    )  # fmt: skip


def _lead(fund: Fund, year: FundYear) -> str:
    return _("{spent} of {amount} is spent. Up to {limit} at a time the team asks nobody.").format(
        spent=pounds(year.spent), amount=pounds(year.amount), limit=pounds(fund.limit)
    )


def _receipt(row: Spend, person: Person, now: datetime) -> Receipt:
    who = row.person.called if row.person else _("a colleague")
    return Receipt(
        what=row.what, amount=pounds(row.amount),
        line=_("{place}, {who}, {day}").format(place=row.place, who=who, day=day(row.at)), work=row.work_title,
        work_href=row.work_address, gone=_("Taken back, {day}").format(day=day(row.undone_at)) if row.undone_at else "",
        undo=row.public_id if rules.may_undo(row, person, now) else "",
    )  # fmt: skip


def _pager(found: Sequence[Spend], year: FundYear, after: str) -> Pager:
    here = {"year": str(year.year)}
    older = "?" + urlencode({**here, "after": key_of(found[PAGE - 1], "at")}) if len(found) > PAGE else ""
    return Pager("?" + urlencode(here) if after else "", older)


HEAD = ("day", "what_for", "pounds", "place", "change", "spent_by", "taken_back_on")


def receipts_csv(rows: Iterable[Spend]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row in rows:
        who = row.person.called if row.person else "a colleague"
        what, place, change, name = map(safe_cell, (row.what, str(row.place), row.work_title, who))
        gone = london_day(row.undone_at).isoformat() if row.undone_at else ""
        writer.writerow([london_day(row.at).isoformat(), what, f"{row.amount / 100:.2f}", place, change, name, gone])
    return out.getvalue()
