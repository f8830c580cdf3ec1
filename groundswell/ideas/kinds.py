"""What happens to an idea."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

IDEA_NOTICED = Kind("idea_noticed", _("{by} noticed this"), notice="near_you", about="Somebody noticed something.")
IDEA_HEARD = Kind(
    "idea_heard",
    _("{by} heard it"),
    notice="heard",
    straight_away=True,
    about="Somebody responsible answered by name.",
)
IDEA_ENTERED = Kind(
    "idea_entered",
    _("{by} typed it for {name}, who said yes to that"),
    notice="near_you",
    straight_away=True,
    letter=_("{by} typed an idea for you"),
    about="Said at a huddle by one person, typed by another; it belongs to who said it.",
)
IDEA_NOT_MINE = Kind(
    "idea_not_mine",
    _("It belongs to {name} now, who typed it"),
    notice="near_you",
    about="Whom it was typed for said that it is not theirs.",
)
_NEXT = "It goes on to the next who answers for the place; its day does not move."
IDEA_PASSED_ON = Kind(
    "idea_passed_on", _("{name} is away; {next} has it"), notice="near_you", straight_away=True, about=_NEXT
)
IDEA_PASSED_ON_LATE = Kind(
    "idea_passed_on_late",
    _("No answer came in time; {next} has it now"),
    notice="near_you",
    straight_away=True,
    about=_NEXT,
)
IDEA_PASSED_ON_GONE = Kind(
    "idea_passed_on_gone", _("{next} answers for it now"), notice="near_you", straight_away=True, about=_NEXT
)
IDEA_REWORDED = Kind("idea_reworded", _("{by} changed the words"), about="The owner changed their own words.")
IDEA_SUPPORTED = Kind(
    "idea_supported",
    _("{by} said: {says}"),
    notice="talk",
    about="It happens elsewhere too, or somebody can help.",
)
IDEA_FIXED = Kind(
    "idea_fixed",
    _("{by} fixed it: {what}"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} fixed it"),
    about="Just fixed, in one sentence; nobody needs a project for it.",
)
IDEA_STILL_FIXED = Kind(
    "idea_still_fixed",
    _("{by} said it is still fixed. It is normal practice here now"),
    notice="stage_moved",
    straight_away=True,
    about="Thirty days on, the fix holds.",
)
IDEA_NOT_FIXED = Kind(
    "idea_not_fixed",
    _("{by} said it is not fixed any more"),
    notice="stage_moved",
    about="The fix did not hold; the idea is open again.",
)
IDEA_RESTED = Kind(
    "idea_rested",
    _("{by} let it rest: {why}"),
    notice="stage_moved",
    straight_away=True,
    about="The owner lets it rest, with the reason and what was learned.",
)
IDEA_WOKEN = Kind(
    "idea_woken",
    _("{by} woke it up"),
    notice="stage_moved",
    straight_away=True,
    about="Anybody may wake a resting idea.",
)
IDEA_JOIN_PROPOSED = Kind(
    "idea_join_proposed",
    _("{by} thinks it is the same as “{other}”"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} thinks it is the same as another idea"),
    about="Only the owner's yes joins two ideas.",
)
IDEA_JOINED = Kind(
    "idea_joined",
    _("{by} joined it with “{other}”"),
    notice="stage_moved",
    straight_away=True,
    letter=_("{by} joined it with another idea"),
    about="The owner said yes and stays an owner.",
)
IDEA_JOIN_UNDONE = Kind(
    "idea_join_undone",
    _("{by} took it apart again from “{other}”"),
    notice="stage_moved",
    about="Joining can be undone.",
)
IDEA_JOIN_DECLINED = Kind(
    "idea_join_declined",
    _("{by} said it is not the same as “{other}”"),
    notice="stage_moved",
    about="The owner keeps the two apart.",
)
IDEA_MOVED = Kind("idea_moved", _("It moved on: {stage}"), about="The work that took it on moved it to another stage.")
IDEA_HELD = Kind(
    "idea_held", _("It is held unseen until its words are checked"), about="The words may identify a patient."
)
IDEA_RELEASED = Kind(
    "idea_released",
    _("{by} checked the words. Everyone here can see it now"),
    notice="stage_moved",
    about="The information governance lead let it go on.",
)
IDEA_LEFT = Kind(
    "idea_left",
    _("{by} left this with the poster. It is not confirmed yet"),
    notice="near_you",
    about="A notice from a poster, without sign-in: only those who answer there see it until it is confirmed.",
)
IDEA_CONFIRMED = Kind(
    "idea_confirmed", _("{by} put their name on it"), notice="near_you", about="Who left it with the poster signed in."
)
IDEA_VOUCHED = Kind(
    "idea_vouched", _("{by} vouched for it"), about="Somebody who answers there says that it is about the place."
)
IDEA_NAMED = Kind(
    "idea_named",
    _("{by} put their name on it"),
    notice="near_you",
    about="A hidden sender chose to be named after all.",
)
IDEA_NAME_PASSED = Kind(
    "idea_name_passed",
    _("Its name passes to a new keeper, with the yes of who sent it"),
    notice="near_you",
    about="Who held the name answers there no more; its owner said who may hold it. The new keeper is told.",
)
