"""Tables of the room of figures."""

from groundswell.insight.models.frameworks import Framework, Statement
from groundswell.insight.models.snapshots import Round, Snapshot

__all__ = ["Framework", "Round", "Snapshot", "Statement"]
