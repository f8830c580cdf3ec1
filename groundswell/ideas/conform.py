"""Runs labelled questions through the product's own search for what was tried before, and says how many it found.

The folder holds `corpus.csv` (doc_id, text) and `queries.csv` (query_id, text, relevant_doc_ids with blanks between). The
corpus is remembered as ideas of one organisation; each question is asked as its people would ask it.
"""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from groundswell.events.kinds import Subject
from groundswell.ideas import memory
from groundswell.ideas.alike import alike
from groundswell.ideas.meaning import model
from groundswell.ideas.meaning.working_out import work_out
from groundswell.ideas.models import Remembered

ORGANISATION = 1
DEEP = 10
AT_ONCE = 50


@dataclass(frozen=True)
class Report:
    """Shares between 0 and 1 over all queries. `shown5`: recall@5 of what a page shows unasked. Times in milliseconds."""

    engine: str
    corpus: int
    queries: int
    recall1: float
    recall5: float
    shown5: float
    mrr10: float
    ms_index: float
    ms_query: float
    ms_query_p95: float

    def lines(self) -> Iterator[str]:
        yield f"engine {self.engine}, {self.corpus} texts, {self.queries} queries"
        yield f"recall@1 {self.recall1:.4f}"
        yield f"recall@5 {self.recall5:.4f}"
        yield f"MRR@10 {self.mrr10:.4f}"
        yield f"recall@5 of what is likely enough to be shown unasked {self.shown5:.4f}"
        yield f"milliseconds a query {self.ms_query:.1f} (p95 {self.ms_query_p95:.1f}), a text of the index {self.ms_index:.1f}"


def run(directory: Path, *, by_words: bool) -> Report:
    """Index the corpus into the database of the settings and ask every query. Raises OSError, KeyError or ValueError."""
    by_words = by_words or not model.ready()
    corpus, queries = _rows(directory / "corpus.csv"), _rows(directory / "queries.csv")
    if not corpus or not queries:
        raise ValueError("corpus.csv and queries.csv need at least one row each")
    started = time.perf_counter()
    subjects = _index(corpus, by_words)
    indexed = time.perf_counter() - started
    times, ones, fives, shown, ranks = [], 0.0, 0.0, 0.0, 0.0
    for query in queries:
        wanted = set(query["relevant_doc_ids"].split())
        started = time.perf_counter()
        found = alike(query["text"], organisations=[ORGANISATION], limit=DEEP, by_words=by_words)
        times.append((time.perf_counter() - started) * 1000)
        names = [subjects[one.row.subject_id] for one in found]
        ones += len(wanted & set(names[:1])) / len(wanted)
        fives += len(wanted & set(names[:5])) / len(wanted)
        shown += len(wanted & {name for name, one in zip(names[:5], found, strict=False) if one.likely}) / len(wanted)
        ranks += next((1 / place for place, name in enumerate(names, 1) if name in wanted), 0.0)
    asked = len(queries)
    return Report(
        engine="words" if by_words else f"meaning ({model.name()}) and words", corpus=len(corpus), queries=asked,
        recall1=ones / asked, recall5=fives / asked, shown5=shown / asked, mrr10=ranks / asked,
        ms_index=indexed * 1000 / len(corpus), ms_query=sum(times) / asked,
        ms_query_p95=sorted(times)[min(asked * 95 // 100, asked - 1)],
    )  # fmt: skip


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _index(corpus: list[dict[str, str]], by_words: bool) -> dict[str, str]:
    """Remember each text; subject ids and the names they stand for."""
    now = timezone.now()
    subjects = {f"c{number}": row["doc_id"] for number, row in enumerate(corpus)}
    for subject_id, row in zip(subjects, corpus, strict=True):
        title = " ".join(row["text"].split())[:90]
        memory.remember(
            Subject("ideas", subject_id, title, "/"), text=row["text"], organisations=[ORGANISATION], at=now, fresh=True
        )
    while not by_words and (rows := list(Remembered.objects.filter(meant=False)[:AT_ONCE])):
        work_out(rows)
    return subjects
