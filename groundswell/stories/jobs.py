"""What the tick runs."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

from groundswell.events.letters import Line, also_weekly
from groundswell.people.models import Person
from groundswell.post.actions import each, handles
from groundswell.stories import actions, documents, presenters, queries
from groundswell.stories.actions import travel
from groundswell.stories.actions.calls import TELL
from groundswell.stories.actions.travel import READ_FEED
from groundswell.stories.fetching import Unreached, ask
from groundswell.stories.models import Call, Installation
from groundswell.stories.sealed import FEED_LIMIT, Unreadable, check, fingerprint_of, read
from groundswell.ui.verdicts import Refused

log = logging.getLogger(__name__)

MOST_PAGES = 50
CURSORS = {"stories.json": "cursor", "reports.json": "reports_cursor"}


@also_weekly
def new_in_searches(person: Person, at: datetime) -> list[Line] | None:
    """What is new in the searches that somebody keeps."""
    new = actions.say_new(person=person, at=at)
    return None if new is None else [presenters.new_for(search, number) for search, number in new.items()]


@handles(TELL, about="Telling the places a call is for")
def tell_of_call(data: dict[str, Any], at: datetime) -> None:
    """Once: the job is one a call."""
    for call in Call.objects.filter(public_id=data["call"]).select_related("place"):
        actions.tell_of_call(call=call, at=at)


@handles(READ_FEED, about="Reading the stories of another installation", long=True)
def read_feed(data: dict[str, Any], at: datetime) -> None:
    """Page after page, each document in a transaction of its own; the network is never asked inside one."""
    one = queries.travel.still_trusted(data["installation"])
    if one is None or not settings.TRAVEL:
        return
    try:
        for name, cursor in CURSORS.items():
            pages = 0
            while pages < MOST_PAGES and _read_page(one, name, cursor, at):
                pages += 1
    except (Unreached, Unreadable) as error:
        log.warning("a feed could not be read", extra={"kind": type(error).__name__})
        travel.did_not_answer(installation=one, at=at)


def _read_page(one: Installation, name: str, cursor: str, at: datetime) -> bool:
    """Whether there may be more."""
    asked = f"{one.address}{name}?{urlencode({'after': getattr(one, cursor)})}"
    document = read(ask(asked, limit=FEED_LIMIT, nearby=settings.TRAVEL_NEARBY), FEED_LIMIT)
    if fingerprint_of(document["key"]) != one.fingerprint:
        raise Unreadable("Somebody else signed the feed.")
    feed = documents.checked(document, documents.FEED)
    for item in feed["items"]:
        _take(item, one, at)
    setattr(one, cursor, feed["next"] or getattr(one, cursor))
    travel.read_on(installation=one, at=at)
    return bool(feed["items"] and feed["next"])


def _take(item: dict[str, Any], one: Installation, at: datetime) -> None:
    """One that cannot be read does not stop the others."""
    try:
        check(item)
        travel.receive(document=item, by=None, at=at, sender=one)
    except (Unreadable, travel.Unknown, Refused) as error:
        log.warning("a story of another installation was left out", extra={"kind": type(error).__name__})


def due(at: datetime) -> int:
    """Say that a place which took something up has its first reading, and move ideas on to *spread*; how many.

    Readings are entered in `measures`, which lies below and knows nothing of stories, and must not call up. So the
    tick looks: a few minutes' delay is nobody's loss. It also finds the other order, a reading first and *normal
    practice* at home later. Bringing a result back looks at once, because then people are looking. Safe to run twice.
    """
    said = each(
        queries.counting_unsaid(), lambda one: actions.say_first_reading(adoption=one, at=at), what="first reading"
    )
    moved = each(queries.waiting_to_spread(), lambda one: actions.spread(adoption=one, at=at), what="spread")
    travel.send_out(at=at)
    travel.plan_reading(at=at)
    travel.note_reports(at=at)
    return said + moved
