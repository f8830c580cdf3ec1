"""What happens to a change."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

CHANGE_OPENED = Kind(
    "change_opened",
    _("{by} opened a change"),
    notice="stage_moved",
    straight_away=True,
    about="Somebody began to make it real.",
)
CHANGE_REWORDED = Kind(
    "change_reworded", _("{by} changed the title, the aim or an answer"), about="Title, aim or answers were edited."
)
SEAT_OFFERED = Kind(
    "seat_offered",
    _("{by} asked {name} to be the {seat} co-lead"),
    notice="pairing_invite",
    straight_away=True,
    about="A seat waits for somebody's yes.",
)
SEAT_TAKEN = Kind(
    "seat_taken", _("{by} took the {seat} seat"), notice="stage_moved", straight_away=True, about="A co-lead said yes."
)
SEAT_DECLINED = Kind(
    "seat_declined", _("{by} said not now to the {seat} seat"), notice="stage_moved", about="The seat is empty again."
)
SEAT_LEFT = Kind(
    "seat_left", _("{by} left the {seat} seat"), notice="stage_moved", about="Credit stays; the seat is empty again."
)
SEAT_HANDED_OVER = Kind(
    "seat_handed_over",
    _("{by} handed the {seat} seat on to {name}, who is asked"),
    notice="pairing_invite",
    straight_away=True,
    about="A lead names who carries on, and goes. Credit stays; the seat waits for the other's yes.",
)
HELPER_JOINED = Kind("helper_joined", _("{by} joined the team"), notice="talk", about="Somebody helps.")
DRIVERS_DRAWN = Kind(
    "drivers_drawn",
    _("{by} drew what the aim depends on: {lines} lines"),
    about="The driver diagram was drawn or changed.",
)
STEP_ADDED = Kind("step_added", _("{by} added a step: {what}"), notice="near_you", about="A task in the plan.")
STEP_DONE = Kind("step_done", _("{by} did a step: {what}"), notice="near_you", about="A task is done.")
TEST_STARTED = Kind(
    "test_started",
    _("{by} started test {number}: {question}"),
    notice="stage_moved",
    about="One PDSA cycle begins, with a prediction.",
)
TEST_ENDED = Kind(
    "test_ended",
    _("{by} ended test {number} and decided: {decision}"),
    notice="stage_moved",
    about="What happened, what was learned, what follows.",
)
CHANGE_MOVED = Kind(
    "change_moved",
    _("It moved on at {where}: {state}"),
    notice="stage_moved",
    straight_away=True,
    about="The change is at another state at a place.",
)
MADE_NORMAL = Kind(
    "made_normal",
    _("{by} made it normal practice at {where}"),
    notice="stage_moved",
    straight_away=True,
    about="It is how things are done there now.",
)
BECAME_REAL = Kind(
    "became_real",
    _("It became real at {where}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("Your idea became real"),
    about="An idea is how things are done at its home place for the first time: told to its owner once, for good.",
)
PLACE_JOINED = Kind(
    "place_joined", _("{by} brought in {where}"), notice="near_you", about="The change spans another place."
)
PAUSED = Kind(
    "paused",
    _("{by} paused it for safety"),
    notice="safety",
    straight_away=True,
    about="At once, by name, with a reason; to be answered within one working day.",
)
PAUSE_ANSWERED = Kind(
    "pause_answered",
    _("{by} answered the pause for safety. It goes on"),
    notice="safety",
    straight_away=True,
    about="The co-leads answered; ownership never changed.",
)
PAUSE_OVERDUE = Kind(
    "pause_overdue",
    _("The pause by {name} waits for an answer that was due"),
    notice="safety",
    straight_away=True,
    about="A pause for safety was not answered within one working day.",
)
CHANGE_STOPPED = Kind(
    "change_stopped",
    _("{by} stopped the change"),
    notice="stage_moved",
    straight_away=True,
    about="The change ends; its ideas stay with their owners.",
)
MEASURE_LINKED = Kind("measure_linked", _("{by} began to measure: {what}"), about="A number is followed.")
CHANGE_SORTED = Kind(
    "change_sorted", _("{by} sorted what it is: {what}"), about="A few answers said what it officially is."
)
COACH_ASKED = Kind(
    "coach_asked",
    _("{by} asked a question as a coach"),
    about="A coach put a question to the team in its talk; remembered so that it is not asked twice.",
)
