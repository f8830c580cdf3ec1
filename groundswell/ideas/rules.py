"""What may happen to an idea, and who may do it. Promise 1: whoever notices owns it. Vocabulary d3."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from groundswell.ideas.models import Idea, Joining, NameMode, Stage
from groundswell.people.models import Person, RoleCode, RoleGrant
from groundswell.people.queries import Sight
from groundswell.people.rules import LETS_IN
from groundswell.people.taking_part import TakesPart
from groundswell.places.models import Place
from groundswell.ui.verdicts import YES, Verdict, first_no, no

ANSWER_IN_WORKING_DAYS = 2
STILL_FIXED_AFTER = timedelta(days=30)
HEARS_FIRST = (RoleCode.ANSWERER, RoleCode.DEPUTY)
ANSWERERS = (*HEARS_FIRST, RoleCode.PLACE_LEAD, RoleCode.MANAGER, RoleCode.EXECUTIVE)

# Where a stage may go next. The diagram in docs/stages.md is drawn from this table.
MOVES: dict[str, frozenset[str]] = {
    Stage.NOTICED: frozenset({Stage.HEARD, Stage.PAIRING, Stage.WORKING, Stage.RESTING}),
    Stage.HEARD: frozenset({Stage.PAIRING, Stage.WORKING, Stage.RESTING}),
    Stage.PAIRING: frozenset({Stage.TRYING, Stage.HEARD, Stage.RESTING}),
    Stage.TRYING: frozenset({Stage.WORKING, Stage.PAIRING, Stage.HEARD, Stage.RESTING}),
    Stage.WORKING: frozenset({Stage.NORMAL, Stage.TRYING, Stage.HEARD, Stage.RESTING}),
    Stage.NORMAL: frozenset({Stage.SPREAD, Stage.TRYING, Stage.HEARD, Stage.RESTING}),
    Stage.SPREAD: frozenset({Stage.TRYING, Stage.HEARD, Stage.RESTING}),
    Stage.RESTING: frozenset({Stage.NOTICED, Stage.HEARD}),
}


@dataclass(frozen=True)
class Keeping:
    """Who holds a name and answers there; and while nobody does, to whom it could pass."""

    keeper: Person | None = None
    to: Person | None = None


def keeping(keeper: Person | None, owner: Person, hears_first: list[Person]) -> Keeping:
    """`hears_first` answer for the place, nearest first. Nobody holds their own name."""
    if keeper in hears_first:
        return Keeping(keeper=keeper)
    return Keeping(to=next((one for one in hears_first if one != owner), None))


def may_move(idea: Idea, to: str) -> Verdict:
    """Whether the table of moves has this one."""
    if to in MOVES[idea.stage]:
        return YES
    return no(_("An idea cannot go from “{now}” to “{to}”.").format(now=idea.get_stage_display(), to=Stage(to).label))


def may_see(
    idea: Idea, person: Person, seen: Sight, shared_with: frozenset[int] = frozenset(), part: TakesPart = TakesPart.NO
) -> Verdict:
    """The one place that decides who sees an idea.

    The owner; people of its organisation; people of organisations that take part in its change (`shared_with`), and who is
    named in it (`part`).
    Held words are seen by the owner and the information governance lead only.
    """
    if idea.owner_id == person.pk:
        return YES
    if idea.release_at:
        return no(_("It is not shown yet."))
    if idea.held_at:
        return YES if seen.holds(RoleCode.IG_LEAD, idea.place) else no(_("These words are being checked."))
    if idea.unconfirmed_until:
        return YES if seen.holds_any(HEARS_FIRST, idea.place) else no(_("It is not confirmed yet."))
    if part or seen.works_in(idea.organisation_id) or seen.organisations & shared_with:
        return YES
    return no(_("This belongs to another organisation."))


def may_notice(place: Place, seen: Sight) -> Verdict:
    """People of an organisation notice at any place of it."""
    if seen.works_in(place.organisation_id or place.pk):
        return YES
    return no(_("You have not joined {place} yet. Join it first, or choose where you work.").format(place=place))


def may_enter_for(colleague: Person, by: Person, place: Place, theirs: Sight) -> Verdict:
    """Type for a colleague who works in the organisation of the place."""
    if colleague.pk == by.pk:
        return no(_("That is you. Use the box for your own."))
    if not colleague.is_active or not theirs.works_in(place.organisation_id or place.pk):
        return no(_("{name} does not work in this organisation.").format(name=colleague.called))
    return YES


def may_send_together(number: int) -> Verdict:
    """What one meeting raised goes at once, as far as one person can look through it."""
    if number <= MOST_TOGETHER:
        return YES
    return no(
        _("These are {number} ideas, and {most} go at a time. Take some out and send them after these.").format(
            number=number, most=MOST_TOGETHER
        )
    )


def may_say_not_mine(idea: Idea, by: Person, typist: Person | None) -> Verdict:
    """Only whom it was typed for, while it has not moved on."""
    if idea.owner_id != by.pk or typist is None or typist.pk == by.pk:
        return no(_("It was not typed for you by somebody else."))
    return YES if idea.stage in (Stage.NOTICED, Stage.HEARD) else no(_("It has already moved on."))


def _open(idea: Idea) -> Verdict:
    return no(_("It is resting. Wake it up first.")) if idea.stage == Stage.RESTING else YES


def _own(idea: Idea, by: Person) -> Verdict:
    if idea.owner is None:
        return no(_("Only the one who noticed it can do this, with the number they got."))
    if idea.owner_id == by.pk:
        return YES
    return no(_("Only {name}, whose idea it is, can do this.").format(name=idea.whose))


def _works_here(idea: Idea, seen: Sight) -> Verdict:
    return (
        YES
        if seen.works_in(idea.organisation_id)
        else no(_("Only people of {place} can do this.").format(place=idea.place))
    )


def may_answer(idea: Idea, by: Person, seen: Sight) -> Verdict:
    """Somebody responsible for the place answers, by name, and not to themselves."""
    if idea.stage != Stage.NOTICED:
        return no(_("It was already answered. You can still write a comment."))
    if idea.owner_id == by.pk:
        return no(_("It is your own idea: somebody else answers it."))
    if not seen.holds_any(ANSWERERS, idea.place):
        return no(_("People who answer for {place} do this.").format(place=idea.place))
    return YES


def may_reword(idea: Idea, by: Person) -> Verdict:
    """The words belong to the owner, always."""
    return _own(idea, by)


def may_support(idea: Idea, by: Person) -> Verdict:
    if idea.owner_id == by.pk:
        return no(_("It is your own idea."))
    return _open(idea)


def may_fix(idea: Idea, by: Person, seen: Sight) -> Verdict:
    """A quick repair needs no project: the owner or anyone who works there says so in one sentence."""
    if idea.fixed_at or idea.stage not in (Stage.NOTICED, Stage.HEARD):
        return no(_("It has already moved on."))
    return YES if idea.owner_id == by.pk else _works_here(idea, seen)


def may_say_still_fixed(idea: Idea, by: Person, today: date) -> Verdict:
    """Thirty days after the fix the owner says, with one tap, whether it holds."""
    if not idea.fixed_at or idea.stage != Stage.WORKING:
        return no(_("Nothing is waiting for this answer."))
    if idea.fixed_check_on and today < idea.fixed_check_on:
        return no(
            _("We ask again on {day}: a fix has to hold for 30 days.").format(day=f"{idea.fixed_check_on:%-d %B}")
        )
    return _own(idea, by)


def may_say_not_fixed(idea: Idea, by: Person, seen: Sight) -> Verdict:
    """Anyone there can say that it broke again, at any time."""
    if not idea.fixed_at or idea.stage not in (Stage.WORKING, Stage.NORMAL):
        return no(_("Nothing is fixed here."))
    return YES if idea.owner_id == by.pk else _works_here(idea, seen)


def may_rest(idea: Idea, by: Person) -> Verdict:
    """Only the owner lets an idea rest. Others can stop a change, never the idea."""
    return first_no(_open(idea), _own(idea, by))


def may_wake(idea: Idea) -> Verdict:
    """Anybody who sees a resting idea may wake it."""
    if idea.stage != Stage.RESTING:
        return no(_("It is not resting."))
    if idea.joined_to_id:
        return no(_("It is joined with another idea. The owner can take them apart."))
    return YES


def may_propose_joining(idea: Idea, into: Idea) -> Verdict:
    if idea.pk == into.pk:
        return no(_("An idea cannot be joined with itself."))
    if into.joined_to_id:
        return no(_("That idea was itself joined with another one. Choose the other one."))
    if not (idea.is_shown and into.is_shown):
        return no(_("It is not confirmed yet. Say first that it is about your place."))
    return first_no(_open(idea), _open(into))


def may_answer_joining(joining: Joining, by: Person) -> Verdict:
    """Only the owner's yes joins two ideas."""
    if joining.accepted_at or joining.declined_at or joining.undone_at:
        return no(_("This was already answered."))
    return first_no(_own(joining.idea, by), may_propose_joining(joining.idea, joining.into))


def may_undo_joining(joining: Joining, by: Person) -> Verdict:
    if not joining.accepted_at or joining.undone_at:
        return no(_("The two are not joined."))
    return _own(joining.idea, by)


def may_start_a_change(idea: Idea, seen: Sight) -> Verdict:
    """Anyone of the organisation may open a change for an idea that nobody works on yet."""
    if idea.held_at:
        return no(_("These words are being checked."))
    if not idea.is_shown:
        return no(_("It is not confirmed yet. Say first that it is about your place."))
    if idea.stage not in (Stage.NOTICED, Stage.HEARD):
        return no(
            _("It is resting. Wake it up first.") if idea.stage == Stage.RESTING else _("It has already moved on.")
        )
    return _works_here(idea, seen)


def may_release(idea: Idea, seen: Sight) -> Verdict:
    if not idea.held_at:
        return no(_("It is not held."))
    return YES if seen.holds(RoleCode.IG_LEAD, idea.place) else no(_("The information governance lead does this."))


def may_add_photo(idea: Idea, by: Person, seen: Sight, *, helps: bool) -> Verdict:
    """Its owner, whoever answers for its place, and those who said that they can help (`helps`)."""
    if idea.owner_id == by.pk or helps or seen.holds_any(ANSWERERS, idea.place):
        return YES
    return no(_("{name} and those who help with it add photos. Say “I can help” first.").format(name=idea.whose))


def may_vouch(idea: Idea, seen: Sight) -> Verdict:
    """Those who hear first say that a notice from a poster is about their place: from then on everyone there sees it."""
    if not idea.unconfirmed_until:
        return no(_("It is confirmed already."))
    return YES if seen.holds_any(HEARS_FIRST, idea.place) else no(_("Those who answer here do this."))


def may_learn_whose(idea: Idea, by: Person, seen: Sight) -> Verdict:
    """Only the one person whom the sender chose, and only while they answer there."""
    if idea.name_mode != NameMode.HELD or not idea.sealed_owner:
        return no(_("There is no name to see."))
    if idea.keeper_id != by.pk:
        return no(_("Only the person it was entrusted to can see the name. It is noted that you asked."))
    if not seen.holds_any(HEARS_FIRST, idea.place):
        return no(_("You do not answer for {place} any more, so the name stays sealed.").format(place=idea.place))
    return YES


def may_pass_name(idea: Idea, by: Person, sealed_for: int | None) -> Verdict:
    """Only whose name it is says who may hold it, or that nobody may."""
    if idea.name_mode == NameMode.HELD and sealed_for == by.pk:
        return YES
    return no(_("Only the one whose name is held says who may hold it."))


def may_pass_to(to: Person | None, now: Keeping) -> Verdict:
    """A yes is for one named person; who holds a name well keeps it."""
    if now.keeper:
        return no(_("{name} still holds it.").format(name=now.keeper.called))
    if to is None or now.to != to:
        return no(_("Somebody else answers there now. Go back and look again who may hold your name."))
    return YES


def may_put_name(idea: Idea, by: Person, sealed_for: int | None) -> Verdict:
    """Whoever has the number puts their name on it; a held name is only ever its own."""
    if idea.owner is not None:
        return no(_("It has a name on it already."))
    if idea.name_mode == NameMode.HELD and sealed_for != by.pk:
        return no(_("Sign in as the person whose name is held."))
    return YES


def may_make_poster(seen: Sight, place: Place) -> Verdict:
    if seen.holds_any(LETS_IN, place):
        return YES
    return no(_("Only someone who leads or looks after {place} makes its posters.").format(place=place))


WALL_LASTS = timedelta(days=365)


def may_make_wall(seen: Sight, place: Place) -> Verdict:
    """Whoever leads a place or answers there decides what hangs on its wall."""
    if seen.holds_any((RoleCode.PLACE_LEAD, RoleCode.ANSWERER), place):
        return YES
    return no(_("Who leads {place} or answers there puts its board on a wall.").format(place=place))


def poster_is_ready(place: Place, answers: list[RoleGrant]) -> Verdict:
    """No poster is printed until somebody answers: two people who said yes, one of them as answerer."""
    yes = [grant for grant in answers if grant.accepted_at]
    if not any(grant.role == RoleCode.ANSWERER for grant in yes):
        return no(_("Nobody has said yes to answering for {place} yet.").format(place=place))
    if len({grant.person_id for grant in yes}) < 2:
        return no(_("No deputy has said yes for {place} yet.").format(place=place))
    return YES


# A busy ward at a deadline writes some twenty notices an hour; these stop a machine, not people.
MOST_AN_HOUR, MOST_A_DAY = 60, 300
MOST_TOGETHER = 30  # what one meeting raised
UNCONFIRMED_FOR = timedelta(days=14)
RELEASED_TOGETHER = 5
SMALL_GROUP = 8  # below it a number is not said (docs of the leadership map, section 4)
