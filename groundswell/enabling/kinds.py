"""What happens when the way is cleared."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

COMMITMENT_MADE = Kind(
    "commitment_made",
    _("{by} promised to clear: {what}, by {due}"),
    notice="stage_moved",
    about="A dated promise to clear one named thing.",
)
COMMITMENT_MOVED = Kind(
    "commitment_moved",
    _("{by} moved a promise from {before} to {due}: {what}"),
    notice="stage_moved",
    about="A new date before the old one has passed, with the reason.",
)
COMMITMENT_KEPT = Kind(
    "commitment_kept",
    _("{by} kept a promise: {what}"),
    notice="commitment_kept",
    straight_away=True,
    letter=_("{by} kept a promise"),
    about="The promised thing is cleared.",
)
