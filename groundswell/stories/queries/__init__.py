"""Questions about stories, always asked on somebody's behalf."""

from groundswell.stories.queries.charts import Charts, charts_of, is_shown_to_everyone
from groundswell.stories.queries.lineage import (
    adoption_for,
    adoption_of,
    adoptions_of,
    may_bring_result,
    own_readings,
    places_to_take_up,
    results_wanted,
    results_wanted_from,
    waiting_to_spread,
)
from groundswell.stories.queries.reading import (
    Page,
    Span,
    adopters,
    line_of_time,
    origin,
    owners,
    seats,
    span,
    stories_at,
    stories_for,
    story_for,
    story_of,
    taken,
)
from groundswell.stories.queries.writing import Wait, measures_of, organisations_of, told, waits_of

__all__ = [
    "Charts", "Page", "Span", "Wait", "adopters", "adoption_for", "adoption_of", "adoptions_of", "charts_of",
    "is_shown_to_everyone", "line_of_time", "may_bring_result", "measures_of", "organisations_of", "origin",
    "own_readings", "owners", "places_to_take_up", "results_wanted", "results_wanted_from", "seats", "span",
    "stories_at", "stories_for", "story_for", "story_of", "taken", "told", "waiting_to_spread", "waits_of",
]  # fmt: skip
