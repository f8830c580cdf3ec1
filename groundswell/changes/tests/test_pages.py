"""Pages as a person meets them: they work, they are refused, they are wrong."""

from __future__ import annotations

from decimal import Decimal

from groundswell.changes import actions
from groundswell.changes.models import Change, CoLead
from groundswell.changes.tests.making import TITLE, TUESDAY, learned, led, noticed, opened, text_of, tried
from groundswell.enabling.models import Permission
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

    def test_what_is_left_open_counts_as_the_careful_answer(self, cast, places):
        idea = noticed(cast, places)
        client = cast.client(cast.grace)
        answer = send(client, f"/changes/new/?idea={idea.public_id}", title=TITLE)
        change = Change.objects.get()
        assert (change.reversible, change.inside_team, change.new_risk) == (False, False, True)
        assert "Both co-leads say yes before it starts" in text_of(client.get(answer["Location"]))

    def test_words_that_suggest_a_trigger_lead_to_one_short_question(self, cast, places):
        idea, client = noticed(cast, places), cast.client(cast.grace)
        answer = send(
            client, f"/changes/new/?idea={idea.public_id}", title="Patient details in a spreadsheet", **YES_YES_NO
        )
        change = Change.objects.get()
        assert answer["Location"] == f"/changes/{change.public_id}/before/"
        page = text_of(client.get(answer["Location"]))
        assert "Will you collect or share details that identify people, in a new way?" in page
        send(client, answer["Location"], identifiable_data="no")
        change.refresh_from_db()
        assert change.answers == {"identifiable_data": False}
        assert "You do not need permission" in text_of(client.get(answer["Location"]))

    def test_everybody_the_rules_name_is_asked_in_one_tap(self, cast, places):
        idea, client = noticed(cast, places), cast.client(cast.grace)
        send(client, f"/changes/new/?idea={idea.public_id}", title="Patient details in a spreadsheet", **YES_YES_NO)
        change = Change.objects.get()
        here = f"/changes/{change.public_id}/before/"
        send(client, here, identifiable_data="yes")
        page = text_of(client.get(here))
        assert "Ask first, because it is about: data that identifies people." in page
        assert "Data protection impact assessment" in page
        for _twice in range(2):
            send(client, here + "ask/")
        row = Permission.objects.get()
        assert row.decider == cast.ig
        assert "Permissions Data that identifies people" in text_of(client.get(change.get_absolute_url()))
        assert send(client, f"/permissions/{row.public_id}/yes/").status_code == 403
        assert "Patient details in a spreadsheet" in text_of(cast.client(cast.ig).get("/asked-of-you/"))
        send(cast.client(cast.ig), f"/permissions/{row.public_id}/yes/", **{"from": "asked"})
        row.refresh_from_db()
        assert row.is_yes

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
        with at_most(17):
            client.get(change.get_absolute_url())
