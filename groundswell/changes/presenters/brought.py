"""What was tested where something was taken up from, to be used here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundswell.changes.brought import Brought, decided


@dataclass(frozen=True)
class ThereCard:
    """One of their tests: what they asked and thought, what they decided, and the address that fills it in here."""

    question: str
    prediction: str
    decided: str
    learned: str
    use: str


def tried_there(brought: Brought, start: str) -> tuple[ThereCard, ...]:
    return tuple(
        ThereCard(one.question, one.prediction, decided(one), one.learned, f"{start}?there={number}")
        for number, one in enumerate(brought.tests)
    )


def as_there(brought: Brought, number: str) -> dict[str, Any]:
    """The form as they filled it in; nothing when the number is made up."""
    if not number.isascii() or not number.isdigit() or int(number[:3]) >= len(brought.tests):
        return {}
    one = brought.tests[int(number[:3])]
    return {"question": one.question, "prediction": one.prediction, "scale": one.scale, "tries": one.tries}
