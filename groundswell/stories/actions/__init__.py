"""Verbs of stories. Each asks its rule first and records what happened in the same transaction."""

from groundswell.stories.actions.calls import (
    answer_call,
    close_call,
    edit_call,
    forget,
    open_call,
    show_answer,
    tell_of_call,
    unlink,
)
from groundswell.stories.actions.stories import (
    bring_result,
    change_audience,
    edit,
    end_feed_address,
    export,
    make_feed_address,
    spread,
    take_up,
    tell,
)

__all__ = [
    "answer_call", "bring_result", "change_audience", "close_call", "edit", "edit_call", "end_feed_address", "export", "forget",
    "make_feed_address", "open_call", "show_answer", "spread", "take_up", "tell", "tell_of_call", "unlink",
]  # fmt: skip
