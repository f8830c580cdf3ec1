"""What moving a card of the board means: the real verb, the form that asks what is missing, or why not, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from groundswell.changes import queries as changes
from groundswell.changes import rules as change_rules
from groundswell.changes.models import Change, ChangePlace, State
from groundswell.enabling.models import Ask
from groundswell.enabling.rules import asks as ask_rules
from groundswell.front.presenters.board import TITLES
from groundswell.front.queries.board import Moved
from groundswell.ideas import rules as idea_rules
from groundswell.ideas.models import Idea, Stage
from groundswell.people.models import Person
from groundswell.people.queries import sight
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import YES, Verdict, no


@dataclass(frozen=True)
class Choice:
    """One column a card can be put in. With `href` a form asks what is missing; without, it is one tap."""

    to: str
    says: str
    may: Verdict = YES
    href: str = ""

    @property
    def title(self) -> str:
        return str(TITLES[self.to])


@dataclass(frozen=True)
class InHand:
    """A card as the page for moving it shows it."""

    title: str
    href: str
    stands: str
    choices: tuple[Choice, ...]

    @property
    def column(self) -> str:
        return str(TITLES[self.stands])

    def choice(self, to: str) -> Choice | None:
        return next((one for one in self.choices if one.to == to), None)


def in_hand(moved: Moved, by: Person, now: datetime) -> InHand:
    if moved.idea:
        idea = moved.idea
        stands, choices = ("working", _of_fixed(idea, by, now)) if _is_fixed(idea) else ("new", _of_new(idea, by))
        return InHand(idea.first_words, idea.get_absolute_url(), stands, choices)
    if moved.ask:
        return InHand(moved.ask.what, moved.ask.get_absolute_url(), "way", _of_ask(moved.ask, by, now))
    change = moved.change
    assert change is not None  # noqa: S101 - every card is one of these
    if moved.row:
        stands = "working" if moved.row.state == State.WORKING else "trying"
        return InHand(change.title, change.get_absolute_url(), stands, _of_work(change, moved.row, by, now))
    return InHand(change.title, change.get_absolute_url(), "way", _of_pause(change, moved, by))


def _is_fixed(idea: Idea) -> bool:
    return idea.stage in (Stage.WORKING, Stage.NORMAL)


def _of_new(idea: Idea, by: Person) -> tuple[Choice, ...]:
    seen = sight(by)
    start = f"{reverse('changes:new')}?idea={idea.public_id}"
    return (
        Choice("trying", _("Start to try it. A short form asks for what is not known yet."),
               idea_rules.may_start_a_change(idea, seen), start),
        Choice("working", _("It was just fixed. You say in a sentence what was done."),
               idea_rules.may_fix(idea, by, seen), reverse("ideas:fixed", args=[idea.public_id])),
        Choice("normal", "", no(_("First it is tried, or just fixed."))),
        Choice("way", "", no(_("Start to try it first. Then you can say what is in its way."))),
    )  # fmt: skip


def _of_fixed(idea: Idea, by: Person, now: datetime) -> tuple[Choice, ...]:
    return (
        Choice("new", _("It broke again. It is open from now on."), idea_rules.may_say_not_fixed(idea, by, sight(by))),
        Choice("trying", "", no(_("It was just fixed. If that does not hold, put it back under New."))),
        Choice("normal", _("It still holds: this is how things are done here now."),
               idea_rules.may_say_still_fixed(idea, by, london_day(now))),
        Choice("way", "", no(_("Nothing is in the way of what was just fixed."))),
    )  # fmt: skip


def _of_work(change: Change, row: ChangePlace, by: Person, now: datetime) -> tuple[Choice, ...]:
    seats, team = changes.seats_shown(change), changes.team_ids(change)
    stands, pause = row.state, changes.open_pause(change)
    normal = change_rules.may_make_normal(
        change, by, seats, stands, pause, changes.held_since(change), changes.readings_since_adopted(change), london_day(now)
    )  # fmt: skip
    other = (
        Choice("trying", "", no(_("It was adopted and stays so. To try something new with it, start a test on its page.")))
        if stands == State.WORKING else _adopt(change, by, now)
    )  # fmt: skip
    return (
        Choice("new", "", no(_("Work does not go back to New. Its page says how to stop it; the idea stays its owner’s."))),
        other,
        Choice("normal", _("It holds: this is how things are done here now."), normal),
        Choice("way", _("Say what is in the way and who can clear it."),
               change_rules.may_take_part(change, by, seats, team), reverse("changes:in_the_way", args=[change.public_id])),
    )  # fmt: skip


def _adopt(change: Change, by: Person, now: datetime) -> Choice:
    """A test decides that it works: the one that runs, or one that is started first."""
    seats, team = changes.seats_shown(change), changes.team_ids(change)
    runs = next((test for test in changes.tests_of(change) if test.ended_on is None), None)
    if runs:
        says = _("Test {number} runs. You say what happened, and decide to adopt it.").format(number=runs.number)
        return Choice("working", says, change_rules.may_learn(runs, by, seats, team), runs.get_absolute_url())
    asked = changes.permissions_of(change)
    may = change_rules.may_start_test(
        change, by, seats, team, changes.open_pause(change), changes.what_follows_for(change, asked), asked, now
    )
    start = reverse("changes:start_test", args=[change.public_id])
    return Choice("working", _("First a test decides to adopt it. You start one here."), may, start)


def _of_ask(ask: Ask, by: Person, now: datetime) -> tuple[Choice, ...]:
    may, says = (
        ask_rules.may_keep(ask, by, london_day(now)),
        _("It is cleared: nothing is in the way of this any more."),
    )
    not_here = no(_("What is in the way is cleared, or taken back on its own page."))
    return (
        Choice("new", "", not_here),
        Choice("trying", says, may),
        Choice("working", says, may),
        Choice("normal", "", not_here),
    )


def _of_pause(change: Change, moved: Moved, by: Person) -> tuple[Choice, ...]:
    assert moved.pause is not None  # noqa: S101 - the caller looked
    may = change_rules.may_answer_pause(moved.pause, by, changes.seats_shown(change))
    says, answer = _("It can go on. You say what was done."), reverse("changes:answer_pause", args=[change.public_id])
    not_here = no(_("It is paused for safety. Somebody answers the pause first."))
    return (
        Choice("new", "", not_here), Choice("trying", says, may, answer), Choice("working", says, may, answer),
        Choice("normal", "", not_here),
    )  # fmt: skip
