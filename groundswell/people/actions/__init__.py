"""Verbs about people: accounts, memberships, roles and the security log."""

from groundswell.people.actions.accounts import (
    be_away,
    be_called,
    close_account,
    decline_cover,
    export,
    forget,
    leave_out_of_map,
    welcome,
)
from groundswell.people.actions.headcounts import say_headcounts
from groundswell.people.actions.memberships import (
    accept,
    ask_to_join,
    change_details,
    confirm,
    invite,
    leave,
    own_domain_is,
    refuse,
    remove,
    withdraw,
)
from groundswell.people.actions.roles import accept_role, ask_to_accept, end_role, give_first_role, give_role
from groundswell.people.actions.security import note

__all__ = [
    "accept", "accept_role", "ask_to_accept", "ask_to_join", "be_away", "be_called", "change_details",
    "close_account", "confirm", "decline_cover", "end_role", "export", "forget", "give_first_role", "give_role",
    "invite", "leave", "leave_out_of_map", "note", "own_domain_is", "refuse", "remove", "say_headcounts", "welcome", "withdraw",
]  # fmt: skip
