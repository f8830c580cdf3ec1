"""What is seen of stories, in words."""

from groundswell.stories.presenters.page import Listing, StoryCard, listing, page
from groundswell.stories.presenters.writing import (
    both_versions,
    draft,
    readers,
    returning,
    saved,
    sharing,
    take_up_draft,
    taking_up,
    telling,
)

__all__ = [
    "Listing", "StoryCard", "both_versions", "draft", "listing", "page", "readers", "returning", "saved",
    "sharing", "take_up_draft", "taking_up", "telling",
]  # fmt: skip
