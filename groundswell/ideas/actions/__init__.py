"""Verbs about ideas: noticing and names, answering and moving on, posters."""

from groundswell.ideas.actions.asking import pass_on
from groundswell.ideas.actions.ideas import (
    accept_joining,
    answer,
    decline_joining,
    export,
    just_fix,
    leave_address,
    move_on,
    not_fixed,
    propose_joining,
    rest,
    reword,
    set_apart,
    still_fixed,
    support,
    undo_joining,
    wake,
    withdraw_support,
)
from groundswell.ideas.actions.noticing import (
    add,
    confirm,
    forget,
    notice,
    put_name,
    release,
    remove,
    reply,
    show,
    vouch,
)
from groundswell.ideas.actions.posters import count_use, make_posters, revoke_poster, wipe_counts
from groundswell.ideas.actions.telling import tell_hidden, tell_sealed

__all__ = [
    "accept_joining", "add", "answer", "confirm", "count_use", "decline_joining", "export", "forget", "just_fix", "leave_address",
    "make_posters", "move_on", "not_fixed", "notice", "pass_on", "propose_joining", "put_name", "release", "remove", "reply", "rest",
    "revoke_poster", "reword", "set_apart", "show", "still_fixed", "support", "tell_hidden", "tell_sealed", "undo_joining", "vouch",
    "wake", "wipe_counts", "withdraw_support",
]  # fmt: skip
