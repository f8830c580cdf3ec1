"""Verbs that change ideas. Each asks its rule first and records what happened in the same transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas import kinds, memory, rules
from groundswell.ideas.actions import asking
from groundswell.ideas.actions.telling import record, tell_hidden, unnamed
from groundswell.ideas.models import Idea, Joining, NotTheSame, RestingReason, Stage, Support
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.formats import london_day
from groundswell.ui.workdays import due_on


def _move(idea: Idea, to: str, at: datetime) -> None:
    rules.may_move(idea, to).or_refuse()
    idea.stage, idea.moved_at, idea.version = to, at, idea.version + 1


@transaction.atomic
def answer(*, idea: Idea, words: str, by: Person, at: datetime) -> None:
    """Somebody responsible heard it, by name. The owner is told first."""
    rules.may_answer(idea, by, sight(by)).or_refuse()
    _move(idea, Stage.HEARD, at)
    idea.heard_at, idea.heard_by, idea.answer = at, by, words
    idea.unconfirmed_until = None  # who answers it has vouched for it
    idea.save()
    memory.remember_idea(idea)
    record(
        kinds.IDEA_HEARD, idea, at=at, by=by,
        credits=[(by, Part.ANSWERER)],
    )  # fmt: skip


@transaction.atomic
def reword(*, idea: Idea, words: str, version: int, by: Person, at: datetime, held: bool = False) -> bool:
    """The owner changes their own words; false when somebody else saved a newer version in between."""
    rules.may_reword(idea, by).or_refuse()
    changed = Idea.objects.filter(pk=idea.pk, version=version).update(
        words=words, version=version + 1, held_at=at if held else None
    )
    if not changed:
        return False
    idea.refresh_from_db()
    subject = unnamed(idea) if held else idea.subject
    events.retitle(room="ideas", subject_id=idea.public_id, title=subject.title)
    memory.forget("ideas", idea.public_id) if held else memory.remember_idea(idea)
    events.record(kinds.IDEA_HELD if held else kinds.IDEA_REWORDED, subject=subject, place=idea.place, at=at, by=by)
    return True


@transaction.atomic
def support(*, idea: Idea, kind: str, by: Person, at: datetime) -> None:
    """ "This happens to us too" or "I can help", once each."""
    rules.may_support(idea, by).or_refuse()
    where = sight(by).membership_at(idea.place)
    _row, fresh = Support.objects.get_or_create(
        idea=idea, person=by, kind=kind, defaults={"place": where.place if where else None, "at": at}
    )
    if fresh:
        record(
        kinds.IDEA_SUPPORTED, idea, at=at, by=by,
            credits=[(by, Part.SUPPORTER)], facts={"says": str(Support.Kind(kind).label)},
        )  # fmt: skip


@transaction.atomic
def withdraw_support(*, idea: Idea, kind: str, by: Person) -> None:
    Support.objects.filter(idea=idea, person=by, kind=kind).delete()


@transaction.atomic
def just_fix(*, idea: Idea, what: str, by: Person, at: datetime) -> None:
    """It is repaired: one sentence, and in thirty days the owner is asked whether it holds."""
    rules.may_fix(idea, by, sight(by)).or_refuse()
    _move(idea, Stage.WORKING, at)
    idea.fixed_words, idea.fixed_at = what, at
    idea.fixed_check_on = london_day(at + rules.STILL_FIXED_AFTER)
    idea.save()
    memory.remember_idea(idea)
    record(
        kinds.IDEA_FIXED, idea, at=at, by=by,
        credits=[(by, Part.TASK_DOER)], facts={"what": what},
    )  # fmt: skip


@transaction.atomic
def still_fixed(*, idea: Idea, by: Person, at: datetime) -> None:
    """One tap of the owner: it holds, and is normal practice here."""
    rules.may_say_still_fixed(idea, by, london_day(at)).or_refuse()
    _move(idea, Stage.NORMAL, at)
    idea.save()
    memory.remember_idea(idea)
    record(kinds.IDEA_STILL_FIXED, idea, at=at, by=by)


@transaction.atomic
def not_fixed(*, idea: Idea, by: Person, at: datetime) -> None:
    """It broke again: the idea is open again, nothing of its history is lost."""
    rules.may_say_not_fixed(idea, by, sight(by)).or_refuse()
    _move(idea, Stage.HEARD, at)
    idea.fixed_at = idea.fixed_check_on = None
    idea.save()
    memory.remember_idea(idea)
    record(kinds.IDEA_NOT_FIXED, idea, at=at, by=by)


@transaction.atomic
def rest(
    *, idea: Idea, reason: str, words: str, by: Person, at: datetime, would_help: str = "", learned: str = ""
) -> None:
    """The owner lets it rest, with the reason, what would make it a yes and what was learned."""
    rules.may_rest(idea, by).or_refuse()
    _rest(idea, reason, by, at, words=words, would_help=would_help, learned=learned)


def _rest(idea: Idea, reason: str, by: Person, at: datetime, **written: str) -> None:
    before = idea.stage
    _move(idea, Stage.RESTING, at)
    idea.stage_before_rest, idea.resting_reason, idea.resting_by = before, reason, by
    for name, words in written.items():
        setattr(idea, f"resting_{name}", words)
    idea.save()
    memory.remember_idea(idea)
    record(
        kinds.IDEA_RESTED, idea, at=at, by=by,
        facts={"why": str(RestingReason(reason).label).lower()},
    )  # fmt: skip


@transaction.atomic
def wake(*, idea: Idea, by: Person, at: datetime) -> None:
    """Anybody may wake a resting idea. It is heard if somebody had answered, else waits for an answer again."""
    rules.may_wake(idea).or_refuse()
    _wake(idea, at)
    record(kinds.IDEA_WOKEN, idea, at=at, by=by)


def _wake(idea: Idea, at: datetime) -> None:
    _move(idea, Stage.HEARD if idea.heard_at else Stage.NOTICED, at)
    idea.resting_reason = ""
    idea.due_on = due_on(london_day(at), rules.ANSWER_IN_WORKING_DAYS)
    idea.save()
    memory.remember_idea(idea)
    asking.begin(idea=idea, at=at)


@transaction.atomic
def propose_joining(*, idea: Idea, into: Idea, by: Person, at: datetime) -> Joining:
    """Say that two ideas are the same. The owner decides; when it is the owner who says so, they are joined at once."""
    rules.may_propose_joining(idea, into).or_refuse()
    joining, _fresh = Joining.objects.get_or_create(
        idea=idea,
        into=into,
        declined_at=None,
        undone_at=None,
        defaults={"proposed_by": by, "proposed_at": at},
    )
    if by == idea.owner:
        accept_joining(joining=joining, by=by, at=at)
        return joining
    record(
        kinds.IDEA_JOIN_PROPOSED, idea, at=at, by=by,
        facts={"other": into.first_words},
    )  # fmt: skip
    return joining


@transaction.atomic
def accept_joining(*, joining: Joining, by: Person, at: datetime) -> None:
    """The owner agrees: this idea rests, joined with the other, and its owner is told of all that becomes of that."""
    rules.may_answer_joining(joining, by).or_refuse()
    joining.accepted_at = at
    joining.save(update_fields=["accepted_at"])
    idea = joining.idea
    idea.joined_to = joining.into
    _rest(idea, RestingReason.JOINED_ANOTHER, by, at, words=joining.into.first_words)
    events.record(
        kinds.IDEA_JOINED, subject=joining.into.subject, place=idea.place, at=at, by=by,
        tell=[joining.into.owner, idea.owner], credits=[(by, Part.OWNER)], facts={"other": idea.first_words},
    )  # fmt: skip


@transaction.atomic
def decline_joining(*, joining: Joining, by: Person, at: datetime) -> None:
    rules.may_answer_joining(joining, by).or_refuse()
    joining.declined_at = at
    joining.save(update_fields=["declined_at"])
    _say_of_joining(kinds.IDEA_JOIN_DECLINED, joining, by, at)


@transaction.atomic
def undo_joining(*, joining: Joining, by: Person, at: datetime) -> None:
    """The owner takes the two apart again; both go on with all their history."""
    rules.may_undo_joining(joining, by).or_refuse()
    joining.undone_at = at
    joining.save(update_fields=["undone_at"])
    joining.idea.joined_to = None
    _wake(joining.idea, at)
    _say_of_joining(kinds.IDEA_JOIN_UNDONE, joining, by, at)


@transaction.atomic
def set_apart(*, idea: Idea, room: str, subject_id: str, by: Person, at: datetime) -> None:
    """Somebody says that something found is not the same as an idea: remembered for them alone, told to nobody."""
    NotTheSame.objects.get_or_create(person=by, idea=idea, room=room, subject_id=subject_id, defaults={"at": at})


def _say_of_joining(kind: kinds.Kind, joining: Joining, by: Person, at: datetime) -> None:
    events.record(
        kind, subject=joining.idea.subject, place=joining.idea.place, at=at, by=by,
        tell=[joining.proposed_by], facts={"other": joining.into.first_words},
    )  # fmt: skip


@transaction.atomic
def move_on(*, idea: Idea, to: str, at: datetime) -> None:
    """Called by the work that took the idea on: its stage follows the work at its home place."""
    if idea.stage == to:
        return
    _move(idea, to, at)
    idea.save(update_fields=["stage", "moved_at", "version"])
    memory.remember_idea(idea)
    facts = {"stage": str(Stage(to).label)}
    events.record(kinds.IDEA_MOVED, subject=idea.subject, place=idea.place, at=at, facts=facts)
    tell_hidden(idea, at)


@transaction.atomic
def leave_address(*, idea: Idea, title: str, address: str) -> None:
    """The work that took the idea on leaves its address, so that readers of the idea find it."""
    Idea.objects.filter(pk=idea.pk).update(work_title=title, work_address=address)


def export(*, person: Person) -> dict[str, Any]:
    """Everything this room keeps of what a person noticed, answered and supported, for that person.

    Ideas on which a name is held are not in it, as somebody else may be making the file: the person reads them by signing in.
    """
    return {
        "name_held": "Ideas on which your name is held are not in this file. Sign in and open /receipts/held/ to read them.",
        "noticed": [
            {
                "at": idea.noticed_at, "where": str(idea.place), "words": idea.words, "stage": idea.get_stage_display(),
                "fixed": idea.fixed_words, "learned": idea.resting_learned, "address": idea.get_absolute_url(),
            }
            for idea in Idea.objects.filter(owner=person).select_related("place").order_by("noticed_at", "pk")
        ],
        "answered": [
            {"at": idea.heard_at, "answer": idea.answer, "address": idea.get_absolute_url()}
            for idea in Idea.objects.filter(heard_by=person).order_by("heard_at", "pk")
        ],
        "supported": [
            {"at": row.at, "as": row.get_kind_display(), "address": row.idea.get_absolute_url()}
            for row in Support.objects.filter(person=person).select_related("idea").order_by("at", "pk")
        ],
        "set_apart": [
            {"at": row.at, "address": row.idea.get_absolute_url(), "is_not_the_same_as": f"/{row.room}/{row.subject_id}/"}
            for row in NotTheSame.objects.filter(person=person).select_related("idea").order_by("at", "pk")
        ],
    }  # fmt: skip
