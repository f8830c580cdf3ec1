"""What happens when the way is cleared."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

COMMITMENT_MADE = Kind("commitment_made", _("{by} promised to clear: {what}, by {due}"), notice="stage_moved")
COMMITMENT_MOVED = Kind(
    "commitment_moved", _("{by} moved a promise from {before} to {due}: {what}"), notice="stage_moved"
)
COMMITMENT_KEPT = Kind(
    "commitment_kept", _("{by} kept a promise: {what}"), notice="commitment_kept", straight_away=True
)
