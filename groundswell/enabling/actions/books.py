"""Write the rules of a place: begin a draft, change one rule of it, bring it into force or throw it away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from groundswell.enabling import kinds, queries
from groundswell.enabling.models import Outcome, RuleBook, Trigger, TrustRule
from groundswell.enabling.rules import Rule, starting_rules
from groundswell.enabling.rules import books as writing
from groundswell.enabling.rules.trust import rule_of
from groundswell.events import actions as events
from groundswell.events.kinds import Kind
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place

KEPT = (
    "outcome", "question", "decider", "office", "working_days", "on_clock_end", "origin", "papers", "limit_pounds", "why",
    "may_loosen",
)  # fmt: skip


@transaction.atomic
def start_draft(*, place: Place, by: Person, at: datetime) -> RuleBook:
    """The draft of a place: the one there is, or a copy of what is in force.

    An organisation without rules of its own copies what every place starts with. A place below one writes only where it differs,
    so that what is set above goes on holding there.
    """
    writing.may_write(place, sight(by)).or_refuse()
    Place.objects.select_for_update().get(pk=place.pk)
    if draft := queries.draft_of(place):
        return draft
    number = (RuleBook.objects.filter(place=place).aggregate(last=Max("number"))["last"] or 0) + 1
    draft = RuleBook.objects.create(
        place=place, organisation_id=place.organisation_id or place.pk, number=number, made_by=by, made_at=at
    )
    TrustRule.objects.bulk_create([_row(draft, rule) for rule in _to_copy(place)])
    _record(kinds.RULES_DRAFTED, draft, by=by, at=at)
    return draft


def _to_copy(place: Place) -> Iterable[Rule]:
    held = queries.trust_at(place)[place.pk]
    if held.book and held.book.place_id == place.pk:
        return [rule_of(row, held.book) for row in held.book.rules.all()]
    return starting_rules().values() if place.is_organisation else ()


def _row(draft: RuleBook, rule: Rule) -> TrustRule:
    """The first number is that of the rule which no book can take away."""
    number = list(Trigger).index(rule.trigger) + 2
    return TrustRule(book=draft, trigger=rule.trigger, number=number, **_kept(rule))


def _kept(rule: Rule) -> dict[str, object]:
    return {name: getattr(rule, name) for name in KEPT} | {"papers": list(rule.papers)}


def _record(kind: Kind, book: RuleBook, *, by: Person, at: datetime, tell: Iterable[Person] = ()) -> None:
    events.record(
        kind, subject=book.subject, place=book.place, at=at, by=by, tell=tell, facts={"where": str(book.place)}
    )


def _claim(draft: RuleBook, version: int) -> bool:
    """Take the next version of a draft; false when somebody saved one in between, or it is none any more."""
    rows = RuleBook.objects.filter(pk=draft.pk, version=version, in_force_at=None)
    taken = bool(rows.update(version=F("version") + 1))
    draft.refresh_from_db(fields=["version", "in_force_at"])
    return taken


@transaction.atomic
def set_rule(*, draft: RuleBook, rule: Rule, version: int, by: Person, at: datetime) -> bool:
    """Write one rule of a draft; false when somebody saved a newer version in between."""
    writing.may_change(draft, sight(by)).or_refuse()
    writing.may_set(rule, queries.rules_above(draft.place).get(rule.trigger)).or_refuse()
    if not _claim(draft, version):
        return False
    number = _row(draft, rule).number
    TrustRule.objects.update_or_create(book=draft, trigger=rule.trigger, defaults=_kept(rule) | {"number": number})
    return True


@transaction.atomic
def put_back(*, draft: RuleBook, trigger: str, by: Person, at: datetime) -> None:
    """What is set above holds again."""
    writing.may_change(draft, sight(by)).or_refuse()
    if _claim(draft, draft.version):
        draft.rules.filter(trigger=trigger).delete()


@transaction.atomic
def discard(*, draft: RuleBook, by: Person, at: datetime) -> None:
    writing.may_change(draft, sight(by)).or_refuse()
    _record(kinds.RULES_DISCARDED, draft, by=by, at=at)
    RuleBook.objects.filter(pk=draft.pk, in_force_at=None).delete()


@transaction.atomic
def bring_into_force(*, draft: RuleBook, version: int, agreed_on: date, by: Person, at: datetime) -> bool:
    """Sign it: from now on it holds, and everybody who works there hears of it. False when it is not what was read."""
    above = queries.rules_above(draft.place)
    pairs = [(rule_of(row, draft), above.get(Trigger(row.trigger))) for row in draft.rules.all()]
    writing.may_bring_into_force(draft, sight(by), pairs).or_refuse()
    if not _claim(draft, version):
        return False
    RuleBook.objects.filter(place=draft.place, ended_at=None).exclude(in_force_at=None).update(ended_at=at)
    draft.rules.filter(outcome=Outcome.GO).update(signed_by=by, signed_on=agreed_on)
    draft.agreed_by, draft.agreed_on, draft.in_force_at = by, agreed_on, at
    draft.save(update_fields=["agreed_by", "agreed_on", "in_force_at"])
    _record(kinds.RULES_AGREED, draft, by=by, at=at, tell=queries.who_works_under(draft.place, at))
    return True
