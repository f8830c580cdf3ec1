"""Frameworks are data: an organisation replaces one without code, alone for itself, and old packs can be made again."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from groundswell.events.models import Event
from groundswell.insight import actions, keeping, queries
from groundswell.insight.models import Framework
from groundswell.ui.formats import london_day
from groundswell.ui.verdicts import Refused
from tests.cast import at_most, send

RoleGrant = apps.get_model("people.RoleGrant")
JUNE = date(2026, 6, 1)


def version(**more) -> Framework:
    return Framework(
        **{"code": "x", "name": "X", "version": "2", "since": JUNE, "organisation_id": 1, "started_at": None, **more}
    )


class TestRules:
    def test_only_a_draft_of_ones_own_is_changed(self):
        assert keeping.may_change(version())
        assert not keeping.may_change(version(organisation_id=None))
        assert not keeping.may_change(version(started_at=timezone.now()))

    def test_a_version_begins_after_the_one_before_and_not_empty(self):
        assert keeping.may_start(version(), 1, None)
        assert not keeping.may_start(version(), 0, None)
        assert not keeping.may_start(version(), 1, version(since=JUNE))
        assert keeping.may_start(version(), 1, version(since=JUNE - timedelta(days=1)))
        assert not keeping.may_start(version(started_at=timezone.now()), 1, None)

    def test_what_has_begun_is_ended_once_and_not_before_it_began(self):
        begun = version(started_at=timezone.now())
        assert keeping.may_end(begun, JUNE)
        assert not keeping.may_end(begun, JUNE - timedelta(days=1))
        assert not keeping.may_end(version(), JUNE)
        assert not keeping.may_end(version(organisation_id=None), JUNE)
        assert not keeping.may_end(version(started_at=timezone.now(), until=JUNE), JUNE)

    def test_how_many_statements(self):
        assert keeping.may_add(version(), keeping.MOST_STATEMENTS - 1)
        assert not keeping.may_add(version(), keeping.MOST_STATEMENTS)


def at(name: str, *parts: str) -> str:
    return reverse(f"insight:{name}", args=parts)


def read(client, where: str) -> str:
    page = BeautifulSoup(client.get(where).content, "html.parser")
    return " ".join(page.main.get_text(" ").split())


@pytest.fixture
def shipped(db) -> Framework:
    return Framework.objects.get(organisation=None, code="cqc-well-led")


@pytest.mark.django_db
class TestAnEditor:
    def test_replaces_a_framework_without_code_and_an_old_pack_keeps_the_old_version(self, cast, places, shipped):
        client, today = cast.client(cast.admin), london_day(timezone.now())
        first = today.replace(day=1)  # packs that end with the month before follow the old one
        draft = send(client, at("copy_framework", "RP5", shipped.public_id)).headers["Location"]
        own = Framework.objects.get(organisation=places.rp5)
        assert draft == own.address_at(places.rp5)
        typed = {"since_0": first.day, "since_1": first.month, "since_2": first.year, "edits": "0"}
        send(
            client,
            at("edit_framework", "RP5", own.public_id),
            name="CQC: the new list",
            owner="the CQC",
            version="2027",
            **typed,
        )
        send(client, at("statement", "RP5", own.public_id, "wl1"), title="People lead", question="Who leads?",
             kinds=["co_led", "stories"], order="2", edits="1")  # fmt: skip
        send(client, at("remove_statement", "RP5", own.public_id, "wl3"))
        send(client, at("add_statement", "RP5", own.public_id), title="Something new", kinds=["carbon"], edits="3")
        assert "There are" not in read(client, draft)
        send(client, at("start_framework", "RP5", own.public_id))
        own.refresh_from_db()
        assert (own.name, own.version, own.since) == ("CQC: the new list", "2027", first)
        titles = [one.title for one in own.statements.all()]
        assert (titles[1], titles[-1], len(titles)) == ("People lead", "Something new", 8)
        assert own.statements.get(title="People lead").kinds == ["co_led", "stories"]
        old, new = (queries.version_for(places.rp5, "cqc-well-led", day) for day in (first - timedelta(days=1), first))
        assert (old, new) == (shipped, own)
        now = read(client, at("pack", "RP5", "cqc-well-led"))
        assert "Freedom to speak up" in now, "the last finished month ended under the old version"
        with_new = read(client, f"{at('pack', 'RP5', 'cqc-well-led')}?version={own.public_id}")
        assert "Something new" in with_new
        assert "Freedom to speak up" not in with_new
        assert "Version 2027" in with_new
        assert "CQC: the new list" in read(client, at("evidence", "RP5"))

    def test_another_organisation_is_not_touched(self, cast, places, shipped):
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        actions.start(framework=own, home=places.rp5, by=cast.admin, at=timezone.now())
        today = london_day(timezone.now())
        assert queries.version_for(places.rp5, "cqc-well-led", today) == own
        assert queries.version_for(places.rhq, "cqc-well-led", today) == shipped
        assert queries.version_for(places.rhq, "cqc-well-led", today, own.public_id) == shipped
        theirs = cast.client(cast.other_admin)
        assert theirs.get(at("framework", "RHQ", own.public_id)).status_code == 404
        assert send(theirs, at("end_framework", "RHQ", own.public_id)).status_code == 404
        assert theirs.get(at("frameworks", "RP5")).status_code == 404
        assert own.name not in [one.name for one in queries.frameworks_of(places.rhq) if not one.is_shipped]

    def test_a_new_version_ends_the_one_before_and_an_end_brings_back_the_shipped_one(self, cast, places, shipped):
        now, today = timezone.now(), london_day(timezone.now())
        first = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=now, since=JUNE)
        actions.start(framework=first, home=places.rp5, by=cast.admin, at=now)
        second = actions.copy(framework=first, home=places.rp5, by=cast.admin, at=now, since=today)
        assert second.version != first.version
        actions.start(framework=second, home=places.rp5, by=cast.admin, at=now)
        first.refresh_from_db()
        assert first.until == today - timedelta(days=1)
        assert queries.version_for(places.rp5, "cqc-well-led", date(2026, 7, 1)) == first
        send(cast.client(cast.admin), at("end_framework", "RP5", second.public_id))
        assert queries.version_for(places.rp5, "cqc-well-led", today) == second
        assert queries.version_for(places.rp5, "cqc-well-led", today + timedelta(days=1)) == shipped
        assert list(Event.objects.filter(room="insight").values_list("kind", flat=True).order_by("pk")) == [
            "framework_started", "framework_started", "framework_ended",
        ]  # fmt: skip

    def test_a_copy_twice_is_one_draft_and_is_thrown_away(self, cast, places, shipped):
        client = cast.client(cast.admin)
        for _time in range(2):
            send(client, at("copy_framework", "RP5", shipped.public_id))
        own = Framework.objects.get(organisation=places.rp5)
        assert cast.client(cast.grace).get(own.address_at(places.rp5)).status_code == 404, "a draft is its writers'"
        assert "Draft" not in read(cast.client(cast.grace), at("frameworks", "RP5"))
        send(client, at("discard_framework", "RP5", own.public_id))
        assert not Framework.objects.filter(organisation=places.rp5).exists()

    def test_what_was_typed_is_not_lost(self, cast, places, shipped):
        client = cast.client(cast.admin)
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        where = at("edit_framework", "RP5", own.public_id)
        typed = {"name": "Kept name", "owner": "", "version": "9", "since_0": "31", "since_1": "2", "since_2": "2026",
                 "source": "not a link", "edits": "0"}  # fmt: skip
        page = BeautifulSoup(send(client, where, **typed).content, "html.parser")
        assert page.find(id="id_name")["value"] == "Kept name"
        assert len(page.find_all(class_="nhsuk-error-message")) == 3
        one = at("statement", "RP5", own.public_id, "wl1")
        page = BeautifulSoup(
            send(client, one, title="", question="Why?", kinds=["carbon"], order="x", edits="0").content, "html.parser"
        )
        assert page.find(id="id_question")["value"] == "Why?"
        assert page.find("input", value="carbon").has_attr("checked")
        assert len(page.find_all(class_="nhsuk-error-message")) == 2

    def test_the_second_of_two_editors_sees_both(self, cast, places, shipped):
        client = cast.client(cast.admin)
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        where = at("statement", "RP5", own.public_id, "wl1")
        send(client, where, title="First", edits="0")
        answer = send(client, where, title="Second", edits="0")
        said = answer.content.decode()
        assert "Somebody saved a newer version" in said
        assert "First" in said
        assert "Second" in said
        send(client, where, title="Second", edits="1")
        assert own.statements.get(code="wl1").title == "Second"

    def test_words_of_patients_are_refused(self, cast, places, shipped):
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        where = at("statement", "RP5", own.public_id, "wl1")
        answer = send(cast.client(cast.admin), where, title="NHS number 943 476 5919", edits="0")
        assert answer.status_code == 200
        assert "may point to a patient" in answer.content.decode()

    def test_who_may(self, cast, places, shipped):
        assert send(cast.client(cast.helen), at("copy_framework", "RP5", shipped.public_id)).status_code == 403
        with pytest.raises(Refused):
            actions.copy(framework=shipped, home=places.rp5, by=cast.helen, at=timezone.now())
        RoleGrant.objects.create(person=cast.jean, place=places.rp5, role="framework_editor", since=timezone.now())
        assert send(cast.client(cast.jean), at("copy_framework", "RP5", shipped.public_id)).status_code == 302
        RoleGrant.objects.create(person=cast.ward_mate, place=places.ward21, role="place_admin", since=timezone.now())
        assert send(cast.client(cast.ward_mate), at("copy_framework", "RP5", shipped.public_id)).status_code == 403

    def test_what_was_shipped_and_what_began_stay_as_they_are(self, cast, places, shipped):
        client = cast.client(cast.admin)
        assert client.get(at("edit_framework", "RP5", shipped.public_id)).status_code == 403
        assert client.get(at("statement", "RP5", shipped.public_id, "wl1")).status_code == 403
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        actions.start(framework=own, home=places.rp5, by=cast.admin, at=timezone.now())
        assert send(client, at("remove_statement", "RP5", own.public_id, "wl1")).status_code == 403
        assert send(client, at("discard_framework", "RP5", own.public_id)).status_code == 403

    def test_loading_leaves_what_is_ones_own(self, cast, places, shipped):
        own = actions.copy(framework=shipped, home=places.rp5, by=cast.admin, at=timezone.now())
        own.statements.filter(code="wl1").update(title="Ours")
        shipped.statements.filter(code="wl1").update(title="Spoiled")
        actions.load_shipped()
        assert own.statements.get(code="wl1").title == "Ours"
        assert shipped.statements.get(code="wl1").title == "Shared direction and culture"

    def test_a_budget_of_queries(self, cast, places, shipped):
        client = cast.client(cast.admin)
        client.get(at("frameworks", "RP5"))
        for name, parts in (("frameworks", ()), ("framework", (shipped.public_id,)), ("evidence", ())):
            with at_most(10):
                client.get(at(name, "RP5", *parts))
