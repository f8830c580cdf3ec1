"""From a directory (or the copy inside the package) to a `Book`: opens, recognises and reads each file."""

from __future__ import annotations

import csv
import gzip
import io
import lzma
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from groundswell.places.ods import published, tidy
from groundswell.places.ods.book import BadRow, Body, Book, Member, Problem, Takeover

PACKAGED = Path(__file__).resolve().parent.parent / "data"
OPENERS: dict[str, Callable[..., IO[bytes]]] = {".csv": open, ".gz": gzip.open, ".xz": lzma.open}  # type: ignore[dict-item]
STEP = 2_000

Progress = Callable[[int, int, str], None]
Item = Body | Member | Takeover


def read(directory: Path, progress: Progress) -> Book:
    """Every file of `directory` that can be recognised. Rows that cannot be used are in `problems`."""
    book = Book()
    files = sorted(path for path in directory.iterdir() if path.suffix.lower() in (*OPENERS, ".zip"))
    size, done = sum(path.stat().st_size for path in files), 0
    for path in files:
        for name, lines in _texts(path):
            _read_file(book, name, lines, partial(progress, done, size, f"Reading {name}"))
        done += path.stat().st_size
        progress(done, size, f"Read {path.name}")
    return book


def _texts(path: Path) -> Iterator[tuple[str, Iterable[str]]]:
    """The name and lines of a file, or of each CSV inside a zip."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in sorted(part for part in archive.namelist() if part.lower().endswith(".csv")):
                yield f"{path.name}/{name}", _decoded(archive.read(name))
        return
    with OPENERS[path.suffix.lower()](path, "rb") as stream:
        yield path.name, _decoded(stream.read())


def _decoded(raw: bytes) -> Iterable[str]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
    return io.StringIO(text, newline="")


def _read_file(book: Book, name: str, lines: Iterable[str], tick: Callable[[], None]) -> None:
    rows = csv.reader(lines)
    try:
        first = next(rows, [])
        reader = _recognise(name, first)
        if reader is None:
            book.problems.append(Problem(name, 0, "not an ODS file this program knows; it was not read"))
            return
        turn_into, heading = reader
        count = 0 if heading else _take(book, name, rows.line_num, first, turn_into)
        for row in rows:
            count += _take(book, name, rows.line_num, row, turn_into) if row else 0
            if rows.line_num % STEP == 0:
                tick()
        book.rows[name] = count
    except csv.Error as error:
        book.problems.append(
            Problem(name, rows.line_num, f"cannot be read as comma-separated text ({error}); stopped here")
        )


def _recognise(name: str, first: list[str]) -> tuple[Callable[[list[str]], Item], bool] | None:
    """How to turn a row into an item, and whether the first row is a heading."""
    known = tidy.READERS.get(first[0]) if first else None
    if known:
        columns, reader = known
        return (lambda row: reader(_named(first, row)), True) if columns <= set(first) else None
    report = published.report_of(name.rsplit("/", 1)[-1])
    return (report, False) if report and len(first) == published.COLUMNS else None


def _named(heading: list[str], row: list[str]) -> dict[str, str]:
    if len(row) != len(heading):
        raise BadRow(f"has {len(row)} columns, not {len(heading)}")
    return dict(zip(heading, row, strict=True))


def _take(book: Book, name: str, line: int, row: list[str], turn_into: Callable[[list[str]], Item]) -> int:
    try:
        item = turn_into(row)
        if isinstance(item, Body):
            item.at, item.source = (name, line), name.split(".")[0][:60]
        else:
            item = type(item)(**{part: getattr(item, part) for part in item.__slots__ if part != "at"}, at=(name, line))
        book.add(item)
    except BadRow as error:
        book.problems.append(Problem(name, line, str(error)))
        return 0
    except IndexError:
        book.problems.append(Problem(name, line, f"has {len(row)} columns, not {published.COLUMNS}"))
        return 0
    return 1
