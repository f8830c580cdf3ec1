"""Pages as a person meets them: they work, they are refused, they are wrong."""

from __future__ import annotations

from decimal import Decimal

from groundswell.changes import actions
from groundswell.changes.models import Change, CoLead
from groundswell.changes.tests.making import TITLE, TUESDAY, learned, led, noticed, opened, text_of, tried
from groundswell.measures import actions as measures
from tests.cast import MONDAY, at_most, send

YES_YES_NO = {"reversible": "yes", "inside_team": "yes", "new_risk": "no"}


class TestOpening:
    def test_the_title_is_prefilled_from_the_words_of_the_idea(self, cast, places):
        idea = noticed(cast, places)
        page = cast.client(cast.grace).get(f"/changes/new/?idea={idea.public_id}")
        assert f'value="{idea.first_words.rstrip(".")}"' in page.content.decode()

    def test_three_yes_yes_no_answers_open_it_and_the_next_page_says_no_permission_is_needed(self, cast, places):
        idea, client = noticed(cast, places), cast.client(cast.grace)
        answer = send(client, f"/changes/new/?idea={idea.public_id}", title=TITLE, seat="none", **YES_YES_NO)
        assert answer.status_code == 302
        assert "You do not need permission" in text_of(client.get(answer["Location"]))

    def test_taking_the_managerial_seat_leads_to_the_one_thing_to_clear(self, cast, places):
        idea, client = noticed(cast, places), cast.client(cast.grace)
        answer = send(client, f"/changes/new/?idea={idea.public_id}", title=TITLE, seat="managerial", **YES_YES_NO)
        assert answer["Location"].endswith("/promise/")
        assert CoLead.objects.get().accepted_at

    def test_a_seat_that_does_not_fit_is_not_offered(self, cast, places):
        idea = noticed(cast, places)
        page = cast.client(cast.amina).get(f"/changes/new/?idea={idea.public_id}").content.decode()
        assert "the clinical one" in page
        assert "the managerial one" not in page

    def test_missing_answers_are_asked_for_and_nothing_is_saved(self, cast, places):
        idea = noticed(cast, places)
        answer = send(cast.client(cast.grace), f"/changes/new/?idea={idea.public_id}", title=TITLE)
        assert answer.status_code == 200
        assert "Choose yes or no." in text_of(answer)
        assert not Change.objects.exists()

    def test_words_that_may_point_to_a_patient_are_refused_next_to_the_field(self, cast, places):
        idea = noticed(cast, places)
        answer = send(
            cast.client(cast.grace), f"/changes/new/?idea={idea.public_id}", title="Help 943 476 5919", **YES_YES_NO
        )
        assert "may point to a patient" in text_of(answer)
        assert not Change.objects.exists()

    def test_a_stranger_does_not_find_the_idea_to_start_from(self, cast, places):
        idea = noticed(cast, places)
        assert cast.client(cast.sam).get(f"/changes/new/?idea={idea.public_id}").status_code == 404

    def test_without_an_idea_one_of_ones_own_places_tries_something(self, cast, places):
        answer = send(cast.client(cast.pat), "/changes/new/", title="Ring back by noon", **YES_YES_NO)
        assert Change.objects.get().place == places.larwood
        assert answer.status_code == 302


class TestThePage:
    def test_it_shows_title_state_and_the_empty_seats(self, cast, places):
        page = cast.client(cast.grace).get(opened(cast, places).get_absolute_url())
        said = text_of(page)
        assert TITLE in said
        assert "Pairing" in said
        assert "Empty seat: a clinician" in said
        assert "Empty seat: a manager" in said

    def test_a_stranger_does_not_find_it(self, cast, places):
        assert cast.client(cast.sam).get(opened(cast, places).get_absolute_url()).status_code == 404

    def test_nobody_signed_in_is_asked_to_sign_in(self, cast, places):
        assert cast.client().get(opened(cast, places).get_absolute_url()).status_code == 302

    def test_its_queries_stay_within_the_budget(self, cast, places):
        change = led(cast, places)
        for number in range(3):
            learned(tried(change, cast.meera), cast.meera, decision="adapt")
            actions.add_step(
                change=change, what=f"Step {number}", person=cast.grace, by_when=None, by=cast.grace, at=MONDAY
            )
            actions.promise(change=change, what=f"Thing {number}", due=TUESDAY.date(), by=cast.grace, at=MONDAY)
        measure = actions.start_measure(
            change=change,
            place=places.ward21,
            by=cast.grace,
            at=MONDAY,
            name="Walks",
            direction="decrease",
            interval="day",
        )
        measures.add_reading(measure=measure, on=MONDAY.date(), value=Decimal(3), by=cast.grace, at=MONDAY)
        tried(change, cast.meera)
        client = cast.client(cast.meera)
        client.get(change.get_absolute_url())
        with at_most(16):
            client.get(change.get_absolute_url())
