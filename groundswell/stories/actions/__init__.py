"""Verbs of stories. Each asks its rule first and records what happened in the same transaction."""

from groundswell.stories.actions.stories import (
    adapt,
    bring_result,
    change_audience,
    edit,
    end_feed_address,
    export,
    make_feed_address,
    say_first_reading,
    spread,
    take_up,
    tell,
)

__all__ = [
    "adapt", "bring_result", "change_audience", "edit", "end_feed_address", "export", "make_feed_address",
    "say_first_reading", "spread", "take_up", "tell",
]  # fmt: skip
