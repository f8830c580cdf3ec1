"""Found by words, narrowed by facets, counted among what the reader may read."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from groundswell.changes.models import Change
from groundswell.enabling.models import Permission
from groundswell.ideas.models import Idea, Remembered
from groundswell.places.models import Place
from groundswell.stories import actions, queries, rules
from groundswell.stories.models import Audience, Result, Story
from tests.cast import Cast, Places, at_most

from .conftest import TOLD
from .test_pages import soup, words

WASTE = {"place_kind": "clinic", "idea_kind": "waste", "result": "not", "permission": True}


def titles(person, **typed: str) -> list[str]:
    return [story.title for story in queries.library(person, queries.Asked.of(typed)).stories]


def number(person, **typed: str) -> int:
    asked = queries.Asked.of(typed)
    return queries.library(person, asked).shelves.number(asked)


@pytest.fixture
def copy(cast: Cast, tell):
    """Another story like the first, with other facets."""
    first = tell(audience=Audience.EVERYONE)

    def copied(title: str, *, days: int = 1, audience: str = "", **facets) -> Story:
        change = Change.objects.get(pk=first.change_id)
        change.pk, change.public_id, change._state.adding = None, title.replace(" ", "")[:12], True
        change.save()
        change.change_places.create(place=first.place, organisation=first.organisation, joined_at=TOLD, home=True)
        story = Story.objects.create(
            change=change, title=title, worked=True, did="We did.", learned="We learned.", place=first.place, audience=audience,
            organisation=first.organisation, told_by=cast.grace, told_at=TOLD + timedelta(days=days), changed_at=TOLD, **facets,
        )  # fmt: skip
        actions.shelf.remember(story)
        return story

    return copied


class TestShelves:
    def test_the_verbs_say_where_a_story_stands(self, cast: Cast, places: Places, idea: Idea, tell, take_up):
        Idea.objects.filter(pk=idea.pk).update(kind="waste")
        story = tell(audience=Audience.EVERYONE)
        assert (story.place_kind, story.idea_kind, story.result, story.permission) == ("ward", "waste", "held", False)
        adoption = take_up(story)
        actions.bring_result(adoption=adoption, helped=False, result="It did not.", by=cast.adil, at=TOLD)
        assert Story.objects.get().result == Result.MIXED

    @pytest.mark.parametrize(
        ("helped", "result"),
        [([True], "held"), ([True, True], "held"), ([True, False], "mixed"), ([False, True], "mixed"), ([False], "not")],
    )  # fmt: skip
    def test_the_result_is_that_of_all_places(self, helped: list[bool], result: str):
        assert rules.result_of(helped) == result

    @pytest.mark.parametrize(("outcome", "needed"), [("ask", True), ("tell", False)])
    def test_a_permission_counts_when_somebody_was_asked(self, cast: Cast, tell, outcome: str, needed: bool):
        story = tell()
        Permission.objects.create(
            work_room="changes", work_id=story.change.public_id, work_title="x", work_address="/x/", place=story.place,
            organisation=story.organisation, trigger="procurement_or_contract", outcome=outcome, source="Rule 1", origin="ours",
            asked_by=cast.grace, asked_at=TOLD, decider=cast.helen, level="team", level_place=story.place, held_since=TOLD,
            working_days=5,
        )  # fmt: skip
        actions.edit(story=story, version=1, by=cast.grace, at=TOLD, title="Again")
        assert Story.objects.get().permission is needed

    def test_older_stories_are_put_on_the_shelf_when_it_is_built(self, idea: Idea, tell, take_up, cast: Cast):
        Idea.objects.filter(pk=idea.pk).update(kind="risk")
        adoption = take_up(tell(audience=Audience.EVERYONE))
        actions.bring_result(adoption=adoption, helped=False, result="It did not.", by=cast.adil, at=TOLD)
        as_written = Story.objects.values("place_kind", "idea_kind", "result", "permission").get()
        shown = Remembered.objects.get(room="stories").shown
        Story.objects.update(place_kind="", idea_kind="", result="", permission=True)
        Remembered.objects.filter(room="stories").update(
            shown=" ".join(word for word in shown.split() if "story" not in word)
        )
        migration = import_module("groundswell.stories.migrations.0002_library")
        for _twice in range(2):
            migration.fill(apps, None)
            migration.among_stories(apps, None)
        now = Story.objects.values("place_kind", "idea_kind", "result", "permission", "changed_at").get()
        assert now == as_written | {"changed_at": TOLD}
        assert Remembered.objects.get(room="stories").shown == shown


class TestNarrowing:
    def test_facets_go_together(self, cast: Cast, copy):
        copy("Clinic", **WASTE)
        copy("Ward", **WASTE | {"place_kind": "ward"})
        assert titles(cast.amina, place="clinic") == ["Clinic"]
        assert titles(cast.amina, idea="waste", result="not", permission="yes") == ["Ward", "Clinic"]
        assert titles(cast.amina, idea="waste", permission="no") == []

    def test_each_is_counted_with_the_others(self, cast: Cast, copy):
        copy("Clinic", **WASTE)
        copy("Ward", **WASTE | {"place_kind": "ward", "result": "mixed"})
        asked = queries.Asked.of({"place": "clinic", "idea": "waste"})
        shelves = queries.library(cast.amina, asked).shelves
        assert shelves.number(asked) == 1
        assert shelves.of("place", asked) == {"clinic": 1, "ward": 1}
        assert shelves.of("result", asked) == {"not": 1}

    def test_only_what_the_reader_may_read_is_counted(self, cast: Cast, copy):
        copy("Closed", **WASTE)
        copy("Open", audience=Audience.EVERYONE, **WASTE)
        assert (number(cast.amina), number(cast.sam), number(cast.newcomer)) == (3, 2, 0)
        assert (number(cast.sam, place="clinic"), titles(cast.sam, place="clinic")) == (1, ["Open"])

    def test_what_was_made_up_is_left_out(self, cast: Cast, copy):
        copy("Clinic", **WASTE)
        assert (
            queries.Asked.of({"place": "moon", "result": "held'--", "permission": "maybe", "q": "\0"})
            == queries.Asked()
        )

    @pytest.mark.parametrize("facet", [{}, {"place": "ward"}, {"q": "moved"}])
    def test_page_after_page_shows_each_once(self, cast: Cast, copy, facet: dict[str, str]):
        for day in range(4):
            copy(f"Moved {day}", days=1 + day // 2, audience="everyone" if day % 2 else "", place_kind="ward")
        asked, seen, before = queries.Asked.of(facet), [], ""
        while True:
            page = queries.library(cast.amina, asked, before=before, limit=2)
            seen += [story.pk for story in page.stories]
            if not (before := page.older):
                break
        assert seen == list(Story.objects.newest_first().values_list("pk", flat=True))


class TestWords:
    def test_all_words_stand_in_it(self, cast: Cast, copy):
        copy("A trolley in the clinic")
        assert titles(cast.amina, q="trolley clinic") == ["A trolley in the clinic"]
        assert titles(cast.amina, q="trolley") == [
            "A trolley in the clinic",
            "Two walks fewer per drug round on Ward 21",
        ]

    def test_a_beginning_is_enough(self, cast: Cast, copy):
        copy("Zebra crossing")
        assert titles(cast.amina, q="zebr") == ["Zebra crossing"]

    def test_words_and_facets_go_together(self, cast: Cast, copy):
        copy("Zebra one", **WASTE)
        copy("Zebra two", **WASTE | {"place_kind": "ward"})
        assert titles(cast.amina, q="zebra", place="ward") == ["Zebra two"]
        assert number(cast.amina, q="zebra") == 2

    def test_what_is_closed_is_not_found_by_its_words(self, cast: Cast, copy):
        copy("Zebra secret")
        assert titles(cast.sam, q="zebra") == []
        assert number(cast.sam, q="zebra") == 0

    def test_a_story_closed_again_is_not_found_any_more(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        assert titles(cast.sam, q="counting") == [story.title]
        actions.change_audience(story=story, to=Audience.ORGANISATION, by=cast.grace, at=TOLD)
        assert titles(cast.sam, q="counting") == []

    def test_ideas_with_the_same_words_do_not_crowd_stories_out(
        self, cast: Cast, idea: Idea, tell, monkeypatch: pytest.MonkeyPatch
    ):
        story = tell()
        shown = Remembered.objects.get(room="stories").shown.split()[0]
        for n in range(3):
            Remembered.objects.create(
                room="ideas", subject_id=f"i{n}", title="Counting", address="/", text="x", at=TOLD,
                shown=shown,
            )  # fmt: skip
        monkeypatch.setattr("groundswell.stories.queries.shelves.MOST_BY_WORDS", 1)
        found = queries.library(cast.amina, queries.Asked.of({"q": "counting"}))
        assert [row.pk for row in found.stories] == [story.pk]
        assert found.shelves.cut

    @pytest.mark.parametrize("typed", ['"', "* OR *", "( NEAR )", "the", "a-b:c", "'; drop", "x" * 300, "%", "\\"])
    def test_anything_may_be_typed(self, cast: Cast, copy, typed: str):
        assert cast.client(cast.amina).get(reverse("stories:index"), {"q": typed}).status_code == 200


class TestPage:
    def get(self, client, **query: str):
        return soup(client.get(reverse("stories:index"), query))

    def test_each_choice_says_how_many_and_leads_there(self, cast: Cast, copy):
        copy("Clinic", **WASTE)
        client = cast.client(cast.amina)
        page = self.get(client)
        link = next(one for one in page.select(".app-filter a") if "Clinic" in one.text)
        assert link.text == "Clinic (1)"
        narrowed = soup(client.get(link["href"]))
        assert [one.text for one in narrowed.select(".app-card a")] == ["Clinic"]
        assert narrowed.select_one(".app-filter a[aria-current]").text == "Clinic (1)"
        assert narrowed.details.has_attr("open")
        assert not page.details.has_attr("open")
        assert "1 story: Clinic" in words(narrowed)

    def test_a_search_keeps_what_was_chosen_and_older_keeps_both(
        self, cast: Cast, copy, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("groundswell.stories.queries.shelves.library.__kwdefaults__", {"before": "", "limit": 1})
        copy("Zebra one", **WASTE)
        copy("Zebra two", **WASTE)
        page = self.get(cast.client(cast.amina), q="zebra", place="clinic")
        assert page.select_one("form[role=search] input[name=place]")["value"] == "clinic"
        older = page.select_one("a[rel=next]")["href"]
        assert "q=zebra" in older
        assert "place=clinic" in older

    def test_nothing_found_offers_wider_ways_that_find_something(self, cast: Cast, copy):
        copy("Clinic", **WASTE)
        client = cast.client(cast.amina)
        page = self.get(client, place="clinic", result="held")
        assert "No story you can read has all of this" in words(page)
        ways = [(one.text, one["href"]) for one in page.select(".app-links a")]
        assert [text for text, _href in ways] == ["Without “Clinic” (1)", "Without “It held” (1)", "All stories"]
        assert all(soup(client.get(href)).select(".app-card") for _text, href in ways)

    def test_what_somebody_typed_is_shown_as_typed(self, cast: Cast, tell):
        tell()
        page = self.get(cast.client(cast.amina), q="<script>alert(1)</script>")
        assert page.select_one("#q")["value"] == "<script>alert(1)</script>"
        assert not [one for one in page.find_all("script") if "alert" in one.text]

    @pytest.mark.parametrize("query", [{}, {"q": "trolley"}, {"place": "ward", "result": "held"}])
    def test_budget(self, cast: Cast, copy, query: dict[str, str]):
        for n in range(5):
            copy(f"Trolley {n}", audience="everyone" if n % 2 else "", place_kind="ward", result="held")
        client = cast.client(cast.amina)
        with at_most(14):
            client.get(reverse("stories:index"), query)


def test_every_kind_of_place_can_be_chosen():
    assert set(queries.CHOICES["place"]) == set(dict(Place._meta.get_field("kind").choices))
