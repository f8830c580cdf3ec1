"""The board on a wall: whoever has the address, for as long as it lasts, and nobody by name who hides it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from groundswell.front.tests.conftest import text_of
from groundswell.front.views import wall as views
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea, NameMode, WallAddress
from groundswell.people.models import SecurityNote
from groundswell.talk import actions as talk
from groundswell.ui.formats import london_day
from groundswell.ui.pace import Pace
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def wall(cast, places, now) -> WallAddress:
    views.PACE.counts.clear()
    return ideas.make_wall(place=places.ward21, by=cast.grace, at=now)


def seen(client, wall: WallAddress):
    return client.get(f"/wall/{wall.key}/")


class TestShown:
    def test_anybody_with_the_address_sees_the_board_and_no_way_in(self, client, wall, noticed, tried):
        answer = seen(client, wall)
        assert "The trolley is never stocked at night." in text_of(answer)
        assert "Results on one board" in text_of(answer)
        page = BeautifulSoup(answer.content, "html.parser")
        assert not page.select("a, form, button, input")
        assert page.select_one(".code svg")
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("no-referrer", "noindex, nofollow")
        assert "no-store" in answer["Cache-Control"]
        assert not answer.cookies

    def test_it_looks_again_without_script(self, client, wall):
        assert b'<noscript><meta http-equiv="refresh" content="60"></noscript>' in seen(client, wall).content

    def test_no_name_that_is_hidden_no_talk_and_no_words_that_are_checked(self, cast, client, places, wall, tried, now):
        secret = ideas.notice(
            words="We hear the rota late.",
            place=places.ward21,
            by=cast.amina,
            at=now,
            mode=NameMode.HELD,
            keeper=cast.grace,
        )
        Idea.objects.filter(pk=secret.pk).update(release_at=None)
        ideas.answer(idea=Idea.objects.get(pk=secret.pk), words="I hear you.", by=cast.grace, at=now)
        ideas.notice(words="Ask Mrs Miggins in bed nine.", place=places.ward21, by=cast.amina, at=now, held=True)
        talk.say(subject=tried.subject, place=places.ward21, words="Only said inside.", by=cast.grace, at=now)
        page = text_of(seen(client, wall))
        assert "We hear the rota late." in page
        for hidden in ("name held", "a colleague", "Amina", "Miggins", "Only said inside"):
            assert hidden not in page

    def test_it_is_the_same_for_who_is_signed_in(self, cast, client, wall, noticed):
        assert text_of(seen(cast.client(cast.grace), wall)) == text_of(seen(client, wall))

    def test_it_keeps_its_budget(self, client, wall, noticed, tried):
        with at_most(12):
            seen(client, wall)


class TestLasts:
    def test_it_ends_at_once_and_after_twelve_months(self, cast, client, places, wall, now):
        WallAddress.objects.update(until=london_day(now) - timedelta(days=1))
        assert seen(client, wall).status_code == 404
        fresh = ideas.make_wall(place=places.ward21, by=cast.grace, at=now)
        assert fresh.key != wall.key
        assert seen(client, wall).status_code == 404
        assert seen(client, fresh).status_code == 200
        ideas.end_wall(place=places.ward21, by=cast.grace, at=now)
        assert seen(client, fresh).status_code == 404

    def test_one_tap_renews_it_and_keeps_the_address(self, cast, wall, now):
        WallAddress.objects.update(until=london_day(now) + timedelta(days=3))
        send(cast.client(cast.grace), "/places/RP5BA-W21/wall/", deed="make")
        kept = WallAddress.objects.get()
        assert (kept.key, kept.until) == (wall.key, london_day(now) + timedelta(days=365))
        assert list(SecurityNote.objects.values_list("kind", flat=True)) == ["wall_made", "wall_renewed"]

    def test_the_address_is_for_those_who_may_end_it(self, cast, wall):
        assert wall.key in text_of(cast.client(cast.grace).get("/places/RP5BA-W21/wall/"))
        page = text_of(cast.client(cast.ward_mate).get("/places/RP5BA-W21/wall/"))
        assert wall.key not in page
        assert "Who leads Ward 21 or answers there" in page
        assert send(cast.client(cast.ward_mate), "/places/RP5BA-W21/wall/", deed="end").status_code == 403

    def test_a_machine_is_slowed_down(self, client, wall, monkeypatch):
        monkeypatch.setattr(views, "PACE", Pace(most=2, span=timedelta(minutes=1)))
        assert [seen(client, wall).status_code for _try in range(3)] == [200, 200, 429]


def test_a_pace_begins_again(now):
    pace = Pace(most=1, span=timedelta(minutes=1))
    assert pace.allows("a", now)
    assert not pace.allows("a", now)
    assert pace.allows("b", now)
    assert pace.allows("a", now + timedelta(minutes=1))
