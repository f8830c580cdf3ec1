"""What happens to an opportunity, and between two people who mentor. That somebody stepped in is told to one person and stands on no line of time of a place."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

OPPORTUNITY_OFFERED = Kind(
    "opportunity_offered", _("{by} offers this"), about="A place, or the pair of a change, offers a role to step into."
)
OPPORTUNITY_CHANGED = Kind("opportunity_changed", _("{by} changed the offer"), about="Its words or dates were edited.")
OPPORTUNITY_CLOSED = Kind(
    "opportunity_closed", _("{by} closed the offer"), notice="growth", straight_away=True,
    about="Nobody can step in any more; whoever waited is told.",
)  # fmt: skip
STEPPED_IN = Kind(
    "stepped_in", _("{by} would like to step in"), notice="growth", straight_away=True,
    there=_("There you can say yes, or not now and what would make it a yes."),
    about="Somebody would like to take an opportunity. Told to whoever answers, and to nobody else.",
)  # fmt: skip
STEP_IN_WAITS = Kind(
    "step_in_waits", _("Somebody who would like to step in has waited for five working days"), notice="growth",
    straight_away=True, there=_("There you can say yes, or not now and what would make it a yes."),
    about="The clock of an answer ran out: whoever answers, or who covers for them, is reminded once.",
)  # fmt: skip
STEP_TAKEN = Kind(
    "step_taken", _("{by} said yes: {name} steps in"), notice="growth", straight_away=True,
    letter=_("{by} said yes to you"),
    about="The yes to somebody who stepped in. Both have the credit; there are no points.",
)  # fmt: skip
STEP_NOT_NOW = Kind(
    "step_not_now", _("{by} said not now, with the reason and what would make it a yes"), notice="growth",
    straight_away=True, about="Not now, told to whoever stepped in.",
)  # fmt: skip
STEP_WITHDRAWN = Kind(
    "step_withdrawn", _("Somebody took back that they would step in"), notice="growth",
    about="Whoever stepped in takes it back before there is an answer.",
)  # fmt: skip
MENTORING_ASKED = Kind(
    "mentoring_asked", _("{by} asks you to mentor them"), notice="growth", straight_away=True,
    there=_("There you can say yes or not now."), about="Told to the mentor alone.",
)  # fmt: skip
MENTORING_AGREED = Kind(
    "mentoring_agreed", _("{by} said yes to mentoring you"), notice="growth", straight_away=True,
    about="With a last day that both agreed. The mentor has the credit; nobody else sees the two names together.",
)  # fmt: skip
MENTORING_NOT_NOW = Kind(
    "mentoring_not_now", _("{by} said not now to mentoring"), notice="growth", straight_away=True,
    about="Told to whoever asked, with a line.",
)  # fmt: skip
MENTORING_ENDED = Kind(
    "mentoring_ended",
    _("{by} ended the mentoring"),
    notice="growth",
    about="By either of the two, or before an answer.",
)
MENTORING_OVER = Kind(
    "mentoring_over", _("The mentoring reached the day you agreed"), notice="growth",
    about="The last day has passed. Both can say thanks, or ask again.",
)  # fmt: skip
TALK_WANTED = Kind(
    "talk_wanted", _("{by} would like ten minutes to hear how you did it"), notice="growth", straight_away=True,
    about="Somebody asks one who moved on and said that they will talk.",
)  # fmt: skip
