"""Pages as people meet them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from groundswell.benefits import actions as benefits
from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.events.models import Event, Notice
from groundswell.ideas.models import Idea
from groundswell.measures.models import Measure, Reading
from groundswell.people.models import Membership
from groundswell.stories import actions
from groundswell.stories.models import Adoption, Audience, Story
from tests.cast import Cast, Places, at_most, send

from .conftest import TOLD, TRIED, WORDS, follow

TYPED = {
    "title": "Two walks fewer per drug round on Ward 21", "worked": "yes", "did": "We moved the trolley.\nWe counted.",
    "surprised": "", "learned": "Counting made it visible.", "waited": "", "needed": "A label.", "version": "0",
}  # fmt: skip
TAKEN_UP = {
    "place": "C84001", "title": "Trolley at the treatment room", "adapted": "A basket.", "aim": "", "aim_by_0": "",
    "aim_by_1": "", "aim_by_2": "", "reversible": "yes", "inside_team": "yes", "new_risk": "no",
}  # fmt: skip


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    page = BeautifulSoup(response.content, "html.parser")
    assert len(page.find_all("h1")) == 1
    assert not page.find_all(style=True)
    return page


def words(page: BeautifulSoup) -> str:
    return " ".join(page.get_text(" ").split())


class TestIndex:
    def get(self, client: Any, **query: str) -> Any:
        return client.get(reverse("stories:index"), query)

    def test_signed_out_it_asks_to_sign_in(self, cast: Cast):
        assert "sign-in" in self.get(cast.client()).headers["Location"]

    def test_it_is_empty_in_words(self, cast: Cast):
        assert "No story here yet" in words(soup(self.get(cast.client(cast.sam))))

    def test_what_helped_and_what_did_not_look_the_same(self, cast: Cast, tell):
        tell(worked=False)
        card = soup(self.get(cast.client(cast.amina))).select_one(".app-card")
        assert "It did not help" in words(card)
        assert card.select_one(".nhsuk-tag")["class"] == ["nhsuk-tag"]

    def test_a_stranger_does_not_find_what_is_for_the_organisations(self, cast: Cast, tell):
        story = tell()
        assert story.title not in words(soup(self.get(cast.client(cast.sam))))

    def test_older_ones_are_a_link_away(self, cast: Cast, tell, monkeypatch: pytest.MonkeyPatch):
        story = tell()
        monkeypatch.setattr("groundswell.stories.queries.shelves.library.__kwdefaults__", {"before": "", "limit": 1})
        other = Change.objects.get(pk=story.change_id)
        other.pk, other.public_id, other._state.adding = None, "another", True
        other.save()
        Story.objects.create(
            change=other, title="An older one", worked=True, did="x", learned="x", place=story.place,
            organisation=story.organisation, told_by=cast.amina, told_at=story.told_at.replace(year=2025), changed_at=TOLD,
        )  # fmt: skip
        page = soup(self.get(cast.client(cast.amina)))
        older = page.select_one("a[rel=next]")["href"]
        assert "An older one" in words(soup(cast.client(cast.amina).get(older)))

    def test_budget(self, cast: Cast, tell):
        tell()
        client = cast.client(cast.amina)
        with at_most(14):
            self.get(client)


class TestStory:
    def test_every_part_is_there_in_order(self, cast: Cast, tell):
        page = soup(cast.client(cast.amina).get(tell().get_absolute_url()))
        assert page.h1.get_text(strip=True) == "Two walks fewer per drug round on Ward 21"
        said = words(page)
        parts = [
            "Ward 21, Doncaster and Bassetlaw", "What we did", "What surprised us", "What we learned", "What it waited for",
            "What you would need",
        ]  # fmt: skip
        assert sorted(parts, key=said.index) == parts
        assert "We walk to the far cupboard twice in every drug round." in said
        assert "Sister Grace Okafor, clinical co-lead" in said

    def test_words_that_are_being_checked_are_not_shown(self, cast: Cast, idea: Idea, tell):
        story = tell()
        Idea.objects.filter(pk=idea.pk).update(held_at=TOLD)
        assert "far cupboard" not in words(soup(cast.client(cast.grace).get(story.get_absolute_url())))

    def test_a_stranger_finds_nothing(self, cast: Cast, tell):
        assert cast.client(cast.sam).get(tell().get_absolute_url()).status_code == 404

    def test_everyone_who_works_somewhere_finds_what_is_shared(self, cast: Cast, tell):
        address = tell(audience=Audience.EVERYONE).get_absolute_url()
        page = soup(cast.client(cast.sam).get(address))
        assert page.find("a", string="Take it up")
        assert not page.find("a", string="Open the change")
        assert cast.client(cast.newcomer).get(address).status_code == 404

    def test_where_it_came_from_it_cannot_be_taken_up_and_says_why(self, cast: Cast, tell):
        page = soup(cast.client(cast.amina).get(tell().get_absolute_url()))
        assert not page.find("a", string="Take it up")
        assert "This comes from where you work." in words(page)

    def test_what_came_of_it_elsewhere_stands_beside_it(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        page = soup(cast.client(cast.adil).get(story.get_absolute_url()))
        assert page.find("a", string="Bring the result back")
        actions.bring_result(adoption=adoption, helped=True, result="Half the walks.", by=cast.adil, at=TOLD)
        page = soup(cast.client(cast.amina).get(story.get_absolute_url()))
        said = words(page.select_one(".app-adopters"))
        assert "Larwood Surgery" in said
        assert "It helped. Half the walks." in said
        assert not page.find("a", string="Bring the result back")

    def test_the_chart_says_itself_in_a_sentence_and_flags_the_test(self, cast: Cast, tell):
        figure = soup(cast.client(cast.amina).get(tell().get_absolute_url())).select_one("figure.app-chart")
        assert "3 walks on 18 May 2026" in words(figure.figcaption)
        assert "Test 1 starts" in words(figure)

    def test_both_charts_stand_side_by_side_with_both_sentences(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        page = soup(cast.client(cast.sam).get(story.get_absolute_url()))
        assert "No readings here yet." in words(page.select_one(".app-adopters"))
        self.read(adoption, [9, 9, 8, 9, 6, 5, 6, 5, 6, 5])
        page = soup(cast.client(cast.sam).get(story.get_absolute_url()))
        cards = page.select(".app-side-by-side > li")
        assert words(cards[0].h3).startswith("Where it began: Ward 21, Doncaster and Bassetlaw")
        assert words(cards[1].h3) == "Larwood Surgery"
        assert all(card.select_one("svg") for card in cards)
        assert all(words(card.select_one(".app-side-by-side__chart + div p")) for card in cards)
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))

    def test_on_one_scale(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        self.read(take_up(story), [90, 90, 80, 90, 60, 50])
        page = soup(cast.client(cast.sam).get(story.get_absolute_url()))
        home, there = (words(card.select_one("svg")) for card in page.select(".app-side-by-side > li"))
        assert "100" in home
        assert "100" in there

    def test_what_is_counted_in_another_unit_is_not_put_on_the_same_scale(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        adoption = take_up(story)
        self.read(adoption, [9, 9, 8])
        Measure.objects.filter(pk=adoption.measure_id).update(unit="minutes")
        said = words(soup(cast.client(cast.sam).get(story.get_absolute_url())).select_one(".app-adopters"))
        assert "They count in minutes now" in said

    def read(self, adoption: Adoption, values: list[int]) -> None:
        Reading.objects.bulk_create(
            Reading(measure=adoption.measure, on=date(2026, 7, 20) + timedelta(weeks=week), value=value, at=TOLD)
            for week, value in enumerate(values)
        )

    def test_what_came_of_it_is_said_in_sums_that_never_mix(self, cast: Cast, working: Change, tell):
        said = {"place": working.place, "work": working.subject, "by": cast.grace, "at": TOLD}
        for amount, basis in ((2, "measured"), (3, "measured"), (4, "expected")):
            benefits.claim(
                kind="time_to_care", words="Grace walks less.", basis=basis, amount=amount, unit="hours_a_week",
                staff_group="nursing_midwifery", **said,
            )  # fmt: skip
        benefits.claim(
            kind="cash_releasing",
            words="Fewer hours.",
            basis="expected",
            amount=900,
            unit="pounds",
            recurrence="recurrent",
            **said,
        )
        benefits.claim(kind="experience", words="Calmer rounds.", basis="measured", **said)
        story = tell(audience=Audience.EVERYONE)
        for who, is_inside in ((cast.amina, True), (cast.sam, False)):
            read = words(soup(cast.client(who).get(story.get_absolute_url())))
            for line in ("5 hours a week Measured", "4 hours a week Expected", "From 2 claims"):
                assert line in read
            assert "Money that may be released, not checked by finance" in read
            assert "Money released from a budget" not in read
            assert "1 thing came of it that has no number" in read
            assert ("Each claim, and who checks it" in read) is is_inside
            assert "Calmer rounds" not in read
            assert "9 hours" not in read

    def test_nothing_claimed_needs_no_words(self, cast: Cast, tell):
        assert "What came of it" not in words(soup(cast.client(cast.amina).get(tell().get_absolute_url())))

    def test_people_talk_about_it_and_say_thanks(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        client = cast.client(cast.sam)
        address = reverse("stories:talk", args=[story.public_id])
        assert send(client, address, deed="say", words="We have the same cupboard.").status_code == 302
        assert send(client, address, deed="thank", to=cast.amina.public_id, words="").status_code == 302
        said = words(soup(client.get(story.get_absolute_url())))
        assert "We have the same cupboard." in said
        assert "Sam Blake thanks Amina Yusuf" in said

    def test_a_stranger_does_not_talk_about_it(self, cast: Cast, tell):
        address = reverse("stories:talk", args=[tell().public_id])
        assert send(cast.client(cast.sam), address, deed="say", words="Hello.").status_code == 404

    def test_budget(self, cast: Cast, places: Places, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        take_up(story, by=cast.sam, place=places.ward6)
        client = cast.client(cast.amina)
        with at_most(18):
            client.get(story.get_absolute_url())


class TestTell:
    def address(self, change: Change) -> str:
        return reverse("stories:tell", args=[change.public_id])

    def test_it_is_filled_in_from_the_change(self, cast: Cast, measure, working: Change):
        page = soup(cast.client(cast.grace).get(self.address(working)))
        did = page.find(id="id_did").get_text()
        assert "We wanted: Two walks fewer in every drug round" in did
        assert "Test 1: Does a trolley at the bay save walks? Walks went from six to four. We decided: adopt." in did
        assert "Counting made it visible." in page.find(id="id_learned").get_text()
        waited = page.find(id="id_waited").get_text(strip=True).splitlines()
        assert waited == ["Somebody for the managerial seat: 7 days", "An answer to the idea: 2 days"]
        assert page.find("input", {"name": "worked", "value": "yes"}).has_attr("checked")
        assert page.find("input", {"name": "measure", "value": measure.public_id}).has_attr("checked")

    def test_the_first_title_is_what_the_numbers_say(self, cast: Cast, change: Change):
        follow(change, cast.grace, [6, 7, 6, 6, 5, 6, 4, 4, 3, 4, 4, 3], since=TRIED.date() - timedelta(weeks=6))
        test = changes.start_test(change=change, question="Q?", prediction="P", scale="one_week", started_on=TRIED.date(),
                                  by=cast.grace, at=TRIED)  # fmt: skip
        changes.learn_from(
            test=test, happened="H", learned="L", decision="adopt", ended_on=TRIED.date(), by=cast.grace, at=TRIED
        )
        page = soup(cast.client(cast.grace).get(self.address(change)))
        assert page.select_one("#id_title, [name=title]")["value"] == "Walks in a drug round: 6 before, 4 since"

    def test_it_is_looked_at_before_it_is_sent(self, cast: Cast, measure, working: Change):
        typed = {**WORDS, "worked": "yes", "measure": measure.public_id, "version": 0, "audience": "public"}
        answer = send(cast.client(cast.grace), self.address(working), **typed, look="yes")
        said = words(soup(answer))
        assert "As it will be read Who will see it: Anybody will see it" in said
        assert "Night staff liked it most." in said
        assert soup(answer).select_one("[name=title]")["value"] == WORDS["title"]
        assert not Story.objects.exists()

    def test_it_names_who_will_see_it(self, cast: Cast, working: Change):
        said = words(soup(cast.client(cast.grace).get(self.address(working))))
        assert "People who work at Doncaster and Bassetlaw Teaching Hospitals NHS Foundation Trust will see it" in said
        assert "at every other organisation" in said

    def test_the_owner_is_told_who_will_see_it_and_does_not_choose(self, cast: Cast, working: Change):
        page = soup(cast.client(cast.amina).get(self.address(working)))
        assert not page.find("input", {"name": "audience"})
        assert "Who will see it: People who work at Doncaster" in words(page)

    def test_sent_it_is_told(self, cast: Cast, measure, working: Change):
        typed = TYPED | {"measure": measure.public_id, "audience": "everyone"}
        answer = send(cast.client(cast.grace), self.address(working), **typed)
        story = Story.objects.get()
        assert answer.headers["Location"] == story.get_absolute_url()
        assert (story.audience, story.measure, story.worked) == ("everyone", measure, True)

    def test_sent_by_the_owner_it_stays_with_the_organisations(self, cast: Cast, working: Change):
        send(cast.client(cast.amina), self.address(working), **TYPED, audience="everyone")
        assert Story.objects.get().audience == ""

    def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(self, cast: Cast, working: Change):
        page = soup(send(cast.client(cast.grace), self.address(working), **TYPED | {"title": "", "audience": ""}))
        assert page.select_one(".nhsuk-error-summary")
        assert "Counting made it visible." in page.find(id="id_learned").get_text()
        assert not Story.objects.exists()

    def test_words_that_may_point_to_a_patient_are_refused(self, cast: Cast, working: Change):
        typed = TYPED | {"did": "Patient 943 476 5919 waited.", "audience": "organisation"}
        page = soup(send(cast.client(cast.grace), self.address(working), **typed))
        assert "may point to a patient" in words(page)
        assert not Story.objects.exists()

    def test_a_stranger_finds_nothing_and_a_colleague_reads_why_not(self, cast: Cast, working: Change):
        assert cast.client(cast.sam).get(self.address(working)).status_code == 404
        refused = cast.client(cast.next_ward).get(self.address(working))
        assert refused.status_code == 403
        assert b"The co-leads or the owner of the idea tell this story." in refused.content

    def test_sent_twice_with_one_key_it_is_told_once(self, cast: Cast, working: Change):
        client, typed = cast.client(cast.amina), {**TYPED, "request_key": "k" * 32}
        answers = [client.post(self.address(working), typed) for _time in range(2)]
        assert answers[0].headers["Location"] == answers[1].headers["Location"]
        assert Event.objects.filter(kind="story_told").count() == 1


class TestEdit:
    def test_words_change(self, cast: Cast, tell):
        story = tell()
        address = reverse("stories:tell", args=[story.change.public_id])
        page = soup(cast.client(cast.amina).get(address))
        assert page.find(id="id_title")["value"] == story.title
        send(cast.client(cast.amina), address, **TYPED | {"title": "One walk fewer", "version": "1", "measure": "none"})
        story.refresh_from_db()
        assert (story.title, story.version, story.measure) == ("One walk fewer", 2, None)

    def test_the_second_of_two_editors_sees_both_versions_and_loses_nothing(self, cast: Cast, tell):
        story = tell()
        address = reverse("stories:tell", args=[story.change.public_id])
        chart = {"measure": story.measure.public_id, "version": "1"}
        send(cast.client(cast.grace), address, **TYPED | chart | {"title": "One walk fewer"})
        page = soup(send(cast.client(cast.amina), address, **TYPED | chart | {"title": "No walk at all"}))
        assert page.find(id="id_title")["value"] == "No walk at all"
        rows = page.select("table tbody tr")
        assert [words(row) for row in rows] == ["The result in one line One walk fewer No walk at all"]
        version = page.find("input", {"name": "version"})["value"]
        send(cast.client(cast.amina), address, **TYPED | chart | {"title": "No walk at all", "version": version})
        assert Story.objects.get().title == "No walk at all"

    def test_two_who_tell_at_once_lose_nothing_either(self, cast: Cast, working: Change):
        address = reverse("stories:tell", args=[working.public_id])
        send(cast.client(cast.amina), address, **TYPED)
        page = soup(send(cast.client(cast.manager), address, **TYPED | {"title": "Another", "audience": "everyone"}))
        assert page.find(id="id_title")["value"] == "Another"
        assert "Two walks fewer per drug round on Ward 21 Another" in words(page.select_one("table"))
        assert Story.objects.get().title == TYPED["title"]


class TestShare:
    def test_a_co_lead_reads_who_will_see_it_and_opens_it(self, cast: Cast, tell):
        story = tell()
        address = reverse("stories:share", args=[story.public_id])
        client = cast.client(cast.manager)
        said = words(soup(client.get(address)))
        assert "at every other organisation" in said
        assert "People who work at Doncaster" in said
        assert "without signing in" in said
        for chosen in ("everyone", "public", "system", "place", "organisation"):
            before = Story.objects.get().audience or "organisation"
            assert send(client, address, audience=chosen, before=before).status_code == 302
            assert (Story.objects.get().audience or "organisation") == chosen

    def test_somebody_who_changed_it_in_between_is_not_overruled(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        address = reverse("stories:share", args=[story.public_id])
        answer = send(cast.client(cast.grace), address, audience="public", before="organisation")
        assert "changed this in between" in words(soup(answer))
        assert Story.objects.get().audience == "everyone"

    def test_others_do_not(self, cast: Cast, tell):
        address = reverse("stories:share", args=[tell().public_id])
        assert cast.client(cast.amina).get(address).status_code == 403
        assert cast.client(cast.sam).get(address).status_code == 404


class TestCorrected:
    def test_readers_see_what_was_put_right_and_when(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        address = reverse("stories:tell", args=[story.change.public_id])
        client = cast.client(cast.grace)
        sent = {
            "title": story.title,
            "worked": "yes",
            "did": story.did,
            "learned": story.learned,
            "measure": "none",
            "version": 1,
        }
        assert send(client, address, **sent, corrected="We counted one week twice.").status_code == 302
        said = words(soup(cast.client(cast.sam).get(story.get_absolute_url())))
        assert "We counted one week twice." in said
        assert Notice.objects.filter(person=cast.adil, event__kind="story_corrected").exists()


class TestWithdraw:
    def test_openly_and_back_again(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        client = cast.client(cast.amina)
        address = reverse("stories:withdraw", args=[story.public_id])
        assert client.get(address).status_code == 200
        assert send(client, address, reason="").status_code == 200
        assert send(client, address, reason="The chart was of another ward.").status_code == 302
        stranger = words(soup(cast.client(cast.sam).get(story.get_absolute_url())))
        assert "Amina Yusuf withdrew it" in stranger
        assert "The chart was of another ward." in stranger
        assert "moved the trolley" not in stranger
        for person in (cast.adil, cast.next_ward):
            page = words(soup(cast.client(person).get(story.get_absolute_url())))
            assert "moved the trolley" in page
            assert "withdrew this story" in page
        assert story.title not in words(soup(cast.client(cast.sam).get(reverse("stories:index"))))
        assert Notice.objects.filter(person=cast.adil, event__kind="story_withdrawn").exists()
        assert send(client, reverse("stories:put_back", args=[story.public_id])).status_code == 302
        assert "moved the trolley" in words(soup(cast.client(cast.sam).get(story.get_absolute_url())))

    def test_who_could_not_read_it_reads_nothing_of_it(self, cast: Cast, tell):
        story = tell()
        send(cast.client(cast.grace), reverse("stories:withdraw", args=[story.public_id]), reason="Wrong.")
        assert cast.client(cast.sam).get(story.get_absolute_url()).status_code == 404


class TestTakeUp:
    def test_it_starts_a_change_where_one_works(self, cast: Cast, tell):
        story = tell(audience=Audience.EVERYONE)
        address = reverse("stories:take_up", args=[story.public_id])
        client = cast.client(cast.adil)
        page = soup(client.get(address))
        assert page.find(id="id_title")["value"] == "Trolley next to the bay"
        assert "will see your place, your chart and the result you bring back" in words(page)
        answer = send(client, address, **TAKEN_UP)
        adoption = Adoption.objects.get()
        assert answer.headers["Location"] == adoption.change.get_absolute_url()
        assert adoption.adapted == "A basket."

    def test_only_places_where_one_works_and_it_is_not_yet(self, cast: Cast, places: Places, tell):
        story = tell(audience=Audience.EVERYONE)
        Membership.objects.filter(person=cast.sam).update(place=places.ward21)
        address = reverse("stories:take_up", args=[story.public_id])
        assert cast.client(cast.sam).get(address).status_code == 403
        page = soup(send(cast.client(cast.adil), address, **TAKEN_UP | {"place": "RHQNG-W6"}))
        assert page.select_one(".nhsuk-error-summary")
        assert not Adoption.objects.exists()

    def test_a_stranger_does_not_take_up_what_is_not_shared(self, cast: Cast, tell):
        address = reverse("stories:take_up", args=[tell().public_id])
        assert send(cast.client(cast.adil), address, **TAKEN_UP).status_code == 404


class TestResult:
    def test_it_comes_back_to_the_story(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        address = reverse("stories:result", args=[adoption.public_id])
        assert "hear of it at once" in words(soup(cast.client(cast.adil).get(address)))
        answer = send(cast.client(cast.adil), address, helped="no", result="We walk as much as before.")
        assert answer.headers["Location"] == adoption.get_absolute_url()
        adoption.refresh_from_db()
        assert (adoption.helped, adoption.returned_by) == (False, cast.adil)

    def test_a_colleague_reads_why_not_and_a_stranger_finds_nothing(self, cast: Cast, tell, take_up):
        adoption = take_up(tell(audience=Audience.EVERYONE))
        address = reverse("stories:result", args=[adoption.public_id])
        assert cast.client(cast.pat).get(address).status_code == 403
        assert cast.client(cast.grace).get(address).status_code == 404

    def test_somebody_named_in_the_change_from_elsewhere_is_led_to_it(self, cast: Cast, places: Places, tell, take_up):
        story = tell()
        adoption = take_up(story, by=cast.next_ward, place=places.ward17)
        changes.pair(change=adoption.change, seat="clinical", person=cast.next_ward, by=cast.next_ward, at=TOLD)
        Membership.objects.filter(person=cast.next_ward).delete()
        address = reverse("stories:result", args=[adoption.public_id])
        answer = send(cast.client(cast.next_ward), address, helped="yes", result="Fine.")
        assert answer.headers["Location"] == adoption.change.get_absolute_url()
