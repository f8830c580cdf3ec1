"""The pages about people, as somebody in a browser meets them."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from groundswell.people import actions, queries
from groundswell.people.models import Invitation, Membership, Person, RoleGrant, SecurityNote
from groundswell.places.actions import rename_place
from groundswell.post.models import Outbox
from tests.cast import MONDAY, at_most, send

WORK = {
    "staff_group": "nursing_midwifery",
    "title": "Staff nurse",
    "clinical": "usual",
    "managerial": "usual",
}


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def words(answer) -> str:
    return answer.content.decode()


class TestMyName:
    def test_changing_it(self, cast):
        client = cast.client(cast.amina)
        assert 'autocomplete="name"' in words(client.get("/me/details/"))
        assert send(client, "/me/details/", name="Amina K")["Location"] == "/me/details/"
        assert Person.objects.get(pk=cast.amina.pk).name == "Amina K"

    @pytest.mark.parametrize(
        "name", ["", "   ", "a@b.example", "https://evil.example", "Ann\x00a", "Ann\u202ea", "x" * 101]
    )
    def test_what_is_no_name_is_asked_again(self, cast, name):
        answer = send(cast.client(cast.amina), "/me/details/", name=name)
        assert answer.status_code == 200
        assert "There is a problem" in words(answer)

    def test_nobody_without_an_account_sees_it(self, cast):
        assert cast.client().get("/me/details/")["Location"] == "/sign-in/?next=/me/details/"


class TestWhereIWork:
    def test_it_lists_places_roles_and_what_came_before(self, cast, places):
        actions.leave(membership=Membership.objects.get(person=cast.ward_mate), by=cast.ward_mate, at=MONDAY)
        client = cast.client(cast.ward_mate)
        with at_most(10):
            page = words(client.get("/me/places/"))
        assert "Before" in page
        assert "You are at no place yet" in page

    def test_finding_the_place_by_name_code_or_choice(self, cast, places):
        client = cast.client(cast.newcomer)
        assert "What are you there?" in words(client.get("/me/places/join/", {"place": "rp5"}))
        rename_place(place=places.ward21, name="Ward 21 Bassetlaw", at=MONDAY)  # it is found by its words
        assert "?place=RP5BA-W21" in words(client.get("/me/places/join/", {"place": "bassetl"}))
        assert "We found no place" in words(client.get("/me/places/join/", {"place": "zzz nowhere"}))

    def test_asking_says_what_happens_next(self, cast, places):
        client = cast.client(cast.newcomer)
        address = f"/me/places/join/?place={places.ward21.key}"
        assert "Until they do" in words(client.get(address))
        assert send(client, address, **WORK)["Location"] == "/me/places/"
        row = Membership.objects.get(person=cast.newcomer)
        assert (row.waiting, row.clinical, row.managerial) == (True, True, False)
        assert "Waiting for a yes" in words(client.get("/me/places/"))

    def test_the_person_decides_over_the_usual_flags(self, cast, places):
        client = cast.client(cast.newcomer)
        send(
            client,
            f"/me/places/join/?place={places.ward21.key}",
            **WORK | {"clinical": "no", "managerial": "yes"},
        )
        row = Membership.objects.get(person=cast.newcomer)
        assert (row.clinical, row.managerial) == (False, True)

    def test_a_double_tap_asks_once(self, cast, places):
        client = cast.client(cast.newcomer)
        for _tap in range(2):
            client.post(f"/me/places/join/?place={places.ward21.key}", {"request_key": "k" * 20, **WORK})
        assert Membership.objects.filter(person=cast.newcomer).count() == 1

    def test_a_title_that_may_name_a_patient_is_refused(self, cast, places):
        address = f"/me/places/join/?place={places.ward21.key}"
        answer = send(cast.client(cast.newcomer), address, **WORK | {"title": "nurse of NHS number 943 476 5919"})
        assert "may point to a patient" in words(answer)

    def test_one_changes_and_leaves_only_ones_own(self, cast):
        row = Membership.objects.get(person=cast.amina)
        client = cast.client(cast.amina)
        assert send(client, f"/me/places/{row.public_id}/", **WORK).status_code == 302
        assert cast.client(cast.sam).get(f"/me/places/{row.public_id}/").status_code == 404
        assert cast.client(cast.admin).get(f"/me/places/{row.public_id}/").status_code == 403
        assert send(cast.client(cast.admin), f"/me/places/{row.public_id}/leave/").status_code == 403
        assert client.get(f"/me/places/{row.public_id}/leave/").status_code == 200
        send(client, f"/me/places/{row.public_id}/leave/")
        row.refresh_from_db()
        assert row.until


class TestInvitation:
    @pytest.fixture
    def offer(self, cast, places):
        return actions.invite(email=cast.newcomer.email, place=places.ward21, by=cast.admin, at=timezone.now())

    def test_it_leads_through_signing_in_to_the_place(self, cast, offer):
        address = f"/invitations/{offer.public_id}/"
        assert cast.client().get(address)["Location"] == f"/sign-in/?next={address}"
        client = cast.client(cast.newcomer)
        assert "invites you" in words(client.get(address))
        assert send(client, address, **WORK)["Location"] == "/me/places/"
        assert queries.sight(Person.objects.get(pk=cast.newcomer.pk)).places
        assert "was used already" in words(client.get(address))
        assert send(client, address, **WORK).status_code == 403

    def test_for_anybody_else_it_is_not_there(self, cast, offer):
        for other in (cast.sam, cast.amina, cast.other_admin):
            assert cast.client(other).get(f"/invitations/{offer.public_id}/").status_code == 404

    def test_who_sent_it_can_take_it_back_but_not_use_it(self, cast, offer):
        client = cast.client(cast.admin)
        assert "another address" in words(client.get(f"/invitations/{offer.public_id}/"))
        send(client, f"/invitations/{offer.public_id}/take-back/")
        assert Invitation.objects.get().withdrawn_at
        assert send(cast.client(cast.newcomer), f"/invitations/{offer.public_id}/", **WORK).status_code == 403

    def test_inviting_from_the_page(self, cast, places):
        client = cast.client(cast.admin)
        assert send(client, "/places/RP5BA-W21/people/invite/", email="a@b.example").status_code == 302
        assert Outbox.objects.filter(to="a@b.example").exists()
        assert "a@b.example" in words(client.get("/places/RP5BA-W21/people/invite/"))


class TestPeopleAtAPlace:
    ADDRESS = "/places/RP5BA-W21/people/"

    def test_colleagues_see_names_but_no_addresses_and_no_tools(self, cast):
        client = cast.client(cast.next_ward)
        with at_most(9):
            page = words(client.get(self.ADDRESS))
        assert cast.amina.name in page
        for hidden in ("@", "Invite someone", "Give a role", "Has left"):
            assert hidden not in page

    def test_those_who_look_after_the_place_see_the_tools_and_who_waits(self, cast, places):
        actions.ask_to_join(
            place=places.ward21, by=cast.newcomer, at=timezone.now(), staff_group="other", title="", clinical=False,
            managerial=False,
        )  # fmt: skip
        client = cast.client(cast.admin)
        with at_most(10):
            page = words(client.get(self.ADDRESS))
        for shown in (
            cast.newcomer.email,
            "Yes, they work here",
            "Invite someone",
            "Give a role",
            "Has left",
        ):
            assert shown in page
        assert "Waiting for your answer" in words(client.get("/places/RP5/people/"))
        assert "Waiting for your answer" not in words(cast.client(cast.amina).get(self.ADDRESS))

    def test_other_organisations_and_newcomers_find_nothing(self, cast):
        for other in (cast.sam, cast.other_admin, cast.newcomer, cast.tom):
            for page in ("", "invite/", "mail-domain/", f"{cast.amina.public_id}/role/"):
                assert cast.client(other).get(self.ADDRESS + page).status_code == 404

    def test_a_board_lists_its_own_people_and_not_those_of_the_organisations_below(self, cast):
        page = words(cast.client(cast.guest).get("/places/QF7/people/"))
        assert "Commissioning manager" in page
        assert cast.helen.name not in page

    def test_a_long_list_has_a_limit_and_goes_on(self, cast, places):
        people = Person.objects.bulk_create(
            Person(email=f"p{number}@rp5.example", name=f"Person {number // 2:03}") for number in range(120)
        )
        Membership.objects.bulk_create(
            Membership(
                person=person, place=places.ward21, staff_group="other", clinical=False, managerial=False,
                joined_by="invitation", since=MONDAY, confirmed_at=MONDAY,
            )
            for person in people
        )  # fmt: skip
        client, address, seen = cast.client(cast.amina), self.ADDRESS, []
        while address:
            page = words(client.get(address))
            shown = re.findall(r'href="/people/(\w+)/"', page)
            assert len(shown) <= 50
            seen += shown
            older = re.search(r'href="(\?q=[^"]+)" rel="next"', page)
            address = self.ADDRESS + html.unescape(older[1]) if older else ""
        assert len(seen) == len(set(seen)) == len(queries.members(places.ward21, timezone.now(), limit=1000))
        assert "Person 059" in words(client.get(self.ADDRESS, {"q": "person 059"}))

    def test_saying_yes_and_no(self, cast, places):
        asked = {"staff_group": "other", "title": "", "clinical": False, "managerial": False}
        rows = [
            actions.ask_to_join(place=place, by=cast.newcomer, at=timezone.now(), **asked)
            for place in (places.ward21, places.ward17)
        ]
        client = cast.client(cast.admin)
        assert client.get(f"/memberships/{rows[0].public_id}/let-in/").status_code == 405
        send(client, f"/memberships/{rows[0].public_id}/let-in/")
        answer = send(client, f"/memberships/{rows[1].public_id}/turn-away/", reason="")
        assert "Say why" in words(answer)
        send(client, f"/memberships/{rows[1].public_id}/turn-away/", reason="Not on our rota.")
        page = words(cast.client(cast.newcomer).get("/me/places/"))
        assert "Not on our rota." in page
        assert "Waiting for a yes" not in page

    def test_giving_and_ending_a_role(self, cast):
        client = cast.client(cast.admin)
        address = f"{self.ADDRESS}{cast.amina.public_id}/role/"
        assert "Executive" not in words(client.get(address))
        day = timezone.localdate() + timedelta(days=3)
        send(client, address, role="coach", until_0=day.day, until_1=day.month, until_2=day.year)
        grant = RoleGrant.objects.get(person=cast.amina, role="coach")
        assert timezone.localtime(grant.until).date() == day + timedelta(days=1)
        send(client, f"/roles/{grant.public_id}/end/")
        grant.refresh_from_db()
        assert grant.until <= timezone.now()

    def test_a_role_one_cannot_give_is_not_accepted_from_a_made_up_form(self, cast):
        answer = send(cast.client(cast.admin), f"{self.ADDRESS}{cast.amina.public_id}/role/", role="executive")
        assert answer.status_code == 200
        assert not RoleGrant.objects.filter(person=cast.amina, role="executive").exists()

    def test_refusals_here_are_noted_though_everything_else_is_rolled_back(self, cast):
        for address in ("/places/RP5BA-W21/people/invite/", f"{self.ADDRESS}{cast.grace.public_id}/role/"):
            assert cast.client(cast.ward_mate).get(address).status_code == 403
        row = Membership.objects.get(person=cast.ward_mate)
        assert send(cast.client(cast.ward_mate), f"/memberships/{row.public_id}/let-in/").status_code == 403
        notes = list(SecurityNote.objects.values_list("kind", "who"))
        assert notes == [("refused", cast.ward_mate.public_id)] * 3

    def test_the_mail_domain_of_the_organisation(self, cast):
        client = cast.client(cast.admin)
        assert client.get("/places/RP5BA-W21/people/mail-domain/").status_code == 403
        assert send(client, "/places/RP5/people/mail-domain/", domain="nhs.net").status_code == 403
        assert send(client, "/places/RP5/people/mail-domain/", domain="rp5.example").status_code == 302
        assert "rp5.example" in words(client.get("/places/RP5/people/"))


class TestSomebodysPage:
    def test_a_colleague_sees_name_job_and_place(self, cast):
        client = cast.client(cast.next_ward)
        with at_most(8):
            page = words(client.get(f"/people/{cast.amina.public_id}/"))
        assert cast.amina.name in page
        assert "Ward 21" in page
        assert cast.amina.email not in page

    def test_the_address_is_for_the_person_and_those_who_look_after_the_place(self, cast):
        for entitled in (cast.amina, cast.admin):
            assert cast.amina.email in words(cast.client(entitled).get(f"/people/{cast.amina.public_id}/"))
        everybody = cast.everybody()
        for name in set(everybody) - {"amina", "admin"}:
            answer = cast.client(everybody[name]).get(f"/people/{cast.amina.public_id}/")
            assert cast.amina.email not in words(answer), name

    def test_strangers_and_the_forgotten_are_not_found(self, cast):
        assert cast.client(cast.sam).get(f"/people/{cast.amina.public_id}/").status_code == 404
        assert cast.client(cast.amina).get("/people/zzzzzzzzzz/").status_code == 404
        actions.forget(person=cast.ward_mate, at=timezone.now())
        assert cast.client(cast.amina).get(f"/people/{cast.ward_mate.public_id}/").status_code == 404

    def test_work_together_opens_the_page_across_organisations(self, cast):
        seen = queries.person_for(cast.sam, cast.amina.public_id, shares_work=lambda other: other == cast.amina)
        assert (seen.person, seen.email) == (cast.amina, "")

    def test_a_name_is_never_markup(self, cast):
        Person.objects.filter(pk=cast.amina.pk).update(name="<script>alert(1)</script>")
        assert "<script>alert" not in words(cast.client(cast.amina).get(f"/people/{cast.amina.public_id}/"))


def test_what_one_may_see_costs_two_questions(cast):
    with at_most(2):
        queries.sight(cast.amina)
        queries.sight(cast.amina)
