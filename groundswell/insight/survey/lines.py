"""Published results as an organisation pastes them: a line a year and question. Pure; nothing is stored here."""

from __future__ import annotations

import csv
from collections.abc import Collection
from dataclasses import dataclass, field
from fractions import Fraction

from django.utils.translation import gettext as _

from groundswell.insight.survey.published import Value, questions

FIRST_YEAR = 2003  # of the survey
FEWEST_ANSWERS = 11
MOST_LINES = 500


@dataclass(frozen=True)
class Problem:
    """What is wrong in a line, by its number as pasted; the first line is 1."""

    line: int
    words: str


@dataclass
class Understood:
    """`values`: what could be read. Nothing may be stored while there are `problems`."""

    values: list[Value] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class _Unclear(ValueError):
    """Says for the person who pasted what cannot be read."""


def read(text: str, *, last_year: int, known: Collection[tuple[str, int]]) -> Understood:
    """Lines of year, question, per cent and number of answers, with tabs, semicolons or commas between.

    A heading line is passed over. `known`: questions and years that the published file has for this organisation already.
    """
    seen: set[tuple[str, int]] = set()
    found, lines = Understood(), text.splitlines()
    if len(lines) > MOST_LINES:
        found.problems.append(Problem(MOST_LINES + 1, _("Paste at most {n} lines at once.").format(n=MOST_LINES)))
        return found
    sign = next((sign for sign in "\t;" if any(sign in line for line in lines)), ",")
    for number, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in next(csv.reader([line], delimiter=sign), [])]
        if not any(cells) or (number == 1 and not cells[0][:1].isdigit()):
            continue
        try:
            value = _value(cells, last_year)
            _is_new(value, known, seen)
        except _Unclear as unclear:
            found.problems.append(Problem(number, str(unclear)))
            continue
        seen.add((value.question, value.year))
        found.values.append(value)
    return found


def _is_new(value: Value, known: Collection[tuple[str, int]], seen: Collection[tuple[str, int]]) -> None:
    key = (value.question, value.year)
    if key in seen:
        raise _Unclear(_("{question} of {year} stands there twice.").format(question=value.question, year=value.year))
    if key in known:
        raise _Unclear(
            _("{question} of {year} is here already, from the published file.").format(
                question=value.question, year=value.year
            )
        )


def _value(cells: list[str], last_year: int) -> Value:
    if len(cells) != 4:
        raise _Unclear(_("A line has a year, a question, the per cent and the number of answers."))
    year = _whole(cells[0])
    if not FIRST_YEAR <= year <= last_year:
        raise _Unclear(_("{year} is no year of the survey.").format(year=cells[0][:12]))
    code = cells[1].casefold()
    code = code if code.startswith("q") else f"q{code}"
    if not any(one.code == code and one.holds_in(year) for one in questions()):
        raise _Unclear(
            _("“{question}” is none of the questions shown here for {year}.").format(question=cells[1][:20], year=year)
        )
    answers = _whole(cells[3])
    if answers < FEWEST_ANSWERS:
        raise _Unclear(_("Values with fewer than 11 answers are not shown."))
    return Value(year, code, _percent(cells[2]), answers)


def _whole(text: str) -> int:
    digits = text.replace(",", "").replace("\u00a0", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or len(digits) > 7:
        raise _Unclear(_("“{number}” is no whole number.").format(number=text[:20]))
    return int(digits)


def _percent(text: str) -> Fraction:
    digits = text.removesuffix("%").strip()
    whole, _dot, rest = digits.partition(".")
    plain = f"{whole}{rest}"
    if not plain.isascii() or not plain.isdigit() or not whole or len(digits) > 8:
        raise _Unclear(_("“{number}” is no per cent, such as 52.0.").format(number=text[:20]))
    if Fraction(digits) > 100:
        raise _Unclear(_("{number} is more than 100 per cent.").format(number=text[:20]))
    return Fraction(round(Fraction(digits) * 10), 10)
