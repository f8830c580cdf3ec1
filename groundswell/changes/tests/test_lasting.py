"""Behind *more*: whether it will last, and how far it has come; offered, derived, correctable, never a gate."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from groundswell.changes import actions, queries
from groundswell.changes.lasting import SCALE, Known, derived, sorted_out
from groundswell.changes.models import Factor, LastingCheck, State
from groundswell.changes.tests.making import TUESDAY, learned, led, text_of, tried
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
