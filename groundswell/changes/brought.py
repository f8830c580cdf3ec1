"""What comes along when something is taken up from elsewhere: where it came from, and what they tested there.

Kept with the new change by value, as it was on the day: the work it came from goes on, or is closed, without touching it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from groundswell.changes.models import Decision, Test

MOST_TESTS = 12
DECIDED = {
    Decision.ADOPT: gettext_lazy("They kept doing it."), Decision.ADAPT: gettext_lazy("They changed it and tried again."),
    Decision.ABANDON: gettext_lazy("They stopped it."), Decision.TEST_AGAIN: gettext_lazy("They tested it again."),
}  # fmt: skip


@dataclass(frozen=True)
class TriedThere:
    """A test as it was there, to be used here: its question, what they thought, what they decided."""

    __test__ = False  # pytest would collect it for its name

    question: str
    prediction: str
    scale: str
    tries: str = ""
    decision: str = ""
    learned: str = ""


@dataclass(frozen=True)
class Brought:
    """`where` it came from in words; the addresses of its story, and of both charts beside each other."""

    where: str = ""
    story: str = ""
    beside: str = ""
    tests: tuple[TriedThere, ...] = ()

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Brought:
        tests = tuple(TriedThere(**test) for test in kept.get("tests", ()))
        return cls(**{name: kept.get(name, "") for name in ("where", "story", "beside")}, tests=tests)

    @property
    def kept(self) -> dict[str, Any]:
        return asdict(self) | {"tests": [asdict(test) for test in self.tests]}


def tried(tests: Sequence[Test]) -> tuple[TriedThere, ...]:
    """Tests as they are brought along, oldest first, each question once: the last try of it."""
    found = {test.question: test for test in sorted(tests, key=lambda test: test.number)}
    return tuple(
        TriedThere(test.question, test.prediction, test.scale, test.tries, test.decision, test.learned)
        for test in found.values()
    )[-MOST_TESTS:]


def decided(one: TriedThere) -> str:
    return str(DECIDED.get(Decision(one.decision), "")) if one.decision else _("It still goes on there.")
