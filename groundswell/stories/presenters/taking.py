"""What comes along when a story is taken up: what they have, whom the rules ask here, and people who can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.changes.brought import TriedThere, decided, tried
from groundswell.changes.cards import DriverLine, FollowsCard, Named, driver_lines, follows_cards
from groundswell.changes.drivers import read
from groundswell.changes.models import Change
from groundswell.changes.rules import Here
from groundswell.enabling.rules import Rule
from groundswell.people.models import Person
from groundswell.stories import queries
from groundswell.stories.forms import AdaptForm, TakeUpForm
from groundswell.stories.models import Adoption, Story
from groundswell.ui.formats import joined
from groundswell.ui.typed import Version


@dataclass(frozen=True)
class ToAsk:
    """Somebody who knows, what they did, and the talk with a question begun."""

    name: str
    did: str
    href: str


@dataclass(frozen=True)
class Tried:
    question: str
    decided: str


@dataclass(frozen=True)
class Along:
    """What comes over with the story; `said` names it in one line."""

    said: str
    measures: tuple[str, ...]
    drivers: tuple[DriverLine, ...]
    tests: tuple[Tried, ...]


def take_up_draft(story: Story) -> dict[str, Any]:
    """As it was where it began: a start, to be changed."""
    change = story.change
    plain = {name: getattr(change, name) for name in ("reversible", "inside_team", "new_risk")}
    return {"title": change.title, "aim": change.aim, "seat": "none"} | plain


def asked_there(change: Change, here: Sequence[Here]) -> list[Rule]:
    """What they said yes to and what somebody here is asked or told about: each question once."""
    yes = {trigger for trigger, answer in change.answers.items() if answer}
    rules = {rule.trigger: rule for one in here for rule in (*one.follows.asks, *one.follows.tells)}
    return [rule for trigger, rule in rules.items() if trigger in yes]


def taking_up(
    story: Story, form: TakeUpForm, here: Sequence[Here], named: Named, people: Sequence[queries.Knows], now: datetime
) -> dict[str, Any]:
    follows: list[FollowsCard] = follows_cards(here, (), named, now)
    return {
        "title": _("Take it up"), "caption": story.title, "form": form, "button": _("Take it up here"),
        "back": {"href": story.get_absolute_url(), "text": _("Back to the story")}, "along": along(story),
        "here": list(zip([str(one.place) for one in here], follows, strict=True)), "people": to_ask(story, people),
        "lead": [
            _("You start a change of your own where you work. The people of {where} are told.").format(where=story.place.in_full),
            _("Whoever reads this story will see your place, your chart and the result you bring back."),
        ],
    }  # fmt: skip


def along(story: Story) -> Along:
    change = story.change
    measures = tuple(measure.name for measure in queries.measures_of(change))
    drivers, tests = driver_lines(read(change.drivers), ()), tried(queries.tests_of(change))
    parts = [
        ngettext("{n} measure to count", "{n} measures to count", len(measures)).format(n=len(measures)) if measures else "",
        _("the driver diagram") if drivers else "",
        ngettext("{n} test to use again", "{n} tests to use again", len(tests)).format(n=len(tests)) if tests else "",
    ]  # fmt: skip
    return Along(joined([part for part in parts if part]), measures, drivers, tuple(_tried(one) for one in tests))


def _tried(one: TriedThere) -> Tried:
    return Tried(one.question, decided(one))


def to_ask(story: Story, people: Sequence[queries.Knows]) -> tuple[ToAsk, ...]:
    return tuple(ToAsk(one.person.called, _did(one), _talk(story, one.person)) for one in people)


def _did(one: queries.Knows) -> str:
    said = {"co_lead": _("led it there"), "teller": _("told the story"), "enabler": _("cleared the way")}
    return joined([said[part] for part in one.parts])


def _talk(story: Story, person: Person) -> str:
    begun = _("{name}, a question before we take this up:").format(name=person.called)
    return f"{reverse('stories:talk', args=[story.public_id])}?{urlencode({'say': f'{begun} '})}#talk-words"


def adapting(adoption: Adoption, form: AdaptForm, typed: str | None) -> dict[str, Any]:
    """`typed` is what the second of two writers wrote."""
    label = str(form.fields["adapted"].label)
    beside = _("It stands next to the story of {where}, for whoever takes it up after you.")
    return {
        "title": _("What is different here"), "caption": adoption.change.title, "form": form, "button": _("Save"),
        "both": [Version(label, adoption.adapted or _("(nothing)"), typed)] if typed is not None else [],
        "back": {"href": adoption.change.get_absolute_url(), "text": _("Back to the change")},
        "lead": [beside.format(where=adoption.story.place.in_full)],
    }  # fmt: skip
