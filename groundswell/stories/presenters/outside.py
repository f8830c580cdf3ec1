"""A story where anybody reads it: the public page, the poster, labels for the thing itself. Names only with a yes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commoncause import Row
from groundswell.ideas.models import Idea
from groundswell.measures.queries import Picture
from groundswell.stories import queries
from groundswell.stories.models import Story
from groundswell.stories.presenters.page import came_of_it, correction, lines
from groundswell.ui.formats import day, joined, upper
from groundswell.ui.paper import Block, Document, Heading, Points, Quote, Small, Words, foot
from groundswell.ui.paper import Picture as Drawing
from groundswell.ui.qr import qr_of

# How somebody is said without a name: as what they noticed it (d6), never as who.
SOMEBODY = {
    "medical_dental": gettext_lazy("a doctor or dentist"), "nursing_midwifery": gettext_lazy("a nurse or midwife"),
    "nursing_support": gettext_lazy("a healthcare assistant"), "ahp": gettext_lazy("an allied health professional"),
    "ahp_support": gettext_lazy("a therapy assistant"), "scientific_technical": gettext_lazy("a pharmacist, scientist or technician"),
    "scientific_support": gettext_lazy("a laboratory assistant"), "ambulance": gettext_lazy("a member of an ambulance crew"),
    "social_care": gettext_lazy("somebody in social care"), "admin_corporate": gettext_lazy("an administrator or receptionist"),
    "estates_ancillary": gettext_lazy("somebody in estates, cleaning or catering"),
    "general_management": gettext_lazy("a manager"),
}  # fmt: skip
MOST_STEPS = 5


def noticed_by(story: Story) -> str:
    """Who noticed it, in the middle of a sentence: by name with a yes, otherwise as a healthcare assistant here."""
    yes, groups = queries.said_yes(story), queries.staff_groups_of_owners(story)
    said = [_noticer(idea, yes, groups) for idea in story.change.ideas.all()]
    return joined(list(dict.fromkeys(said))) or _("somebody here")


def _noticer(idea: Idea, yes: frozenset[int], groups: dict[str, str]) -> str:
    if idea.owner and idea.owner_id in yes:
        return idea.owner.called
    group = SOMEBODY.get(groups.get(idea.public_id, ""))
    return _("{somebody} here").format(somebody=group) if group else _("somebody here")


def _quotes(story: Story, yes: frozenset[int]) -> tuple[tuple[str, str], ...]:
    """The words of those who said yes, with their names; not while they are being checked."""
    ideas = [idea for idea in story.change.ideas.all() if idea.owner_id in yes and not idea.held_at]
    return tuple((idea.words, idea.whose) for idea in ideas)


def address(story: Story) -> str:
    """The short one that is printed."""
    return settings.BASE_ADDRESS + reverse("stories:outside", args=[story.public_id])


@dataclass(frozen=True)
class OutsideCard:
    """The public page: the same words in the same order, without what is for those who work here."""

    title: str
    tag: str
    where: str
    when: str
    began: str
    quotes: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    chart: Picture | None
    steps: tuple[str, ...]
    surprised: str
    learned: str
    waited: tuple[str, ...]
    needed: str
    taken_up: str
    corrections: tuple[str, ...]
    thanks: str
    take_up: str

    @property
    def numbers(self) -> list[Row]:
        """Newest first."""
        return list(self.chart.table)[::-1] if self.chart else []


def outside(story: Story) -> OutsideCard:
    yes, period = queries.said_yes(story), queries.span(story)
    pair = [row.person for row in story.change.co_leads.all() if row.accepted_at and row.person_id in yes]
    number = len(story.adoptions.all())
    return OutsideCard(
        title=story.title, tag=came_of_it(story.worked), where=joined([place.in_full for place in queries.places(story)]),
        when=_("{since} to {until}").format(since=day(period.since), until=day(period.until)),
        began=_("It began because {somebody} noticed something.").format(somebody=noticed_by(story)),
        quotes=_quotes(story, yes),
        people=tuple(_("Led by {name}").format(name=person.called) for person in pair),
        chart=queries.chart_for_anybody(story), steps=lines(story.did), surprised=story.surprised, learned=story.learned,
        waited=lines(story.waited), needed=story.needed,
        taken_up=ngettext("Taken up at {n} other place.", "Taken up at {n} other places.", number).format(n=number) if number else "",
        corrections=tuple(correction(row) for row in story.corrections.all()),
        thanks=reverse("stories:passing_thanks", args=[story.public_id]), take_up=reverse("stories:take_up", args=[story.public_id]),
    )  # fmt: skip


def done(steps: tuple[str, ...]) -> Block:
    """What was done, numbered when it is more than one thing."""
    return Points(steps, numbered=True) if len(steps) > 1 else Words("".join(steps))


def poster(story: Story, at: datetime) -> Document:
    """One sheet for a wall: the result, the chart, what was done, and a code that leads to the rest."""
    quotes = _quotes(story, queries.said_yes(story))
    chart, steps = queries.chart_for_anybody(story), lines(story.did)
    blocks: list[Block] = []
    if chart:
        blocks.append(Drawing(str(chart.wide), chart.sentence))
    blocks += [Quote(words, whose) for words, whose in quotes[:1]]
    if not quotes:
        blocks.append(Words(_("It began because {somebody} noticed something.").format(somebody=noticed_by(story))))
    blocks += [Heading(_("What we did")), done(steps[:MOST_STEPS])]
    blocks += [Heading(_("What we learned")), Words("\n".join(lines(story.learned)[:2]))]
    return Document(
        story.title, tuple(blocks), at, line=f"{came_of_it(story.worked)}. {joined([one.in_full for one in queries.places(story)])}",
        foot=foot(), sheet="poster", pages=1, address=address(story), scan=_("Scan it: the story, thank them, take it up"),
    )  # fmt: skip


def label_words(story: Story, thing: str) -> str:
    """This trolley is like this because a healthcare assistant here noticed."""
    what = _("This {thing}").format(thing=thing) if thing else _("This")
    return _("{what} is like this because {somebody} noticed").format(what=what, somebody=noticed_by(story))


def labels(story: Story, thing: str, at: datetime) -> Document:
    since = _("Started here, {day}").format(day=day(queries.span(story).since))
    return Document(
        upper(label_words(story, thing)), (Words(story.title), Small(since)), at,
        sheet="labels", pages=1, address=address(story), scan=_("Scan it: the story, thank them, take it up"),
    )  # fmt: skip


def label_page(story: Story, form: Any, thing: str) -> dict[str, Any]:
    return {
        "story": story, "form": form, "thing": thing, "words": upper(label_words(story, thing)), "address": address(story),
        "code": qr_of(address(story)),
        "back": {"href": story.get_absolute_url(), "text": _("Back to the story")},
    }  # fmt: skip
