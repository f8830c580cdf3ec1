"""Searches that somebody keeps, and cards of stories on other sites."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from groundswell.events import actions as events
from groundswell.events import jobs as weekly
from groundswell.events.kinds import Subject
from groundswell.places.models import Kind
from groundswell.post import actions as post
from groundswell.post.models import Job, Outbox
from groundswell.stories import actions, jobs, kinds, queries
from groundswell.stories.models import Audience, SavedSearch, Story, StoryCard
from groundswell.stories.queries import Asked
from groundswell.ui.formats import LONDON, london_day
from groundswell.ui.verdicts import Refused
from tests.cast import Cast, at_most, send

from .conftest import TOLD

assert jobs and weekly  # loading them says what stands in a weekly letter, and who sends it  # noqa: PT018
WALKS, HELD = Asked(words="walks"), Asked(result="held")


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def words(page: Any) -> str:
    return " ".join(page.get_text(" ").split())


class TestSearches:
    def library(self, client: Any) -> str:
        return words(soup(client.get(reverse("stories:index"))))

    def test_it_is_kept_under_a_name_and_says_what_is_new(self, cast: Cast, tell):
        client = cast.client(cast.sam)
        asked = reverse("stories:keep_search") + "?q=walks&result=held&place=moon"
        page = soup(client.get(asked))
        assert page.find("input", {"name": "name"})["value"] == "walks, It held"
        assert send(client, asked, name="Walks that held").status_code == 302
        assert SavedSearch.objects.get().asked == {"q": "walks", "result": "held"}
        SavedSearch.objects.update(looked_at=TOLD - timedelta(days=1))
        tell(audience=Audience.EVERYONE)
        assert "Walks that held 1 new since you looked" in self.library(client)
        address = SavedSearch.objects.get().get_absolute_url()
        for ask in (client.get, lambda there: send(client, there)):
            assert "1 new since you looked" in self.library(client)
            assert ask(address).headers["Location"] == "/stories/?q=walks&result=held"
        assert "Walks that held Remove" in self.library(client)

    @pytest.mark.parametrize(
        ("asked", "number"),
        [
            (WALKS, 1),
            (HELD, 1),
            (Asked(words="lift"), 0),
            (Asked(result="not"), 0),
            (Asked(words="walks", place=Kind.PRACTICE), 0),
        ],
    )
    def test_only_what_was_asked_for_is_new(self, cast: Cast, tell, asked: Asked, number: int):
        search = actions.keep_search(name="x", asked=asked, by=cast.sam, at=TOLD - timedelta(days=1))
        tell(audience=Audience.EVERYONE)
        assert queries.new_in(cast.sam, {search: search.looked_at}) == {search.pk: number}

    def test_what_they_may_not_read_or_told_themselves_is_not_new(self, cast: Cast, tell):
        searches = [
            actions.keep_search(name="x", asked=HELD, by=who, at=TOLD - timedelta(days=1))
            for who in (cast.sam, cast.grace)
        ]
        tell()
        for who, search in zip((cast.sam, cast.grace), searches, strict=True):
            assert queries.new_in(who, {search: search.looked_at}) == {search.pk: 0}

    def test_at_most_twenty_and_the_same_once(self, cast: Cast):
        for number in range(20):
            actions.keep_search(name="x", asked=Asked(words=f"word{number}"), by=cast.sam, at=TOLD)
        actions.keep_search(name="Again", asked=Asked(words="word7"), by=cast.sam, at=TOLD)
        assert SavedSearch.objects.get(asked={"q": "word7"}).name == "Again"
        with pytest.raises(Refused, match="Remove one first"):
            actions.keep_search(name="x", asked=WALKS, by=cast.sam, at=TOLD)
        page = soup(send(cast.client(cast.sam), reverse("stories:keep_search") + "?q=walks", name="One more"))
        assert "You keep 20 searches." in words(page)
        assert page.find("input", {"name": "name"})["value"] == "One more"

    def test_without_a_question_there_is_nothing_to_keep(self, cast: Cast):
        assert cast.client(cast.sam).get(reverse("stories:keep_search")).headers["Location"] == "/stories/"

    def test_removed_in_two_steps_by_its_owner_alone(self, cast: Cast):
        search = actions.keep_search(name="Walks", asked=WALKS, by=cast.sam, at=TOLD)
        address = reverse("stories:drop_search", args=[search.public_id])
        assert cast.client(cast.grace).get(address).status_code == 404
        assert cast.client(cast.grace).get(search.get_absolute_url()).status_code == 404
        client = cast.client(cast.sam)
        assert "Remove this search?" in words(soup(client.get(address)))
        assert SavedSearch.objects.exists()
        assert send(client, address).status_code == 302
        assert not SavedSearch.objects.exists()

    def test_theirs_to_take_away_and_forgotten_with_them(self, cast: Cast):
        actions.keep_search(name="Walks", asked=WALKS, by=cast.sam, at=TOLD)
        assert actions.export(person=cast.sam)["searches"][0]["asked"] == {"q": "walks"}
        actions.forget(person=cast.sam, at=TOLD)
        assert not SavedSearch.objects.exists()

    def test_twenty_cost_no_more_than_one(self, cast: Cast, tell):
        tell(audience=Audience.EVERYONE)
        for number in range(20):
            actions.keep_search(name="x", asked=Asked(words=f"word{number}"), by=cast.sam, at=TOLD - timedelta(days=9))
        client = cast.client(cast.sam)
        client.get(reverse("stories:index"))
        with at_most(17):
            client.get(reverse("stories:index"))


class TestWeeklyLetter:
    """`TOLD` lies in the week before `LETTER`, the Monday on which the letter comes."""

    LETTER = datetime.combine(london_day(TOLD) + timedelta(days=7 - TOLD.weekday()), time(8), LONDON).astimezone(UTC)
    WEEK = timedelta(days=7)

    def keep(self, cast: Cast, name: str = "Walks that held", asked: Asked = WALKS) -> SavedSearch:
        return actions.keep_search(name=name, asked=asked, by=cast.sam, at=TOLD - timedelta(hours=1))

    def letters(self, cast: Cast, at: datetime) -> list[str]:
        post.work(at)
        return [row.body for row in Outbox.objects.filter(to=cast.sam.email).order_by("pk")]

    def test_one_line_for_each_search_with_something_new_and_where_it_is_read(self, cast: Cast, tell):
        search = self.keep(cast)
        self.keep(cast, "Lifts", Asked(words="lift"))
        tell(audience=Audience.EVERYONE)
        assert self.letters(cast, self.LETTER - timedelta(minutes=1)) == []
        (body,) = self.letters(cast, self.LETTER)
        assert f"1 new story for “Walks that held”\n{settings.BASE_ADDRESS}{search.get_absolute_url()}" in body
        assert "Lifts" not in body
        assert "Trolley" not in body
        assert Outbox.objects.get(to=cast.sam.email).subject == "Your week: new for you"
        assert "1 new since you looked" in words(soup(cast.client(cast.sam).get(reverse("stories:index"))))

    def test_the_same_story_stands_in_one_letter_and_a_later_one_in_the_next(self, cast: Cast, tell, working):
        self.keep(cast)
        story = tell(audience=Audience.EVERYONE)
        post.work(self.LETTER)
        assert len(self.letters(cast, self.LETTER + self.WEEK)) == 1
        Story.objects.filter(pk=story.pk).update(told_at=self.LETTER + self.WEEK + timedelta(hours=1))
        assert len(self.letters(cast, self.LETTER + 2 * self.WEEK)) == 2
        assert len(self.letters(cast, self.LETTER + 3 * self.WEEK)) == 2

    def test_what_was_looked_at_is_not_said(self, cast: Cast, tell):
        search = self.keep(cast)
        tell(audience=Audience.EVERYONE)
        actions.look_again(search=search, at=TOLD + timedelta(minutes=1))
        assert self.letters(cast, self.LETTER) == []

    def test_what_may_not_be_read_is_not_said(self, cast: Cast, tell):
        self.keep(cast)
        tell()
        assert self.letters(cast, self.LETTER) == []

    def test_a_story_for_their_system_is_found_by_its_words(self, cast: Cast, tell):
        tell(audience=Audience.SYSTEM)
        for who in (cast.adil, cast.sam):
            search = actions.keep_search(name="x", asked=WALKS, by=who, at=TOLD - timedelta(days=1))
            new = queries.new_in(who, {search: search.looked_at})[search.pk]
            assert new == len(queries.library(who, WALKS).stories)

    def test_on_their_own_day_after_their_quiet_hours_or_not_at_all(self, cast: Cast, tell):
        self.keep(cast)
        tell(audience=Audience.EVERYONE)
        hours: dict[str, Any] = {"weekly_hour": 7, "quiet_from": 6, "quiet_until": 10}
        events.choose_rhythm(person=cast.sam, weekly_on=None, **hours, at=TOLD)
        assert self.letters(cast, self.LETTER) == []
        events.choose_rhythm(person=cast.sam, weekly_on=2, **hours, at=self.LETTER)
        wednesday = self.LETTER + timedelta(days=2, hours=2)
        assert self.letters(cast, wednesday - timedelta(minutes=1)) == []
        assert len(self.letters(cast, wednesday)) == 1

    def test_it_stands_beside_what_happened_and_ends_with_the_search(self, cast: Cast, tell):
        search = self.keep(cast)
        tell(audience=Audience.EVERYONE)
        said = Subject("ideas", "abc", "A sling", "/ideas/abc/")
        events.record(kinds.PASSING_THANKS, subject=said, place=None, at=TOLD, tell=[cast.sam])
        (body,) = self.letters(cast, self.LETTER)
        assert body.index("/ideas/abc/") < body.index("1 new story for")
        actions.drop_search(search=search)
        post.work(self.LETTER + self.WEEK)
        assert not Job.objects.filter(kind=events.WEEKLY, done_at=None).exists()

    def test_twenty_cost_no_more_than_one(self, cast: Cast, tell):
        tell(audience=Audience.EVERYONE)
        for number in range(20):
            self.keep(cast, f"Walks {number}", Asked(words=f"walks{' ward' * number}"))
        with at_most(21):
            events.send_weekly(person=cast.sam.public_id, due=self.LETTER, at=self.LETTER)
        assert Outbox.objects.get(to=cast.sam.email).body.count("1 new story for") >= 1


class TestCard:
    @pytest.fixture
    def shared(self, tell) -> Story:
        return tell(audience=Audience.EVERYONE)

    def make(self, cast: Cast, story: Story) -> StoryCard:
        return actions.make_card(story=story, by=cast.grace, at=TOLD)

    def test_a_co_lead_makes_it_and_copies_the_line(self, cast: Cast, shared):
        client, address = cast.client(cast.grace), reverse("stories:cards", args=[shared.public_id])
        assert "Copy this line" not in words(soup(client.get(address)))
        send(client, address)
        line = soup(client.get(address)).find("pre").get_text()
        frame = BeautifulSoup(line, "html.parser").iframe
        assert frame["title"] == shared.title
        assert frame["src"].endswith(StoryCard.objects.get().get_absolute_url())
        assert (
            frame["sandbox"] == ["allow-popups", "allow-popups-to-escape-sandbox"] or "allow-popups" in frame["sandbox"]
        )

    def test_anybody_may_frame_it_and_no_name_stands_on_it(self, cast: Cast, shared):
        answer = cast.client().get(self.make(cast, shared).get_absolute_url())
        page = soup(answer)
        said = words(page)
        assert shared.title in said
        assert "It helped" in said
        assert "3 walks" in said
        for name in ("Amina", "Okafor", "far cupboard"):
            assert name not in said
        assert "X-Frame-Options" not in answer.headers
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "script-src" not in answer.headers["Content-Security-Policy"]
        assert not page.select("script, form")
        assert page.a["href"].endswith(shared.get_absolute_url())

    def test_every_other_page_is_framed_by_nobody(self, cast: Cast, shared):
        answer = cast.client(cast.grace).get(reverse("stories:cards", args=[shared.public_id]))
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]

    def test_ended_closed_or_withdrawn_it_shows_nothing(self, cast: Cast, shared):
        address = self.make(cast, shared).get_absolute_url()
        actions.change_audience(story=shared, to=Audience.ORGANISATION, by=cast.grace, at=TOLD)
        assert cast.client().get(address).status_code == 404
        actions.change_audience(story=shared, to=Audience.PUBLIC, by=cast.grace, at=TOLD)
        assert cast.client().get(address).status_code == 200
        actions.withdraw(story=shared, reason="Wrong.", by=cast.grace, at=TOLD)
        assert cast.client().get(address).status_code == 404
        actions.put_back(story=shared, by=cast.grace, at=TOLD)
        assert cast.client().get(address).status_code == 200
        send(cast.client(cast.manager), reverse("stories:end_card", args=[shared.public_id]))
        assert cast.client().get(address).status_code == 404
        assert cast.client().get("/cards/made-up/").status_code == 404

    def test_only_of_what_everyone_reads_and_by_a_co_lead(self, cast: Cast, tell):
        story = tell()
        with pytest.raises(Refused, match="everyone can read"):
            self.make(cast, story)
        actions.change_audience(story=story, to=Audience.EVERYONE, by=cast.grace, at=TOLD)
        with pytest.raises(Refused, match="co-lead"):
            actions.make_card(story=story, by=cast.amina, at=TOLD)
        said = words(soup(cast.client(cast.sam).get(reverse("stories:cards", args=[story.public_id]))))
        assert "A co-lead decides who can read the story." in said

    def test_one_at_a_time(self, cast: Cast, shared):
        first = self.make(cast, shared)
        assert self.make(cast, shared) == first
        actions.end_card(story=shared, by=cast.grace, at=timezone.now())
        assert self.make(cast, shared) != first
