"""Questions about what is in the way, whom to ask, and what waits for somebody."""

from groundswell.enabling.queries.asks import (
    PAGE,
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
from groundswell.enabling.queries.challenges import (
    WAITING,
    Dropped,
    challenge_for_reader,
    dropped_this_year,
    facets,
    had_rule,
    rules_due_before,
    rules_found,
    rules_to_show,
    rules_to_show_for,
    was_told,
    who_asks,
)
from groundswell.enabling.queries.funds import (
    MOST_RECEIPTS,
    fund_at,
    spend_for_reader,
    spends_of,
    year_now,
    year_of,
    years_of,
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
from groundswell.enabling.queries.time import hours_line, hours_lines, hours_on, time_given_to, week_of
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
    "MOST_RECEIPTS", "PAGE", "WAITING", "Dropped", "Trust", "ask_for_reader", "asks_of_work", "asks_of_works",
    "asks_to_answer", "asks_wanted_from", "behind_of", "challenge_for_reader", "commitments_made", "decider_for",
    "deciders", "decisions_wanted", "decisions_wanted_from", "draft_for", "draft_of", "dropped_this_year",
    "due_before", "facets", "fund_at", "had_it", "had_permission", "had_rule", "hops_of", "hours_line", "hours_lines",
    "hours_on", "kept_by", "ladder", "likely_same", "open_commitment", "people_behind", "periods",
    "permission_for_reader", "permissions_of", "promises_of", "quarter_ago", "rules_above", "rules_due_before",
    "rules_found", "rules_to_show", "rules_to_show_for", "spend_for_reader", "spends_of", "team_of", "team_wanting",
    "time_given_to", "to_climb", "to_warn", "trust_at", "version_of", "versions_of", "was_told", "week_of",
    "who_asks", "who_decides", "who_works_under", "with_broken_promises", "year_now", "year_of", "years_of",
]  # fmt: skip
