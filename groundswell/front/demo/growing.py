"""One finished entry in the portfolio of Dr Patel, so that there is something to read, change and take away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundswell.changes.models import Change
from groundswell.growth import actions as growth
from groundswell.growth.bodies import body_on
from groundswell.ui.formats import london_day

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

WORDS = {
    "dates": "Eleven weeks",
    "scope": "Consultant physician, Bassetlaw Hospital",
    "role": "I noticed it, led it as the clinical co-lead with the ward manager, and came in at seven to try it.",
    "why": "Results came back at six, when the team that had asked for them had gone home.\n"
    "We wanted fewer than 10 a week that nobody of the team is there to read.",
    "measured": "Results after the team has gone home, a week.",
    "result": "From about 21 a week to about 10.\nThe ward manager thanked me: “For coming in at seven to try it.”",
    "changed": "Morning bloods are taken in time for the porter who passes at one.",
    "learned": "I had thought that the laboratory was slow. It was our own round. "
    "I ask now what time a thing leaves the ward before I ask what time it comes back.",
    "next": "A second plan for Wednesdays, when there is no porter at one.",
}  # fmt: skip


def load(stage: Stage) -> None:
    change, at = Change.objects.filter(title__startswith="Bloods that catch").get(), stage.ago(20, 19)
    body = body_on("gmc-qi", london_day(at))
    assert body  # noqa: S101 - the file has it
    growth.write(
        person=stage.people["meera"], body=body, room="changes", subject_id=change.public_id,
        title="Bloods that catch the one o'clock porter", words=WORDS, at=at,
    )  # fmt: skip
