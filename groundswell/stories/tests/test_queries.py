"""Questions, asked on somebody's behalf."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.people.models import Membership
from groundswell.stories import actions, queries, rules
from groundswell.stories.models import Audience, Story
from tests.cast import Cast, Places, at_most

from .conftest import ADOPTED, TOLD


def listed(person, **more) -> queries.Found:
    return queries.library(person, queries.Asked(), **more)


def reads(person, story: Story) -> bool:
    try:
        return queries.story_for(person, story.public_id) == story
    except Http404:
        return False


class TestWhoReads:
    def test_for_the_organisations_that_took_part(self, cast: Cast, tell):
        story = tell()
        assert reads(cast.amina, story)
        assert reads(cast.next_ward, story)
        assert not reads(cast.sam, story)
        assert not reads(cast.adil, story)

    def test_for_everyone_who_works_somewhere(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        assert reads(cast.sam, story)
        assert not reads(cast.newcomer, story)

    def test_who_took_it_up_keeps_reading_when_it_is_closed_again(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=TOLD)
        assert reads(cast.adil, story)
        assert not reads(cast.sam, story)

    def test_the_owner_reads_it_after_moving_on(self, cast: Cast, tell):
        story = tell()
        Membership.objects.filter(person=cast.amina).delete()
        assert reads(cast.amina, story)
        assert [row.pk for row in listed(cast.amina).stories] == [story.pk]

    @pytest.mark.parametrize("audience", Audience.values)
    def test_the_list_and_the_rule_agree_for_everybody(self, cast: Cast, audience: str, tell, take_up):
        story = tell(audience=audience)
        if audience:
            take_up(story)
        for name, person in cast.everybody().items():
            assert (story in listed(person).stories) == reads(person, story), name

    def test_nobody_reads_a_story_that_is_not_there(self, cast: Cast):
        with pytest.raises(Http404):
            queries.story_for(cast.grace, "nothing")


class TestList:
    def many(self, cast: Cast, story: Story, number: int) -> None:
        """More stories like it, one a day, the newest last."""
        for day in range(1, number + 1):
            change = Change.objects.get(pk=story.change_id)
            change.pk, change.public_id = None, f"copy{day}"
            change._state.adding = True
            change.save()
            change.change_places.create(place=story.place, organisation=story.organisation, joined_at=TOLD, home=True)
            Story.objects.create(
                change=change, title=f"Story {day}", worked=bool(day % 2), did="We did.", learned="We learned.", place=story.place,
                organisation=story.organisation, told_by=cast.grace, told_at=TOLD + timedelta(days=day), changed_at=TOLD,
            )  # fmt: skip

    def test_newest_first_a_page_at_a_time(self, cast: Cast, tell):
        self.many(cast, tell(), 4)
        first = listed(cast.amina, limit=3)
        assert [story.title for story in first.stories] == ["Story 4", "Story 3", "Story 2"]
        second = listed(cast.amina, before=first.older, limit=3)
        assert [story.title for story in second.stories] == ["Story 1", "Two walks fewer per drug round on Ward 21"]
        assert second.older == ""

    @pytest.mark.parametrize("key", ["rubbish", "2026-01-01~x", "2026-01-01T00:00:00~1", "~"])
    def test_a_key_somebody_made_up_finds_the_first_page(self, cast: Cast, tell, key: str):
        story = tell()
        assert listed(cast.amina, before=key).stories == [story]

    def test_each_says_how_many_took_it_up(self, cast: Cast, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        take_up(story, by=cast.sam, place=places.ward6)
        assert listed(cast.sam).stories[0].taken_up == 2

    def test_as_many_queries_for_many_as_for_one(self, cast: Cast, tell):
        self.many(cast, tell(), 5)
        with at_most(9):
            listed(cast.amina)


class TestWaits:
    def test_days_are_counted_from_the_records(self, cast: Cast, working: Change):
        changes.promise(
            change=working, what="A second trolley", due=ADOPTED.date() + timedelta(days=5), by=cast.manager, at=ADOPTED
        )
        pause = changes.pause(change=working, reason="The brake sticks.", by=cast.ward_mate, at=ADOPTED)
        changes.answer_pause(pause=pause, answer="A new brake.", by=cast.grace, at=ADOPTED + timedelta(days=1))
        found = queries.waits_of(working, ADOPTED + timedelta(days=9))
        assert [(wait.kind, wait.days, wait.over) for wait in found] == [
            ("ask", 9, False), ("managerial_seat", 7, True), ("answer", 2, True), ("pause", 1, True),
        ]  # fmt: skip

    def test_a_seat_nobody_took_is_counted_to_the_day_it_was_stopped(self, cast: Cast, idea, places: Places):
        change = changes.open_change(
            title="Alone", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
            at=TOLD, idea=idea,
        )  # fmt: skip
        changes.stop(
            change=change, reason="Nobody had time.", learned="Ask first.", by=cast.grace, at=TOLD + timedelta(days=3)
        )
        found = {
            wait.kind: wait for wait in queries.waits_of(Change.objects.get(pk=change.pk), TOLD + timedelta(days=50))
        }
        assert (found["clinical_seat"].days, found["clinical_seat"].over) == (3, False)


class TestLineage:
    def test_a_change_knows_where_it_was_taken_up_from(self, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        assert queries.adoption_of(adoption.change) == adoption
        assert queries.adoption_of(story.change) is None

    def test_a_change_knows_its_story_for_those_who_may_read_it(self, cast: Cast, tell):
        story = tell()
        assert queries.story_of(cast.amina, story.change) == story
        assert queries.story_of(cast.sam, story.change) is None

    def test_an_adoption_is_seen_by_those_who_see_its_change(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        assert queries.adoption_for(cast.pat, adoption.public_id) == adoption
        with pytest.raises(Http404):
            queries.adoption_for(cast.grace, adoption.public_id)

    def test_the_result_is_wanted_from_the_pair_once_it_works_or_ended(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        changes.pair(change=adoption.change, seat="managerial", person=cast.pat, by=cast.pat, at=TOLD)
        assert list(queries.results_wanted(cast.pat)) == []
        adoption.change.change_places.update(state="working")
        assert list(queries.results_wanted(cast.pat)) == [adoption]
        assert list(queries.results_wanted(cast.adil)) == []

    def test_places_left_to_take_it_up(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        left = queries.places_to_take_up(cast.adil, queries.origin(story), queries.taken(story))
        assert [place.key for place in left] == ["C84001"]
        take_up(story)
        again = queries.story_for(cast.adil, story.public_id)
        assert queries.places_to_take_up(cast.adil, queries.origin(again), queries.taken(again)) == []
        assert not rules.may_take_up_at(left[0], queries.origin(again), queries.taken(again))


class TestLineOfTime:
    def test_from_noticed_to_told_newest_first(self, tell):
        kinds = [event.kind for event in queries.line_of_time(tell())]
        assert kinds[0] == "story_told"
        assert kinds[-1] == "idea_noticed"
        assert "test_ended" in kinds

    def test_the_daily_work_of_the_team_is_not_on_it(self, cast: Cast, working: Change, tell):
        changes.add_step(change=working, what="Order a label", person=cast.amina, by_when=None, by=cast.grace, at=TOLD)
        kinds = {event.kind for event in queries.line_of_time(tell())}
        assert not kinds & {"step_added", "seat_offered", "seat_declined", "idea_moved", "measure_linked"}
