"""What happens to the frameworks that packs of evidence follow."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

FRAMEWORK_STARTED = Kind(
    "framework_started", _("{by} began a version of a framework for {where}"), about="Packs of evidence of an organisation follow its own version from a day on."
)  # fmt: skip
FRAMEWORK_ENDED = Kind(
    "framework_ended", _("{by} ended a version of a framework for {where}"), about="After its last day the version that came with Groundswell is followed again."
)  # fmt: skip
