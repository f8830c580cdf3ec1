"""Questions about people: what someone may see, who holds a role, who works where."""

from groundswell.people.queries.finding import people_in
from groundswell.people.queries.lists import (
    asking_to_join,
    covered_by,
    domains_of,
    grants_at,
    grants_of,
    joins_for_cards,
    known_at,
    members,
    memberships_of,
    open_invitations,
    own_domain,
    waiting_at,
    working_at,
)
from groundswell.people.queries.log import ChainState, notes_of, verify_chain
from groundswell.people.queries.seeing import (
    Seen,
    grant_for,
    grants_above,
    grants_above_each,
    grants_reaching,
    holders,
    invitation_for,
    look_again,
    membership_for,
    others_look_after,
    person_for,
    place_for,
    sight,
    who_answers_at,
    who_lets_in,
)
from groundswell.people.sight import NOBODY, Sight, organisation_id

__all__ = [
    "NOBODY", "ChainState", "Seen", "Sight", "asking_to_join", "covered_by", "domains_of", "grant_for",
    "grants_above", "grants_above_each", "grants_at", "grants_of", "grants_reaching", "holders", "invitation_for",
    "joins_for_cards", "known_at", "look_again", "members", "membership_for", "memberships_of", "notes_of",
    "open_invitations", "organisation_id", "others_look_after", "own_domain", "people_in", "person_for", "place_for",
    "sight", "verify_chain", "waiting_at", "who_answers_at", "who_lets_in", "working_at",
]  # fmt: skip
