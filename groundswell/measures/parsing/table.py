"""From text to rows of cells, with the line where each begins."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from groundswell.measures.parsing.shapes import Choice

NEW_LINE = re.compile("\r\n|\n|\r")
SEP = re.compile(r"sep=(.)", re.IGNORECASE)
MARKS = ("\t", ";", ",", "|")
SAMPLE = 60


@dataclass(frozen=True, slots=True)
class Record:
    """One row: the line it starts on, its cells, and whether a quote in it never closes."""

    line: int
    cells: tuple[str, ...]
    unclosed: bool = False

    @property
    def is_blank(self) -> bool:
        return not any(cell.strip() for cell in self.cells)


@dataclass
class Table:
    """Rows of cells, what stands between cells, and what opening the file already said or asked."""

    mark: str
    rows: list[Record]
    notes: list[str] = field(default_factory=list)
    choices: list[Choice] = field(default_factory=list)
    day_zero: date | None = None


@dataclass(frozen=True)
class Columns:
    """Places of the columns; None where there is none. `names` are the headings as typed."""

    date: int | None
    value: int
    note: int | None = None
    denominator: int | None = None
    width: int = 2
    names: dict[str, str] = field(default_factory=dict)


def table_of(text: str, most: int) -> Table:
    """Rows of cells; stops after `most` rows that are not blank, so a huge file costs little."""
    lines = NEW_LINE.split(text)
    first = SEP.fullmatch(lines[0].strip()) if lines else None
    mark = first[1] if first else _mark(lines)
    found: list[Record] = []
    at, filled = (1 if first else 0), 0
    while at < len(lines) and filled <= most:
        record, at = _record(lines, at, mark)
        filled += not record.is_blank
        found.append(record)
    return Table(mark, found)


def _mark(lines: list[str]) -> str:
    """What stands between the cells: the mark that most lines have and that leaves a date or number first."""
    sample = [line for line in lines if line.strip()][:SAMPLE]
    usual = [mark for mark in MARKS if sum(mark in _outside_quotes(line) for line in sample) * 2 >= len(sample)]
    if len(usual) > 1:
        return max(usual, key=lambda mark: (sum(_short(line.split(mark)[0]) for line in sample), -MARKS.index(mark)))
    if usual:
        return usual[0]
    return next((mark for mark in MARKS if any(mark in _outside_quotes(line) for line in sample)), "\t")


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])


def _short(cell: str) -> bool:
    """Holds no other mark: a first cell of `2025-01-01,5` was not split where it should be."""
    return not any(mark in cell for mark in MARKS)


def _record(lines: list[str], at: int, mark: str) -> tuple[Record, int]:
    line = lines[at]
    if '"' not in line:
        return Record(at + 1, tuple(line.split(mark))), at + 1
    start, cells, cell, inside = at, [], "", False
    while True:
        cells_here, cell, inside = _scan(lines[at], mark, cell, inside)
        cells += cells_here
        at += 1
        if not inside or at >= len(lines):
            return Record(start + 1, (*cells, cell), inside), at
        cell += "\n"


def _scan(line: str, mark: str, cell: str, inside: bool) -> tuple[list[str], str, bool]:
    """Cells that end on this line, the cell still open, and whether it is inside quotes."""
    done: list[str] = []
    at, size = 0, len(line)
    while at < size:
        if inside:
            end = line.find('"', at)
            if end < 0:
                return done, cell + line[at:], True
            cell += line[at:end]
            if line[end + 1 : end + 2] == '"':
                cell, at = cell + '"', end + 2
            else:
                inside, at = False, end + 1
        elif line[at] == '"' and not cell.strip():
            cell, inside, at = "", True, at + 1
        elif line[at] == mark:
            done.append(cell)
            cell, at = "", at + 1
        else:
            end = line.find(mark, at)
            end = size if end < 0 else end
            cell, at = cell + line[at:end], end
    return done, cell, inside
