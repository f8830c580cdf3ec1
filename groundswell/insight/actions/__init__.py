"""Verbs of the room of figures: make the figures of a month; keep the frameworks that packs of evidence follow."""

from groundswell.insight.actions.frameworks import (
    add_statement,
    copy,
    discard,
    edit,
    edit_statement,
    end,
    load_shipped,
    remove_statement,
    start,
)
from groundswell.insight.actions.snapshots import finish_round, make_snapshots

__all__ = [
    "add_statement", "copy", "discard", "edit", "edit_statement", "end", "finish_round", "load_shipped", "make_snapshots",
    "remove_statement", "start",
]  # fmt: skip
