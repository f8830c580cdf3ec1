"""Taking a story up brings what is needed; what is different there; both charts on one scale; what the origin hears."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from groundswell.changes import actions as changes
from groundswell.changes.models import Change, Seat, Test
from groundswell.events.models import Event, Notice
from groundswell.measures.models import Reading
from groundswell.stories import actions, jobs
from groundswell.stories.models import Adoption, Audience, Story
from groundswell.ui.verdicts import Refused
from tests.cast import Cast, Places, at_most, send

from .conftest import TOLD, WORDS, follow

LATER = TOLD + timedelta(days=40)
OUTLINE = "Supplies are where they are used\n- The trolley is full\n-- Stock by what was fetched"
TYPED = {
    "title": "Trolley here", "adapted": "A basket.", "aim": "Two walks fewer", "aim_by_0": "", "aim_by_1": "", "aim_by_2": "",
    "seat": "clinical", "reversible": "yes", "inside_team": "yes", "new_risk": "no",
}  # fmt: skip


def soup(response: Any) -> BeautifulSoup:
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def words(page: Any) -> str:
    return " ".join(page.get_text(" ").split())


@pytest.fixture
def shared(cast: Cast, working: Change, tell) -> Story:
    """For everyone, with a driver diagram; it affects staff terms, as they said."""
    changes.draw_drivers(change=working, outline=OUTLINE, version=0, by=cast.grace, at=TOLD)
    changes.answer_questions(change=working, answers={"affects_staff_terms": True}, by=cast.grace, at=TOLD)
    return tell(audience=Audience.EVERYONE)


def told_of(kind: str) -> list[str]:
    rows = Notice.objects.filter(event__kind=kind).order_by("person__name")
    return list(rows.values_list("person__name", flat=True))


class TestTakingUp:
    def address(self, story: Story) -> str:
        return reverse("stories:take_up", args=[story.public_id])

    def test_it_shows_what_comes_along_and_whom_to_ask(self, cast: Cast, shared):
        page = soup(cast.client(cast.sam).get(self.address(shared)))
        said = words(page)
        assert "What comes along: 1 measure to count, the driver diagram and 1 test to use again" in said
        assert "Stock by what was fetched" in said
        assert "Does a trolley at the bay save walks? They kept doing it." in said
        assert page.find("input", {"name": "aim"})["value"] == "Two walks fewer in every drug round"
        asked = page.find("h2", string="People to ask").find_next("ul")
        assert "Sister Grace Okafor led it there and told the story" in words(asked)

    def test_the_rules_of_the_place_that_takes_it_up_say_whom_to_ask(self, cast: Cast, shared):
        page = soup(cast.client(cast.sam).get(self.address(shared)))
        rules = words(page.select_one(".app-follows"))
        assert rules.startswith("Ward 6: Ask first, because it is about: hours, pay or duties of staff.")
        question = page.find("input", {"name": "answer_affects_staff_terms", "value": "yes"})
        assert question.has_attr("checked")
        for name, value in (("reversible", "yes"), ("inside_team", "yes"), ("new_risk", "no")):
            assert page.find("input", {"name": name, "value": value}).has_attr("checked")

    def test_the_talk_opens_with_a_question_begun(self, cast: Cast, shared):
        client = cast.client(cast.sam)
        link = soup(client.get(self.address(shared))).find("h2", string="People to ask").find_next("a")["href"]
        box = soup(client.get(link)).find("textarea", {"name": "words"})
        assert box.get_text().strip() == "Sister Grace Okafor, a question before we take this up:"

    def test_the_change_begins_with_all_of_it(self, cast: Cast, places: Places, shared):
        typed = {**TYPED, "place": places.ward6.key, "answer_affects_staff_terms": "no"}
        answer = send(cast.client(cast.sam), self.address(shared), **typed)
        change = Change.objects.get(title="Trolley here")
        assert change.drivers == OUTLINE
        assert change.answers == {"affects_staff_terms": False}
        assert change.co_leads.get(seat=Seat.CLINICAL).person == cast.sam
        assert answer.headers["Location"] == reverse("changes:start_test", args=[change.public_id])

    def test_a_question_left_open_stays_open(self, cast: Cast, places: Places, shared):
        send(cast.client(cast.sam), self.address(shared), **TYPED, place=places.ward6.key)
        assert Change.objects.get(title="Trolley here").answers == {}

    def test_four_steps_from_the_story_to_a_test_that_runs(self, cast: Cast, places: Places, shared):
        client = cast.client(cast.sam)
        link = soup(client.get(shared.get_absolute_url())).find("a", string="Take it up")["href"]  # 1
        typed = {**TYPED, "place": places.ward6.key, "answer_affects_staff_terms": "no"}
        start = send(client, link, **typed).headers["Location"]  # 2: the change has begun
        page = soup(client.get(start))
        assert "They tried this at Ward 21, Doncaster and Bassetlaw" in words(page)
        use = page.find("a", string=lambda text: text and text.startswith("Use it")) or page.select_one(".app-there a")
        form = soup(client.get(start + use["href"].removeprefix(start).split("#")[0])).find("main")  # 3
        assert form.find("input", {"name": "question"})["value"] == "Does a trolley at the bay save walks?"
        filled = {
            box["name"]: box.get("value", "")
            for box in form.select("input[type=text], input[type=number], input:not([type])")
        }
        sent = send(client, start, **{**filled, "plan": "", "scale": "one_week", "tries": ""})  # 4
        assert sent.status_code == 302
        assert Test.objects.get(change__title="Trolley here").prediction == "Two walks fewer"

    def test_a_test_that_is_not_there_fills_in_nothing(self, cast: Cast, shared, take_up):
        change = take_up(shared, seat="clinical").change
        for made_up in ("9", "-1", "x", "99999999999", "²"):
            page = soup(
                cast.client(cast.adil).get(reverse("changes:start_test", args=[change.public_id]), {"there": made_up})
            )
            assert not page.find("input", {"name": "question"}).get("value")

    def test_words_that_raise_a_question_lead_to_it(self, cast: Cast, places: Places, shared):
        typed = {**TYPED, "place": places.ward6.key, "title": "Patient names in a spreadsheet"}
        answer = send(cast.client(cast.sam), self.address(shared), **typed)
        assert answer.headers["Location"].endswith("/before/")

    def test_budget(self, cast: Cast, shared):
        client = cast.client(cast.sam)
        client.get(self.address(shared))
        with at_most(32):
            client.get(self.address(shared))


class TestWhatIsDifferent:
    def test_the_pair_says_it_anew(self, cast: Cast, shared, take_up):
        adoption = take_up(shared, seat="clinical")
        address = reverse("stories:adapt", args=[adoption.public_id])
        assert send(cast.client(cast.adil), address, adapted="Two baskets.", version="1").status_code == 302
        adoption.refresh_from_db()
        assert (adoption.adapted, adoption.adapted_version) == ("Two baskets.", 2)
        assert Event.objects.get(kind="adapted").subject_id == adoption.change.public_id

    def test_the_second_of_two_writers_sees_both(self, cast: Cast, shared, take_up):
        adoption = take_up(shared, seat="clinical")
        actions.adapt(adoption=adoption, adapted="Hers.", version=1, by=cast.adil, at=LATER)
        page = soup(
            send(
                cast.client(cast.adil), reverse("stories:adapt", args=[adoption.public_id]), adapted="His.", version="1"
            )
        )
        assert "Hers." in words(page.find("table"))
        assert "His." in words(page.find("table"))
        assert page.find("textarea").get_text().strip() == "His."
        assert Adoption.objects.get().adapted == "Hers."

    def test_others_do_not(self, cast: Cast, shared, take_up):
        adoption = take_up(shared, seat="clinical")
        with pytest.raises(Refused, match="co-leads at Larwood Surgery"):
            actions.adapt(adoption=adoption, adapted="X", version=1, by=cast.pat, at=LATER)
        address = reverse("stories:adapt", args=[adoption.public_id])
        assert cast.client(cast.sam).get(address).status_code == 404


class TestBeside:
    def address(self, adoption: Adoption) -> str:
        return reverse("stories:beside", args=[adoption.public_id])

    def read(self, adoption: Adoption, values: list[float]) -> None:
        measure = adoption.change.measures.get()
        Reading.objects.bulk_create(
            Reading(measure=measure, on=(TOLD + timedelta(weeks=week)).date(), value=value, at=TOLD)
            for week, value in enumerate(values)
        )

    def test_both_charts_both_sentences_and_one_table(self, cast: Cast, shared, take_up):
        adoption = take_up(shared)
        self.read(adoption, [90, 80, 70])
        page = soup(cast.client(cast.adil).get(self.address(adoption)))
        charts = page.select(".app-side-by-side svg")
        assert len(charts) == 2
        axes = [{text.get_text() for text in chart.select("text")} for chart in charts]
        assert axes[0] >= {"0", "40", "60"} <= axes[1], "one scale"
        said = words(page.select_one(".app-side-by-side"))
        assert "Where it began: Ward 21" in said
        assert "Here: Larwood Surgery" in said
        rows = page.select("table tbody tr")
        assert len(rows) == 15
        assert [cell.get_text() for cell in rows[0].select("td")][1].startswith("70")

    def test_without_readings_it_says_so(self, cast: Cast, shared, take_up):
        assert "No readings here yet" in words(soup(cast.client(cast.adil).get(self.address(take_up(shared)))))

    def test_in_another_unit_it_says_why_not(self, cast: Cast, shared, take_up):
        adoption = take_up(shared)
        adoption.change.measures.update(unit="minutes")
        page = soup(cast.client(cast.adil).get(self.address(adoption)))
        assert "They count in minutes now" in words(page)
        assert not page.select("svg.app-side-by-side")

    def test_who_reads_the_story_reads_it_and_nobody_else(self, cast: Cast, shared, take_up):
        adoption = take_up(shared)
        assert cast.client(cast.sam).get(self.address(adoption)).status_code == 200
        Story.objects.update(audience="")
        assert cast.client(cast.sam).get(self.address(adoption)).status_code == 404
        assert cast.client(cast.amina).get(self.address(adoption)).status_code == 200

    def test_the_change_leads_to_it(self, cast: Cast, shared, take_up):
        adoption = take_up(shared)
        page = soup(cast.client(cast.adil).get(adoption.change.get_absolute_url()))
        assert page.find("a", string="Beside the chart it came from")["href"] == self.address(adoption)

    def test_budget(self, cast: Cast, shared, take_up):
        adoption, client = take_up(shared), cast.client(cast.adil)
        client.get(self.address(adoption))
        with at_most(15):
            client.get(self.address(adoption))


class TestWhatTheOriginHears:
    """The owner and the pair, each once: taken up, counts, what came of it, told there."""

    ORIGIN = ["Amina Yusuf", "Sister Grace Okafor", "The trust's operations manager"]

    def test_taken_up_and_result(self, cast: Cast, shared, take_up):
        adoption = take_up(shared)
        assert told_of("story_taken_up") == self.ORIGIN
        actions.bring_result(adoption=adoption, helped=True, partly=True, result="Nearly.", by=cast.adil, at=LATER)
        assert told_of("result_returned") == self.ORIGIN
        assert Event.objects.get(kind="result_returned").sentence.endswith("it helped in part")

    def test_the_first_reading_once_for_each_place(self, cast: Cast, places: Places, shared, take_up):
        for by, place in ((cast.adil, places.larwood), (cast.sam, places.ward6)):
            adoption = take_up(shared, by=by, place=place)
            Reading.objects.create(measure=adoption.change.measures.get(), on=LATER.date(), value=3, at=LATER)
        assert [jobs.due(LATER), jobs.due(LATER)] == [2, 0]
        Reading.objects.create(measure=adoption.change.measures.get(), on=TOLD.date(), value=3, at=LATER)
        assert jobs.due(LATER) == 0
        assert told_of("first_reading_there") == sorted(self.ORIGIN * 2)
        assert set(Adoption.objects.values_list("first_reading_on", flat=True)) == {LATER.date()}

    def test_what_spread_it_is_not_said_to_the_owner_twice(self, cast: Cast, idea, shared, take_up):
        adoption = take_up(shared)
        type(idea).objects.filter(pk=idea.pk).update(stage="normal")
        Reading.objects.create(measure=adoption.change.measures.get(), on=LATER.date(), value=3, at=LATER)
        jobs.due(LATER)
        assert told_of("idea_spread") == ["Amina Yusuf"]
        assert told_of("first_reading_there") == self.ORIGIN[1:]

    def test_a_story_of_its_own(self, cast: Cast, shared, take_up):
        adoption = take_up(shared, seat="clinical")
        change = adoption.change
        test = changes.start_test(
            change=change,
            question="Here too?",
            prediction="Yes",
            scale="one_week",
            started_on=TOLD.date(),
            by=cast.adil,
            at=LATER,
        )
        changes.learn_from(
            test=test,
            happened="Yes.",
            learned="It does.",
            decision="adopt",
            ended_on=LATER.date(),
            by=cast.adil,
            at=LATER,
        )
        actions.tell(
            change=Change.objects.get(pk=change.pk),
            by=cast.adil,
            at=LATER,
            **WORDS,
            measure=follow(change, cast.adil, [3]),
        )
        assert told_of("told_there") == self.ORIGIN
        assert Event.objects.get(kind="told_there").sentence == "Larwood Surgery told a story of its own about it"
