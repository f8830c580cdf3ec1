"""Tell and edit a story; the address of a feed; what is taken away and forgotten."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from groundswell.changes import queries as change_queries
from groundswell.changes.models import Change
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.measures import actions as measures
from groundswell.measures.models import Measure
from groundswell.people.models import Person
from groundswell.stories import kinds, queries, rules
from groundswell.stories.actions.calls import export_calls, forget_answers
from groundswell.stories.actions.keeping import end_feed_address, export_kept, forget_kept
from groundswell.stories.actions.shelf import put_on_the_shelf, record, remember, show_measures, takers
from groundswell.stories.actions.taking_up import tell_where_it_came_from
from groundswell.stories.models import Adoption, Audience, Correction, FeedAddress, Naming, Story


@transaction.atomic
def tell(
    *, change: Change, title: str, worked: bool, did: str, learned: str, by: Person, at: datetime, surprised: str = "",
    waited: str = "", needed: str = "", measure: Measure | None = None, audience: str = Audience.ORGANISATION,
) -> Story | None:  # fmt: skip
    """Publish what came of a change, for the organisations that took part unless a co-lead says otherwise.

    None when somebody told it in between.
    """
    Change.objects.select_for_update().get(pk=change.pk)
    if queries.told(change):
        return None
    seats, owners = change_queries.seats_of(change), change_queries.owners(change)
    rules.may_tell(by, seats, owners, change_queries.home_row(change).state).or_refuse()
    if audience != Audience.ORGANISATION:
        rules.may_choose_audience(by, seats).or_refuse()
    story = Story.objects.create(
        change=change, title=title, worked=worked, did=did, learned=learned, surprised=surprised, waited=waited,
        needed=needed, measure=measure, audience=audience, place=change.place, organisation=change.organisation,
        told_by=by, told_at=at, changed_at=at, system=queries.system_of(change.place),
    )  # fmt: skip
    put_on_the_shelf(story)
    credits = [(by, Part.TELLER), *((owner, Part.OWNER) for owner in owners)]
    record(kinds.STORY_TOLD, story, at=at, by=by, credits=credits)
    tell_where_it_came_from(change, by=by, at=at)
    remember(story)
    show_measures(story)
    return story


@transaction.atomic
def edit(*, story: Story, version: int, by: Person, at: datetime, corrected: str = "", **fields: Any) -> bool:
    """Change the words; false when somebody saved a newer version in between. `corrected` says to readers what was put right."""
    rules.may_edit(by, change_queries.seats_of(story.change), change_queries.owners(story.change)).or_refuse()
    changed = Story.objects.filter(pk=story.pk, version=version).update(
        version=version + 1, edited_by=by, changed_at=at, **fields
    )  # fmt: skip
    if not changed:
        return False
    before = story.measure
    story.refresh_from_db()
    put_on_the_shelf(story)
    events.retitle(room="stories", subject_id=story.public_id, title=story.title)
    if corrected:
        Correction.objects.create(story=story, words=corrected, at=at, by=by)
        record(kinds.STORY_CORRECTED, story, at=at, by=by, tell=takers(story))
    else:
        record(kinds.STORY_EDITED, story, at=at, by=by)
    remember(story)
    show_measures(story)
    if before and before != story.measure:
        measures.show_to_everyone(measure=before, yes=queries.is_shown_to_everyone(before))
    return True


def forget(*, person: Person, at: datetime) -> None:
    """Their name stands nowhere outside any more, and their feed ends; stories they told stay, by a colleague."""
    Naming.objects.filter(person=person).delete()
    forget_answers(person)
    end_feed_address(by=person, at=at)
    forget_kept(person)


def export(*, person: Person) -> dict[str, Any]:
    """What this person told, took up and brought back."""
    words = ("title", "worked", "did", "surprised", "learned", "waited", "needed", "told_at")
    told = Story.objects.filter(told_by=person).order_by("pk")
    taken_up = (
        Adoption.objects.filter(Q(person=person) | Q(returned_by=person))
        .select_related("story", "place")
        .order_by("pk")
    )
    return {
        "stories": [{name: getattr(story, name) for name in words} for story in told],
        "taken_up": [_taken_up(row) for row in taken_up],
        "corrections": list(Correction.objects.filter(by=person).order_by("pk").values("story__title", "words", "at")),
        "named_on": list(Naming.objects.filter(person=person).order_by("pk").values("story__title", "at")),
        "feed_addresses": list(FeedAddress.objects.filter(person=person).order_by("pk").values("made_at", "ended_at")),
        **export_kept(person),
        **export_calls(person),
    }


def _taken_up(row: Adoption) -> dict[str, Any]:
    return {
        "story": row.story.title, "place": str(row.place), "at": row.at, "adapted": row.adapted, "helped": row.helped,
        "result": row.result,
    }  # fmt: skip
