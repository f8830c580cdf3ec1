"""Who holds a name: when they answer there no more nobody reads it, and it passes on by its owner's yes alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from groundswell.ideas import kinds, rules
from groundswell.ideas.actions.telling import record, tell_hidden, time_kept
from groundswell.ideas.models import Idea, NameMode
from groundswell.ideas.queries import is_held_for, keeping_of
from groundswell.people.models import Person
from groundswell.post import numbers


def sealed(owner: Person, keeper: Person, kept: datetime) -> str:
    """Whose name it is, for one keeper: for another the seal says nothing. `kept` is the time the idea shows anyway."""
    return numbers.seal(f"{owner.pk} {keeper.pk}", int(kept.timestamp()))


@transaction.atomic
def ask_owner(*, idea: Idea, at: datetime) -> bool:
    """Whoever held the name does not answer there any more and somebody else does: its owner gets the usual short letter.

    From now on nobody is the keeper, also if the old one comes back. False when somebody was quicker.
    """
    asked = Idea.objects.filter(pk=idea.pk, keeper=idea.keeper_id).update(keeper=None)
    if asked:
        tell_hidden(idea, at, "keeper")
    return bool(asked)


@transaction.atomic
def pass_name(*, idea: Idea, to: Person | None, by: Person, at: datetime) -> None:
    """The owner says yes: sealed anew, for the new keeper alone, who is told. Nothing of who said yes is written."""
    rules.may_pass_name(idea, by, is_held_for(idea)).or_refuse()
    rules.may_pass_to(to, keeping_of(idea, by, at)).or_refuse()
    if to is None:
        return
    idea.keeper, idea.stays_sealed, idea.sealed_owner = to, False, sealed(by, to, idea.noticed_at)
    idea.save(update_fields=["keeper", "stays_sealed", "sealed_owner"])
    if idea.is_shown:
        record(kinds.IDEA_NAME_PASSED, idea, at=max(time_kept(NameMode.HELD, at), idea.noticed_at), tell=[to])


@transaction.atomic
def keep_sealed(*, idea: Idea, by: Person) -> None:
    """The owner says no: the name stays where nobody reads it. They can still say yes later."""
    rules.may_pass_name(idea, by, is_held_for(idea)).or_refuse()
    Idea.objects.filter(pk=idea.pk).update(keeper=None, stays_sealed=True)
