"""Your idea became real: told once, for good, wherever the owner works now; and the quiet page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from groundswell.benefits.models import Benefit
from groundswell.changes import actions as changes
from groundswell.changes import rules as change_rules
from groundswell.changes.models import BecameReal, Change, ChangePlace
from groundswell.events.models import Event, Notice
from groundswell.ideas import actions as ideas
from groundswell.ideas.models import Idea
from groundswell.people.models import Membership
from groundswell.people.queries import look_again
from groundswell.post.models import Outbox
from groundswell.stories.models import Audience
from groundswell.talk import actions as talk
from groundswell.ui.verdicts import YES
from tests.cast import Cast, Places, at_most

from .conftest import OPENED, TOLD

LATER = TOLD + timedelta(days=100)
OWNER_HEARS = {"became_real", "made_normal"}


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> None:
    """When it may be normal practice is tested in its own room."""
    monkeypatch.setattr(change_rules, "may_make_normal", lambda *_all: YES)


def make_normal(change: Change, by: Any, place: Any = None) -> None:
    change = Change.objects.get(pk=change.pk)
    row = change.change_places.get(**({"place": place} if place else {"home": True}))
    changes.make_normal(change=change, row=row, by=by, at=LATER)


def heard(person: Any) -> list[str]:
    rows = Notice.objects.filter(person=person, event__kind__in=OWNER_HEARS).order_by("pk")
    return list(rows.values_list("event__kind", flat=True))


@pytest.mark.usefixtures("may")
class TestOnce:
    def test_one_notice_and_one_letter_without_a_word_of_hers(self, cast: Cast, idea: Idea, working: Change, measure):
        make_normal(working, cast.grace)
        assert heard(cast.amina) == ["became_real"]
        assert Event.objects.get(kind="became_real").address == reverse("stories:became_real", args=[idea.public_id])
        (letter,) = Outbox.objects.filter(to=cast.amina.email, subject="Your idea became real")
        assert "cupboard" not in letter.body
        assert heard(cast.manager) == ["made_normal"]

    def test_at_another_place_she_hears_that_and_not_again_that_it_is_real(
        self, cast: Cast, places: Places, working, measure
    ):
        changes.bring_in(change=working, place=places.ward17, by=cast.grace, at=TOLD)
        ChangePlace.objects.update(state="working")
        make_normal(working, cast.grace, places.ward17)
        assert heard(cast.amina) == ["made_normal"]
        make_normal(working, cast.grace)
        assert heard(cast.amina) == ["made_normal", "became_real"]

    def test_stopped_and_made_real_by_another_change_it_is_said_as_news_of_that(
        self, cast: Cast, places, idea, working, measure
    ):
        make_normal(working, cast.grace)
        changes.stop(
            change=Change.objects.get(pk=working.pk), reason="The shelf broke.", learned="", by=cast.grace, at=LATER
        )
        idea.refresh_from_db()
        again = changes.open_change(
            title="A stronger shelf", place=places.ward21, reversible=True, inside_team=True, new_risk=False, by=cast.grace,
            at=LATER, idea=idea,
        )  # fmt: skip
        again.change_places.update(state="working")
        make_normal(again, cast.grace)
        assert heard(cast.amina) == ["became_real", "made_normal"]
        assert BecameReal.objects.get(idea=idea).change == working

    def test_whoever_said_the_same_before_is_told_as_well(self, cast: Cast, places: Places, idea, working, measure):
        double = ideas.notice(words="The far cupboard again.", place=places.ward21, by=cast.ward_mate, at=OPENED)
        Idea.objects.filter(pk=double.pk).update(joined_to=idea)
        make_normal(working, cast.grace)
        assert heard(cast.ward_mate) == heard(cast.amina) == ["became_real"]

    def test_a_hidden_owner_is_told_by_the_receipt_alone(self, cast: Cast, idea: Idea, working, measure):
        Idea.objects.filter(pk=idea.pk).update(owner=None, name_mode="not_kept")
        make_normal(working, cast.grace)
        assert not Notice.objects.filter(event__kind="became_real").exists()
        page = cast.client(cast.grace).get(reverse("stories:became_real", args=[idea.public_id])).content.decode()
        assert "a colleague (name not kept)" in page
        assert "Amina" not in page
        assert not mail.outbox


class TestAnyOrder(TestCase):
    """Whatever happens in whatever order at whatever place, an idea becomes real to its owner once at most."""

    @pytest.fixture(autouse=True)
    def here(self, cast: Cast, places: Places, idea, working, measure, may) -> None:
        self.cast, self.places, self.idea, self.change = cast, places, idea, working
        changes.bring_in(change=working, place=places.ward17, by=cast.grace, at=TOLD)

    @settings(
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
        deadline=None,
        max_examples=15,
    )
    @given(st.lists(st.sampled_from(["home", "other", "stop", "again"]), max_size=6))
    def test_once_at_most(self, deeds: list[str]):
        change = self.change
        for deed in deeds:
            change = Change.objects.get(pk=change.pk)
            if deed == "stop" and not change.stopped_at:
                changes.stop(change=change, reason="It broke.", learned="", by=self.cast.grace, at=LATER)
            elif deed == "again" and change.stopped_at:
                change = changes.open_change(
                    title="Again", place=self.places.ward21, reversible=True, inside_team=True, new_risk=False, by=self.cast.grace,
                    at=LATER, idea=Idea.objects.get(pk=self.idea.pk),
                )  # fmt: skip
            elif deed in ("home", "other"):
                place = self.places.ward21 if deed == "home" else self.places.ward17
                row = change.change_places.filter(place=place).first()
                if row and not change.stopped_at:
                    ChangePlace.objects.filter(pk=row.pk).update(state="working")
                    make_normal(change, self.cast.grace, place)
        told = heard(self.cast.amina).count("became_real")
        assert told == BecameReal.objects.count() <= 1
        assert told == ("home" in deeds and not _only_when_stopped(deeds))


def _only_when_stopped(deeds: list[str]) -> bool:
    """Whether every *normal practice at home* came while nothing ran."""
    runs = True
    for deed in deeds:
        if deed == "home" and runs:
            return False
        runs = {"stop": False, "again": True}.get(deed, runs)
    return True


@pytest.mark.usefixtures("may")
class TestPage:
    def address(self, idea: Idea) -> str:
        return reverse("stories:became_real", args=[idea.public_id])

    def get(self, cast: Cast, who: Any, idea: Idea) -> str:
        answer = cast.client(who).get(self.address(idea))
        assert answer.status_code == 200
        return " ".join(BeautifulSoup(answer.content, "html.parser").find("main").get_text(" ").split())

    def test_not_before_it_is_real(self, cast: Cast, idea: Idea, working):
        assert cast.client(cast.amina).get(self.address(idea)).status_code == 404

    def test_before_after_thank_you(self, cast: Cast, places: Places, idea, working, measure):
        changes.claim_benefit(
            change=working, place=places.ward21, kind="time_to_care", words="Two walks fewer.", basis="estimated", amount=3,
            unit="hours_a_week", staff_group="nursing_support", by=cast.grace, at=TOLD,
        )  # fmt: skip
        assert Benefit.objects.exists()
        talk.thank(
            subject=working.subject, place=places.ward21, to=cast.amina, words="For saying it.", by=cast.meera, at=TOLD
        )
        make_normal(working, cast.grace)
        said = self.get(cast, cast.amina, idea)
        parts = [
            "Your idea became real", "Before We walk to the far cupboard twice in every drug round.", "Trolley next to the bay",
            "3 walks on 18 May 2026", "What came of it", "Dr Meera Patel thanked Amina Yusuf: For saying it.",
            "Sister Grace Okafor and The trust's operations manager made it real with you.", "Tell the story",
        ]  # fmt: skip
        assert sorted(parts, key=said.index) == parts
        assert "This idea became real" in self.get(cast, cast.ward_mate, idea)

    def test_who_has_moved_to_another_employer_gets_the_letter_and_reads_the_page(
        self, cast: Cast, places, idea, working, measure
    ):
        Membership.objects.filter(person=cast.amina).update(until=TOLD)
        Membership.objects.create(
            person=cast.amina, place=places.ward6, title="Healthcare assistant", staff_group="nursing_support", clinical=True,
            managerial=False, joined_by="invitation", since=TOLD, confirmed_at=TOLD,
        )  # fmt: skip
        look_again(cast.amina)
        make_normal(working, cast.grace)
        assert Outbox.objects.filter(to=cast.amina.email, subject="Your idea became real").count() == 1
        client = cast.client(cast.amina)
        page = BeautifulSoup(client.get(self.address(idea)).content, "html.parser")
        assert "Your idea became real" in page.h1.get_text()
        for link in page.find("main").select("a[href^='/']"):
            assert client.get(link["href"]).status_code == 200, link

    def test_and_who_works_nowhere_any_more(self, cast: Cast, idea, working, measure):
        Membership.objects.filter(person=cast.amina).update(until=TOLD)
        look_again(cast.amina)
        make_normal(working, cast.grace)
        assert "Your idea became real" in self.get(cast, cast.amina, idea)

    def test_the_story_when_it_is_told(self, cast: Cast, idea, working, tell, take_up):
        story = tell(audience=Audience.EVERYONE)
        take_up(story)
        make_normal(working, cast.grace)
        said = self.get(cast, cast.amina, idea)
        assert "Read the story" in said
        assert "Tell the story" not in said
        assert "1 other place has taken it up." in said

    def test_a_stranger_finds_nothing(self, cast: Cast, idea, working, measure):
        make_normal(working, cast.grace)
        assert cast.client(cast.sam).get(self.address(idea)).status_code == 404

    def test_budget(self, cast: Cast, idea, working, tell):
        tell()
        make_normal(working, cast.grace)
        client = cast.client(cast.amina)
        client.get(self.address(idea))
        with at_most(30):
            client.get(self.address(idea))
