"""What happens to a measure."""

from django.utils.translation import gettext_lazy as _

from groundswell.events.kinds import Kind

MEASURE_STARTED = Kind(
    "measure_started", _("{by} started a measure"), about="A number is followed over time from now on."
)
MEASURE_CHANGED = Kind(
    "measure_changed", _("{by} changed what the measure says"), about="Its name, unit, aim or target changed."
)
READINGS_ADDED = Kind(
    "readings_added", _("{by} added {readings}"), about="Readings were typed, pasted or loaded. `count` is how many."
)
READINGS_UNDONE = Kind("readings_undone", _("{by} took back {readings}"), about="A whole load of readings was undone.")
READING_CORRECTED = Kind(
    "reading_corrected", _("{by} corrected the reading of {day}"), about="One reading was changed."
)
REBASED = Kind(
    "rebased", _("{by} set new limits from {day}"), about="Limits are worked out anew from a day, with a reason."
)
