"""One's own record beside outside lists, who will talk, open posts: the same for every profession."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.events.models import Event, Notice
from groundswell.growth import actions
from groundswell.growth.frameworks import all_frameworks, dimension_of
from groundswell.growth.models import Beside, WillTalk
from groundswell.ui.formats import london_day
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
HERE = "/me/leading/"


def words(response) -> str:
    return " ".join(BeautifulSoup(response.content, "html.parser").main.get_text(" ").split())


class TestFrameworks:
    def test_nine_dimensions_and_four_areas_with_the_owners_names(self):
        hlm, fmlm = all_frameworks()
        assert [part.name for part in hlm.dimensions][:2] == ["Inspiring shared purpose", "Leading with care"]
        assert (len(hlm.dimensions), len(fmlm.dimensions)) == (9, 4)
        assert "Not yet checked" in fmlm.note

    def test_what_is_not_there_is_not_found(self, cast, places):
        today = london_day(timezone.now())
        assert dimension_of("hlm", "hlm6", today)
        assert dimension_of("hlm", "hlm10", today) is None
        assert cast.client(cast.meera).get(f"{HERE}hlm/hlm10/").status_code == 404


class TestBeside:
    def test_chosen_from_ones_own_record_and_seen_by_nobody_else(self, cast, led):
        client, address, key = cast.client(cast.meera), f"{HERE}hlm/hlm6/", f"changes:{led.public_id}"
        events = Event.objects.count()
        page = BeautifulSoup(client.get(address).content, "html.parser")
        assert [box["value"] for box in page.select("input[name=chosen]")] == [key]
        send(client, address, chosen=[key])
        assert led.title in words(client.get(HERE))
        assert led.title not in words(cast.client(cast.grace).get(HERE))
        assert Event.objects.count() == events
        send(client, address, chosen=[key])
        assert Beside.objects.count() == 1
        send(client, address)
        assert not Beside.objects.exists()

    def test_nothing_of_somebody_elses_record(self, cast, led):
        answer = send(cast.client(cast.sam), f"{HERE}hlm/hlm6/", chosen=[f"changes:{led.public_id}"])
        assert answer.status_code == 200
        assert not Beside.objects.exists()

    def test_there_is_no_score_and_no_number(self, cast, led):
        said = words(cast.client(cast.meera).get(HERE))
        for word in ("essential", "proficient", "exemplary", "of 9", "%"):
            assert word not in said


class TestTalking:
    def test_said_by_the_person_found_by_others_and_ended_by_them(self, cast, places):
        now = timezone.now()
        send(cast.client(cast.helen), f"{HERE}talk/", into="chief executive", came_from="ward sister")
        said = "Moved from ward sister into chief executive"
        sees = {
            name: said in words(cast.client(getattr(cast, name)).get(HERE))
            for name in ("amina", "helen", "sam", "newcomer")
        }
        assert sees == {"amina": True, "helen": False, "sam": False, "newcomer": False}
        actions.will_talk(person=cast.helen, into="chief executive", came_from="", readers="everyone", at=now)
        assert "Moved into chief executive" in words(cast.client(cast.sam).get(HERE))
        send(cast.client(cast.helen), f"{HERE}talk/", end="yes")
        assert "Nobody has said so yet." in words(cast.client(cast.amina).get(HERE))

    def test_ten_minutes_are_asked_for_once(self, cast, places):
        now = timezone.now()
        row = actions.will_talk(person=cast.helen, into="chief executive", came_from="", readers="organisation", at=now)
        client, address = cast.client(cast.amina), f"{HERE}talk/{row.public_id}/ask/"
        assert send(client, address).status_code == 302
        assert send(client, address).status_code == 403
        notice = Notice.objects.get(person=cast.helen)
        assert notice.event.sentence == "Amina Yusuf would like ten minutes to hear how you did it"
        assert send(cast.client(cast.sam), address).status_code == 404

    def test_it_goes_with_the_person(self, cast, led):
        now = timezone.now()
        found = dimension_of("hlm", "hlm1", london_day(now))
        actions.set_beside(
            person=cast.meera, framework=found[0], dimension=found[1], chosen=[f"changes:{led.public_id}"], at=now
        )
        actions.will_talk(person=cast.meera, into="clinical lead", came_from="", readers="organisation", at=now)
        held = actions.export(person=cast.meera)
        assert held["beside_a_model"][0]["title"] == led.title
        assert held["will_talk"][0]["into"] == "clinical lead"
        actions.forget(person=cast.meera, at=now)
        assert not Beside.objects.exists()
        assert not WillTalk.objects.exists()


def test_open_posts_are_the_same_for_every_profession(cast, places):
    now = timezone.now()
    for kind in ("deputise", "data_help"):
        actions.offer(
            place=places.rp5, kind=kind, title=f"A {kind}", what="x", readers="organisation", by=cast.helen, at=now
        )
    for person in (cast.amina, cast.meera, cast.finance):
        client = cast.client(person)
        with at_most(12):
            said = words(client.get(HERE))
        assert "A deputise" in said
        assert "A data_help" not in said
