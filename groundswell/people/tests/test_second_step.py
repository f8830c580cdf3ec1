"""Passkeys and the app for one-time codes: offered under Me, asked for after the code from the letter."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.core.cache import cache
from django.test import Client

from groundswell.people.models import SecurityNote
from groundswell.post.models import Outbox


@pytest.fixture(autouse=True)
def fresh_counts(db):
    cache.clear()


def app_code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_app(client: Client) -> str:
    page = client.get("/sign-in/methods/totp/activate/").content.decode()
    secret = re.search(r'app-secret">([A-Z2-7]+)<', page)[1]
    for _try in range(2):  # the half minute for which a code holds may end on its way
        answer = client.post("/sign-in/methods/totp/activate/", {"code": app_code(secret)})
        if answer.status_code == 302:
            break
    assert answer["Location"] == "/sign-in/methods/recovery-codes/"
    return secret


def by_letter(person) -> Client:
    client = Client()
    client.post("/sign-in/", {"email": person.email})
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", mail.outbox[-1].body)[0]
    client.post("/sign-in/code/", {"code": code})
    return client


def after_the_letter(person) -> Client:
    client = by_letter(person)
    assert "_auth_user_id" not in client.session
    return client


class TestTheApp:
    def test_once_added_it_is_asked_for_after_the_letter(self, cast):
        secret = with_app(by_letter(cast.amina))
        client = after_the_letter(cast.amina)
        assert "One more step" in client.get("/sign-in/methods/authenticate/").content.decode()
        cache.clear()
        Authenticator.objects.filter(type="totp").update(last_used_at=None)
        client.post("/sign-in/methods/authenticate/", {"code": app_code(secret)})
        assert "_auth_user_id" in client.session

    def test_wrong_codes_are_noted_counted_and_open_nothing(self, cast):
        with_app(by_letter(cast.amina))
        client = after_the_letter(cast.amina)
        for number in range(50):
            client.post("/sign-in/methods/authenticate/", {"code": f"{number:06}"})
        assert "_auth_user_id" not in client.session
        notes = SecurityNote.objects.filter(kind="wrong_code")
        assert [note.facts for note in notes] == [{"step": "second"}] * len(notes)
        assert 1 <= len(notes) <= 5

    def test_a_spare_code_works_once(self, cast):
        with_app(by_letter(cast.amina))
        spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
        for works in (True, False):
            client = after_the_letter(cast.amina)
            client.post("/sign-in/methods/authenticate/", {"code": spare})
            assert ("_auth_user_id" in client.session) is works

    def test_a_change_is_told_by_mail_and_noted(self, cast, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            with_app(by_letter(cast.amina))
        assert "An app for one-time codes was added" in Outbox.objects.get(to=cast.amina.email).body
        assert SecurityNote.objects.filter(kind="sign_in_changed", who=cast.amina.public_id).exists()

    @pytest.mark.django_db(transaction=True)
    def test_the_spare_codes_follow_at_once(self, cast):
        client = by_letter(cast.amina)
        with_app(client)
        spare = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
        page = client.get("/sign-in/methods/recovery-codes/").content.decode()
        assert all(code in page for code in spare)

    def test_later_changes_ask_who_it_is_first(self, cast):
        with_app(by_letter(cast.amina))
        client = cast.client(cast.amina)
        assert client.get("/sign-in/methods/recovery-codes/")["Location"].startswith("/sign-in/methods/reauthenticate/")
        assert client.get("/sign-in/methods/totp/deactivate/")["Location"].startswith(
            "/sign-in/methods/reauthenticate/"
        )
        assert "Show that it is you" in client.get("/sign-in/methods/reauthenticate/").content.decode()


class TestSomebodyElsesComputer:
    @pytest.mark.parametrize("where", ["totp/activate/", "webauthn/add/"])
    def test_an_old_session_adds_no_new_way_in(self, cast, where):
        client = cast.client(cast.amina)  # signed in, not by a code of the last minutes
        for answer in (
            client.get(f"/sign-in/methods/{where}"),
            client.post(f"/sign-in/methods/{where}", {"code": "1"}),
        ):
            assert "Sign in again first" in answer.content.decode()
        assert not Authenticator.objects.exists()

    def test_signing_in_again_leads_back(self, cast):
        client = cast.client(cast.amina)
        where = client.post("/sign-in/out/", {"next": "/sign-in/methods/webauthn/add/"})["Location"]
        assert where == "/sign-in/methods/webauthn/add/"
        assert client.get(where)["Location"] == f"/sign-in/?next={where}"


class TestPages:
    @pytest.mark.parametrize("where", ["", "totp/activate/", "webauthn/", "webauthn/add/"])
    def test_every_page_answers_and_is_for_people_signed_in(self, cast, where):
        address = f"/sign-in/methods/{where}"
        answer = by_letter(cast.amina).get(address)
        assert answer.status_code == 200
        assert answer.content.decode().count("<h1") == 1
        assert cast.client().get(address).status_code == 302

    def test_the_passkey_buttons_need_no_inline_script(self, cast):
        page = by_letter(cast.amina).get("/sign-in/methods/webauthn/add/").content.decode()
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in script or 'type="application/json"' in script for script in scripts)
        assert '"challenge"' in page

    def test_a_passkey_nobody_knows_opens_nothing(self, db):
        client = Client()
        client.get("/sign-in/methods/webauthn/login/", headers={"X-Requested-With": "XMLHttpRequest"})
        for made_up in ("{}", "[]", '{"response": {"userHandle": "MQ"}}', "not json"):
            assert client.post("/sign-in/methods/webauthn/login/", {"credential": made_up}).status_code == 302
            assert "_auth_user_id" not in client.session
