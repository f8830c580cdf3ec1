"""What may be attached is known by what is in it; what is kept is only ever saved, never opened here."""

from __future__ import annotations

import io
import zipfile

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from groundswell.events.models import Event
from groundswell.post.models import Outbox
from groundswell.talk import actions, attached, queries, rules
from groundswell.talk.models import Comment, File, FileContent
from groundswell.talk.tests import made
from groundswell.talk.tests.urls import OTHER
from tests.cast import send

pytestmark = pytest.mark.urls("groundswell.talk.tests.urls")
FILES, TALK = "/things/thing2/files/", "/things/thing2/talk/"
PDF, OTHER_PDF = made.pdf("The rota"), made.pdf("The rota of May")


def packed(*parts: str, first: tuple[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        if first:
            box.writestr(zipfile.ZipInfo(first[0]), first[1])
        for part in parts:
            box.writestr(part, b"<xml/>")
    return out.getvalue()


DOCX = packed("[Content_Types].xml", "word/document.xml")
ODT = packed("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text"))


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "blue").save(out, "PNG")
    return out.getvalue()


class TestReading:
    @pytest.mark.parametrize(
        ("name", "data", "kept", "kind"),
        [
            ("rota.pdf", PDF, "rota.pdf", "application/pdf"),
            ("rota.exe", PDF, "rota.pdf", "application/pdf"),
            ("C:\\Users\\me\\rota.docx", DOCX, "rota.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("../../etc/rota", ODT, "rota.odt", "application/vnd.oasis.opendocument.text"),
            ("list.html", "Tea, 3 × a day".encode(), "list.txt", "text/plain"),
            ("list.csv", "tea;3 \xd7".encode("cp1252"), "list.txt", "text/plain"),
            ("ro\u202etxt.exe", PDF, "rotxt.pdf", "application/pdf"),
            (".pdf", PDF, "pdf.pdf", "application/pdf"),
            ("", PDF, "file.pdf", "application/pdf"),
        ],
        ids=lambda part: "data" if isinstance(part, bytes) else part,
    )  # fmt: skip
    def test_it_is_what_is_in_it(self, name, data, kept, kind):
        found = attached.read(name, data)
        assert (found.name, found.type, found.data) == (kept, kind, data)

    def test_a_picture_is_drawn_anew(self):
        found = attached.read("board.png", png() + b"<script>")
        assert (found.name, found.type) == ("board.jpg", "image/jpeg")
        assert b"script" not in found.data

    @pytest.mark.parametrize(
        ("data", "why"),
        [
            (b"", "empty"),
            (b"MZ\x90\x00\x03", "cannot be kept here"),
            (packed("a.txt", "b.txt"), "one by one"),
            (packed("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
            (packed("content.xml", "Basic/Standard/x.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text")), "macros"),
            (DOCX[:40], "damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old Word", "cannot be kept here"),
            (b"GIF89a", "not a photo"),
            (b"x" * (attached.MAX_BYTES + 1), "5 MB"),
        ],
        ids=lambda part: "data" if isinstance(part, bytes) else part,
    )  # fmt: skip
    def test_what_is_not_kept_says_why(self, data, why):
        with pytest.raises(attached.Unusable, match=why):
            attached.read("thing.pdf", data)


def soup(answer) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def upload(client, address: str = FILES, name: str = "rota.pdf", data: bytes = PDF, **typed):
    return send(client, address, file=SimpleUploadedFile(name, data), **typed)


class TestFiles:
    def test_one_is_added_and_saved_and_never_opened(self, cast, places):
        client = cast.client(cast.grace)
        assert upload(client)["Location"] == FILES
        file = File.objects.get()
        assert (file.kind, file.person, file.bytes, file.name) == ("document", cast.grace, len(PDF), "rota.pdf")
        answer = cast.client(cast.amina).get(f"{FILES}{file.public_id}/")
        assert answer.content == PDF
        assert answer["Content-Disposition"] == 'attachment; filename="rota.pdf"'
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert Event.objects.filter(kind="file_added").exists()

    def test_text_never_becomes_a_page(self, cast, places):
        upload(cast.client(cast.grace), name="x.html", data=b"<script>alert(1)</script>")
        answer = cast.client(cast.amina).get(f"{FILES}{File.objects.get().public_id}/")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        assert answer["Content-Disposition"].startswith("attachment")

    def test_a_patient_in_the_name_is_refused_beside_the_field(self, cast, places):
        page = soup(upload(cast.client(cast.grace), name="Mrs_Edith_Miggins_943_476_5919.pdf"))
        assert "may point to a patient" in page.select_one("#file-file-error").get_text()
        assert not File.objects.exists()

    def test_the_same_file_twice_is_one(self, cast, places):
        client = cast.client(cast.grace)
        upload(client)
        upload(client, name="again.pdf")
        assert File.objects.count() == 1

    def test_there_is_an_end_to_how_many_and_how_much(self, cast, places, monkeypatch):
        monkeypatch.setattr(rules, "MOST_FILES", 1)
        client = cast.client(cast.grace)
        upload(client)
        assert "Delete one first" in upload(client, data=OTHER_PDF).content.decode()
        monkeypatch.setattr(rules, "MOST_FILES", 9)
        monkeypatch.setattr(rules, "MOST_BYTES_OF_AN_ORGANISATION", len(PDF) + 1)
        assert "used the room" in upload(client, data=OTHER_PDF).content.decode()
        assert File.objects.count() == 1

    def test_what_was_changed_on_the_disk_is_given_to_nobody(self, cast, places):
        upload(cast.client(cast.grace))
        FileContent.objects.update(data=b"other")
        assert cast.client(cast.grace).get(f"{FILES}{File.objects.get().public_id}/").status_code == 404

    def test_who_attached_it_deletes_it_in_two_steps(self, cast, places):
        upload(cast.client(cast.ward_mate))
        address = f"{FILES}{File.objects.get().public_id}/delete/"
        assert cast.client(cast.amina).get(address).status_code == 403
        mine = cast.client(cast.ward_mate)
        assert "Delete this file?" in mine.get(address).content.decode()
        assert File.objects.exists()
        assert send(mine, address)["Location"] == FILES
        assert not FileContent.objects.exists()
        assert Event.objects.filter(kind="file_removed").exists()

    def test_with_a_comment_and_gone_with_it(self, cast, places, monday):
        client = cast.client(cast.grace)
        upload(client, TALK, deed="say", words="Here it is")
        comment = Comment.objects.get()
        assert comment.files.get().name == "rota.pdf"
        assert "rota.pdf" in client.get(TALK).content.decode()
        actions.take_back(comment=comment, by=cast.grace, at=monday)
        assert not File.objects.exists()

    def test_a_comment_that_is_refused_asks_for_its_file_again(self, cast, places):
        page = upload(cast.client(cast.grace), TALK, deed="say", words="Ask 943 476 5919").content.decode()
        assert "Choose the file again" in page
        assert not File.objects.exists()

    def test_exported_and_forgotten(self, cast, places, monday):
        upload(cast.client(cast.grace))
        assert [(one["name"], len(one["sha256"])) for one in actions.export(person=cast.grace)["files"]] == [
            ("rota.pdf", 64)
        ]
        actions.forget(person=cast.grace, at=monday)
        assert File.objects.get().person is None

    def test_photos_and_documents_are_kept_apart(self, cast, places):
        upload(cast.client(cast.grace))
        assert queries.photos_about(OTHER) == []
        assert len(queries.documents_about(OTHER)) == 1


WHO = "Call Mrs Edith Miggins, NHS number 943 476 5919"


class TestWordsThatMayPointToAPatient:
    """As with typed words: said beside the field, confirmed by a tick, and then held until somebody has looked."""

    def tick_on(self, page: BeautifulSoup) -> str:
        return page.select_one("input[type=checkbox][name^=file_not_a_patient_]")["name"]

    def held(self, cast) -> File:
        client, data = cast.client(cast.ward_mate), made.pdf("The rota", WHO)
        upload(client, data=data, **{self.tick_on(soup(upload(client, data=data))): "on"})
        return File.objects.get()

    @pytest.mark.parametrize(
        ("name", "data", "where"),
        [
            ("list.txt", WHO.encode(), "In the file"),
            ("list.pdf", made.pdf("The rota", WHO), "Page 2"),
            ("list.docx", made.docx("Hello", WHO), "In the file"),
            ("list.xlsx", made.xlsx(Rota=[["Early"]], Beds=[["Name", "Number"], ["Mrs Edith Miggins", 9434765919]]), "Sheet “Beds”"),
            ("list.pptx", made.pptx("Hello", WHO), "Slide 2"),
            ("list.odt", made.opendocument("text", f"<text:p>{WHO}</text:p>"), "In the file"),
        ],
        ids=lambda part: part if isinstance(part, str) else "",
    )  # fmt: skip
    def test_it_says_what_it_found_and_where(self, cast, places, name, data, where):
        said = soup(upload(cast.client(cast.grace), name=name, data=data)).select_one("#file-file-error").get_text()
        assert f"{where}: “Mrs Edith Miggins”, “943" in said
        assert "may point to a patient" in said
        assert "choose the same file again" in said
        assert not File.objects.exists()

    def test_a_tick_is_for_the_file_it_was_asked_of(self, cast, places):
        client = cast.client(cast.grace)
        tick = {self.tick_on(soup(upload(client, data=made.pdf(WHO)))): "on"}
        other = made.pdf("Ask Mr Alfred Bloggs in bed four, born 3/4/1941")
        assert self.tick_on(soup(upload(client, data=other, **tick))) not in tick
        assert not File.objects.exists()

    def test_confirmed_it_is_held_for_who_attached_it_and_the_lead(self, cast, places):
        file = self.held(cast)
        assert file.held_at
        for who, sees in ((cast.ward_mate, True), (cast.ig, True), (cast.grace, False), (cast.amina, False)):
            client = cast.client(who)
            assert (file.name in client.get(FILES).content.decode()) == sees
            assert client.get(f"{FILES}{file.public_id}/").status_code == (200 if sees else 404)
            assert (client.get(f"{FILES}{file.public_id}/delete/").status_code == 200) == sees

    def test_the_lead_is_told_at_once_and_nobody_else(self, cast, places):
        self.held(cast)
        letter = Outbox.objects.get()
        assert letter.to == cast.ig.email
        assert letter.subject == "A file is held unseen until it is looked through"
        assert FILES in letter.body
        assert "Miggins" not in letter.body
        assert not Event.objects.filter(kind="file_added").exists()

    def test_it_waits_among_what_is_asked_of_the_lead(self, cast, places):
        self.held(cast)
        card = soup(cast.client(cast.ig).get(reverse("front:asked_of_you")))
        assert card.select_one(f"a[href='{FILES}']")
        assert not soup(cast.client(cast.grace).get(reverse("front:asked_of_you"))).select_one(f"a[href='{FILES}']")

    def test_the_lead_lets_it_be_seen_and_nobody_else_does(self, cast, places):
        file = self.held(cast)
        release = {"deed": "release", "file": file.public_id}
        assert send(cast.client(cast.grace), FILES, **release).status_code == 404
        assert send(cast.client(cast.ward_mate), FILES, **release).status_code == 403
        assert "let it be seen" in cast.client(cast.ig).get(FILES).content.decode()
        assert send(cast.client(cast.ig), FILES, **release)["Location"] == FILES
        assert cast.client(cast.amina).get(f"{FILES}{file.public_id}/").status_code == 200
        assert Event.objects.filter(kind="file_released").exists()
        assert send(cast.client(cast.ig), FILES, **release).status_code == 403

    def test_with_a_comment_it_is_held_and_the_comment_is_said(self, cast, places):
        client, data = cast.client(cast.grace), made.docx(WHO)
        page = soup(upload(client, TALK, name="list.docx", data=data, deed="say", words="Here it is"))
        assert page.select_one("textarea[name=words]").get_text().strip() == "Here it is"
        upload(client, TALK, name="list.docx", data=data, deed="say", words="Here it is", **{self.tick_on(page): "on"})
        assert Comment.objects.get().files.get().held_at
        assert "list.docx" in client.get(TALK).content.decode()
        seen = cast.client(cast.amina).get(TALK).content.decode()
        assert "Here it is" in seen
        assert "list.docx" not in seen

    def test_what_was_not_read_is_said_once_it_is_there(self, cast, places):
        client = cast.client(cast.grace)
        upload(client, data=made.pdf("", picture=True))
        assert "its pictures were not read" in client.get(FILES).content.decode()
