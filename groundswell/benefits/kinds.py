"""What happens to a benefit."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

BENEFIT_CLAIMED = Kind(
    "benefit_claimed", _("{by} said what came of it: {what}"), notice="stage_moved", about="A benefit was claimed. `what` is its class and number.",
)  # fmt: skip
BENEFIT_ASKED = Kind(
    "benefit_asked", _("{by} asks you to check: {what}"), notice="permission_wanted_from_you",
    about="Those who confirm a benefit of this class were told that one waits.",
)  # fmt: skip
BENEFIT_TOLD = Kind(
    "benefit_told", _("{by} told finance: {what}"), notice="near_you",
    about="Finance was told of money's worth with the budget unchanged. Nothing is asked of them.",
)  # fmt: skip
BENEFIT_CONFIRMED = Kind(
    "benefit_confirmed", _("{by} confirmed: {what}"), notice="stage_moved", about="A benefit was confirmed as claimed."
)
BENEFIT_CORRECTED = Kind(
    "benefit_corrected", _("{by} corrected {before} to {what}"), notice="stage_moved",
    about="A benefit was confirmed with another number. The claimed one stays beside it.",
)  # fmt: skip
BENEFIT_TAKEN_BACK = Kind(
    "benefit_taken_back", _("{by} took back: {what}"), about="Whoever claimed a benefit took the claim back."
)
