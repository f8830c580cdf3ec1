"""What a sender sees: who could guess, what else can be said, what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from groundswell.ideas import queries, rules
from groundswell.ideas.models import Aim, Idea, IdeaKind, Waste
from groundswell.people.models import Person
from groundswell.people.queries import holders
from groundswell.talk.queries import comments_about
from groundswell.ui.formats import day


def can_hold_names() -> bool:
    """There is a key outside the database to seal them with."""
    return bool(settings.NAMES_KEY)


@dataclass(frozen=True)
class Group:
    """Of how many the sender is one; where they are few, that they may be guessed."""

    line: str
    warning: str = ""


def group(number: int) -> Group:
    if number < rules.SMALL_GROUP:
        few = _("Few people are known to work here. They may guess who wrote it, whatever you choose.")
        return Group(_("Open"), few)
    return Group(_("Open (1 of {number} here)").format(number=number))


@dataclass(frozen=True)
class Tap:
    """One thing that can be said by one tap: `value` goes with the button, `on` says that it was said."""

    text: str
    value: str
    on: bool


@dataclass(frozen=True)
class Taps:
    title: str
    taps: tuple[Tap, ...]


def more_to_say(idea: Idea) -> list[Taps]:
    """Nothing of it is asked before Send."""
    rows = [Taps(_("What kind of thing is it?"), _taps("kind", IdeaKind.choices, {idea.kind}))]
    if idea.kind == IdeaKind.WASTE:
        rows.append(Taps(_("What is lost?"), _taps("waste", Waste.choices, {idea.waste})))
    rows.append(Taps(_("What would it make better? Two at most"), _taps("aim", Aim.choices, set(idea.aims))))
    others = Tap(_("Yes, others have it too"), "others:", bool(idea.happens_elsewhere))
    return [*rows, Taps(_("Does this happen to others?"), (others,))]


def _taps(what: str, choices: Iterable[tuple[str, Any]], said: set[str]) -> tuple[Tap, ...]:
    return tuple(Tap(str(label), f"{what}:{code}", code in said) for code, label in choices)


@dataclass(frozen=True)
class Line:
    """One turn between the sender and the place."""

    who: str
    words: str
    when: str


def thread(idea: Idea) -> list[Line]:
    """The answer, and what was said since, oldest first. Times of the sender stay as coarse as they are kept."""
    lines = []
    if idea.answer and idea.heard_by and idea.heard_at:
        lines.append(Line(idea.heard_by.called, idea.answer, day(idea.heard_at)))
    for said in comments_about(idea.subject, reader=None, limit=50).lines:
        if not said.hidden:
            lines.append(
                Line(_("You") if said.by_number else said.who, said.words, "" if said.by_number else day(said.at))
            )
    return lines


@dataclass(frozen=True)
class HoldingCard:
    """Who holds somebody's own name; or the question to whom it may pass, with the value that goes with the yes."""

    says: str
    question: str = ""
    yes: str = ""
    value: str = ""
    may_say_no: bool = False


def holding(idea: Idea, now: rules.Keeping) -> HoldingCard:
    if now.keeper:
        return HoldingCard(_("{name} holds your name.").format(name=now.keeper.called))
    nobody = _("Nobody can read your name now: whoever held it does not answer for {place} any more.").format(
        place=idea.place
    )
    if now.to is None:
        return HoldingCard(
            nobody + " " + _("When somebody answers there, you are asked here whether it may pass to them.")
        )
    name = now.to.called
    if idea.stays_sealed:
        nobody = _("Nobody can read your name, as you wished. You can still let {name} hold it.").format(name=name)
    return HoldingCard(
        says=nobody, question=_("May your name pass to {name}?").format(name=name), yes=_("Yes, {name} may hold it").format(name=name),
        value=f"pass {now.to.public_id}", may_say_no=not idea.stays_sealed,
    )  # fmt: skip


@dataclass(frozen=True)
class HeldCard:
    href_id: str
    title: str
    lines: list[str]


def held_cards(person: Person, now: datetime) -> list[HeldCard]:
    found = queries.whose_name_is_held(person)
    answer = {place: holders(rules.HEARS_FIRST, place, now) for place in {one.place for one in found}}
    return [_held_card(one, rules.keeping(one.keeper, person, answer[one.place])) for one in found]


def _held_card(idea: Idea, now: rules.Keeping) -> HeldCard:
    shown = holding(idea, now)
    what = _("{place}, {stage}.").format(place=idea.place, stage=idea.get_stage_display())
    return HeldCard(idea.public_id, idea.first_words, [what, shown.question if shown.may_say_no else shown.says])


def held_name(idea: Idea) -> str:
    """The name that one answerer holds."""
    return queries.name_under_seal(idea)
