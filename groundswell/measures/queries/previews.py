"""What a load would do, compared with what stands, before anything is stored."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from groundswell.measures.models import Reading, Upload
from groundswell.measures.parsing import Choice, Found, Problem, Understood
from groundswell.measures.queries import Key
from groundswell.ui.formats import count, day, moment, number

SHOWN = 100


def when(reading: Reading | Found) -> str:
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
        sample=tuple((when(each), value_of(each.value), each.note) for each in new[:SHOWN]),
        left_out=problems,
        choices=tuple(choice for choice in understood.choices if choice.options),
        notes=understood.notes,
        digest=digest(understood, text, start),
        button=_("Add {readings}").format(readings=count(len(new), _("reading"))) if new else "",
    )


def _clash(each: Found, there: Reading) -> Problem:
    reason = _("There is already a different reading: {value}. It stays. You can correct it on its own page.")
    return Problem(
        each.line, "already_there", reason.format(value=value_of(there.value)), (when(each), value_of(each.value))
    )


def value_of(value: Decimal | None) -> str:
    return _("gap") if value is None else number(value)


def _sentence(understood: Understood, new: tuple[Found, ...], clashes: int) -> str:
    there = len(understood.found) - len(new) - clashes
    parts = []
    if new:
        span = (
            _("from {first} to {last}").format(first=when(new[0]), last=when(new[-1])) if len(new) > 1 else when(new[0])
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


def rows_of(upload: Upload, *, left_out: bool) -> Iterator[list[Any]]:
    """The rows kept of an upload, a part at a time."""
    for part in upload.parts.filter(left_out=left_out).order_by("number").iterator(chunk_size=1):
        yield from json.loads(zlib.decompress(part.rows))
