"""Questions about stories, always asked on somebody's behalf."""

from groundswell.stories.queries import calls, travel
from groundswell.stories.queries.charts import (
    Beside,
    Charts,
    beside,
    charts_of,
    is_shown_to_everyone,
)
from groundswell.stories.queries.feeds import feed_address_of, follower
from groundswell.stories.queries.keeping import (
    card_of,
    card_shown,
    new_in,
    search_for,
    searches_of,
)
from groundswell.stories.queries.lineage import (
    adoption_for,
    adoption_of,
    adoptions_of,
    counting_unsaid,
    first_reading_of,
    may_adapt,
    may_bring_result,
    own_readings,
    places_to_take_up,
    results_for_cards,
    results_wanted,
    waiting_to_spread,
)
from groundswell.stories.queries.measured import TakenUp, taken_up_measured
from groundswell.stories.queries.outside import chart_for_anybody, public_story, said_yes, staff_groups_of_owners
from groundswell.stories.queries.reading import (
    Span,
    adopters,
    benefits_of,
    line_of_time,
    may_read,
    named,
    newest_story,
    origin,
    owners,
    places,
    readable_among,
    seats,
    span,
    stories_at,
    story_for,
    story_of,
    taken,
    takers,
    withdrawn_for,
)
from groundswell.stories.queries.real import Real, real_for, tells_story
from groundswell.stories.queries.shelves import (
    CHOICES,
    Asked,
    Found,
    Shelves,
    kind_noticed,
    library,
    needed_permission,
    newest_for_everyone,
)
from groundswell.stories.queries.spread import Adopted, Spread, adopted, spread_of
from groundswell.stories.queries.taking import Knows, adoption_to_read, tests_of, who_knows
from groundswell.stories.queries.writing import (
    Wait,
    before_and_since,
    measures_of,
    organisations_of,
    system_of,
    told,
    waits_of,
)

__all__ = [
    "CHOICES", "Adopted", "Asked", "Beside", "Charts", "Found", "Knows", "Real", "Shelves", "Span", "Spread", "TakenUp", "Wait",
    "adopted", "adopters", "adoption_for", "adoption_of", "adoption_to_read", "adoptions_of", "before_and_since",
    "benefits_of", "beside", "calls", "card_of", "card_shown", "chart_for_anybody", "charts_of", "counting_unsaid",
    "feed_address_of", "first_reading_of", "follower", "is_shown_to_everyone", "kind_noticed", "library",
    "line_of_time", "may_adapt", "may_bring_result", "may_read", "measures_of", "named", "needed_permission",
    "new_in", "newest_for_everyone", "newest_story", "organisations_of", "origin", "own_readings", "owners", "places",
    "places_to_take_up", "public_story", "readable_among", "real_for", "results_for_cards", "results_wanted",
    "said_yes", "search_for", "searches_of", "seats", "span", "spread_of", "staff_groups_of_owners", "stories_at",
    "story_for", "story_of", "system_of", "taken", "taken_up_measured", "takers", "tells_story", "tests_of", "told", "travel",
    "waiting_to_spread", "waits_of", "who_knows", "withdrawn_for",
]  # fmt: skip
