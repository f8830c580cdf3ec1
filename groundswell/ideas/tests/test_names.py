"""Your name, honestly: what is offered, what the sender can still do, when it is shown."""

from __future__ import annotations

from datetime import date, timedelta
from importlib import import_module

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.db import IntegrityError, transaction
from django.test import Client

from groundswell.events.models import Credit, Event, Notice
from groundswell.ideas import actions, queries
from groundswell.ideas.jobs import due as tick
from groundswell.ideas.models import Idea, NameMode, Release
from groundswell.people import actions as people
from groundswell.people.models import Membership, RoleGrant
from groundswell.post import actions as post
from groundswell.post import numbers
from groundswell.talk.models import Comment
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import LONG_AGO, at_most, send

pytestmark = pytest.mark.django_db
WORDS = "The night rota is not fair."
NUMBER = "1234567812345678"


def page(answer):
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


@pytest.fixture
def held(cast, places, monday):
    return actions.notice(
        words=WORDS, place=places.ward21, by=cast.amina, at=monday, mode=NameMode.HELD, keeper=cast.grace, number=NUMBER
    )


@pytest.fixture
def not_kept(places, monday):
    return actions.notice(words=WORDS, place=places.ward21, by=None, at=monday, mode=NameMode.NOT_KEPT, number=NUMBER)


class TestWhatIsOffered:
    def test_three_choices_one_line_each_in_closed_details(self, cast, places):
        seen = page(cast.client(cast.amina).get("/notice/"))
        details = seen.select_one("details.app-names")
        assert "open" not in details.attrs
        assert [one["value"] for one in details.select('[name="name_mode"]')] == [
            "open",
            "held_by_answerer",
            "not_kept",
        ]
        assert "Sister Grace Okafor alone can see it" in details.get_text()
        assert seen.get_text().lower().count("freedom of information") == 1
        assert "anonymous" not in seen.get_text().lower()

    def test_the_size_of_the_group_is_told_and_a_small_one_is_warned_of(self, cast, places):
        assert "Few people" in page(cast.client(cast.amina).get("/notice/")).select_one("details.app-names").get_text()
        assert "of 4 here" not in page(cast.client(cast.amina).get("/notice/")).get_text()
        for number in range(10):
            person = type(cast.amina).objects.create_user(f"{number}@rp5.example", name=f"Nurse {number}")
            Membership.objects.create(
                person=person, place=places.ward21, staff_group="ahp", clinical=True, managerial=False, joined_by="invitation",
                since=LONG_AGO, confirmed_at=LONG_AGO,
            )  # fmt: skip
        details = page(cast.client(cast.amina).get("/notice/")).select_one("details.app-names").get_text()
        assert "Open (1 of 13 here)" in details
        assert "Few people" not in details

    def test_signed_out_without_a_poster_there_is_no_hiding(self, cast, places):
        client = Client()
        assert not page(client.get("/notice/")).select('[name="name_mode"]')
        answer = send(client, "/notice/", words=WORDS, place_key=places.ward21.key, name_mode="not_kept")
        assert "/sign-in/" in answer.headers["Location"]
        assert not Idea.objects.exists()

    def test_a_name_is_never_held_by_its_owner_and_only_where_somebody_answers(self, cast, places):
        client = cast.client(cast.grace)
        send(client, "/notice/", words=WORDS, place_key=places.ward21.key, name_mode="held_by_answerer")
        assert Idea.objects.get().keeper == cast.meera
        RoleGrant.objects.filter(role="answerer").delete()
        assert [one["value"] for one in page(client.get("/notice/")).select('[name="name_mode"]')] == [
            "open",
            "not_kept",
        ]

    def test_without_a_key_outside_the_database_no_name_is_held(self, cast, settings):
        settings.NAMES_KEY = ""
        offered = page(cast.client(cast.amina).get("/notice/")).select('[name="name_mode"]')
        assert [one["value"] for one in offered] == ["open", "not_kept"]

    def test_the_database_itself_refuses_an_owner_beside_a_hidden_name(self, held, cast):
        with pytest.raises(IntegrityError), transaction.atomic():
            Idea.objects.filter(pk=held.pk).update(owner=cast.amina)


class TestWhatIsWritten:
    def test_no_owner_no_credit_nobody_in_the_line_of_time(self, held):
        assert not Credit.objects.exists()
        assert Event.objects.get().sentence == "Someone noticed this"
        assert held.whose == "a colleague (name held)"

    def test_only_the_week_and_an_answer_due_after_it(self, not_kept):
        assert london_day(not_kept.noticed_at) == date(2026, 3, 2)
        assert not_kept.due_on == date(2026, 3, 10)

    def test_cards_say_the_week(self, not_kept, cast):
        text = page(cast.client(cast.grace).get("/ideas/")).main.get_text()
        assert "A colleague (name not kept), Ward 21, in the week of 2 March 2026" in text

    def test_another_key_opens_no_seal(self, held, settings):
        settings.NAMES_KEY = "another"
        assert numbers.unseal(held.sealed_owner) == ""

    def test_somebody_without_a_name_cannot_have_it_held(self, cast, places, monday):
        with pytest.raises(Refused):
            actions.notice(words=WORDS, place=places.ward21, by=None, at=monday, mode=NameMode.HELD, keeper=cast.grace)


class TestTheWayBack:
    def opened(self, client=None):
        answer = send(client or Client(), "/receipts/", number="1234 5678 1234 5678")
        return answer.headers["Location"]

    def test_questions_go_both_ways_by_number(self, not_kept, cast, monday):
        actions.answer(idea=not_kept, words="Which nights?", by=cast.grace, at=monday + timedelta(days=2))
        asker = cast.client(cast.meera)
        send(asker, f"/ideas/{not_kept.public_id}/talk/", deed="say", words="Is it the weekends?")
        client, there = Client(), self.opened()
        text = page(client.get(there)).main.get_text()
        assert "Which nights?" in text
        assert "Is it the weekends?" in text
        send(client, there, deed="reply", words="Fridays, most of all.")
        reply = Comment.objects.get(by_number=True)
        assert reply.person is None
        assert [line.words for line in Comment.objects.order_by("at", "pk")] == [
            "Is it the weekends?",
            "Fridays, most of all.",
        ]
        seen = page(cast.client(cast.grace).get(not_kept.get_absolute_url())).main.get_text()
        assert "The one who noticed it" in seen
        assert Notice.objects.filter(person=cast.grace, event__kind="commented").exists()

    def test_a_held_name_reads_and_writes_without_the_number(self, held, cast):
        client = cast.client(cast.amina)
        assert WORDS in page(client.get("/receipts/held/")).main.get_text()
        assert send(client, f"/receipts/held/{held.public_id}/", words="Fridays.").status_code == 302
        assert Comment.objects.get().person is None
        assert WORDS not in page(cast.client(cast.grace).get("/receipts/held/")).main.get_text()
        assert cast.client(cast.grace).get(f"/receipts/held/{held.public_id}/").status_code == 404

    def test_the_name_can_be_put_on_it_later(self, not_kept, cast):
        client = cast.client(cast.amina)
        send(client, self.opened(), deed="name")
        not_kept.refresh_from_db()
        assert (not_kept.owner, not_kept.name_mode) == (cast.amina, NameMode.OPEN)
        assert Credit.objects.get().person == cast.amina

    def test_signed_out_it_waits_while_one_signs_in(self, not_kept):
        answer = send(Client(), self.opened(), deed="name")
        assert "/sign-in/" in answer.headers["Location"]

    def test_a_held_name_is_only_its_own(self, held, cast):
        assert send(cast.client(cast.ward_mate), self.opened(), deed="name").status_code == 403
        assert send(cast.client(cast.amina), self.opened(), deed="name").status_code == 302
        held.refresh_from_db()
        assert (held.owner, held.sealed_owner, held.keeper) == (cast.amina, "", None)

    def test_the_address_closes_after_half_an_hour_and_the_number_never(self, not_kept, monkeypatch):
        there = self.opened()
        monkeypatch.setattr(numbers, "TICKET_LASTS", -1)
        answer = Client().get(there)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/receipts/")
        assert Client().get("/receipts/not-a-ticket/").status_code == 302

    def test_guessing_is_limited_and_counted(self, not_kept):
        client = Client()
        for number in range(20):
            assert "wrong" in send(client, "/receipts/", number=f"{number:016}").headers["Location"]
        assert "wait" in send(client, "/receipts/", number="9" * 16).headers["Location"]
        assert "wait" in self.opened(client)
        assert "ten minutes" in page(client.get("/receipts/?wait=1")).main.get_text()

    def test_what_is_no_number_says_so_beside_the_box(self):
        assert "A number has 16 digits" in page(send(Client(), "/receipts/", number="123")).main.get_text()


def everything(at):
    """The tick, and the letters it leaves."""
    tick(at)
    post.work(at)


def to(person, letters):
    return [letter for letter in letters if person.email in letter.to]


class TestPassingOn:
    """Whoever held a name does not answer there any more."""

    @pytest.fixture
    def left(self, held, cast, monday):
        """Sister Okafor's role is over; the deputy answers."""
        RoleGrant.objects.filter(person=cast.grace).update(until=monday)
        tick(monday + timedelta(days=1))
        held.refresh_from_db()
        return held

    def there(self, idea):
        return f"/receipts/held/{idea.public_id}/"

    def reads(self, idea, person, cast):
        answer = send(cast.client(person), f"/ideas/{idea.public_id}/whose/")
        return answer.status_code == 200 and "Amina Yusuf" in answer.content.decode()

    def test_while_the_keeper_answers_nothing_is_asked(self, held, cast, monday, mailoutbox):
        tick(monday + timedelta(days=1))
        assert Idea.objects.get().keeper == cast.grace
        text = page(cast.client(cast.amina).get(self.there(held))).main.get_text()
        assert "Sister Grace Okafor holds your name." in text
        assert "pass to" not in text
        assert not mailoutbox
        with pytest.raises(Refused):
            actions.pass_name(idea=held, to=cast.meera, by=cast.amina, at=monday)

    def test_from_that_moment_nobody_reads_it_before_and_after_the_tick(self, held, cast, monday):
        assert self.reads(held, cast.grace, cast)
        RoleGrant.objects.filter(person=cast.grace, role="answerer").update(until=monday)
        assert not self.reads(held, cast.grace, cast)
        tick(monday + timedelta(days=1))
        RoleGrant.objects.filter(person=cast.grace, role="answerer").update(until=None)
        for person in (cast.grace, cast.meera, cast.helen, cast.admin):
            assert not self.reads(held, person, cast)

    @pytest.mark.parametrize("how", ["role", "away_for_good", "closed", "forgotten"])
    def test_the_owner_is_asked_once_by_the_short_letter(self, held, cast, places, monday, mailoutbox, how):
        actions.answer(idea=held, words="Which nights?", by=cast.meera, at=monday)
        everything(monday)
        mailoutbox.clear()
        if how == "role":
            people.end_role(grant=RoleGrant.objects.get(person=cast.grace, role="answerer"), by=cast.admin, at=monday)
        elif how == "away_for_good":
            Membership.objects.filter(person=cast.grace).update(until=monday)
            RoleGrant.objects.filter(person=cast.grace).update(until=monday)
        elif how == "closed":
            people.close_account(person=cast.grace, at=monday)
        else:
            people.forget(person=cast.grace, at=monday)
        for hours in (1, 2, 24, 48):
            everything(monday + timedelta(hours=hours))
        letters = [one for one in mailoutbox if one.to == [cast.amina.email]]
        assert len(letters) == 1
        assert "/receipts/held/" in letters[0].body
        assert "Ward" not in letters[0].body
        assert held.public_id not in letters[0].body

    def test_with_the_owners_yes_it_passes_and_the_new_keeper_is_told(self, left, cast, monday):
        client = cast.client(cast.amina)
        assert "May your name pass to Dr Meera Patel?" in page(client.get("/receipts/held/")).main.get_text()
        assert "Nobody can read your name now" in page(client.get(self.there(left))).main.get_text()
        before = left.sealed_owner
        send(client, self.there(left), deed=f"pass {cast.meera.public_id}")
        left.refresh_from_db()
        assert left.keeper == cast.meera
        assert left.sealed_owner != before
        assert self.reads(left, cast.meera, cast)
        assert not self.reads(left, cast.grace, cast)
        assert Notice.objects.get(event__kind="idea_name_passed").person == cast.meera
        assert Event.objects.get(kind="idea_name_passed").actor is None
        assert "Dr Meera Patel holds your name." in page(client.get(self.there(left))).main.get_text()

    def test_with_a_no_it_stays_sealed_and_a_later_yes_still_counts(self, left, cast, monday):
        client = cast.client(cast.amina)
        send(client, self.there(left), deed="seal")
        text = page(client.get(self.there(left))).main
        assert "as you wished" in text.get_text()
        assert not text.select('[value="seal"]')
        assert not any(self.reads(left, person, cast) for person in (cast.grace, cast.meera))
        assert not Event.objects.filter(kind="idea_name_passed").exists()
        send(client, self.there(left), deed=f"pass {cast.meera.public_id}")
        assert self.reads(left, cast.meera, cast)

    def test_nobody_else_says_yes_or_no_and_a_yes_is_for_the_person_named(self, left, cast, monday):
        for person in (cast.grace, cast.meera, cast.ward_mate, cast.admin):
            for deed in (f"pass {cast.meera.public_id}", "seal"):
                assert send(cast.client(person), self.there(left), deed=deed).status_code == 404
            with pytest.raises(Refused):
                actions.pass_name(idea=left, to=cast.meera, by=person, at=monday)
            with pytest.raises(Refused):
                actions.keep_sealed(idea=left, by=person)
        for whom in (cast.ward_mate, cast.amina, cast.helen):
            assert send(cast.client(cast.amina), self.there(left), deed=f"pass {whom.public_id}").status_code == 403
        assert Idea.objects.get().keeper is None

    def test_a_keeper_written_into_the_database_opens_nothing(self, left, cast):
        Idea.objects.update(keeper=cast.meera)
        assert not self.reads(left, cast.meera, cast)

    def test_names_held_before_are_sealed_for_whoever_holds_them(self, held, cast, settings):
        migration = import_module("groundswell.ideas.migrations.0007_a_name_for_one_keeper")
        Idea.objects.update(sealed_owner=numbers.seal(str(cast.amina.pk), int(held.noticed_at.timestamp())))
        assert not self.reads(held, cast.grace, cast)
        key, settings.NAMES_KEY = settings.NAMES_KEY, "another"
        migration.seal_for_the_keeper(apps, None)
        settings.NAMES_KEY = key
        assert not self.reads(held, cast.grace, cast)
        migration.seal_for_the_keeper(apps, None)
        assert self.reads(held, cast.grace, cast)

    def test_with_nobody_to_pass_it_to_the_question_waits_and_then_comes(self, held, cast, monday, mailoutbox):
        actions.answer(idea=held, words="Which nights?", by=cast.meera, at=monday)
        everything(monday)
        everything(monday)  # the letters that the first round left
        mailoutbox.clear()
        grants = RoleGrant.objects.filter(role__in=["answerer", "deputy"])
        RoleGrant.objects.filter(pk__in=list(grants.values_list("pk", flat=True))).update(until=monday)
        everything(monday + timedelta(days=1))
        client = cast.client(cast.amina)
        assert "When somebody answers there, you are asked here" in page(client.get(self.there(held))).main.get_text()
        assert "May your name pass" not in page(client.get("/receipts/held/")).main.get_text()
        assert not to(cast.amina, mailoutbox)
        RoleGrant.objects.create(person=cast.amina, place=held.place, role="answerer", since=monday)
        everything(monday + timedelta(days=2))
        assert not to(cast.amina, mailoutbox), "nobody holds their own name"
        RoleGrant.objects.create(person=cast.ward_mate, place=held.place, role="deputy", since=monday)
        everything(monday + timedelta(days=3))
        assert len(to(cast.amina, mailoutbox)) == 1

    def test_without_the_key_nothing_is_decided(self, held, cast, settings, monday):
        RoleGrant.objects.filter(person=cast.grace).update(until=monday)
        settings.NAMES_KEY = "another"
        tick(monday + timedelta(days=1))
        assert Idea.objects.get().keeper == cast.grace

    def test_while_it_waits_to_be_shown_its_passing_tells_nobody_of_it(self, cast, places, monday):
        idea = actions.notice(
            words=WORDS, place=places.ward21, by=cast.amina, at=monday, mode=NameMode.HELD, keeper=cast.grace,
            release=Release.FIVE,
        )  # fmt: skip
        RoleGrant.objects.filter(person=cast.grace).update(until=monday)
        actions.pass_name(idea=idea, to=cast.meera, by=cast.amina, at=monday + timedelta(days=1))
        assert not Event.objects.exists()

    def test_the_pages_and_the_tick_keep_their_budgets(self, held, cast, places, monday):
        for _number in range(20):
            actions.notice(
                words=WORDS, place=places.ward21, by=cast.amina, at=monday, mode=NameMode.HELD, keeper=cast.grace
            )
        client = cast.client(cast.amina)
        with at_most(7):
            client.get("/receipts/held/")
        with at_most(3):
            assert not queries.keepers_gone(monday)
        RoleGrant.objects.filter(person=cast.grace).update(until=monday)
        with at_most(5):
            assert len(queries.keepers_gone(monday)) == 21


class TestWhenItIsShown:
    def wait(self, places, at, release, by=None, mode=NameMode.NOT_KEPT):
        return actions.notice(words=WORDS, place=places.ward21, by=by, at=at, mode=mode, release=release)

    def test_after_a_day(self, cast, places, monday):
        idea = self.wait(places, monday, Release.DAY)
        client = cast.client(cast.grace)
        assert client.get(idea.get_absolute_url()).status_code == 404
        assert not Notice.objects.exists()
        tick(monday + timedelta(hours=23))
        assert client.get(idea.get_absolute_url()).status_code == 404
        for _twice in range(2):
            tick(monday + timedelta(days=1))
        assert client.get(idea.get_absolute_url()).status_code == 200
        assert Event.objects.filter(kind="idea_noticed").count() == 1

    def test_five_together(self, cast, places, monday):
        four = [self.wait(places, monday, Release.FIVE) for _number in range(4)]
        assert not Event.objects.exists()
        fifth = self.wait(places, monday + timedelta(days=3), Release.FIVE)
        shown = Idea.objects.shown()
        assert {one.pk for one in shown} == {one.pk for one in (*four, fifth)}
        assert Event.objects.filter(kind="idea_noticed").count() == 5

    def test_five_of_one_person_whose_name_is_held_are_not_five(self, cast, places, monday):
        for _number in range(6):
            actions.notice(
                words=WORDS, place=places.ward21, by=cast.amina, at=monday, mode=NameMode.HELD, keeper=cast.grace,
                release=Release.FIVE,
            )  # fmt: skip
        assert not Idea.objects.shown().exists()

    def test_alone_for_fourteen_days_it_is_shown(self, cast, places, monday):
        self.wait(places, monday, Release.FIVE)
        tick(monday + timedelta(days=13))
        assert not Idea.objects.shown().exists()
        tick(monday + timedelta(days=14))
        assert Idea.objects.shown().exists()
