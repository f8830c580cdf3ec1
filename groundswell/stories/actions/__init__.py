"""Verbs of stories. Each asks its rule first and records what happened in the same transaction."""

from groundswell.stories.actions.stories import (
    adapt,
    be_named,
    bring_result,
    change_audience,
    edit,
    end_feed_address,
    export,
    forget,
    make_feed_address,
    put_back,
    say_first_reading,
    spread,
    take_up,
    tell,
    thank_in_passing,
    withdraw,
)

__all__ = [
    "adapt", "be_named", "bring_result", "change_audience", "edit", "end_feed_address", "export", "forget",
    "make_feed_address", "put_back", "say_first_reading", "spread", "take_up", "tell", "thank_in_passing", "withdraw",
]  # fmt: skip
