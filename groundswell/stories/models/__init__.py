"""Tables of stories: what was told and taken up, what was called for, and what travels."""

from groundswell.stories.models.calls import Call, CallAnswer, Reach, Shown
from groundswell.stories.models.stories import Adoption, Audience, FeedAddress, Result, Story, StoryQuerySet
from groundswell.stories.models.travel import Arrival, Installation, Report, Travelled

__all__ = [
    "Adoption", "Arrival", "Audience", "Call", "CallAnswer", "FeedAddress", "Installation", "Reach", "Report", "Result", "Shown",
    "Story", "StoryQuerySet", "Travelled",
]  # fmt: skip
