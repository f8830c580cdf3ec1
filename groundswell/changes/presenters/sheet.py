"""The changes of a place as rows of a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.conf import settings

from groundswell.changes.lasting import SCALE
from groundswell.changes.models import ChangePlace
from groundswell.changes.queries import Progress
from groundswell.ui.formats import london_day
from groundswell.ui.spreadsheets import safe_cell

HEAD = (
    "change", "place", "state", "opened_on", "moved_on", "ihi_score", "ihi_score_in_words", "score_is", "score_because",
    "score_said_on", "derived_ihi_score", "address",
)  # fmt: skip
DERIVED, CORRECTED = "derived", "said by the pair"


def csv_of(rows: Iterable[tuple[ChangePlace, Progress]]) -> str:
    """One change a line. Where the pair said otherwise, theirs is the score, and what follows from what was done stands beside it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(HEAD)
    for row, progress in rows:
        change, said = row.change, progress.corrected
        tenths, why = (said.tenths, said.why) if said else (progress.tenths, progress.because)
        title, place, because = map(safe_cell, (change.title, str(row.place), why))
        writer.writerow([
            title, place, row.state, london_day(change.opened_at).isoformat(), london_day(change.moved_at).isoformat(),
            f"{tenths / 10:.1f}", SCALE[tenths], CORRECTED if said else DERIVED, because,
            london_day(said.at).isoformat() if said else "", f"{progress.tenths / 10:.1f}",
            settings.BASE_ADDRESS + change.get_absolute_url(),
        ])  # fmt: skip
    return out.getvalue()
