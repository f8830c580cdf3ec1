"""What the first page shows: what became of yours, and what is new nearby."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from groundswell.events.models import Event
from groundswell.front.queries.mine import Became, Near
from groundswell.ideas.models import Idea, Stage
from groundswell.measures.queries import SmallChart
from groundswell.places.models import Place
from groundswell.stories.models import Story
from groundswell.ui.colours import STAGES
from groundswell.ui.formats import ago, count, london_day, until


@dataclass(frozen=True)
class MineCard:
    href: str
    title: str
    tag: str
    colour: str
    line: str
    chart: SmallChart | None = None


def mine(found: list[Became], now: datetime) -> list[MineCard]:
    return [_mine(one, now) for one in found]


def _mine(one: Became, now: datetime) -> MineCard:
    idea = one.idea
    return MineCard(
        href=idea.work_address or idea.get_absolute_url(), title=idea.first_words, tag=idea.get_stage_display(),
        colour=STAGES[idea.stage], line=_line(idea, one.last, now), chart=one.chart,
    )  # fmt: skip


def _line(idea: Idea, last: Event | None, now: datetime) -> str:
    """Who has it now, when nobody has answered; otherwise what happened last."""
    if idea.held_at:
        return _("Held unseen until its words are checked")
    if idea.stage == Stage.NOTICED and not idea.work_address:
        when = until(idea.due_on, now)
        late = idea.due_on < london_day(now)
        return (
            _("Waits for an answer, {when}").format(when=when)
            if late
            else _("Waits for an answer, due {when}").format(when=when)
        )
    return sentence(last, now) if last else ""


def sentence(event: Event, now: datetime) -> str:
    return f"{event.sentence}, {ago(event.at, now)}"


@dataclass(frozen=True)
class NearCard:
    href: str
    title: str
    line: str


def near_ideas(found: Near, now: datetime) -> list[NearCard]:
    return [
        NearCard(idea.get_absolute_url(), idea.first_words, _who_where(idea.whose, idea.place, idea.noticed_at, now))
        for idea in found.ideas
    ]


def _who_where(name: str, place: Place, at: datetime, now: datetime) -> str:
    return _("{name}, {place}, {when}").format(name=name, place=place, when=ago(at, now))


def near_story(story: Story | None, now: datetime) -> NearCard | None:
    if story is None:
        return None
    said = _("It helped") if story.worked else _("It did not help, and this is why")
    where = (
        story.place
        if story.place.organisation_id in (None, story.place_id)
        else f"{story.place}, {story.place.organisation}"
    )
    return NearCard(story.get_absolute_url(), story.title, f"{said}. {where}, {ago(story.told_at, now)}")


def asked(number_waiting: int, days: int) -> str:
    """`2, the oldest for 6 days`."""
    if days < 1:
        return _("all since today") if number_waiting > 1 else _("since today")
    said = count(days, _("day"), _("days"))
    return _("the oldest for {days}").format(days=said) if number_waiting > 1 else _("for {days}").format(days=said)
