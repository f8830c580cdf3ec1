"""Tables of stories: what was told and taken up, and what was called for."""

from groundswell.stories.models.calls import Call, CallAnswer, Reach, Shown
from groundswell.stories.models.stories import Adoption, Audience, FeedAddress, Result, Story, StoryQuerySet

__all__ = [
    "Adoption", "Audience", "Call", "CallAnswer", "FeedAddress", "Reach", "Result", "Shown", "Story", "StoryQuerySet",
]  # fmt: skip
