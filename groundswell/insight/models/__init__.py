"""Tables of the room of figures."""

from groundswell.insight.models.snapshots import Round, Snapshot
from groundswell.insight.models.tally import Above, Cell, Counted, Fact, Inside, Mark, Member, Team

__all__ = ["Above", "Cell", "Counted", "Fact", "Inside", "Mark", "Member", "Round", "Snapshot", "Team"]
