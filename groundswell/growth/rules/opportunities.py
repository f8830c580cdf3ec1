"""Who may offer, step in and answer; when somebody is reminded; and what fits whom. No request, no clock, no score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from groundswell.growth.models import Opportunity, OpportunityKind, StepIn
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import Sight
from groundswell.places.models import Place
from groundswell.ui import workdays
from groundswell.ui.formats import day, london_day
from groundswell.ui.verdicts import YES, Verdict, no

OFFERS = (RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.EXECUTIVE)
FOR_A_CHANGE = (OpportunityKind.CO_LEAD, OpportunityKind.DATA_HELP, OpportunityKind.TEST_SITE)
ANSWERED_WITHIN = 5  # working days, then whoever answers is reminded once


def may_offer(seen: Sight, place: Place) -> Verdict:
    """In the name of a place: whoever leads or manages it, or is an executive of it."""
    if not place.is_open:
        return no(_("{place} is closed.").format(place=place))
    if seen.holds_any(OFFERS, place):
        return YES
    return no(_("Whoever leads or manages {place} can offer this.").format(place=place))


def may_offer_for_change(kind: str, *, in_a_seat: bool) -> Verdict:
    """A co-lead offers what their own change needs: somebody beside them, help with numbers, a place to test."""
    if not in_a_seat:
        return no(_("The co-leads offer this."))
    if kind and kind not in FOR_A_CHANGE:
        return no(_("For a change you can look for a co-lead, for help with numbers or for a test site."))
    return YES


def may_keep(offer: Opportunity, by: Person, seen: Sight, *, in_a_seat: bool) -> Verdict:
    """Change or close it: who offered it, who may offer at the place, and the pair of the change it is for."""
    if offer.closed_at:
        return no(_("It was closed."))
    if offer.offered_by_id == by.pk or in_a_seat or seen.holds_any(OFFERS, offer.place):
        return YES
    return no(_("Whoever offers it can change it."))


def may_step_in(offer: Opportunity, by: Person, mine: Iterable[StepIn], today: date) -> Verdict:
    if offer.offered_by_id == by.pk:
        return no(_("You offer it yourself."))
    if offer.closed_at:
        return no(_("It was closed."))
    if not offer.is_open(today):
        return no(_("It could be stepped into until {day}.").format(day=day(offer.apply_by)))
    for step in mine:
        if step.waits:
            return no(_("You said that you would like to. An answer is on its way."))
        if step.answer == "yes":
            return no(_("You have the yes already."))
    return YES


def answers(offer: Opportunity, by: Person, seen: Sight, today: date, *, there: bool) -> bool:
    """Who offered it, or who covers for them while they are away. When they are not `there`, whoever may offer at the place."""
    asked = offer.offered_by
    if asked is None or not there:
        return seen.holds_any(OFFERS, offer.place)
    return asked.pk == by.pk or asked.is_covered_by(by, today)


def may_answer(step: StepIn, by: Person, *, asked: bool) -> Verdict:
    """`asked`: it is this person who answers."""
    if step.person_id == by.pk:
        return no(_("Somebody else answers you."))
    if step.withdrawn_at:
        return no(_("It was taken back."))
    if step.answered_at:
        return no(_("It was answered already."))
    return YES if asked else no(_("Whoever offers it answers."))


def may_withdraw(step: StepIn, by: Person) -> Verdict:
    if step.person_id != by.pk:
        return no(_("Only who stepped in can take it back."))
    return YES if step.waits else no(_("It was answered or taken back already."))


def remind_after(asked_at: datetime) -> date:
    """The working day after which silence is reminded of."""
    return workdays.due_on(london_day(asked_at), ANSWERED_WITHIN)


# What leads to what: after one way of leading, kinds that are the next thing not tried yet. A table to read, not a measure.
LEADS_TO: dict[str, tuple[str, ...]] = {
    "noticed": ("co_lead", "data_help", "be_mentored", "course"),
    "supported": ("co_lead", "data_help", "be_mentored", "course"),
    "tested": ("co_lead", "test_site", "become_coach", "course"),
    "co_led": ("mentor", "deputise", "clinical_lead_role", "become_coach", "shadow_executive"),
    "led_across_teams": ("mentor", "clinical_lead_role", "deputise", "shadow_executive", "executive_pathway"),
    "led_across_organisations": ("mentor", "clinical_lead_role", "shadow_executive", "executive_pathway"),
    "helped_adoption": ("co_lead", "test_site", "mentor", "become_coach"),
    "mentored": ("become_coach", "deputise", "clinical_lead_role"),
    "enabled": ("mentor", "shadow_executive", "executive_pathway"),
    "told_the_story": ("mentor", "become_coach"),
}
# A kind whose way of leading somebody has tried is not new to them.
TRIED_BY: dict[str, str] = {"co_lead": "co_led", "mentor": "mentored", "test_site": "tested", "data_help": "tested"}
MOST_OFFERED = 3
FOLLOWS_FOR = timedelta(days=60)  # what is offered within it still follows from what became real


@dataclass(frozen=True)
class Ways:
    """What somebody did: ways of leading (d16), and the telling words of what became real just now."""

    tried: frozenset[str]
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Where:
    """Where somebody works: ids of teams and of organisations."""

    places: frozenset[int]
    organisations: frozenset[int]


@dataclass(frozen=True)
class Fits:
    """An opportunity and why it is said, as codes in one fixed order."""

    opportunity: Opportunity
    why: tuple[str, ...]


def fitting(
    offered: Sequence[Opportunity], ways: Ways, where: Where, words_of: dict[int, frozenset[str]] | None = None
) -> list[Fits]:
    """What follows from what somebody did: a kind not tried yet, near, or about the same thing. At most three.

    One must lead on from a way they have tried; the rest is said beside it. They stand in the order in which they are offered:
    nobody and nothing is scored.
    """
    leads_on = {kind for way in ways.tried for kind in LEADS_TO.get(way, ())}
    found = []
    for one in offered:
        if one.kind not in leads_on or TRIED_BY.get(one.kind) in ways.tried:
            continue
        if near := _near(one, where, ways.words & (words_of or {}).get(one.pk, frozenset())):
            found.append(Fits(one, ("new", *near)))
    return found[:MOST_OFFERED]


def _near(one: Opportunity, where: Where, same_words: Collection[str]) -> tuple[str, ...]:
    why = []
    if one.place_id in where.places:
        why.append("place")
    elif one.organisation_id in where.organisations:
        why.append("organisation")
    if same_words:
        why.append("topic")
    return tuple(why)
