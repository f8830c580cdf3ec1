"""What is not an idea is offered its door; handed over, its words are kept nowhere."""

from __future__ import annotations

from datetime import date, datetime

from django.apps import apps

from groundswell.ideas import actions
from groundswell.ideas.handing_over import hand_over
from groundswell.ideas.models import Idea, RestingReason
from groundswell.places.models import Routing
from groundswell.ui.ids import new_key

WORDS = "My manager bullies the new starters in the zebrafish room"


def noticed(cast, places, at: datetime, words: str = WORDS) -> Idea:
    return actions.notice(words=words, place=places.ward21, by=cast.amina, at=at)


def test_after_sending_the_door_is_offered(cast, places, monday):
    page = cast.client(cast.amina).get(f"/ideas/{noticed(cast, places, monday).public_id}/sent/").content.decode()
    assert "Freedom to Speak Up" in page
    assert "Speak Up Direct" in page
    assert "Discard my words" in page


def test_an_idea_is_offered_none(cast, places, monday):
    idea = noticed(cast, places, monday, "One form instead of three")
    assert "another door" not in cast.client(cast.amina).get(f"/ideas/{idea.public_id}/sent/").content.decode()


def test_the_notice_page_holds_the_doors_unseen_until_they_are_wanted(cast, places):
    page = cast.client(cast.amina).get("/notice/").content.decode()
    assert "data-right-door" in page
    assert page.count("data-route=") == 7


def test_handed_over_only_place_route_and_week_stay(cast, places, monday):
    idea = noticed(cast, places, monday)
    cast.client(cast.amina).post(f"/ideas/{idea.public_id}/hand-over/speak_up/", {"request_key": new_key()})
    idea.refresh_from_db()
    assert idea.resting_reason == RestingReason.HANDED_OVER
    held = [
        model._meta.label
        for model in apps.get_models()
        for row in model._default_manager.values_list()
        if "zebrafish" in str(row)
    ]
    assert held == []
    (routing,) = Routing.objects.all()
    assert (routing.place, routing.route, routing.week) == (places.ward21, "speak_up", routing.week)
    assert routing.week.weekday() == 0


def test_the_week_is_its_monday(cast, places, monday):
    hand_over(idea=noticed(cast, places, monday), route="it_fault", by=cast.amina, at=monday)
    assert Routing.objects.get().week == date(2026, 3, 2)
