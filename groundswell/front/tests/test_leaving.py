"""Taking one's data away, and being forgotten."""

from __future__ import annotations

import pytest

from groundswell.changes.models import CoLead
from groundswell.events.models import Event, Notice
from groundswell.front import export, forget
from groundswell.front.tests.conftest import text_of
from groundswell.growth import actions as growth
from groundswell.growth.bodies import all_bodies
from groundswell.growth.models import Entry
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import NotTheSame
from groundswell.people.models import Person, SecurityNote
from groundswell.post.models import RequestKey
from tests.cast import send

pytestmark = pytest.mark.django_db


class TestTakingAway:
    def test_every_room_gives_what_it_keeps(self, cast, noticed, tried):
        held = export.everything(cast.amina)
        assert held["people"]["email"] == cast.amina.email
        assert noticed.words in [idea["words"] for idea in held["ideas"]["noticed"]]
        assert held["events"]["played_a_part"]
        assert export.everything(cast.grace)["changes"]["seats"][0]["change"] == tried.title

    def test_what_somebody_set_apart_is_in_theirs_alone(self, cast, noticed, now):
        ideas.set_apart(idea=noticed, room="stories", subject_id="abcdefghjk", by=cast.grace, at=now)
        row = {"at": now, "address": noticed.get_absolute_url(), "is_not_the_same_as": "/stories/abcdefghjk/"}
        assert export.everything(cast.grace)["ideas"]["set_apart"] == [row]
        assert export.everything(cast.amina)["ideas"]["set_apart"] == []

    def test_nothing_of_anybody_else_is_in_it(self, cast, noticed, tried):
        client = cast.client(cast.sam)
        client.get("/me/export/file/")
        assert "trolley" not in client.get("/me/export/file/").content.decode()

    def test_that_it_was_taken_is_noted_and_the_file_follows(self, cast, noticed):
        client = cast.client(cast.amina)
        answer = send(client, "/me/export/")
        assert SecurityNote.objects.filter(kind="exported", who=cast.amina.public_id).exists()
        file = client.get(answer["Location"])
        assert file["Content-Disposition"].startswith("attachment")
        assert noticed.words in file.content.decode()

    def test_the_portfolio_is_in_it_and_goes_with_the_person(self, cast, now):
        body = next(one for one in all_bodies() if one.code == "appraisal")
        growth.write(
            person=cast.meera, body=body, room="ideas", subject_id="x", title="Mine", words={"did": "I led."}, at=now
        )
        (entry,) = export.everything(cast.meera)["growth"]["portfolio"]
        assert entry["words"]["What I did"] == "I led."
        assert not export.everything(cast.grace)["growth"]["portfolio"]
        forget.forget(person=cast.meera, at=now)
        assert not Entry.objects.exists()

    def test_signed_out_people_get_no_file(self, client, db):
        assert client.get("/me/export/file/").status_code == 302


class TestBeingForgotten:
    def test_it_needs_a_tick(self, cast):
        client = cast.client(cast.amina)
        assert "Tick the box" in text_of(send(client, "/me/forget/"))
        assert Person.objects.get(pk=cast.amina.pk).name == "Amina Yusuf"

    def test_the_name_goes_and_the_work_stays(self, cast, noticed, tried):
        client = cast.client(cast.amina)
        assert send(client, "/me/forget/", sure="on").status_code == 302
        assert client.get("/me/").status_code == 302
        page = text_of(cast.client(cast.grace).get(noticed.get_absolute_url()))
        assert noticed.words in page
        assert "Amina" not in page
        assert "a colleague" in page.lower()

    def test_seats_are_empty_again(self, cast, tried, now):
        forget.forget(person=cast.grace, at=now)
        assert not CoLead.objects.live().filter(person=cast.grace).exists()

    def test_the_log_forgets_the_name_and_the_notices(self, cast, tried, now):
        forget.forget(person=cast.grace, at=now)
        assert not [event.facts for event in Event.objects.all() if "Grace" in str(event.facts)]
        assert not Notice.objects.filter(person=cast.grace).exists()
        assert "Grace" not in text_of(cast.client(cast.meera).get(tried.get_absolute_url()))

    def test_what_they_set_apart_goes_and_what_others_did_stays(self, cast, noticed, now):
        for person in (cast.grace, cast.meera):
            ideas.set_apart(idea=noticed, room="stories", subject_id="abcdefghjk", by=person, at=now)
        forget.forget(person=cast.grace, at=now)
        assert [row.person for row in NotTheSame.objects.all()] == [cast.meera]

    def test_no_key_of_theirs_is_left(self, cast):
        client = cast.client(cast.amina)
        send(client, "/me/forget/", sure="on")
        assert not RequestKey.objects.filter(who=str(cast.amina.pk)).exists()

    def test_it_happens_in_every_room_or_in_none(self, cast, tried, now, monkeypatch):
        def stumble(**_more: object) -> None:
            raise RuntimeError

        monkeypatch.setattr("groundswell.people.actions.forget", stumble)
        with pytest.raises(RuntimeError):
            forget.forget(person=cast.grace, at=now)
        assert CoLead.objects.live().filter(person=cast.grace).exists()
