"""Tables of stories: what was told and taken up, what was called for, and what travels."""

from groundswell.stories.models.calls import Call, CallAnswer, Reach, Shown
from groundswell.stories.models.keeping import SavedSearch, StoryCard
from groundswell.stories.models.stories import (
    FOR_EVERYONE,
    Adoption,
    Audience,
    Correction,
    FeedAddress,
    Naming,
    PassingThanks,
    Result,
    Story,
    StoryQuerySet,
)
from groundswell.stories.models.travel import Arrival, Installation, Report, Travelled

__all__ = [
    "FOR_EVERYONE", "Adoption", "Arrival", "Audience", "Call", "CallAnswer", "Correction", "FeedAddress",
    "Installation", "Naming", "PassingThanks", "Reach", "Report", "Result", "SavedSearch", "Shown", "Story",
    "StoryCard", "StoryQuerySet", "Travelled",
]  # fmt: skip
