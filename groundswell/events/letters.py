"""The words of the weekly letter. What people typed does not travel by mail, but for what somebody called a thing of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.events.models import Event
from groundswell.people.models import Person

MOST = 10


class Line(NamedTuple):
    """What the letter says, and where it is read."""

    said: str
    address: str

    def __str__(self) -> str:
        return f"{self.said}\n{settings.BASE_ADDRESS}{self.address}"


Section = Callable[[Person, datetime], Sequence[Line] | None]
sections: list[Section] = []


def also_weekly(section: Section) -> Section:
    """Decorator: a room above says something of its own in the weekly letter, and marks it as said.

    None: this person wants nothing of it. Otherwise they get a weekly letter whenever there is a line, also when nothing happened.
    """
    sections.append(section)
    return section


def weekly(events: Iterable[Event], more: Sequence[Line], ending: str) -> tuple[str, str]:
    """Subject and words: each happening once, with where to read it, then what rooms above add."""
    lines = list(dict.fromkeys(str(Line(event.letter, event.opens)) for event in events))
    number = len(lines)
    subject = ngettext("Your week: one thing happened", "Your week: {number} things happened", number)
    said = lines[:MOST]
    if number > MOST:
        said.append(str(Line(_("And {number} more").format(number=number - MOST), "/me/notices/")))
    if not number:
        subject = _("Your week: new for you")
    return subject.format(number=number), "\n\n".join([*said, *map(str, more), ending])
