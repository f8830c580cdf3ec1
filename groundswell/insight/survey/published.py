"""Questions and values of the NHS Staff Survey from `data/`. Plain Python; read once."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

DATA = Path(__file__).parent.parent / "data"


class Value(NamedTuple):
    """What was published: a year, a question's code, per cent of staff (one decimal), and how many answered."""

    year: int
    question: str
    percent: Fraction
    answers: int


@dataclass(frozen=True)
class Question:
    """`since` and `until` are the first and the last year in which it had this number; `until` None: it still has."""

    code: str
    short: str
    wording: str
    counted: str
    about: str
    since: int
    until: int | None
    checked: bool

    def holds_in(self, year: int) -> bool:
        return self.since <= year and (self.until is None or year <= self.until)


@cache
def questions() -> tuple[Question, ...]:
    rows = tomllib.loads((DATA / "staff_survey.toml").read_text())["question"]
    return tuple(
        Question(
            row["code"], row["short"], row["wording"], row["counted"], row["about"], row["from"], row.get("until"),
            row["checked"],
        )
        for row in rows
    )  # fmt: skip


def published(ods_code: str) -> tuple[Value, ...]:
    """Every value of an organisation in the order of years; empty where nothing was published."""
    return _values().get(ods_code, ())


@cache
def all_together() -> dict[tuple[str, int], Fraction]:
    """By question and year: per cent over all organisations with published values, weighted by how many answered."""
    agreed: defaultdict[tuple[str, int], Fraction] = defaultdict(Fraction)
    answers: defaultdict[tuple[str, int], int] = defaultdict(int)
    for values in _values().values():
        for one in values:
            agreed[one.question, one.year] += one.percent * one.answers
            answers[one.question, one.year] += one.answers
    return {key: agreed[key] / answers[key] for key in agreed}


@cache
def _values() -> dict[str, tuple[Value, ...]]:
    found: dict[str, list[Value]] = {}
    with (DATA / "staff_survey.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            value = Value(int(row["year"]), row["question"], Fraction(row["percent"]), int(row["answers"]))
            found.setdefault(row["ods_code"], []).append(value)
    return {code: tuple(sorted(values)) for code, values in found.items()}


def source_of() -> str:
    """Whose values they are; a name, not translated."""
    return "NHS Staff Survey, Survey Coordination Centre for NHS England, Open Government Licence v3.0"
