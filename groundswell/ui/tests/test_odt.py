"""The file opens, says what it is, holds headings as headings, and whatever was typed as text."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ui.paper import Document, Facts, Heading, Picture, Points, Quote, Small, Table, Words, odt

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
WHOLE = Document(
    "My portfolio",
    (
        Heading("An entry"), Words("One.\nTwo."), Heading("What I did", 2), Points(("a", "b")), Points(("1",), numbered=True),
        Quote("Thank you", "a colleague"), Facts((("Place", "Ward 21"),)), Table(("Day", "Hours"), (("Monday", "1"),), "Time"),
        Picture("<svg/>", "It fell."), Small("Only you see it."),
    ),
    AT, foot="Groundswell",
)  # fmt: skip


def parts(made: bytes) -> dict[str, ElementTree.Element]:
    with ZipFile(BytesIO(made)) as file:
        assert file.testzip() is None
        xml = [name for name in file.namelist() if name.endswith(".xml")]
        return {name: ElementTree.fromstring(file.read(name)) for name in xml}  # noqa: S314 - our own


def test_the_kind_of_file_comes_first_and_is_not_packed():
    with ZipFile(BytesIO(odt(WHOLE))) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", ZIP_STORED)
        assert file.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert first.extra == b""


def test_every_part_is_named_in_the_manifest():
    made = odt(WHOLE)
    manifest = ElementTree.tostring(parts(made)["META-INF/manifest.xml"], encoding="unicode")
    assert all(name in manifest for name in ("content.xml", "styles.xml", "meta.xml"))


def test_headings_are_headings_in_their_order_and_lists_and_tables_are_what_they_are():
    content = parts(odt(WHOLE))["content.xml"]
    heads = [(one.get(f"{T}outline-level"), one.text) for one in content.iter(f"{T}h")]
    assert heads == [("1", "My portfolio"), ("2", "An entry"), ("3", "What I did")]
    assert [len(list(one)) for one in content.iter(f"{T}list")] == [2, 1]
    assert len(list(content.iter(f"{TABLE}table"))) == 2
    assert len(list(content.iter(f"{TABLE}table-header-rows"))) == 1
    assert "It fell." in "".join(content.itertext())


def test_every_style_that_is_used_is_there():
    made = parts(odt(WHOLE))
    name = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name"
    there = {one.get(name) for one in made["styles.xml"].iter() if one.get(name)}
    used = {one.get(f"{T}style-name") for one in made["content.xml"].iter() if one.get(f"{T}style-name")}
    assert used <= there


def test_it_says_its_language_and_title():
    made = parts(odt(WHOLE))
    spoken = next(one for one in made["styles.xml"].iter() if one.get(f"{FO}language"))
    assert (spoken.get(f"{FO}language"), spoken.get(f"{FO}country")) == ("en", "GB")
    assert made["meta.xml"].find(".//{http://purl.org/dc/elements/1.1/}title").text == "My portfolio"


@given(st.text(max_size=200))
def test_whatever_was_typed_stays_text(typed):
    made = parts(
        odt(Document(typed or "x", (Heading(typed), Words(typed), Points((typed,)), Facts(((typed, typed),))), AT))
    )
    kinds = {one.tag for one in made["content.xml"].iter()}
    assert {tag.partition("}")[2] for tag in kinds} <= {
        "document-content", "body", "text", "h", "p", "list", "list-item", "table", "table-column", "table-row", "table-cell",
    }  # fmt: skip


def test_markup_is_words():
    content = parts(odt(Document("<b>", (Words("<text:h>&amp;</text:h>"),), AT)))["content.xml"]
    assert "<text:h>&amp;</text:h>" in "".join(content.itertext())


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_reads_it(tmp_path):
    (tmp_path / "a.odt").write_bytes(odt(WHOLE))
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "txt", "--outdir", str(tmp_path), str(tmp_path / "a.odt")],
        check=True, timeout=120,
    )  # fmt: skip
    assert "What I did" in (tmp_path / "a.txt").read_text()
