"""The words of the weekly letter. What people typed does not travel by mail."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.events.models import Event

MOST = 10


def weekly(events: Iterable[Event], ending: str) -> tuple[str, str]:
    """Subject and words: each happening once, with where to read it."""
    lines = list(dict.fromkeys(f"{event.letter}\n{settings.BASE_ADDRESS}{event.opens}" for event in events))
    number = len(lines)
    subject = ngettext("Your week: one thing happened", "Your week: {number} things happened", number)
    said = lines[:MOST]
    if number > MOST:
        more = _("And {number} more").format(number=number - MOST)
        said.append(f"{more}\n{settings.BASE_ADDRESS}/me/notices/")
    return subject.format(number=number), "\n\n".join([*said, ending])
