"""What fills the board of Ward 21, so that its huddle has enough to look at: more ideas of the cast, made up like the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundswell.changes import actions as changes
from groundswell.changes.models import Change
from groundswell.front.demo.shapes import Answer, Fix, Followed, InTheWay, Seat, Tale, Trial, Work
from groundswell.talk import actions as talk
from groundswell.talk import attached
from groundswell.ui.verdicts import YES

if TYPE_CHECKING:
    from groundswell.front.demo.loader import Stage

W21 = "RP5BA-W21"

HUDDLE = (
    Tale(
        W21, "grace", 31, "Medicines people bring from home are lost when they move to another bed.",
        answer=Answer("meera", 30, "And I write them up again. One bag that goes with the person?"),
        work=Work(
            "Own medicines travel in one green bag", "grace", 28, aim="Nobody’s own medicines are lost in a move on Ward 21",
            clinical=Seat("meera", 28, "grace", 27), managerial=Seat("grace", 28, said_yes=28), helpers=(("amina", 26),), answers=(("changes_medicine_or_clinical_protocol", False),),
            tests=(Trial(9, "Does everything arrive when it moves in one bag?", "Nothing is lost in two weeks", "one_team"),),
            measure=Followed("Medicines missing after a move", "a day", "decrease", (2, 1, 3, 2, 1, 2, 0, 1, 1, 0, 0, 1, 0, 0), entered=True, daily=True),
            asks=(InTheWay("grace", "helen", "RP5", "A lockable shelf at each bed, put up by estates", "estate", 9, due=5),),
        ),
    ),
    Tale(
        W21, "meera", 40, "The huddle is at breakfast, so half of us stand with a tray and nobody can stay.",
        answer=Answer("grace", 39, "Ten past nine would suit the kitchen as well. Let us see whether anyone is missing."),
        work=Work(
            "The huddle at ten past nine", "meera", 33, aim="Everybody on the shift is there for ten minutes",
            clinical=Seat("meera", 33, said_yes=33), managerial=Seat("grace", 33, "meera", 32),
            tests=(Trial(14, "Is everybody there at ten past nine?", "All but one, on most days", "one_week"),),
            measure=Followed("Minutes the huddle took", "minutes", "decrease", (19, 17, 18, 14, 13, 12, 11, 12, 10, 11), entered=True, daily=True),
        ),
    ),
    Tale(
        W21, "amina", 24, "Some call bells do not ring, and we find out when somebody has waited.",
        answer=Answer("grace", 23, "That frightens me too. We try all of them tonight."),
        supported=(("jean", 22, "happens_here"),),
        work=Work(
            "Every call bell tried at nine in the evening", "grace", 21, aim="Every bell on Ward 21 rings, every night",
            clinical=Seat("grace", 21, said_yes=21), helpers=(("amina", 20),),
            tests=(Trial(17, "Can one person try 28 bells in ten minutes?", "In eight", "one_week"),),
            measure=Followed("Call bells that did not ring", "of 28", "decrease", (4, 3, 3, 2, 3, 1, 1, 0, 1, 0), entered=True, daily=True),
            asks=(InTheWay("grace", "helen", "RP5", "Six spare call bells, kept on the ward", "equipment", 17, due=-2),),
        ),
    ),
    Tale(
        W21, "jean", 15, "My mouth was so dry that I could not ask for water. The swabs were in a cupboard down the corridor.",
        answer=Answer("grace", 14, "I am sorry. They belong beside the bed. I will start, and look for a clinician to lead it with me."),
        work=Work(
            "Mouth care beside every bed", "grace", 12, aim="Mouth care within reach of everybody who cannot drink",
            managerial=Seat("grace", 12, said_yes=12),
            asks=(InTheWay("grace", "helen", "RP5", "A small box for each bed, £84 for all of them", "money", 11),),
        ),
    ),
    Tale(
        W21, "jean", 70, "Everybody who comes to visit asks the same three things, and stops a nurse to do it.",
        answer=Answer("grace", 68, "Let us answer them at the door."),
        work=Work(
            "A board at the door that answers three questions", "grace", 66, aim="Visitors find a bed, a time and a name without asking",
            clinical=Seat("meera", 66, "grace", 65), managerial=Seat("grace", 66, said_yes=66),
            tests=(
                Trial(58, "Are we asked less when the board is up?", "Half as often", "one_week", 50,
                      "From 22 times on a Sunday to 7.", "Say who is in charge today by first name.", "adopt"),
            ),
        ),
    ),
    Tale(
        W21, "grace", 52, "People are weighed when there is time, so on Monday we guess a dose.",
        answer=Answer("meera", 51, "I would rather know. Before breakfast, twice a week?"),
        work=Work(
            "Weighed before breakfast, Monday and Thursday", "grace", 48, aim="Everybody on a dose by weight has one from this week",
            clinical=Seat("meera", 48, "grace", 47), managerial=Seat("grace", 48, said_yes=48), helpers=(("amina", 47),), answers=(("changes_medicine_or_clinical_protocol", False),),
            tests=(
                Trial(40, "Can everybody be weighed before breakfast?", "24 of 28", "one_week", 33,
                      "26 of 28 on both days.", "Two who cannot stand need the chair scales, booked the day before.", "adopt"),
            ),
            measure=Followed("Weighed this week, of those who should be", "%", "increase", (61, 58, 66, 63, 85, 92, 93), last=7, entered=True),
        ),
    ),
    Tale(W21, "amina", 16, "The clock in bay 4 has been ten minutes slow since the clocks went back.",
         fix=Fix("amina", 12, "New battery, and put right.")),
    Tale(W21, "amina", 7, "Glove boxes by the left-hand beds are empty by midnight.",
         fix=Fix("grace", 5, "A second box hangs behind the first one now.")),
)  # fmt: skip


def ask_as_coach(stage: Stage) -> None:
    """Dr Patel coaches in both hospitals, and has asked one of their teams a question."""
    change = Change.objects.select_related("place").get(title="Logged in within two minutes")
    question = "How will you know whether five computers help? What could you count, and who is there to note it?"
    changes.coach_ask(change=change, line="no-readings", words=question, by=stage.people["meera"], at=stage.ago(9, 15))


CHECKLIST = """Before somebody moves to another bed
1 Their own medicines in the green bag
2 The bag on the bed, not on the trolley
3 The next nurse looks inside with you
"""


def talk_it_over(stage: Stage) -> None:
    """What was said about one change: somebody is mentioned, a list is attached, and a decision is marked."""
    change, people = (
        Change.objects.select_related("place").get(title="Own medicines travel in one green bag"),
        stage.people,
    )
    subject, place = change.subject, change.place
    talk.say(
        subject=subject, place=place, words="@Sister Grace Okafor the bags are too small for inhalers with a spacer.", by=people["amina"],
        at=stage.ago(8, 15), mentioned=[people["grace"]],
    )  # fmt: skip
    decided = talk.say(
        subject=subject, place=place, words="We take the larger bag, and the list below goes inside the lid.", by=people["grace"],
        at=stage.ago(7, 9), tell=[people["meera"]],
    )  # fmt: skip
    talk.attach_file(
        subject=subject, place=place, attached=attached.read("Green bag checklist.txt", CHECKLIST.encode()), by=people["grace"],
        at=stage.ago(7, 9), comment=decided,
    )  # fmt: skip
    talk.mark_decided(
        comment=decided, subject=subject, place=place, decides=YES, by=people["meera"], at=stage.ago(6, 9)
    )
