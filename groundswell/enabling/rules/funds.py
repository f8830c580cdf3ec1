"""Who sets a fund, who spends from it, and up to what."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from groundswell.enabling.models import Fund, FundYear, Spend
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui.formats import pounds
from groundswell.ui.verdicts import YES, Verdict, no

SETS_FUND = (RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.FINANCE)
NEVER_SPENDS = (RoleCode.AUDITOR, RoleCode.PARTNER)
UNDONE_WITHIN = timedelta(days=1)
MOST_POUNDS = 1_000_000


def may_set_fund(place: Place, seen: Sight) -> Verdict:
    if seen.holds_any(SETS_FUND, place):
        return YES
    return no(_("A lead, a manager or finance of {place} can do this.").format(place=place))


def fund_fits(yearly: int, limit: int, spent: int) -> Verdict:
    """The limit lies within the year's money, and what is spent cannot be taken away again."""
    if limit > yearly:
        return no(_("The limit for one spend cannot be more than the whole year’s money."))
    if yearly < spent:
        return no(_("{spent} is spent already this year. Give at least that.").format(spent=pounds(spent)))
    return YES


def may_spend_from(fund: Fund, seen: Sight) -> Verdict:
    """Whoever works at the fund's place or in a team under it."""
    if seen.holds_any(NEVER_SPENDS, fund.place):
        return no(_("Partners and auditors do not spend from a fund."))
    if any(place.is_under(fund.place) for place in seen.places):
        return YES
    return no(_("The teams of {place} spend from this fund.").format(place=fund.place))


def may_ask_money(place: Place, seen: Sight) -> Verdict:
    """Whoever works there, above it or below it."""
    if seen.works_at(place) and not seen.holds_any(NEVER_SPENDS, place):
        return YES
    return no(_("Those who work at {place} ask for money there.").format(place=place))


def spend_fits(fund: Fund, year: FundYear, amount: int) -> Verdict:
    """Below the limit and within what is left: then nobody is asked."""
    if amount > fund.limit:
        return no(_("The fund pays up to {limit} at a time.").format(limit=pounds(fund.limit)))
    if amount > year.left:
        return no(_("{left} is left this year.").format(left=pounds(year.left)))
    return YES


def may_undo(spend: Spend, by: Person, now: datetime) -> Verdict:
    """One's own receipt, within a day."""
    if spend.person_id != by.pk:
        return no(_("Whoever spent it can take it back."))
    if spend.undone_at:
        return no(_("It was taken back."))
    if now - spend.at > UNDONE_WITHIN:
        return no(_("A receipt can be taken back for a day. Ask finance to put it right."))
    return YES
