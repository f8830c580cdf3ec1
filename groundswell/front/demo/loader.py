"""Build the demonstration through the product's own verbs, so that every event, credit and notice is a real one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from django.utils.text import slugify

from groundswell.changes import actions as changes
from groundswell.changes import queries as change_queries
from groundswell.changes.models import Change, Seat
from groundswell.enabling import actions as enabling
from groundswell.front.demo import (
    calling,
    clearing,
    divisions,
    elsewhere,
    figures,
    framing,
    growing,
    heads,
    huddle,
    opening,
    posters,
    pulsing,
    seating,
    shapes,
    spreading,
    tales,
    trusting,
)  # fmt: skip
from groundswell.front.demo.cast import CAST, COLLEAGUES, TEAMS, Colleagues
from groundswell.front.demo.shapes import Tale
from groundswell.front.demo.tales import TALES
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.insight import actions as insight
from groundswell.insight import queries as insight_queries
from groundswell.insight.months import before
from groundswell.people.models import Membership, Person, RoleGrant
from groundswell.people.queries import look_again
from groundswell.places.actions import open_place
from groundswell.places.models import Place
from groundswell.post.models import Outbox
from groundswell.stories import actions as stories
from groundswell.stories.models import Story
from groundswell.talk import actions as talk
from groundswell.ui.formats import LONDON, london_day

Progress = Callable[[int, int, str], None]
JOINED = timedelta(days=900)
LETTERS_KEPT = timedelta(days=14)


class Stage:
    """The cast on their places, and the clock counted back from the day of loading."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.places = {
            place.key: place for place in Place.objects.select_related("organisation").filter(key__in=_keys())
        }
        self.people: dict[str, Person] = {}

    def ago(self, days: int, hour: int = 10) -> datetime:
        """A moment on the day so many days ago, never later than the moment of loading."""
        day = london_day(self.at) - timedelta(days=days)
        return min(datetime.combine(day, time(hour, 20), LONDON), self.at - timedelta(minutes=30))


def _keys() -> set[str]:
    wanted = {team.key for team in TEAMS} | {team.parent for team in TEAMS} | {member.place for member in CAST}
    wanted |= {tale.place for tale in TALES} | {place for tale in TALES if tale.work for place in tale.work.places}
    wanted |= {place for _key, place, _title in tales.ALSO_WORKS} | {place for _key, _role, place in tales.ALSO_HOLDS}
    return wanted | {place for member in CAST for _role, place in member.roles}


def load(progress: Progress | None = None, at: datetime | None = None) -> None:
    if Person.objects.filter(demo=True).exists():
        return
    at = at or timezone.now()
    _open_teams(at)
    stage = Stage(at)
    _engage(stage)
    trusting.write(stage)
    told = (*TALES, *huddle.HUDDLE)
    steps = len(told) + 1
    for number, tale in enumerate(told):
        if progress:
            progress(number, steps, "ideas of the cast")
        _tell(stage, tale)
    clearing.load(stage)
    spreading.load(stage)
    huddle.ask_as_coach(stage)
    huddle.talk_it_over(stage)
    growing.load(stage)
    seating.load(stage)
    opening.load(stage)
    calling.load(stage)
    elsewhere.load(stage)
    posters.load(stage.people, stage.places, stage.ago)
    heads.load(stage)
    pulsing.load(stage)
    divisions.load(stage)
    framing.load(stage)
    figures.load(stage.places, at)
    _measure(at)
    Outbox.objects.filter(send_at__lt=at - LETTERS_KEPT).delete()
    if progress:
        progress(steps, steps, "ideas of the cast")


def _measure(at: datetime) -> None:
    """The bureaucracy of the last month that is over; the worker makes the months before."""
    last = before(london_day(at))
    for number, month in insight_queries.missing(last):
        if month == last:
            insight.make_snapshots(home=insight_queries.place_by_id(number), month=month, at=at)
    insight.count_up_to(at)


def _open_teams(at: datetime) -> None:
    for team in TEAMS:
        if not Place.objects.filter(key=team.key).exists():
            place = open_place(
                name=team.name, kind=team.kind, parent=Place.objects.get(key=team.parent), at=at - JOINED
            )
            Place.objects.filter(pk=place.pk).update(key=team.key, source="demonstration")


def _engage(stage: Stage) -> None:
    """Everybody of the cast in their post, confirmed long ago."""
    since = stage.at - JOINED
    for member in CAST:
        person = Person.objects.create_user(member.email, name=member.name, demo=True)
        stage.people[member.key] = person
        _post(person, stage.places[member.place], member.title, since, member)
        for role, place in member.roles:
            RoleGrant.objects.create(person=person, place=stage.places[place], role=role, since=since)
    for key, place, title in tales.ALSO_WORKS:
        member = next(one for one in CAST if one.key == key)
        _post(stage.people[key], stage.places[place], title, since, member)
    for key, role, place in tales.ALSO_HOLDS:
        RoleGrant.objects.create(person=stage.people[key], place=stage.places[place], role=role, since=since)
    for person in stage.people.values():
        look_again(person)
    for team in COLLEAGUES:
        _join(stage, team, since)


def _join(stage: Stage, team: Colleagues, since: datetime) -> None:
    place, post = stage.places[team.place], slugify(team.title)
    for number in range(1, team.number + 1):
        email = f"{post}.{number}@{team.place.lower()}.example"
        person = Person.objects.create_user(email, name=f"{team.title} {number}, {place.name}", demo=True)
        Membership.objects.create(
            person=person, place=place, title=team.title, staff_group=team.staff_group, clinical=team.place != "C84001-REC",
            managerial=False, joined_by=Membership.Joined.INVITATION, since=since, confirmed_at=since,
        )  # fmt: skip


def _post(person: Person, place: Place, title: str, since: datetime, member: object) -> None:
    Membership.objects.create(
        person=person, place=place, title=title, staff_group=member.staff_group, clinical=member.clinical,  # type: ignore[attr-defined]
        managerial=member.managerial, joined_by=Membership.Joined.INVITATION, since=since, confirmed_at=since,  # type: ignore[attr-defined]
    )  # fmt: skip


def _tell(stage: Stage, tale: Tale) -> None:
    """One tale in the order in which it happened."""
    owner, place = stage.people[tale.by], stage.places[tale.place]
    idea = ideas.notice(words=tale.words, place=place, by=owner, at=stage.ago(tale.ago, 8))
    if tale.answer:
        ideas.answer(
            idea=idea,
            words=tale.answer.words,
            by=stage.people[tale.answer.by],
            at=stage.ago(tale.answer.ago, 12),
        )
    for who, ago, kind in tale.supported:
        ideas.support(idea=idea, kind=kind, by=stage.people[who], at=stage.ago(ago, 13))
    if tale.fix:
        _fix(stage, idea, tale)
    change = _work(stage, idea, tale) if tale.work else None
    if tale.rest:
        rest = tale.rest
        idea.refresh_from_db()
        ideas.rest(
            idea=idea, reason=rest.reason, words=rest.words, would_help=rest.would_help, learned=rest.learned, by=owner,
            at=stage.ago(rest.ago, 15),
        )  # fmt: skip
    _talk(stage, idea, change, tale)
    if change and tale.story:
        _story(stage, change, tale)


def _fix(stage: Stage, idea: Idea, tale: Tale) -> None:
    fix = tale.fix
    assert fix  # noqa: S101 - the caller looked
    ideas.just_fix(idea=idea, what=fix.what, by=stage.people[fix.by], at=stage.ago(fix.ago, 14))
    if fix.holds:
        ideas.still_fixed(idea=idea, by=stage.people[tale.by], at=stage.ago(fix.ago - 31, 9))


def _talk(stage: Stage, idea: Idea, change: Change | None, tale: Tale) -> None:
    subject, place = (change.subject, change.place) if change else (idea.subject, idea.place)
    for who, ago, words in tale.said:
        talk.say(
            subject=subject, place=place, words=words, by=stage.people[who], at=stage.ago(ago, 16),
            tell=(idea.owner,),
        )  # fmt: skip
    for who, whom, ago, words in tale.thanked:
        talk.thank(
            subject=subject, place=place, to=stage.people[whom], words=words,
            by=stage.people[who], at=stage.ago(ago, 17),
        )  # fmt: skip


def _work(stage: Stage, idea: Idea, tale: Tale) -> Change:
    work = tale.work
    assert work  # noqa: S101 - the caller looked
    by = stage.people[work.by]
    change = changes.open_change(
        title=work.title, place=stage.places[work.place or tale.place], idea=idea, aim=work.aim, by=by, at=stage.ago(work.ago, 9),
        reversible=work.reversible, inside_team=work.inside_team, new_risk=work.new_risk,
        places=tuple(stage.places[key] for key in work.places),
    )  # fmt: skip
    _seats(stage, change, work)
    trusting.ask(stage, change, work)
    for who, ago in work.helpers:
        changes.help_with(change=change, by=stage.people[who], at=stage.ago(ago, 11))
    if work.measure:
        figures.follow(stage, change, work.measure, by=by, started=work.ago)
    if work.also:
        figures.follow(stage, change, work.also, by=by, started=work.ago)
    trusting.in_the_way(stage, change, work)
    _promise_and_steps(stage, change, work)
    _trials(stage, change, work)
    for gain in work.gains:
        _gain(stage, change, gain)
    return change_queries.change_for(by, change.public_id)


def _gain(stage: Stage, change: Change, gain: shapes.Gain) -> None:
    claimed = changes.claim_benefit(
        change=change, place=change.place, by=stage.people[gain.by], at=stage.ago(gain.ago, 14), kind=gain.kind, words=gain.words,
        amount=Decimal(str(gain.amount)), unit=gain.unit, basis=gain.basis, recurrence=gain.recurrence,
        staff_group=gain.staff_group,
    )  # fmt: skip
    if gain.confirmed:
        changes.confirm_benefit(
            change=change, benefit=claimed, by=stage.people[gain.confirmed], at=stage.ago(gain.ago - 1, 15)
        )


def _seats(stage: Stage, change: Change, work: shapes.Work) -> None:
    for seat, wanted in ((Seat.CLINICAL, work.clinical), (Seat.MANAGERIAL, work.managerial)):
        if wanted is None:
            continue
        person = stage.people[wanted.person]
        row = changes.pair(
            change=change,
            seat=seat,
            person=person,
            by=stage.people[wanted.by or wanted.person],
            at=stage.ago(wanted.asked, 9),
        )
        row.refresh_from_db()
        if wanted.said_yes is not None and row.accepted_at is None:
            changes.accept_pair(co_lead=row, by=person, at=stage.ago(wanted.said_yes, 12))


def _promise_and_steps(stage: Stage, change: Change, work: shapes.Work) -> None:
    if work.promise:
        who, what, ago, due, kept = work.promise
        made = changes.promise(
            change=change,
            what=what,
            due=london_day(stage.at) + timedelta(days=due),
            by=stage.people[who],
            at=stage.ago(ago, 12),
        )
        if kept:
            enabling.keep(ask=made, by=stage.people[who], at=stage.ago(ago - 8, 12))
    for what, who, done in work.steps:
        person = stage.people[who]
        step = changes.add_step(
            change=change,
            what=what,
            person=person,
            by_when=None,
            by=person,
            at=stage.ago(done + 3 if done else 2, 11),
        )
        if done:
            changes.do_step(step=step, by=person, at=stage.ago(done, 15))


def _trials(stage: Stage, change: Change, work: shapes.Work) -> None:
    by = stage.people[(work.clinical or work.managerial).person]  # type: ignore[union-attr]
    if work.drivers:
        changes.draw_drivers(change=change, outline=work.drivers, version=0, by=by, at=stage.ago(work.ago, 15))
    for trial in work.tests:
        test = changes.start_test(
            change=change, question=trial.question, prediction=trial.prediction, scale=trial.scale, by=by, tries=trial.tries,
            started_on=london_day(stage.ago(trial.started)), at=stage.ago(trial.started, 10),
        )  # fmt: skip
        if trial.decision:
            changes.learn_from(
                test=test, happened=trial.happened, learned=trial.learned, decision=trial.decision, by=by,
                ended_on=london_day(stage.ago(trial.ended)), at=stage.ago(trial.ended, 16),
            )  # fmt: skip
    if work.paused:
        who, ago, why, answerer, answered, words = work.paused
        pause = changes.pause(change=change, reason=why, by=stage.people[who], at=stage.ago(ago, 11))
        changes.answer_pause(pause=pause, answer=words, by=stage.people[answerer], at=stage.ago(answered, 11))
    if work.normal:
        fresh = change_queries.change_for(by, change.public_id)
        changes.make_normal(change=fresh, row=change_queries.home_row(fresh), by=by, at=stage.ago(work.normal, 14))
    if work.stopped:
        who, ago, why, learned = work.stopped
        fresh = change_queries.change_for(by, change.public_id)
        changes.stop(change=fresh, reason=why, learned=learned, by=stage.people[who], at=stage.ago(ago, 14))


def _story(stage: Stage, change: Change, tale: Tale) -> None:
    told = tale.story
    assert told  # noqa: S101 - the caller looked
    story = stories.tell(
        change=change, title=told.title, worked=told.worked, did=told.did, learned=told.learned, surprised=told.surprised,
        needed=told.needed, audience=told.audience, by=stage.people[told.by], at=stage.ago(told.ago, 13),
        measure=next(iter(change_queries.measures_of(change)), None),
    )  # fmt: skip
    assert story  # noqa: S101 - nobody tells it in between
    for who in told.named:
        stories.be_named(story=story, by=stage.people[who], yes=True, at=stage.ago(told.ago, 14))
    for taken in tale.taken_up:
        _taken_up(stage, story, taken)


def _taken_up(stage: Stage, story: Story, taken: shapes.TakenUp) -> None:
    by = stage.people[taken.by]
    adoption = stories.take_up(
        story=story, place=stage.places[taken.place], title=f"{story.change.title}, here", adapted=taken.adapted, by=by,
        at=stage.ago(taken.ago, 10), reversible=True, inside_team=True, new_risk=False, aim=story.change.aim,
    )  # fmt: skip
    change = adoption.change
    changes.pair(change=change, seat=Seat.CLINICAL, person=by, by=by, at=stage.ago(taken.ago, 11))
    test = changes.start_test(
        change=change, question="Does it work here?", prediction="As well as there", scale="one_week", by=by,
        started_on=london_day(stage.ago(taken.ago - 1)), at=stage.ago(taken.ago - 1, 9),
    )  # fmt: skip
    if taken.adopted:
        changes.learn_from(
            test=test, happened="Much as there.", learned="It needed our own words on the label.", decision="adopt", by=by,
            ended_on=london_day(stage.ago(taken.adopted)), at=stage.ago(taken.adopted, 16),
        )  # fmt: skip
    if adoption.measure and taken.values:
        figures.add_weekly(adoption.measure, taken.values, stage, by=by, last=5)
    if taken.result:
        ago, held, words = taken.result
        stories.bring_result(adoption=adoption, helped=held, result=words, by=by, at=stage.ago(ago, 15))
