"""Who may do what with stories. Each file is one thing that can be done."""

from groundswell.stories.rules import calls, travel
from groundswell.stories.rules.keeping import MOST_SEARCHES, may_keep_search, may_make_card, shows_card
from groundswell.stories.rules.stories import (
    before_and_since,
    is_a_teller,
    is_among,
    is_spread,
    is_wider,
    may_adapt,
    may_be_named,
    may_bring_result,
    may_change_audience,
    may_choose_audience,
    may_edit,
    may_follow,
    may_put_back,
    may_read,
    may_take_up,
    may_take_up_at,
    may_take_up_somewhere,
    may_tell,
    may_withdraw,
    reads_of_withdrawal,
    result_of,
)

__all__ = [
    "MOST_SEARCHES", "before_and_since", "calls", "is_a_teller", "is_among", "is_spread", "is_wider", "may_adapt",
    "may_be_named", "may_bring_result", "may_change_audience", "may_choose_audience", "may_edit", "may_follow",
    "may_keep_search", "may_make_card", "may_put_back", "may_read", "may_take_up", "may_take_up_at",
    "may_take_up_somewhere", "may_tell", "may_withdraw", "reads_of_withdrawal", "result_of", "shows_card", "travel",
]  # fmt: skip
