"""Questions about what is in the way, whom to ask, and what waits for somebody."""

from groundswell.enabling.queries.asks import (
    ask_for_reader,
    asks_of_work,
    asks_of_works,
    asks_to_answer,
    asks_wanted_from,
    behind_of,
    commitments_made,
    had_it,
    hops_of,
    kept_by,
    ladder,
    likely_same,
    open_commitment,
    people_behind,
    promises_of,
    quarter_ago,
    team_of,
    to_climb,
    to_warn,
    with_broken_promises,
)
from groundswell.enabling.queries.permissions import (
    decider_for,
    deciders,
    decisions_wanted,
    decisions_wanted_from,
    due_before,
    had_permission,
    periods,
    permission_for_reader,
    permissions_of,
    team_wanting,
    who_decides,
)
from groundswell.enabling.queries.trust import (
    Trust,
    draft_for,
    draft_of,
    rules_above,
    trust_at,
    version_of,
    versions_of,
    who_works_under,
)

__all__ = [
    "Trust", "ask_for_reader", "asks_of_work", "asks_of_works", "asks_to_answer", "asks_wanted_from", "behind_of",
    "commitments_made", "decider_for", "deciders", "decisions_wanted", "decisions_wanted_from", "draft_for", "draft_of", "due_before",
    "had_it", "had_permission", "hops_of", "kept_by", "ladder", "likely_same", "open_commitment", "people_behind",
    "periods", "permission_for_reader", "permissions_of", "promises_of", "quarter_ago", "rules_above", "team_of", "team_wanting",
    "to_climb", "to_warn", "trust_at", "version_of", "versions_of", "who_decides", "who_works_under",
    "with_broken_promises",
]  # fmt: skip
