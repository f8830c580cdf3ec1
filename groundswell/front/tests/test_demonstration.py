"""Being someone and reading the mail: there in demonstration mode, and nowhere else."""

from __future__ import annotations

import pytest
from django.conf import settings as real

from groundswell.front.tests.conftest import text_of
from groundswell.people.models import Person, SecurityNote
from groundswell.post.models import KeptMail
from tests.cast import send

pytestmark = pytest.mark.django_db
PAGES = ["/be-someone/", "/mail/"]


@pytest.fixture
def demonstration(settings):
    settings.MODE, settings.DEMO, settings.TEST, settings.PRODUCTION = "demo", True, False, False


class TestElsewhere:
    @pytest.mark.parametrize("mode", ["production", "test"])
    @pytest.mark.parametrize("address", PAGES)
    def test_the_pages_are_not_there(self, cast, settings, mode, address):
        settings.MODE, settings.DEMO, settings.PRODUCTION = mode, False, mode == "production"
        settings.SECURE_SSL_REDIRECT = False
        KeptMail.objects.create(to="a@b.example", subject="Secret", body="words")
        for client in (cast.client(), cast.client(cast.amina)):
            answer = client.get(address)
            assert answer.status_code == 404
            assert "Secret" not in text_of(answer)

    @pytest.mark.parametrize(("mode", "demo"), [("production", True), ("demo", False), ("test", True)])
    @pytest.mark.parametrize("address", PAGES)
    def test_one_wrong_setting_is_not_enough(self, cast, settings, mode, demo, address):
        settings.MODE, settings.DEMO = mode, demo
        assert cast.client().get(address).status_code == 404

    def test_nobody_enters(self, cast, settings):
        settings.MODE, settings.DEMO, settings.SECURE_SSL_REDIRECT = "production", False, False
        client = cast.client()
        assert send(client, "/be-someone/", who=cast.helen.public_id).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_the_tests_do_not_run_in_demonstration_mode(self):
        assert real.MODE == "test"


class TestThere:
    def test_one_tap_and_one_is_in_with_a_new_session(self, cast, client, demonstration):
        client.get("/")
        session = client.session
        session["kept"] = 1
        session.save()
        before = client.session.session_key
        answer = send(client, "/be-someone/", who=cast.amina.public_id)
        assert answer["Location"] == "/"
        assert client.session.session_key != before
        assert client.session["_auth_user_id"] == str(cast.amina.pk)

    def test_the_next_one_takes_nothing_over(self, cast, client, demonstration):
        send(client, "/be-someone/", who=cast.amina.public_id)
        session = client.session
        session["notice_draft"] = {"words": "Amina's draft"}
        session.save()
        send(client, "/be-someone/", who=cast.helen.public_id)
        assert "notice_draft" not in client.session

    def test_only_the_cast_can_be_entered_as(self, cast, client, demonstration):
        for somebody in (cast.admin, cast.newcomer):
            assert send(client, "/be-someone/", who=somebody.public_id).status_code == 404
        Person.objects.filter(pk=cast.admin.pk).update(demo=True)
        assert send(client, "/be-someone/", who=cast.admin.public_id).status_code == 404
        assert "_auth_user_id" not in client.session

    def test_reading_the_page_signs_nobody_in(self, cast, client, demonstration):
        page = text_of(client.get("/be-someone/", {"who": cast.amina.public_id}))
        assert "Amina Yusuf" in page
        assert "Helen Marsh" in page
        assert "_auth_user_id" not in client.session
        assert not SecurityNote.objects.exists()

    def test_mail_is_read_newest_first(self, client, demonstration):
        KeptMail.objects.create(to="a@b.example", subject="First", body="one")
        KeptMail.objects.create(to="b@b.example", subject="Second", body="<b>two</b>")
        page = client.get("/mail/")
        assert text_of(page).index("Second") < text_of(page).index("First")
        assert b"<b>two</b>" not in page.content
        assert "First" not in text_of(client.get("/mail/", {"to": "b@b.example"}))
