"""What happens to frameworks of evidence, and to the agreement of staff side."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

FRAMEWORK_STARTED = Kind(
    "framework_started", _("{by} began a version of a framework for {where}"), about="Packs of evidence of an organisation follow its own version from a day on."
)  # fmt: skip
STAFF_SIDE_AGREED = Kind(
    "staff_side_agreed", _("{by} recorded that staff side agreed to a figure of networks inside teams of {where}"), about="From the next count on it is worked out for teams of 11 to 60, and shown to each team alone."
)  # fmt: skip
STAFF_SIDE_ENDED = Kind(
    "staff_side_ended", _("{by} recorded that staff side does not agree any more to a figure of networks inside teams of {where}"), about="From the next count on it is not worked out."
)  # fmt: skip
FRAMEWORK_ENDED = Kind(
    "framework_ended", _("{by} ended a version of a framework for {where}"), about="After its last day the version that came with Groundswell is followed again."
)  # fmt: skip
