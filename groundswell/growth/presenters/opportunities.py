"""What is seen of opportunities: the list, one of them with what it gives, and what became of who stepped in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.growth import queries, rules
from groundswell.growth.forms import GIVES, OfferForm
from groundswell.growth.models import Answer, Opportunity, OpportunityKind, Readers, StepIn
from groundswell.growth.presenters.page import Pages, shown_value
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import ago, count, day, days_between, london_day
from groundswell.ui.typed import Version
from groundswell.ui.verdicts import Verdict

NEAR = {
    "team": gettext_lazy("In my team"), "organisation": gettext_lazy("Where I work"),
    "system": gettext_lazy("Under my care board"),
}  # fmt: skip
SAID = {
    "time": gettext_lazy("Protected time"), "pay": gettext_lazy("Pay"), "backfill": gettext_lazy("Who pays for the cover"),
    "development": gettext_lazy("What you learn"), "returns": gettext_lazy("Right to go back"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    href: str
    title: str
    line: str
    kind: str = ""
    tag: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Choice:
    href: str
    name: str
    number: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class ListPage:
    rows: tuple[Row, ...]
    mine: tuple[Row, ...]
    kinds: tuple[Choice, ...]
    near: tuple[Choice, ...]
    is_asked: bool
    pages: Pages
    may_offer: bool


def where(place: Place, homes: Collection[int] = ()) -> str:
    """A team by itself for who works in its organisation; for others with it."""
    return str(place) if place.organisation_id in homes else place.in_full


def list_page(
    found: queries.Listed, asked: queries.Asked, offers: Sequence[Opportunity], steps: Sequence[StepIn], now: datetime, *,
    first: bool, may_offer: bool, homes: Collection[int],
) -> ListPage:  # fmt: skip
    mine = (*(_step_row(one, now) for one in steps), *(_offer_row(one) for one in offers))
    older = _address(asked, before=found.older) if found.older else ""
    return ListPage(
        tuple(_row(one, homes) for one in found.rows), mine, _kinds(found, asked), _nears(asked), bool(asked.parts),
        Pages(older, "" if first else _address(asked)), may_offer,
    )  # fmt: skip


def _address(asked: queries.Asked, **more: str) -> str:
    parts = asked.parts | more
    return reverse("growth:opportunities") + (f"?{urlencode(parts)}" if parts else "")


def _row(one: Opportunity, homes: Collection[int]) -> Row:
    gives = _("Protected time: {time}").format(time=one.time or _("none"))
    until = _("step in by {day}").format(day=day(one.apply_by)) if one.apply_by else ""
    line = ". ".join(filter(None, [where(one.place, homes), gives, until and until[:1].upper() + until[1:]]))
    return Row(one.get_absolute_url(), one.title, line, kind=one.get_kind_display())


def _offer_row(one: Opportunity) -> Row:
    number = one.waiting  # type: ignore[attr-defined]
    line = _("You offer it. Nobody waits for you.")
    if number:
        line = _("You offer it. {people} for your answer.").format(
            people=_("One person waits") if number == 1 else _("{n} people wait").format(n=number)
        )
    return Row(one.get_absolute_url(), one.title, line, tag=_("To answer") if number else "", colour="orange")


def _step_row(step: StepIn, now: datetime) -> Row:
    said, colour = _state(step, now)
    return Row(
        step.opportunity.get_absolute_url(), step.opportunity.title, said, tag=_("You stepped in"), colour=colour
    )


def _state(step: StepIn, now: datetime) -> tuple[str, str]:
    who = step.answered_by.called if step.answered_by else _("a colleague")
    if step.answer == Answer.YES:
        return _("{name} said yes, {when}").format(name=who, when=ago(step.answered_at or step.at, now)), "green"
    if step.answer == Answer.NOT_NOW:
        return _("{name} said not now, {when}").format(name=who, when=ago(step.answered_at or step.at, now)), "grey"
    if step.opportunity.closed_at:
        return _("It was closed: {why}").format(why=step.opportunity.closed_because or _("no reason was given")), "grey"
    asked = step.opportunity.offered_by
    return waiting_on(asked.called if asked else _("a colleague"), step.at, now), "blue"


def waiting_on(name: str, since: datetime, now: datetime) -> str:
    """`Waiting on Pat Smith for 6 days`."""
    days = days_between(since, now)
    if days < 1:
        return _("Waiting on {name} since today").format(name=name)
    return _("Waiting on {name} for {days}").format(name=name, days=count(days, _("day"), _("days")))


def _kinds(found: queries.Listed, asked: queries.Asked) -> tuple[Choice, ...]:
    """Only kinds that would find something, and the one chosen; in the order of d16."""
    offered = [kind for kind in OpportunityKind if found.kinds[kind] or kind == asked.kind]
    if len(offered) < 2 and not asked.kind:
        return ()
    everything = Choice(_address(asked.with_(kind="")), _("All"), f"{sum(found.kinds.values()):,}", not asked.kind)
    return (
        everything,
        *(
            Choice(_address(asked.with_(kind=kind)), str(kind.label), f"{found.kinds[kind]:,}", kind == asked.kind)
            for kind in offered
        ),
    )


def _nears(asked: queries.Asked) -> tuple[Choice, ...]:
    everywhere = Choice(_address(asked.with_(near="")), _("Anywhere"), "", not asked.near)
    return (
        everywhere,
        *(Choice(_address(asked.with_(near=near)), str(name), "", near == asked.near) for near, name in NEAR.items()),
    )


@dataclass(frozen=True)
class Fact:
    label: str
    words: str
    none: bool = False


@dataclass(frozen=True)
class Mine:
    """What became of the reader's own step in."""

    line: str
    colour: str
    why: str
    words: str
    would_be_yes: str
    withdraw: str


@dataclass(frozen=True)
class Stepped:
    """Somebody who stepped in, for whoever answers."""

    name: str
    post: str
    why: str
    line: str
    href: str
    words: str = ""


@dataclass(frozen=True)
class OpportunityPage:
    title: str
    kind: str
    where: str
    place: str
    offered: str
    what: str
    facts: tuple[Fact, ...]
    readers: str
    closed: str
    change: str
    change_title: str
    mine: tuple[Mine, ...]
    step: Verdict
    step_in: str
    stepped: tuple[Stepped, ...]
    edit: str
    close: str


def opportunity_page(
    offer: Opportunity, reader: Person, mine: Sequence[StepIn], stepped: Sequence[StepIn], may_keep: bool, change: str,
    now: datetime,
) -> OpportunityPage:  # fmt: skip
    today = london_day(now)
    step = rules.may_step_in(offer, reader, mine, today)
    links = {name: reverse(f"growth:{name}", args=[offer.public_id]) for name in ("step_in", "edit_offer", "close")}
    return OpportunityPage(
        title=offer.title, kind=offer.get_kind_display(), where=where(offer.place, sight(reader).organisations),
        place=offer.place.get_absolute_url(),
        offered=_("Offered by {name}, {when}").format(name=_who(offer), when=ago(offer.offered_at, now)), what=offer.what,
        facts=facts(offer), readers=readers_of(offer), closed=_closed(offer, today), change=change,
        change_title=offer.change.title if offer.change and change else "",
        mine=tuple(_mine(one, now) for one in mine), step=step, step_in=links["step_in"],
        stepped=tuple(_stepped(one, now) for one in stepped), edit=links["edit_offer"] if may_keep else "",
        close=links["close"] if may_keep else "",
    )  # fmt: skip


def _who(offer: Opportunity) -> str:
    return offer.offered_by.called if offer.offered_by else _("a colleague")


def facts(offer: Opportunity) -> tuple[Fact, ...]:
    """What it gives, none said as none; then the days."""
    given = [Fact(str(SAID[name]), getattr(offer, name) or _("None"), not getattr(offer, name)) for name in GIVES]
    days = [
        Fact(_("From"), day(offer.starts_on) or _("When you agree it")),
        Fact(_("Until"), day(offer.ends_on) or _("No end is set")),
        Fact(_("Step in by"), day(offer.apply_by) or _("Any day until it is closed")),
    ]
    return (*given, *days)


def readers_of(offer: Opportunity) -> str:
    return {
        Readers.ORGANISATION: _("Only people who work here can find it."),
        Readers.SYSTEM: _("All who work under the same care board can find it."),
        Readers.EVERYONE: _("All who use Groundswell here can find it."),
    }[Readers(offer.readers)]


def _closed(offer: Opportunity, today: Any) -> str:
    if offer.closed_at:
        said = _("Closed {day}.").format(day=day(offer.closed_at))
        return f"{said} {offer.closed_because}".strip()
    return "" if offer.is_open(today) else _("It could be stepped into until {day}.").format(day=day(offer.apply_by))


def _mine(step: StepIn, now: datetime) -> Mine:
    line, colour = (_("You took it back"), "grey") if step.withdrawn_at else _state(step, now)
    withdraw = reverse("growth:withdraw", args=[step.public_id]) if step.waits else ""
    return Mine(line, colour, step.why, step.words, step.would_be_yes, withdraw)


def _stepped(step: StepIn, now: datetime) -> Stepped:
    post = next(iter(sight(step.person).memberships), None)
    href = reverse("growth:answer", args=[step.public_id]) if step.waits else ""
    days = days_between(step.at, now)
    waits = _("since today") if days < 1 else _("for {days}").format(days=count(days, _("day"), _("days")))
    line = _("Waits for your answer {when}").format(when=waits) if step.waits else _state(step, now)[0]
    return Stepped(step.person.called, str(post or ""), step.why, line, href, step.words)


def offer_fields(offer: Opportunity) -> dict[str, Any]:
    """An opportunity as its form shows it."""
    names = ("kind", "title", "what", *GIVES, "starts_on", "ends_on", "apply_by", "readers", "version")
    return {name: getattr(offer, name) for name in names}


def both_offers(form: OfferForm, offer: Opportunity) -> list[Version]:
    """Every part that is not the same, as somebody saved it and as it was typed."""
    rows = []
    for bound in form:
        if bound.name == "version":
            continue
        saved, typed = getattr(offer, bound.name), form.cleaned_data.get(bound.name)
        rows.append(Version(str(bound.label), _as_text(form, bound.name, saved), _as_text(form, bound.name, typed)))
    return [row for row in rows if not row.is_same]


def _as_text(form: OfferForm, name: str, value: Any) -> str:
    return day(value) if name.endswith(("_on", "_by")) and value else shown_value(form, name, value)
