"""What other rooms show of a change too: its driver diagram, seats that were left, what the rules of trust say of it."""

from groundswell.changes.cards.drivers import (
    DrawnBox,
    DriverLine,
    Path,
    box_of,
    drawn_drivers,
    driver_lines,
    path_of,
)
from groundswell.changes.cards.lost import days_said, lost_lines
from groundswell.changes.cards.trust import FollowsCard, Named, follows_cards, trust_line

__all__ = [
    "DrawnBox", "DriverLine", "FollowsCard", "Named", "Path", "box_of", "days_said", "drawn_drivers", "driver_lines",
    "follows_cards", "lost_lines", "path_of", "trust_line",
]  # fmt: skip
