"""What is seen of stories, in words."""

from groundswell.stories.presenters import travel
from groundswell.stories.presenters.feeds import Feed, atom, feed_links, json_feed
from groundswell.stories.presenters.page import StoryCard, page
from groundswell.stories.presenters.shelves import Library, library
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
    "Feed", "Library", "StoryCard", "atom", "both_versions", "draft", "feed_links", "json_feed", "library", "page",
    "readers", "returning", "saved", "sharing", "take_up_draft", "taking_up", "telling", "travel",
]  # fmt: skip
