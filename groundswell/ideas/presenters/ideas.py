"""What is seen of an idea."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.events.models import Event
from groundswell.ideas import rules
from groundswell.ideas.models import Idea, Joining, NameMode, Remembered, Stage
from groundswell.ideas.queries import Supporters
from groundswell.people.models import Person
from groundswell.people.queries import Sight
from groundswell.safetext import handover
from groundswell.ui.addresses import address_of
from groundswell.ui.colours import STAGES
from groundswell.ui.formats import ago, day, joined, london_day, until, upper
from groundswell.ui.verdicts import Verdict

LONG_SINCE = timedelta(days=60)  # past it a day is written out
# The room above opens changes; an address may go up as a name.
OPEN_A_CHANGE = "changes:new"
TAKE_UP = "stories:take_up"


@dataclass(frozen=True)
class IdeaCard:
    """An idea in a list."""

    href: str
    title: str
    tag: str
    colour: str
    lines: list[str]


def card(idea: Idea, now: datetime) -> IdeaCard:
    lines = [
        _("{name}, {place}, {when}").format(name=upper(idea.whose), place=idea.place, when=noticed_when(idea, now))
    ]
    if waiting := waits_for(idea, now):
        lines.append(waiting)
    return IdeaCard(
        href=idea.work_address or idea.get_absolute_url(), title=idea.first_words, tag=idea.get_stage_display(),
        colour=STAGES[idea.stage], lines=lines,
    )  # fmt: skip


@dataclass(frozen=True)
class Together:
    """What was made of a meeting: a card for each, with the way to another door where one may be needed."""

    title: str
    cards: list[tuple[IdeaCard, str]]
    own: int  # that can still be taken back
    others: bool


def together(ideas: list[Idea], person: Person, now: datetime) -> Together:
    title = ngettext("{n} idea from the meeting", "{n} ideas from the meeting", len(ideas)).format(n=len(ideas))
    own = [idea for idea in ideas if idea.owner_id == person.pk]
    doors = {idea.pk: address_of("ideas:sent", idea.public_id) for idea in own if handover(idea.words)}
    return Together(
        title=title, cards=[(card(idea, now), doors.get(idea.pk, "")) for idea in ideas],
        own=sum(bool(rules.may_rest(idea, person)) for idea in own), others=len(own) < len(ideas),
    )  # fmt: skip


def noticed_when(idea: Idea, now: datetime) -> str:
    """How long ago; where only the week is kept, the week."""
    if idea.name_mode == NameMode.NOT_KEPT:
        return _("in the week of {day}").format(day=day(idea.noticed_at))
    return ago(idea.noticed_at, now)


def waits_for(idea: Idea, now: datetime) -> str:
    """What an idea waits for, in a few words; empty when nothing."""
    if idea.held_at:
        return _("Held unseen until the words are checked")
    if idea.unconfirmed_until:
        return _("Not confirmed yet. It goes on {day} unless somebody vouches for it").format(
            day=day(idea.unconfirmed_until)
        )
    if idea.stage == Stage.NOTICED:
        return _("Waits for an answer, {when}").format(when=until(idea.due_on, now))
    if idea.fixed_at and idea.stage == Stage.WORKING and idea.fixed_check_on:
        return _("Fixed. We ask on {day} whether it holds").format(day=day(idea.fixed_check_on))
    return ""


def has_it(idea: Idea) -> str:
    """Whose turn it is to answer, and since when; empty when nobody is asked or it was answered."""
    if idea.stage != Stage.NOTICED or idea.held_at or not (idea.asked and idea.asked_since):
        return ""
    return _("{name} has it, since {day}.").format(name=upper(idea.asked.called), day=day(idea.asked_since))


def helps(people: list[Person]) -> str:
    """`Jo Lee can help with this.`"""
    names = joined([person.called for person in people])
    return _("{names} can help with this.").format(names=upper(names)) if names else ""


@dataclass(frozen=True)
class Found:
    """Something tried before, with what came of it in five words."""

    href: str
    title: str
    tag: str
    colour: str
    lines: list[str]


NOUNS = {"ideas": "Idea", "changes": "Change", "stories": "Story"}


def found(row: Remembered) -> Found:
    return Found(row.address, row.title, row.outcome, "grey", [f"{_(NOUNS.get(row.room, row.room))}, {day(row.at)}"])


@dataclass(frozen=True)
class Alike:
    """Something like an idea, and what can be said of it; `same` and `take_up` are empty where that cannot be."""

    found: Found
    room: str
    which: str
    same: str
    take_up: str


def alike(rows: list[Remembered], idea: Idea, ideas: dict[str, Idea], at_home: set[int]) -> list[Alike]:
    """`ideas`: those among `rows` by public id. `at_home`: rows that the reader's own organisation has a part in."""
    return [
        Alike(
            found(row), row.room, row.subject_id,
            _("Mine is the same") if _may_join(idea, ideas.get(row.subject_id)) else "",
            address_of(TAKE_UP, row.subject_id) if row.room == "stories" and row.pk not in at_home else "",
        )
        for row in rows
    ]  # fmt: skip


def _may_join(idea: Idea, into: Idea | None) -> bool:
    return into is not None and bool(rules.may_propose_joining(idea, into))


@dataclass(frozen=True)
class Deed:
    """Something that can be done on the page: a button, or the reason why not."""

    text: str
    href: str
    verdict: Verdict
    post: bool = False
    name: str = ""
    value: str = ""


@dataclass(frozen=True)
class IdeaPage:
    """Everything the page of an idea shows, in the order of reading."""

    idea: Idea
    tag: str
    colour: str
    byline: str
    waiting: str
    turn: str
    main: Deed | None
    deeds: list[Deed]
    settled: list[str]
    timeline: list[Event]
    support: str
    joining: Joining | None


def page(
    idea: Idea, person: Person, seen: Sight, now: datetime, *, timeline: list[Event], supporters: Supporters,
    joining: Joining | None, typist: Person | None = None,
) -> IdeaPage:  # fmt: skip
    """The first deed that this person may do is the main one; the others are links beneath."""
    deeds = [deed for deed in _deeds(idea, person, seen, now, supporters, typist) if deed.verdict]
    return IdeaPage(
        idea=idea, tag=idea.get_stage_display(), colour=STAGES[idea.stage],
        byline=_("{name}, {place}, {day}").format(
            name=upper(idea.whose), place=idea.place, day=noticed_when(idea, idea.noticed_at + LONG_SINCE)
        ),
        waiting=waits_for(idea, now), turn=has_it(idea), main=deeds[0] if deeds else None, deeds=deeds[1:], settled=_settled(idea),
        timeline=timeline, support=_support(supporters), joining=joining,
    )  # fmt: skip


def _deeds(
    idea: Idea, person: Person, seen: Sight, now: datetime, supporters: Supporters, typist: Person | None
) -> list[Deed]:
    """Every deed with its verdict, the likeliest first."""
    today = london_day(now)

    def here(name: str) -> str:
        return address_of(f"ideas:{name}", idea.public_id)

    support = here("support")
    may_support = rules.may_support(idea, person)
    mine = supporters.mine
    return [
        Deed(_("The words are fine: let it go on"), here("release"), rules.may_release(idea, seen), post=True),
        Deed(
            _("Yes, still fixed"),
            here("still_fixed"),
            rules.may_say_still_fixed(idea, person, today),
            True,
            "still",
            "yes",
        ),
        Deed(_("It is about our place: show it"), here("vouch"), rules.may_vouch(idea, seen), post=True),
        Deed(_("Answer"), here("answer"), rules.may_answer(idea, person, seen)),
        Deed(_("Wake it up"), here("wake"), rules.may_wake(idea), post=True),
        Deed(
            _("This happens to us too"),
            support,
            may_support if "happens_here" not in mine else Verdict(False),
            True,
            "kind",
            "happens_here",
        ),
        Deed(
            _("I can help"),
            support,
            may_support if "can_help" not in mine else Verdict(False),
            True,
            "kind",
            "can_help",
        ),
        Deed(
            _("Start a change"),
            f"{reverse(OPEN_A_CHANGE)}?idea={idea.public_id}",
            rules.may_start_a_change(idea, seen),
        ),
        Deed(_("Just fixed it"), here("fixed"), rules.may_fix(idea, person, seen)),
        Deed(
            _("It is not fixed any more"),
            here("still_fixed"),
            rules.may_say_not_fixed(idea, person, seen),
            True,
            "still",
            "no",
        ),
        Deed(_("Not mine"), here("not_mine"), rules.may_say_not_mine(idea, person, typist), post=True),
        Deed(_("Change your words"), here("reword"), rules.may_reword(idea, person)),
        Deed(
            _("It is the same as another idea"),
            here("join"),
            rules.may_propose_joining(idea, Idea()) if idea.stage != Stage.SPREAD else Verdict(False),
        ),
        Deed(_("Let it rest"), here("rest"), rules.may_rest(idea, person)),
        Deed(_("See whose name you hold"), here("whose"), rules.may_learn_whose(idea, person, seen), post=True),
    ]


def _support(supporters: Supporters) -> str:
    parts = []
    if supporters.happens_here:
        number = supporters.happens_here
        said = ngettext(
            "{n} colleague says this happens to them too",
            "{n} colleagues say this happens to them too",
            number,
        )
        parts.append(said.format(n=number))
    if supporters.helpers:
        parts.append(_("{names} can help").format(names=joined([person.called for person in supporters.helpers[:5]])))
    return ". ".join(parts) + "." if parts else ""


def _settled(idea: Idea) -> list[str]:
    """What was said and done that the line of time has no room for."""
    lines = []
    if idea.answer and idea.heard_by:
        lines.append(_("{name} answered: {words}").format(name=idea.heard_by.called, words=idea.answer))
    if idea.fixed_at:
        lines.append(_("Fixed: {words}").format(words=idea.fixed_words))
    if idea.stage == Stage.RESTING:
        lines.append(
            _("Resting: {why}. {words}").format(why=idea.get_resting_reason_display(), words=idea.resting_words)
        )
        if idea.resting_would_help:
            lines.append(_("What would make it a yes: {words}").format(words=idea.resting_would_help))
        if idea.resting_learned:
            lines.append(_("What we learned: {words}").format(words=idea.resting_learned))
    return lines


def who_answers(people: list[Person], idea: Idea, now: datetime) -> str:
    """`Saved. Sister Okafor or Dr Patel will answer by Thursday.` Who is away is not promised; whoever has it instead is."""
    if idea.held_at:
        return _("Saved. The words are held unseen until the information governance lead has read them.")
    there = [person for person in people if not person.is_away(london_day(now))]
    there = there or ([idea.asked] if idea.asked else [])
    names = joined([person.called for person in there[:2]], _("or"))
    if not names:
        return _("Saved. Nobody answers for {place} yet, so people who work there will see it.").format(
            place=idea.place
        )
    return _("Saved. {names} will answer {when}.").format(names=names, when=until(idea.due_on, now))
