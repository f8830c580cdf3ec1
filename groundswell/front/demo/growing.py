"""What stands in portfolios: an entry of Dr Patel, feedback that she and Sister Okafor kept."""

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


KEPT = {
    "meera": {
        "source": "The ward manager", "kind": "written", "date": "In the spring",
        "content": "Bloods that catch the one o'clock porter\n“For coming in at seven to try it.”",
        "used": "I come to where the work is before I say what I think of it.",
    },
    "grace": {
        "source": "A student nurse", "kind": "said", "date": "In the summer",
        "content": "That the huddle went too fast for somebody new.",
        "used": "Whoever is newest speaks first, and we wait for it.",
    },
}  # fmt: skip


def load(stage: Stage) -> None:
    _entry(stage)
    for who, words in KEPT.items():
        at = stage.ago(15, 18)
        body = body_on("nmc-feedback", london_day(at))
        assert body  # noqa: S101 - the file has it
        growth.write(
            person=stage.people[who], body=body, room="", subject_id="", title="Feedback on my work", words=words, at=at
        )


def _entry(stage: Stage) -> None:
    change, at = Change.objects.filter(title__startswith="Bloods that catch").get(), stage.ago(20, 19)
    body = body_on("gmc-qi", london_day(at))
    assert body  # noqa: S101 - the file has it
    growth.write(
        person=stage.people["meera"], body=body, room="changes", subject_id=change.public_id,
        title="Bloods that catch the one o'clock porter", words=WORDS, at=at,
    )  # fmt: skip
