"""Through telling, opening, withdrawing, taking up, handing over, leaving and forgetting: no word and no credit is lost, and
nobody reads what they are not entitled to. Random orders of all of these, checked after every step by a second way of saying
who may read: from the memberships themselves, not from the product's rules.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.http import Http404
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.changes import actions as changes
from groundswell.changes.models import CoLead, Seat
from groundswell.events.models import Credit, Event
from groundswell.front.forget import forget
from groundswell.ideas import actions as ideas
from groundswell.ideas.queries import search
from groundswell.people import actions as people
from groundswell.people.models import Membership, Person
from groundswell.people.queries import look_again
from groundswell.places.models import Place
from groundswell.stories import actions, queries
from groundswell.stories.models import Adoption, Audience, Correction, Story
from groundswell.talk import actions as talk
from groundswell.talk.models import Comment
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, Cast, Places

READERS = ("amina", "grace", "manager", "next_ward", "meera", "adil", "sam", "helen", "newcomer")
PUBLIC = {Audience.PUBLIC}
WIDE = {Audience.EVERYONE, Audience.PUBLIC}
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("audience"), st.sampled_from(Audience.values)),
        st.tuples(st.just("withdraw"), st.sampled_from(("grace", "amina"))),
        st.tuples(st.just("put_back"), st.sampled_from(("grace", "amina"))),
        st.tuples(st.just("correct"), st.sampled_from(("We counted twice.", "It was Ward 21."))),
        st.tuples(st.just("take_up"), st.sampled_from(("adil", "sam"))),
        st.tuples(st.just("say"), st.sampled_from(("amina", "grace", "meera"))),
        st.tuples(st.just("hand_over"), st.sampled_from(("meera", "next_ward"))),
        st.tuples(st.just("leave"), st.sampled_from(("amina", "grace", "adil", "sam"))),
        st.tuples(st.just("forget"), st.sampled_from(("amina", "grace", "adil", "manager"))),
    ),
    min_size=4, max_size=9,
)  # fmt: skip


class Walk:
    """One story and all that happens to it; what was said and who was credited is remembered beside the product."""

    def __init__(self, cast: Cast, places: Places, story: Story) -> None:
        self.cast, self.places, self.id, self.at = cast, places, story.public_id, story.told_at
        self.said: list[str] = [story.did, story.learned]
        self.gone: set[str] = set()
        self.names: list[str] = []
        self.credits = self._credits()

    @property
    def story(self) -> Story:
        return Story.objects.get(public_id=self.id)

    def _credits(self) -> Counter[tuple[int, str]]:
        return Counter(Credit.objects.values_list("event_id", "part"))

    def take(self, name: str, what: str) -> None:
        self.at += timedelta(hours=1)
        try:
            with transaction.atomic():
                getattr(self, name)(what, self.at)
        except Refused:
            pass  # somebody who is gone, or a deed that is not theirs: nothing happened
        for person in vars(self.cast).values():
            look_again(person)

    def person(self, name: str) -> Person:
        if name in self.gone:
            raise Refused(queries.may_read(self.story, self.cast.newcomer))
        return getattr(self.cast, name)

    def audience(self, to: str, at: datetime) -> None:
        actions.change_audience(story=self.story, to=to, by=self.person("grace"), at=at)

    def withdraw(self, who: str, at: datetime) -> None:
        actions.withdraw(story=self.story, reason="The chart was another ward's.", by=self.person(who), at=at)

    def put_back(self, who: str, at: datetime) -> None:
        actions.put_back(story=self.story, by=self.person(who), at=at)

    def correct(self, words: str, at: datetime) -> None:
        story = self.story
        assert actions.edit(story=story, version=story.version, by=self.person("grace"), at=at, corrected=words)
        self.said.append(words)

    def take_up(self, who: str, at: datetime) -> None:
        place = {"adil": self.places.larwood, "sam": self.places.ward6}[who]
        words = f"A basket at {who}'s."
        trust = {"reversible": True, "inside_team": True, "new_risk": False}
        actions.take_up(story=self.story, place=place, title="Here", by=self.person(who), at=at, adapted=words, **trust)
        self.said.append(words)

    def say(self, who: str, at: datetime) -> None:
        story, words = self.story, f"Said at {at:%d %H}."
        talk.say(subject=story.subject, place=story.place, words=words, by=self.person(who), at=at, tell=[])
        self.said.append(words)

    def hand_over(self, to: str, at: datetime) -> None:
        seat = CoLead.objects.live().filter(change=self.story.change, seat=Seat.CLINICAL).first()
        if seat:
            changes.hand_over(co_lead=seat, to=self.person(to), by=self.person("grace"), at=at)

    def leave(self, who: str, at: datetime) -> None:
        for row in Membership.objects.filter(person=self.person(who), until=None):
            people.leave(membership=row, by=self.person(who), at=at)

    def forget(self, who: str, at: datetime) -> None:
        self.names.append(self.person(who).name)
        forget(person=self.person(who), at=at)
        self.gone.add(who)

    def entitled(self, person: Person) -> bool:
        """Said again from the rows: who works where, who is named, who took it up."""
        story = self.story
        works = [
            row.place
            for row in Membership.objects.filter(person=person, until=None).select_related("place__organisation")
        ]
        organisations = {place.organisation_id or place.pk for place in works}
        owners = {idea.owner_id for idea in story.change.ideas.all()}
        pair = set(
            CoLead.objects.live()
            .filter(change=story.change, accepted_at__isnull=False)
            .values_list("person_id", flat=True)
        )
        takers = set(Adoption.objects.filter(story=story).values_list("organisation_id", flat=True))
        if person.pk in owners | pair | {story.told_by_id} or organisations & takers:
            return True
        if story.audience in WIDE:
            return bool(works)
        home: Place = story.place
        if story.audience == Audience.PLACE:
            return any(home.path.startswith(place.path) or place.path.startswith(home.path) for place in works if
                       (place.organisation_id or place.pk) == home.organisation_id)  # fmt: skip
        inside = story.audience == Audience.SYSTEM and any(f"/{story.system_id}/" in place.path for place in works)
        return home.organisation_id in organisations or inside

    def check(self) -> None:
        story = self.story
        texts = [story.did, story.learned, *Correction.objects.values_list("words", flat=True)]
        texts += [*Comment.objects.values_list("words", flat=True), *Adoption.objects.values_list("adapted", flat=True)]
        assert not [words for words in self.said if words not in texts], "a word was lost"
        credits = self._credits()
        assert not self.credits - credits, "a credit was lost"
        self.credits = credits
        for name in READERS:
            if name not in self.gone:
                self._reads(name, story)
        shown = " ".join([*texts, *_titles(story.organisation_id)])
        assert not [name for name in self.names if name in shown], "a forgotten name stands somewhere"
        self._outside(story)

    def _reads(self, name: str, story: Story) -> None:
        person = Person.objects.get(pk=getattr(self.cast, name).pk)
        entitled = self.entitled(person)
        assert _opens(person, self.id) == entitled, f"{name} at {story.audience!r}: entitled {entitled}"
        listed = [row.public_id for row in queries.library(person, queries.Asked()).stories]
        assert (self.id in listed) == entitled, f"{name} in the library at {story.audience!r}"
        found = [row.subject_id for row in search(person, "cupboard trolley moved")[0] if row.room == "stories"]
        assert entitled or self.id not in found, f"{name} finds it by searching at {story.audience!r}"

    def _outside(self, story: Story) -> None:
        shown = story.audience in PUBLIC
        assert (Client().get(reverse("stories:outside", args=[self.id])).status_code == 200) == shown
        in_feed = self.id in [row.public_id for row in queries.newest_for_everyone(50)]
        assert in_feed == (story.audience in WIDE)
        assert not (story.withdrawn_at and (shown or in_feed))


def _opens(person: Person, public_id: str) -> bool:
    try:
        queries.story_for(person, public_id)
    except Http404:
        return False
    return True


def _titles(organisation: int) -> list[str]:
    """What stands on lines of time there, and by whom."""
    events = Event.objects.filter(place__organisation=organisation).select_related("actor")
    return [f"{event.title} {event.facts} {event.actor.called if event.actor else ''}" for event in events]


@pytest.fixture
def told(cast: Cast, places: Places) -> Story:
    at = MONDAY
    idea = ideas.notice(words="We walk to the far cupboard twice.", place=places.ward21, by=cast.amina, at=at)
    change = changes.open_change(
        title="Trolley by the bay", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace, at=at,
        idea=idea,
    )  # fmt: skip
    changes.pair(change=change, seat=Seat.CLINICAL, person=cast.grace, by=cast.grace, at=at)
    changes.start_test(
        change=change, question="Q?", prediction="P", scale="one_week", started_on=at.date(), by=cast.grace, at=at
    )
    story = actions.tell(
        change=change, title="Two walks fewer", worked=True, did="We moved the trolley by the cupboard.", learned="Count first.",
        by=cast.grace, at=at + timedelta(days=30),
    )  # fmt: skip
    assert story
    return story


class Over(Exception):
    """The end of one order of things: all of it is undone."""


FIXTURES = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=5, deadline=None, suppress_health_check=FIXTURES, derandomize=True)
@given(steps=STEPS)
@pytest.mark.django_db
def test_nothing_is_lost_and_nothing_leaks(cast, places, told, steps) -> None:
    walk_through(cast, places, told, steps)


def walk_through(cast: Cast, places: Places, told: Story, steps: list[tuple[str, str]]) -> None:
    with suppress(Over), transaction.atomic():
        walk = Walk(cast, places, told)
        walk.check()
        for name, what in steps:
            walk.take(name, what)
            walk.check()
        raise Over
    for person in vars(cast).values():
        person.refresh_from_db()
        look_again(person)
