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

__all__ = [
    "ask_for_reader", "asks_of_work", "asks_of_works", "asks_to_answer", "asks_wanted_from", "behind_of",
    "commitments_made", "had_it", "hops_of", "kept_by", "ladder", "likely_same", "open_commitment", "people_behind",
    "promises_of", "quarter_ago", "team_of", "to_climb", "to_warn", "with_broken_promises",
]  # fmt: skip
