"""Two papers for those who look after staff and their data: to read, to print and to fill in."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from groundswell.insight import rules
from groundswell.insight.presenters import PAPERS
from groundswell.ui.paper import Facts, Heading, Points, Table, Words
from tests.cast import at_most

NOW = datetime(2026, 11, 27, tzinfo=UTC)
ADDRESS = "/nation/leadership/protection/"


def words_of(document):
    for block in document.blocks:
        match block:
            case Words(text) | Heading(text):
                yield text
            case Points(items):
                yield from items
            case Facts(rows):
                yield from (word for row in rows for word in row)
            case Table(head, rows):
                yield from (word for row in (head, *rows) for word in row)


def test_every_number_is_the_one_of_the_gate():
    said = " ".join(" ".join(words_of(make(NOW))) for make in PAPERS.values())
    for number in (rules.FEWEST_STAFF, rules.NEAREST, rules.FEWEST_ANSWERS, rules.FEWEST_CHANGES, rules.FEWEST_PEOPLE):
        assert f"{number} " in said
    assert f"{rules.SMALL.start} to {rules.SMALL.stop - 1} people" in said
    assert "{" not in said


@pytest.mark.django_db
class TestPage:
    def test_whoever_is_signed_in_reads_both(self, cast):
        client = cast.client(cast.amina)
        with at_most(6):
            page = client.get(ADDRESS).content.decode()
        assert "a note for staff side" in page
        assert "data protection impact assessment" in page
        assert client.get(f"{ADDRESS}other.pdf").status_code == 404

    def test_it_is_filled_in_as_a_text_document(self, cast):
        answer = cast.client(cast.amina).get(f"{ADDRESS}dpia.odt")
        content = ZipFile(io.BytesIO(answer.content)).read("content.xml").decode()
        assert "Lawful basis" in content
        assert "dpia.odt" in answer["Content-Disposition"]

    def test_it_is_printed_as_a_tagged_paper(self, cast):
        reader = PdfReader(io.BytesIO(cast.client(cast.amina).get(f"{ADDRESS}staff-side.pdf").content))
        assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert len(reader.pages) <= 3
