"""Where anybody reads: the public page, labels, posters and paper. Names only with a yes."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from groundswell.events.models import Notice
from groundswell.stories import actions
from groundswell.stories.models import Audience, Naming, PassingThanks, Story
from groundswell.stories.tests.conftest import TOLD
from groundswell.stories.tests.test_pages import soup, words
from tests.cast import Cast, at_most, send

pytestmark = pytest.mark.django_db
WALK = "We walk to the far cupboard"


def outside(story: Story) -> str:
    return reverse("stories:outside", args=[story.public_id])


def text_of(answer) -> str:
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(answer.content))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


@pytest.fixture
def public(tell) -> Story:
    return tell(audience=Audience.PUBLIC)


class TestPublicPage:
    def test_anybody_reads_it_without_signing_in_and_without_names(self, cast: Cast, public: Story):
        said = words(soup(Client().get(outside(public))))
        assert "moved the trolley" in said
        assert "It began because a healthcare assistant here noticed something." in said
        for name in ("Amina", "Okafor", "Yusuf"):
            assert name not in said
        assert WALK not in said

    def test_a_yes_brings_the_name_and_the_words_and_a_no_takes_them_away(self, cast: Cast, public: Story):
        address = reverse("stories:my_name", args=[public.public_id])
        send(cast.client(cast.amina), address, yes="yes")
        send(cast.client(cast.grace), address, yes="yes")
        said = words(soup(Client().get(outside(public))))
        assert "It began with what Amina Yusuf noticed" in said
        assert WALK in said
        assert "Led by Sister Grace Okafor" in said
        send(cast.client(cast.amina), address, yes="no")
        assert "Amina" not in words(soup(Client().get(outside(public))))

    def test_nobody_says_yes_for_somebody_else(self, cast: Cast, public: Story):
        address = reverse("stories:my_name", args=[public.public_id])
        assert send(cast.client(cast.next_ward), address, yes="yes").status_code == 403
        assert not Naming.objects.exists()

    @pytest.mark.parametrize("audience", [one for one in Audience.values if one != Audience.PUBLIC])
    def test_any_other_story_is_not_there_for_a_stranger(self, tell, audience: str):
        story = tell(audience=audience)
        answer = Client().get(outside(story))
        assert answer.status_code == 302
        assert answer["Location"] == story.get_absolute_url()
        assert Client().get(story.get_absolute_url())["Location"].startswith("/sign-in/")
        assert Client().get(reverse("stories:outside", args=["nothing"])).status_code == 302

    def test_withdrawn_it_is_gone(self, cast: Cast, public: Story):
        actions.withdraw(story=public, reason="Wrong.", by=cast.grace, at=TOLD)
        assert Client().get(outside(public)).status_code == 302

    def test_thanks_reach_them_once_a_day(self, public: Story):
        address = reverse("stories:passing_thanks", args=[public.public_id])
        for _again in range(3):
            answer = send(Client(), address)
            assert "They will hear of it." in words(soup(Client().get(answer["Location"])))
        assert PassingThanks.objects.get().number == 3
        assert Notice.objects.filter(event__kind="passing_thanks", person__name="Amina Yusuf").count() == 1

    def test_thanks_on_another_day_are_told_again(self, public: Story):
        actions.thank_in_passing(story=public, at=TOLD)
        actions.thank_in_passing(story=public, at=TOLD + timedelta(days=1))
        assert Notice.objects.filter(event__kind="passing_thanks", person__name="Amina Yusuf").count() == 2

    def test_budget(self, public: Story):
        client = Client()
        with at_most(14):
            client.get(outside(public))


class TestLabel:
    def test_it_names_the_thing_and_no_person(self, cast: Cast, public: Story):
        page = words(
            soup(
                cast.client(cast.next_ward).get(reverse("stories:label", args=[public.public_id]), {"thing": "trolley"})
            )
        )
        assert "This trolley is like this because a healthcare assistant here noticed" in page
        answer = cast.client(cast.next_ward).get(
            reverse("stories:labels", args=[public.public_id]), {"thing": "trolley"}
        )
        said = text_of(answer)
        assert said.count("This trolley is like this because a healthcare assistant here noticed") == 8
        assert "Amina" not in said

    def test_with_a_yes_it_names_her(self, cast: Cast, public: Story):
        actions.be_named(story=public, by=cast.amina, yes=True, at=TOLD)
        answer = cast.client(cast.next_ward).get(
            reverse("stories:labels", args=[public.public_id]), {"thing": "trolley"}
        )
        assert "This trolley is like this because Amina Yusuf noticed" in text_of(answer)

    def test_words_that_may_point_to_a_patient_are_not_printed(self, cast: Cast, public: Story):
        answer = cast.client(cast.amina).get(
            reverse("stories:labels", args=[public.public_id]), {"thing": "NHS 943 476 5919"}
        )
        assert answer.status_code == 404


class TestPaper:
    def test_all_of_the_page_on_two_sheets(self, cast: Cast, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        answer = cast.client(cast.amina).get(reverse("stories:paper", args=[story.public_id]))
        said = text_of(answer)
        for part in (
            story.title, WALK, "Amina Yusuf", "We moved the trolley.", "Night staff liked it most.", "Counting made it visible.",
                     "One afternoon and a label.", "Larwood Surgery", "A basket instead of a trolley.",
        ):  # fmt: skip
            assert part in said
        assert len(PdfReader(io.BytesIO(answer.content)).pages) <= 2

    def test_a_poster_is_one_sheet_without_names(self, cast: Cast, public: Story):
        answer = cast.client(cast.amina).get(reverse("stories:poster", args=[public.public_id]))
        said = text_of(answer)
        assert "We moved the trolley." in said
        assert "Amina" not in said
        assert len(PdfReader(io.BytesIO(answer.content)).pages) == 1

    @pytest.mark.parametrize("name", ["paper", "poster", "label", "labels"])
    def test_a_stranger_finds_nothing(self, cast: Cast, tell, name: str):
        address = reverse(f"stories:{name}", args=[tell().public_id])
        assert cast.client(cast.sam).get(address).status_code == 404


def test_whoever_is_forgotten_is_named_nowhere(cast: Cast, public: Story):
    actions.be_named(story=public, by=cast.amina, yes=True, at=TOLD)
    assert actions.export(person=cast.amina)["named_on"]
    actions.forget(person=cast.amina, at=TOLD)
    assert not Naming.objects.exists()
