"""Labelled questions go through the product's own search."""

from __future__ import annotations

import pytest

from groundswell.ideas import alike, conform
from groundswell.ideas.meaning import model

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "corpus.csv").write_text(
        "doc_id,text\na,The bladder scanner is missing\nb,Parking costs too much\nc,The tea is cold\n"
    )
    (tmp_path / "queries.csv").write_text(
        "query_id,text,relevant_doc_ids,judged_nonrelevant_doc_ids\n"
        "1,Where has the scanner gone?,a,b\n2,The cold tea and the dear parking,b c,\n3,Nothing of the sort,a,\n"
    )
    return tmp_path


def test_words_alone(folder):
    report = conform.run(folder, by_words=True)
    assert (report.engine, report.corpus, report.queries) == ("words", 3, 3)
    assert report.recall1 == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert report.recall5 == pytest.approx((1 + 1 + 0) / 3)
    assert report.mrr10 == pytest.approx((1 + 1 + 0) / 3)


@pytest.mark.skipif(not model.ready(), reason="the extra `meaning` is not installed")
def test_meaning(folder):
    alike._shelves.cache_clear()
    report = conform.run(folder, by_words=False)
    alike._shelves.cache_clear()
    assert report.engine.startswith("meaning")
    assert report.recall5 == 1


def test_an_empty_folder_is_told(tmp_path):
    (tmp_path / "corpus.csv").write_text("doc_id,text\n")
    (tmp_path / "queries.csv").write_text("query_id,text,relevant_doc_ids\n")
    with pytest.raises(ValueError, match="at least one row"):
        conform.run(tmp_path, by_words=True)
