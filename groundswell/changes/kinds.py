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
SEAT_SUGGESTED = Kind(
    "seat_suggested",
    _("{by} said not now to the {seat} seat and suggested {name}"),
    notice="stage_moved",
    straight_away=True,
    about="Whoever was asked named a colleague; those who lead the change ask them with one tap.",
)
POST_ENDS_SOON = Kind(
    "post_ends_soon",
    _("The post of {name} ends on {day}: who carries on in the {seat} seat?"),
    notice="pairing_invite",
    straight_away=True,
    there=_("There you can name who carries on. They say yes or not now themselves, and your credit stays."),
    about="Two weeks before the post of a lead ends they are asked, once, who carries on.",
)
POST_ENDED = Kind(
    "post_ended",
    _("The post of {name} has ended, and the {seat} seat is empty"),
    notice="stage_moved",
    straight_away=True,
    about="A lead works nowhere any more where the change happens. Credit stays.",
)
WHO_CARRIES_ON = Kind(
    "who_carries_on",
    _("{name}, who was the {seat} co-lead, is asked who carries on"),
    notice="pairing_invite",
    straight_away=True,
    there=_("There you can name who carries on. They say yes or not now themselves, and your credit stays."),
    about="A lead whose post has ended can still name somebody, for a month.",
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
PARTNER_ASKED = Kind(
    "partner_asked",
    _("{by} made a seat for a partner by experience"),
    about="A link for somebody who is not staff, shown once.",
)
PARTNER_SAID = Kind(
    "partner_said",
    _("A partner by experience said something to the team"),
    notice="talk",
    straight_away=True,
    about="Words by the secret link, checked for patients' details.",
)
PARTNER_THANKED = Kind(
    "partner_thanked", _("A partner by experience said thank you"), notice="talk", about="One tap by the secret link."
)
PARTNER_LEFT = Kind(
    "partner_left",
    _("A partner by experience has left"),
    notice="talk",
    about="By the partner; their part stays on record.",
)
PARTNER_ENDED = Kind(
    "partner_ended", _("{by} ended the link of a partner by experience"), about="The link opens nothing any more."
)
LASTING_CHECKED = Kind(
    "lasting_checked", _("{by} looked at whether it will last"), about="Ten taps, for the team alone; never a gate."
)
PROGRESS_SAID = Kind(
    "progress_said",
    _("{by} said how far it has come: {score}"),
    about="The pair corrected the derived IHI score, with a word why.",
)
COACH_ASKED = Kind(
    "coach_asked",
    _("{by} asked a question as a coach"),
    about="A coach put a question to the team in its talk; remembered so that it is not asked twice.",
)
