"""My journey in words: four stages with the day and the work, and what is usually next."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.events.models import Event
from groundswell.insight.journey import Reached
from groundswell.ui.formats import day


@dataclass(frozen=True)
class Stage:
    """`what` is the title of the work, `href` empty where its owner may not open it any more."""

    name: str
    means: str
    when: str
    what: str
    href: str


@dataclass(frozen=True)
class Journey:
    """`next_words` and `next_href`: the stage after the furthest one; empty when there is none."""

    stages: tuple[Stage, ...]
    sentence: str
    next_words: str
    next_href: str

    @property
    def has_begun(self) -> bool:
        return any(stage.when for stage in self.stages)


def journey(reached: Sequence[Reached], events: Mapping[int, Event], open_to: Collection[str]) -> Journey:
    stages = tuple(_stage(one, events.get(one.event or 0), open_to) for one in reached)
    last = [stage.name for stage in stages if stage.when]
    ahead = reached[max((at for at, one in enumerate(reached, 1) if one.day), default=0) :]
    following = ahead[0].stage if ahead else None
    if not last:
        sentence = _("Nothing is recorded of you yet.")
    elif following is None:
        sentence = _("You have taken part, done something, led, and been a mentor.")
    else:
        sentence = _("So far: {stages}.").format(stages=", ".join(name[0].lower() + name[1:] for name in last))
    words, href = _next(following) if following else ("", "")
    return Journey(stages, sentence, words, href)


def as_text(page: Journey, name: str, today: str) -> str:
    """The same as a plain text, to keep or to give to somebody."""
    lines = [_("The journey of {name}, {day}").format(name=name, day=today), ""]
    for stage in page.stages:
        lines.append(f"{stage.name}: {stage.when or _('not yet')}" + (f", {stage.what}" if stage.what else ""))
    note = _(
        "Taken from Groundswell by its owner. No figure about a person exists there, and nobody else can see this page."
    )
    return "\n".join([*lines, "", note, ""])


def _stage(one: Reached, event: Event | None, open_to: Collection[str]) -> Stage:
    names = {
        "participant": (_("Took part"), _("noticed something, supported it or said something about it")),
        "contributor": (_("Did something"), _("joined, did a step, ran a test or showed a result")),
        "lead": (_("Led"), _("had a seat in a change and did something in it, or fixed at once what was noticed")),
        "mentor": (_("Was a mentor"), _("kept a mentoring that was agreed")),
    }  # fmt: skip
    name, means = names[one.stage]
    when = "" if one.day is None else day(date.fromordinal(one.day))
    what = "" if event is None or one.stage == "mentor" else event.title
    return Stage(name, means, when, what, event.address if event and what and event.address in open_to else "")


def _next(stage: str) -> tuple[str, str]:
    return {
        "participant": (_("Notice something"), reverse("ideas:notice")),
        "contributor": (_("Find something to help with"), reverse("growth:opportunities")),
        "lead": (_("See which seats are empty"), reverse("growth:opportunities")),
        "mentor": (_("Offer to be a mentor"), reverse("growth:offering")),
    }[stage]
