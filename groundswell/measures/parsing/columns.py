"""Which column holds the date, the reading, the size it is out of, and the note."""

from __future__ import annotations

from datetime import date

from groundswell.measures.parsing import dates, numbers
from groundswell.measures.parsing.shapes import RowError
from groundswell.measures.parsing.table import Columns, Record

SAMPLE = 200
DATES = (
    "date",
    "month",
    "week",
    "day",
    "when",
    "period",
    "datum",
    "time",
    "quarter",
    "week commencing",
    "week ending",
    "w/c",
)
VALUES = ("value", "wert", "reading", "count", "number", "total", "result", "score", "rate", "y")
NOTES = ("comment", "comments", "note", "notes", "remark", "remarks", "reason")
SIZES = ("denominator", "out of", "of", "bed days", "beds", "n", "size", "number of patients", "opportunities")
SIZES_WITHIN = ("denominator", "bed day", "out of", "beddays", "total number of")
LINE, REASON = "line in the file", "left out because"  # our own list of rows left out, corrected and loaded again
OURS = (LINE, REASON)


def is_date(cell: str, today: date) -> bool:
    """Looks like a date, even one that is impossible or far away."""
    try:
        dates.when(cell, today=today)
    except RowError as error:
        return error.code != "bad_date" or dates.numeric_parts(cell) is not None
    return True


def is_number(cell: str) -> bool:
    """Looks like a reading: a number, or one that was hidden, or a per cent. A gap says nothing."""
    if numbers.is_gap(cell):
        return False
    try:
        numbers.number(cell)
    except RowError as error:
        return error.code == "suppressed_value" or numbers.COMMA_DECIMAL.fullmatch(cell.strip()) is not None
    return True


def split_at_blanks(rows: list[Record], today: date) -> list[Record]:
    """Rows such as `3/4/2026  12`, typed with blanks between date and number, become two cells."""
    if any(len(row.cells) > 1 for row in rows):
        return rows
    split = [row.cells[0].rsplit(None, 1) for row in rows]
    fits = sum(len(cells) == 2 and is_date(cells[0], today) and is_number(cells[1]) for cells in split)
    alone = sum(is_number(row.cells[0]) or is_date(row.cells[0], today) for row in rows)
    if fits <= alone or fits * 2 < len(rows):
        return rows
    return [
        Record(row.line, tuple(cells)) if len(cells) == 2 and is_date(cells[0], today) else row
        for row, cells in zip(rows, split, strict=True)
    ]


def heading(rows: list[Record], today: date) -> int:
    """How many rows stand above the data: everything before the first row with a date, day number or bare number first."""
    for place, row in enumerate(rows[:SAMPLE]):
        if _is_data(row, today):
            return place
    return 1 if rows else 0


def has_any(rows: list[Record], today: date) -> bool:
    """Whether any cell of the first rows looks like a date or a number at all."""
    cells = (cell for row in rows[:SAMPLE] for cell in row.cells)
    return any(is_number(cell) or is_date(cell, today) or dates.is_day_number(cell) for cell in cells)


def _is_data(row: Record, today: date) -> bool:
    cells = [cell for cell in row.cells if cell.strip()]
    if len(row.cells) == 1:
        return is_number(row.cells[0]) or numbers.is_gap(row.cells[0])
    dated = any(is_date(cell, today) or dates.is_day_number(cell) for cell in cells)
    others = [cell for cell in row.cells if not is_date(cell, today)]
    return dated and any(is_number(cell) or numbers.is_gap(cell) or _almost(cell) for cell in others)


def _almost(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell) and len(cell) < numbers.LONGEST


def width_of(head: Record | None, rows: list[Record]) -> int:
    """How many columns there are: as many as headings, or as most rows have."""
    if head is not None and len(head.cells) > 1:
        return len(_trimmed(head.cells))
    lengths = [len(_trimmed(row.cells)) for row in rows[:SAMPLE]] or [1]
    return max(set(lengths), key=lengths.count)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((place for place, cell in enumerate(cells, 1) if cell.strip()), default=1)
    return cells[:last]


def find(head: Record | None, rows: list[Record], today: date, wanted: str = "") -> tuple[Columns, list[int]]:
    """The columns, and the places of every column that could be the reading. `wanted` is the place somebody chose."""
    width = width_of(head, rows)
    names = [cell.strip() for cell in head.cells[:width]] if head is not None and len(head.cells) > 1 else []
    names += [""] * (width - len(names))
    sample = rows[:SAMPLE]
    if width == 1:
        return Columns(None, 0, width=1), [0]
    when = _date_column(names, sample, width, today)
    could = _value_columns(names, sample, width, when)
    value = int(wanted) if wanted.isdecimal() and int(wanted) in could else could[0]
    note = _named(names, NOTES, {when, value})
    size = _size_column(names, {when, value, note})
    ours = {at for at, name in enumerate(names) if name.lower() in OURS}
    if note is None:
        note = next((at for at in range(width) if at not in {when, value, size, *ours} and _is_text(sample, at)), None)
    return _columns(when, value, note, size, width, names), [at for at in could if at != size]


def _columns(when: int, value: int, note: int | None, size: int | None, width: int, names: list[str]) -> Columns:
    places = {"date": when, "value": value, "comment": note, "denominator": size}
    named = {name: names[at] for name, at in places.items() if at is not None and names[at]}
    return Columns(when, value, note, size, width, named)


def _date_column(names: list[str], rows: list[Record], width: int, today: date) -> int:
    counts = [sum(is_date(cell, today) for cell in _cells(rows, at)) for at in range(width)]
    if any(counts):
        return counts.index(max(counts))
    named = _named(names, DATES, set())
    return named if named is not None else 0


def _value_columns(names: list[str], rows: list[Record], width: int, when: int) -> list[int]:
    """Columns with numbers, the one named as the reading first, the one named as the size last."""
    named = _named(names, VALUES, {when})
    every = [at for at in range(width) if at != when and names[at].lower() not in OURS] or [min(1, width - 1)]
    others = [at for at in every if names[at].lower() not in NOTES] or every
    counted = [at for at in others if at == named or any(is_number(cell) for cell in _cells(rows, at))] or others
    return sorted(counted, key=lambda at: (at != named, _is_size(names[at]), at))


def _is_size(name: str) -> bool:
    return name.lower() in SIZES or any(words in name.lower() for words in SIZES_WITHIN)


def _size_column(names: list[str], taken: set[int | None]) -> int | None:
    return next((at for at, name in enumerate(names) if _is_size(name) and at not in taken), None)


def _named(names: list[str], words: tuple[str, ...], taken: set[int | None]) -> int | None:
    return next((at for at, name in enumerate(names) if name.lower() in words and at not in taken), None)


def _is_text(rows: list[Record], at: int) -> bool:
    cells = [cell for cell in _cells(rows, at) if cell.strip()]
    return bool(cells) and not any(is_number(cell) for cell in cells)


def _cells(rows: list[Record], at: int) -> list[str]:
    return [row.cells[at] for row in rows if at < len(row.cells)]
