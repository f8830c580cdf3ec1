"""What verbs change, record and refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import memory
from groundswell.ideas.models import Idea, Remembered
from groundswell.measures.models import Measure, Reading
from groundswell.measures.queries import measure_for
from groundswell.post.models import Outbox
from groundswell.stories import actions, jobs
from groundswell.stories.models import Adoption, Audience, Story
from groundswell.ui.verdicts import Refused
from tests.cast import Cast, Places

from .conftest import TOLD, follow

LATER = TOLD + timedelta(days=30)


def kinds_of(change: Change) -> list[str]:
    return list(
        Event.objects.filter(room="changes", subject_id=change.public_id).order_by("pk").values_list("kind", flat=True)
    )


def told_of(kind: str) -> list[str]:
    rows = Notice.objects.filter(event__kind=kind).order_by("pk")
    return [notice.person.name for notice in rows.select_related("person")]


def findable(story: Story) -> Remembered:
    return Remembered.objects.get(room="stories", subject_id=story.public_id)


class TestTell:
    def test_a_story_is_for_the_organisations_that_took_part(self, cast: Cast, places: Places, tell):
        story = tell()
        assert (story.audience, story.place, story.organisation) == ("", places.ward21, places.rp5)

    def test_it_stands_on_the_line_of_time_of_the_change_with_its_own_address(self, tell):
        story = tell()
        event = Event.objects.get(kind="story_told")
        assert (event.room, event.subject_id) == ("changes", story.change.public_id)
        assert event.address == story.get_absolute_url()
        assert event.sentence == "Sister Grace Okafor told the story"

    def test_the_owner_is_told_first(self, tell):
        tell()
        assert told_of("story_told") == ["Amina Yusuf", "The trust's operations manager"]

    def test_the_teller_and_the_owner_are_credited(self, tell):
        tell()
        rows = Credit.objects.filter(event__kind="story_told").values_list("person__name", "part")
        assert set(rows) == {("Sister Grace Okafor", "teller"), ("Amina Yusuf", "owner")}

    def test_it_can_be_found_with_what_came_of_it(self, places: Places, tell):
        row = findable(tell())
        assert row.outcome == "It helped"
        mine = memory.reader(places.rp5.pk)
        assert row.shown == f"{mine} {memory.STORY}{mine}"

    def test_what_did_not_help_can_be_found_too(self, tell):
        assert findable(tell(worked=False)).outcome == "It did not help"

    def test_a_stranger_does_not_tell_it(self, cast: Cast, tell):
        with pytest.raises(Refused):
            tell(by=cast.sam)
        assert not Story.objects.exists()

    def test_the_owner_does_not_open_it_to_everyone(self, cast: Cast, tell):
        with pytest.raises(Refused):
            tell(by=cast.amina, audience=Audience.EVERYONE)
        assert tell(by=cast.amina)

    def test_the_second_teller_finds_a_story_there(self, cast: Cast, tell):
        first = tell()
        assert tell(by=cast.manager, title="Another title") is None
        assert Story.objects.get() == first

    def test_nothing_is_saved_when_the_event_fails(self, tell, monkeypatch: pytest.MonkeyPatch):
        def fail(*args: object, **kwargs: object) -> None:
            raise RuntimeError("no event")

        monkeypatch.setattr("groundswell.stories.actions.shelf.events.record", fail)
        with pytest.raises(RuntimeError):
            tell()
        assert not Story.objects.exists()
        assert not Remembered.objects.filter(room="stories").exists()

    def test_a_stopped_change_has_a_story_too(self, cast: Cast, change: Change):
        changes.stop(
            change=change, reason="It took longer.", learned="Ask the night staff first.", by=cast.grace, at=TOLD
        )
        story = actions.tell(
            change=Change.objects.get(), title="Why one trolley is enough", worked=False, did="We tried.", learned="Ask first.",
            by=cast.amina, at=TOLD,
        )  # fmt: skip
        assert story.worked is False


class TestEdit:
    def test_words_change_and_the_version_counts_up(self, cast: Cast, tell):
        story = tell()
        assert actions.edit(story=story, version=1, by=cast.amina, at=LATER, title="One walk fewer", needed="A label.")
        story.refresh_from_db()
        assert (story.title, story.needed, story.version, story.edited_by) == (
            "One walk fewer",
            "A label.",
            2,
            cast.amina,
        )
        assert findable(story).title == "One walk fewer"

    def test_the_second_editor_overwrites_nothing(self, cast: Cast, tell):
        story = tell()
        assert actions.edit(story=story, version=1, by=cast.grace, at=LATER, title="One walk fewer")
        assert not actions.edit(story=story, version=1, by=cast.amina, at=LATER, title="No walks at all")
        assert Story.objects.get().title == "One walk fewer"
        assert kinds_of(story.change).count("story_edited") == 1

    def test_a_stranger_changes_nothing(self, cast: Cast, tell):
        story = tell()
        with pytest.raises(Refused):
            actions.edit(story=story, version=1, by=cast.sam, at=LATER, title="Mine")


class TestAudience:
    def test_opened_by_a_co_lead_everyone_finds_it(self, cast: Cast, tell):
        story = tell()
        actions.change_audience(story=story, to=Audience.EVERYONE, by=cast.manager, at=LATER)
        assert Story.objects.get().is_for_everyone
        assert memory.EVERYONE in findable(story).shown
        assert "story_shared" in kinds_of(story.change)

    def test_closed_again_and_recorded(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=LATER)
        assert memory.EVERYONE not in findable(story).shown
        assert "story_narrowed" in kinds_of(story.change)

    def test_the_owner_alone_does_not_open_it(self, cast: Cast, tell):
        story = tell()
        with pytest.raises(Refused):
            actions.change_audience(story=story, to=Audience.EVERYONE, by=cast.amina, at=LATER)


class TestTakeUp:
    def test_a_change_begins_elsewhere_and_keeps_its_lineage(self, cast: Cast, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        assert (adoption.story, adoption.place, adoption.organisation) == (story, places.larwood, places.larwood)
        assert (adoption.change.place, adoption.change.aim) == (places.larwood, "Two walks fewer")
        assert adoption.change.opened_by == cast.adil

    def test_the_same_things_are_counted_and_nothing_is_read_yet(self, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        copy, original = adoption.change.measures.get(), story.measure
        assert adoption.measure == copy != original
        same = ("name", "unit", "direction", "interval", "target")
        assert [getattr(copy, name) for name in same] == [getattr(original, name) for name in same]
        assert copy.place == places.larwood
        assert not copy.readings.exists()

    def test_the_owner_is_told_first_and_straight_away(self, tell, take_up):
        take_up(tell(audience=Audience.EVERYONE))
        assert told_of("story_taken_up") == ["Amina Yusuf", "Sister Grace Okafor", "The trust's operations manager"]
        letters = Outbox.objects.filter(subject="Dr Adil Hussain took it up at Larwood Surgery")
        assert {letter.to for letter in letters} >= {"amina.yusuf@rp5.example", "grace.okafor@rp5.example"}

    def test_who_took_it_up_and_whose_it_was_are_credited(self, tell, take_up):
        take_up(tell(audience=Audience.EVERYONE))
        rows = Credit.objects.filter(event__kind="story_taken_up").values_list("person__name", "part")
        assert set(rows) == {("Dr Adil Hussain", "adopter"), ("Amina Yusuf", "owner")}

    def test_the_new_change_says_where_it_comes_from(self, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        event = Event.objects.get(kind="taken_up_from")
        assert event.subject_id == adoption.change.public_id
        assert "Ward 21, Doncaster and Bassetlaw" in event.sentence

    def test_once_a_place(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        with pytest.raises(Refused, match="already taken it up"):
            take_up(story, by=cast.pat)
        assert Adoption.objects.count() == 1

    def test_not_where_somebody_does_not_work(self, places: Places, tell, take_up):
        with pytest.raises(Refused):
            take_up(tell(audience=Audience.EVERYONE), place=places.newgate)

    def test_another_ward_of_the_trust_takes_up_what_is_not_shared(self, cast: Cast, places: Places, tell, take_up):
        adoption = take_up(tell(), by=cast.next_ward, place=places.ward17)
        assert adoption.change.place == places.ward17

    def test_who_took_it_up_keeps_finding_it_when_it_is_closed_again(self, cast: Cast, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=LATER)
        assert memory.shown_to("stories", story.public_id) == {places.rp5.pk, places.larwood.pk}
        assert memory.EVERYONE not in findable(story).shown


class TestNumbers:
    """Who reads a story can read the numbers behind its charts."""

    def everyone(self, measure: Measure) -> bool:
        return Measure.objects.get(pk=measure.pk).everyone

    def test_told_to_everyone_its_chart_can_be_read_by_everyone(self, measure: Measure, tell):
        tell(audience=Audience.EVERYONE)
        assert self.everyone(measure)

    def test_told_to_the_organisations_it_stays_theirs(self, measure: Measure, tell):
        tell()
        assert not self.everyone(measure)

    def test_closed_again_the_numbers_are_as_well(self, cast: Cast, measure: Measure, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        assert self.everyone(adoption.measure)
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=LATER)
        assert not self.everyone(measure)
        assert not self.everyone(adoption.measure)

    def test_another_chart_takes_the_place_of_the_first(self, cast: Cast, working: Change, measure: Measure, tell):
        story = tell(audience=Audience.EVERYONE)
        other = follow(working, cast.grace, [1, 2], name="Minutes")
        actions.edit(story=story, version=1, by=cast.grace, at=LATER, measure=other)
        assert self.everyone(other)
        assert not self.everyone(measure)

    def test_origin_and_adopter_read_each_others_numbers(self, cast: Cast, measure: Measure, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=LATER)
        assert measure_for(cast.amina, adoption.measure.public_id) == adoption.measure
        assert measure_for(cast.adil, measure.public_id) == measure
        with pytest.raises(Http404):
            measure_for(cast.sam, measure.public_id)


class TestBringResult:
    def test_the_origin_hears_straight_away(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        actions.bring_result(adoption=adoption, helped=True, result="Half the walks.", by=cast.adil, at=LATER)
        adoption.refresh_from_db()
        assert (adoption.helped, adoption.result, adoption.returned_at) == (True, "Half the walks.", LATER)
        assert told_of("result_returned") == ["Amina Yusuf", "Sister Grace Okafor", "The trust's operations manager"]
        letters = Outbox.objects.filter(subject="Dr Adil Hussain told what came of it at Larwood Surgery: it helped")
        assert letters.filter(to="amina.yusuf@rp5.example").exists()

    def test_not_helping_is_told_as_well(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        actions.bring_result(adoption=adoption, helped=False, result="We walk as much.", by=cast.adil, at=LATER)
        assert Event.objects.get(kind="result_returned").sentence.endswith("it did not help")

    def test_after_it_was_stopped_too(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        changes.stop(change=adoption.change, reason="No room for it.", learned="Measure first.", by=cast.adil, at=LATER)
        actions.bring_result(adoption=adoption, helped=False, result="No room.", by=cast.adil, at=LATER)
        assert Adoption.objects.get().helped is False

    def test_a_colleague_there_does_not_speak_for_the_pair(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        with pytest.raises(Refused):
            actions.bring_result(adoption=adoption, helped=True, result="Fine.", by=cast.pat, at=LATER)

    def test_once(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        actions.bring_result(adoption=adoption, helped=True, result="Half the walks.", by=cast.adil, at=LATER)
        with pytest.raises(Refused, match="already"):
            actions.bring_result(adoption=adoption, helped=False, result="Other words.", by=cast.adil, at=LATER)


class TestSpread:
    def normal(self, idea: Idea) -> None:
        """Normal practice at home, as the rules of changes bring it there after ninety days."""
        Idea.objects.filter(pk=idea.pk).update(stage="normal")

    def read(self, adoption: Adoption) -> None:
        measure = adoption.change.measures.first() or follow(adoption.change, adoption.person, [])
        Reading.objects.create(measure=measure, on=LATER.date(), value=3, at=LATER)

    def stage(self, idea: Idea) -> str:
        return Idea.objects.get(pk=idea.pk).stage

    def test_the_first_reading_of_its_own_spreads_the_idea_at_the_next_tick(self, idea: Idea, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        self.normal(idea)
        self.read(adoption)
        assert jobs.due(LATER) == 1
        assert self.stage(idea) == "spread"
        assert told_of("idea_spread") == ["Amina Yusuf"]
        assert Event.objects.get(kind="idea_spread").subject_id == idea.public_id

    def test_the_tick_is_safe_to_run_twice(self, idea: Idea, tell, take_up):
        self.normal(idea)
        self.read(take_up(tell(audience=Audience.EVERYONE)))
        assert [jobs.due(LATER), jobs.due(LATER)] == [1, 0]

    def test_two_places_spread_it_once(self, cast: Cast, places: Places, idea: Idea, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        self.normal(idea)
        self.read(take_up(story))
        self.read(take_up(story, by=cast.sam, place=places.ward6))
        assert jobs.due(LATER) == 2  # the first readings of both
        assert len(told_of("idea_spread")) == 1

    def test_bringing_the_result_back_looks_at_once(self, cast: Cast, idea: Idea, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        self.normal(idea)
        self.read(adoption)
        actions.bring_result(adoption=adoption, helped=True, result="Half the walks.", by=cast.adil, at=LATER)
        assert self.stage(idea) == "spread"

    def test_not_without_a_reading(self, idea: Idea, tell, take_up):
        take_up(tell(audience=Audience.EVERYONE))
        self.normal(idea)
        assert jobs.due(LATER) == 0
        assert self.stage(idea) == "normal"

    def test_a_gap_is_not_a_reading(self, idea: Idea, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        self.normal(idea)
        self.read(adoption)
        Reading.objects.filter(measure__changes=adoption.change).update(value=None)
        assert jobs.due(LATER) == 0

    def test_not_before_it_is_normal_at_home(self, idea: Idea, tell, take_up):
        self.read(take_up(tell(audience=Audience.EVERYONE)))
        assert jobs.due(LATER) == 1  # its first reading is said
        assert self.stage(idea) == "working"
        self.normal(idea)
        assert jobs.due(LATER) == 1


class TestExport:
    def test_what_somebody_told_and_took_up_is_theirs_to_take_away(self, cast: Cast, tell, take_up):
        take_up(tell(audience=Audience.EVERYONE))
        assert [row["title"] for row in actions.export(person=cast.grace)["stories"]] == [
            "Two walks fewer per drug round on Ward 21"
        ]
        assert [row["place"] for row in actions.export(person=cast.adil)["taken_up"]] == ["Larwood Surgery"]
        assert not any(actions.export(person=cast.sam).values())
