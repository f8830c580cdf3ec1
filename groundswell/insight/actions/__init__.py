"""What writes in this room: figures of a month, once, so that they do not move."""

from groundswell.insight.actions.counting import count_up_to
from groundswell.insight.actions.snapshots import finish_round, make_snapshots

__all__ = ["count_up_to", "finish_round", "make_snapshots"]
