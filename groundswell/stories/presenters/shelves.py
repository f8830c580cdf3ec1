"""The library: the stories found, what was chosen, and what can be chosen, with how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from groundswell.ideas.models import IdeaKind
from groundswell.places.models import Kind
from groundswell.stories import queries
from groundswell.stories.models import Result, Story
from groundswell.stories.presenters.page import came_of_it
from groundswell.stories.queries.shelves import MOST_BY_WORDS
from groundswell.ui.formats import day

TITLES = {
    "place": gettext_lazy("Where"), "idea": gettext_lazy("What was noticed"), "result": gettext_lazy("What came of it"),
    "permission": gettext_lazy("Permission"),
}  # fmt: skip
NAMES: Mapping[str, Mapping[str, object]] = {
    "place": dict(Kind.choices), "idea": dict(IdeaKind.choices), "result": dict(Result.choices),
    "permission": {
        "no": gettext_lazy("No permission was needed"), "yes": gettext_lazy("Somebody had to give permission"),
    },
}  # fmt: skip


@dataclass(frozen=True)
class Card:
    """One story or one call in a list."""

    href: str
    title: str
    tag: str
    lines: tuple[str, ...]
    colour: str = ""


@dataclass(frozen=True)
class Choice:
    href: str
    name: str
    number: str = ""
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    title: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Library:
    """A page of cards with the addresses of its neighbours, and the ways to narrow and to widen it."""

    cards: tuple[Card, ...]
    words: str
    number: str
    facets: tuple[Facet, ...]
    chosen: tuple[Choice, ...]  # each leads to the same without it
    kept: tuple[tuple[str, str], ...]  # facets that a new search keeps
    wider: tuple[Choice, ...] = ()
    older: str = ""
    newer: str = ""

    @property
    def is_asked(self) -> bool:
        return bool(self.words or self.chosen)


def library(found: queries.Found, asked: queries.Asked, *, first: bool) -> Library:
    here, shelves = _address(asked), found.shelves
    return Library(
        cards=tuple(_card(story) for story in found.stories), words=asked.words, number=_number(shelves, asked),
        facets=tuple(facet for name in queries.CHOICES if len((facet := _facet(name, shelves, asked)).choices) > 1),
        chosen=tuple(_without(name, shelves, asked) for name in asked.chosen), kept=tuple(asked.chosen.items()),
        wider=() if shelves.number(asked) else _wider(shelves, asked),
        older=_address(asked, before=found.older) if found.older else "", newer="" if first else here,
    )  # fmt: skip


def _address(asked: queries.Asked, **more: str) -> str:
    parts = asked.parts | more
    return reverse("stories:index") + (f"?{urlencode(parts)}" if parts else "")


def _number(shelves: queries.Shelves, asked: queries.Asked) -> str:
    number = shelves.number(asked)
    if shelves.cut:
        said = _("{n} of the newest {most} stories with these words")
        return said.format(n=f"{number:,}", most=f"{MOST_BY_WORDS:,}")
    return ngettext("{n} story", "{n} stories", number).format(n=f"{number:,}")


def _facet(name: str, shelves: queries.Shelves, asked: queries.Asked) -> Facet:
    """Only what would find something, and not when all are the same; what was chosen always, with the way back."""
    numbers, chosen = shelves.of(name, asked), getattr(asked, name)
    offered = [
        Choice(_address(asked.with_(name, value)), str(NAMES[name][value]), f"{numbers[value]:,}", value == chosen)
        for value in queries.CHOICES[name]
        if numbers[value] or value == chosen
    ]
    everything = Choice(_address(asked.without(name)), _("All"), f"{sum(numbers.values()):,}", not chosen)
    tells = chosen or len(offered) > 1 or (offered and offered[0].number != everything.number)
    return Facet(str(TITLES[name]), (everything, *offered) if tells and numbers else ())


def _without(name: str, shelves: queries.Shelves, asked: queries.Asked) -> Choice:
    wider = asked.without(name)
    return Choice(_address(wider), str(NAMES[name][getattr(asked, name)]), f"{shelves.number(wider):,}")


def _wider(shelves: queries.Shelves, asked: queries.Asked) -> tuple[Choice, ...]:
    """What finds something: the same without one of the choices, or without all of them."""
    one_less = [_without(name, shelves, asked) for name in asked.chosen if shelves.number(asked.without(name))]
    ways = [Choice(way.href, _("Without “{choice}”").format(choice=way.name), way.number) for way in one_less]
    words_alone = asked.without(*queries.CHOICES)
    if not ways and asked.chosen and shelves.number(words_alone):
        ways = [Choice(_address(words_alone), _("Without what you chose"), f"{shelves.number(words_alone):,}")]
    if asked.words and asked.chosen:
        ways.append(
            Choice(_address(asked.without("words")), _("Without the words “{words}”").format(words=asked.words))
        )
    return (*ways, Choice(reverse("stories:index"), _("All stories")))


def _card(story: Story) -> Card:
    lines, number = [f"{story.place.in_full}, {day(story.told_at)}"], story.taken_up  # type: ignore[attr-defined]
    if number:
        lines.append(ngettext("Taken up at {n} other place", "Taken up at {n} other places", number).format(n=number))
    tag = _("Withdrawn") if story.withdrawn_at else came_of_it(story.worked)
    return Card(story.get_absolute_url(), story.title, tag, tuple(lines))
