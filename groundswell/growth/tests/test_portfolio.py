"""The record and the entries, as their owner sees them and nobody else."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from pypdf import PdfReader

from groundswell.events.models import Credit, Event, Notice
from groundswell.growth import actions, queries
from groundswell.growth.models import Entry, WillTalk
from groundswell.growth.presenters import draft
from groundswell.growth.tests.conftest import BODIES
from groundswell.ideas import queries as ideas
from groundswell.people.models import Membership, RoleGrant
from groundswell.people.queries import look_again
from groundswell.talk import actions as talk
from groundswell.talk import queries as talk_queries
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
PORTFOLIO = "/me/portfolio/"


def page_of(response) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser").main


def words(response) -> str:
    return " ".join(page_of(response).get_text(" ").split())


def typed(page: BeautifulSoup, name: str) -> str:
    box = page.find(attrs={"name": name})
    return (box.get("value") if box.name == "input" else box.get_text()).replace("\r\n", "\n").strip()


def write_for(change, body: str) -> str:
    return reverse("growth:write", args=["changes", change.public_id, body])


class TestRecord:
    def test_it_is_said_by_ways_of_leading(self, cast, led):
        page = page_of(cast.client(cast.meera).get(PORTFOLIO))
        heads = [one.get_text() for one in page.select("#record h2")]
        assert heads == ["What I tested", "What I co-led"]
        said = words(cast.client(cast.meera).get(PORTFOLIO))
        assert "Tested, 5 March 2026 to 12 March 2026" in said
        assert "“For coming in at seven.”" in said

    def test_a_seat_in_several_organisations_is_said_as_that(self, cast, places, led):
        led.change_places.create(
            place=places.larwood, organisation=places.larwood, joined_at=led.opened_at, state="trying"
        )
        assert "What I led across organisations" in words(cast.client(cast.meera).get(PORTFOLIO))

    def test_nothing_yet_says_what_will_be_here(self, cast, places):
        said = words(cast.client(cast.sam).get(PORTFOLIO))
        assert "it stands here by itself" in said
        assert "When somebody thanks you" in said
        assert "Nothing yet. Choose something below" in said

    def test_a_link_stands_only_where_it_may_still_be_read(self, cast, led, monday):
        client = cast.client(cast.amina)
        address = led.ideas.get().get_absolute_url()
        assert page_of(client.get(PORTFOLIO)).find("a", href=address)
        tester = cast.client(cast.meera)
        assert page_of(tester.get(PORTFOLIO)).find("a", href=led.get_absolute_url())
        led.co_leads.filter(person=cast.meera).update(left_at=monday + timedelta(days=20))
        Membership.objects.filter(person=cast.meera).update(until=monday + timedelta(days=20))
        RoleGrant.objects.filter(person=cast.meera).update(until=monday + timedelta(days=20))
        look_again(cast.meera)
        page = page_of(tester.get(PORTFOLIO))
        assert led.title in page.get_text()
        assert not page.find("a", href=led.get_absolute_url())

    def test_what_may_be_linked_is_what_opens(self, cast, led):
        """The question asked for many at once agrees with the page."""
        for person in cast.everybody().values():
            client = cast.client(person)
            for link in page_of(client.get(PORTFOLIO)).select("a.app-row__title"):
                assert client.get(link["href"]).status_code == 200, (person, link["href"])

    def test_pages_go_on_where_the_last_ended(self, cast, led):
        event = Event.objects.filter(credits__person=cast.meera).first()
        made = [
            Event(
                kind=event.kind, room="changes", subject_id=f"c{number}", title=f"Change {number}", address="", at=event.at,
                place=event.place, organisation=event.organisation,
            )
            for number in range(40)
        ]  # fmt: skip
        Credit.objects.bulk_create(
            Credit(event=one, person=cast.meera, part="tester", at=one.at) for one in Event.objects.bulk_create(made)
        )
        client = cast.client(cast.meera)
        first = page_of(client.get(PORTFOLIO))
        older = first.select_one("#record a[rel=next]")["href"]
        last = page_of(client.get(PORTFOLIO + older))
        titles = {one.get_text() for page in (first, last) for one in page.select("#record .app-row__title")}
        assert {f"Change {number}" for number in range(40)} <= titles
        assert last.select_one("#record a[rel=prev]")

    def test_it_costs_the_same_however_long(self, cast, led):
        client = cast.client(cast.meera)
        client.get(PORTFOLIO)
        with at_most(14):
            client.get(PORTFOLIO)


class TestWriting:
    def test_what_is_known_is_filled_in_without_names(self, cast, led):
        page = page_of(cast.client(cast.meera).get(write_for(led, "gmc-qi")))
        assert typed(page, "title") == led.title
        assert typed(page, "dates") == "4 March 2026 to 12 March 2026"
        assert typed(page, "scope") == "Consultant physician, Bassetlaw Hospital"
        assert "I led it, as the clinical co-lead (4 March 2026)." in typed(page, "role")
        assert "We wanted: Fewer late results." in typed(page, "why")
        assert typed(page, "measured") == "Late results."
        assert "The ward manager thanked me: “For coming in at seven.”" in typed(page, "result")
        assert "The ward manager went to the porter twice." in typed(page, "changed")
        assert typed(page, "learned") == "A colleague knew the round best."
        for box in page.select("input[type=text], textarea"):
            assert not {"Grace", "Okafor", "Amina", "Yusuf"} & set(str(box).replace(".", " ").split()), box["name"]

    @pytest.mark.parametrize("body", sorted(BODIES))
    def test_every_body_has_a_draft_that_can_be_saved_as_it_is(self, cast, led, body):
        client, address = cast.client(cast.meera), write_for(led, body)
        with at_most(30):
            page = page_of(client.get(address))
        filled = {
            box["name"]: typed(page, box["name"])
            for box in page.select("input[type=text], textarea, input[name=version]")
        }
        answer = send(client, address, **filled)
        assert answer.status_code == 302
        (made,) = Entry.objects.all()
        assert (made.person, made.body, made.title, made.subject_id) == (cast.meera, body, led.title, led.public_id)
        if not BODIES[body].log:
            assert led.title in words(client.get(answer["Location"]))

    def test_an_idea_that_became_a_change_tells_of_it(self, cast, led, noticed):
        about = queries.known(cast.amina, "ideas", noticed.public_id)
        assert about.change == led
        assert about.title == led.title
        assert about.credits[0].part == "owner"

    def test_who_noticed_it_is_said_without_a_name(self, cast, led):
        for person, said in ((cast.amina, "I noticed: “Results"), (cast.meera, "A colleague noticed: “Results")):
            about = queries.known(
                person, *(("ideas", led.ideas.get().public_id) if person == cast.amina else ("changes", led.public_id))
            )
            assert draft(BODIES["appraisal"], about)["objective"].startswith(said)

    def test_who_had_no_part_finds_nothing(self, cast, led):
        for person in (cast.helen, cast.sam):
            client = cast.client(person)
            assert client.get(write_for(led, "appraisal")).status_code == 404
            assert client.get(reverse("growth:choose", args=["changes", led.public_id])).status_code == 404

    def test_an_unknown_body_is_not_there(self, cast, led):
        assert cast.client(cast.meera).get(write_for(led, "nobody")).status_code == 404

    def test_who_may_not_read_it_any_more_still_writes_of_their_own_part(self, cast, led, monkeypatch):
        monkeypatch.setattr(queries.record, "_work", lambda *_whatever: (None, []))
        page = page_of(cast.client(cast.meera).get(write_for(led, "gmc-qi")))
        assert "I ran test 1" in typed(page, "role")
        assert typed(page, "changed") == typed(page, "learned") == ""

    def test_words_that_point_to_a_patient_are_refused_and_kept_in_the_box(self, cast, led):
        text = "The man in bed 4, NHS number 943 476 5919, waited."
        answer = send(cast.client(cast.meera), write_for(led, "appraisal"), did=text, version=0)
        assert answer.status_code == 200
        assert typed(page_of(answer), "did") == text
        assert "may point to a patient" in words(answer)
        assert not Entry.objects.exists()

    def test_choosing_shows_what_was_written_before(self, cast, led, entry):
        client = cast.client(cast.meera)
        with at_most(10):
            page = client.get(reverse("growth:choose", args=["changes", led.public_id]))
        assert "What you wrote about this before Bloods on time" in words(page)
        body = page_of(page)
        offered = [one["href"].split("/")[-2] for one in body.select(f'a[href^="{write_for(led, "x")[:-2]}"]')]
        assert sorted(offered) == sorted(BODIES)
        others = [one["href"].split("/")[-2] for one in body.select("details a")]
        assert others == ["nmc-cpd", "nmc-account", "nmc-feedback", "hcpc", "gphc", "swe"]
        assert offered[0] == "appraisal", "what was used before comes first"


class TestEntry:
    def test_nobody_else_finds_it(self, cast, entry):
        addresses = [
            reverse(f"growth:{name}", args=[entry.public_id]) for name in ("entry", "edit", "delete", "entry_file")
        ]
        for person in set(cast.everybody().values()) - {cast.meera}:
            client = cast.client(person)
            assert {client.get(address).status_code for address in addresses} == {404}
        assert {cast.client(cast.meera).get(address).status_code for address in addresses} == {200}

    def test_the_second_tab_sees_both_versions_and_loses_nothing(self, cast, entry):
        client, address = cast.client(cast.meera), reverse("growth:edit", args=[entry.public_id])
        send(client, address, title="Bloods", did="Mine first.", version=1)
        answer = send(client, address, title="Bloods", did="Mine second.", version=1)
        assert answer.status_code == 200
        said = words(answer)
        assert "Mine first." in said
        assert "You saved a newer version in another tab" in said
        assert typed(page_of(answer), "did") == "Mine second."
        assert typed(page_of(answer), "version") == "2"
        assert send(client, address, title="Bloods", did="Mine second.", version=2).status_code == 302
        entry.refresh_from_db()
        assert (entry.words["did"], entry.version) == ("Mine second.", 3)

    def test_what_was_chosen_is_shown_and_can_be_changed(self, cast, led, monday):
        client, address = cast.client(cast.meera), write_for(led, "nmc-cpd")
        where = send(client, address, code=["people", "trust"], version=0)["Location"]
        assert "Prioritise people and Promote professionalism and trust" in words(client.get(where))
        page = page_of(client.get(where + "change/"))
        assert [box["value"] for box in page.select("input[name=code][checked]")] == ["people", "trust"]

    def test_deleting_shows_the_words_first_and_takes_two_steps(self, cast, entry):
        client, address = cast.client(cast.meera), reverse("growth:delete", args=[entry.public_id])
        assert "I led it with the ward manager." in words(client.get(address))
        assert Entry.objects.count() == 1
        assert send(client, address, version=1)["Location"] == PORTFOLIO
        assert not Entry.objects.exists()

    def test_what_changed_since_is_shown_again_before_it_goes(self, cast, entry):
        client, address = cast.client(cast.meera), reverse("growth:delete", args=[entry.public_id])
        Entry.objects.update(version=2, words={"did": "Newer words."})
        answer = send(client, address, version=1)
        assert "nothing was deleted" in words(answer)
        assert "Newer words." in words(answer)
        assert Entry.objects.count() == 1
        for odd in ("", "x", "²"):
            assert send(client, address, version=odd).status_code == 200

    def test_taken_away_as_text(self, cast, entry):
        answer = cast.client(cast.meera).get(reverse("growth:entry_file", args=[entry.public_id]))
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Content-Disposition"].startswith("attachment")
        assert "What I did\nI led it with the ward manager.\n" in answer.content.decode()
        assert "Next step\n-\n" in answer.content.decode()

    @pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("odt", b"PK")])
    def test_taken_away_as_a_document(self, cast, entry, form, begins):
        client = cast.client(cast.meera)
        for address in (f"/me/portfolio/file.{form}", f"/me/portfolio/entries/{entry.public_id}/file.{form}"):
            with at_most(6):
                answer = client.get(address)
            assert answer.content.startswith(begins)
            assert answer["Content-Disposition"].startswith("attachment")
            if form == "pdf":
                assert b"/StructTreeRoot" in answer.content, "tagged"
            else:
                with ZipFile(BytesIO(answer.content)) as made:
                    assert "I led it with the ward manager." in made.read("content.xml").decode()
        assert cast.client(cast.grace).get(f"/me/portfolio/entries/{entry.public_id}/file.{form}").status_code == 404
        assert cast.client(cast.sam).get(f"/me/portfolio/file.{form}").status_code == 200, "nothing yet is said"

    @pytest.mark.parametrize("demonstration", [True, False])
    @pytest.mark.parametrize("form", ["pdf", "odt"])
    def test_every_page_says_what_made_it_and_that_a_demonstration_is_one(
        self, cast, entry, settings, form, demonstration
    ):
        settings.DEMO = demonstration
        for address in (f"/me/portfolio/file.{form}", f"/me/portfolio/entries/{entry.public_id}/file.{form}"):
            made = cast.client(cast.meera).get(address).content
            if form == "pdf":
                said = [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]
            else:
                with ZipFile(BytesIO(made)) as box:
                    said = [box.read("styles.xml").decode()]
            assert all("Groundswell. My own portfolio." in one for one in said)
            assert all(
                ("A demonstration: the people and what they say are made up." in one) == demonstration for one in said
            )

    def test_what_is_missing_is_asked_for_where_it_is_read(self, cast, led, monday):
        entry = actions.write(
            person=cast.meera, body=BODIES["appraisal"], room="changes", subject_id=led.public_id, title="x", words={},
            at=monday,
        )  # fmt: skip
        said = words(cast.client(cast.meera).get(entry.get_absolute_url()))
        assert "What would you tell somebody who starts the same tomorrow?" in said

    def test_all_of_it_is_deleted_in_two_steps(self, cast, entry, led, monday):
        actions.write(
            person=cast.grace, body=BODIES["appraisal"], room="", subject_id="", title="Hers", words={}, at=monday
        )
        actions.will_talk(person=cast.meera, into="clinical lead", came_from="", readers="organisation", at=monday)
        client, address = cast.client(cast.meera), "/me/portfolio/delete/"
        said = words(client.get(address))
        assert "Bloods on time" in said
        assert "clinical lead" in said
        assert send(client, address).status_code == 200
        assert Entry.objects.count() == 2
        assert send(client, address, sure="yes")["Location"] == PORTFOLIO
        assert [row.title for row in Entry.objects.all()] == ["Hers"]
        assert not WillTalk.objects.exists()
        assert led.title in words(client.get(PORTFOLIO)), "the record of the work stays"

    def test_from_the_portfolio_to_a_finished_entry_in_three_steps(self, cast, led):
        client = cast.client(cast.meera)
        first = page_of(client.get(PORTFOLIO)).select_one("#record a[href*='/write/']")["href"]
        second = page_of(client.get(first)).select_one("a.app-row__title")["href"]
        page = page_of(client.get(second))
        filled = {box["name"]: typed(page, box["name"]) for box in page.select("input[type=text], textarea")}
        assert len([value for value in filled.values() if value]) > 5, "no second typing"
        done = send(client, second, version=0, **filled)
        assert done.status_code == 302
        assert client.get(done["Location"]).status_code == 200

    def test_all_at_once_as_text_and_on_paper(self, cast, entry):
        client = cast.client(cast.meera)
        with at_most(6):
            text = client.get(reverse("growth:file")).content.decode()
        assert "Bloods on time" in text
        with at_most(6):
            assert "Ask the porter first." in words(client.get(reverse("growth:printed")))
        assert cast.client(cast.sam).get(reverse("growth:file")).content.decode() == "No entry yet.\n"

    def test_each_page_asks_little(self, cast, entry):
        client = cast.client(cast.meera)
        for name in ("entry", "edit", "delete"):
            with at_most(6):
                client.get(reverse(f"growth:{name}", args=[entry.public_id]))

    def test_hostile_words_stay_words(self, cast, led):
        client = cast.client(cast.meera)
        where = send(client, write_for(led, "appraisal"), title="<b>x</b>", did="<script>alert(1)</script>", version=0)[
            "Location"
        ]
        for address in (where, where + "change/", where + "delete/", "/me/portfolio/print/", PORTFOLIO):
            assert b"<script>alert" not in client.get(address).content
            assert b"<b>x</b>" not in client.get(address).content


class TestFeedback:
    LOG = "/me/portfolio/feedback/"

    def test_thanks_begin_a_row_of_the_log(self, cast, led):
        client = cast.client(cast.meera)
        href = page_of(client.get(PORTFOLIO)).find("a", string=lambda said: said and "Keep as" in said)
        href = href or page_of(client.get(PORTFOLIO)).select_one('a[href*="nmc-feedback"]')
        page = page_of(client.get(href["href"]))
        assert typed(page, "source") == "The ward manager"
        assert typed(page, "date") == "13 March 2026"
        assert "For coming in at seven." in typed(page, "content")
        assert page.select_one("input[name=kind][checked]")["value"] == "written"
        answer = send(
            client, href["href"], source="The ward manager", kind="written", used="I come earlier.", version=0
        )
        assert answer["Location"] == self.LOG
        with at_most(8):
            said = words(client.get(self.LOG))
        assert "A letter, card or message" in said
        assert "I come earlier." in said

    def test_what_is_not_on_record_here_can_be_written_too(self, cast, led):
        client = cast.client(cast.sam)
        assert "Nothing yet." in words(client.get(self.LOG))
        assert page_of(client.get("/me/portfolio/write/")).select('a[href="/me/portfolio/write/hcpc/"]')
        send(client, "/me/portfolio/write/nmc-feedback/", content="A student said that I explain well.", version=0)
        assert "A student said that I explain well." in words(client.get(self.LOG))
        assert "A student said" not in words(cast.client(cast.meera).get(self.LOG))
        where = send(client, "/me/portfolio/write/hcpc/", did="A course.", version=0)["Location"]
        assert "HCPC: CPD activity" in words(client.get(where))

    def test_only_what_was_asked_for_begins_it(self, cast, led, monday):
        talk.thank(
            subject=led.subject, place=led.place, to=cast.meera, words="For the chart.", by=cast.amina,
            at=monday + timedelta(days=12),
        )  # fmt: skip
        first, second = (row.pk for row in talk_queries.thanks_for(cast.meera, [("changes", led.public_id)]))
        client = cast.client(cast.meera)
        for one, said in ((first, "For coming in at seven."), (second, "For the chart.")):
            page = page_of(client.get(f"{write_for(led, 'nmc-feedback')}?thanks={one}"))
            assert said in typed(page, "content")


class TestItIsTheirsAlone:
    def test_writing_records_no_event_tells_nobody_and_is_found_by_no_search(self, cast, led):
        before = (Event.objects.count(), Notice.objects.count(), Credit.objects.count())
        client = cast.client(cast.meera)
        where = send(client, write_for(led, "appraisal"), did="Zanzibar taught me patience.", version=0)["Location"]
        send(client, where + "change/", did="Zanzibar taught me more.", version=1)
        assert (Event.objects.count(), Notice.objects.count(), Credit.objects.count()) == before
        assert ideas.search(cast.meera, "Zanzibar")[0] == []

    def test_it_is_in_what_they_take_away_and_in_nobody_elses(self, cast, entry):
        (held,) = actions.export(person=cast.meera)["portfolio"]
        assert held["words"]["What I did"] == "I led it with the ward manager."
        assert actions.export(person=cast.grace)["portfolio"] == []

    def test_being_forgotten_takes_all_of_it(self, cast, entry, monday):
        actions.forget(person=cast.meera, at=monday + timedelta(days=30))
        assert not Entry.objects.exists()

    def test_my_page_leads_there(self, cast):
        assert page_of(cast.client(cast.amina).get("/me/")).find("a", href=PORTFOLIO)
