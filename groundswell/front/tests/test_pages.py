"""The first page, what is asked of somebody, my page, search, and the pages of words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from groundswell.changes import actions as changes
from groundswell.enabling import actions as enabling
from groundswell.enabling.models import Ask
from groundswell.enabling.rules import Rung
from groundswell.events import actions as events
from groundswell.events.models import Notice, NoticeChoice
from groundswell.front.queries import asking
from groundswell.front.tests.conftest import text_of
from groundswell.ideas import actions as ideas
from groundswell.measures import actions as measures
from groundswell.people import actions as people
from groundswell.people.models import RoleGrant
from tests.cast import LONG_AGO, at_most, send

pytestmark = pytest.mark.django_db


class TestHome:
    def test_it_shows_what_waits_and_what_became_of_mine(self, cast, noticed, tried):
        page = text_of(cast.client(cast.amina).get("/"))
        assert "The trolley is never stocked at night." in page
        assert "Waits for an answer, was due" in page
        assert "Sister Grace Okafor" in page  # asked for the seat: the last thing that happened
        assert "Nothing waits for you." in page

    def test_it_says_how_many_wait_and_since_when(self, cast, noticed, tried):
        page = text_of(cast.client(cast.grace).get("/"))
        assert "2 wait for you, the oldest for 20 days" in page

    def test_it_shows_the_numbers_of_my_change(self, cast, places, tried, now):
        measure = changes.start_measure(
            change=tried, place=places.ward21, by=cast.meera, at=now, name="Calls about results", direction="decrease",
            interval="day", unit="calls",
        )  # fmt: skip
        for back in range(6, 0, -1):
            measures.add_reading(
                measure=measure, on=(now - timedelta(days=back)).date(), value=back, by=cast.meera, at=now
            )
        page = cast.client(cast.amina).get("/")
        assert "Calls about results: 1 calls" in text_of(page)

    def test_it_shows_what_is_new_where_i_work_but_not_elsewhere(self, cast, places, noticed, now):
        ideas.notice(words="The lift is out of order.", place=places.ward17, by=cast.next_ward, at=now)
        page = text_of(cast.client(cast.ward_mate).get("/"))
        assert "The trolley is never stocked" in page
        assert "The lift" not in page

    def test_a_stranger_sees_nothing_of_it(self, cast, noticed, tried):
        page = text_of(cast.client(cast.sam).get("/"))
        assert "trolley" not in page
        assert "Results on one board" not in page

    def test_somebody_new_is_asked_where_they_work(self, cast):
        assert "Say where I work" in text_of(cast.client(cast.newcomer).get("/"))

    def test_signed_out_it_says_what_this_is(self, client, db):
        page = client.get("/")
        assert page.status_code == 200
        assert "Notice something. See it become real." in text_of(page)
        assert "Be someone" not in text_of(page)

    @pytest.mark.parametrize("who", ["amina", "grace", "helen", "newcomer"])
    def test_it_keeps_its_budget(self, cast, noticed, tried, who):
        client = cast.client(getattr(cast, who))
        with at_most(13):
            client.get("/")

    def test_first_visit_is_small(self, client, db):
        page = client.get("/", headers={"accept-encoding": "gzip"})
        soup = BeautifulSoup(page.content, "html.parser")
        later = "apple-touch-icon"  # asked for when somebody puts it on their home screen
        tags = [tag for tag in soup.find_all(["script", "link", "img"]) if later not in (tag.get("rel") or [])]
        own = [tag.get("src") or tag["href"] for tag in tags]
        assert len(page.content) < 6_000
        assert len(own) <= 5
        assert all(address.startswith(("/static/", "/manifest.webmanifest")) for address in own)


class TestAskedOfYou:
    def test_the_longest_wait_comes_first_and_says_for_whom(self, cast, noticed, tried):
        soup = BeautifulSoup(cast.client(cast.grace).get("/asked-of-you/").content, "html.parser")
        titles = [tag.get_text() for tag in soup.select(".app-asked__title")]
        assert titles == ["Results on one board", "The trolley is never stocked at night."]
        assert "Amina Yusuf at Ward 21 waits for an answer, was due" in soup.get_text()
        assert "9 days" in soup.get_text()

    def test_a_seat_is_taken_in_one_tap(self, cast, tried):
        client = cast.client(cast.grace)
        form = BeautifulSoup(client.get("/asked-of-you/").content, "html.parser").select_one(".app-deeds-row form")
        assert send(client, form["action"]).status_code == 302
        assert "Results on one board" not in text_of(client.get("/asked-of-you/"))

    def test_a_pause_for_safety_comes_before_everything(self, cast, noticed, tried, now):
        changes.pause(change=tried, reason="The board can be read from the corridor.", by=cast.ward_mate, at=now)
        soup = BeautifulSoup(cast.client(cast.meera).get("/asked-of-you/").content, "html.parser")
        first = soup.select_one(".app-asked__card").get_text()
        assert "paused it for safety" in first
        assert "read from the corridor" in first

    def test_a_fix_is_asked_about_after_thirty_days(self, cast, places, now):
        at = now - timedelta(days=40)
        idea = ideas.notice(words="The door of the store sticks.", place=places.ward21, by=cast.amina, at=at)
        ideas.just_fix(idea=idea, what="Planed the edge.", by=cast.amina, at=at)
        client = cast.client(cast.amina)
        assert "Is it still fixed?" in text_of(client.get("/asked-of-you/"))
        send(client, f"/ideas/{idea.public_id}/still-fixed/", still="yes")
        assert "still fixed" not in text_of(client.get("/asked-of-you/"))

    def test_somebody_who_asks_to_join_waits_for_those_who_let_in(self, cast, places, now):
        people.ask_to_join(
            place=places.ward21, by=cast.newcomer, at=now, title="Porter", staff_group="estates_ancillary", clinical=False,
            managerial=False,
        )  # fmt: skip
        assert "A newcomer says they work here" in text_of(cast.client(cast.grace).get("/asked-of-you/"))
        assert "newcomer" not in text_of(cast.client(cast.amina).get("/asked-of-you/"))
        assert "newcomer" not in text_of(cast.client(cast.other_admin).get("/asked-of-you/"))

    def test_held_words_wait_for_the_governance_lead_without_being_shown_in_the_list(self, cast, places, now):
        ideas.notice(words="Ask Mrs Miggins in bed nine.", place=places.ward21, by=cast.amina, at=now, held=True)
        assert "Words held until you have read them" in text_of(cast.client(cast.ig).get("/asked-of-you/"))
        assert "Miggins" not in text_of(cast.client(cast.grace).get("/asked-of-you/"))

    def test_an_executive_is_asked_only_what_nobody_nearer_answers(self, cast, places, noticed, now):
        orphan = ideas.notice(words="Nobody answers for this ward.", place=places.ward17, by=cast.next_ward, at=now)
        page = text_of(cast.client(cast.helen).get("/asked-of-you/"))
        assert orphan.words in page
        assert noticed.words not in page

    def test_a_late_answer_goes_up_to_who_answers_above(self, cast, places, noticed, now):
        fresh = ideas.notice(words="The printer is slow.", place=places.ward21, by=cast.amina, at=now)
        page = text_of(cast.client(cast.meera).get("/asked-of-you/"))
        assert noticed.words in page
        assert fresh.words not in page

    def test_what_is_passed_on_is_asked_of_the_deputy_and_counted(self, cast, places, now):
        RoleGrant.objects.create(
            person=cast.ward_mate, place=places.ward21, role="deputy", since=now - timedelta(days=9)
        )
        people.be_away(person=cast.grace, back_on=(now + timedelta(days=20)).date(), at=now)
        fresh = ideas.notice(words="The printer is slow.", place=places.ward21, by=cast.amina, at=now)
        assert fresh.asked == cast.ward_mate
        assert fresh.words in text_of(cast.client(cast.ward_mate).get("/asked-of-you/"))

    def test_an_empty_seat_shows_to_those_near_whom_it_fits(self, cast, places, noticed, now):
        changes.open_change(
            title="Trolley list", place=places.ward21, idea=noticed, reversible=True, inside_team=True, new_risk=False,
            by=cast.amina, at=now - timedelta(days=4),
        )  # fmt: skip
        assert "Needs a clinical co-lead at Ward 21, for 4 days" in text_of(
            cast.client(cast.ward_mate).get("/asked-of-you/")
        )
        for somebody in (cast.next_ward, cast.helen, cast.sam):
            assert "Trolley list" not in text_of(cast.client(somebody).get("/asked-of-you/"))

    def test_promises_are_listed_with_their_day(self, cast, tried, now):
        changes.accept_pair(co_lead=tried.co_leads.get(person=cast.grace), by=cast.grace, at=now)
        changes.promise(
            change=tried, what="A board with a lock", due=(now + timedelta(days=1)).date(), by=cast.grace, at=now
        )
        client = cast.client(cast.grace)
        assert "A board with a lock" in text_of(client.get("/asked-of-you/"))
        send(client, f"/asks/{Ask.objects.get().public_id}/keep/", **{"from": "asked"})
        said = text_of(client.get("/asked-of-you/"))
        assert "You promised" not in said
        assert "You cleared one thing this quarter." in said

    def test_an_ask_is_promised_for_friday_in_one_tap(self, cast, tried, now, places):
        enabling.ask_for(
            what="Named signatory for ward stock", kind="other", place=places.ward21, to=Rung(cast.helen, places.rp5, "executive"),
            work=tried.subject, by=cast.grace, at=now,
        )  # fmt: skip
        client = cast.client(cast.helen)
        page = client.get("/asked-of-you/")
        assert "Named signatory for ward stock" in text_of(page)
        button = BeautifulSoup(page.content, "html.parser").select_one("form[action*='/commit/']")
        answer = send(client, str(button["action"]), **{"from": "asked"})
        assert answer["Location"] == "/asked-of-you/"
        assert Ask.objects.get().status == "committed"
        assert "You promised" in text_of(client.get("/asked-of-you/"))

    @pytest.mark.parametrize("who", ["amina", "grace", "meera", "helen", "ig", "admin", "jean", "sam", "newcomer"])
    def test_the_number_on_the_first_page_is_the_number_of_cards(self, cast, noticed, tried, now, who):
        person = getattr(cast, who)
        waiting = asking.waiting_for(person, now)
        found = asking.asked_of(person, now)
        assert waiting.number == len(found)

    @pytest.mark.parametrize("who", ["grace", "helen", "newcomer"])
    def test_it_keeps_its_budget(self, cast, noticed, tried, who):
        client = cast.client(getattr(cast, who))
        with at_most(12):
            client.get("/asked-of-you/")

    def test_signed_out_people_sign_in_first(self, client, db):
        assert client.get("/asked-of-you/")["Location"].startswith("/sign-in/")


class TestMyPage:
    def test_it_shows_what_is_mine_and_what_i_did(self, cast, noticed, tried):
        page = text_of(cast.client(cast.grace).get("/me/"))
        assert "Answered" in page
        assert "Leads the place" in page
        page = text_of(cast.client(cast.amina).get("/me/"))
        assert "The trolley is never stocked" in page
        assert "Noticed it" in page

    def test_older_lines_are_one_link_away(self, cast, places, now):
        for number in range(20):
            ideas.notice(
                words=f"Thing number {number}", place=places.ward21, by=cast.amina, at=now - timedelta(hours=number)
            )
        client = cast.client(cast.amina)
        older = BeautifulSoup(client.get("/me/").content, "html.parser").find("a", rel="next")
        found = BeautifulSoup(client.get("/me/" + older["href"]).content, "html.parser")
        assert "Thing number 19" in found.get_text()
        assert found.find("a", rel="next") is None

    def test_it_keeps_its_budget(self, cast, noticed, tried):
        client = cast.client(cast.grace)
        with at_most(9):
            client.get("/me/")

    def test_what_i_may_read_no_longer_is_named_without_a_link(self, cast, tried, now):
        changes.help_with(change=tried, by=cast.guest, at=now)
        client = cast.client(cast.guest)
        assert tried.get_absolute_url() in client.get("/me/").content.decode()
        tried.helpers.remove(cast.guest)
        page = client.get("/me/")
        assert tried.title in text_of(page)
        assert tried.get_absolute_url() not in page.content.decode()

    def test_a_made_up_key_finds_the_first_page(self, cast, noticed):
        assert cast.client(cast.amina).get("/me/?did_before=2026~x").status_code == 200


class TestNotices:
    def test_they_are_new_until_read(self, cast, tried):
        client = cast.client(cast.grace)
        assert "New" in text_of(client.get("/me/notices/"))
        send(client, "/me/notices/", deed="read")
        assert Notice.objects.filter(person=cast.grace, read_at=None).count() == 0
        assert "I have read them" not in text_of(client.get("/me/notices/"))

    def test_they_lead_where_their_letter_leads(self, cast, places, tried, now):
        enabling.ask_for(
            what="A second trolley", kind="other", place=places.ward21, to=Rung(cast.tom, places.qt1, "executive"),
            work=tried.subject, by=cast.grace, at=now,
        )  # fmt: skip
        page = cast.client(cast.tom).get("/me/notices/").content.decode()
        assert Ask.objects.get().get_absolute_url() in page
        assert tried.get_absolute_url() not in page, "he was asked for one thing, and the work stays theirs"

    def test_reading_the_page_changes_nothing(self, cast, tried):
        cast.client(cast.grace).get("/me/notices/")
        assert Notice.objects.filter(person=cast.grace, read_at=None).exists()

    def test_off_means_off(self, cast, places, tried, now):
        client = cast.client(cast.amina)
        send(client, "/me/notices/", deed="choose", here=["heard"], mail=[])
        assert NoticeChoice.objects.get(person=cast.amina, notice="heard").in_product
        before = Notice.objects.filter(person=cast.amina).count()
        changes.pause(change=tried, reason="It is not safe yet.", by=cast.ward_mate, at=now)
        assert Notice.objects.filter(person=cast.amina).count() == before

    def test_it_keeps_its_budget(self, cast, tried):
        client = cast.client(cast.amina)
        with at_most(8):
            client.get("/me/notices/")


class TestSearch:
    def test_it_finds_marks_and_says_what_came_of_it(self, cast, noticed):
        page = cast.client(cast.grace).get("/search/?q=trolley")
        soup = BeautifulSoup(page.content, "html.parser")
        assert soup.find("mark").get_text() == "trolley"
        assert "Idea: Noticed" in soup.get_text()

    def test_it_finds_rules_people_were_told_too(self, cast, places, noticed, now):
        for number in range(5):
            enabling.challenge(
                rule=f"No trolley in corridor {number}", place=places.ward21, by=cast.amina, at=now,
                to=Rung(cast.grace, places.ward21, "team"),
            )  # fmt: skip
        page = text_of(cast.client(cast.grace).get("/search/?q=trolley"))
        assert "Rules people were told No trolley in corridor" in page
        assert page.count("No trolley in corridor") == 3
        assert "All rules with these words" in page
        only = text_of(cast.client(cast.grace).get("/search/?q=corridor"))
        assert "Nothing found" not in only
        assert "No trolley in corridor" not in text_of(cast.client(cast.sam).get("/search/?q=corridor"))

    def test_a_stranger_finds_nothing_and_is_offered_to_notice_it(self, cast, noticed):
        page = text_of(cast.client(cast.sam).get("/search/?q=trolley"))
        assert "Nothing found for “trolley”" in page
        assert "Notice it" in page

    def test_somebody_who_works_nowhere_finds_nothing(self, cast, noticed):
        assert "Say where you work first" in text_of(cast.client(cast.newcomer).get("/search/?q=trolley"))

    def test_what_was_typed_stays_text(self, cast, noticed):
        page = cast.client(cast.grace).get("/search/", {"q": "<script>alert(1)</script> trolley"})
        assert b"<script>alert" not in page.content

    def test_there_are_more_pages(self, cast, places, now):
        for number in range(25):
            ideas.notice(
                words=f"A trolley, number {number}",
                place=places.ward21,
                by=cast.amina,
                at=now - timedelta(hours=number),
            )
        client = cast.client(cast.amina)
        first = BeautifulSoup(client.get("/search/?q=trolley").content, "html.parser")
        assert len(first.select(".app-row")) == 20
        second = BeautifulSoup(client.get("/search/" + first.find("a", rel="next")["href"]).content, "html.parser")
        assert len(second.select(".app-row")) == 5
        assert second.find("a", rel="prev")

    @pytest.mark.parametrize("page", ["-1", "x", "99999999999", "٣"])
    def test_a_made_up_page_is_answered(self, cast, page):
        assert cast.client(cast.amina).get("/search/", {"q": "trolley", "page": page}).status_code == 200

    def test_it_keeps_its_budget(self, cast, noticed):
        client = cast.client(cast.amina)
        with at_most(7):
            client.get("/search/?q=trolley")


class TestWords:
    @pytest.mark.parametrize("address", ["/about/", "/accessibility/", "/privacy/", "/sources/"])
    def test_anybody_reads_them(self, client, db, address):
        page = client.get(address)
        assert page.status_code == 200
        assert len(BeautifulSoup(page.content, "html.parser").find_all("h1")) == 1

    def test_the_accessibility_statement_says_what_was_not_tested(self, client, db):
        assert "have not tested it yet" in text_of(client.get("/accessibility/"))

    def test_sources_name_publisher_and_licence(self, client, db):
        page = text_of(client.get("/sources/"))
        assert "Contains NHS ODS data, © NHS England, licensed under the Open Government Licence v3.0" in page


class TestProblems:
    def test_a_missing_thing_and_one_of_somebody_else_look_the_same(self, cast, noticed, tried):
        client = cast.client(cast.sam)

        def body(address: str) -> str:
            answer = client.get(address)
            assert answer.status_code == 404
            return answer.content.decode().replace(answer["X-Request-ID"], "")

        gone = body("/ideas/doesnotexi/")
        assert body(noticed.get_absolute_url()) == gone
        assert body(tried.get_absolute_url()) == gone
        assert body("/nowhere/at/all/") == gone

    def test_an_address_that_is_not_there_says_what_to_do(self, cast):
        page = cast.client(cast.amina).get("/nothing-here/")
        assert page.status_code == 404
        assert "Page not found" in text_of(page)

    def test_a_post_without_its_key_changes_nothing(self, cast):
        assert cast.client(cast.amina).post("/me/notices/", {"deed": "read"}).status_code == 400


def test_an_answerer_who_left_asks_nobody(cast, places, noticed, now):
    RoleGrant.objects.filter(person=cast.grace).update(until=LONG_AGO + timedelta(days=1))
    events.read_all(person=cast.grace, at=now)
    assert noticed.words in text_of(cast.client(cast.meera).get("/asked-of-you/"))
    assert noticed.words not in text_of(cast.client(cast.grace).get("/asked-of-you/"))
