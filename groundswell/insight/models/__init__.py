"""Tables of the room of figures."""

from groundswell.insight.models.frameworks import Framework, Statement
from groundswell.insight.models.pulse import Heard, PulseKey, PulseOff, PulseResult, Spent
from groundswell.insight.models.snapshots import Round, Snapshot
from groundswell.insight.models.staff_side import StaffSide
from groundswell.insight.models.survey import LoadedValue
from groundswell.insight.models.tally import Above, Cell, Counted, Fact, Inside, Mark, Member, Team

__all__ = [
    "Above", "Cell", "Counted", "Fact", "Framework", "Heard", "Inside", "LoadedValue", "Mark", "Member", "PulseKey", "PulseOff",
    "PulseResult", "Round", "Snapshot", "Spent", "StaffSide", "Statement", "Team",
]  # fmt: skip
