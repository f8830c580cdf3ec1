"""Who reads a story: wider, narrower, withdrawn, put back; names and thanks where anybody reads."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from groundswell.changes import queries as change_queries
from groundswell.people.models import Person
from groundswell.stories import kinds, rules
from groundswell.stories.actions.shelf import record, remember, show_measures, takers
from groundswell.stories.models import Audience, Naming, PassingThanks, Story
from groundswell.ui.formats import london_day

MOST_PASSING_THANKS = 1000  # counted a day and story: beyond it somebody is playing


@transaction.atomic
def change_audience(*, story: Story, to: str, by: Person, at: datetime) -> None:
    """Open a story to more people, or to fewer; either is recorded."""
    rules.may_change_audience(story, to, by, change_queries.seats_of(story.change)).or_refuse()
    wider = rules.is_wider(to, story.audience)
    let_read(story, to, at)
    record(kinds.STORY_SHARED if wider else kinds.STORY_NARROWED, story, at=at, by=by, facts=_readers(story))


def let_read(story: Story, audience: str, at: datetime, **more: Any) -> None:
    story.audience, story.changed_at = audience, at
    for name, value in more.items():
        setattr(story, name, value)
    story.save(update_fields=["audience", "changed_at", *more])
    remember(story)
    show_measures(story)


def _readers(story: Story) -> dict[str, Any]:
    """For the line of time, who can read it now."""
    label = str(Audience(story.audience).label)
    return {"readers": label[:1].lower() + label[1:]}


@transaction.atomic
def withdraw(*, story: Story, reason: str, by: Person, at: datetime) -> None:
    """Take the words back openly: those who took part or took it up keep them, its other readers read that and why."""
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db(fields=["withdrawn_at", "audience"])
    change = story.change
    rules.may_withdraw(story, by, change_queries.seats_of(change), change_queries.owners(change)).or_refuse()
    closed = Audience.PLACE if story.audience == Audience.PLACE else Audience.ORGANISATION
    taken_back = {"withdrawn_at": at, "withdrawn_by": by, "withdrawn_reason": reason, "withdrawn_from": story.audience}
    let_read(story, closed, at, **taken_back)
    record(kinds.STORY_WITHDRAWN, story, at=at, by=by, tell=takers(story))


@transaction.atomic
def put_back(*, story: Story, by: Person, at: datetime) -> None:
    """A withdrawn story has the readers again that it had."""
    Story.objects.select_for_update().get(pk=story.pk)
    story.refresh_from_db(fields=["withdrawn_at", "withdrawn_from"])
    change = story.change
    rules.may_put_back(story, by, change_queries.seats_of(change), change_queries.owners(change)).or_refuse()
    none = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": "", "withdrawn_from": ""}
    let_read(story, story.withdrawn_from, at, **none)
    record(kinds.STORY_PUT_BACK, story, at=at, by=by, tell=takers(story), facts=_readers(story))


@transaction.atomic
def be_named(*, story: Story, by: Person, yes: bool, at: datetime) -> None:
    """A yes, or no longer, that one's name stands where anybody reads it."""
    rules.may_be_named(
        by, [*change_queries.owners(story.change), *change_queries.seats_of(story.change).people]
    ).or_refuse()
    if yes:
        Naming.objects.get_or_create(story=story, person=by, defaults={"at": at})
    else:
        Naming.objects.filter(story=story, person=by).delete()


@transaction.atomic
def thank_in_passing(*, story: Story, at: datetime) -> None:
    """Somebody without an account says thank you; those thanked hear of it once a day at most."""
    row, fresh = PassingThanks.objects.get_or_create(story=story, on=london_day(at))
    PassingThanks.objects.filter(pk=row.pk, number__lt=MOST_PASSING_THANKS).update(number=F("number") + 1)
    if fresh:
        record(kinds.PASSING_THANKS, story, at=at, by=None)
