"""What came of a change: said on its page, confirmed by the other co-lead."""

from __future__ import annotations

import pytest
from django.urls import reverse

from groundswell.benefits import actions as benefits
from groundswell.benefits.models import Basis, Benefit, Class, State
from groundswell.changes.tests.making import led, noticed, opened, text_of
from tests.cast import MONDAY, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(cast, places):
    return led(cast, places)


def claimed(work, by, number: int) -> Benefit:
    return benefits.claim(
        kind=Class.EXPERIENCE, words=f"Calmer rounds, {number}.", basis=Basis.MEASURED, place=work.place, work=work.subject,
        by=by, at=MONDAY,
    )  # fmt: skip


class TestOnTheChange:
    def test_the_last_of_many_is_confirmed_as_well(self, cast, work):
        last = [claimed(work, cast.grace, number) for number in range(60)][-1]
        answer = send(
            cast.client(cast.meera), reverse("changes:confirm_benefit", args=[work.public_id, last.public_id])
        )
        assert answer.status_code == 302
        last.refresh_from_db()
        assert last.state == State.BY_CO_LEAD

    def test_more_than_a_page_is_paged_newest_first_and_the_change_shows_a_few(self, cast, work):
        for number in range(52):
            claimed(work, cast.grace, number)
        client, here = cast.client(cast.meera), reverse("changes:benefits", args=[work.public_id])
        first, second = client.get(here), client.get(here, {"page": "1"})
        assert first.content.decode().count("app-row__title") == 50
        assert "Calmer rounds, 51." in text_of(first)
        assert "?page=1" in first.content.decode()
        assert "Calmer rounds, 0." in text_of(second)
        assert "Older" not in text_of(second)
        assert "Newer" in text_of(second)
        assert client.get(here, {"page": "nonsense"}).content.decode().count("app-row__title") == 50
        page = client.get(work.get_absolute_url())
        assert page.content.decode().count('href="/benefits/') == 5
        assert "All that came of it" in text_of(page)

    def test_what_came_of_another_change_is_not_found_here(self, cast, places, work):
        other = opened(cast, places, idea=noticed(cast, places, "The label printer is two floors away."))
        benefit = claimed(other, cast.grace, 1)
        answer = send(
            cast.client(cast.meera), reverse("changes:confirm_benefit", args=[work.public_id, benefit.public_id])
        )
        assert answer.status_code == 404
        benefit.refresh_from_db()
        assert benefit.state == State.CLAIMED

    def test_what_was_taken_back_is_not_confirmed(self, cast, work):
        benefit = claimed(work, cast.grace, 1)
        benefits.take_back(benefit=benefit, by=cast.grace, at=MONDAY)
        answer = send(
            cast.client(cast.meera), reverse("changes:confirm_benefit", args=[work.public_id, benefit.public_id])
        )
        assert answer.status_code == 404

    def test_said_in_two_steps_and_confirmed_by_the_other_co_lead(self, cast, work):
        client, here = cast.client(cast.grace), reverse("changes:benefits", args=[work.public_id])
        assert "Time released to care" in text_of(client.get(here))
        form = client.get(here, {"kind": "time_to_care"})
        assert "Whose time?" in text_of(form)
        send(
            client, here, kind="time_to_care", words="Nurses walk less.", amount="2.5", staff_group="nursing_midwifery",
            basis="measured",
        )  # fmt: skip
        benefit = Benefit.objects.get()
        assert (benefit.work, benefit.place) == (work.subject, work.place)
        assert "Yes, that is so" not in text_of(client.get(here))
        other = cast.client(cast.meera)
        assert "which you co-lead" in text_of(other.get(reverse("front:asked_of_you")))
        send(other, reverse("changes:confirm_benefit", args=[work.public_id, benefit.public_id]))
        benefit.refresh_from_db()
        assert benefit.state == State.BY_CO_LEAD
        assert "Time released to care" in text_of(other.get(work.get_absolute_url()))

    def test_a_missing_answer_is_said_next_to_the_field_and_nothing_typed_is_lost(self, cast, work):
        client, here = cast.client(cast.grace), reverse("changes:benefits", args=[work.public_id])
        page = send(client, here, kind="carbon", words="Fewer gloves.", amount="40")
        said = text_of(page)
        for error in ("Say how often.", "Give the source and its year.", "Say how you know."):
            assert error in said
        assert "Fewer gloves." in page.content.decode()
        assert not Benefit.objects.exists()

    def test_no_class_chosen_is_said(self, cast, work):
        page = cast.client(cast.grace).get(reverse("changes:benefits", args=[work.public_id]), {"asked": "1"})
        assert "Choose one." in text_of(page)

    def test_words_about_a_patient_are_refused(self, cast, work):
        here = reverse("changes:benefits", args=[work.public_id])
        words_of_a_patient = "NHS number 943 476 5919 is happy."
        page = send(cast.client(cast.grace), here, kind="experience", words=words_of_a_patient, basis="measured")
        assert "may point to a patient" in text_of(page)
        assert not Benefit.objects.exists()
