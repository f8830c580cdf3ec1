"""Tables of stories: what was told and taken up."""

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

__all__ = [
    "FOR_EVERYONE", "Adoption", "Audience", "Correction", "FeedAddress", "Naming", "PassingThanks", "Result", "Story",
    "StoryQuerySet",
]  # fmt: skip
