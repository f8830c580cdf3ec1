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
SET_ASIDE = Kind(
    "set_aside", _("{by} set the reading of {day} aside"), about="A reading is shown and left out of limits and rules."
)
LIMITS_FIXED = Kind(
    "limits_fixed",
    _("{by} made the limits from {first} to {last}"),
    about="Limits come from the readings of these days.",
)
CHOICE_TAKEN_BACK = Kind(
    "choice_taken_back", _("{by} took back: {what}, {day}"), about="What was decided about the limits holds no longer."
)
DRAWN_AS = Kind("drawn_as", _("{by} chose another chart: {chart}"), about="The same readings on another kind of chart.")
LINK_MADE = Kind("link_made", _("{by} made a link to the chart"), about="Whoever has the address sees the chart.")
LINK_ENDED = Kind("link_ended", _("{by} ended a link to the chart"), about="An address shows nothing any more.")
