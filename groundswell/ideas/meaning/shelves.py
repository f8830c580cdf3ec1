"""The codes of every meaning, in the memory of one process: a shelf for each word under which something is shown.

Shelves fill and follow the table a slice at a time, so that no request waits for all of it, and other processes' changes
are seen within seconds. They only propose: who may find a row, and whether it is still there, is asked of the table.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np
from django.db import connection

from groundswell.ideas.meaning.model import NUMBERS

SLICE = 50_000  # rows read at once: about a tenth of a second
PATIENCE = 2.0  # seconds between two looks for changes
OVERLAP = timedelta(minutes=1)  # a change is seen although it was written up to this long before it was committed
AT_ONCE = 1 << 16  # codes compared at once: they stay in the processor's own memory
LONG_AGO = datetime(2000, 1, 1)  # noqa: DTZ001 - as the database keeps it, without a zone
CHANGED = """
    SELECT remembered_id, code, shown, changed_at FROM ideas_meaning
    WHERE model = %s AND (changed_at, remembered_id) > (%s, %s) ORDER BY changed_at, remembered_id LIMIT %s
"""


class Shelf:
    """Codes and ids that grow together. Six rows of 64-bit words, so that each is read in one go."""

    def __init__(self) -> None:
        self.length = 0
        self.codes = np.zeros((NUMBERS // 64, 64), np.uint64)
        self.ids = np.zeros(64, np.int64)

    def add(self, ids: np.ndarray, codes: np.ndarray) -> None:
        """Put rows at the end. One that stood there before is found twice until it is dropped, which does no harm."""
        end = self.length + len(ids)
        if end > len(self.ids):
            room = max(end, len(self.ids) * 5 // 4)
            self.ids = np.concatenate([self.ids[: self.length], np.zeros(room - self.length, np.int64)])
            more = np.zeros((len(self.codes), room - self.length), np.uint64)
            self.codes = np.concatenate([self.codes[:, : self.length], more], axis=1)
        self.ids[self.length : end], self.codes[:, self.length : end] = ids, codes.T
        self.length = end

    def drop(self, gone: Collection[int]) -> None:
        self.ids[: self.length][np.isin(self.ids[: self.length], list(gone))] = 0

    def distances(self, code: np.ndarray) -> np.ndarray:
        """In how many of the 384 bits each code differs."""
        found = np.empty(self.length, np.uint16)
        for start in range(0, self.length, AT_ONCE):
            end = min(start + AT_ONCE, self.length)
            part = self.codes[:, start:end]
            found[start:end] = np.bitwise_count(part ^ code[:, None]).sum(axis=0, dtype=np.uint16)
        return found

    def nearest(self, code: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
        """Ids and distances of the nearest, in no order."""
        away = self.distances(code)
        best = np.argpartition(away, most)[:most] if len(away) > most else np.arange(len(away))
        return self.ids[best], away[best]


@dataclass
class Shelves:
    """All shelves of one process and one model, and how far the table was read."""

    model: str
    shelves: dict[str, Shelf] = field(default_factory=dict)
    after: tuple[datetime, int] = (LONG_AGO, 0)
    lately: dict[int, datetime] = field(default_factory=dict)
    looked: float = float("-inf")
    lock: threading.Lock = field(default_factory=threading.Lock)

    def nearest(self, code: np.ndarray, mine: Iterable[str], most: int) -> list[int]:
        """Ids of at most `most` rows shown to one of `mine`, nearest first."""
        with self.lock:
            self._follow()
            found = [self.shelves[word].nearest(code, most) for word in mine if word in self.shelves]
        if not found:
            return []
        ids, away = (np.concatenate(part) for part in zip(*found, strict=True))
        order = np.argsort(away, kind="stable")
        return [pk for pk in dict.fromkeys(ids[order].tolist()) if pk][:most]

    def drop(self, gone: Collection[int], mine: Iterable[str]) -> None:
        """These rows went, or are not shown to `mine` any more."""
        with self.lock:
            for word in mine:
                if word in self.shelves:
                    self.shelves[word].drop(gone)

    def _follow(self) -> None:
        """Read one slice of what changed. The next look waits a little once all was read."""
        if time.monotonic() - self.looked < PATIENCE:
            return
        with connection.cursor() as cursor:
            cursor.execute(CHANGED, [self.model, *_as_kept(self.after), SLICE])
            rows = [(pk, bytes(code), shown, _moment(at)) for pk, code, shown, at in cursor.fetchall()]
        if len(rows) == SLICE:
            self.after = (rows[-1][3], rows[-1][0])
        else:
            self._caught_up(rows)
        self._put([row for row in rows if self.lately.get(row[0]) != row[3]])
        horizon = self.after[0]
        self.lately = {pk: at for pk, at in self.lately.items() if at >= horizon}
        self.lately |= {pk: at for pk, _, _, at in rows if at >= horizon}

    def _caught_up(self, rows: list[tuple[int, bytes, str, datetime]]) -> None:
        """Everything was read: wait a little, and look back a little next time."""
        self.looked = time.monotonic()
        if rows:
            self.after = (max(self.after[0], rows[-1][3] - OVERLAP), 0)

    def _put(self, rows: list[tuple[int, bytes, str, datetime]]) -> None:
        sorted_out: dict[str, list[tuple[int, bytes]]] = {}
        for pk, code, shown, _ in rows:
            for word in shown.split():
                sorted_out.setdefault(word, []).append((pk, code))
        for word, held in sorted_out.items():
            codes = np.frombuffer(b"".join(code for _, code in held), np.uint64).reshape(len(held), -1)
            self.shelves.setdefault(word, Shelf()).add(np.array([pk for pk, _ in held], np.int64), codes)


def _as_kept(after: tuple[datetime, int]) -> tuple[str, int]:
    return after[0].isoformat(" "), after[1]


def _moment(kept: str | datetime) -> datetime:
    """The database's own moment without a zone: SQLite keeps text, PostgreSQL gives it with one."""
    if isinstance(kept, str):
        return datetime.fromisoformat(kept)
    return kept.replace(tzinfo=None)
