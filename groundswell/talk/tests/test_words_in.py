"""What is written in an attached file is read, with where it stands; what is made to hurt is refused in plain words."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date

import pytest

from groundswell.talk import attached, words_in
from groundswell.talk.tests import made


def parts_of(name: str, data: bytes) -> tuple[tuple[str, str], ...]:
    return attached.read(name, data).parts


class TestReading:
    def test_a_pdf_page_by_page_with_what_was_typed_on_it_and_what_it_says_about_itself(self):
        from pypdf import PdfReader, PdfWriter
        from pypdf.annotations import FreeText

        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made.pdf("The rota", "Call the ward"))))
        writer.add_metadata({"/Title": "Bed four", "/Author": "Grace Okafor"})
        writer.add_annotation(1, FreeText(text="Ask Mrs Miggins", rect=(0, 0, 9, 9)))
        out = io.BytesIO()
        writer.write(out)
        assert parts_of("rota.pdf", out.getvalue()) == (
            ("Page 1", "The rota"), ("Page 2", "Call the ward\nAsk Mrs Miggins"), ("In what the file says about itself", "Bed four"),
        )  # fmt: skip

    def test_a_letter_with_notes_and_headers_in_the_order_in_which_it_is_read(self):
        more = [
            ("word/header1.xml", f"<w:hdr {made.W}><w:p><w:r><w:t>Ward 21</w:t></w:r></w:p></w:hdr>"),
            ("word/comments.xml", f"<w:c {made.W}><w:p><w:r><w:t>Who is </w:t></w:r><w:r><w:t>this?</w:t></w:r></w:p></w:c>"),
            ("docProps/core.xml", "<p><title>Our letter</title><creator>Grace Okafor</creator></p>"),
        ]  # fmt: skip
        assert parts_of("letter.docx", made.docx("Dear Sam", "as agreed", more=more)) == (
            ("", "Dear Sam\nas agreed"), ("In a note, header or footer", "Ward 21"),
            ("In a note, header or footer", "Who is this?"), ("In what the file says about itself", "Our letter"),
        )  # fmt: skip

    def test_a_book_sheet_by_sheet_with_numbers_and_days_as_they_are_seen(self):
        book = made.xlsx(Rota=[["Early", "Late"]], Patients=[["Number", "Born"], [9434765919, date(1941, 4, 3)]])
        assert parts_of("rota.xlsx", book)[:2] == (
            ("Sheet “Rota”", "Early\tLate"), ("Sheet “Patients”", "Number\tBorn\n9434765919\t03/04/1941"),
        )  # fmt: skip

    def test_slides_by_the_number_under_which_they_are_shown(self):
        assert parts_of("talk.pptx", made.pptx("First", "Second")) == (("Slide 1", "First"), ("Slide 2", "Second"))

    def test_open_document_text_sheets_and_slides(self):
        paragraph = "<text:p>Mrs <text:span>Edith</text:span><text:s/>Miggins<text:line-break/>bed four</text:p>"
        table = '<table:table table:name="{}"><table:table-row><text:p>{}</text:p></table:table-row></table:table>'
        assert parts_of("a.odt", made.opendocument("text", paragraph + table.format("T", "x"))) == (
            ("", "Mrs Edith Miggins bed four\nx"),
        )
        sheets = made.opendocument("spreadsheet", table.format("One", "a") + table.format("Two", "b"))
        assert parts_of("a.ods", sheets) == (("Sheet “One”", "a"), ("Sheet “Two”", "b"))
        slides = "".join(f'<draw:page draw:name="p"><text:p>{said}</text:p></draw:page>' for said in "ab")
        assert parts_of("a.odp", made.opendocument("presentation", slides)) == (("Slide 1", "a"), ("Slide 2", "b"))

    def test_a_note_inside_a_paragraph_is_read_once(self):
        nested = "<text:p>before<text:note><text:p>inside</text:p></text:note>after</text:p>"
        assert parts_of("a.odt", made.opendocument("text", nested)) == (("", "inside\nbeforeafter"),)

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("scan.pdf", made.pdf("", picture=True), "No words were found in it, perhaps it is a scan: its pictures were not read."),
            ("page.pdf", made.pdf("Words", picture=True), "Its pictures were not read."),
            ("letter.docx", made.docx("Dear Sam", more=[("word/media/image1.png", b"x")]), "Its pictures were not read."),
            ("letter.docx", made.docx("Dear Sam", more=[("word/embeddings/book.xlsx", b"x")]), "Other files inside it were not read."),
            ("long.pdf", made.pdf(*["x"] * 301), "It is long: only its beginning was read."),
            ("long.docx", made.docx("ward " * 120_000), "It is long: only its beginning was read."),
            ("long.txt", b"ward " * 120_000, "It is long: only its beginning was read."),
        ],
        ids=["scan", "page", "letter", "inside", "pages", "letters", "text"],
    )  # fmt: skip
    def test_what_was_not_read_is_said(self, name, data, said):
        assert attached.read(name, data).unread == (said,)

    def test_without_a_picture_or_a_cut_there_is_nothing_to_say(self):
        assert attached.read("rota.pdf", made.pdf("Early, late")).unread == ()

    def test_a_pdf_locked_against_printing_alone_is_read(self):
        assert parts_of("rota.pdf", made.locked_pdf("The rota", "")) == (("Page 1", "The rota"),)


def swapped(data: bytes) -> bytes:
    """A zip whose content is not what its table of contents says."""
    at = data.index(b"word/document.xml") + 60
    return data[:at] + bytes(byte ^ 255 for byte in data[at : at + 40]) + data[at + 40 :]


def looping() -> bytes:
    """Pages that are their own parents."""
    return made.pdf("x").replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def manifest(said: str) -> bytes:
    return made.opendocument("text", "<text:p>x</text:p>", [("META-INF/manifest.xml", said)])


def flagged() -> bytes:
    """Each part is marked as locked."""
    data = bytearray(made.docx("x"))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as box:
        begins = box.start_dir
    data[begins + 8] |= 1
    return bytes(data)


BOMB, LOCKED, DAMAGED = "unpacks into more", "locked with a password", "damaged or not complete"


class TestFaults:
    @pytest.mark.parametrize(
        ("name", "make", "why"),
        [
            ("bomb.docx", made.bomb, BOMB),
            ("billion.docx", made.entities, BOMB),
            ("outside.docx", made.outside, BOMB),
            ("many.docx", lambda: made.docx("x", more=[(f"x{n}", "") for n in range(5_001)]), BOMB),
            ("huge.pdf", made.huge_pdf, BOMB),
            ("locked.pdf", lambda: made.locked_pdf("x", "secret"), LOCKED),
            ("locked.docx", flagged, LOCKED),
            ("locked.odt", lambda: manifest("<m><file-entry><encryption-data/></file-entry></m>"), LOCKED),
            ("locked.docx", lambda: attached.OLD_OFFICE + bytes(900) + attached.LOCKED_INSIDE, LOCKED),
            ("old.doc", lambda: attached.OLD_OFFICE + bytes(900), "of an old kind"),
            ("half.pdf", lambda: made.pdf("x")[:60], DAMAGED),
            ("half.docx", lambda: made.docx("x")[:-30], DAMAGED),
            ("other.docx", lambda: swapped(made.docx("x" * 400)), DAMAGED),
            ("open.docx", lambda: made.packed([made.TYPES, ("word/document.xml", "<w><p>x")]), DAMAGED),
            ("loop.pdf", looping, DAMAGED),
            ("macros.docx", lambda: made.docx("x", more=[("word/vbaProject.bin", b"x")]), "holds macros"),
        ],
        ids=lambda part: part if isinstance(part, str) else "",
    )  # fmt: skip
    def test_each_has_a_sentence_of_its_own_and_soon(self, name, make, why):
        data = make()
        assert len(data) < attached.MAX_BYTES
        began = time.monotonic()
        with pytest.raises(attached.Unusable, match=why):
            attached.read(name, data)
        assert time.monotonic() - began < words_in.WAIT

    def test_what_takes_too_long_is_stopped(self, monkeypatch):
        monkeypatch.setattr(words_in, "WAIT", 0.001)
        with pytest.raises(attached.Unusable, match="takes too long"):
            attached.read("rota.pdf", made.pdf("x"))
