"""The quiet page: your idea became real."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.benefits.cards import TotalGroup, total_groups
from groundswell.changes import queries as changes
from groundswell.ideas.models import Idea
from groundswell.measures.queries import Picture
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.stories import rules
from groundswell.stories.presenters.page import words_only
from groundswell.stories.queries import Real, tells_story
from groundswell.ui.formats import day, joined

# Rooms above, and pages that come later, are called by name: what is not there is not offered.
OFFERS = "growth:opportunities"
LABEL = "stories:label"


@dataclass(frozen=True)
class Next:
    """Something to do from here, in plain sight and never pressed on anybody."""

    text: str
    href: str


@dataclass(frozen=True)
class RealCard:
    title: str
    caption: str
    before: str
    whose: str
    after: str
    chart: Picture | None
    benefits: tuple[TotalGroup, ...]
    words_only: str
    spread: str
    thanks: tuple[str, ...]
    made_it: str
    cleared: str
    next: tuple[Next, ...]
    numbers: str
    claims: str

    @property
    def came_of_it(self) -> bool:
        return bool(self.benefits or self.words_only)


def real(found: Real, person: Person, seen: Sight) -> RealCard:
    idea, change, place = found.became.idea, found.became.change, found.became.place
    mine, here = idea.owner_id == person.pk, seen.works_in(change.organisation_id)
    return RealCard(
        title=_("Your idea became real") if mine else _("This idea became real"),
        caption=f"{place.in_full}, {day(found.became.at)}", before=_before(idea),
        whose="" if mine else idea.whose, after=change.title, chart=found.chart,
        benefits=tuple(total_groups(found.sums.totals)), words_only=words_only(found.sums.words_only), spread=_spread(found.taken_up),
        thanks=tuple(_thank(one.who, one.to, one.words) for one in found.thanks),
        made_it=joined([one.called for one in found.people]), cleared=joined([one.called for one in found.enablers]),
        next=tuple(_next(found, person, mine=mine)),
        numbers=found.chart.measure.get_absolute_url() if found.chart and here else "",
        claims=reverse("changes:benefits", args=[change.public_id]) if here else "",
    )  # fmt: skip


def _before(idea: Idea) -> str:
    return _("An idea whose words are being checked") if idea.held_at else idea.words


def _spread(number: int) -> str:
    if not number:
        return ""
    return ngettext("{n} other place has taken it up.", "{n} other places have taken it up.", number).format(n=number)


def _thank(who: str, to: str, words: str) -> str:
    said = _("{who} thanked {name}").format(who=who, name=to)
    return f"{said}: {words}" if words else f"{said}."


def _next(found: Real, person: Person, *, mine: bool) -> list[Next]:
    """The story to tell or to read, the label for the thing itself, and what is open to whoever noticed it."""
    change = found.became.change
    ways = []
    if found.story:
        ways.append((_("Read the story"), found.story.get_absolute_url()))
        if tells_story(change, person):
            ways.append((_("Print a label for the thing itself"), _named(LABEL, found.story.public_id)))
    elif not found.told and _tells(found, person):
        ways.append((_("Tell the story"), reverse("stories:tell", args=[change.public_id])))
    if mine:
        ways.append((_("Something you could step into next"), _named(OFFERS)))
    return [Next(text, href) for text, href in ways if href]


def _tells(found: Real, person: Person) -> bool:
    change = changes.change_for(person, found.became.change.public_id)
    return bool(
        rules.may_tell(person, changes.seats_shown(change), changes.owners(change), changes.home_row(change).state)
    )


def _named(name: str, *args: str) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
