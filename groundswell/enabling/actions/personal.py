"""What this room keeps of one person, and what happens to it when they are forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.enabling.actions.asks import move_up
from groundswell.enabling.actions.challenges import rule_up
from groundswell.enabling.models import (
    Ask,
    AskHop,
    Commitment,
    Fund,
    HoursUsed,
    OfferOfTime,
    RuleBook,
    RuleChallenge,
    RuleHop,
    RuleTold,
    Spend,
    Why,
)
from groundswell.people.models import Person
from groundswell.ui.formats import pounds


def export(*, person: Person) -> dict[str, Any]:
    """What they asked for, what they were asked, and what they promised, for that person."""
    return {
        "asked_for": [
            {"what": ask.what, "asked_at": ask.asked_at, "status": ask.get_status_display()}
            for ask in Ask.objects.filter(asked_by=person).order_by("asked_at", "pk")
        ],
        "was_asked": [
            {"what": hop.ask.what, "at": hop.at, "why": hop.get_why_display(), "words": hop.words}
            for hop in AskHop.objects.filter(person=person).select_related("ask")
        ],
        "promises": [
            {
                "what": made.ask.what, "made_at": made.made_at, "due_on": made.due_on, "kept_at": made.kept_at,
                "moved_reason": made.moved_reason, "broken_at": made.broken_at,
            }
            for made in Commitment.objects.filter(person=person).select_related("ask")
        ],
        "declined": [
            {"what": ask.what, "reason": ask.reason, "would_be_yes": ask.would_be_yes, "at": ask.ended_at}
            for ask in Ask.objects.filter(holder=person).exclude(reason="").order_by("ended_at", "pk")
        ],
        "asked_whether_real": [
            {
                "rule": row.rule, "told_by": row.told_by, "asked_at": row.asked_at, "name_shown": row.name_shown,
                "verdict": row.get_verdict_display(), "outcome": row.get_outcome_display(),
            }
            for row in RuleChallenge.objects.filter(asked_by=person).order_by("asked_at", "pk")
        ],
        "was_asked_to_show": [
            {"rule": hop.challenge.rule, "at": hop.at, "why": hop.get_why_display(), "words": hop.words}
            for hop in RuleHop.objects.filter(person=person).select_related("challenge")
        ],
        "showed": [
            {"rule": row.rule, "verdict": row.get_verdict_display(), "says": row.says, "source": row.source, "at": row.verdict_at}
            for row in RuleChallenge.objects.filter(verdict_by=person).order_by("verdict_at", "pk")
        ],
        "settled": [
            {"rule": row.rule, "outcome": row.get_outcome_display(), "words": row.outcome_words, "at": row.outcome_at}
            for row in RuleChallenge.objects.filter(outcome_by=person).order_by("outcome_at", "pk")
        ],
        "was_told_the_same": [
            {"rule": row.challenge.rule, "at": row.at}
            for row in RuleTold.objects.filter(person=person).select_related("challenge").order_by("at", "pk")
        ],
        "set_funds": [
            {"place": str(row.place), "yearly": pounds(row.yearly), "limit": pounds(row.limit), "at": row.set_at}
            for row in Fund.objects.filter(set_by=person).select_related("place").order_by("set_at", "pk")
        ],
        "spent": [
            {"what": row.what, "amount": pounds(row.amount), "at": row.at, "taken_back_at": row.undone_at}
            for row in Spend.objects.filter(person=person).order_by("at", "pk")
        ],
        "hours_used": [
            {"for": row.ask.what, "on": row.on, "hours": row.hours}
            for row in HoursUsed.objects.filter(person=person).select_related("ask")
        ],
        "offered_time": [
            {
                "place": str(row.place), "what_for": row.about, "how_much": row.get_how_much_display(), "words": row.words,
                "made_at": row.made_at, "until": row.until, "ended_at": row.ended_at,
            }
            for row in OfferOfTime.objects.filter(person=person).select_related("place").prefetch_related("topics")
        ],
        "signed_rules_of": [
            {"place": str(book.place), "version": book.number, "agreed_on": book.agreed_on}
            for book in RuleBook.objects.filter(agreed_by=person).select_related("place").order_by("agreed_on", "pk")
        ],
    }  # fmt: skip


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """What they were asked for moves on to the next one up, with its days; what is over stays, by "a colleague".

    Their offers of an hour go, and who told them a rule, in their words; that they were told one counts no more.
    Receipts stay: they are accounts.
    """
    for ask in Ask.objects.standing().filter(holder=person):
        move_up(ask=ask, why=Why.GONE, at=at)
    for row in RuleChallenge.objects.waiting().filter(owner=person):
        rule_up(challenge=row, why=Why.GONE, at=at)
    RuleChallenge.objects.filter(asked_by=person).update(told_by="", name_shown=False)
    RuleTold.objects.filter(person=person).delete()
    OfferOfTime.objects.filter(person=person).delete()
