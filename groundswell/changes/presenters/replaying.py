"""What a draft of the rules would have done, in a few sentences and a list of the changes that would have gone differently."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.queries.replaying import MOST, Tried
from groundswell.enabling.rules import Way


@dataclass(frozen=True)
class OtherWay:
    """A change that would have gone differently, as a row to open."""

    href: str
    title: str
    line: str


@dataclass(frozen=True)
class ReplayPage:
    """`31 of 44 would have gone at once; today 12`, the asks, and which."""

    said: str
    asks: str
    rows: list[OtherWay]
    more: str
    cut: str


def replay_page(tried: Tried) -> ReplayPage:
    found = tried.replay
    rows = [
        OtherWay(
            tried.past[one.number].href, tried.past[one.number].title,
            _("Today: {today}. By the draft: {draft}.").format(today=_way(one.today), draft=_way(one.draft)),
        )
        for one in found.different
    ]  # fmt: skip
    hidden = found.others - len(rows)
    return ReplayPage(
        said=_("{go} of {all} would have gone at once; today {today}.").format(
            go=f"{found.go_under_draft:,}", all=f"{found.changes:,}", today=f"{found.go_today:,}"
        ) if found.changes else "",
        asks=_asks(found.asks_saved),
        rows=rows,
        more=ngettext("And {n} more.", "And {n} more.", hidden).format(n=f"{hidden:,}") if hidden else "",
        cut=_("Tried on the newest {n}.").format(n=f"{MOST:,}") if found.changes == MOST else "",
    )  # fmt: skip


def _way(way: Way) -> str:
    if way.asks:
        return ngettext("{n} person is asked", "{n} people are asked", way.asks).format(n=way.asks)
    return _("at once") if way.at_once else _("nobody is asked, both co-leads say yes")


def _asks(saved: int) -> str:
    number = f"{abs(saved):,}"
    if saved > 0:
        return ngettext("{n} ask saved in a year.", "{n} asks saved in a year.", saved).format(n=number)
    if saved < 0:
        return ngettext("{n} ask more in a year.", "{n} asks more in a year.", -saved).format(n=number)
    return _("As many asks as today.")
