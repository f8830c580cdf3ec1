"""Documents: tagged, in the order they are read, inert whatever was typed, on as few pages as was asked for."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from groundswell.ui.paper import (
    Document,
    Facts,
    Heading,
    Picture,
    Pictures,
    Points,
    Quote,
    Small,
    Table,
    Words,
    pdf,
)  # fmt: skip
from groundswell.ui.paper.pdf import SIZES, pages_of
from groundswell.ui.paper.signs import as_printed

AT = datetime(2026, 5, 2, tzinfo=UTC)
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10" width="40" height="10"><path d="M0 0H40V10H0z"/></svg>'
)
HOSTILE = '#panic("x") $x^2$ *bold* <label> @ref \\ // c /* c */ `raw` #import "/etc/passwd" #read("/etc/passwd") ]) }'


def opened(*blocks: object, **more: object) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(Document("Two walks fewer", blocks, AT, **more))))  # type: ignore[arg-type]


def tags(reader: PdfReader) -> list[tuple[str, str]]:
    """Every tag with what is said instead of it, in the order of reading."""
    found = []

    def walk(node: object) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            if "/S" in node:
                found.append((str(node["/S"]), str(node.get("/Alt", ""))))
            if "/K" in node:
                walk(node["/K"])

    walk(reader.trailer["/Root"]["/StructTreeRoot"])  # type: ignore[index]
    return found


def test_every_block_is_tagged_as_what_it_is() -> None:
    reader = opened(
        Heading("Why"), Words("One.\n\nTwo."), Points(("a", "b"), numbered=True), Quote("We walk.", "Amina Yusuf"),
        Facts((("Place", "Ward 21"),)),
        Picture(SQUARE, "Falling since March."), Pictures((Picture(SQUARE, "Here."), Picture(SQUARE, "There."))),
        Table(("Day", "Walks"), (("1 May", "20"),), "Readings"), Small("Source: us"), line="Ward 21",
    )  # fmt: skip
    kinds = [kind for kind, _said in tags(reader)]
    assert [kind for kind in kinds if kind in ("/H1", "/H2")] == ["/H1", "/H2"]
    assert {"/L", "/LI", "/Table", "/TH", "/TD", "/P", "/Figure"} <= set(kinds)
    assert [said for kind, said in tags(reader) if kind == "/Figure"] == ["Falling since March.", "Here.", "There."]
    root = reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Two walks fewer"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()  # type: ignore[index]


def test_words_come_out_in_the_order_of_reading() -> None:
    text = (
        opened(Heading("First"), Words("second"), Points(("third",)), Quote("fourth", "fifth"), Small("sixth"))
        .pages[0]
        .extract_text()
    )
    order = [text.index(word) for word in ("Two walks fewer", "First", "second", "third", "fourth", "fifth", "sixth")]
    assert order == sorted(order)


def test_hostile_words_are_printed_as_they_are() -> None:
    blocks = (Heading(HOSTILE), Words(HOSTILE), Points((HOSTILE,)), Quote(HOSTILE, HOSTILE), Facts(((HOSTILE, HOSTILE),)),
              Picture(SQUARE, HOSTILE), Table((HOSTILE,), ((HOSTILE,),)), Small(HOSTILE))  # fmt: skip
    reader = opened(*blocks, line=HOSTILE, foot=HOSTILE)
    text = "".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert text.count('#read("/etc/passwd")') >= len(blocks)
    assert "root:x:0" not in text
    assert [said for kind, said in tags(reader) if kind == "/Figure"] == [HOSTILE]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(sorted(SIZES)))
def test_whatever_is_typed_can_be_printed(words: str, sheet: str) -> None:
    made = pdf(
        Document(
            words or "-", (Words(words), Quote(words, words)), AT, sheet=sheet, address="https://x.example/", scan=words
        )
    )
    assert pages_of(made) >= 1


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Café £5 → “ok”", "Café £5 → “ok”"),
        ("👍", "[thumbs up sign]"),
        ("你好", "□□"),
        ("a\u202eb\x00c", "abc"),
        ("a\tb\nc", "a b\nc"),
    ],
)
def test_signs_without_a_picture_in_our_fonts(typed: str, printed: str) -> None:
    assert as_printed(typed) == printed


def test_smaller_type_so_that_it_fits_and_all_pages_it_needs_when_it_cannot() -> None:
    def pages(lines: int) -> tuple[int, int]:
        blocks = (Words("A line of words. " * 8),) * lines
        free, fitted = (pages_of(pdf(Document("T", blocks, AT, pages=most))) for most in (0, 2))
        return free, fitted

    assert pages(54)[0] == 3
    assert pages(54)[1] == 2
    assert pages(200)[1] > 2


def test_labels_and_posters_are_one_sheet_with_a_code() -> None:
    for sheet, codes in (("labels", 8), ("poster", 1)):
        title = "This trolley is like this because a healthcare assistant here noticed " * 3
        reader = opened(Words("Fewer walks. " * 12), sheet=sheet, pages=1, address="https://x.example/s/1/", scan=title)
        assert len(reader.pages) == 1
        assert [said for kind, said in tags(reader) if kind == "/Figure"] == ["https://x.example/s/1/"] * codes
