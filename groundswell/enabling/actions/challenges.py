"""Ask whether a rule is real; show it; say what happens to it. What nobody shows moves up, and ends as not known."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.enabling import kinds, queries, rules
from groundswell.enabling.actions.holding import hold
from groundswell.enabling.clocks import climb_on
from groundswell.enabling.models import Level, RuleChallenge, RuleHop, RuleOutcome, RuleTold, RuleVerdict, Why
from groundswell.enabling.rules import Rung
from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Part
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.ui.formats import day, london_day


@transaction.atomic
def challenge(
    *, rule: str, place: Place, to: Rung, by: Person, at: datetime, told_by: str = "", name_shown: bool = False
) -> RuleChallenge:
    """Put a rule, as people tell it, to whoever keeps it. They have ten working days to show it."""
    rules.may_challenge(place, sight(by)).or_refuse()
    rules.may_ask(to.person).or_refuse()
    row = RuleChallenge.objects.create(
        rule=rule, told_by=told_by, place=place, organisation_id=place.organisation_id or place.pk, asked_by=by, asked_at=at,
        name_shown=name_shown, owner=to.person, held_since=at, level=to.level, level_place=to.place,
        due_on=climb_on(london_day(at), rules.SHOW_IN_WORKING_DAYS),
    )  # fmt: skip
    _hop(row, to, Why.ASKED, at)
    _record(kinds.RULE_ASKED, row, by=by if name_shown else None, at=at, asked=[to.person], name=to.person.called)
    return row


def _hop(row: RuleChallenge, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    RuleHop.objects.create(challenge=row, person=to.person, level=to.level, place=to.place, why=why, words=words, at=at)


def _record(
    kind: Kind, row: RuleChallenge, *, by: Person | None, at: datetime, asked: Iterable[Person] = (),
    tell: Iterable[Person | None] = (), credits: Iterable[tuple[Person, Part]] = (), **facts: Any,
) -> None:  # fmt: skip
    """On its line of time, told to whoever is asked (or covers) and to those who wait."""
    events.record(
        kind, subject=row.subject, place=row.place, at=at, by=by, asked=queries.with_cover(asked, london_day(at)), tell=tell,
        credits=credits, facts={"what": row.rule} | facts,
    )  # fmt: skip


@transaction.atomic
def say_told(*, challenge: RuleChallenge, by: Person, at: datetime) -> None:
    """Somebody else was told the same: counted once, and told of the answer like whoever asked."""
    hold(challenge)
    told = queries.was_told(challenge, by)
    rules.may_say_told(challenge, by, sight(by), told).or_refuse()
    RuleTold.objects.create(challenge=challenge, person=by, at=at)


@transaction.atomic
def pass_rule_on(*, challenge: RuleChallenge, to: Person, place: Place, words: str, by: Person, at: datetime) -> None:
    """Somebody else keeps this rule. The day on which silence passes it up stays the same."""
    hold(challenge)
    rules.may_pass_rule_on(challenge, by, to, london_day(at)).or_refuse()
    _take_over(challenge, by, at)
    _give(challenge, Rung(to, place, rules.level_of(place)), Why.PASSED_ON, at, words)
    _record(kinds.RULE_PASSED_ON, challenge, by=by, at=at, asked=[to], name=to.called)


def _take_over(row: RuleChallenge, by: Person, at: datetime) -> None:
    """Who covers for somebody away answers in their own name; the days and the level stay."""
    if row.owner_id == by.pk:
        return
    away = row.owner
    _give(row, Rung(by, row.level_place, Level(row.level)), Why.COVER, at)
    _record(kinds.RULE_COVERED, row, by=by, at=at, tell=[away], name=away.called)


def _give(row: RuleChallenge, to: Rung, why: Why, at: datetime, words: str = "") -> None:
    _hop(row, to, why, at, words)
    row.owner, row.held_since, row.level, row.level_place, row.warned_at = to.person, at, to.level, to.place, None
    row.save(update_fields=["owner", "held_since", "level", "level_place", "warned_at"])


@transaction.atomic
def show_rule(
    *, challenge: RuleChallenge, verdict: str, by: Person, at: datetime, says: str = "", source: str = ""
) -> None:
    """The owner says what it is and where it is written. Whoever asked is told at once."""
    hold(challenge)
    rules.may_show(challenge, by, london_day(at)).or_refuse()
    rules.source_needed(verdict, source).or_refuse()
    _take_over(challenge, by, at)
    _verdict(challenge, RuleVerdict(verdict), by, at, says, source)
    label = str(RuleVerdict(verdict).label).lower()
    tell = queries.who_asks(challenge)
    _record(kinds.RULE_SHOWN, challenge, by=by, at=at, tell=tell, credits=[(by, Part.ADVISER)], verdict=label)


def _verdict(row: RuleChallenge, verdict: str, by: Person | None, at: datetime, says: str, source: str) -> None:
    row.verdict, row.says, row.source, row.verdict_by, row.verdict_at, row.due_on = verdict, says, source, by, at, None
    row.save(update_fields=["verdict", "says", "source", "verdict_by", "verdict_at", "due_on"])


@transaction.atomic
def settle_rule(*, challenge: RuleChallenge, outcome: str, by: Person, at: datetime, words: str = "") -> None:
    """What happens to it now. A rule that is dropped is celebrated, with whoever asked and whoever dropped it."""
    hold(challenge)
    rules.may_settle(challenge, by, london_day(at)).or_refuse()
    rules.fits(challenge.verdict, outcome).or_refuse()
    _take_over(challenge, by, at)
    challenge.outcome, challenge.outcome_words, challenge.outcome_by, challenge.outcome_at = outcome, words, by, at
    challenge.save(update_fields=["outcome", "outcome_words", "outcome_by", "outcome_at"])
    tell = queries.who_asks(challenge)
    if outcome == RuleOutcome.DROPPED:
        parts = [(by, Part.ENABLER), *([(challenge.asked_by, Part.OWNER)] if challenge.asked_by else [])]
        _record(kinds.RULE_DROPPED, challenge, by=by, at=at, tell=tell, credits=parts, name=challenge.asker)
    else:
        said = str(RuleOutcome(outcome).label).lower()
        _record(kinds.RULE_SETTLED, challenge, by=by, at=at, tell=tell, outcome=said)


@transaction.atomic
def warn_of_rule(*, challenge: RuleChallenge, at: datetime) -> bool:
    """Two working days before it moves up whoever keeps the rule is told. Once."""
    hold(challenge)
    if challenge.warned_at or challenge.verdict or challenge.due_on is None:
        return False
    challenge.warned_at = at
    challenge.save(update_fields=["warned_at"])
    owner, due = challenge.owner, challenge.due_on
    _record(kinds.RULE_WARNED, challenge, by=None, at=at, asked=[owner], name=owner.called, day=day(due))
    return True


@transaction.atomic
def rule_clock(*, challenge: RuleChallenge, at: datetime) -> bool:
    """Ten working days of silence pass it up; above the top it is not known. Nothing ends silently."""
    hold(challenge)
    if challenge.verdict or challenge.due_on is None or london_day(at) <= challenge.due_on:
        return False
    _rule_up(challenge, Why.SILENCE, at)
    return True


@transaction.atomic
def rule_up(*, challenge: RuleChallenge, why: Why, at: datetime) -> None:
    """It goes to the next one up: whoever had it is not there any more."""
    hold(challenge)
    if not challenge.verdict:
        _rule_up(challenge, why, at)


def _rule_up(row: RuleChallenge, why: Why, at: datetime) -> None:
    before = row.owner
    above = rules.next_rung(queries.ladder(row.place, at), row, queries.had_rule(row))
    tell = [before, *queries.who_asks(row)]
    if above is None:
        _verdict(row, RuleVerdict.UNKNOWN, None, at, "", "")
        _record(kinds.RULE_NOT_SHOWN, row, by=None, at=at, tell=tell)
        return
    _give(row, above, why, at)
    row.due_on = climb_on(london_day(at), rules.SHOW_IN_WORKING_DAYS)
    row.save(update_fields=["due_on"])
    level = str(Level(above.level).label).lower()
    _record(
        kinds.RULE_CLIMBED, row, by=None, at=at, asked=[above.person], tell=tell, name=above.person.called, level=level
    )
