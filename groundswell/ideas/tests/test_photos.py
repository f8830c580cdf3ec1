"""Photos on the page of an idea, without a script."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from groundswell.ideas import actions
from groundswell.talk import conform
from groundswell.talk import tests as of_talk
from groundswell.talk.models import File
from tests.cast import at_most, send

pytestmark = pytest.mark.django_db
NASTY = Path(of_talk.__file__).parent / "bad_inputs"
NAME = "Mr Alan Bloggs 4434765919.jpg"


@pytest.fixture
def idea(cast, places, monday):
    return actions.notice(words="The sling is torn.", place=places.ward21, by=cast.amina, at=monday)


def sent(file: str = "u01_photo_with_location.jpg", name: str = NAME) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (NASTY / file).read_bytes(), content_type="image/jpeg")


def add(client, idea, **typed):
    return send(client, f"/ideas/{idea.public_id}/photos/", deed="attach", **{"photo": sent(), "clear": "on", **typed})


def soup(answer):
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


class TestAdding:
    def test_it_is_offered_after_send_and_never_before(self, idea, cast):
        client = cast.client(cast.amina)
        assert soup(client.get(f"/ideas/{idea.public_id}/sent/")).find("a", href=f"/ideas/{idea.public_id}/photos/")
        assert not soup(client.get("/notice/")).find("input", type="file")

    def test_it_is_on_the_page_with_its_words(self, idea, cast):
        client = cast.client(cast.amina)
        answer = add(client, idea, says="The torn strap")
        assert answer.headers["Location"] == f"/ideas/{idea.public_id}/#photos"
        image = soup(client.get(f"/ideas/{idea.public_id}/")).select_one(".app-photos img")
        assert (image["alt"], image["loading"], image["width"]) == ("The torn strap", "lazy", "320")

    def test_without_words_it_says_whose_it_is(self, idea, cast):
        client = cast.client(cast.amina)
        add(client, idea)
        alt = soup(client.get(f"/ideas/{idea.public_id}/")).select_one(".app-photos img")["alt"]
        assert alt == f"Photo from {cast.amina.name}"

    def test_the_name_of_the_file_is_nowhere(self, idea, cast, caplog):
        client = cast.client(cast.amina)
        add(client, idea)
        row = File.objects.get()
        kept = " ".join(str(value) for value in vars(row).values())
        shown = client.get(f"/ideas/{idea.public_id}/").content.decode() + str(client.get(address(row, idea)).headers)
        assert "Bloggs" not in kept + shown + caplog.text

    def test_without_the_tick_it_is_asked_for_and_words_stay(self, idea, cast):
        answer = add(cast.client(cast.amina), idea, clear="", says="The torn strap")
        page = soup(answer)
        assert "Tick when nobody can be known by it" in page.main.get_text()
        assert "Choose the photo again" in page.main.get_text()
        assert page.find("input", {"name": "says"})["value"] == "The torn strap"
        assert not File.objects.exists()

    def test_words_that_point_to_a_patient_are_refused(self, idea, cast):
        answer = add(cast.client(cast.amina), idea, says="Patient 943 476 5919")
        assert "may point to a patient" in soup(answer).main.get_text()

    @pytest.mark.parametrize("file", ["u02_script.svg", "u03_html_named.png", "u04_pixel_bomb.png"])
    def test_nasty_files_are_refused_next_to_the_field(self, idea, cast, file):
        page = soup(add(cast.client(cast.amina), idea, photo=sent(file, "photo.jpg")))
        assert page.select_one("#photo-photo-error")
        assert not File.objects.exists()

    def test_nothing_chosen_says_so(self, idea, cast):
        assert "Choose a photo first" in soup(add(cast.client(cast.amina), idea, photo="")).main.get_text()

    def test_a_fifth_is_told_and_not_taken(self, idea, cast):
        client = cast.client(cast.amina)
        for shade in range(4):
            out = io.BytesIO()
            Image.new("RGB", (8, 8), (shade * 60, 0, 0)).save(out, "PNG")
            add(client, idea, photo=SimpleUploadedFile("x.png", out.getvalue()))
        page = soup(client.get(f"/ideas/{idea.public_id}/photos/"))
        assert "There are 4 photos already" in page.main.get_text()
        assert "There are 4 photos already" in soup(add(client, idea)).main.get_text()

    def test_a_helper_may_and_a_bystander_may_not(self, idea, cast, monday):
        client = cast.client(cast.coach)
        assert add(client, idea).status_code == 403
        assert not File.objects.exists()
        actions.support(idea=idea, kind="can_help", by=cast.coach, at=monday)
        assert add(client, idea).status_code == 302


def address(row: File, idea) -> str:
    return f"/ideas/{idea.public_id}/photos/{row.public_id}/"


class TestServing:
    @pytest.fixture
    def row(self, idea, cast):
        add(cast.client(cast.amina), idea)
        return File.objects.get()

    @pytest.mark.parametrize("asked", ["", "?size=small", "?size=nonsense"])
    def test_the_picture_is_clean_and_its_headers_strict(self, idea, cast, row, asked):
        answer = cast.client(cast.grace).get(address(row, idea) + asked)
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "private, max-age=300"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert not {"ETag", "Last-Modified"} & set(answer.headers)
        assert conform.carried(answer.content) == set()

    def test_a_stranger_finds_nothing(self, idea, cast, row):
        assert cast.client(cast.sam).get(address(row, idea)).status_code == 404

    def test_under_another_idea_it_is_not_found(self, idea, cast, places, monday, row):
        other = actions.notice(words="Another.", place=places.ward21, by=cast.amina, at=monday)
        assert cast.client(cast.amina).get(address(row, other)).status_code == 404

    def test_of_held_words_the_photo_is_hidden_too(self, idea, cast, monday, row):
        type(idea).objects.filter(pk=idea.pk).update(held_at=monday)
        assert cast.client(cast.grace).get(address(row, idea)).status_code == 404
        assert cast.client(cast.ig).get(address(row, idea)).status_code == 200

    def test_taken_away_and_put_back(self, idea, cast, row):
        client, album = cast.client(cast.amina), f"/ideas/{idea.public_id}/photos/"
        send(client, album, deed="remove", photo=row.public_id)
        assert client.get(address(row, idea)).status_code == 404
        assert "Put it back" in soup(client.get(album)).main.get_text()
        send(client, album, deed="put_back", photo=row.public_id)
        assert client.get(address(row, idea)).status_code == 200

    def test_an_unknown_deed_is_not_found(self, idea, cast):
        assert send(cast.client(cast.amina), f"/ideas/{idea.public_id}/photos/", deed="sell").status_code == 404

    def test_budgets(self, idea, cast, row):
        client = cast.client(cast.grace)
        client.get("/")
        with at_most(7):
            client.get(address(row, idea))
        with at_most(10):
            client.get(f"/ideas/{idea.public_id}/photos/")
