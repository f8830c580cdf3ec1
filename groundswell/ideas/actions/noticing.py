"""Noticing: store what somebody sends, with their name as they chose; confirm, vouch, show, reply, put a name on it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from groundswell.events import actions as events
from groundswell.events.kinds import Part
from groundswell.ideas import kinds, memory, rules
from groundswell.ideas.actions import asking
from groundswell.ideas.actions.keeping import sealed
from groundswell.ideas.actions.telling import answer_by, record, time_kept, unnamed
from groundswell.ideas.models import Aim, Idea, IdeaKind, NameMode, NotTheSame, Release, Waste
from groundswell.ideas.queries import is_held_for, released_with, whose_name_is_held
from groundswell.people.models import Person, RoleCode
from groundswell.people.queries import grants_reaching, holders, organisation_id, sight
from groundswell.places.models import Place
from groundswell.post import numbers
from groundswell.talk import actions as talk
from groundswell.talk.queries import comments_about
from groundswell.ui.verdicts import no

WAITS = {Release.DAY: timedelta(days=1), Release.FIVE: timedelta(days=14)}


@transaction.atomic
def notice(
    *, words: str, place: Place, by: Person | None, at: datetime, kind: str = "", held: bool = False,
    mode: str = NameMode.OPEN, number: str = "", keeper: Person | None = None, release: str = Release.NOW,
) -> Idea:  # fmt: skip
    """Store what somebody noticed, in their own words, and tell those who answer for the place.

    Without `by` it comes from a poster: unless its name is not kept, it waits fourteen days to be confirmed. `number` is the
    sender's way back. Of a hidden sender nothing is written but the seal, and the time to the day or the week.
    """
    if mode == NameMode.HELD and (by is None or keeper is None):
        no("Nobody here can hold a name yet. Choose another way.").or_refuse()
    kept = time_kept(mode, at)
    hidden = mode != NameMode.OPEN
    comes_from_there = hidden or (by is not None and sight(by).works_in(organisation_id(place)))
    idea = Idea.objects.create(
        words=words, kind=kind, owner=None if hidden else by, place=place, organisation_id=organisation_id(place),
        noticed_at=kept, moved_at=kept, due_on=answer_by(mode, at), held_at=kept if held else None, name_mode=mode,
        sealed_owner=sealed(by, keeper, kept) if mode == NameMode.HELD and by and keeper else "",
        keeper=keeper if mode == NameMode.HELD else None, receipt=numbers.mark_of(number) if number else None,
        unconfirmed_until=None if comes_from_there else at + rules.UNCONFIRMED_FOR,
        release_at=at + WAITS[Release(release)] if hidden and release in WAITS else None,
        release_with_others=hidden and release == Release.FIVE,
    )  # fmt: skip
    if idea.release_at:
        for one in released_with(idea):
            show(idea=one)
    else:
        _announce(idea, kept)
    return idea


def _announce(idea: Idea, at: datetime) -> None:
    credits = [(idea.owner, Part.OWNER)] if idea.owner else []
    if idea.held_at:
        events.record(kinds.IDEA_HELD, subject=unnamed(idea), place=idea.place, at=at, credits=credits)
        return
    memory.remember_idea(idea, fresh=True)
    grants = grants_reaching(rules.HEARS_FIRST if idea.unconfirmed_until else rules.ANSWERERS, idea.place, at)
    hears = rules.HEARS_FIRST if not idea.is_shown else (*rules.HEARS_FIRST, RoleCode.PLACE_LEAD)
    tell = [grant.person for grant in grants if grant.role in hears]
    if idea.unconfirmed_until:
        events.record(kinds.IDEA_LEFT, subject=idea.subject, place=idea.place, at=at, by=idea.owner, tell=tell)
    else:
        events.record(
            kinds.IDEA_NOTICED, subject=idea.subject, place=idea.place, at=at, by=idea.owner, credits=credits, tell=tell
        )
    asking.begin(idea=idea, grants=grants, at=at)


@transaction.atomic
def show(*, idea: Idea) -> bool:
    """It waited long enough, or for enough others: now it is noticed. When it was written stays as coarse as it is kept.

    False when somebody was quicker.
    """
    shown = Idea.objects.filter(pk=idea.pk, release_at__isnull=False).update(release_at=None)
    if shown:
        idea.release_at = None
        _announce(idea, idea.noticed_at)
    return bool(shown)


@transaction.atomic
def release(*, idea: Idea, by: Person, at: datetime) -> None:
    """The information governance lead read the words: nobody can be recognised, the idea goes on."""
    rules.may_release(idea, sight(by)).or_refuse()
    idea.held_at = None
    idea.save(update_fields=["held_at"])
    events.retitle(room="ideas", subject_id=idea.public_id, title=idea.first_words)
    memory.remember_idea(idea)
    asking.begin(idea=idea, at=at)
    record(kinds.IDEA_RELEASED, idea, at=at, by=by, tell=holders(rules.HEARS_FIRST, idea.place, at))


@transaction.atomic
def confirm(*, idea: Idea, by: Person, at: datetime) -> Idea:
    """Whoever sent it from a poster says, signed in, that it is theirs. Colleagues see it once it comes from one of them."""
    if idea.hides_its_owner or idea.owner_id not in (None, by.pk):
        no("It has a name on it already.").or_refuse()
    idea.owner = by
    if sight(by).works_in(idea.organisation_id):
        idea.unconfirmed_until = None
    idea.save(update_fields=["owner", "unconfirmed_until"])
    asking.look_on(idea)
    memory.remember_idea(idea)
    tell = holders((*rules.HEARS_FIRST, RoleCode.PLACE_LEAD), idea.place, at) if not idea.unconfirmed_until else ()
    record(kinds.IDEA_CONFIRMED, idea, at=at, by=by, credits=[(by, Part.OWNER)], tell=tell)
    return idea


@transaction.atomic
def vouch(*, idea: Idea, by: Person, at: datetime) -> None:
    """Those who answer here say that it is about this place. Its sender can still put a name on it."""
    rules.may_vouch(idea, sight(by)).or_refuse()
    Idea.objects.filter(pk=idea.pk).update(unconfirmed_until=None)
    idea.unconfirmed_until = None
    asking.look_on(idea)
    memory.remember_idea(idea)
    record(kinds.IDEA_VOUCHED, idea, at=at, by=by)


@transaction.atomic
def put_name(*, idea: Idea, by: Person, at: datetime) -> Idea:
    """The sender, who has the number, puts their name on it after all."""
    rules.may_put_name(idea, by, is_held_for(idea)).or_refuse()
    idea.owner, idea.name_mode, idea.sealed_owner, idea.keeper, idea.stays_sealed = by, NameMode.OPEN, "", None, False
    idea.save(update_fields=["owner", "name_mode", "sealed_owner", "keeper", "stays_sealed"])
    record(kinds.IDEA_NAMED, idea, at=at, by=by, credits=[(by, Part.OWNER)], tell=[idea.heard_by])
    return idea


@transaction.atomic
def reply(*, idea: Idea, words: str, at: datetime) -> None:
    """The sender answers by number: nobody is written down as the writer, and the time is as coarse as the idea's."""
    kept = time_kept(NameMode.NOT_KEPT if not idea.owner and not idea.sealed_owner else idea.name_mode, at)
    said = [line.at for line in comments_about(idea.subject, limit=1).lines]
    kept = max([kept, *said])  # it stands after what it answers, and says no more of when than that
    tell = dict.fromkeys([idea.heard_by, *holders(rules.HEARS_FIRST, idea.place, at)])
    talk.say(subject=idea.subject, place=idea.place, by=None, at=kept, words=words, tell=tell)


@transaction.atomic
def add(*, idea: Idea, what: str, value: str) -> None:
    """One thing said after sending, by one tap; the same tap again takes it back. Nothing else is touched."""
    if what == "kind" and value in IdeaKind.values:
        Idea.objects.filter(pk=idea.pk).update(kind="" if idea.kind == value else value)
    elif what == "waste" and value in Waste.values:
        Idea.objects.filter(pk=idea.pk).update(waste="" if idea.waste == value else value)
    elif what == "others":
        Idea.objects.filter(pk=idea.pk).update(happens_elsewhere=None if idea.happens_elsewhere else True)
    elif what == "aim" and value in Aim.values:
        locked = Idea.objects.select_for_update(of=("self",)).get(pk=idea.pk)
        locked.aims = (
            [one for one in locked.aims if one != value] if value in locked.aims else [*locked.aims, value][-2:]
        )
        locked.save(update_fields=["aims"])


@transaction.atomic
def remove(*, idea: Idea, at: datetime) -> bool:
    """Nobody confirmed it in fourteen days: its words go, from the log too. False when somebody was quicker."""
    gone = Idea.objects.filter(pk=idea.pk, unconfirmed_until__lte=at)
    if not gone.exists():
        return False
    events.retitle(room="ideas", subject_id=idea.public_id, title="A notice that nobody confirmed")
    memory.forget("ideas", idea.public_id)
    talk.erase(subject=idea.subject)
    return bool(gone.delete()[0])


@transaction.atomic
def forget(*, person: Person, at: datetime) -> None:
    """Seals that hold this person's name are destroyed; the ideas stay, with a name that nobody holds any more.

    Which pairs they set apart goes too.
    """
    mine = [idea.pk for idea in whose_name_is_held(person, everywhere=True)]
    Idea.objects.filter(pk__in=mine).update(sealed_owner="", keeper=None)
    NotTheSame.objects.filter(person=person).delete()
