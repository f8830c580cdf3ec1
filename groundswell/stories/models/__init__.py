"""Tables of stories: what was told and taken up."""

from groundswell.stories.models.stories import Adoption, Audience, FeedAddress, Result, Story, StoryQuerySet

__all__ = ["Adoption", "Audience", "FeedAddress", "Result", "Story", "StoryQuerySet"]
