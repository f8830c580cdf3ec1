"""What is seen of a measure, a load and two versions of one thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

import commoncause
from groundswell.measures.fields import MeasureForm
from groundswell.measures.models import LimitsChoice, Measure, Reading, Upload, UploadState
from groundswell.measures.queries import Picture
from groundswell.measures.queries.previews import value_of, when
from groundswell.people.models import Person
from groundswell.ui.formats import LONDON, day, number
from groundswell.ui.spreadsheets import plain, safe_cell

What = LimitsChoice.What


@dataclass(frozen=True)
class Row:
    """One line of the table under a chart."""

    when: str
    reading: str
    usual: str
    says: str
    note: str
    address_id: str


def rows_of(picture: Picture, readings: list[Reading]) -> list[Row]:
    """The numbers behind the picture, newest first, each with the way to correct it."""
    pairs = zip(picture.table, readings, strict=True)
    never_below = all(reading.value is None or reading.value >= 0 for reading in readings)
    return [
        Row(
            when(reading) if reading.moment else row.when,
            row.reading or _("gap"),
            _usual(row.lower, row.upper, never_below=never_below),
            row.says,
            reading.note,
            reading.public_id,
        )
        for row, reading in pairs
    ][::-1]


def rows_for_others(picture: Picture) -> list[commoncause.Row]:
    """The numbers for whoever has a link, newest first: no notes, and no way to change one."""
    return list(picture.table)[::-1]


@dataclass(frozen=True)
class ChoiceLine:
    """What was decided about the limits, by whom and why; the id while it can be taken back."""

    sentence: str
    reason: str
    who: str
    id: str


def choice_line(choice: LimitsChoice) -> ChoiceLine:
    said = {
        What.REBASE: _("New limits from {first}"), What.SET_ASIDE: _("{first} is set aside"),
        What.BASELINE: _("Limits from the readings of {first} to {last}"),
    }  # fmt: skip
    who = _("{name}, {day}").format(name=_name(choice.person), day=day(choice.at))
    if choice.taken_back_at:
        back = _("taken back by {name}, {day}").format(name=_name(choice.taken_back_by), day=day(choice.taken_back_at))
        who = f"{who}; {back}"
    sentence = said[What(choice.what)].format(first=day(choice.on), last=day(choice.until))
    return ChoiceLine(sentence, choice.reason, who, "" if choice.taken_back_at else choice.public_id)


def _name(person: Person | None) -> str:
    return person.called if person else _("a colleague")


def _usual(lower: str, upper: str, *, never_below: bool) -> str:
    """A lower limit below nothing says nothing about what is never below nothing: no ward has minus one fall."""
    if not (lower and upper):
        return ""
    words = _("{upper} or less") if never_below and lower.startswith(("-", "−")) else _("{lower} to {upper}")
    return words.format(lower=lower, upper=upper)


@dataclass(frozen=True)
class Differs:
    """One line of two versions side by side."""

    what: str
    saved: str
    typed: str

    @property
    def is_same(self) -> bool:
        return self.saved == self.typed


def versions(form: MeasureForm, saved: Measure) -> list[Differs]:
    """What somebody else saved beside what is typed here."""
    return [
        Differs(str(form[name].label), _shown(saved, name), _typed(form, name))
        for name in ("name", "unit", "direction", "interval", "target", "source", "purpose")
    ]


def _shown(saved: Measure, name: str) -> str:
    value = getattr(saved, name)
    if name in ("direction", "interval", "purpose"):
        return str(getattr(saved, f"get_{name}_display")())
    return number(value) if isinstance(value, Decimal) else str(value or "")


def _typed(form: MeasureForm, name: str) -> str:
    value = form.cleaned_data.get(name)
    choices = dict(getattr(form.fields[name], "choices", ()))
    if choices:
        return str(choices.get(value, ""))
    return number(value) if isinstance(value, Decimal) else str(value or "")


def reading_versions(form: object, saved: Reading) -> list[Differs]:
    typed = form.cleaned_data  # type: ignore[attr-defined]
    return [
        Differs(_("Day"), day(saved.on), day(typed["on"])),
        Differs(_("Reading"), value_of(saved.value), value_of(typed["value"])),
        Differs(_("Note"), saved.note, typed["note"]),
    ]


def csv_of(measure: Measure, readings: Iterable[Reading]) -> str:
    """Readings as CSV: numbers stay numbers, words are made safe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["when", "value", "denominator", "note"])
    for row in readings:
        writer.writerow([_stamp(row), plain(row.value), plain(row.denominator), safe_cell(row.note)])
    return out.getvalue()


def _stamp(row: Reading) -> str:
    return row.moment.astimezone(LONDON).isoformat(timespec="minutes") if row.moment else row.on.isoformat()


@dataclass(frozen=True)
class LeftOut:
    """A row that was left out, as an upload keeps it."""

    line: int
    reason: str
    words: str


@dataclass(frozen=True)
class Uploaded:
    """What a page shows of an upload that was read: the same as a `Preview`, from what was kept."""

    sentence: str
    sample: list[list[str]]
    problems: list[LeftOut]
    more_problems: int
    choices: list[dict[str, object]]
    notes: list[str]
    button: str
    more: int
    digest: str

    @classmethod
    def of(cls, upload: Upload) -> Uploaded:
        kept = upload.summary
        return cls(
            kept["sentence"], kept["sample"], [LeftOut(*row) for row in kept["problems"]], kept["more_problems"],
            kept["choices"], kept["notes"], kept["button"], max(0, kept["new"] - len(kept["sample"])), str(upload.turn),
        )  # fmt: skip


def left_out_csv(rows: Iterable[list[object]]) -> Iterator[str]:
    """Rows that were left out with their reasons, a line at a time."""
    yield "line,why,row\r\n"
    for line, reason, words in rows:
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerow([line, reason, safe_cell(str(words))])
        yield out.getvalue()


def said_of(upload: Upload) -> str:
    """How far it is, in a sentence."""
    said = {
        UploadState.WAITING: _("It waits to be read."), UploadState.READING: _("It is being read."),
        UploadState.ADDING: _("The readings are being added."),
    }  # fmt: skip
    words = said.get(UploadState(upload.state), "")
    if upload.of and upload.state == UploadState.ADDING:
        words = _("{words} {done} of {of} are ready; they appear all together.").format(
            words=words, done=f"{upload.done:,}", of=f"{upload.of:,}"
        )
    if upload.of and upload.state == UploadState.READING:
        words = _("{words} {done} of {of} rows.").format(words=words, done=f"{upload.done:,}", of=f"{upload.of:,}")
    return words
