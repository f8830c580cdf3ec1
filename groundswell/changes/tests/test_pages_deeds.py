"""The pages where something is done to a change: they work, they are refused, they are wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from groundswell.changes import actions, queries
from groundswell.changes.models import Change, CoLead, Pause, Seat, State, Step, Test
from groundswell.changes.tests.making import TITLE, TUESDAY, learned, led, opened, text_of, tried
from groundswell.enabling import actions as enabling
from groundswell.events.models import Credit, Event
from groundswell.measures.models import Measure, Reading
from tests.cast import MONDAY, at_most, send

DAY = {"_0": "9", "_1": "3", "_2": "2026"}


def day(name: str, **other: str) -> dict[str, str]:
    return {f"{name}{part}": value for part, value in (DAY | other).items()}


def in_years(name: str) -> dict[str, str]:
    return day(name, _2="2126")


def of(change: Change, page: str) -> str:
    return f"{change.get_absolute_url()}{page}/"


class TestEditing:
    ANSWERS = {"reversible": "yes", "inside_team": "yes", "new_risk": "no"}

    def test_the_aim_is_on_the_page_afterwards(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        send(client, of(change, "edit"), title=TITLE, aim="Half the walks", version=1, **day("aim_by"), **self.ANSWERS)
        assert "Aim: Half the walks by 9 March 2026" in text_of(client.get(change.get_absolute_url()))

    def test_the_second_editor_sees_both_versions_and_keeps_her_words(self, cast, places):
        change = led(cast, places)
        send(cast.client(cast.grace), of(change, "edit"), title="Hers", aim="", version=1, **self.ANSWERS)
        client = cast.client(cast.meera)
        answer = send(client, of(change, "edit"), title="Mine", aim="All of it", version=1, **self.ANSWERS)
        said, html = text_of(answer), answer.content.decode()
        assert "Somebody saved a newer version" in said
        assert "What do you want to try? Hers Mine" in said
        assert 'value="Mine"' in html
        assert 'name="version" value="2"' in html
        assert send(client, of(change, "edit"), title="Mine", aim="", version=2, **self.ANSWERS).status_code == 302
        assert Change.objects.get().title == "Mine"

    def test_others_read_why_not(self, cast, places):
        page = cast.client(cast.ward_mate).get(of(led(cast, places), "edit"))
        assert "The co-leads do this." in text_of(page)


class TestSeats:
    def test_somebody_is_found_by_the_letters_of_a_name_and_asked(self, cast, places):
        change, client = opened(cast, places), cast.client(cast.grace)
        page = client.get(of(change, "seats"), {"seat": "managerial", "name": "hel"})
        assert "Ask Helen Marsh" in text_of(page)
        answer = send(client, of(change, "seats"), ask=f"managerial {cast.helen.public_id}")
        assert answer.status_code == 302
        assert "Helen Marsh managerial co-lead, asked" in text_of(client.get(change.get_absolute_url()))

    def test_nobody_outside_the_organisations_that_take_part_is_found(self, cast, places):
        change, client = opened(cast, places), cast.client(cast.grace)
        page = client.get(of(change, "seats"), {"seat": "clinical", "name": "blake"})
        assert "Nobody found." in text_of(page)
        assert send(client, of(change, "seats"), ask=f"clinical {cast.sam.public_id}").status_code == 404

    def test_a_lead_hands_over_in_three_steps_and_keeps_the_credit(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        people = BeautifulSoup(client.get(of(change, "seats")).content, "html.parser")
        link = people.find("a", string="Hand my seat over to somebody")["href"]
        page = client.get(link, {"name": "hussain"})
        assert "Nobody found." in text_of(page)  # works elsewhere
        found = BeautifulSoup(client.get(link, {"name": "amina"}).content, "html.parser")
        assert "Hand over to Amina Yusuf" in found.get_text()
        answer = send(client, link, to=cast.amina.public_id)
        assert answer["Location"] == change.get_absolute_url()
        before, after = CoLead.objects.filter(seat=Seat.CLINICAL).order_by("pk")
        assert (before.person, bool(before.left_at)) == (cast.meera, True)
        assert (after.person, after.accepted_at, after.invited_by) == (cast.amina, None, cast.meera)
        assert "Amina Yusuf" in Event.objects.get(kind="seat_handed_over").sentence
        assert Credit.objects.filter(person=cast.meera, part="clinical_co_lead").count() == 1
        actions.accept_pair(co_lead=after, by=cast.amina, at=TUESDAY)
        assert queries.seats_of(change).clinical.person == cast.amina

    def test_nobody_hands_over_to_whom_the_seat_does_not_fit_or_what_is_not_theirs(self, cast, places):
        change = led(cast, places)
        row = CoLead.objects.get(seat=Seat.CLINICAL)
        there = f"/seats/{row.public_id}/hand-over/"
        for to in (cast.sam, cast.meera, cast.grace, cast.helen):
            assert send(cast.client(cast.meera), there, to=to.public_id).status_code in (403, 404), to
        assert send(cast.client(cast.grace), there, to=cast.amina.public_id).status_code == 403
        row.refresh_from_db()
        assert row.left_at is None
        assert change.co_leads.count() == 2

    @pytest.mark.parametrize("ask", ["", "clinical", "both abcdefghjk", "clinical ../x"])
    def test_a_made_up_question_is_not_found(self, cast, places, ask):
        assert send(cast.client(cast.grace), of(opened(cast, places), "seats"), ask=ask).status_code == 404

    def test_taking_the_managerial_seat_leads_to_the_promise(self, cast, places):
        change = opened(cast, places)
        answer = send(cast.client(cast.grace), of(change, "seats"), ask=f"managerial {cast.grace.public_id}")
        assert answer["Location"] == of(change, "promise")

    def test_who_is_asked_finds_the_button_and_says_yes(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        client = cast.client(cast.helen)
        assert "Take the seat" in text_of(client.get(change.get_absolute_url()))
        answer = send(client, f"/seats/{row.public_id}/accept/")
        assert answer["Location"] == of(change, "promise")

    def test_not_now_with_a_word_is_read_on_the_page_of_people(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        send(cast.client(cast.helen), f"/seats/{row.public_id}/not-now/", words="Not before May")
        assert "“Not before May”" in text_of(cast.client(cast.grace).get(of(change, "seats")))

    def test_somebody_else_cannot_answer(self, cast, places):
        change = opened(cast, places)
        row = actions.pair(change=change, seat=Seat.MANAGERIAL, person=cast.helen, by=cast.grace, at=MONDAY)
        assert send(cast.client(cast.manager), f"/seats/{row.public_id}/accept/").status_code == 403
        assert send(cast.client(cast.sam), f"/seats/{row.public_id}/accept/").status_code == 404
        assert CoLead.objects.get().accepted_at is None

    def test_leaving_and_helping(self, cast, places):
        change = led(cast, places)
        send(cast.client(cast.meera), f"/seats/{queries.seats_of(change).clinical.public_id}/leave/")
        send(cast.client(cast.ward_mate), of(change, "help"))
        said = text_of(cast.client(cast.grace).get(of(change, "seats")))
        assert "Dr Meera Patel: left the clinical seat" in said
        assert "The team A nurse on the same ward" in said

    def test_a_double_tap_is_one_deed(self, cast, places):
        change, client = opened(cast, places), cast.client(cast.ward_mate)
        for _twice in range(2):
            answer = client.post(of(change, "help"), {"request_key": "a" * 32})
            assert answer.status_code == 302
        assert change.helpers.count() == 1


class TestPlanAndTests:
    def test_a_step_is_added_for_somebody_of_the_team_and_done(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        send(client, of(change, "steps"), what="Order two stands", who=cast.meera.public_id, **in_years("by_when"))
        step = Step.objects.get()
        assert step.person == cast.meera
        assert "Next Order two stands" in text_of(client.get(change.get_absolute_url()))
        send(client, f"/steps/{step.public_id}/done/")
        assert "Done: Order two stands" in text_of(client.get(of(change, "steps")))

    def test_the_plan_is_in_parts_of_thirty_days_from_its_first(self, cast, places):
        change = led(cast, places)  # opened on 2 March 2026
        days = {"Day 30": 30, "Day 31": 31, "Day 90": 90, "Day 91": 91, "Before": -3, "Undated": None}
        for what, number in days.items():
            by_when = None if number is None else MONDAY.date() + timedelta(days=number)
            step = actions.add_step(change=change, what=what, person=None, by_when=by_when, by=cast.grace, at=MONDAY)
        actions.do_step(step=step, by=cast.grace, at=MONDAY)
        actions.add_step(change=change, what="Some day", person=None, by_when=None, by=cast.grace, at=MONDAY)
        soup = BeautifulSoup(cast.client(cast.grace).get(of(change, "steps")).content, "html.parser")
        parts = {title.get_text(): title.find_next("ul").get_text(" ") for title in soup.select("main h2")[:-1]}
        held = {title: {what for what in [*days, "Some day"] if what in words} for title, words in parts.items()}
        assert held == {
            "Days 1 to 30, until 1 April 2026": {"Before", "Day 30"}, "Days 31 to 60, until 1 May 2026": {"Day 31"},
            "Days 61 to 90, until 31 May 2026": {"Day 90"}, "Later": {"Day 91"}, "Without a day": {"Some day"},
            "Done": {"Undated"},
        }  # fmt: skip

    def test_somebody_outside_the_team_is_no_choice(self, cast, places):
        answer = send(cast.client(cast.grace), of(led(cast, places), "steps"), what="Order", who=cast.sam.public_id)
        assert answer.status_code == 200
        assert not Step.objects.exists()

    def test_a_test_is_started_and_is_what_comes_next(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        answer = send(
            client,
            of(change, "tests/new"),
            question="Is it quicker?",
            prediction="Yes",
            scale="one_shift",
            **day("started_on"),
        )
        assert answer.status_code == 302
        said = text_of(client.get(change.get_absolute_url()))
        assert "Trying" in said
        assert "(Dr Meera Patel) Is it quicker?" in said
        assert "Write what happened" in said

    def test_a_test_that_must_wait_says_for_what(self, cast, places):
        change = opened(cast, places, new_risk=True)
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.meera, by=cast.meera, at=MONDAY)
        client = cast.client(cast.meera)
        for address in (change.get_absolute_url(), of(change, "tests/new")):
            assert "It waits for the managerial co-lead." in text_of(client.get(address))

    def test_what_happened_stands_beside_what_was_thought(self, cast, places):
        change = led(cast, places)
        test, client = tried(change, cast.meera), cast.client(cast.meera)
        said = text_of(client.get(test.get_absolute_url()))
        assert "What we thought Half as many walks" in said
        answer = send(
            client, test.get_absolute_url(), happened="Eleven", learned="It helps", decision="adopt", **day("ended_on")
        )
        assert answer.status_code == 302
        assert "Adopt: keep doing it" in text_of(client.get(test.get_absolute_url()))

    def test_it_cannot_end_before_it_began_nor_in_the_future(self, cast, places):
        test, client = tried(led(cast, places), cast.meera), cast.client(cast.meera)
        typed = {"happened": "Eleven", "learned": "It helps", "decision": "adopt"}
        early = send(client, test.get_absolute_url(), **typed, **day("ended_on", _0="1"))
        assert "It cannot end before it began." in text_of(early)
        assert "This day has not come yet." in text_of(
            send(client, test.get_absolute_url(), **typed, **in_years("ended_on"))
        )

    def test_the_second_to_write_what_happened_loses_nothing(self, cast, places):
        change = led(cast, places)
        test = tried(change, cast.meera)
        learned(test, cast.grace)
        answer = send(
            cast.client(cast.meera), test.get_absolute_url(), happened="My own words", learned="Much", decision="adapt",
            **day("ended_on"),
        )  # fmt: skip
        said = text_of(answer)
        assert "What happened was already written." in said
        assert "Eleven walks instead of thirty." in said
        assert "My own words" in said
        assert Test.objects.get().decision == "adopt"


class TestSafety:
    def test_a_pause_is_on_the_page_by_name_with_its_reason(self, cast, places):
        change, client = led(cast, places), cast.client(cast.ward_mate)
        assert "Pause for safety" in text_of(client.get(change.get_absolute_url()))
        send(client, of(change, "pause"), reason="The brake sticks.")
        said = text_of(client.get(change.get_absolute_url()))
        assert "Paused for safety by A nurse on the same ward, today." in said
        assert "The brake sticks." in said

    def test_the_second_to_pause_keeps_her_words(self, cast, places):
        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        answer = send(cast.client(cast.next_ward), of(change, "pause"), reason="It squeaks at night.")
        assert "It is already paused." in text_of(answer)
        assert "It squeaks at night." in text_of(answer)
        assert Pause.objects.count() == 1

    def test_a_co_lead_answers_and_others_read_who_does(self, cast, places):
        change = led(cast, places)
        actions.pause(change=change, reason="The brake sticks.", by=cast.ward_mate, at=MONDAY)
        assert "lets it go on" in text_of(cast.client(cast.next_ward).get(of(change, "pause/answer")))
        client = cast.client(cast.grace)
        assert "Answer the pause" in text_of(client.get(change.get_absolute_url()))
        send(client, of(change, "pause/answer"), answer="A new brake.")
        assert Pause.objects.get().answer == "A new brake."
        assert client.get(of(change, "pause/answer")).status_code == 404

    def test_stopping_shows_why_and_what_was_learned(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        send(client, of(change, "stop"), reason="It took longer", learned="Ask the night staff")
        said = text_of(client.get(change.get_absolute_url()))
        assert "It took longer" in said
        assert "What we learned: Ask the night staff" in said
        assert "Start a test" not in said


class TestKeeping:
    def test_a_promise_is_in_the_way_until_it_is_cleared(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        send(client, of(change, "promise"), what="Two more stands", **in_years("due"))
        assert "In the way Two more stands , today, waits on you, promised by 9 March 2126" in text_of(
            client.get(change.get_absolute_url())
        )
        ask = queries.asks_of(change)[0]
        send(client, f"/asks/{ask.public_id}/move/", reason="Out of stock", **day("to", _2="2127"))
        assert "Out of stock" in text_of(client.get(change.get_absolute_url()))
        assert send(cast.client(cast.meera), f"/asks/{ask.public_id}/keep/").status_code == 403
        send(client, f"/asks/{ask.public_id}/keep/")
        assert "In the way" not in text_of(client.get(change.get_absolute_url()))
        assert "Out of the way Two more stands" in text_of(client.get(change.get_absolute_url()))

    def test_something_in_the_way_is_asked_of_who_can_clear_it(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        page = text_of(client.get(of(change, "in-the-way")))
        assert "Sister Grace Okafor, Ward 21" in page
        assert "Helen Marsh" in page
        send(
            client,
            of(change, "in-the-way"),
            what="No CT slot on Saturdays",
            kind="another_team",
            to=cast.helen.public_id,
        )
        said = text_of(client.get(change.get_absolute_url()))
        assert "In the way No CT slot on Saturdays , today, waits on Helen Marsh" in said

    def test_whoever_takes_part_elsewhere_asks_first_where_they_work(self, cast, places):
        """The change is at home on Ward 21; a GP who leads it with the ward asks at his own practice, and it waits there."""
        change = opened(cast, places, others=(places.larwood,))
        actions.pair(change=change, seat=Seat.CLINICAL, person=cast.adil, by=cast.grace, at=MONDAY)
        actions.accept_pair(co_lead=change.co_leads.get(person=cast.adil), by=cast.adil, at=MONDAY)
        page = text_of(cast.client(cast.adil).get(of(change, "in-the-way")))
        assert "Pat Smith, Larwood Surgery" in page
        assert "Sister Grace Okafor, Ward 21" not in page
        ask = actions.promise(change=change, what="A second line", due=date(2026, 4, 1), by=cast.adil, at=MONDAY)
        assert (ask.place, ask.level_place) == (places.larwood, places.larwood)

    def test_protected_time_is_asked_in_hours_and_shown_on_the_change(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        asked = {"what": "Time to count", "kind": "time", "to": cast.grace.public_id}
        assert "Give hours, for example 2.5" in text_of(send(client, of(change, "in-the-way"), hours="x", **asked))
        send(client, of(change, "in-the-way"), hours="4", **asked)
        assert "4 hours a week asked" in text_of(client.get(change.get_absolute_url()))
        enabling.commit(ask=queries.asks_of(change)[0], due=date(2126, 3, 9), by=cast.grace, at=timezone.now())
        assert "4 hours given, 0 hours used so far" in text_of(client.get(change.get_absolute_url()))

    def test_hours_of_anything_else_are_left_out(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        send(client, of(change, "in-the-way"), what="A lamp", kind="estate", to=cast.helen.public_id, hours="4")
        assert queries.asks_of(change)[0].hours_asked is None

    def test_money_and_rules_have_a_shorter_way(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        assert "Is it money?" not in text_of(client.get(of(change, "in-the-way")))
        enabling.set_fund(place=places.ward21, yearly=50_000, limit=5_000, by=cast.grace, at=timezone.now())
        page = client.get(of(change, "in-the-way"))
        assert "£500 is left in the fund of Ward 21, up to £50 at a time." in text_of(page)
        assert "/rules/ask/?place=RP5BA-W21" in page.content.decode()

    def test_a_fund_is_spent_for_a_change_and_its_line_of_time_says_so(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        enabling.set_fund(place=places.ward21, yearly=50_000, limit=5_000, by=cast.grace, at=timezone.now())
        send(client, "/places/RP5BA-W21/fund/spend/", what="Labels", amount="5", work=change.public_id)
        assert f"For {change.title}" in text_of(client.get("/places/RP5BA-W21/fund/"))
        assert "spent £5 from the fund of Ward 21: Labels" in text_of(client.get(change.get_absolute_url()))

    def test_the_kind_suggests_whom(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        for kind, who in (("equipment", cast.grace), ("money", cast.helen)):
            send(client, of(change, "in-the-way"), what=f"No {kind}", kind=kind, to="usual")
            assert [ask.holder for ask in queries.asks_of(change) if ask.kind == kind] == [who]

    def test_anybody_of_the_organisation_can_be_asked_by_name(self, cast, places):
        change, client = led(cast, places), cast.client(cast.meera)
        form = {"what": "No CT slot on Saturdays", "kind": "another_team", "to": "anybody"}
        assert "Type a name or a job title." in text_of(send(client, of(change, "in-the-way"), **form))
        assert "Nobody of that name works here." in text_of(
            send(client, of(change, "in-the-way"), name="Zebedee", **form)
        )
        send(client, of(change, "in-the-way"), name="Helen", **form)
        assert queries.asks_of(change)[0].holder == cast.helen

    def test_a_promise_for_yesterday_is_asked_again(self, cast, places):
        answer = send(
            cast.client(cast.grace), of(led(cast, places), "promise"), what="Two more stands", **day("due", _2="2020")
        )
        assert "Choose today or a later day." in text_of(answer)

    def test_a_promise_can_be_skipped(self, cast, places):
        assert "Skip this for now" in text_of(cast.client(cast.grace).get(of(led(cast, places), "promise")))

    def test_not_yet_normal_says_in_words_what_is_missing(self, cast, places):
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera)
        said = text_of(cast.client(cast.grace).get(of(change, "normal")))
        assert "Ward 21 Working" in said
        assert "nothing was measured since" in said

    def test_normal_practice_is_one_quiet_page_with_thanks(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        learned(tried(change, cast.meera), cast.meera)
        words = {"name": "Walks", "unit": "walks", "direction": "decrease", "interval": "day"}
        send(client, of(change, "measures"), **words)
        Reading.objects.bulk_create(
            Reading(
                measure=Measure.objects.get(),
                on=TUESDAY.date() + timedelta(days=n),
                value=n,
                person=cast.grace,
                at=MONDAY,
            )
            for n in range(12)
        )
        answer = send(client, of(change, "normal"), place=places.ward21.key)
        said = text_of(client.get(answer["Location"]))
        assert "This is how it is done here now" in said
        assert "The only drip stand is always at the other end of the ward." in said
        assert "Amina Yusuf noticed. Dr Meera Patel and Sister Grace Okafor made it real." in said

    def test_there_is_no_such_page_before(self, cast, places):
        change = led(cast, places)
        assert cast.client(cast.grace).get(of(change, f"normal/{places.ward21.key}")).status_code == 404
        assert send(cast.client(cast.grace), of(change, "normal"), place="C84001").status_code == 404

    def test_the_story_is_told_where_the_room_above_says(self, cast, places):
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera)
        assert (
            f"/changes/{change.public_id}/story/"
            in cast.client(cast.grace).get(change.get_absolute_url()).content.decode()
        )


class TestSharing:
    def test_a_place_is_brought_in_by_its_code(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        answer = send(client, of(change, "places"), place="C84001")
        assert answer.status_code == 302
        assert "Larwood Surgery" in text_of(client.get(change.get_absolute_url()))

    def test_others_bring_in_nothing(self, cast, places):
        change = led(cast, places)
        answer = send(cast.client(cast.ward_mate), of(change, "places"), place="C84001")
        assert "The co-leads do this." in text_of(answer)
        assert len(queries.rows_of(change)) == 1

    def test_a_number_that_is_there_is_followed(self, cast, places):
        change, client = led(cast, places), cast.client(cast.grace)
        measure = Measure.objects.create(
            name="Walks", direction="decrease", place=places.ward21, organisation=places.rp5, started_at=MONDAY
        )
        assert "Follow it" in text_of(client.get(of(change, "measures")))
        send(client, of(change, "measures"), measure=measure.public_id)
        assert "Walks: no readings yet." in text_of(client.get(change.get_absolute_url()))

    def test_numbers_of_strangers_are_not_found(self, cast, places):
        theirs = Measure.objects.create(
            name="Falls", direction="decrease", place=places.ward6, organisation=places.rhq, started_at=MONDAY
        )
        answer = send(cast.client(cast.grace), of(led(cast, places), "measures"), measure=theirs.public_id)
        assert answer.status_code == 404

    def test_talk_is_on_the_page(self, cast, places):
        change, client = led(cast, places), cast.client(cast.ward_mate)
        send(client, of(change, "talk"), deed="say", words="My bay would join.")
        assert "My bay would join." in text_of(client.get(change.get_absolute_url()))
        assert send(cast.client(cast.sam), of(change, "talk"), deed="say", words="Hello").status_code == 404

    def test_thanks_go_to_owner_pair_and_helpers(self, cast, places):
        change = led(cast, places)
        actions.help_with(change=change, by=cast.ward_mate, at=MONDAY)
        page = cast.client(cast.manager).get(of(change, "talk")).content.decode()
        for person in (cast.amina, cast.meera, cast.grace, cast.ward_mate):
            assert person.public_id in page


GET_PAGES = (
    "",
    "edit/",
    "seats/",
    "steps/",
    "tests/new/",
    "promise/",
    "pause/",
    "stop/",
    "normal/",
    "places/",
    "measures/",
    "talk/",
)
POST_PAGES = (*GET_PAGES[1:], "help/")


@pytest.mark.parametrize("page", GET_PAGES)
def test_a_stranger_finds_no_page_and_nobody_unsigned_does(cast, places, page):
    address = f"{led(cast, places).get_absolute_url()}{page}"
    assert cast.client(cast.sam).get(address).status_code == 404
    assert cast.client().get(address).status_code == 302


@pytest.mark.parametrize("page", POST_PAGES)
def test_a_stranger_does_nothing_anywhere(cast, places, page):
    assert send(cast.client(cast.sam), f"{led(cast, places).get_absolute_url()}{page}").status_code == 404


@pytest.mark.parametrize("page", GET_PAGES)
def test_every_page_opens_for_a_co_lead_within_its_budget(cast, places, page):
    change, client = led(cast, places), cast.client(cast.grace)
    client.get(change.get_absolute_url())
    with at_most(16):
        answer = client.get(f"{change.get_absolute_url()}{page}")
    assert answer.status_code == 200
    assert answer.content.decode().count("<h1") == 1


@pytest.mark.parametrize("page", GET_PAGES)
def test_every_page_opens_for_a_colleague_who_takes_no_part(cast, places, page):
    change = led(cast, places)
    learned(tried(change, cast.meera), cast.meera)
    assert queries.home_row(change).state == State.WORKING
    assert cast.client(cast.next_ward).get(f"{change.get_absolute_url()}{page}").status_code == 200
