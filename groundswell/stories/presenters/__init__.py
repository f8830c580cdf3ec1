"""What is seen of stories, in words."""

from groundswell.stories.presenters.beside import beside
from groundswell.stories.presenters.feeds import Feed, atom, feed_links, json_feed
from groundswell.stories.presenters.page import StoryCard, page
from groundswell.stories.presenters.real import real
from groundswell.stories.presenters.shelves import Library, library
from groundswell.stories.presenters.spread import spread
from groundswell.stories.presenters.taking import adapting, asked_there, take_up_draft, taking_up
from groundswell.stories.presenters.writing import (
    both_versions,
    draft,
    readers,
    returning,
    saved,
    sharing,
    telling,
)

__all__ = [
    "Feed", "Library", "StoryCard", "adapting", "asked_there", "atom", "beside", "both_versions", "draft", "feed_links",
    "json_feed", "library", "page", "readers", "real", "returning", "saved", "sharing", "spread",
    "take_up_draft", "taking_up", "telling",
]  # fmt: skip
