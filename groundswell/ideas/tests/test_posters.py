"""From a poster to an answer without sign-in; who prints posters; what a shared tablet keeps."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from groundswell.events.models import Event, Notice
from groundswell.ideas import actions, rules
from groundswell.ideas.jobs import due as tick
from groundswell.ideas.models import Idea, NameMode, Poster, Remembered
from groundswell.people import actions as people
from groundswell.people.models import RoleGrant
from groundswell.places.actions import open_place
from groundswell.post import numbers
from groundswell.post.models import Outbox, RequestKey
from groundswell.ui.ids import new_key
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
WORDS = "The hoist sling in bay 3 has a torn strap."


@pytest.fixture
def ready(cast, monday):
    RoleGrant.objects.filter(person__in=[cast.grace, cast.meera], role="answerer").update(accepted_at=monday)


@pytest.fixture
def poster(cast, places, monday, ready):
    return actions.make_posters(places=[places.ward21], by=cast.grace, at=monday)[0]


def page(answer):
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def from_poster(poster, client=None, **typed):
    client = client or Client()
    answer = send(client, poster.get_absolute_url(), words=WORDS, **typed)
    assert answer.status_code == 302
    return client, answer.headers["Location"], Idea.objects.order_by("-pk").first()


class TestWhoMayPrint:
    def test_not_before_an_answerer_and_a_deputy_have_said_yes(self, cast, places, monday):
        def make():
            return actions.make_posters(places=[places.ward21], by=cast.grace, at=monday)

        with pytest.raises(Refused, match="Nobody has said yes"):
            make()
        people.accept_role(grant=RoleGrant.objects.get(person=cast.grace, role="answerer"), by=cast.grace, at=monday)
        with pytest.raises(Refused, match="No deputy"):
            make()
        deputy = RoleGrant.objects.create(person=cast.ward_mate, place=places.ward21, role="deputy", since=monday)
        people.accept_role(grant=deputy, by=cast.ward_mate, at=monday)
        assert len(make()) == 1

    def test_nobody_says_yes_for_somebody_else(self, cast, monday):
        grant = RoleGrant.objects.get(person=cast.grace, role="answerer")
        with pytest.raises(Refused):
            people.accept_role(grant=grant, by=cast.helen, at=monday)

    def test_the_page_says_who_is_missing_and_asks_them_once_a_day(self, cast, places):
        client, address = cast.client(cast.grace), f"/places/{places.ward21.key}/poster/"
        seen = page(client.get(address)).main.get_text(" ", strip=True)
        assert "Sister Grace Okafor: Answers new ideas not yet" in seen
        for _tap in range(2):
            send(client, address, deed="ask")
        assert set(Outbox.objects.values_list("to", flat=True)) == {cast.grace.email, cast.meera.email}
        assert Outbox.objects.count() == 2

    def test_one_code_a_place_a_new_one_stops_the_old(self, cast, places, poster, monday):
        new = actions.make_posters(places=[places.ward21], by=cast.grace, at=monday)[0]
        poster.refresh_from_db()
        assert poster.revoked_at
        assert new.code != poster.code
        assert {field.name for field in Poster._meta.get_fields() if field.is_relation} == {"place"}

    def test_its_budget(self, cast, places, poster):
        client = cast.client(cast.grace)
        client.get(f"/places/{places.ward21.key}/poster/")
        with at_most(8):
            client.get(f"/places/{places.ward21.key}/poster/")


class TestPaper:
    def test_a_poster_has_the_code_the_words_and_who_answers(self, cast, places, poster):
        seen = page(cast.client(cast.grace).get(f"/places/{places.ward21.key}/poster/poster/"))
        text = seen.main.get_text(" ", strip=True)
        assert f"/n/{poster.code}/" in text
        assert "Sister Grace Okafor or Dr Meera Patel will answer you" in text
        assert seen.select_one(".app-poster svg path")
        assert not seen.main.select("[style]")

    def test_eight_cards(self, cast, places, poster):
        seen = page(cast.client(cast.grace).get(f"/places/{places.ward21.key}/poster/cards/"))
        assert len(seen.select(".app-bedside__card svg")) == 8

    def test_all_wards_of_a_trust_a_hundred_a_page(self, cast, places, ready, monday):
        RoleGrant.objects.create(person=cast.helen, place=places.rp5, role="answerer", since=monday, accepted_at=monday)
        RoleGrant.objects.create(person=cast.admin, place=places.rp5, role="deputy", since=monday, accepted_at=monday)
        for number in range(120):
            open_place(name=f"Ward X{number:03}", kind="ward", parent=places.doncaster, at=monday)
        client, address = cast.client(cast.admin), f"/places/{places.rp5.key}/posters/"
        assert "Teams 1 to 100 of 123" in page(client.get(address)).main.get_text(" ", strip=True)
        for number in (1, 2):
            send(client, f"{address}?page={number}", sure="yes")
        assert Poster.objects.filter(revoked_at=None).count() == 123
        sheets = [
            len(page(client.get(f"{address}?print=yes&page={number}")).select(".app-poster")) for number in (1, 2)
        ]
        assert sheets == [100, 23]
        with at_most(12):
            client.get(f"{address}?print=yes&page=1")


class TestNoticeByPoster:
    def test_three_steps_one_field_no_sign_in(self, poster, cast):
        client = Client()
        seen = page(client.get(poster.get_absolute_url()))
        assert "Ward 21" in seen.main.get_text()
        assert len(seen.main.find_all("textarea")) == 1
        assert "remove it after 14 days" in seen.main.get_text()
        _client, there, idea = from_poster(poster, client)
        assert (idea.words, idea.owner) == (WORDS, None)
        sent = page(client.get(there))
        assert "Sister Grace Okafor or Dr Meera Patel will answer" in sent.h1.get_text()
        digits = sent.select_one(".app-number").get_text().replace(" ", "")
        assert idea.receipt == numbers.mark_of(digits)

    def test_a_code_typed_in_capitals_opens_it(self, poster):
        assert Client().get(f"/n/{poster.code.upper()}/").status_code == 200

    def test_only_those_who_answer_see_it_and_at_once(self, poster, cast):
        _client, _there, idea = from_poster(poster)
        assert set(Notice.objects.values_list("person", flat=True)) == {cast.grace.pk, cast.meera.pk}
        for who, status in {"grace": 200, "meera": 200, "ward_mate": 404, "helen": 404, "ig": 404, "sam": 404}.items():
            assert cast.client(getattr(cast, who)).get(idea.get_absolute_url()).status_code == status, who
        assert "Not confirmed yet" in page(cast.client(cast.grace).get(idea.get_absolute_url())).main.get_text()
        assert "torn strap" in page(cast.client(cast.grace).get("/asked-of-you/")).main.get_text()
        assert "torn strap" not in page(cast.client(cast.helen).get("/ideas/")).main.get_text()
        assert not Remembered.objects.exists()

    def test_it_is_confirmed_on_the_same_device(self, poster, cast):
        client, _there, idea = from_poster(poster)
        client.force_login(cast.amina)
        assert WORDS in page(client.get("/notice/confirm/")).main.get_text()
        send(client, "/notice/confirm/")
        idea.refresh_from_db()
        assert (idea.owner, idea.unconfirmed_until) == (cast.amina, None)
        assert cast.client(cast.ward_mate).get(idea.get_absolute_url()).status_code == 200

    def test_it_is_confirmed_on_another_device_by_number(self, poster, cast):
        client, there, idea = from_poster(poster)
        number = page(client.get(there)).select_one(".app-number").get_text()
        other = cast.client(cast.amina)
        opened = send(other, "/receipts/", number=number).headers["Location"]
        assert send(other, opened, deed="name").headers["Location"] == idea.get_absolute_url()
        idea.refresh_from_db()
        assert (idea.owner, idea.unconfirmed_until) == (cast.amina, None)

    def test_a_stranger_who_confirms_is_not_yet_believed(self, poster, cast):
        client, _there, idea = from_poster(poster)
        client.force_login(cast.newcomer)
        send(client, "/notice/confirm/")
        idea.refresh_from_db()
        assert idea.owner == cast.newcomer
        assert idea.unconfirmed_until
        assert cast.client(cast.ward_mate).get(idea.get_absolute_url()).status_code == 404

    def test_the_answerer_vouches(self, poster, cast):
        _client, _there, idea = from_poster(poster)
        send(cast.client(cast.grace), f"/ideas/{idea.public_id}/vouch/")
        assert cast.client(cast.ward_mate).get(idea.get_absolute_url()).status_code == 200

    def test_who_is_signed_in_needs_no_confirming(self, poster, cast):
        _client, there, idea = from_poster(poster, cast.client(cast.amina))
        assert (idea.owner, idea.unconfirmed_until) == (cast.amina, None)
        assert there == f"/ideas/{idea.public_id}/sent/"

    def test_after_fourteen_days_it_is_gone_from_everywhere(self, poster, cast):
        _client, _there, idea = from_poster(poster)
        tick(idea.unconfirmed_until - timedelta(seconds=1))
        assert Idea.objects.filter(pk=idea.pk).exists()
        tick(idea.unconfirmed_until)
        tick(idea.unconfirmed_until)
        assert not Idea.objects.exists()
        assert set(Event.objects.values_list("title", flat=True)) == {"A notice that nobody confirmed"}

    def test_a_full_poster_says_what_to_do_and_keeps_the_words(self, poster, cast, monkeypatch):
        monkeypatch.setattr(rules, "MOST_AN_HOUR", 2)
        for _number in range(2):
            from_poster(poster)
        answer = send(Client(), poster.get_absolute_url(), words=WORDS)
        seen = page(answer)
        assert "takes 2 notices an hour and 300 a day" in seen.main.get_text()
        assert WORDS in seen.textarea.get_text()
        assert Idea.objects.count() == 2
        from_poster(poster, cast.client(cast.amina))

    def test_the_count_begins_anew_each_hour_and_each_day(self, poster, monday, monkeypatch):
        monkeypatch.setattr(rules, "MOST_AN_HOUR", 2)
        monkeypatch.setattr(rules, "MOST_A_DAY", 3)
        hours = [0, 0, 0.5, 1, 2, 25]
        assert [actions.count_use(poster=poster, at=monday + timedelta(hours=hour)) for hour in hours] == [
            True, True, False, True, False, True,
        ]  # fmt: skip

    def test_a_code_that_was_stopped_loses_no_words(self, poster, cast, monday):
        actions.revoke_poster(poster=poster, by=cast.grace, at=monday)
        seen = page(send(Client(), poster.get_absolute_url(), words=WORDS))
        assert "no longer in use" in seen.main.get_text()
        assert WORDS in seen.textarea.get_text()
        assert seen.main.form["action"] == "/notice/"
        assert not Idea.objects.exists()

    def test_a_code_nobody_made_opens_nothing(self, poster):
        assert Client().get("/n/zzzzzzzzzz/").status_code == 404
        assert Client().get(f"/t/{poster.code}/").status_code == 404

    def test_sent_again_it_is_one_and_leads_to_the_same_number(self, poster):
        form = {"words": WORDS, "request_key": new_key()}
        found = set()
        for client in (Client(), Client()):
            there = client.post(poster.get_absolute_url(), form).headers["Location"]
            found.add(numbers.number_in(there.strip("/").rpartition("/")[2]))
        assert len(found) == 1
        assert "" not in found
        assert Idea.objects.count() == 1
        assert Client().post(poster.get_absolute_url(), form | {"words": "Other words"}).status_code == 409

    def test_late_from_an_outbox_a_stranger_needs_no_token_and_somebody_signed_in_does(self, poster, cast):
        form = {"words": WORDS, "request_key": new_key()}
        assert Client(enforce_csrf_checks=True).post(poster.get_absolute_url(), form).status_code == 302
        known = Client(enforce_csrf_checks=True)
        known.force_login(cast.amina)
        assert known.post(poster.get_absolute_url(), form | {"request_key": new_key()}).status_code == 403

    def test_its_budget(self, poster):
        client = Client()
        client.get(poster.get_absolute_url())
        with at_most(3):
            client.get(poster.get_absolute_url())


class TestSaidAfterSending:
    def test_each_tap_saves_one_thing_and_keeps_the_rest(self, poster):
        client, there, idea = from_poster(poster)
        for say in ("kind:waste", "waste:waiting", "aim:safe", "aim:timely", "aim:staff", "others:", "kind:nonsense"):
            assert send(client, there, say=say).status_code == 302
        idea.refresh_from_db()
        assert (idea.kind, idea.waste, idea.aims, idea.happens_elsewhere) == (
            "waste",
            "waiting",
            ["timely", "staff"],
            True,
        )
        pressed = [tap.get_text() for tap in page(client.get(there)).select('[aria-pressed="true"]')]
        assert len(pressed) == 5
        send(client, there, say="waste:waiting")
        idea.refresh_from_db()
        assert (idea.kind, idea.waste) == ("waste", "")

    def test_no_ticket_is_kept_in_the_database(self, poster):
        client, there, _idea = from_poster(poster)
        send(client, there, say="kind:waste")
        assert not [row for row in RequestKey.objects.values_list("location", flat=True) if len(row) > 40]


class TestTablet:
    def test_nothing_readable_stays(self, cast, places, ready, monday):
        code = actions.make_posters(places=[places.ward21], by=cast.grace, at=monday, tablet=True)[0].code
        client = cast.client(cast.helen)  # somebody forgot to sign out
        seen = client.get(f"/t/{code}/")
        assert "no-store" in seen.headers["Cache-Control"]
        assert page(seen).textarea["autocomplete"] == "off"
        answer = send(client, f"/t/{code}/", words=WORDS)
        after = client.get(answer.headers["Location"])
        assert "no-store" in after.headers["Cache-Control"]
        assert "sling" not in page(after).get_text()
        assert "sling" not in page(client.get(f"/t/{code}/")).get_text()
        idea = Idea.objects.get()
        assert (idea.owner, bool(idea.unconfirmed_until)) == (None, True)

    def test_a_hidden_name_from_a_tablet(self, cast, places, ready, monday):
        code = actions.make_posters(places=[places.ward21], by=cast.grace, at=monday, tablet=True)[0].code
        send(Client(), f"/t/{code}/", words=WORDS, name_mode=NameMode.NOT_KEPT)
        assert Idea.objects.get().name_mode == NameMode.NOT_KEPT
