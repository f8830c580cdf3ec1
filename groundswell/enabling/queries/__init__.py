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
from groundswell.enabling.queries.measured import (
    Asked,
    Came,
    InTheWay,
    Promised,
    Waits,
    ask_hops,
    asks_measured,
    permission_hops,
    permission_pauses,
    permissions_measured,
    place_measured_for,
    promises_measured,
    waits_for_asks,
    who_works_where,
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
)
from groundswell.enabling.queries.trust import Trust, trust_at

__all__ = [
    "Asked", "Came", "InTheWay", "Promised", "Trust", "Waits", "ask_for_reader", "ask_hops", "asks_measured", "asks_of_work",
    "asks_of_works", "asks_to_answer", "asks_wanted_from", "behind_of", "commitments_made", "decider_for", "deciders",
    "decisions_wanted", "decisions_wanted_from", "due_before", "had_it", "had_permission", "hops_of", "kept_by", "ladder",
    "likely_same", "open_commitment", "people_behind", "periods", "permission_for_reader", "permission_hops",
    "permission_pauses", "permissions_measured", "permissions_of", "place_measured_for", "promises_measured", "promises_of",
    "quarter_ago", "team_of", "team_wanting", "to_climb", "to_warn", "trust_at", "waits_for_asks", "who_works_where",
    "with_broken_promises",
]  # fmt: skip
