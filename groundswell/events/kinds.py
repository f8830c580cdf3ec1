"""What a kind of event is, and what it is about. Each room declares its own kinds in its own `kinds.py`."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_all: dict[str, Kind] = {}


class Part(models.TextChoices):
    """Which part somebody played in what happened."""

    OWNER = "owner", "noticed it"
    ANSWERER = "answerer", "answered"
    SUPPORTER = "supporter", "supported it"
    COMMENTER = "commenter", "commented"
    JOINER = "joiner", "joined"
    CLINICAL_CO_LEAD = "clinical_co_lead", "clinical co-lead"
    MANAGERIAL_CO_LEAD = "managerial_co_lead", "managerial co-lead"
    TASK_DOER = "task_doer", "did a step"
    TESTER = "tester", "tested"
    DECIDER = "decider", "decided"
    ENABLER = "enabler", "cleared the way"
    ADVISER = "adviser", "advised"
    ADOPTER = "adopter", "took it up"
    MENTOR = "mentor", "mentored"
    THANKER = "thanker", "said thanks"
    TELLER = "teller", "told the story"


@dataclass(frozen=True)
class Subject:
    """What an event, a comment or a thank-you is about, by value: the account never prevents a deletion.

    `room` and `id` name it, `title` is the only writing (already checked by `safetext`), `address` opens it.
    """

    room: str
    id: str
    title: str
    address: str


@dataclass(frozen=True)
class Kind:
    """A kind of happening, in the past tense.

    `sentence` is what the line of time says; it may use `{by}` and the event's facts. `notice` is the code under
    which people choose to hear of it (d23); empty: it is never a notice. `straight_away` sends mail at once; where the
    sentence holds what somebody typed, `letter` says the same without it, because typed words do not travel by mail.
    `there` tells whoever is asked what they can do on the page to which the letter leads.
    """

    code: str
    sentence: str | Promise
    notice: str = ""
    straight_away: bool = False
    about: str = ""
    letter: str | Promise = ""
    there: str | Promise = ""

    def __post_init__(self) -> None:
        if self.code in _all and _all[self.code] != self:
            raise ValueError(f"Two kinds of event are called {self.code}.")
        _all[self.code] = self


UNKNOWN = Kind(
    "unknown", _("Something happened."), about="A kind that a newer version recorded and this one does not know."
)


def kind(code: str) -> Kind:
    """The kind with that code; an unknown one (from a newer version) reads as a plain happening."""
    return _all.get(code, UNKNOWN)


def all_kinds() -> tuple[Kind, ...]:
    return tuple(_all.values())


NOTICES = {
    "heard": "Someone answered my idea",
    "stage_moved": "My idea moved on",
    "permission_wanted_from_you": "Someone wants my decision",
    "ask_for_you": "Someone asks me to clear the way",
    "commitment_kept": "A promise was kept",
    "pairing_invite": "I am invited to lead a change",
    "your_story_taken_up": "My story was taken up elsewhere",
    "safety": "A change of mine was paused for safety",
    "talk": "Comments and thanks",
    "growth": "Opportunities, mentors and hours given",
    "near_you": "News from where I work",
}
