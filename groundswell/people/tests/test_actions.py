"""Joining, inviting, leaving, roles, forgetting: what is saved, who is told, what is noted."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command

from groundswell.people import actions, queries
from groundswell.people.models import (
    Invitation,
    MailDomain,
    Membership,
    Person,
    RoleGrant,
    SecurityNote,
    StaffGroup,
)
from groundswell.post.models import Outbox
from groundswell.ui.verdicts import Refused
from tests.cast import MONDAY

NURSE = {
    "staff_group": StaffGroup.NURSING_MIDWIFERY,
    "title": "Staff nurse",
    "clinical": True,
    "managerial": False,
}
LATER = MONDAY + timedelta(days=1)


@pytest.fixture
def new(places) -> Person:
    return Person.objects.create_user("new@hospital.example", "New Person")


def asks(person, place, at=MONDAY):
    return actions.ask_to_join(place=place, by=person, at=at, **NURSE)


class TestAskingToJoin:
    def test_until_somebody_says_yes_nothing_of_the_organisation_is_seen(self, cast, places, new):
        row = asks(new, places.ward21)
        assert row.waiting
        assert not queries.sight(new, LATER).organisations
        actions.confirm(membership=row, by=cast.admin, at=LATER)
        assert queries.sight(new, LATER).works_at(places.ward21)

    def test_those_who_can_answer_are_told_by_mail(self, cast, places, new):
        asks(new, places.ward21)
        told = set(Outbox.objects.values_list("to", flat=True))
        assert cast.admin.email in told
        assert cast.other_admin.email not in told
        assert len(told) <= 5

    def test_a_no_carries_its_reason_and_stays_a_no(self, cast, places, new):
        row = asks(new, places.ward21)
        actions.refuse(membership=row, by=cast.admin, at=LATER, reason="Nobody knows you here.")
        row.refresh_from_db()
        assert (row.refused, row.refused_because) == (True, "Nobody knows you here.")
        assert not queries.sight(new, LATER).organisations
        with pytest.raises(Refused):
            actions.confirm(membership=row, by=cast.admin, at=LATER)

    def test_a_stranger_cannot_answer(self, cast, places, new):
        row = asks(new, places.ward21)
        for stranger in (cast.other_admin, cast.amina, cast.coach, new):
            with pytest.raises(Refused):
                actions.confirm(membership=row, by=stranger, at=LATER)

    def test_the_same_place_is_not_asked_twice(self, places, new):
        asks(new, places.ward21)
        with pytest.raises(Refused):
            asks(new, places.ward21)

    def test_after_five_open_questions_there_is_no_sixth(self, places, new):
        for place in (places.ward21, places.ward17, places.reception, places.ward6, places.rhq):
            asks(new, place)
        with pytest.raises(Refused):
            asks(new, places.larwood)


class TestMailDomains:
    def test_an_address_at_the_organisations_own_domain_is_in_at_once(self, places, new):
        MailDomain.objects.create(domain="hospital.example", place=places.rp5)
        row = asks(new, places.ward21)
        assert (row.joined_by, row.confirmed_at) == ("domain", MONDAY)
        assert queries.sight(new, LATER).works_at(places.ward21)

    def test_it_opens_no_other_organisation(self, places, new):
        MailDomain.objects.create(domain="hospital.example", place=places.rp5)
        assert asks(new, places.ward6).waiting

    @pytest.mark.parametrize(
        "address", ["new@evil.hospital.example", "new@hospital.example.evil", "new@nothospital.example"]
    )
    def test_a_domain_that_only_looks_alike_proves_nothing(self, places, address):
        MailDomain.objects.create(domain="hospital.example", place=places.rp5)
        assert asks(Person.objects.create_user(address), places.ward21).waiting

    def test_a_shared_domain_proves_nothing_even_if_it_got_into_the_table(self, places):
        MailDomain.objects.create(domain="nhs.net", place=places.rp5)
        assert asks(Person.objects.create_user("new@nhs.net"), places.ward21).waiting

    def test_an_administrator_enters_the_domain_of_their_own_address(self, cast, places):
        actions.own_domain_is(domain=" RP5.example ", place=places.rp5, by=cast.admin, at=MONDAY)
        assert MailDomain.objects.get().domain == "rp5.example"
        with pytest.raises(Refused):
            actions.own_domain_is(domain="rp5.example", place=places.rp5, by=cast.admin, at=MONDAY)

    def test_nobody_enters_a_shared_domain(self, cast, places):
        cast.admin.email = "admin@nhs.net"
        with pytest.raises(Refused):
            actions.own_domain_is(domain="nhs.net", place=places.rp5, by=cast.admin, at=MONDAY)


class TestInvitations:
    def offer(self, cast, places, email="new@hospital.example"):
        return actions.invite(email=email, place=places.ward21, by=cast.admin, at=MONDAY)

    def test_the_letter_goes_to_the_address_through_the_outbox(self, cast, places):
        offer = self.offer(cast, places)
        letter = Outbox.objects.get()
        assert letter.to == "new@hospital.example"
        assert f"/invitations/{offer.public_id}/" in letter.body

    def test_an_address_with_and_without_an_account_is_invited_the_same_way(self, cast, places, new):
        self.offer(cast, places)
        self.offer(cast, places, "other@hospital.example")
        words = [letter.body.replace(offer.public_id, "*") for letter, offer in zip(
            Outbox.objects.order_by("pk"), Invitation.objects.order_by("pk"), strict=True)]  # fmt: skip
        assert words[0] == words[1]

    def test_accepting_makes_a_member_at_once(self, cast, places, new):
        actions.accept(invitation=self.offer(cast, places), by=new, at=LATER, **NURSE)
        row = Membership.objects.get(person=new)
        assert (row.joined_by, row.confirmed_at, row.confirmed_by) == ("invitation", LATER, cast.admin)

    def test_it_cannot_be_used_twice_even_with_an_old_copy_in_hand(self, cast, places, new):
        offer = self.offer(cast, places)
        old_copy = Invitation.objects.get(pk=offer.pk)
        row = actions.accept(invitation=offer, by=new, at=LATER, **NURSE)
        actions.leave(membership=row, by=new, at=LATER)
        with pytest.raises(Refused):
            actions.accept(invitation=old_copy, by=new, at=LATER, **NURSE)

    def test_nobody_else_can_use_it(self, cast, places, new):
        with pytest.raises(Refused):
            actions.accept(invitation=self.offer(cast, places), by=cast.sam, at=LATER, **NURSE)

    def test_it_answers_a_question_that_was_waiting(self, cast, places, new):
        row = asks(new, places.ward21)
        actions.accept(invitation=self.offer(cast, places), by=new, at=LATER, **NURSE)
        row.refresh_from_db()
        assert (row.confirmed_at, row.since) == (LATER, MONDAY)
        assert Membership.objects.filter(person=new).count() == 1

    def test_taken_back_it_opens_nothing(self, cast, places, new):
        offer = self.offer(cast, places)
        actions.withdraw(invitation=offer, by=cast.admin, at=LATER)
        with pytest.raises(Refused):
            actions.accept(invitation=offer, by=new, at=LATER, **NURSE)

    def test_a_stranger_cannot_invite(self, cast, places):
        for stranger in (cast.other_admin, cast.amina, cast.coach):
            with pytest.raises(Refused):
                actions.invite(email="a@b.example", place=places.ward21, by=stranger, at=MONDAY)


class TestMovingOn:
    def test_leaving_ends_the_membership_and_the_roles_in_that_organisation(self, cast):
        row = Membership.objects.get(person=cast.coach)
        actions.leave(membership=row, by=cast.coach, at=MONDAY)
        seen = queries.sight(cast.coach, LATER)
        assert (seen.memberships, seen.grants) == ((), ())

    def test_roles_stay_while_another_place_of_the_organisation_is_left(self, cast, places):
        Membership.objects.create(
            person=cast.coach, place=places.ward21, staff_group="other", clinical=False, managerial=False,
            joined_by="invitation", since=MONDAY, confirmed_at=MONDAY,
        )  # fmt: skip
        actions.leave(membership=Membership.objects.get(person=cast.coach, place=places.rp5), by=cast.coach, at=LATER)
        assert queries.sight(cast.coach, LATER).holds("coach", places.ward21)

    def test_the_last_administrator_cannot_leave_by_accident(self, cast):
        row = Membership.objects.get(person=cast.admin)
        with pytest.raises(Refused, match="Nobody else looks after"):
            actions.leave(membership=row, by=cast.admin, at=MONDAY)
        row.refresh_from_db()
        assert row.until is None

    def test_nobody_leaves_for_somebody_else(self, cast):
        with pytest.raises(Refused):
            actions.leave(membership=Membership.objects.get(person=cast.amina), by=cast.admin, at=MONDAY)

    def test_someone_who_left_without_saying_so_is_removed_by_those_who_let_in(self, cast):
        row = Membership.objects.get(person=cast.amina)
        with pytest.raises(Refused):
            actions.remove(membership=row, by=cast.other_admin, at=MONDAY)
        actions.remove(membership=row, by=cast.admin, at=MONDAY)
        assert not queries.sight(cast.amina, LATER).organisations

    def test_moving_job_keeps_the_old_dates(self, cast, places):
        old = Membership.objects.get(person=cast.amina)
        actions.leave(membership=old, by=cast.amina, at=MONDAY)
        again = asks(cast.amina, places.ward21, at=LATER)
        old.refresh_from_db()
        assert (old.until, again.since) == (MONDAY, LATER)

    def test_changing_ones_details_changes_only_ones_own(self, cast):
        row = Membership.objects.get(person=cast.amina)
        actions.change_details(membership=row, by=cast.amina, at=MONDAY, **NURSE)
        assert Membership.objects.get(person=cast.amina).title == "Staff nurse"
        with pytest.raises(Refused):
            actions.change_details(membership=row, by=cast.admin, at=MONDAY, **NURSE)

    def test_a_post_that_ends_on_a_day_counts_until_then_and_can_be_ended_before(self, cast, places):
        row = Membership.objects.get(person=cast.amina)
        actions.change_details(membership=row, by=cast.amina, at=MONDAY, last_day=MONDAY.date(), **NURSE)
        assert queries.sight(cast.amina, MONDAY).organisations
        assert not queries.sight(cast.amina, MONDAY + timedelta(days=1)).organisations
        actions.remove(membership=row, by=cast.admin, at=MONDAY)
        actions.change_details(membership=row, by=cast.amina, at=LATER, **NURSE)  # what is over is not opened again
        assert not queries.sight(cast.amina, LATER).organisations


class TestRoles:
    def test_a_role_has_a_start_and_an_end(self, cast, places):
        actions.give_role(
            person=cast.amina,
            role="coach",
            place=places.ward21,
            by=cast.admin,
            at=MONDAY,
            until=MONDAY + timedelta(days=7),
        )
        held = [
            queries.sight(cast.amina, MONDAY + timedelta(days=days)).holds("coach", places.ward21) for days in (0, 6, 7)
        ]
        assert held == [True, True, False]
        assert not queries.sight(cast.amina, MONDAY - timedelta(seconds=1)).holds("coach", places.ward21)

    def test_giving_it_again_changes_its_end_and_makes_no_second(self, cast, places):
        for until in (MONDAY + timedelta(days=7), None):
            actions.give_role(
                person=cast.amina, role="coach", place=places.ward21, by=cast.admin, at=MONDAY, until=until
            )
        assert RoleGrant.objects.get(person=cast.amina, role="coach").until is None

    def test_nobody_climbs(self, cast, places):
        for by, to, role, place in (
            (cast.admin, cast.admin, "executive", places.rp5),
            (cast.admin, cast.amina, "executive", places.rp5),
            (cast.admin, cast.sam, "coach", places.ward6),
            (cast.other_admin, cast.amina, "coach", places.ward21),
            (cast.coach, cast.amina, "coach", places.ward21),
            (cast.amina, cast.amina, "answerer", places.ward21),
        ):
            with pytest.raises(Refused):
                actions.give_role(person=to, role=role, place=place, by=by, at=MONDAY)

    def test_ending_a_role(self, cast, places):
        grant = RoleGrant.objects.get(person=cast.coach)
        with pytest.raises(Refused):
            actions.end_role(grant=grant, by=cast.other_admin, at=MONDAY)
        actions.end_role(grant=grant, by=cast.admin, at=MONDAY)
        assert not queries.sight(cast.coach, LATER).holds("coach", places.ward21)

    def test_an_administrator_goes_once_there_is_another(self, cast, places):
        grant = RoleGrant.objects.get(person=cast.admin)
        with pytest.raises(Refused):
            actions.end_role(grant=grant, by=cast.admin, at=MONDAY)
        actions.give_role(person=cast.coach, role="place_admin", place=places.rp5, by=cast.admin, at=MONDAY)
        actions.end_role(grant=grant, by=cast.admin, at=MONDAY)
        assert not queries.sight(cast.admin, LATER).grants

    def test_the_administrator_of_another_organisation_above_does_not_count(self, cast, places):
        RoleGrant.objects.create(person=cast.tom, role="place_admin", place=places.qf7, since=MONDAY)
        assert not queries.others_look_after(RoleGrant.objects.get(person=cast.admin), LATER)

    def test_the_operator_makes_the_first_administrator(self, places, capsys):
        call_command("grant", "First@Hospital.example", "place_admin", "rp5")
        assert RoleGrant.objects.get().person.email == "first@hospital.example"
        assert SecurityNote.objects.get().facts["operator"] is True
        with pytest.raises(CommandError):
            call_command("grant", "first@hospital.example", "place_admin", "NOWHERE")

    def test_nothing_is_given_when_it_cannot_be_noted(self, cast, places, monkeypatch):
        def fail(*_args, **_more):
            raise RuntimeError

        monkeypatch.setattr("groundswell.people.actions.roles.note", fail)
        with pytest.raises(RuntimeError):
            actions.give_role(person=cast.amina, role="coach", place=places.ward21, by=cast.admin, at=MONDAY)
        assert not RoleGrant.objects.filter(person=cast.amina, role="coach").exists()


class TestForgetting:
    def test_a_forgotten_person_is_a_colleague_who_works_nowhere(self, cast, places):
        actions.give_role(person=cast.amina, role="coach", place=places.ward21, by=cast.admin, at=MONDAY)
        actions.forget(person=cast.amina, at=LATER)
        person = Person.objects.get(pk=cast.amina.pk)
        assert (person.called, person.name, person.is_active) == ("a colleague", "", False)
        assert queries.sight(person, LATER + timedelta(days=1)) == queries.NOBODY

    def test_name_and_address_are_in_no_table_of_this_room_or_below(self, cast, places):
        from django.apps import apps

        tables = [
            model
            for room in ("people", "post", "account", "mfa", "sessions")
            for model in apps.get_app_config(room).get_models()
        ]
        name, address = cast.amina.name, cast.amina.email
        actions.invite(email=address, place=places.ward17, by=cast.admin, at=MONDAY)
        Authenticator.objects.create(user=cast.amina, type="totp", data={"secret": "x"})
        actions.forget(person=cast.amina, at=LATER)
        for model in tables:
            rows = json.dumps(list(model._default_manager.values()), default=str)
            assert address not in rows, model
            assert name not in rows, model

    def test_the_chain_still_holds(self, cast, places):
        actions.note("signed_in", who=cast.amina, at=MONDAY)
        actions.forget(person=cast.amina, at=LATER)
        assert queries.verify_chain().whole

    def test_the_address_is_free_again(self, cast):
        address = cast.amina.email
        actions.forget(person=cast.amina, at=LATER)
        assert actions.welcome(email=address, at=LATER).pk != cast.amina.pk

    def test_everything_kept_about_somebody_can_be_taken_away_as_data(self, cast):
        actions.note("signed_in", who=cast.amina, at=MONDAY)
        taken = actions.export(person=cast.amina)
        assert taken["email"] == cast.amina.email
        assert taken["memberships"][0]["place"] == "Ward 21"
        assert taken["security_log"][0]["kind"] == "signed_in"
        json.dumps(taken, default=str)


class TestSecurityLog:
    def three(self, cast):
        for kind in ("signed_in", "refused", "signed_in"):
            actions.note(kind, who=cast.amina, at=MONDAY, facts={"n": 1, "é": ["a", None]})

    def test_a_chain_holds(self, cast):
        self.three(cast)
        state = queries.verify_chain()
        assert (state.whole, state.count) == (True, 3)

    def test_an_empty_log_is_whole(self, db):
        assert queries.verify_chain().whole

    @pytest.mark.parametrize(("column", "value"), [
        ("kind", "other"), ("who", "zzz"), ("at", datetime(2026, 1, 1, tzinfo=UTC)), ("facts", '{"n": 2}'),
        ("chain", "0" * 64), ("before", "1" * 64),
    ])  # fmt: skip
    def test_any_change_is_noticed(self, cast, column, value):
        from django.db import connection

        self.three(cast)
        middle = SecurityNote.objects.order_by("pk")[1].pk
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE people_securitynote SET {column} = %s WHERE id = %s", [value, middle])  # noqa: S608
        assert not queries.verify_chain().whole

    @pytest.mark.parametrize("which", [0, 1, 2])
    def test_any_removal_is_noticed_also_at_the_end(self, cast, which):
        from django.db import connection

        self.three(cast)
        gone = SecurityNote.objects.order_by("pk")[which].pk
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_securitynote WHERE id = %s", [gone])
        assert not queries.verify_chain().whole
        with pytest.raises(CommandError, match="broken"):
            call_command("security_log")

    def test_the_model_refuses_change_and_removal(self, cast):
        self.three(cast)
        note = SecurityNote.objects.first()
        for change in (
            note.save,
            note.delete,
            SecurityNote.objects.all().delete,
            lambda: SecurityNote.objects.update(kind="x"),
        ):
            with pytest.raises(TypeError):
                change()

    def test_the_command_prints_the_end(self, cast, capsys):
        self.three(cast)
        call_command("security_log")
        assert "3 notes, every link holds" in capsys.readouterr().out

    def test_names_and_addresses_are_never_in_it(self, cast, places, new):
        row = asks(new, places.ward21)
        actions.refuse(membership=row, by=cast.admin, at=LATER, reason="Nobody knows you here.")
        actions.invite(email="someone@hospital.example", place=places.ward21, by=cast.admin, at=MONDAY)
        said = json.dumps(list(SecurityNote.objects.values("kind", "who", "facts")))
        for words in (new.name, new.email, cast.admin.name, "someone@", "Nobody knows"):
            assert words not in said


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain():
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    person = Person.objects.create_user("a@hospital.example")

    def write(number: int) -> None:
        try:
            for turn in range(5):
                actions.note("signed_in", who=person, at=MONDAY, facts={"writer": number, "turn": turn})
        finally:
            connection.close()

    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        write(0)  # one shared connection: writers cannot meet
    else:
        with ThreadPoolExecutor(4) as writers:
            list(writers.map(write, range(4)))
    state = queries.verify_chain()
    assert (state.whole, state.count) == (True, SecurityNote.objects.count())
