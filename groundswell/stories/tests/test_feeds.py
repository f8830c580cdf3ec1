"""Stories for everyone in a feed reader: Atom and JSON Feed, signed in or by a secret address."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from xml.etree import ElementTree as Xml

import pytest
from django.conf import settings
from django.urls import reverse

from groundswell.people.models import Membership
from groundswell.stories import actions
from groundswell.stories.models import Audience, FeedAddress, Story
from groundswell.ui.verdicts import Refused
from tests.cast import Cast, at_most, send

from .conftest import TOLD
from .test_pages import soup, words

A = "{http://www.w3.org/2005/Atom}"
HOSTILE = "<script>alert('x')</script> & ]]> \"quoted\" \x0b\x00 \ud83d\ude00".encode("utf-16", "surrogatepass").decode(
    "utf-16"
)


def parsed(response) -> Xml.Element:
    return Xml.fromstring(response.content)  # noqa: S314 - our own


def entries(response) -> list[Xml.Element]:
    assert response.status_code == 200
    return parsed(response).findall(f"{A}entry")


def text(element: Xml.Element, name: str) -> str:
    found = element.findall(f"{A}{name}")
    assert len(found) == 1, name
    return found[0].text or ""


@pytest.fixture
def shared(tell) -> Story:
    return tell(audience=Audience.EVERYONE)


@pytest.fixture
def made(cast: Cast) -> FeedAddress:
    return actions.make_feed_address(by=cast.sam, at=TOLD)


def followed(client, made: FeedAddress, form: str = "atom", **headers):
    return client.get(reverse(f"stories:followed_{form}", args=[made.key]), headers=headers)


class TestWhatAFeedHolds:
    def test_atom_has_what_rfc_4287_asks_for(self, cast: Cast, shared: Story):
        address = reverse("stories:feed_atom")
        answer = cast.client(cast.sam).get(address)
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        feed = parsed(answer)
        assert feed.tag == f"{A}feed"
        assert text(feed, "id").startswith("urn:uuid:")
        assert text(feed, "title") == "Stories in Groundswell"
        assert text(feed.find(f"{A}author"), "name")
        links = {link.get("rel"): link.get("href") for link in feed.findall(f"{A}link")}
        assert links["self"] == settings.BASE_ADDRESS + address
        (entry,) = feed.findall(f"{A}entry")
        assert text(entry, "title") == shared.title
        assert text(entry, "id").startswith("urn:uuid:")
        assert text(entry, "id") != text(feed, "id")
        assert entry.find(f"{A}link").get("href") == settings.BASE_ADDRESS + shared.get_absolute_url()
        assert text(entry, "summary").startswith("It helped. Ward 21, Doncaster and Bassetlaw")
        for moment in (text(feed, "updated"), text(entry, "updated"), text(entry, "published")):
            assert datetime.fromisoformat(moment).tzinfo, moment

    def test_json_has_what_version_1_1_asks_for(self, cast: Cast, shared: Story):
        address = reverse("stories:feed_json")
        answer = cast.client(cast.sam).get(address)
        assert answer.headers["Content-Type"] == "application/feed+json; charset=utf-8"
        feed = json.loads(answer.content)
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["title"]
        assert feed["feed_url"] == settings.BASE_ADDRESS + address
        (item,) = feed["items"]
        assert isinstance(item["id"], str)
        assert item["content_text"]
        assert item["title"] == shared.title
        assert item["url"] == settings.BASE_ADDRESS + shared.get_absolute_url()
        assert datetime.fromisoformat(item["date_published"]) == shared.told_at
        assert datetime.fromisoformat(item["date_modified"]).tzinfo

    def test_both_name_a_story_alike_and_for_ever(self, cast: Cast, shared: Story):
        client = cast.client(cast.sam)
        (entry,) = entries(client.get(reverse("stories:feed_atom")))
        first = text(entry, "id")
        assert json.loads(client.get(reverse("stories:feed_json")).content)["items"][0]["id"] == first
        later = TOLD + timedelta(days=3)
        actions.edit(story=shared, version=1, by=cast.grace, at=later, title="Said better")
        (entry,) = entries(client.get(reverse("stories:feed_atom")))
        assert (text(entry, "id"), text(entry, "title")) == (first, "Said better")
        assert datetime.fromisoformat(text(entry, "updated")) == later

    def test_only_what_is_for_everyone_whoever_asks(self, cast: Cast, tell):
        tell()
        assert entries(cast.client(cast.grace).get(reverse("stories:feed_atom"))) == []

    def test_what_is_closed_again_is_gone(self, cast: Cast, shared: Story):
        actions.change_audience(story=shared, to=Audience.ORGANISATION, by=cast.grace, at=TOLD)
        assert entries(cast.client(cast.sam).get(reverse("stories:feed_atom"))) == []

    def test_no_name_of_a_person_is_in_it(self, cast: Cast, shared: Story):
        for form in ("atom", "json"):
            said = cast.client(cast.sam).get(reverse(f"stories:feed_{form}")).content.decode()
            assert not [one.name for one in cast.everybody().values() if one.name in said]

    def test_what_is_hostile_stays_text(self, cast: Cast, shared: Story):
        Story.objects.update(title=HOSTILE.replace("\x00", ""), learned=HOSTILE.replace("\x00", "") * 9)
        client = cast.client(cast.sam)
        answer = client.get(reverse("stories:feed_atom"))
        assert b"<script" not in answer.content
        (entry,) = entries(answer)
        assert text(entry, "title") == "<script>alert('x')</script> & ]]> \"quoted\"  \U0001f600"
        assert (
            json.loads(client.get(reverse("stories:feed_json")).content)["items"][0]["title"]
            == Story.objects.get().title
        )

    def test_the_newest_fifty_in_two_queries_more(self, cast: Cast, shared: Story, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("groundswell.stories.views.feeds.NEWEST", 0)
        client = cast.client(cast.sam)
        with at_most(5):
            assert entries(client.get(reverse("stories:feed_atom"))) == []


class TestNotModified:
    @pytest.mark.parametrize("form", ["atom", "json"])
    def test_what_is_known_is_not_sent_again(self, cast: Cast, shared: Story, made: FeedAddress, form: str):
        client = cast.client()
        first = followed(client, made, form)
        again = followed(client, made, form, if_none_match=first.headers["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        actions.edit(story=shared, version=1, by=cast.grace, at=TOLD, learned="Something else.")
        assert followed(client, made, form, if_none_match=first.headers["ETag"]).status_code == 200

    def test_a_story_taken_back_is_a_change(self, cast: Cast, shared: Story, made: FeedAddress):
        client = cast.client()
        known = followed(client, made).headers["ETag"]
        actions.change_audience(story=shared, to=Audience.ORGANISATION, by=cast.grace, at=TOLD)
        assert followed(client, made, if_none_match=known).status_code == 200

    def test_nobody_between_may_keep_it(self, cast: Cast, shared: Story, made: FeedAddress):
        answer = followed(cast.client(), made)
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Robots-Tag"] == "noindex"


class TestTheSecretAddress:
    def test_a_reader_needs_no_sign_in_with_it(self, cast: Cast, shared: Story, made: FeedAddress):
        assert len(entries(followed(cast.client(), made))) == 1
        assert cast.client().get(reverse("stories:feed_atom")).status_code == 302

    def test_it_is_made_once_seen_and_ended_on_its_page(self, cast: Cast, shared: Story):
        client, here = cast.client(cast.sam), reverse("stories:follow")
        assert "Make my address" in words(soup(client.get(here)))
        for _twice in range(2):
            send(client, here)
        made = FeedAddress.objects.get()
        shown = [one.text for one in soup(client.get(here)).select(".app-secret")]
        assert shown == [
            settings.BASE_ADDRESS + reverse(f"stories:followed_{form}", args=[made.key]) for form in ("atom", "json")
        ]
        assert followed(cast.client(), made).status_code == 200
        send(client, reverse("stories:end_feed"))
        assert followed(cast.client(), made).status_code == 404
        assert "Make my address" in words(soup(client.get(here)))

    def test_it_ends_only_ones_own(self, cast: Cast, made: FeedAddress):
        actions.end_feed_address(by=cast.grace, at=TOLD)
        assert followed(cast.client(), made).status_code == 200

    def test_it_shows_nothing_once_its_owner_works_nowhere(self, cast: Cast, shared: Story, made: FeedAddress):
        Membership.objects.filter(person=cast.sam).delete()
        assert followed(cast.client(), made).status_code == 404

    def test_it_shows_nothing_once_its_owner_left(self, cast: Cast, made: FeedAddress):
        type(cast.sam).objects.filter(pk=cast.sam.pk).update(is_active=False)
        assert followed(cast.client(), made).status_code == 404

    def test_who_works_nowhere_makes_none(self, cast: Cast):
        with pytest.raises(Refused):
            actions.make_feed_address(by=cast.newcomer, at=TOLD)

    def test_it_is_theirs_to_take_away_without_the_secret(self, cast: Cast, made: FeedAddress):
        assert actions.export(person=cast.sam)["feed_addresses"] == [{"made_at": TOLD, "ended_at": None}]


def test_the_library_says_where_its_feeds_are(cast: Cast, shared: Story):
    page = soup(cast.client(cast.sam).get(reverse("stories:index")))
    found = {one["type"]: one["href"] for one in page.head.select("link[rel=alternate]")}
    assert found == {
        "application/atom+xml": reverse("stories:feed_atom"), "application/feed+json": reverse("stories:feed_json"),
    }  # fmt: skip
