"""Record what happened to an idea, and tell its owner, also one whose name is held: without a word of who that is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.events import actions as events
from groundswell.events.kinds import Kind, Subject
from groundswell.ideas import rules
from groundswell.ideas.models import Idea, NameMode
from groundswell.ideas.queries import is_held_for
from groundswell.people.models import Person
from groundswell.post import actions as post
from groundswell.ui.formats import london_day, start_of_day, start_of_week
from groundswell.ui.workdays import due_on

TELL_HELD = "ideas_tell_held"


def record(kind: Kind, idea: Idea, *, at: datetime, by: Person | None = None, address: str = "", **more: Any) -> None:
    """The event of an idea; its owner is told first. Held words are in no title. `address`: where it is read, when elsewhere."""
    subject, tell = unnamed(idea) if idea.held_at else idea.subject, [idea.owner, *more.pop("tell", ())]
    subject = replace(subject, address=address) if address else subject
    events.record(kind, subject=subject, place=idea.place, at=at, by=by, tell=tell, **more)
    if kind.straight_away:
        tell_hidden(idea, at)


def tell_hidden(idea: Idea, at: datetime, why: str = "news") -> None:
    """Leave word for an owner whose name is held: once a day and reason, as a job that holds the idea alone."""
    if idea.sealed_owner:
        post.enqueue(
            key=f"held-{why}-{idea.public_id}-{london_day(at)}", kind=TELL_HELD, data={"idea": idea.public_id}, at=at
        )


def tell_sealed(public_id: str) -> None:
    """Open the seal and write. The letter names no idea: neither a mailbox nor a mail server's log joins the two."""
    idea = Idea.objects.filter(public_id=public_id, name_mode=NameMode.HELD).first()
    owner = Person.objects.filter(pk=is_held_for(idea) or 0, is_active=True).first() if idea else None
    if owner is None:
        return
    body = _("Something happened with an idea on which your name is held.\n\nSign in and read it: {address}\n")
    address = settings.BASE_ADDRESS + reverse("ideas:held_names")
    EmailMessage(_("There is news for you on Groundswell"), body.format(address=address), to=[owner.email]).send()


def time_kept(mode: str, at: datetime) -> datetime:
    """How exactly the time of sending is kept: to the moment, to the day, or to the week."""
    if mode == NameMode.OPEN:
        return at
    return start_of_day(at) if mode == NameMode.HELD else start_of_week(at)


def answer_by(mode: str, at: datetime) -> date:
    """Two working days after the day; where only the week is kept, after the week."""
    day = london_day(time_kept(mode, at))
    return due_on(day + timedelta(days=6) if mode == NameMode.NOT_KEPT else day, rules.ANSWER_IN_WORKING_DAYS)


def unnamed(idea: Idea) -> Subject:
    """The subject of an idea whose words are held: its title says nothing."""
    return Subject("ideas", idea.public_id, "An idea whose words are being checked", idea.get_absolute_url())
