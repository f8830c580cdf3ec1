"""Open a call, change it, close it; answer one, say what may be seen, take it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from groundswell.changes.models import Change
from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas.models import Idea
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.places.models import Place
from groundswell.post import actions as post
from groundswell.stories import kinds
from groundswell.stories.models import Call, CallAnswer, Shown, Story
from groundswell.stories.queries import calls as queries
from groundswell.stories.rules import calls as rules
from groundswell.ui.formats import day, london_day
from groundswell.ui.verdicts import no

TELL = "stories.tell_of_call"


@transaction.atomic
def open_call(*, place: Place, by: Person, at: datetime, stories: Iterable[Story] = (), **words: Any) -> Call:
    """In the name of a place. Those it is for hear of it once, by a job: they may be thousands."""
    if place not in rules.places_to_call_for(sight(by)):
        no(_("You do not speak for {place}.").format(place=place)).or_refuse()
    call = Call.objects.create(place=place, opened_by=by, opened_at=at, **words)
    call.stories.set(stories)
    events.record(kinds.CALL_OPENED, subject=call.subject, place=place, at=at, by=by, facts={"where": str(place)})
    post.enqueue(key=f"call-{call.public_id}", kind=TELL, data={"call": call.public_id}, at=max(at, _begins(call, at)))
    return call


def _begins(call: Call, at: datetime) -> datetime:
    days = (call.from_on - london_day(at)).days
    return at if days <= 0 else at.replace(hour=6) + (datetime.combine(call.from_on, at.timetz()) - at)


@transaction.atomic
def tell_of_call(*, call: Call, at: datetime) -> int:
    """Whoever leads a place it is for finds it in the next weekly letter; how many were told."""
    if call.is_over_on(london_day(at)):
        return 0
    people = queries.who_hears(call, at)
    events.record(
        kinds.CALL_FOR_YOU,
        subject=call.subject,
        place=call.place,
        at=at,
        tell=people,
        facts={"day": day(call.until_on)},
    )
    return len(people)


@transaction.atomic
def edit_call(
    *, call: Call, version: int, by: Person, at: datetime, stories: Iterable[Story] = (), **words: Any
) -> bool:
    """Change the words; false when somebody saved a newer version in between."""
    rules.may_change(call, sight(by)).or_refuse()
    rows = Call.objects.filter(pk=call.pk, version=version, closed_at=None)
    if not rows.update(version=version + 1, edited_by=by, **words):
        return False
    call.refresh_from_db()
    call.stories.set(stories)
    events.retitle(room="stories", subject_id=call.public_id, title=call.title)
    events.record(kinds.CALL_CHANGED, subject=call.subject, place=call.place, at=at, by=by)
    return True


@transaction.atomic
def close_call(*, call: Call, came_of_it: str, by: Person, at: datetime) -> None:
    """It ends with a word on what came of it, told to everybody who answered."""
    call = Call.objects.select_for_update(of=("self",)).select_related("place").get(pk=call.pk)
    rules.may_change(call, sight(by)).or_refuse()
    call.closed_at, call.closed_by, call.came_of_it = at, by, came_of_it
    call.save(update_fields=["closed_at", "closed_by", "came_of_it"])
    events.record(
        kinds.CALL_CLOSED, subject=call.subject, place=call.place, at=at, by=by, tell=queries.who_answered(call)
    )


@transaction.atomic
def answer_call(*, call: Call, what: Idea | Change, shows: str, by: Person, at: datetime) -> CallAnswer:
    """Link something of one's own; the one there already when it is linked. Whoever links it is credited."""
    today, place = london_day(at), what.place
    if found := CallAnswer.objects.filter(call=call, **_key(what)).first():
        return found
    rules.may_answer(call, today, queries.above(today, place)).or_refuse()
    if not any(one.what == what for one in queries.fitting(call, by, today)):
        no(_("Link something of your own.")).or_refuse()
    answer, fresh = CallAnswer.objects.get_or_create(
        call=call, **_key(what),
        defaults={"place": place, "organisation_id": place.organisation_id or place.pk, "shows": shows, "linked_by": by,
                  "linked_at": at},
    )  # fmt: skip
    if fresh:
        # What only counts leaves no place on the line of time of the call, where everybody reads it.
        where = place if shows != Shown.COUNTED else None
        name = by if shows == Shown.PERSON else None
        events.record(
            kinds.CALL_ANSWERED, subject=call.subject, place=where, at=at, by=name, credits=[(by, Part.JOINER)]
        )
        events.record(
            kinds.LINKED_TO_CALL, subject=what.subject, place=place, at=at, by=by, facts={"where": str(call.place)}
        )
    return answer


def _key(what: Idea | Change) -> dict[str, Idea | Change]:
    return {"change": what} if isinstance(what, Change) else {"idea": what}


@transaction.atomic
def show_answer(*, answer: CallAnswer, shows: str, by: Person) -> None:
    rules.may_unlink(answer, by, sight(by)).or_refuse()
    answer.shows = shows
    answer.save(update_fields=["shows"])


@transaction.atomic
def unlink(*, answer: CallAnswer, by: Person) -> None:
    """It can be linked again. What was credited stays: it was done."""
    rules.may_unlink(answer, by, sight(by)).or_refuse()
    answer.delete()


def forget_answers(person: Person) -> None:
    """The place goes on; nobody is named as whom to ask."""
    CallAnswer.objects.filter(linked_by=person, shows=Shown.PERSON).update(shows=Shown.PLACE)


def export_calls(person: Person) -> dict[str, Any]:
    opened = Call.objects.filter(opened_by=person).order_by("pk")
    answered = (
        CallAnswer.objects.filter(linked_by=person).select_related("call", "place", "idea", "change").order_by("pk")
    )
    return {
        "calls": [
            {"title": row.title, "theme": row.theme, "asked": row.asked, "opened_at": row.opened_at, "came_of_it": row.came_of_it}
            for row in opened
        ],
        "answered": [
            {"call": row.call.title, "place": str(row.place), "with": str(row.what), "at": row.linked_at} for row in answered
        ],
    }  # fmt: skip


def until_default(today: date) -> date:
    """Half a year on."""
    return date(today.year + (today.month + 6 > 12), (today.month + 5) % 12 + 1, min(today.day, 28))
