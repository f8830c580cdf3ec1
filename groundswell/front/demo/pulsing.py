"""Answers to the pulse at the places of the cast: drawn by chance, the same each time, of nobody, and labelled as made up."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from groundswell.front.demo.cast import LABEL
from groundswell.insight import actions as insight
from groundswell.insight.pulse import STATEMENTS
from groundswell.insight.quarters import quarter_before, quarter_of
from groundswell.insight.queries import quarters_to_make
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

# How many answer, in the last quarter and the one before; and how each leans, 0 (disagrees) to 1. Eight are too few to be shown.
ANSWERS: dict[str, tuple[int, int, float]] = {
    "RP5BA-W21": (19, 16, 0.62), "RP5BA-MAU": (22, 17, 0.5), "RP5BA-ED": (26, 21, 0.4), "RP5DR-W17": (8, 13, 0.55),
    "RP5DR-ED": (34, 30, 0.38), "RP5BA-TH": (14, 6, 0.48), "C84001-REC": (9, 9, 0.6), "C84001": (14, 13, 0.58),
}  # fmt: skip
LEAN = (0.1, 0.05, 0.15, -0.22, -0.02)  # of each statement
LEFT_OUT = 0.03


def load(stage: Stage) -> None:
    """Also makes the results: the worker would, and this says in them that they are made up."""
    chance, today = random.Random(47), london_day(stage.at)  # noqa: S311 - made up, not a secret
    last = quarter_before(quarter_of(today))
    for number, quarter in enumerate((last, quarter_before(last))):
        for key, (*answers, lean) in ANSWERS.items():
            insight.hear(
                place=stage.places[key], month=quarter, answers=[_one(chance, lean) for _each in range(answers[number])]
            )
    for home, quarter in quarters_to_make(today):
        insight.make_pulse_results(home=home, quarter=quarter, source=LABEL)


def _one(chance: random.Random, lean: float) -> list[int | None]:
    """One answer to each statement, some left out."""
    return [
        None if chance.random() < LEFT_OUT else 1 + sum(chance.random() < lean + LEAN[number] for _step in range(4))
        for number in range(len(STATEMENTS))
    ]
