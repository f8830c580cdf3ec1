"""Seats of the demonstration: a colleague who is asked, a lead whose post has ended, one whose post ends soon, a partner."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, Seat
from groundswell.ideas import actions as ideas
from groundswell.people import actions as people
from groundswell.people.models import Membership, Person
from groundswell.people.queries import look_again
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

WARD = "RP5BA-W21"
PARTNERED = "Same-day assessment and scans for people sent by their GP"
SEEN_BY_A_CARER = (
    (40, "Nobody told us why we waited. A card at the door that says it would have helped."),
    (12, "I read the chart. It would mean more to me as hours than as days."),
    (11, ""),
)


def load(stage: Stage) -> None:
    _gone(stage)
    _going(stage)
    _partner(stage)


def _registrar(stage: Stage, number: int, ago: int) -> Person:
    """A doctor in training on the ward, by their post: the cast has no more names."""
    place = stage.places[WARD]
    person = Person.objects.create_user(
        f"doctor.in.training.{number}@rp5.example", name=f"Doctor in training {number}, {place.name}", demo=True
    )
    Membership.objects.create(
        person=person, place=place, title="Doctor in training", staff_group="medical_dental", clinical=True, managerial=False,
        joined_by=Membership.Joined.INVITATION, since=stage.ago(ago), confirmed_at=stage.ago(ago),
    )  # fmt: skip
    return person


def _opened(stage: Stage, words: str, title: str, by: Person, ago: int) -> Change:
    idea = ideas.notice(words=words, place=stage.places[WARD], by=stage.people["amina"], at=stage.ago(ago, 8))
    ideas.answer(idea=idea, words="Please try it.", by=stage.people["grace"], at=stage.ago(ago, 9))
    change = changes.open_change(
        title=title, place=stage.places[WARD], idea=idea, by=by, at=stage.ago(ago, 11), reversible=True, inside_team=True,
        new_risk=False,
    )  # fmt: skip
    changes.pair(change=change, seat=Seat.CLINICAL, person=by, by=by, at=stage.ago(ago, 12))
    return change


def _gone(stage: Stage) -> None:
    """Their rotation ended three days ago: the work is without a clinical lead, and its place sees it."""
    lead = _registrar(stage, 1, 170)
    change = _opened(
        stage, "On Mondays the list of who goes home is made twice.", "One list of who goes home on Monday", lead, 50
    )
    row = changes.pair(change=change, seat=Seat.MANAGERIAL, person=stage.people["grace"], by=lead, at=stage.ago(49))
    changes.accept_pair(co_lead=row, by=stage.people["grace"], at=stage.ago(48))
    test = changes.start_test(
        change=change, question="Can one list serve the round and the pharmacy?", prediction="Half an hour saved",
        scale="one_day", started_on=london_day(stage.ago(40)), by=lead, at=stage.ago(40),
    )  # fmt: skip
    changes.learn_from(
        test=test, happened="It served both, once pharmacy had a column.", learned="Ask pharmacy first.", decision="adapt", by=lead,
        ended_on=london_day(stage.ago(38)), at=stage.ago(38),
    )  # fmt: skip
    for member in lead.memberships.all():
        people.leave(membership=member, by=lead, at=stage.ago(3, 17))
    look_again(lead)
    changes.end_seat(co_lead=change.co_leads.get(seat=Seat.CLINICAL), at=stage.ago(3, 18))


def _going(stage: Stage) -> None:
    """Their rotation ends in ten days: they were asked who carries on."""
    lead = _registrar(stage, 2, 160)
    change = _opened(
        stage, "Nobody knows whose turn the echo book is.", "The echo book has an owner each week", lead, 26
    )
    changes.help_with(change=change, by=stage.people["amina"], at=stage.ago(24))
    row = lead.memberships.get()
    people.change_details(
        membership=row, by=lead, at=stage.ago(20), staff_group=row.staff_group, title=row.title, clinical=True, managerial=False,
        last_day=london_day(stage.at) + timedelta(days=10),
    )  # fmt: skip
    changes.ask_who_carries_on(co_lead=change.co_leads.get(), at=stage.ago(4))
    asked = changes.pair(change=change, seat=Seat.MANAGERIAL, person=stage.people["helen"], by=lead, at=stage.ago(9))
    changes.suggest(co_lead=asked, to=stage.people["grace"], by=stage.people["helen"], at=stage.ago(7))


def _partner(stage: Stage) -> None:
    """A carer beside the pair of a change that works, with what she said and a look at whether it will last."""
    change = Change.objects.select_related("place").get(title=PARTNERED)
    lead = next(row.person for row in change.co_leads.live().select_related("person") if row.accepted_at)
    seat, _key = changes.ask_partner(change=change, called="Margaret, a carer", by=lead, at=stage.ago(60))
    for ago, words in SEEN_BY_A_CARER:
        changes.say_as_partner(seat=seat, words=words, at=stage.ago(ago, 19))
    answers = {"benefits": "strong", "credible": "strong", "adaptable": "partly", "monitored": "strong", "involved": "strong",
               "behaviours": "partly", "senior": "weak", "clinical": "strong", "fit": "partly"}  # fmt: skip
    changes.check_lasting(change=change, answers=answers, by=lead, at=stage.ago(8))
