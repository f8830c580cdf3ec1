"""Talk as people see it, on the page of a room above, and the reports for those who look after the place."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from groundswell.talk import actions
from groundswell.talk.models import Comment, Report, Thanks
from groundswell.talk.tests.urls import THING
from tests.cast import at_most, send

pytestmark = pytest.mark.urls("groundswell.talk.tests.urls")
TALK = "/things/thing1/talk/"
NUMBER = "943 476 5919"


def page_of(answer):
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def comment(places, cast, monday):
    return actions.say(
        subject=THING,
        place=places.ward21,
        words="<script>alert(1)</script>",
        by=cast.amina,
        at=monday,
    )


@pytest.fixture
def report(places, cast, monday, comment):
    return actions.report(
        subject=THING,
        place=places.ward21,
        reason="It names Jo",
        by=cast.meera,
        at=monday,
        comment=comment,
    )


class TestTalking:
    def test_what_is_said_is_shown_where_it_was_said(self, cast, places):
        client = cast.client(cast.grace)
        answer = send(client, TALK, deed="say", words="Same here\r\non nights")
        assert answer.headers["Location"] == "/things/thing1/#talk"
        assert Comment.objects.get().words == "Same here\non nights"
        said = page_of(client.get(TALK)).select_one(".app-talk__words")
        assert said.get_text() == "Same here\non nights"

    def test_words_are_escaped(self, cast, comment):
        page = page_of(cast.client(cast.grace).get(TALK))
        assert page.select_one(".app-talk__words").get_text() == "<script>alert(1)</script>"

    def test_words_about_a_patient_are_refused_and_kept_in_the_box(self, cast, places):
        answer = send(cast.client(cast.grace), TALK, deed="say", words=f"Ask {NUMBER}")
        page = page_of(answer)
        assert page.select_one("#talk-words").get_text().strip() == f"Ask {NUMBER}"
        assert page.select_one(".nhsuk-error-summary a")["href"] == "#talk-words"
        assert not Comment.objects.exists()

    def test_thanks_go_to_people_of_the_thing_once(self, cast, places):
        client = cast.client(cast.grace)
        assert send(client, TALK, deed="thank", to=cast.amina.public_id, words="Lovely").status_code == 302
        assert Thanks.objects.get().to == cast.amina
        page = page_of(client.get(TALK))
        assert "Lovely" in page.select_one(".app-talk__thanks").get_text()
        assert not page.select_one("#thanks-to")

    def test_somebody_else_cannot_be_thanked_by_a_made_up_form(self, cast, places):
        send(cast.client(cast.grace), TALK, deed="thank", to=cast.sam.public_id, words="x")
        assert not Thanks.objects.exists()

    def test_the_writer_takes_words_back_with_one_button_and_others_see_report(self, cast, comment):
        mine, theirs = (page_of(cast.client(person).get(TALK)) for person in (cast.amina, cast.grace))
        assert mine.select_one("button.app-link-button")
        assert not theirs.select_one("button.app-link-button")
        assert theirs.select_one(f'a[href="{TALK}?report={comment.public_id}"]')
        assert send(cast.client(cast.grace), TALK, deed="take_back", comment=comment.public_id).status_code == 403
        send(cast.client(cast.amina), TALK, deed="take_back", comment=comment.public_id)
        assert Comment.objects.get().removed_at

    def test_an_unknown_deed_or_comment_is_not_found(self, cast, places):
        client = cast.client(cast.grace)
        assert send(client, TALK, deed="erase").status_code == 404
        assert send(client, TALK, deed="take_back", comment="nonsense").status_code == 404
        assert client.get(TALK, {"report": "nonsense"}).status_code == 404

    def test_the_page_keeps_its_budget(self, cast, comment):
        client = cast.client(cast.grace)
        client.get(TALK)
        with at_most(8):
            assert client.get(TALK).status_code == 200


class TestReporting:
    def test_a_report_is_made_and_names_of_those_who_answer_can_be_kept_out(self, cast, comment):
        client = cast.client(cast.ward_mate)
        page = page_of(client.get(TALK, {"report": comment.public_id}))
        assert cast.grace.name in page.get_text()
        send(
            client,
            TALK,
            deed="report",
            comment=comment.public_id,
            reason="About Grace",
            colleague=cast.grace.public_id,
        )
        made = Report.objects.get()
        assert (made.colleague, made.writer, made.comment) == (cast.grace, cast.amina, comment)

    def test_the_thing_itself_can_be_reported(self, cast, places):
        client = cast.client(cast.ward_mate)
        assert client.get(TALK, {"report": "subject"}).status_code == 200
        send(client, TALK, deed="report", comment="subject", reason="It names Jo", colleague="nobody")
        made = Report.objects.get()
        assert (made.colleague, made.writer, made.comment) == (None, cast.amina, None)

    def test_an_empty_reason_keeps_the_page(self, cast, comment):
        answer = send(
            cast.client(cast.ward_mate),
            TALK,
            deed="report",
            comment=comment.public_id,
            reason="",
            colleague="nobody",
        )
        assert answer.status_code == 200
        assert page_of(answer).select_one(".nhsuk-error-summary")
        assert not Report.objects.exists()

    def test_ones_own_words_are_not_reported(self, cast, comment):
        assert cast.client(cast.amina).get(TALK, {"report": comment.public_id}).status_code == 403


class TestAnswering:
    def test_those_who_look_after_the_place_see_it_without_the_name_of_who_reported(self, cast, report):
        client = cast.client(cast.grace)
        assert report.get_absolute_url() in client.get("/reports/").content.decode()
        text = page_of(client.get(report.get_absolute_url())).get_text()
        assert "It names Jo" in text
        assert cast.meera.name not in text

    def test_hiding_from_the_page(self, cast, report):
        send(
            cast.client(cast.grace),
            report.get_absolute_url(),
            outcome="hidden",
            answer="It names a colleague",
        )
        assert Comment.objects.get().hidden_because == "It names a colleague"

    def test_who_reported_reads_the_answer_and_cannot_give_it(self, cast, report):
        client = cast.client(cast.meera)
        assert not page_of(client.get(report.get_absolute_url())).select_one("form")
        assert send(client, report.get_absolute_url(), outcome="kept", answer="x").status_code == 403
        send(cast.client(cast.grace), report.get_absolute_url(), outcome="kept", answer="Jo agreed")
        assert "Jo agreed" in page_of(client.get(report.get_absolute_url())).get_text()

    @pytest.mark.parametrize("who", ["amina", "ward_mate", "sam", "other_admin", "jean", "newcomer"])
    def test_nobody_else_finds_it(self, cast, report, who):
        client = cast.client(getattr(cast, who))
        assert client.get(report.get_absolute_url()).status_code == 404
        assert send(client, report.get_absolute_url(), outcome="kept", answer="x").status_code == 404
        assert report.public_id not in client.get("/reports/").content.decode()

    def test_the_pages_keep_their_budget(self, cast, report):
        client = cast.client(cast.grace)
        for address in ("/reports/", report.get_absolute_url()):
            client.get(address)
            with at_most(8):
                assert client.get(address).status_code == 200
