"""What stands in a document that travels, and nothing else: the strict reading of a story, a report and a feed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from groundswell.changes.models import State
from groundswell.ideas.models import IdeaKind
from groundswell.measures.models import ChartKind, Direction, Interval
from groundswell.places.models import Kind
from groundswell.stories.models import Result
from groundswell.stories.sealed import Unreadable
from groundswell.ui.own_numbers import found_in

STORY, REPORT, FEED = "groundswell-story", "groundswell-report", "groundswell-feed"
FORMAT = 1
LICENCE = "To be read and taken up in health and care, with the name of the place where it began."
TOLD, WITHDRAWN = "told", "withdrawn"
HELD, MIXED, NOT_HELPED = "held", "mixed", "not"
MOST_READINGS = 2_000
WORDS = {
    "title": 120,
    "did": 5000,
    "surprised": 5000,
    "learned": 5000,
    "waited": 5000,
    "needed": 5000,
    "aim": 300,
    "work": 120,
}
NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
ID = re.compile(r"[A-Za-z0-9_-]{4,24}")
NUMBER = re.compile(r"-?\d{1,10}(\.\d{1,4})?")

Check = Callable[[Any], Any]


def text(most: int, *, empty: bool = False) -> Check:
    """Words of people: no hidden characters, nothing that may point to a patient."""

    def checked(value: Any) -> str:
        if not isinstance(value, str) or len(value) > most or NOT_TEXT.search(value) or not (empty or value.strip()):
            raise ValueError
        if found_in(value):
            raise Unreadable("Words in it may point to a patient.")
        return value

    return checked


def one_of(choices: Any) -> Check:
    allowed = frozenset(str(one) for one in choices)

    def checked(value: Any) -> str:
        if not isinstance(value, str) or value not in allowed:
            raise ValueError
        return value

    return checked


def yes_or_no(value: Any) -> bool:
    if value is True or value is False:
        return bool(value)
    raise ValueError


def key(value: Any) -> str:
    if isinstance(value, str) and ID.fullmatch(value):
        return value
    raise ValueError


def moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or found.isoformat() != value or not 2000 < found.year < 2200:
        raise ValueError
    return found


def day(value: Any) -> date:
    found = date.fromisoformat(value)
    if found.isoformat() != value or not 1990 < found.year < 2200:
        raise ValueError
    return found


def amount(value: Any) -> Decimal:
    if isinstance(value, str) and NUMBER.fullmatch(value):
        return Decimal(value)
    raise ValueError


def maybe(check: Check) -> Check:
    return lambda value: None if value is None else check(value)


def whole(shape: Mapping[str, Check]) -> Check:
    """Exactly these names, each as its check wants it."""

    def checked(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict) or set(value) != set(shape):
            raise ValueError
        return {name: one(value[name]) for name, one in shape.items()}

    return checked


def several(check: Check, most: int) -> Check:
    def checked(value: Any) -> list[Any]:
        if not isinstance(value, list) or len(value) > most:
            raise ValueError
        return [check(one) for one in value]

    return checked


def _reading(value: Any) -> tuple[date, Decimal | None, Decimal | None]:
    on, counted, out_of = value
    return day(on), maybe(amount)(counted), maybe(amount)(out_of)


def _readings(value: Any) -> list[tuple[date, Decimal | None, Decimal | None]]:
    found: list[tuple[date, Decimal | None, Decimal | None]] = several(_reading, MOST_READINGS)(value)
    if len({on for on, _value, _out_of in found}) != len(found):
        raise ValueError
    return found


PLACE = whole({"name": text(150), "kind": one_of(Kind.values)})
CHART = whole(
    {
        "name": text(120), "unit": text(40, empty=True), "direction": one_of(Direction.values), "interval": one_of(Interval.values),
        "chart": one_of(ChartKind.values), "target": maybe(amount), "readings": _readings,
    }
)  # fmt: skip
TALE = whole(
    {name: text(most, empty=name not in ("title", "did", "learned", "work")) for name, most in WORDS.items()}
    | {
        "worked": yes_or_no, "place": PLACE, "since": moment, "told_at": moment, "state": one_of(State.values),
        "idea_kind": one_of(["", *IdeaKind.values]), "permission": yes_or_no, "result": one_of(Result.values), "chart": maybe(CHART),
    }
)  # fmt: skip
HEAD: dict[str, Check] = {
    "format": str, "version": int, "id": key, "as_of": moment, "from": whole({"name": text(100), "address": text(200)}),
    "key": str, "signature": str,
}  # fmt: skip
SHAPES: dict[str, Check] = {
    STORY: whole(HEAD | {"status": one_of([TOLD, WITHDRAWN]), "story": maybe(TALE), "licence": text(300)}),
    REPORT: whole(
        HEAD
        | {
            "story": key, "place": PLACE, "began": moment, "work": text(120), "adapted": text(5000, empty=True),
            "result": one_of(["", HELD, MIXED, NOT_HELPED]), "words": text(2000, empty=True), "told_at": maybe(moment),
            "chart": maybe(CHART),
        }
    ),
    FEED: whole(HEAD | {"items": several(dict, 50), "next": text(80, empty=True)}),
}  # fmt: skip


def checked(document: dict[str, Any], kind: str) -> dict[str, Any]:
    """The parts of a document of that kind, as Python knows them. What is more, less or other than we write is refused."""
    if document.get("format") != kind:
        raise Unreadable("It is a file of another kind.")
    if type(document.get("version")) is not int or document["version"] != FORMAT:
        raise Unreadable("It was written by a newer Groundswell than this one.")
    try:
        parts: dict[str, Any] = SHAPES[kind](document)
    except (ValueError, TypeError, KeyError, InvalidOperation, OverflowError):
        raise Unreadable("Something in it is not as it should be.") from None
    if kind == STORY and (parts["status"] == TOLD) != (parts["story"] is not None):
        raise Unreadable("Something in it is not as it should be.")
    return parts


@dataclass(frozen=True)
class Sender:
    """Who says that they wrote it, before anybody trusts them."""

    name: str
    address: str


def sender_of(document: dict[str, Any]) -> Sender:
    said = document.get("from")
    name = said.get("name", "") if isinstance(said, dict) else ""
    address = said.get("address", "") if isinstance(said, dict) else ""
    return Sender(*(NOT_TEXT.sub("", one)[:100] if isinstance(one, str) else "" for one in (name, address)))
