"""Searches somebody keeps, and a story as a card for other sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.events.letters import Line
from groundswell.measures import queries as measures
from groundswell.measures.queries import SmallChart
from groundswell.stories import queries
from groundswell.stories.models import SavedSearch, Story, StoryCard
from groundswell.stories.presenters.page import came_of_it
from groundswell.stories.presenters.shelves import NAMES
from groundswell.stories.queries.keeping import MOST_NEW
from groundswell.ui.formats import day

CARD_WIDE, CARD_HIGH = 340, 300


@dataclass(frozen=True)
class KeptRow:
    name: str
    href: str
    new: str
    remove: str


def kept(searches: Sequence[SavedSearch], new: Mapping[int, int]) -> tuple[KeptRow, ...]:
    return tuple(
        KeptRow(
            row.name,
            row.get_absolute_url(),
            _new(new.get(row.pk, 0)),
            reverse("stories:drop_search", args=[row.public_id]),
        )
        for row in searches
    )


def _new(number: int) -> str:
    if number >= MOST_NEW:
        return _("{n} or more new since you looked").format(n=MOST_NEW)
    if not number:
        return ""
    return ngettext("{n} new since you looked", "{n} new since you looked", number).format(n=number)


def new_for(search: SavedSearch, number: int) -> Line:
    """What the weekly letter says of it."""
    said = ngettext("{n} new story for “{name}”", "{n} new stories for “{name}”", number)
    if number >= MOST_NEW:
        said = _("{n} or more new stories for “{name}”")
    return Line(said.format(n=number, name=search.name), search.get_absolute_url())


def suggested_name(asked: queries.Asked) -> str:
    """From what was chosen: `trolley, Ward or clinic, It held`."""
    chosen = [str(NAMES[name][value]) for name, value in asked.chosen.items()]
    return ", ".join(filter(None, [asked.words, *chosen]))[:60]


@dataclass(frozen=True)
class CardFace:
    """What stands on the card: no name of anybody."""

    title: str
    tag: str
    where: str
    told: str
    line: SmallChart | None
    href: str


def face(story: Story) -> CardFace:
    chart = measures.small_charts([story.measure])[story.measure.pk] if story.measure else None
    return CardFace(
        story.title, came_of_it(story.worked), story.place.in_full, day(story.told_at), chart if chart and chart.latest else None,
        settings.BASE_ADDRESS + story.get_absolute_url(),
    )  # fmt: skip


def snippet(card: StoryCard) -> str:
    """What somebody copies into another site."""
    address, title = settings.BASE_ADDRESS + card.get_absolute_url(), escape(card.story.title)
    return (
        f'<iframe src="{address}" title="{title}" width="{CARD_WIDE}" height="{CARD_HIGH}" loading="lazy" '
        'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
