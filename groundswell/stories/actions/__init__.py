"""Verbs of stories. Each asks its rule first and records what happened in the same transaction."""

from groundswell.stories.actions.audience import be_named, change_audience, put_back, thank_in_passing, withdraw
from groundswell.stories.actions.calls import (
    answer_call,
    close_call,
    edit_call,
    open_call,
    show_answer,
    tell_of_call,
    unlink,
)
from groundswell.stories.actions.keeping import (
    drop_search,
    end_card,
    end_feed_address,
    keep_search,
    look_again,
    make_card,
    make_feed_address,
    say_new,
)
from groundswell.stories.actions.stories import edit, export, forget, tell
from groundswell.stories.actions.taking_up import adapt, bring_result, say_first_reading, spread, take_up

__all__ = [
    "adapt", "answer_call", "be_named", "bring_result", "change_audience", "close_call", "drop_search", "edit",
    "edit_call", "end_card", "end_feed_address", "export", "forget", "keep_search", "look_again", "make_card",
    "make_feed_address", "open_call", "put_back", "say_first_reading", "say_new", "show_answer", "spread", "take_up", "tell",
    "tell_of_call", "thank_in_passing", "unlink", "withdraw",
]  # fmt: skip
