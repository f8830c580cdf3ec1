"""What is seen of a measure, a load and two versions of one thing."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

import commoncause
from groundswell.measures.charts import Picture
from groundswell.measures.fields import MeasureForm
from groundswell.measures.models import LimitsChoice, Measure, Reading, Upload
from groundswell.measures.parsing import Choice, Found, Problem, Understood
from groundswell.measures.queries import Key
from groundswell.people.models import Person
from groundswell.ui.formats import LONDON, count, day, moment, number
from groundswell.ui.spreadsheets import plain, safe_cell

SHOWN = 100
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
    return [
        Row(
            _when(reading) if reading.moment else row.when,
            row.reading or _("gap"),
            _usual(row.lower, row.upper),
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


def _usual(lower: str, upper: str) -> str:
    return _("{lower} to {upper}").format(lower=lower, upper=upper) if lower and upper else ""


def _when(reading: Reading | Found) -> str:
    return moment(reading.moment) if reading.moment else day(reading.on)


@dataclass(frozen=True)
class Preview:
    """What was understood of a load, before anything is stored."""

    sentence: str
    new: tuple[Found, ...]
    sample: tuple[tuple[str, str, str], ...]
    left_out: tuple[Problem, ...]
    choices: tuple[Choice, ...]
    notes: tuple[str, ...]
    digest: str
    button: str

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self.left_out[:SHOWN]

    @property
    def more_problems(self) -> int:
        return max(0, len(self.left_out) - SHOWN)

    @property
    def more(self) -> int:
        return max(0, len(self.new) - len(self.sample))


def preview(understood: Understood, there: dict[Key, Reading], text: str, start: object) -> Preview:
    new = tuple(each for each in understood.found if each.key not in there)
    clashes = [
        _clash(each, there[each.key])
        for each in understood.found
        if each.key in there and each.value != there[each.key].value
    ]
    problems = tuple(sorted([*understood.problems, *clashes], key=lambda each: each.line))
    return Preview(
        sentence=_sentence(understood, new, len(clashes)),
        new=new,
        sample=tuple((_when(each), _value(each.value), each.note) for each in new[:SHOWN]),
        left_out=problems,
        choices=tuple(choice for choice in understood.choices if choice.options),
        notes=understood.notes,
        digest=digest(understood, text, start),
        button=_("Add {readings}").format(readings=count(len(new), _("reading"))) if new else "",
    )


def _clash(each: Found, there: Reading) -> Problem:
    reason = _("There is already a different reading: {value}. It stays. You can correct it on its own page.")
    return Problem(
        each.line, "already_there", reason.format(value=_value(there.value)), (_when(each), _value(each.value))
    )


def _value(value: Decimal | None) -> str:
    return _("gap") if value is None else number(value)


def _sentence(understood: Understood, new: tuple[Found, ...], clashes: int) -> str:
    there = len(understood.found) - len(new) - clashes
    parts = []
    if new:
        span = (
            _("from {first} to {last}").format(first=_when(new[0]), last=_when(new[-1]))
            if len(new) > 1
            else _when(new[0])
        )
        parts.append(_("{readings}, {span}, can be added.").format(readings=count(len(new), _("reading")), span=span))
    else:
        parts.append(_("There is nothing new to add."))
    if gaps := sum(each.value is None for each in new):
        parts.append(_("{gaps} among them: known to be missing, not zero.").format(gaps=count(gaps, _("gap"))))
    if there > 0:
        parts.append(
            _("{readings} already there: nothing is added twice.").format(readings=count(there, _("is"), _("are")))
        )
    return " ".join(parts)


def digest(understood: Understood, text: str, start: object) -> str:
    """What was shown, in one short word: other words or answers are shown again before they are stored."""
    answers = [(choice.name, choice.chosen) for choice in understood.choices]
    return hashlib.sha256(repr((_one_kind(text), answers, start)).encode()).hexdigest()


def _one_kind(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\n")


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
        Differs(_("Reading"), _value(saved.value), _value(typed["value"])),
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
