"""Behind *more*: whether it will last, and how far it has come; offered, derived, correctable, never a gate."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.changes import actions, queries
from groundswell.changes.lasting import SCALE, Known, derived, sorted_out
from groundswell.changes.models import Factor, LastingCheck, State
from groundswell.changes.tests.making import TUESDAY, learned, led, text_of, tried
from groundswell.measures.models import Measure, Reading
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY, at_most, send


@pytest.mark.parametrize(
    ("known", "tenths"),
    [
        (Known(State.PAIRING), 5), (Known(State.PAIRING, seats=2, aim=True), 10), (Known(State.PAIRING, seats=2), 5),
        (Known(State.PAIRING, seats=1, planned=True), 15), (Known(State.PAIRING, planned=True), 5),
        (Known(State.TRYING, seats=1), 20), (Known(State.TRYING, ended_tests=1), 25),
        (Known(State.TRYING, ended_tests=1, improved=True), 30), (Known(State.TRYING, improved=True), 20),
        (Known(State.WORKING), 30), (Known(State.WORKING, improved=True), 35), (Known(State.WORKING, on_target=True), 30),
        (Known(State.WORKING, improved=True, on_target=True), 40), (Known(State.NORMAL), 45),
        (Known(State.NORMAL, spread=True), 50),
    ],
)  # fmt: skip
def test_the_score_follows_from_what_was_done(known, tenths):
    score, because = derived(known)
    assert score == tenths
    assert score in SCALE
    assert because


class TestProgress:
    def test_it_is_derived_until_the_pair_says_otherwise_with_a_word_why(self, cast, places):
        change = led(cast, places)
        test = tried(change, cast.meera)
        learned(test, cast.meera, decision="adapt")
        client, here = cast.client(cast.grace), f"/changes/{change.public_id}/progress/"
        with at_most(26):
            assert "2.5 Changes tested but no improvement" in text_of(client.get(here))
        assert (
            "Write something here"
            in client.post(here, {"tenths": "30", "why": "", "request_key": "a" * 32}).content.decode()
        )
        send(client, here, tenths="30", why="The night shift counts it on paper.")
        page = text_of(client.get(here))
        assert "3.0 Modest improvement" in page
        assert "The night shift counts it on paper." in page
        assert "What was done would say 2.5 Changes tested but no improvement" in page
        assert actions.export(person=cast.grace)["said_how_far_it_is"][0]["score"] == 3.0

    def test_others_read_it(self, cast, places):
        change = led(cast, places)
        with pytest.raises(Refused):
            actions.say_progress(change=change, tenths=30, why="I think so.", by=cast.ward_mate, at=MONDAY)
        assert "The co-leads do this" in text_of(
            cast.client(cast.ward_mate).get(f"/changes/{change.public_id}/progress/")
        )


class TestAsASpreadsheet:
    """What an organisation takes away of its own changes."""

    def rows(self, client, place) -> list[dict[str, str]]:
        answer = client.get(f"/changes/as-csv/?place={place.key}")
        assert answer["Content-Disposition"] == f'attachment; filename="changes-{place.key}.csv"'
        return list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))

    def test_the_score_is_what_the_pair_says_and_else_what_follows(self, cast, places):
        change = led(cast, places)
        learned(tried(change, cast.meera), cast.meera, decision="adapt")
        client = cast.client(cast.amina)
        (row,) = self.rows(client, places.ward21)
        assert row["change"] == change.title
        assert row["address"].endswith(change.get_absolute_url())
        assert (row["ihi_score"], row["ihi_score_in_words"]) == ("2.5", "Changes tested but no improvement")
        assert (row["score_is"], row["score_said_on"]) == ("derived", "")
        assert row["score_because"] == "Tests have ended, and no chart shows an improvement yet."
        actions.say_progress(change=change, tenths=30, why="=1+1 on the night shift", by=cast.grace, at=TUESDAY)
        (row,) = self.rows(client, places.rp5)
        assert (row["ihi_score"], row["ihi_score_in_words"]) == ("3.0", "Modest improvement")
        assert (row["score_is"], row["derived_ihi_score"]) == ("said by the pair", "2.5")
        assert row["score_said_on"] == TUESDAY.date().isoformat()
        assert row["score_because"] == "'=1+1 on the night shift", "no formula"
        assert cast.grace.name not in str(row)

    def test_it_is_the_score_that_the_page_of_each_change_shows(self, cast, places):
        changes = [led(cast, places) for _n in range(3)]
        learned(tried(changes[1], cast.meera), cast.meera, decision="adopt")
        tried(changes[2], cast.meera)
        actions.stop(change=changes[2], reason="No time", learned="Ask first", by=cast.grace, at=TUESDAY)
        rows = {
            row["address"].split("/")[-2]: row["ihi_score"] for row in self.rows(cast.client(cast.amina), places.rp5)
        }
        for change in changes:
            found = queries.change_for(cast.grace, change.public_id)
            assert rows[change.public_id] == f"{queries.progress_of(found).tenths / 10:.1f}"
        assert set(rows.values()) == {"0.5", "3.0", "2.0"}

    def test_a_chart_of_its_own_that_shows_an_improvement_counts_and_that_of_another_does_not(self, cast, places):
        better, same = (led(cast, places) for _n in range(2))
        for change, values in ((better, [9, 8] * 8 + [2, 1] * 4), (same, [9, 8] * 12)):
            learned(tried(change, cast.meera), cast.meera, decision="adopt")
            measure = Measure.objects.create(
                name="Walks", direction="decrease", interval="week", place=change.place, organisation=change.organisation,
                started_by=cast.grace, started_at=MONDAY,
            )  # fmt: skip
            change.measures.add(measure)
            Reading.objects.bulk_create(
                Reading(measure=measure, on=MONDAY.date() + timedelta(weeks=week), value=value, at=MONDAY)
                for week, value in enumerate(values)
            )
        rows = {
            row["address"].split("/")[-2]: row["ihi_score"] for row in self.rows(cast.client(cast.amina), places.rp5)
        }
        assert rows == {better.public_id: "3.5", same.public_id: "3.0"}

    def test_only_for_who_works_there(self, cast, places):
        led(cast, places)
        assert cast.client(cast.pat).get(f"/changes/as-csv/?place={places.rp5.key}").status_code == 404

    def test_many_cost_no_more_than_one(self, cast, places):
        client = cast.client(cast.amina)
        for _n in range(6):
            learned(tried(led(cast, places), cast.meera), cast.meera, decision="adopt")
        self.rows(client, places.rp5)
        with at_most(15):
            assert len(self.rows(client, places.rp5)) == 6


class TestLasting:
    def test_it_is_offered_after_sixty_days_of_trying(self, cast, places):
        change = led(cast, places)
        assert not queries.offers_check(change, MONDAY + timedelta(days=60))
        tried(change, cast.meera)
        assert not queries.offers_check(change, MONDAY + timedelta(days=59))
        assert queries.offers_check(change, MONDAY + timedelta(days=60))
        assert "Will it last?" in text_of(cast.client(cast.meera).get(change.get_absolute_url()))

    def test_ten_taps_say_what_is_strong_and_what_needs_care_and_can_be_said_again(self, cast, places):
        change = led(cast, places)
        client, here = cast.client(cast.meera), f"/changes/{change.public_id}/will-it-last/"
        send(client, here, benefits="strong", senior="weak", clinical="partly")
        first = LastingCheck.objects.get()
        assert set(first.answers) == set(Factor.values)
        send(client, here, benefits="strong", senior="strong")
        with at_most(20):
            page = text_of(client.get(here))
        assert page.index("Strong It helps more people than patients Those at the top back it") < page.index("Before")
        assert "strong in 1 of ten. Needs care: Those at the top back it" in page

    def test_what_was_not_answered_is_not_known(self):
        found = sorted_out({Factor.FIT: "weak"})
        assert found["weak"] == ["It fits what the organisation wants"]
        assert len(found["unknown"]) == 9

    def test_it_stops_nothing_and_outlives_who_answered(self, cast, places):
        change = led(cast, places)
        actions.check_lasting(change=change, answers={}, by=cast.meera, at=TUESDAY)
        actions.forget(person=cast.meera, at=timezone.now())
        assert LastingCheck.objects.count() == 1
        with pytest.raises(Refused):
            actions.check_lasting(change=change, answers={}, by=cast.ward_mate, at=TUESDAY)
